//! Sessions played from recorded landmarks.

use std::fmt::Write as _;
use std::sync::Arc;

use holdfast::coach::{
    Ending, Interruption, Item, Moment, Record, Request, Session, Sound, Stage, Utterance,
};
use holdfast::messages::Language;
use holdfast::motion::{Observation, Scene, Settings};
use holdfast::rules::Catalogue;

use crate::support::recorded;

/// A recording of each built-in exercise.
pub(crate) const RECORDINGS: [(&str, &str); 9] = [
    ("bridge-side", "bridge"),
    ("cat-cow-side", "cat-cow"),
    ("rotation-head-end", "lower-trunk-rotation"),
    ("knee-to-chest-side", "knee-to-chest"),
    ("march-side", "march"),
    ("levator-front", "levator-stretch"),
    ("doorway-three-quarter", "doorway-pec-stretch"),
    ("squeeze-three-quarter", "shoulder-blade-squeeze"),
    ("thoracic-side", "thoracic-extension"),
];

/// Frames a second while nobody is filmed.
const FPS: f64 = 15.0;

/// What the camera sees from moment to moment, and what is asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Film {
    pub(crate) frames: Vec<(f64, Observation)>,
    pub(crate) requests: Vec<(f64, Request)>,
    now_secs: f64,
}

impl Film {
    /// A recording from `tests/data`, from one second to another.
    pub(crate) fn recording(self, name: &'static str, from_secs: f64, to_secs: f64) -> Self {
        self.shown_in(Scene::default(), name, from_secs, to_secs)
    }

    /// The same, of a picture of which more is known.
    pub(crate) fn shown_in(mut self, scene: Scene, name: &'static str, from_secs: f64, to_secs: f64) -> Self {
        let begin = self.now_secs;
        for (time, pose) in &recorded(name).frames {
            if (from_secs..to_secs).contains(time) {
                self.now_secs = begin + time - from_secs + 1.0 / FPS;
                self.frames.push((
                    self.now_secs,
                    Observation { pose: pose.clone().map(Arc::new), scene, ..Observation::default() },
                ));
            }
        }
        self
    }

    /// The recording's frame at a second, again and again.
    pub(crate) fn still(mut self, name: &'static str, at_secs: f64, secs: f64) -> Self {
        let recording = recorded(name);
        let frame = recording.frames.iter().find(|(time, _)| *time >= at_secs).expect("it lasts that long");
        let pose = frame.1.clone().map(Arc::new);
        for _ in 0..(secs * FPS).round() as u32 {
            self.now_secs += 1.0 / FPS;
            self.frames.push((self.now_secs, Observation { pose: pose.clone(), ..Observation::default() }));
        }
        self
    }

    /// Nobody, for some seconds.
    pub(crate) fn nobody(mut self, secs: f64, brightness: Option<f64>) -> Self {
        for _ in 0..(secs * FPS).round() as u32 {
            self.now_secs += 1.0 / FPS;
            let scene = Scene { brightness, ..Scene::default() };
            self.frames.push((self.now_secs, Observation { pose: None, scene, ..Observation::default() }));
        }
        self
    }

    /// Something is asked for.
    pub(crate) fn ask(mut self, request: Request) -> Self {
        self.requests.push((self.now_secs, request));
        self
    }

    /// The moments of a session that sees this.
    pub(crate) fn play(&self, items: Vec<Item>, language: &str) -> Vec<Moment> {
        let language = Language::of(language).expect("a language of ours");
        self.play_in(Session::in_language(items, language))
    }

    /// The moments of this session when it sees this.
    pub(crate) fn play_in(&self, mut session: Session) -> Vec<Moment> {
        let mut requests = self.requests.iter().peekable();
        let mut moments = Vec::new();
        for (time, glimpse) in &self.frames {
            while let Some((asked_secs, request)) = requests.next_if(|(secs, _)| secs < time) {
                moments.push(session.ask(*asked_secs, *request));
            }
            moments.push(session.see(*time, glimpse));
        }
        for (asked_secs, request) in requests {
            moments.push(session.ask(*asked_secs, *request));
        }
        // The last words.
        for n in 1..=40 {
            moments.push(session.wait(self.now_secs + f64::from(n) * 0.25));
        }
        moments
    }
}

