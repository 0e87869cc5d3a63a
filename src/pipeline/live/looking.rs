//! Looks at frames: at each as closely as it can, or less closely on a machine that is too slow for that.

use super::carried_outline::CarriedOutline;
use super::governor::Governor;
use super::{Look, Pace, See};
use crate::coach::Saving;
use crate::frame::{Frame, StillFrames};
use crate::motion::Observation;
use crate::pose::PoseError;

/// The next frame after one that was looked at is left out only where it comes within this time (seconds): a slow
/// camera has none to spare.
const LEFT_OUT_WITHIN_SECS: f64 = 0.1;

/// Looks at the frames of a session, in their order.
pub(super) struct Looking {
    see: Box<dyn See>,
    /// None where nothing is ever saved, so that the verdicts are the same on every machine.
    governor: Option<Governor>,
    /// What is saved; with it all that comes before it.
    saves: Option<Saving>,
    still_frames: StillFrames,
    carried: CarriedOutline,
    /// When a frame was looked at last, where the next may be left out.
    looked_secs: Option<f64>,
    /// What was seen in the last frame that was looked at.
    seen: Option<Observation>,
}

impl Looking {
    /// Nothing is saved yet.
    pub(super) fn new(see: Box<dyn See>, pace: Pace) -> Self {
        Self {
            see,
            governor: (pace == Pace::RealTime).then(Governor::default),
            saves: None,
            still_frames: StillFrames::default(),
            carried: CarriedOutline::default(),
            looked_secs: None,
            seen: None,
        }
    }

    /// What is seen in the next frame; none where it is left out.
    ///
    /// Fails where the pose model does.
    pub(super) fn look(&mut self, frame: &Frame, look: Look) -> Result<Option<Observation>, PoseError> {
        if look == Look::On && self.saves >= Some(Saving::EverySecondFrame) {
            let looked = self.looked_secs.take();
            if looked.is_some_and(|looked| frame.time_secs - looked < LEFT_OUT_WITHIN_SECS) {
                return Ok(None);
            }
        }
        self.looked_secs = Some(frame.time_secs);
        let is_still = self.saves >= Some(Saving::StillFrames) && self.still_frames.is_still(frame);
        if is_still
            && look == Look::On
            && let Some(seen) = &self.seen
        {
            return Ok(Some(seen.clone()));
        }
        let mut seen = self.see.see(frame, look)?;
        self.carried.carry(frame.time_secs, &mut seen);
        self.seen = Some(seen.clone());
        Ok(Some(seen))
    }

