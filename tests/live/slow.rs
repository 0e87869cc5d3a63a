//! A machine that is too slow for a camera: less is looked at, it is said once, and it is kept.

use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use holdfast::coach::{Record, Saving, Session};
use holdfast::frame::Frame;
use holdfast::motion::{Observation, PictureSize};
use holdfast::pipeline::live::{Look, Recorder, See, Setup};
use holdfast::pose::PoseError;
use holdfast::source::SourceInfo;
use holdfast::source::live::{LiveError, LiveSource};

use crate::stage::{PATIENCE, item};

const SIZE: PictureSize = PictureSize { width: 64, height: 64 };

/// Between two frames.
const FRAME: Duration = Duration::from_millis(33);

/// What a look takes on the slow machine: it can be busier still, and the test says the same.
const LOOK: Duration = Duration::from_millis(150);

/// A camera that shows something new in each frame.
struct Camera {
    info: SourceInfo,
    zero: Instant,
    number: u32,
}

impl LiveSource for Camera {
    fn describe(&self) -> &SourceInfo {
        &self.info
    }

    fn next_frame(&mut self) -> Result<Option<(Frame, Instant)>, LiveError> {
        let arrived = self.zero + FRAME * self.number;
        thread::sleep(arrived.saturating_duration_since(Instant::now()));
        let time_secs = (arrived - self.zero).as_secs_f64();
        let rgb = vec![(self.number * 37 % 251) as u8; 3 * (SIZE.width * SIZE.height) as usize];
        self.number += 1;
        Ok(Some((Frame { time_secs, size: SIZE, rgb }, arrived)))
    }
}

/// Takes its time over each look, and can save nothing itself.
struct Slow;

impl See for Slow {
    fn see(&mut self, _: &Frame, _: Look) -> Result<Observation, PoseError> {
        thread::sleep(LOOK);
        Ok(Observation::default())
    }
}

/// What is saved, as it is kept.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<Saving>>>);

impl Kept {
    fn savings(&self) -> Vec<Saving> {
        self.0.lock().expect("nobody panicked").clone()
    }
}

impl Recorder for Kept {
    fn keep(&mut self, record: &Record) -> anyhow::Result<()> {
        if let Record::Saves { saving, .. } = record {
            self.0.lock().expect("nobody panicked").push(*saving);
        }
        Ok(())
    }
}

#[test]
fn a_machine_that_is_too_slow_saves_step_by_step_and_says_so_once() {
    let info = SourceInfo { name: "Test camera".into(), fps: None, frames: None, size: SIZE };
    let camera = Camera { info, zero: Instant::now(), number: 0 };
    let reopen = Box::new(|| Err(LiveError::NoCamera));
    let session = Session::new(vec![item("bridge", None)]);
    let mut setup = Setup::new(Box::new(camera), reopen, Box::new(Slow), session);
    let kept = Kept::default();
    setup.recorder = Box::new(kept.clone());
    let live = setup.start().expect("threads");
    let until = Instant::now() + PATIENCE;
    while kept.savings().len() < 2 {
        assert!(Instant::now() < until, "{:?}", kept.savings());
        thread::sleep(FRAME);
    }
    assert_eq!(kept.savings(), [Saving::StillFrames, Saving::EverySecondFrame]);
    let ended = live.end();
    let notices: Vec<String> = ended.notices.iter().map(|notice| notice.to_string()).collect();
    let told = "the computer does not keep up with the camera and looks less closely from now on: it helps to close \
                other programs";
    assert_eq!(notices, [told], "it is said once");
}
