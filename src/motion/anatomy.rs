//! Measures put right by a network that has seen many bodies, each with its own uncertainty.
//!
//! A pose model puts hips, knees and shoulders where it learnt to, not where the joints' centres are, and
//! errs in ways that depend on view and body. The correction is bounded, so that no straight leg becomes a
//! bent one, and where the body is unlike all that the network has seen, the plain measure stays.

use super::landmark::Side;
use super::measure::{Measure, SidedMeasure, WholeMeasure};

/// How many measures the network answers.
pub const MEASURES: usize = 14;

/// How many of these there were before it knew anything of backs.
const MEASURES_BEFORE_BACKS: usize = 13;

/// Where the angles of the left and the right hip stand in the network's answer.
const HIPS: [usize; 2] = [0, 1];

/// Where the trunk's rotation stands in the network's answer.
const TRUNK_ROTATION: usize = 5;

/// Where the bend of the back stands in it, the last of all.
const SPINE_FLEXION: usize = 13;

/// Up to this novelty a correction is believed, and from [`UNKNOWN`] not at all. At 1 lies the farthest
/// hundredth of the bodies that it was tried on.
const KNOWN: f64 = 1.0;

/// See [`KNOWN`].
const UNKNOWN: f64 = 1.25;

/// The most by which an angle is corrected, in degrees.
const MOST_DEGREES: f64 = 25.0;

/// The most by which a height is corrected, in torso lengths.
const MOST_LENGTHS: f64 = 0.5;

/// Where an angle may be off by more than this, nobody knows it. On rendered films such angles are off by 20 to 60 degrees,
/// most of them those of legs that point at the camera; photographs of joints in plain sight have up to 16.
const MOST_UNCERTAIN_DEGREES: f64 = 17.0;

/// A measure that nothing is known of.
const NOT_KNOWN: (f32, f32) = (0.0, f32::INFINITY);

/// Where a foot's height may be off by more than this (torso lengths), it says nothing of a hidden hip: the model confuses the legs.
const MOST_UNCERTAIN_FOOT: f64 = 0.2;

/// The angle of a hidden hip whose foot seems as high as the shoulders, in degrees, ...
const HIP_OF_FOOT: f64 = 107.0;

/// ... by how many it closes for each torso length that the foot is raised, ...
const HIP_PER_FOOT: f64 = 150.0;

/// ... and how far at most. In rendered films of lying bodies, hips at 125 degrees have their feet at -0.12, and hidden ones that
/// are drawn up to 60 seem to have theirs at 0.12 to 0.64: where a leg is lost, its foot is taken for lower than it is.
const CLOSED_HIP: f64 = 55.0;

/// What the network says of one pose.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Anatomy {
    /// Each measure's value and its uncertainty, within which two thirds of the errors lie; degrees or
    /// torso lengths, in the network's order (`models/anatomy.md`).
    pub measures: [(f32, f32); MEASURES],
    /// How far the pose is from those that the network has learnt from; 1 is the edge of what it knows.
    pub novelty: f32,
}

impl Anatomy {
    /// What a list of measures says, which older versions ended before the back; `None` where it is of another length.
    pub fn from_list(list: &[(f32, f32)], novelty: f32) -> Option<Self> {
        let mut measures = [NOT_KNOWN; MEASURES];
        let is_whole = [MEASURES_BEFORE_BACKS, MEASURES].contains(&list.len());
        is_whole.then(|| measures[..list.len()].copy_from_slice(list))?;
        Some(Self { measures, novelty })
    }

    /// The measures that are known, as [`Anatomy::from_list`] takes them.
    pub fn list(&self) -> &[(f32, f32)] {
        let knows_back = self.measures[SPINE_FLEXION].1.is_finite();
        &self.measures[..if knows_back { MEASURES } else { MEASURES_BEFORE_BACKS }]
    }

    /// The plain value of a measure, put right where the network knows better; `None` where nobody can know it.
    pub fn corrected(&self, measure: Measure, plain: f64) -> Option<f64> {
        let Some((value, spread)) = self.answer(measure) else { return Some(plain) };
        let (most, most_uncertain) = match measure {
            Measure::Sided(SidedMeasure::FootHeight, _) => (MOST_LENGTHS, f64::INFINITY),
            _ => (MOST_DEGREES, MOST_UNCERTAIN_DEGREES),
        };
        if f64::from(spread) > most_uncertain {
            return None;
        }
        let correction = (f64::from(value) - plain).clamp(-most, most);
        Some(if correction.is_finite() { plain + correction * self.trust() } else { plain })
    }

