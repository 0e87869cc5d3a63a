//! The order of a session: set-up, sets, rests, summary; and pauses at any time.

mod sets;

use super::escalation::CueEscalation;
use super::item::{Item, SetPlace};
use super::moment::{Moment, Pause, Rest, Sound, Stage, Summary, Tone};
use super::output::CoachOutput;
use super::presence::Presence;
use super::record::{Ending, Interruption, Record, SetResult};
use super::repertoire::repertoire;
use super::rest::Resting;
use super::set_runner::SetRunner;
use super::speech::{Speech, Topic};
use crate::messages::{Language, english};
use crate::motion::{Assessment, Observation};

/// A sentence about the way of the session waits so long for its turn, in seconds.
const SENTENCE_WAITS_SECS: f64 = 30.0;

/// What the person asks for by key, or the machine on its own account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// Pause, for this reason.
    Pause(Interruption),
    /// Go on.
    Resume,
    /// End the set or the rest under way and go to the next.
    Next,
    /// End the session.
    Finish,
}

/// A session under way.
#[derive(Debug, Clone)]
pub struct Session {
    items: Vec<Item>,
    language: &'static Language,
    speech: Speech,
    activity: Activity,
    paused: Option<Interruption>,
    presence: Presence,
    done: Vec<SetResult>,
    /// Whether attempts could not be judged because pictures were missing.
    has_gaps: bool,
    /// Whether a faster model than the one at work is there.
    may_be_faster: bool,
    /// What was said of faults in the set before, and did not help yet.
    told: CueEscalation,
    /// What is said before all else.
    warning: Vec<String>,
}

/// What goes on behind a pause.
#[derive(Debug, Clone)]
enum Activity {
    /// Nothing was seen yet.
    Begin,
    Set(Box<SetRunner>),
    Rest(Box<Resting>),
    Over,
}

impl Session {
    /// A session that has seen nothing yet, in English.
    pub fn new(items: Vec<Item>) -> Self {
        Self::in_language(items, english())
    }

    /// A session in a language of ours.
    pub fn in_language(mut items: Vec<Item>, language: &'static Language) -> Self {
        for item in &mut items {
            item.texts = language.translated(&item.texts);
        }
        Self {
            items,
            language,
            speech: Speech::default(),
            activity: Activity::Begin,
            paused: None,
            presence: Presence::default(),
            done: Vec::new(),
            has_gaps: false,
            may_be_faster: true,
            told: CueEscalation::default(),
            warning: Vec::new(),
        }
    }

    /// Says something before all else, sentence by sentence.
    pub fn warn(&mut self, text: &str) {
        self.warning = text.split_inclusive(". ").map(|sentence| sentence.trim().to_owned()).collect();
    }

    /// Takes it that no faster model than the one at work is there: none is offered.
    pub fn is_fastest(&mut self) {
        self.may_be_faster = false;
    }

    /// What the session consists of, in the person's language.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// What it may say that has to be heard in time or comes often.
    pub fn repertoire(&self) -> Vec<String> {
        repertoire(&self.items, self.language)
    }

