//! A camera that plays a script, and a session that it is the camera of.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use holdfast::coach::{Item, Record, SetResult, Sound};
use holdfast::frame::Frame;
use holdfast::motion::{Observation, PictureSize, Pose, Scene, Settings};
use holdfast::pipeline::live::{Ended, Look, Pace, Recorder, Setup};
use holdfast::rules::Catalogue;
use holdfast::source::SourceInfo;
use holdfast::source::live::{Guard, LiveError, LiveSource};
use holdfast::ui::voice::{NotHeard, Voice};

use crate::support::recorded;

/// Pictures a second that nobody is in.
const FPS: f64 = 15.0;

/// A test that waits for longer than this has failed.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// What a camera does next.
enum Act {
    /// A picture of one brightness, at a second of the session, who is in it, and whether it repeats the last.
    Picture { at_secs: f64, size: PictureSize, value: u8, pose: Option<Box<Pose>>, repeats: bool },
    /// Nothing, until the session has paused.
    Stall,
    /// It fails.
    Fail(LiveError),
}

/// What a camera does from its opening to its end.
pub(crate) struct Script {
    acts: VecDeque<Act>,
    now_secs: f64,
    size: PictureSize,
}

impl Script {
    /// A camera that is opened at a second of the session.
    pub(crate) fn at(now_secs: f64) -> Self {
        Self { acts: VecDeque::new(), now_secs, size: PictureSize { width: 64, height: 64 } }
    }

    /// Pictures of another size from now on.
    pub(crate) fn sized(mut self, width: u32, height: u32) -> Self {
        self.size = PictureSize { width, height };
        self
    }

    /// A recording of `tests/data`, from one second to another.
    pub(crate) fn recording(mut self, name: &str, from_secs: f64, to_secs: f64) -> Self {
        let begin = self.now_secs;
        for (time, pose) in &recorded(name).frames {
            if (from_secs..to_secs).contains(time) {
                self.now_secs = begin + time - from_secs + 1.0 / FPS;
                self.picture(100, pose.clone().map(Box::new));
            }
        }
        self
    }

    /// Pictures without light.
    pub(crate) fn black(mut self, secs: f64) -> Self {
        for _ in 0..(secs * FPS).round() as u32 {
            self.now_secs += 1.0 / FPS;
            self.picture(2, None);
        }
        self
    }

    /// The same picture again and again.
    pub(crate) fn still(mut self, secs: f64) -> Self {
        let last = self.acts.iter().rev().find_map(|act| match act {
            Act::Picture { pose, .. } => Some(pose.clone()),
            Act::Stall | Act::Fail(_) => None,
        });
        let pose = last.expect("there is a picture before");
        for _ in 0..(secs * FPS).round() as u32 {
            self.now_secs += 1.0 / FPS;
            let (at_secs, size, pose) = (self.now_secs, self.size, pose.clone());
            self.acts.push_back(Act::Picture { at_secs, size, value: 100, pose, repeats: true });
        }
        self
    }

    pub(crate) fn stall(mut self) -> Self {
        self.acts.push_back(Act::Stall);
        self
    }

    pub(crate) fn fail(mut self, error: LiveError) -> Self {
        self.acts.push_back(Act::Fail(error));
        self
    }

    fn picture(&mut self, value: u8, pose: Option<Box<Pose>>) {
        let (at_secs, size) = (self.now_secs, self.size);
        self.acts.push_back(Act::Picture { at_secs, size, value, pose, repeats: false });
    }
}

/// Who is in a picture, and whether it repeats the last.
type Shown = (Option<Pose>, bool);

/// A camera that plays a script.
struct Camera {
    info: SourceInfo,
    script: Script,
    zero: Instant,
    first_secs: Option<f64>,
    scenes: Arc<Mutex<Vec<Shown>>>,
    paused: Arc<Mutex<Receiver<()>>>,
}

impl LiveSource for Camera {
    fn describe(&self) -> &SourceInfo {
        &self.info
    }

    fn next_frame(&mut self) -> Result<Option<(Frame, Instant)>, LiveError> {
        loop {
            match self.script.acts.pop_front() {
                None => return Ok(None),
                Some(Act::Fail(error)) => return Err(error),
                Some(Act::Stall) => {
                    let paused = self.paused.lock().expect("no other camera panicked");
                    paused.recv_timeout(PATIENCE).expect("the session pauses");
                }
                Some(Act::Picture { at_secs, size, value, pose, repeats }) => {
                    let time_secs = at_secs - *self.first_secs.get_or_insert(at_secs);
                    let mut rgb = vec![value; 3 * (size.width * size.height) as usize];
                    // Which pose is in it stands in the picture itself.
                    let mut scenes = self.scenes.lock().expect("no other camera panicked");
                    rgb[1..5].copy_from_slice(&(scenes.len() as u32).to_le_bytes());
                    scenes.push((pose.map(|pose| *pose), repeats));
                    let arrived = self.zero + Duration::from_secs_f64(at_secs);
                    return Ok(Some((Frame { time_secs, size, rgb }, arrived)));
                }
            }
        }
    }
}

/// What came of a session.
pub(crate) struct Told {
    pub(crate) records: Vec<Record>,
    pub(crate) said: Vec<String>,
    pub(crate) notes: Vec<String>,
    pub(crate) sizes: Vec<PictureSize>,
    pub(crate) ended: Ended,
}

