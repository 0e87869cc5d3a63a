//! What a recording as a whole says of the start position, before anything in it is judged.
//!
//! A camera that watches has to take the first rest for neutral. A recording is there as a whole: where
//! the body rests, how it is placed and what neutral is are looked for in all of it. So one that begins in
//! the middle of a movement, or in which nobody ever keeps still, is judged all the same.

use std::ops::Range;
use std::sync::Arc;

use super::exercise::Exercise;
use super::measure::{Measure, MeasureRef, Measurements, WholeMeasure};
use super::measuring::{Calibration, measure};
use super::needs::is_too_far;
use super::neutral;
use super::observation::MeasuredFrame;
use super::phase::Phase;
use super::placement::{Placement, TrunkAxes};
use super::pose::Pose;
use super::rotation::RotationGauge;
use super::side_swaps::SideSwapFilter;
use super::start::{LEFT_SECS, StartPosition, broken_condition};
use super::statistics::{most_frequent, quantile};
use super::timing::{Interval, elapsed_secs};

/// Rests whose driving measures differ by more than this share of the way of a limb are different rests: a low bridge
/// is held still a quarter of the way up, and where rest is kept, a model errs by a tenth ...
const SAME_REST: f64 = 0.15;

/// ... and by more than this share of all the way that the measure goes in the recording: whoever moves far does not come
/// back to the same place by the millimetre.
const SAME_REST_OF_ALL: f64 = 0.15;

/// From a true rest, nothing goes farther than this share of the way that people move a limb in the other direction.
const WRONG_WAY: f64 = 0.3;

/// A neutral that is farther from rest than this share of that way was none.
const OTHER_REST: f64 = 0.5;

/// At rest, the driving measures are within this share of that way ...
const NEAR_REST: f64 = 0.25;

/// ... for so long, in seconds.
const NEAR_REST_SECS: f64 = 0.2;

/// A stint that begins this early (seconds) began before the recording did.
const FROM_THE_BEGINNING_SECS: f64 = 1.0;

/// The share of the frames that may lie beyond what the body really does: a model errs now and then.
const STRAY: f64 = 0.04;

/// Where nobody keeps still, rest is where the driving measure turns: within this share of its way.
const TURNING: f64 = 0.15;

/// A measure that moves by less than this share of the way to the target has no turning points.
const MOVES: f64 = 0.6;

/// By how much the trunk's rotation changes where the landmarks in space have it change by 1.
const KNEES_SIDEWAYS_SCALE: f64 = 2.0;

/// A recording, surveyed for one exercise.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    stints: Vec<Stint>,
}

/// A time in which a body stays in the exercise's position.
#[derive(Debug, Clone)]
pub struct Stint {
    /// From when attempts count until the position is left, in seconds.
    pub interval: Interval,
    /// When the position was taken up, in seconds.
    pub from_secs: f64,
    /// How the body is placed.
    pub placement: Placement,
    /// The trunk's axes at rest.
    pub axes: TrunkAxes,
    /// The frames that neutral is taken from.
    pub resting: Vec<MeasuredFrame>,
}

impl Stint {
    /// Whether rest is elsewhere than where it was taken to be. It takes a place that was come back to: a hold is kept as
    /// still as a rest is.
    pub fn contradicts(&self, exercise: &Exercise, neutral: &Measurements) -> bool {
        let times = self.resting.iter().map(|frame| frame.at_secs);
        let mut pairs = times.clone().zip(times.skip(1));
        if !pairs.any(|(before, after)| elapsed_secs(before, after) > LEFT_SECS) {
            return false;
        }
        let rest = neutral::median(self.resting.iter().map(|frame| &frame.measures));
        exercise.phases.iter().any(|phase| {
            let measure = phase.driving_measure(self.placement.near);
            let values = measure.and_then(|measure| rest.get(measure).zip(neutral.get(measure)));
            values.is_some_and(|(rest, taken)| (taken - rest).abs() > OTHER_REST * phase.limbs_range(rest))
        })
    }
}

