//! Live coaching: a camera's frames, through the pose model, to a session's moments.
//!
//! ```text
//! camera --newest frame--> coach --newest snapshot--> whoever shows it
//!                            |---every sound--------> voice
//!                            |---every record-------> recorder
//! ```
//!
//! Each has a thread. Pictures may be skipped, where the machine is slower than the camera; what is said
//! and kept may not. A camera that fails pauses the session, which goes on when it is back.

mod ages;
mod capture;
mod carried_outline;
mod coaching;
mod gate;
mod governor;
mod keeping;
mod latest_frame_queue;
mod looking;
mod notice;
mod showing;
mod snapshot;
mod voice_thread;

pub use ages::Ages;
pub use capture::Reopen;
pub use gate::Gate;
pub use keeping::Recorder;
pub use notice::Notice;
pub use showing::Showing;
pub use snapshot::Snapshot;

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, bounded, unbounded};

use self::capture::{Capture, Captured};
use self::coaching::{Coach, Coached};
use self::latest_frame_queue::LatestFrameQueue;
use self::looking::Looking;
use self::snapshot::Latest;
use self::voice_thread::VoiceStatus;
use crate::coach::{Request, Saving, Session};
use crate::frame::Frame;
use crate::motion::Observation;
use crate::pose::PoseError;
use crate::source::live::{LiveError, LiveSource};
use crate::ui::voice::Voice;

/// How often a camera that has failed is tried again.
const RETRY: Duration = Duration::from_secs(2);

/// No frame for so long is a stall.
const STALL: Duration = Duration::from_secs(5);

/// Records that may wait to be kept: half a minute of frames, for a disk that takes its time.
const RECORDS_WAITING: usize = 1000;

/// Sounds that may wait to be heard; the coach gives one at a time.
const SOUNDS_WAITING: usize = 64;

/// How long a camera's thread may take to end. One that waits for its driver is left behind.
const CAMERA_ENDS_WITHIN: Duration = Duration::from_secs(1);

/// What becomes of frames that come before the one in work is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pace {
    /// The newest takes the place of those before it, and the clock is the wall's. A machine that is too slow looks
    /// less closely.
    RealTime,
    /// They wait, and the clock is the frames': the same verdicts on every machine.
    EveryFrame,
}

/// Finds the person in pictures.
pub trait See: Send {
    /// What the next picture shows.
    ///
    /// # Errors
    /// Fails where the pose model does.
    fn see(&mut self, frame: &Frame, look: Look) -> Result<Observation, PoseError>;

    /// Works less from now on; false where that is not possible, or saves nothing.
    fn save(&mut self, _: Saving) -> bool {
        false
    }
}

impl<F: FnMut(&Frame, Look) -> Result<Observation, PoseError> + Send> See for F {
    fn see(&mut self, frame: &Frame, look: Look) -> Result<Observation, PoseError> {
        self(frame, look)
    }
}

/// Where to look for a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// Where it was in the picture before.
    On,
    /// In the whole picture: what was followed may be none.
    Anew,
}

/// What a live session consists of.
pub struct Setup {
    /// The open camera.
    pub source: Box<dyn LiveSource>,
    /// Opens it again.
    pub reopen: Reopen,
    /// How often to try that.
    pub retry: Duration,
    /// No frame for so long is a stall.
    pub stall: Duration,
    /// What becomes of frames that come too fast.
    pub pace: Pace,
    /// Finds the person.
    pub see: Box<dyn See>,
    /// What the session waits for.
    pub gate: Gate,
    /// What is asked for and said.
    pub session: Session,
    /// Keeps what happens.
    pub recorder: Box<dyn Recorder>,
    /// Speaks and plays.
    pub voice: Box<dyn Voice>,
    /// Whether the person wants to hear nothing at the moment.
    pub muted: Arc<AtomicBool>,
    /// Called whenever there is a new snapshot.
    pub wake: Box<dyn Fn() + Send>,
}

impl Setup {
    /// In real time, heard and kept by nobody.
    pub fn new(source: Box<dyn LiveSource>, reopen: Reopen, see: Box<dyn See>, session: Session) -> Self {
        Self {
            source,
            reopen,
            retry: RETRY,
            stall: STALL,
            pace: Pace::RealTime,
            see,
            gate: Gate::default(),
            session,
            recorder: Box::new(keeping::Nobody),
            voice: Box::new(voice_thread::Silence),
            muted: Arc::default(),
            wake: Box::new(|| {}),
        }
    }

