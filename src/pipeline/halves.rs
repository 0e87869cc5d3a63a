//! A long recording in two halves, each looked at by itself: so a second core has work, too.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::frames::{Looked, RecordedError, each_frame};
use crate::frame::Frame;
use crate::motion::{Landmark, Observation, Point, Pose};
use crate::pose::PoseError;
use crate::source::{Shortfall, Source, SourceError, SourceInfo};

/// A recording of fewer frames is looked at in one go: a second pose model takes as long to load as a hundred frames take.
const LEAST_FRAMES: u64 = 300;

/// How long before its half the second pair of eyes begins, in seconds: by then, what it smooths does not depend on
/// where it began.
const EARLIER_SECS: f64 = 2.0;

/// Where both pairs of eyes look, a point is the same if both put it no farther apart than this, as a part of how far
/// the body reaches from its middle.
const SAME_WITHIN: f64 = 0.05;

/// So many of its points, of all, make a body the same. Hidden ones are guesses.
const MOST: f64 = 0.9;

/// What looks at the pictures of a recording, in order.
pub trait Eyes {
    /// What is seen in the next picture.
    ///
    /// # Errors
    ///
    /// Fails where the pose model does.
    fn see(&mut self, frame: &Frame) -> Result<Observation, PoseError>;

    /// The next picture is not the one after the last.
    fn begin_anew(&mut self);
}

/// The second half of a recording.
pub(super) struct SecondHalf {
    /// The number of its first frame, from 0.
    seam: u64,
    /// The number of the first frame that is looked at.
    from: u64,
}

/// What is told of the second half.
enum Told {
    /// The last pose that was found up to its first frame.
    Seam(Option<Arc<Pose>>),
    /// What was seen in a frame, with its time in seconds.
    Frame(f64, Observation),
    /// How it ended, and what the source promised and did not hold.
    End(Result<Option<Shortfall>, RecordedError>),
}

/// Opens the source once more.
pub(super) type Again<'a> = dyn Fn() -> Result<Box<dyn Source>, SourceError> + Sync + 'a;

/// Lends a second pair of eyes, in the thread that it is called in: a pose model takes time to load.
pub type Lend<'a> = Box<dyn FnOnce(&mut dyn FnMut(&mut dyn Eyes)) -> Result<(), PoseError> + Send + 'a>;

/// Is told how many frames have been looked at, and says whether to go on.
type Watch<'a> = dyn FnMut(u64) -> ControlFlow<()> + 'a;

impl SecondHalf {
    /// Of this recording, if it is long enough.
    pub(super) fn of(info: &SourceInfo) -> Option<Self> {
        let frames = info.frames.filter(|frames| *frames >= LEAST_FRAMES)?;
        let (seam, earlier) = (frames / 2, (info.fps? * EARLIER_SECS).ceil() as u64);
        Some(Self { seam, from: seam.saturating_sub(earlier) })
    }

    /// Looks at it, and tells what is seen.
    fn look(
        &self,
        again: &Again<'_>,
        eyes: &mut dyn Eyes,
        stop: &AtomicBool,
        tell: &mut dyn FnMut(Told) -> ControlFlow<()>,
    ) {
        let (mut number, mut pose) = (self.from, None);
        let look = |frame: Frame| {
            let seen = eyes.see(&frame)?;
            if number <= self.seam && !seen.skipped {
                pose.clone_from(&seen.pose);
            }
            let mut answer = ControlFlow::Continue(());
            if number == self.seam {
                answer = tell(Told::Seam(pose.take()));
            }
            if number >= self.seam && answer.is_continue() {
                answer = tell(Told::Frame(frame.time_secs, seen));
            }
            number += 1;
            Ok(answer)
        };
        let opened = again().map_err(RecordedError::from);
        let end = opened.and_then(|source| each_frame(source, self.from, stop, look));
        // Nobody waits for it where the first half failed or was told to stop.
        let _ = tell(Told::End(end));
    }
}

