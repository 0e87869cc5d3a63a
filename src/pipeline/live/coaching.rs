//! The coach's thread: finds the person in each frame, asks the session what to make of it, and passes
//! on what it says.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Sender, TrySendError};

use super::ages::Ages;
use super::capture::Captured;
use super::gate::Gate;
use super::latest_frame_queue::{LatestFrameQueue, Queued};
use super::looking::Looking;
use super::notice::Notice;
use super::showing::Showing;
use super::snapshot::{Latest, Snapshot};
use super::voice_thread::VoiceStatus;
use super::{Look, Message, Pace};
use crate::coach::{Interruption, Moment, Record, Request, Saving, Session, Sound, Stage};
use crate::frame::Frame;
use crate::motion::{Observation, Stillness};
use crate::pose::PoseError;
use crate::source::live::LiveError;

/// How often the session is told the time while no frame comes.
const TICK: Duration = Duration::from_millis(250);

/// How often it is told the time while its last words are said, and for how long at most.
const WORD: Duration = Duration::from_millis(100);
const LAST_WORDS: Duration = Duration::from_secs(30);

/// A picture that has stood still for so many seconds pauses the session.
const STILL_SECS: f64 = 2.0;

/// The least step between two moments of a session, in seconds: what reaches the coach at once still
/// has an order.
const LEAST_STEP_SECS: f64 = 1e-3;

/// What the coach's thread needs.
pub(super) struct Coach {
    pub(super) looking: Looking,
    pub(super) gate: Gate,
    pub(super) session: Session,
    pub(super) queue: LatestFrameQueue<Captured, Message>,
    pub(super) pace: Pace,
    pub(super) stall: Duration,
    /// The camera's name.
    pub(super) name: String,
    pub(super) snapshots: Latest<Snapshot>,
    pub(super) wake: Box<dyn Fn() + Send>,
    pub(super) voice_status: VoiceStatus,
    pub(super) sound: Sender<Sound>,
    pub(super) record: Sender<Record>,
    pub(super) notice: Sender<Notice>,
}

/// What the coach leaves.
#[derive(Debug, Default)]
pub(super) struct Coached {
    /// Frames that were judged.
    pub(super) verdicts: u64,
    /// How old the frames were then.
    pub(super) ages: Ages,
    /// When the session was over.
    pub(super) over: Option<Instant>,
    /// The last moment.
    pub(super) last: Option<Arc<Snapshot>>,
    /// Why it could not go on.
    pub(super) failure: Option<PoseError>,
}

impl Coach {
    /// Coaches until the session is over.
    pub(super) fn run(self) -> Coached {
        let queue = self.queue.clone();
        let mut course = Course {
            showing: Showing::new(&self.session),
            coach: self,
            zero: None,
            last_secs: None,
            last_frame: Instant::now(),
            seen: None,
            trouble: None,
            look: Look::On,
            stillness: Stillness::default(),
            holds_own_pause: false,
            has_told_saving: false,
            is_over: false,
            has_left: false,
            left: Coached::default(),
        };
        while !course.is_over {
            match queue.take(TICK) {
                Some(Queued::Frame(captured)) => course.take(captured),
                Some(Queued::Told(Message::Trouble(error))) => course.on_camera_error(error),
                Some(Queued::Told(Message::Ended)) => course.ask(Request::Finish),
                Some(Queued::Told(Message::Ask(request))) => course.ask(request),
                Some(Queued::Told(Message::Leave)) => course.leave(),
                None => course.wait(),
            }
        }
        course.left.over = Some(Instant::now());
        course.say_the_rest(&queue);
        queue.close();
        course.left
    }
}