/// A set of an exercise.
pub(crate) fn item(id: &str, repetitions: u32, sets: u32, rest_secs: f64) -> Item {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    let rules = catalogue.get(id).expect("it is built in");
    let (exercise, texts) = (rules.exercise.clone(), rules.texts.clone());
    Item { exercise, texts, settings: Settings::default(), repetitions: Some(repetitions), sets, rest_secs }
}

/// What is said, and when.
pub(crate) fn utterances(moments: &[Moment]) -> Vec<(f64, &Utterance)> {
    let said = moments.iter().flat_map(|moment| {
        moment.sounds.iter().filter_map(|sound| match sound {
            Sound::Say(utterance) => Some((moment.at_secs, utterance)),
            Sound::Play(_) => None,
        })
    });
    said.collect()
}

/// The same as plain sentences.
pub(crate) fn said(moments: &[Moment]) -> Vec<(f64, String)> {
    utterances(moments).into_iter().map(|(at_secs, said)| (at_secs, said.text.clone())).collect()
}

/// What is heard and what goes on, line by line.
pub(crate) fn transcript(moments: &[Moment]) -> String {
    let mut text = String::new();
    let mut stage = String::new();
    for moment in moments {
        let mut line = |what: String| writeln!(text, "{:7.2}  {what}", moment.at_secs).expect("written");
        for record in &moment.records {
            if let Some(kept) = kept(record) {
                line(format!("keep   {kept}"));
            }
        }
        let now = staged(&moment.stage);
        if now != stage {
            line(format!("stage  {now}"));
            stage = now;
        }
        for sound in &moment.sounds {
            line(match sound {
                Sound::Say(said) => {
                    let cut = if said.cuts_in { " (at once)" } else { "" };
                    format!("say    {:?}: {}{cut}", said.urgency, said.text)
                }
                Sound::Play(tone) => format!("play   {tone:?}"),
            });
        }
    }
    text
}

fn staged(stage: &Stage) -> String {
    match stage {
        Stage::SetUp(set_up) => {
            let briefing = set_up.briefing.is_some().then_some("how it is done");
            format!("set-up: {}", set_up.advice.as_deref().or(briefing).unwrap_or("all is well"))
        }
        Stage::Set(set) => {
            let next = set.next.map(|next| format!(", next phase {}", next.0)).unwrap_or_default();
            format!("set {} of {}{next}", set.number, set.sets)
        }
        Stage::Rest(rest) => format!("rest of {} s, then set {}", rest.secs, rest.next_set),
        Stage::Paused(pause) => format!("paused: {}", pause.advice),
        Stage::Summary(summary) => format!("summary of {} sets", summary.sets.len()),
    }
}

fn kept(record: &Record) -> Option<String> {
    Some(match record {
        Record::SetBegan(set) => format!("set began at {:.2}", set.at_secs),
        Record::SetEnded(set) => {
            format!("set ended: {} of {} good", set.repetitions.good, set.repetitions.total)
        }
        Record::Paused { why: Interruption::Asked, .. } => "paused as asked".into(),
        Record::Paused { why: Interruption::Away, .. } => "paused, away".into(),
        Record::Paused { why: Interruption::Camera, .. } => "paused, no camera".into(),
        Record::Paused { why: Interruption::Still, .. } => "paused, picture stands still".into(),
        Record::Resumed { .. } => "resumed".into(),
        Record::Saves { saving, .. } => format!("saves: {}", saving.id()),
        Record::Finished { how: Ending::Complete, .. } => "finished".into(),
        Record::Finished { how: Ending::Stopped, .. } => "stopped".into(),
        Record::Happened { .. } | Record::Frame { .. } => return None,
    })
}