/// Looks at both halves of a recording: the second one in a thread, where there is a second pair of eyes, or else before
/// the first one. If both don't see the same body where they meet, the first pair of eyes goes on to the end: whom it
/// has followed so far, it follows on. (From the whole of a picture, somebody else may be found, or a body the wrong way
/// round.) So what is seen does not depend on how many pairs of eyes there are.
pub(super) fn look(
    source: Box<dyn Source>,
    again: &Again<'_>,
    half: &SecondHalf,
    (first, second): (&mut dyn Eyes, Option<Lend<'_>>),
    watch: &mut Watch<'_>,
) -> Result<Looked, RecordedError> {
    let stop = AtomicBool::new(false);
    let (teller, told) = unbounded();
    thread::scope(|scope| {
        match second {
            Some(lend) => {
                let stop = &stop;
                let look = move || {
                    let lent =
                        lend(&mut |eyes| half.look(again, eyes, stop, &mut |news| sent(&teller, news)));
                    if let Err(error) = lent {
                        let _ = teller.send(Told::End(Err(error.into())));
                    }
                };
                let thread = thread::Builder::new().name("second half".to_owned());
                thread.spawn_scoped(scope, look).map_err(RecordedError::Thread)?;
            }
            None => {
                half.look(again, first, &stop, &mut |news| {
                    let answer = watch(told.len() as u64);
                    if answer.is_break() { answer } else { sent(&teller, news) }
                });
                first.begin_anew();
            }
        }
        let looked = look_first(source, half.seam, first, (told, &stop), watch);
        stop.store(true, Ordering::Relaxed);
        looked
    })
}

fn sent(teller: &Sender<Told>, news: Told) -> ControlFlow<()> {
    if teller.send(news).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
}

/// Looks at the first half, and adds what is told of the second one.
fn look_first(
    source: Box<dyn Source>,
    seam: u64,
    eyes: &mut dyn Eyes,
    (told, stop): (Receiver<Told>, &AtomicBool),
    watch: &mut Watch<'_>,
) -> Result<Looked, RecordedError> {
    let mut looked = Looked::default();
    let mut pose: Option<Arc<Pose>> = None;
    let mut meets = false;
    looked.shortfall = each_frame(source, 0, &AtomicBool::new(false), |frame| {
        let seen = eyes.see(&frame)?;
        if !seen.skipped {
            pose.clone_from(&seen.pose);
        }
        if looked.frames.len() as u64 == seam {
            meets =
                matches!(told.recv(), Ok(Told::Seam(other)) if are_same(pose.as_deref(), other.as_deref()));
            if meets {
                return Ok(ControlFlow::Break(()));
            }
            // Nobody asks for the second half any more.
            stop.store(true, Ordering::Relaxed);
        }
        Ok(looked.take(frame.time_secs, seen, &mut |frames| watch(frames + told.len() as u64)))
    })?;
    if !meets {
        return Ok(looked);
    }
    while let Ok(news) = told.recv() {
        match news {
            Told::Seam(_) => {}
            Told::Frame(time_secs, seen) => {
                if looked.take(time_secs, seen, &mut |frames| watch(frames)).is_break() {
                    break;
                }
            }
            Told::End(end) => {
                looked.shortfall = end?;
                break;
            }
        }
    }
    Ok(looked)
}

/// Whether both poses are of the same body.
fn are_same(one: Option<&Pose>, other: Option<&Pose>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let both = |landmark| Some((one.image.get(landmark)?.into(), other.image.get(landmark)?.into()));
    let points: Vec<(Point, Point)> = Landmark::ALL.into_iter().filter_map(both).collect();
    let sum = points.iter().fold(Point::new(0.0, 0.0), |sum, (one, _)| sum.plus(*one));
    let middle = sum.scaled(1.0 / points.len() as f64);
    let reach = points.iter().map(|(one, _)| middle.to(*one).length()).fold(0.0, f64::max);
    let near = points.iter().filter(|(one, other)| one.to(*other).length() <= SAME_WITHIN * reach).count();
    near > 0 && near as f64 >= MOST * points.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::{Keypoint, PerLandmark, PictureSize};
    use crate::source::ShortfallCause;

    const SIZE: PictureSize = PictureSize { width: 1, height: 1 };

    /// A recording of so many frames, of which the decoder fails at one.
    struct Film {
        info: SourceInfo,
        frames: u64,
        next: u64,
        fails_at: Option<u64>,
    }

    impl Source for Film {
        fn describe(&self) -> &SourceInfo {
            &self.info
        }

        fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
            if self.fails_at == Some(self.next) {
                return Err(SourceError::NoFrames("film".into()));
            }
            self.next += 1;
            let frame = Frame { time_secs: (self.next - 1) as f64, size: SIZE, rgb: vec![0; 3] };
            Ok((self.next <= self.frames).then_some(frame))
        }

        fn shortfall(&self) -> Option<Shortfall> {
            Some(Shortfall { read: self.next - 1, expected: None, cause: ShortfallCause::Damaged })
        }
    }

    fn film(frames: u64, promised: u64, fails_at: Option<u64>) -> Box<dyn Source> {
        let info = SourceInfo { name: "film".into(), fps: Some(1.0), frames: Some(promised), size: SIZE };
        Box::new(Film { info, frames, next: 0, fails_at })
    }

    /// See a body at a place; the second time that they begin, at another.
    struct OneBody {
        place: f32,
        then: f32,
    }

    impl Eyes for OneBody {
        fn see(&mut self, frame: &Frame) -> Result<Observation, PoseError> {
            let at = |x: f32| Keypoint { x, y: frame.time_secs as f32, z: 0.0, visibility: 1.0 };
            let image =
                PerLandmark::from_fn(|landmark| Some(at(self.place + 10.0 * f32::from(landmark as u8))));
            let world = PerLandmark::from_fn(|_| None);
            let pose = Some(Arc::new(Pose { picture: SIZE, image, world, back: None, anatomy: None }));
            Ok(Observation { pose, ..Observation::default() })
        }

        fn begin_anew(&mut self) {
            self.place = self.then;
        }
    }

    /// Of each frame, the time and the body's place.
    type Places = Vec<(f64, f32)>;

    /// What is seen in each frame, and how many were read. Both halves are looked at in turn, and then at the
    /// same time, with the same outcome.
    fn seen(
        film: &(dyn Fn() -> Box<dyn Source> + Sync),
        [first, second]: [f32; 2],
        stop_after: u64,
    ) -> Result<(Places, Option<u64>), String> {
        let outcome = |beside: bool| {
            let half = SecondHalf::of(film().describe()).expect("it is long enough");
            let mut eyes = OneBody { place: if beside { first } else { second }, then: first };
            let lend: Lend<'_> = Box::new(move |look| {
                look(&mut OneBody { place: second, then: second });
                Ok(())
            });
            let mut watch =
                |frames| if frames < stop_after { ControlFlow::Continue(()) } else { ControlFlow::Break(()) };
            let again = || Ok(film());
            let looked = look(film(), &again, &half, (&mut eyes, beside.then_some(lend)), &mut watch);
            let looked = looked.map_err(|error| error.to_string())?;
            let nose = |seen: &Observation| seen.pose.as_ref()?.image.get(Landmark::Nose);
            let frames =
                looked.frames.iter().map(|(at, seen)| (*at, nose(seen).map_or(f32::NAN, |nose| nose.x)));
            Ok((frames.collect(), looked.shortfall.map(|shortfall| shortfall.read)))
        };
        let in_turn = outcome(false);
        if stop_after == u64::MAX {
            assert_eq!(in_turn, outcome(true));
        }
        in_turn
    }

    fn all(frames: u64, place: impl Fn(u64) -> f32) -> Places {
        (0..frames).map(|number| (number as f64, place(number))).collect()
    }

    #[test]
    fn each_half_is_seen_by_its_own_eyes() {
        let seen = seen(&|| film(400, 400, None), [5.0, 6.0], u64::MAX).expect("seen");
        assert_eq!(seen, (all(400, |number| if number < 200 { 5.0 } else { 6.0 }), Some(400)));
    }

    #[test]
    fn who_was_followed_first_is_followed_on_where_the_halves_do_not_meet() {
        let seen = seen(&|| film(400, 400, None), [5.0, 50.0], u64::MAX).expect("seen");
        assert_eq!(seen, (all(400, |_| 5.0), Some(400)));
    }

    #[test]
    fn recordings_are_longer_or_shorter_than_they_promise() {
        for frames in [1, 190, 399, 200, 201, 900] {
            let (seen, read) = seen(&|| film(frames, 400, None), [5.0, 5.0], u64::MAX).expect("seen");
            assert_eq!((seen.len() as u64, read), (frames, Some(frames)), "{frames}");
        }
    }

    #[test]
    fn a_decoder_that_fails_is_told_wherever_it_does() {
        for place in [0, 150, 199, 200, 399] {
            let seen = seen(&|| film(400, 400, Some(place)), [5.0, 5.0], u64::MAX);
            assert_eq!(seen, Err(SourceError::NoFrames("film".into()).to_string()), "{place}");
        }
    }

    #[test]
    fn looking_ends_when_it_is_told_to() {
        for stop_after in [1, 100, 250] {
            let (seen, _) = seen(&|| film(400, 400, None), [5.0, 5.0], stop_after).expect("seen");
            assert!(seen.len() < 400, "{}", seen.len());
        }
    }

    #[test]
    fn short_recordings_are_looked_at_in_one_go() {
        let parted =
            |frames| SecondHalf::of(film(0, frames, None).describe()).map(|half| (half.from, half.seam));
        assert_eq!([parted(299), parted(300)], [None, Some((148, 150))]);
    }
}