/// A session under way.
struct Course {
    coach: Coach,
    showing: Showing,
    /// When the session began.
    zero: Option<Instant>,
    last_secs: Option<f64>,
    last_frame: Instant,
    /// The last picture, when it came, and what was seen in it.
    seen: Option<(Arc<Frame>, Instant, Observation)>,
    /// What was told last of a camera that gives no pictures.
    trouble: Option<String>,
    /// Where the body is looked for in the next picture.
    look: Look,
    stillness: Stillness,
    /// Whether the person asked for the pause under way.
    holds_own_pause: bool,
    /// Whether the person knows that the machine is too slow.
    has_told_saving: bool,
    is_over: bool,
    /// Whether nobody listens any more.
    has_left: bool,
    left: Coached,
}

impl Course {
    /// Works on a frame, and finds out whether that takes too long.
    fn take(&mut self, captured: Captured) {
        let (at_secs, began) = (captured.0.time_secs, Instant::now());
        self.see(captured);
        let took_secs = began.elapsed().as_secs_f64();
        if !self.is_over
            && let Some(saving) = self.coach.looking.took(at_secs, took_secs)
        {
            if !std::mem::replace(&mut self.has_told_saving, true) {
                // Where nobody listens any more the session is over.
                let _ = self.coach.notice.send(Notice::TooSlow);
            }
            if saving == Saving::LiteModel {
                self.coach.session.is_fastest();
            }
            let _ = self.coach.record.send(Record::Saves { at_secs, saving });
        }
    }

    fn see(&mut self, (frame, arrived): Captured) {
        self.last_frame = Instant::now();
        if let Some(warning) = self.coach.gate.warning() {
            self.coach.session.warn(&warning);
        }
        if self.zero.is_none() {
            self.zero = arrived.checked_sub(Duration::from_secs_f64(frame.time_secs));
        }
        let look = std::mem::replace(&mut self.look, Look::On);
        let seen = match self.coach.looking.look(&frame, look) {
            Ok(Some(seen)) => seen,
            Ok(None) => return,
            Err(failure) => {
                self.left.failure = Some(failure);
                return self.ask(Request::Finish);
            }
        };
        self.listen();
        self.stillness.observe(frame.time_secs, seen.scene.repeats);
        if self.stillness.secs() >= STILL_SECS {
            return self.stand_still(frame.time_secs);
        }
        if self.trouble.take().is_some() && !self.holds_own_pause {
            let at_secs = self.advance(frame.time_secs);
            let moment = self.coach.session.ask(at_secs, Request::Resume);
            self.publish(moment);
        }
        let at_secs = self.advance(frame.time_secs);
        let moment = self.coach.session.see(at_secs, &seen);
        self.left.verdicts += 1;
        self.left.ages.add(arrived.elapsed());
        self.seen = Some((Arc::new(frame), arrived, seen));
        self.publish(moment);
    }

    fn ask(&mut self, request: Request) {
        let at_secs = self.advance(self.now_secs());
        let moment = self.coach.session.ask(at_secs, request);
        self.is_over |= request == Request::Finish;
        self.publish(moment);
    }

    fn leave(&mut self) {
        self.has_left = true;
        self.ask(Request::Finish);
    }

    /// After the end, what there is still to say is said.
    fn say_the_rest(&mut self, queue: &LatestFrameQueue<Captured, Message>) {
        let mut patience = LAST_WORDS.as_secs_f64();
        while !self.has_left && self.coach.session.has_words(self.now_secs()) && patience > 0.0 {
            patience -= WORD.as_secs_f64();
            let at_secs = match self.coach.pace {
                Pace::EveryFrame => self.now_secs() + WORD.as_secs_f64(),
                Pace::RealTime => {
                    self.has_left = matches!(queue.take(WORD), Some(Queued::Told(Message::Leave)));
                    self.now_secs()
                }
            };
            self.listen();
            let at_secs = self.advance(at_secs);
            let moment = self.coach.session.wait(at_secs);
            self.publish(moment);
        }
    }

    /// Tells the session whether a sentence is being said, where the clock is the wall's.
    fn listen(&mut self) {
        if self.coach.pace == Pace::RealTime {
            self.coach.session.voice_is_speaking(self.coach.voice_status.is_speaking());
        }
    }