impl Told {
    /// The sets that were kept.
    pub(crate) fn sets(&self) -> Vec<&SetResult> {
        let records = self.records.iter();
        records
            .filter_map(|record| if let Record::SetEnded(set) = record { Some(set) } else { None })
            .collect()
    }

    /// How often the session paused, and went on.
    pub(crate) fn pauses(&self) -> (usize, usize) {
        let count = |which: fn(&Record) -> bool| self.records.iter().filter(|record| which(record)).count();
        (
            count(|record| matches!(record, Record::Paused { .. })),
            count(|record| matches!(record, Record::Resumed { .. })),
        )
    }
}

/// Everything that is kept and said, and word of each pause.
#[derive(Clone)]
struct Witness {
    records: Arc<Mutex<Vec<Record>>>,
    said: Arc<Mutex<Vec<String>>>,
    pause: Sender<()>,
}

impl Recorder for Witness {
    fn keep(&mut self, record: &Record) -> anyhow::Result<()> {
        self.records.lock().expect("nobody panicked").push(record.clone());
        if matches!(record, Record::Paused { .. }) {
            let _ = self.pause.send(());
        }
        Ok(())
    }
}

impl Voice for Witness {
    fn prepare(&mut self, _: Vec<String>) {}

    fn play(&mut self, sound: &Sound) {
        if let Sound::Say(utterance) = sound {
            self.said.lock().expect("nobody panicked").push(utterance.text.clone());
        }
    }

    fn is_speaking(&mut self) -> Option<bool> {
        None
    }

    fn note(&mut self) -> Option<NotHeard> {
        None
    }
}

/// What opening the camera leads to, one after the other: a camera, or a failure.
pub(crate) type Openings = Vec<Result<Script, LiveError>>;

/// Plays a session in front of a camera that works at first.
pub(crate) fn play(openings: Openings, items: Vec<Item>, change: impl FnOnce(&mut Setup)) -> Told {
    let (pause, paused) = channel();
    let (paused, scenes) = (Arc::new(Mutex::new(paused)), Arc::<Mutex<Vec<Shown>>>::default());
    let zero = Instant::now();
    let shared = Arc::clone(&scenes);
    let camera = move |script: Script| -> Box<dyn LiveSource> {
        let first = script.acts.iter().find_map(|act| match act {
            Act::Picture { size, .. } => Some(*size),
            Act::Stall | Act::Fail(_) => None,
        });
        let size = first.expect("a camera shows something first");
        let info = SourceInfo { name: "Test camera".into(), fps: None, frames: None, size };
        let (scenes, paused) = (Arc::clone(&shared), Arc::clone(&paused));
        Box::new(Guard::new(Camera { info, script, zero, first_secs: None, scenes, paused }))
    };
    let mut openings = openings.into_iter();
    let first = camera(openings.next().expect("a camera").expect("one that works"));
    let reopen = Box::new(move || openings.next().unwrap_or(Err(LiveError::NoCamera)).map(&camera));
    let sizes = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&sizes);
    let see = Box::new(move |frame: &Frame, _: Look| {
        let mut sizes = seen.lock().expect("nobody panicked");
        if sizes.last() != Some(&frame.size) {
            sizes.push(frame.size);
        }
        let place = u32::from_le_bytes(frame.rgb[1..5].try_into().expect("four bytes")) as usize;
        let (pose, repeats) = scenes.lock().expect("nobody panicked")[place].clone();
        let scene = Scene { repeats, ..Scene::default() };
        Ok(Observation { pose: pose.map(Arc::new), scene, ..Observation::default() })
    });
    let session = holdfast::coach::Session::new(items);
    let witness = Witness { records: Arc::default(), said: Arc::default(), pause };
    let mut setup = Setup::new(first, reopen, see, session);
    (setup.pace, setup.retry) = (Pace::EveryFrame, Duration::from_millis(1));
    setup.recorder = Box::new(witness.clone());
    setup.voice = Box::new(witness.clone());
    change(&mut setup);
    let live = setup.start().expect("threads");
    let mut notes = Vec::new();
    let until = Instant::now() + PATIENCE;
    loop {
        let is_over = live.wait(Duration::from_millis(5));
        notes.extend(std::iter::from_fn(|| live.notice()).map(|notice| notice.to_string()));
        if is_over {
            break;
        }
        assert!(Instant::now() < until, "the session does not end: {notes:?}");
    }
    let ended = live.end();
    notes.extend(ended.notices.iter().map(|notice| notice.to_string()));
    let take = |texts: &Mutex<Vec<_>>| texts.lock().expect("nobody panicked").clone();
    let (records, said) = (witness.records.lock().expect("nobody panicked").clone(), take(&witness.said));
    let sizes = sizes.lock().expect("nobody panicked").clone();
    Told { records, said, notes, sizes, ended }
}

/// A set of an exercise; as many repetitions as there come where none are named.
pub(crate) fn item(id: &str, repetitions: Option<u32>) -> Item {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    let rules = catalogue.get(id).expect("it is built in");
    let (exercise, texts) = (rules.exercise.clone(), rules.texts.clone());
    Item { exercise, texts, settings: Settings::default(), repetitions, sets: 1, rest_secs: 0.0 }
}