impl Survey {
    /// Surveys the frames of a recording: seconds, and the pose, `None` where nobody was found.
    pub fn of<'a>(exercise: &Exercise, frames: impl Iterator<Item = (f64, Option<&'a Pose>)>) -> Self {
        let (mut sides, mut start) = (SideSwapFilter::default(), StartPosition::default());
        let (mut stints, mut current): (Vec<Seen>, Option<Seen>) = (Vec::new(), None);
        let mut began = None;
        for (at_secs, pose) in frames {
            let began: f64 = *began.get_or_insert(at_secs);
            let pose = pose.map(|pose| sides.keep(at_secs, pose).0);
            start.observe(at_secs, pose.as_ref(), exercise);
            let placement = start.placement();
            let pose = pose.filter(|pose| exercise.is_done_in(placement.position) && !is_too_far(pose));
            let (Some(pose), Some(axes)) = (pose, start.axes()) else {
                let ended =
                    current.as_ref().is_some_and(|seen| elapsed_secs(seen.last_secs(), at_secs) > LEFT_SECS);
                stints.extend(current.take_if(|_| ended));
                continue;
            };
            let seen = current.get_or_insert_with(|| Seen {
                from_the_beginning: at_secs - began <= FROM_THE_BEGINNING_SECS,
                frames: Vec::new(),
            });
            seen.frames.push(SeenFrame { at_secs, pose: Arc::new(pose), placement, axes });
        }
        stints.extend(current);
        Self { stints: stints.iter().filter_map(|seen| seen.stint(exercise)).collect() }
    }

    /// The stint that a time is in, from when attempts count.
    pub fn stint_at(&self, at_secs: f64) -> Option<&Stint> {
        self.stints.iter().find(|stint| stint.interval.contains(at_secs))
    }

    /// Whether rest is known of the stint that a time is in.
    pub fn knows(&self, at_secs: f64) -> bool {
        self.stints.iter().any(|stint| (stint.from_secs..=stint.interval.end_secs).contains(&at_secs))
    }
}

struct SeenFrame {
    at_secs: f64,
    pose: Arc<Pose>,
    placement: Placement,
    axes: TrunkAxes,
}

/// The frames of a stint.
struct Seen {
    from_the_beginning: bool,
    frames: Vec<SeenFrame>,
}

impl Seen {
    fn last_secs(&self) -> f64 {
        self.frames.last().map_or(f64::NEG_INFINITY, |frame| frame.at_secs)
    }

    fn stint(&self, exercise: &Exercise) -> Option<Stint> {
        let placement = most_frequent(self.frames.iter().map(|frame| frame.placement))?;
        if !placement.view.is_some_and(|view| exercise.views.contains(&view)) {
            return None;
        }
        let calibration = Calibration::of(placement);
        let frames: Vec<MeasuredFrame> = self
            .frames
            .iter()
            .map(|frame| MeasuredFrame {
                at_secs: frame.at_secs,
                pose: Some(Arc::clone(&frame.pose)),
                measures: measure(&frame.pose, &calibration),
            })
            .collect();
        let drivers = Drivers::new(exercise, placement, &frames);
        let rests = self.rests(exercise, placement, &frames);
        let resting = match drivers.choose(&frames, &rests) {
            Some(resting) => resting,
            None => drivers.turning_points(exercise, placement, &frames)?,
        };
        let neutral = neutral::median(resting.iter().map(|place| &frames[*place].measures));
        let opens_secs = if self.from_the_beginning {
            frames.first()?.at_secs
        } else {
            drivers.first_at_rest(exercise, placement, &frames, &neutral)?
        };
        Some(Stint {
            interval: Interval::new(opens_secs, self.last_secs() + LEFT_SECS),
            from_secs: self.frames.first()?.at_secs,
            placement,
            axes: TrunkAxes::mean(resting.iter().map(|place| self.frames[*place].axes))?,
            resting: resting.into_iter().map(|place| frames[place].clone()).collect(),
        })
    }

    /// Stretches of frames in which the start position is kept still, one after the other.
    fn rests(
        &self,
        exercise: &Exercise,
        placement: Placement,
        frames: &[MeasuredFrame],
    ) -> Vec<Range<usize>> {
        let mut start = StartPosition::default();
        let mut rests = Vec::new();
        for (place, (seen, frame)) in self.frames.iter().zip(frames).enumerate() {
            start.observe(seen.at_secs, Some(&seen.pose), exercise);
            start.place(placement);
            if let Ok(Some(resting)) = start.settle(seen.at_secs, &seen.pose, &frame.measures, exercise) {
                // What settled are the last frames, without a gap.
                rests.push(place + 1 - resting.len()..place + 1);
                start.ask_anew();
            }
        }
        rests
    }
}