    /// The uncertainty of a corrected measure; `None` where it is not corrected.
    pub fn uncertainty(&self, measure: Measure) -> Option<f64> {
        let (_, spread) = self.answer(measure)?;
        (self.trust() > 0.0).then_some(f64::from(spread))
    }

    /// The angle of a hip, however uncertain it is.
    pub fn hip(&self, side: Side) -> f64 {
        let [left, right] = HIPS.map(|place| f64::from(self.measures[place].0));
        if side == Side::Left { left } else { right }
    }

    /// The angle of a hip whose leg is lost behind the other, so that [`Anatomy::corrected`] does not know it: by the height of the
    /// foot, where that is known. Where the legs are confused, not even that is: what the network makes of both hips is then
    /// right in the sum. `None` where the body is unlike any seen.
    pub fn hidden_hip(&self, side: Side) -> Option<f64> {
        let (foot, foot_spread) = self.answer(Measure::Sided(SidedMeasure::FootHeight, side))?;
        let by_foot = || (HIP_OF_FOOT - HIP_PER_FOOT * f64::from(foot)).max(CLOSED_HIP);
        let knows_foot = f64::from(foot_spread) < MOST_UNCERTAIN_FOOT;
        (self.trust() > 0.0).then(|| if knows_foot { by_foot() } else { self.hip(side) })
    }

    /// Whether the model has lost both legs, so that nobody knows which is which.
    pub fn confuses_legs(&self) -> bool {
        HIPS.iter().all(|place| f64::from(self.measures[*place].1) > MOST_UNCERTAIN_DEGREES)
    }

    /// The trunk's rotation in degrees, positive to the person's left; `None` where the body is unlike any seen. It is no measure
    /// of its own, for the way of the knees in the picture is followed more finely, but it knows the side.
    pub fn trunk_rotation(&self) -> Option<f64> {
        let (value, _) = self.measures[TRUNK_ROTATION];
        (self.trust() > 0.0 && value.is_finite()).then_some(f64::from(value))
    }

    /// How far the back is rounded (positive) or hollow, in degrees; `None` where nothing is known of it, or the body is unlike
    /// any seen. Heads deceive it, for they mostly go with the back: it tells a cat from a cow, and not a cat from a nod.
    pub fn spine_flexion(&self) -> Option<f64> {
        let (value, spread) = self.measures[SPINE_FLEXION];
        (self.trust() > 0.0 && value.is_finite() && spread.is_finite()).then_some(f64::from(value))
    }

    /// What lies between two, of which the later has this part, 0 to 1.
    pub fn between(earlier: &Self, later: &Self, part: f32) -> Self {
        let mix = |a: f32, b: f32| a + (b - a) * part;
        let measures = std::array::from_fn(|place| {
            let ((a, a_spread), (b, b_spread)) = (earlier.measures[place], later.measures[place]);
            (mix(a, b), mix(a_spread, b_spread))
        });
        Self { measures, novelty: mix(earlier.novelty, later.novelty) }
    }

    /// The same of a body whose legs' sides are exchanged.
    pub fn sides_swapped(&self) -> Self {
        let mut measures = self.measures;
        for (left, right) in [(0, 1), (2, 3), (6, 7)] {
            measures.swap(left, right);
        }
        Self { measures, ..*self }
    }

    /// What the network says of a measure and how uncertain it is; `None` of one that it does not put right.
    fn answer(&self, measure: Measure) -> Option<(f32, f32)> {
        Some(self.measures[place(measure)?])
    }

    /// How far the network is believed, 0 to 1.
    pub fn trust(&self) -> f64 {
        ((UNKNOWN - f64::from(self.novelty)) / (UNKNOWN - KNOWN)).clamp(0.0, 1.0)
    }
}