    /// Takes when a frame came, and how long was worked on it, in seconds. Answers what is saved from now on, where
    /// the machine is too slow for what was done so far.
    pub(super) fn took(&mut self, at_secs: f64, took_secs: f64) -> Option<Saving> {
        let governor = self.governor.as_mut()?;
        if !governor.take(at_secs, took_secs) {
            return None;
        }
        while let Some(saving) = governor.next() {
            let is_possible = match saving {
                Saving::StillFrames | Saving::EverySecondFrame => true,
                Saving::FewerSilhouettes | Saving::LiteModel => self.see.save(saving),
            };
            if is_possible {
                self.saves = Some(saving);
                return Some(saving);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::motion::PictureSize;

    const FPS: f64 = 30.0;

    /// Counts the frames that it sees, and keeps what it is told to save.
    #[derive(Clone, Default)]
    struct Eye {
        frames: Arc<Mutex<u32>>,
        saved: Arc<Mutex<Vec<Saving>>>,
        refuses: bool,
    }

    impl See for Eye {
        fn see(&mut self, _: &Frame, _: Look) -> Result<Observation, PoseError> {
            *self.frames.lock().expect("nobody panicked") += 1;
            Ok(Observation::default())
        }

        fn save(&mut self, saving: Saving) -> bool {
            self.saved.lock().expect("nobody panicked").push(saving);
            !self.refuses
        }
    }

    fn frame(time_secs: f64, value: u8) -> Frame {
        Frame { time_secs, size: PictureSize { width: 8, height: 8 }, rgb: vec![value; 192] }
    }

    /// Looks at so many seconds of frames that show something new each, or nothing; `took_secs` is what one takes.
    /// Gives what is saved, and how many frames a second were seen at the end.
    fn look(looking: &mut Looking, eye: &Eye, secs: u32, moves: bool, took_secs: f64) -> (Vec<Saving>, u32) {
        let (mut saved, mut before) = (Vec::new(), 0);
        for number in 0..secs * FPS as u32 {
            if number == (secs - 1) * FPS as u32 {
                before = *eye.frames.lock().expect("nobody panicked");
            }
            let at_secs = f64::from(number) / FPS;
            let value = if moves { (number * 37 % 251) as u8 } else { 0 };
            looking.look(&frame(at_secs, value), Look::On).expect("it sees");
            saved.extend(looking.took(at_secs, took_secs));
        }
        (saved, *eye.frames.lock().expect("nobody panicked") - before)
    }

    #[test]
    fn a_fast_machine_looks_at_every_frame() {
        let eye = Eye::default();
        let mut looking = Looking::new(Box::new(eye.clone()), Pace::RealTime);
        assert_eq!(look(&mut looking, &eye, 60, false, 0.01), (vec![], 30));
    }

    #[test]
    fn a_slow_one_saves_all_it_can_and_still_sees_movement() {
        let eye = Eye::default();
        let mut looking = Looking::new(Box::new(eye.clone()), Pace::RealTime);
        assert_eq!(look(&mut looking, &eye, 30, true, 0.04), (Saving::ALL.to_vec(), 15));
        let eye = Eye::default();
        let mut looking = Looking::new(Box::new(eye.clone()), Pace::RealTime);
        assert_eq!(look(&mut looking, &eye, 30, false, 0.04), (Saving::ALL.to_vec(), 5));
    }

    #[test]
    fn what_is_not_possible_is_left_out() {
        let eye = Eye { refuses: true, ..Eye::default() };
        let mut looking = Looking::new(Box::new(eye.clone()), Pace::RealTime);
        let (saved, _) = look(&mut looking, &eye, 30, true, 0.04);
        assert_eq!(saved, [Saving::StillFrames, Saving::EverySecondFrame]);
        let asked = eye.saved.lock().expect("nobody panicked").clone();
        assert_eq!(asked, [Saving::FewerSilhouettes, Saving::LiteModel], "each is asked for once");
    }

    #[test]
    fn where_every_frame_counts_nothing_is_saved_on_any_machine() {
        let eye = Eye::default();
        let mut looking = Looking::new(Box::new(eye.clone()), Pace::EveryFrame);
        assert_eq!(look(&mut looking, &eye, 60, false, 1.0), (vec![], 30));
    }

    #[test]
    fn a_search_of_the_whole_picture_is_never_left_out() {
        let eye = Eye::default();
        let mut looking = Looking::new(Box::new(eye.clone()), Pace::RealTime);
        looking.saves = Some(Saving::LiteModel);
        for number in 0..10 {
            assert!(looking.look(&frame(f64::from(number) / FPS, 0), Look::Anew).expect("it sees").is_some());
        }
        assert_eq!(*eye.frames.lock().expect("nobody panicked"), 10);
    }

    #[test]
    fn a_slow_camera_has_no_frames_to_spare() {
        let eye = Eye::default();
        let mut looking = Looking::new(Box::new(eye.clone()), Pace::RealTime);
        looking.saves = Some(Saving::LiteModel);
        for number in 0..20 {
            let value = (number * 37 % 251) as u8;
            looking.look(&frame(f64::from(number) / 8.0, value), Look::On).expect("it sees");
        }
        assert_eq!(*eye.frames.lock().expect("nobody panicked"), 20);
    }
}