    /// The camera gives the same picture again and again, here at a second: the session pauses until another comes.
    fn stand_still(&mut self, time_secs: f64) {
        if self.trouble.is_none() {
            return self.on_camera_error(LiveError::Still(self.coach.name.clone()));
        }
        let at_secs = self.advance(time_secs);
        let moment = self.coach.session.wait(at_secs);
        self.publish(moment);
    }

    /// The camera gives no pictures: the session pauses until one comes.
    fn on_camera_error(&mut self, error: LiveError) {
        let why = match error {
            LiveError::Still(_) => Interruption::Still,
            _ => Interruption::Camera,
        };
        let before = self.trouble.replace(error.to_string());
        // A camera may find out for itself what the coach has told already.
        if before != self.trouble {
            // Where nobody listens any more the session is over.
            let _ = self.coach.notice.send(Notice::Camera(error));
        }
        let is_new = before.is_none();
        self.seen = None;
        if is_new && !self.holds_own_pause {
            self.ask(Request::Pause(why));
        }
    }

    /// Time passes without a frame.
    fn wait(&mut self) {
        if !self.coach.gate.is_open() {
            self.last_frame = Instant::now();
            return;
        }
        let stalled = self.last_frame.elapsed();
        if self.trouble.is_none() && stalled >= self.coach.stall {
            let (name, secs) = (self.coach.name.clone(), stalled.as_secs_f64());
            return self.on_camera_error(LiveError::Stalled { name, secs });
        }
        if self.coach.pace == Pace::RealTime && self.zero.is_some() {
            self.listen();
            let at_secs = self.advance(self.now_secs());
            let moment = self.coach.session.wait(at_secs);
            self.publish(moment);
        }
    }

    /// The session's time now.
    fn now_secs(&self) -> f64 {
        match (self.coach.pace, self.zero) {
            (Pace::RealTime, Some(zero)) => zero.elapsed().as_secs_f64(),
            _ => self.last_secs.unwrap_or(0.0),
        }
    }

    /// A moment's time: as it is, or just after the last one where it would not be later.
    fn advance(&mut self, secs: f64) -> f64 {
        let least_secs = self.last_secs.map_or(0.0, |last| last + LEAST_STEP_SECS);
        let secs = secs.max(least_secs);
        self.last_secs = Some(secs);
        secs
    }

    fn publish(&mut self, mut moment: Moment) {
        if moment.look_anew {
            self.look = Look::Anew;
        }
        let (picture, seen) = match self.seen.clone() {
            Some((frame, arrived, seen)) => (Some((frame, arrived)), seen),
            None => (None, Observation::default()),
        };
        let pose = seen.pose;
        self.showing.take(&moment, pose.as_deref());
        for sound in std::mem::take(&mut moment.sounds) {
            // A voice that hangs must not stop the coach.
            if let Err(TrySendError::Full(_)) = self.coach.sound.try_send(sound) {
                let _ = self.coach.notice.send(Notice::VoiceIsBehind);
            }
        }
        for record in std::mem::take(&mut moment.records) {
            self.is_over |= matches!(record, Record::Finished { .. });
            let _ = self.coach.record.send(record);
        }
        self.holds_own_pause =
            matches!(&moment.stage, Stage::Paused(pause) if pause.why == Interruption::Asked);
        let mut overlay = self.showing.overlay(pose);
        overlay.outline = seen.outline;
        let snapshot = Arc::new(Snapshot {
            arrived: picture.as_ref().map(|(_, arrived)| *arrived),
            frame: picture.map(|(frame, _)| frame),
            overlay,
            curves: self.showing.curves(),
            moment,
        });
        self.coach.snapshots.put(Arc::clone(&snapshot));
        self.left.last = Some(snapshot);
        (self.coach.wake)();
    }
}