/// The measures that drive an exercise's phases.
struct Drivers<'a> {
    phases: Vec<Driver<'a>>,
}

/// The measure that drives a phase, or one that stands in for it.
#[derive(Clone, Copy)]
struct Driver<'a> {
    phase: &'a Phase,
    measure: Measure,
    /// What the phase's own measure changes by where this one changes by 1.
    scale: f64,
    /// All the way that the measure goes in the recording.
    spread: f64,
}

impl Driver<'_> {
    /// Whether the phase's own measure is known from a start position on, and the landmarks in space stand in for it.
    fn needs_start(&self) -> bool {
        matches!(self.phase.measure, MeasureRef::Whole(whole) if whole.needs_start())
    }

    /// How far `now` is on the way of the phase from `rest`.
    fn progress(self, rest: &Measurements, now: &Measurements) -> Option<f64> {
        let (rest, now) = (rest.get(self.measure)?, now.get(self.measure)?);
        let range = self.phase.range_from(rest);
        (range.abs() > f64::EPSILON).then(|| self.scale * (now - rest) / range)
    }

    /// Whether two places are as near as places of rest are: within a share of the way to the target, or what is
    /// little for somebody who moves as far.
    fn are_near(self, a: &Measurements, b: &Measurements, share: f64) -> Option<bool> {
        let apart = (b.get(self.measure)? - a.get(self.measure)?).abs();
        let is_near = self.progress(a, b)?.abs() <= share * self.phase.limbs_way();
        Some(is_near || apart <= SAME_REST_OF_ALL * self.spread)
    }

    /// Whether another phase has the same measure and moves it the other way.
    fn is_opposed_by(self, other: &Driver<'_>) -> bool {
        other.measure == self.measure && other.phase.rises != self.phase.rises
    }
}