    /// Starts the session.
    ///
    /// # Errors
    /// Fails where the system gives no more threads.
    pub fn start(self) -> io::Result<Live> {
        let queue = LatestFrameQueue::new();
        let snapshots = Latest::default();
        let (notice, notices) = unbounded();
        let (record, records) = bounded(RECORDS_WAITING);
        let (sound, sounds) = bounded(SOUNDS_WAITING);
        let (recorder, complain) = (self.recorder, notice.clone());
        let recorder = spawn("recorder", move || keeping::keep(recorder, &records, &complain))?;
        let (voice, muted, voice_status, tell) =
            (self.voice, self.muted, VoiceStatus::default(), notice.clone());
        let (heard, sentences) = (voice_status.clone(), self.session.repertoire());
        let voice = spawn("voice", move || {
            voice_thread::play(voice, &muted, &sounds, &heard, &tell, sentences);
        })?;
        let coach = Coach {
            looking: Looking::new(self.see, self.pace),
            gate: self.gate.clone(),
            session: self.session,
            queue: queue.clone(),
            pace: self.pace,
            stall: self.stall,
            name: self.source.describe().name.clone(),
            snapshots: snapshots.clone(),
            wake: self.wake,
            voice_status,
            sound,
            record,
            notice,
        };
        let coach = spawn("coach", move || coach.run())?;
        let (source, reopen, retry, pace) = (self.source, self.reopen, self.retry, self.pace);
        let (opened, gate) = (Instant::now(), self.gate);
        let capture = Capture { source, opened, reopen, retry, pace, gate, queue: queue.clone() };
        let camera = spawn("camera", move || capture.run())?;
        Ok(Live { queue, snapshots, notices, camera, coach, recorder, voice, started: Instant::now() })
    }
}

/// A session under way. Dropping it without [`Live::end`] leaves its threads to themselves.
#[derive(Debug)]
pub struct Live {
    queue: LatestFrameQueue<Captured, Message>,
    snapshots: Latest<Snapshot>,
    notices: Receiver<Notice>,
    camera: JoinHandle<u64>,
    coach: JoinHandle<Coached>,
    recorder: JoinHandle<()>,
    voice: JoinHandle<()>,
    started: Instant,
}

/// How a session went.
#[derive(Debug)]
pub struct Ended {
    /// Frames that the camera gave; none where it does not answer.
    pub captured: Option<u64>,
    /// Frames that a newer one took the place of.
    pub dropped: u64,
    /// Frames that were judged.
    pub verdicts: u64,
    /// How old a frame was when its verdict was there.
    pub ages: Ages,
    /// How long it lasted.
    pub elapsed: Duration,
    /// What the person was told at the end.
    pub summary: Option<Arc<Snapshot>>,
    /// Why it could not go on.
    pub failure: Option<PoseError>,
    /// What [`Live::notice`] has not told yet.
    pub notices: Vec<Notice>,
}

impl Live {
    /// Passes on what the person asks for.
    pub fn ask(&self, request: Request) {
        self.queue.tell(Message::Ask(request));
    }

    /// The newest snapshot, if it has not been taken yet.
    pub fn newest(&self) -> Option<Arc<Snapshot>> {
        self.snapshots.take()
    }

    /// Something to tell the person beside what is said and shown.
    pub fn notice(&self) -> Option<Notice> {
        self.notices.try_recv().ok()
    }

    /// Waits up to `timeout` until the session is over and its last word is said; returns whether it is.
    pub fn wait(&self, timeout: Duration) -> bool {
        self.queue.wait_closed(timeout)
    }

    /// Ends the session, if it is not over yet, without further words, and waits until everything is
    /// kept.
    pub fn end(self) -> Ended {
        self.queue.tell(Message::Leave);
        // A thread that panicked has said so; what the others did counts.
        let coached = self.coach.join().unwrap_or_default();
        let over = coached.over.unwrap_or_else(Instant::now);
        let elapsed = over.saturating_duration_since(self.started);
        let _ = self.recorder.join();
        let _ = self.voice.join();
        let until = Instant::now() + CAMERA_ENDS_WITHIN;
        while !self.camera.is_finished() && Instant::now() < until {
            thread::sleep(Duration::from_millis(5));
        }
        let captured = if self.camera.is_finished() { self.camera.join().ok() } else { None };
        Ended {
            captured,
            dropped: self.queue.replaced(),
            verdicts: coached.verdicts,
            ages: coached.ages,
            elapsed,
            summary: coached.last,
            failure: coached.failure,
            notices: self.notices.try_iter().collect(),
        }
    }
}

/// What reaches the coach besides frames.
#[derive(Debug)]
enum Message {
    /// The camera gives no pictures.
    Trouble(LiveError),
    /// There are no more frames.
    Ended,
    /// The person asks for something.
    Ask(Request),
    /// The person leaves, and listens no more.
    Leave,
}

fn spawn<T: Send + 'static>(
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<JoinHandle<T>> {
    thread::Builder::new().name(name.to_owned()).spawn(work)
}