    /// The person's language.
    pub fn language(&self) -> &'static Language {
        self.language
    }

    /// Takes the voice's word for whether it is speaking. Where there is none, sentences are taken to last
    /// as long as they usually do.
    pub fn voice_is_speaking(&mut self, speaking: Option<bool>) {
        self.speech.report(speaking);
    }

    /// Whether something is being said, or waits to be.
    pub fn has_words(&self, now_secs: f64) -> bool {
        self.speech.has_words(now_secs)
    }

    /// Takes the next frame. Times are seconds since the session began and grow.
    pub fn see(&mut self, at_secs: f64, seen: &Observation) -> Moment {
        self.moment(at_secs, |session, out| session.look(seen, out))
    }

    /// Takes the time while no frame comes.
    pub fn wait(&mut self, at_secs: f64) -> Moment {
        self.moment(at_secs, |session, out| {
            session.begin(out);
            session.rest(out);
            None
        })
    }

    /// Does what is asked for.
    pub fn ask(&mut self, at_secs: f64, request: Request) -> Moment {
        self.moment(at_secs, |session, out| {
            session.begin(out);
            match request {
                Request::Pause(why) => session.pause(why, out),
                Request::Resume => session.resume(out),
                Request::Next => {
                    session.resume(out);
                    session.skip(out);
                }
                Request::Finish => session.finish(Ending::Stopped, out),
            }
            None
        })
    }

    /// What a step through the session makes of a moment.
    fn moment(
        &mut self,
        at_secs: f64,
        step: impl FnOnce(&mut Self, &mut CoachOutput<'_>) -> Option<Assessment>,
    ) -> Moment {
        let mut speech = std::mem::take(&mut self.speech);
        let (mut tones, mut records) = (Vec::new(), Vec::new());
        let mut out = CoachOutput {
            now_secs: at_secs,
            language: self.language,
            speech: &mut speech,
            tones: &mut tones,
            records: &mut records,
            look_anew: false,
        };
        let assessment = step(self, &mut out);
        let room_secs = match &self.activity {
            _ if self.paused.is_some() => f64::INFINITY,
            Activity::Set(set) => set.room_secs(),
            Activity::Rest(resting) => resting.room_secs(at_secs),
            Activity::Begin | Activity::Over => f64::INFINITY,
        };
        let said = out.speech.say(at_secs, room_secs).map(|(utterance, topic)| {
            if let Activity::Set(set) = &mut self.activity {
                set.spoken(&topic, at_secs);
            }
            Sound::Say(utterance)
        });
        let (stage, look_anew) = (self.stage(&out), out.look_anew);
        self.speech = speech;
        let sounds = tones.into_iter().map(Sound::Play).chain(said).collect();
        Moment { at_secs, stage, assessment, sounds, records, look_anew }
    }

    fn stage(&self, out: &CoachOutput<'_>) -> Stage {
        let words = &self.language.words.pause;
        let behind = self.behind(out);
        if let Some(why) = self.paused {
            let advice = match why {
                Interruption::Asked => &words.asked,
                Interruption::Away => &words.away,
                Interruption::Camera => &words.camera,
                Interruption::Still => &words.still,
            };
            return Stage::Paused(Pause { why, advice: advice.clone(), behind: Box::new(behind) });
        }
        behind
    }

    /// What goes on, or is paused.
    fn behind(&self, out: &CoachOutput<'_>) -> Stage {
        match &self.activity {
            Activity::Set(set) => set.stage(out),
            Activity::Rest(resting) => Stage::Rest(Rest {
                secs_left: resting.secs_left(out.now_secs),
                secs: resting.secs,
                next_item: resting.next.item,
                next_set: resting.next.number,
                done: resting.done.clone(),
            }),
            Activity::Begin | Activity::Over => {
                let Self { has_gaps, may_be_faster, .. } = *self;
                Stage::Summary(Summary { sets: self.done.clone(), has_gaps, may_be_faster })
            }
        }
    }

    /// The first frame, or the first request, begins the first set.
    fn begin(&mut self, out: &mut CoachOutput<'_>) {
        if matches!(self.activity, Activity::Begin) {
            for sentence in std::mem::take(&mut self.warning) {
                out.say(Topic::Stop, sentence, SENTENCE_WAITS_SECS);
            }
            self.prepare(Some(SetPlace { item: 0, number: 1 }), out);
        }
    }

    fn look(&mut self, seen: &Observation, out: &mut CoachOutput<'_>) -> Option<Assessment> {
        self.begin(out);
        self.presence.observe(out.now_secs, seen.pose.is_some());
        match self.paused {
            Some(Interruption::Away) if self.presence.is_back(out.now_secs) => self.resume(out),
            Some(Interruption::Asked | Interruption::Camera | Interruption::Still) => return None,
            Some(Interruption::Away) | None => {}
        }
        self.rest(out);
        let Activity::Set(set) = &mut self.activity else { return None };
        let assessment = set.see(seen, out);
        if let Some(done) = set.is_done() {
            self.end_set(Some(done), out);
        } else if self.paused.is_none() && set.has_begun() && self.presence.is_away(out.now_secs) {
            self.pause(Interruption::Away, out);
        }
        Some(assessment)
    }

    /// Goes on to the next set when the rest is over.
    fn rest(&mut self, out: &mut CoachOutput<'_>) {
        if self.paused.is_none()
            && let Activity::Rest(resting) = &mut self.activity
            && resting.is_over(out)
        {
            let next = resting.next;
            self.prepare(Some(next), out);
        }
    }

    fn pause(&mut self, why: Interruption, out: &mut CoachOutput<'_>) {
        if matches!(self.activity, Activity::Over) || self.paused == Some(why) {
            return;
        }
        // What a camera or a key says outweighs that nobody is seen, and the other way round not.
        let is_new = self.paused.is_none();
        self.paused = Some(why);
        match &mut self.activity {
            Activity::Set(set) => set.interrupt(out),
            Activity::Rest(resting) => resting.pause(out.now_secs),
            Activity::Begin | Activity::Over => {}
        }
        let words = &out.language.words.session;
        let text = match why {
            Interruption::Asked => &words.asked,
            Interruption::Away => &words.away,
            Interruption::Camera => &words.camera,
            Interruption::Still => &words.still,
        };
        out.speech.withdraw(|_| true);
        out.say(Topic::Stop, text.clone(), SENTENCE_WAITS_SECS);
        if is_new {
            out.play(Tone::Paused);
            out.records.push(Record::Paused { at_secs: out.now_secs, why });
        }
    }

    fn resume(&mut self, out: &mut CoachOutput<'_>) {
        if self.paused.take().is_none() {
            return;
        }
        self.presence = Presence::default();
        out.records.push(Record::Resumed { at_secs: out.now_secs });
        out.speech.withdraw(|_| true);
        match &mut self.activity {
            Activity::Set(_) => {
                out.say(Topic::Flow, out.language.words.session.resumed.clone(), SENTENCE_WAITS_SECS);
            }
            Activity::Rest(resting) => resting.resume(out.now_secs),
            Activity::Begin | Activity::Over => {}
        }
    }
}