impl<'a> Drivers<'a> {
    fn new(exercise: &'a Exercise, placement: Placement, frames: &[MeasuredFrame]) -> Self {
        let driver = |phase: &'a Phase| {
            let (measure, scale) = match phase.measure {
                // The landmarks in space say whether knees are upright before anything is calibrated.
                MeasureRef::Whole(whole) if whole.needs_start() => {
                    (MeasureRef::Whole(WholeMeasure::KneesSideways), KNEES_SIDEWAYS_SCALE)
                }
                measure => (measure, 1.0),
            };
            let measure = measure.resolve(placement.near, phase.side)?;
            let values = || frames.iter().filter_map(|frame| frame.measures.get(measure));
            let spread = quantile(values(), 1.0 - STRAY)? - quantile(values(), STRAY)?;
            Some(Driver { phase, measure, scale, spread })
        };
        Self { phases: exercise.phases.iter().filter_map(driver).collect() }
    }

    /// Whether two rests are the same for every phase.
    fn are_alike(&self, a: &Measurements, b: &Measurements) -> bool {
        self.phases.iter().all(|driver| driver.are_near(a, b, SAME_REST).unwrap_or(true))
    }

    /// Chooses the frames that neutral is taken from, by their places: of the levels that the body rests at, the one that the
    /// movements begin and end at.
    ///
    /// From a true rest nothing goes far the wrong way; between two ways out of it, it is what lies in the middle.
    /// Of levels that are equal in that, it is the one that was come back to most often, then the first.
    fn choose(&self, frames: &[MeasuredFrame], rests: &[Range<usize>]) -> Option<Vec<usize>> {
        struct Level {
            neutral: Measurements,
            places: Vec<usize>,
            visits: usize,
        }
        let mut levels: Vec<Level> = Vec::new();
        let mut last = None;
        for rest in rests {
            let neutral = neutral::median(frames[rest.clone()].iter().map(|frame| &frame.measures));
            let found = levels.iter().position(|level| self.are_alike(&level.neutral, &neutral));
            let at = found.unwrap_or_else(|| {
                levels.push(Level { neutral, places: Vec::new(), visits: 0 });
                levels.len() - 1
            });
            levels[at].places.extend(rest.clone());
            levels[at].visits += usize::from(last != Some(at));
            last = Some(at);
        }
        if self.phases.iter().any(Driver::needs_start) {
            let poses: Vec<&Pose> = frames.iter().filter_map(|frame| frame.pose.as_deref()).collect();
            let tilt = |level: &Level| {
                let at_rest = level.places.iter().filter_map(|place| frames[*place].pose.as_deref());
                RotationGauge::tilt(&at_rest.collect::<Vec<_>>(), &poses)
            };
            let levels = levels.into_iter().filter_map(|level| Some((tilt(&level)?, level)));
            return levels.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, best)| best.places);
        }
        let fitting = levels.into_iter().map(|level| (self.fits(frames, &level.neutral), level));
        let (_, best) = fitting
            .filter(|(fits, _)| *fits > 0)
            .rev()
            .max_by(|(a, one), (b, other)| a.cmp(b).then(one.visits.cmp(&other.visits)))?;
        Some(best.places)
    }

    /// Whether movements can begin at a level: how many of the phases can.
    fn fits(&self, frames: &[MeasuredFrame], rest: &Measurements) -> usize {
        let can_begin = |driver: &Driver<'_>| {
            let progress = frames.iter().filter_map(|frame| driver.progress(rest, &frame.measures));
            let progress: Vec<f64> = progress.collect();
            let (Some(low), Some(high)) =
                (quantile(progress.clone(), STRAY), quantile(progress, 1.0 - STRAY))
            else {
                return false;
            };
            // With a way out to the other side as well, both are left to be judged.
            let opposed = self.phases.iter().any(|other| driver.is_opposed_by(other));
            if opposed {
                high >= driver.phase.start_share
            } else {
                low >= -WRONG_WAY * driver.phase.limbs_way()
            }
        };
        self.phases.iter().filter(|driver| can_begin(driver)).count()
    }

    /// The places of the frames at the turning points of a body that never keeps still.
    fn turning_points(
        &self,
        exercise: &Exercise,
        placement: Placement,
        frames: &[MeasuredFrame],
    ) -> Option<Vec<usize>> {
        let driver = *self.phases.first()?;
        let Driver { phase, measure, .. } = driver;
        let values: Vec<f64> = frames.iter().filter_map(|frame| frame.measures.get(measure)).collect();
        let (low, high) = (quantile(values.clone(), STRAY)?, quantile(values, 1.0 - STRAY)?);
        let two_ways = self.phases.iter().any(|other| driver.is_opposed_by(other));
        let rest = match (two_ways, phase.rises) {
            (true, _) => (low + high) / 2.0,
            (false, true) => low,
            (false, false) => high,
        };
        if driver.scale * (high - low) < MOVES * phase.range_from(rest).abs() {
            return None;
        }
        let near = TURNING * (high - low);
        let turns = |frame: &MeasuredFrame| {
            frame.measures.get(measure).is_some_and(|value| (value - rest).abs() <= near)
                && shows_start(exercise, placement, frame)
        };
        let found: Vec<usize> = (0..frames.len()).filter(|place| turns(&frames[*place])).collect();
        (!found.is_empty()).then_some(found)
    }

    /// When the body is first at rest.
    fn first_at_rest(
        &self,
        exercise: &Exercise,
        placement: Placement,
        frames: &[MeasuredFrame],
        rest: &Measurements,
    ) -> Option<f64> {
        let mut since: Option<f64> = None;
        for frame in frames {
            let near = |driver: &Driver<'_>| driver.are_near(rest, &frame.measures, NEAR_REST) == Some(true);
            if self.phases.iter().all(near) && shows_start(exercise, placement, frame) {
                let since = *since.get_or_insert(frame.at_secs);
                if elapsed_secs(since, frame.at_secs) >= NEAR_REST_SECS {
                    return Some(frame.at_secs);
                }
            } else {
                since = None;
            }
        }
        None
    }
}

/// Whether a frame shows the start position.
fn shows_start(exercise: &Exercise, placement: Placement, frame: &MeasuredFrame) -> bool {
    let pose = frame.pose.as_deref();
    pose.is_some_and(|pose| broken_condition(exercise, placement, pose, &frame.measures).is_none())
}