/// Where a measure that is corrected stands in the network's answer.
fn place(measure: Measure) -> Option<usize> {
    Some(match measure {
        Measure::Sided(SidedMeasure::HipAngle, Side::Left) => HIPS[0],
        Measure::Sided(SidedMeasure::HipAngle, Side::Right) => HIPS[1],
        Measure::Sided(SidedMeasure::KneeAngle, Side::Left) => 2,
        Measure::Sided(SidedMeasure::KneeAngle, Side::Right) => 3,
        Measure::Whole(WholeMeasure::HipAngleSigned) => 4,
        Measure::Sided(SidedMeasure::FootHeight, Side::Left) => 6,
        Measure::Sided(SidedMeasure::FootHeight, Side::Right) => 7,
        Measure::Whole(WholeMeasure::SpineFlexion) => SPINE_FLEXION,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT_KNEE: Measure = Measure::Sided(SidedMeasure::KneeAngle, Side::Left);

    /// The network's answer with one value for the left knee.
    fn answer(value: f32, novelty: f32) -> Anatomy {
        let mut measures = [(90.0, 4.0); MEASURES];
        measures[2] = (value, 3.0);
        Anatomy { measures, novelty }
    }

    #[test]
    fn a_correction_is_bounded() {
        assert_eq!(answer(80.0, 0.5).corrected(LEFT_KNEE, 90.0), Some(80.0));
        assert_eq!(answer(60.0, 0.5).corrected(LEFT_KNEE, 178.0), Some(153.0));
        assert_eq!(answer(179.0, 0.5).corrected(LEFT_KNEE, 90.0), Some(115.0));
    }

    #[test]
    fn where_the_body_is_unlike_any_seen_the_plain_measure_stays() {
        assert_eq!(answer(80.0, 1.3).corrected(LEFT_KNEE, 90.0), Some(90.0));
        assert_eq!(answer(80.0, 1.3).uncertainty(LEFT_KNEE), None);
        assert_eq!(answer(80.0, 1.125).corrected(LEFT_KNEE, 90.0), Some(85.0));
        assert_eq!(answer(f32::NAN, 0.5).corrected(LEFT_KNEE, 90.0), Some(90.0));
        assert_eq!(answer(80.0, f32::INFINITY).corrected(LEFT_KNEE, 90.0), Some(90.0));
    }

    #[test]
    fn what_may_be_off_by_too_much_is_not_known() {
        let mut unsure = answer(80.0, 0.5);
        unsure.measures[2].1 = 17.1;
        assert_eq!(unsure.corrected(LEFT_KNEE, 90.0), None);
        let right_knee = Measure::Sided(SidedMeasure::KneeAngle, Side::Right);
        assert_eq!(unsure.corrected(right_knee, 95.0), Some(90.0));
    }

    #[test]
    fn other_measures_stay_as_they_are() {
        let curve = Measure::Whole(WholeMeasure::SpineCurvature);
        assert_eq!(answer(80.0, 0.5).corrected(curve, 0.3), Some(0.3));
        assert_eq!(answer(80.0, 0.5).uncertainty(curve), None);
        assert_eq!(answer(80.0, 0.5).uncertainty(LEFT_KNEE), Some(3.0));
    }

    #[test]
    fn files_of_older_versions_know_nothing_of_backs() {
        let old = Anatomy::from_list(&[(90.0, 4.0); 13], 0.5).expect("as many as there were");
        assert_eq!((old.spine_flexion(), old.list().len()), (None, 13));
        let new = Anatomy::from_list(&[(30.0, 4.0); 14], 0.5).expect("as many as there are");
        assert_eq!((new.spine_flexion(), new.list().len()), (Some(30.0), 14));
        assert_eq!(Anatomy::from_list(&[(90.0, 4.0); 12], 0.5), None);
        assert_eq!(Anatomy { novelty: 1.3, ..new }.spine_flexion(), None);
        assert_eq!(Anatomy::between(&old, &new, 0.5).spine_flexion(), None);
    }

    #[test]
    fn exchanged_sides_are_exchanged_back() {
        let right_knee = Measure::Sided(SidedMeasure::KneeAngle, Side::Right);
        let swapped = answer(80.0, 0.5).sides_swapped();
        assert_eq!(swapped.corrected(right_knee, 85.0), Some(80.0));
        assert_eq!(swapped.corrected(LEFT_KNEE, 85.0), Some(90.0));
        assert_eq!(swapped.sides_swapped(), answer(80.0, 0.5));
    }
}
