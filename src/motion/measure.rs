//! What is measured of a person in each frame, and by which name rules ask for it.

use super::landmark::Side;

/// The unit of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Degrees.
    Degrees,
    /// Torso lengths: mid-shoulder to mid-hip.
    TorsoLengths,
}

/// The trunk of a person of average size, from hip to shoulder, in centimetres: people can picture centimetres, and no
/// lengths of a trunk. Men have 52, women 48 (heights of acromion and trochanter, ANSUR 2012).
pub const TRUNK_CM: f64 = 50.0;

macro_rules! measures {
    (
        sided { $($(#[doc = $sdoc:literal])+ $sided:ident $sname:literal $sunit:ident),+ $(,)? }
        whole { $($(#[doc = $wdoc:literal])+ $whole:ident $wname:literal $wunit:ident),+ $(,)? }
    ) => {
        /// A measure that exists once on each side of the body.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum SidedMeasure { $($(#[doc = $sdoc])+ $sided),+ }

        impl SidedMeasure {
            /// All of them.
            pub const ALL: &'static [SidedMeasure] = &[$(SidedMeasure::$sided),+];

            /// The name in rules files; a trace adds `_left` or `_right`.
            pub fn name(self) -> &'static str {
                match self { $(SidedMeasure::$sided => $sname),+ }
            }

            /// Degrees or torso lengths.
            pub fn unit(self) -> Unit {
                match self { $(SidedMeasure::$sided => Unit::$sunit),+ }
            }

            /// What it is, in a sentence.
            pub fn about(self) -> &'static str {
                match self { $(SidedMeasure::$sided => concat!($($sdoc),+).trim_ascii()),+ }
            }
        }

        /// A measure of the body as a whole.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum WholeMeasure { $($(#[doc = $wdoc])+ $whole),+ }

        impl WholeMeasure {
            /// All of them.
            pub const ALL: &'static [WholeMeasure] = &[$(WholeMeasure::$whole),+];

            /// The name in rules files and traces.
            pub fn name(self) -> &'static str {
                match self { $(WholeMeasure::$whole => $wname),+ }
            }

            /// Degrees or torso lengths.
            pub fn unit(self) -> Unit {
                match self { $(WholeMeasure::$whole => Unit::$wunit),+ }
            }

            /// What it is, in a sentence.
            pub fn about(self) -> &'static str {
                match self { $(WholeMeasure::$whole => concat!($($wdoc),+).trim_ascii()),+ }
            }
        }
    };
}

measures! {
    sided {
        /// Interior angle shoulder-hip-knee in the picture, 0 to 180.
        HipAngle "hip_angle" Degrees,
        /// Interior angle hip-knee-ankle in the picture, 0 to 180.
        KneeAngle "knee_angle" Degrees,
        /// Interior angle shoulder-elbow-wrist in the picture, 0 to 180.
        ElbowAngle "elbow_angle" Degrees,
        /// Angle of the thigh (knee to hip) from the vertical, 0 to 180; 0 where the hip is above the knee.
        ThighFromVertical "thigh_from_vertical" Degrees,
        /// Angle of the arm (wrist to shoulder) from the vertical, 0 to 180; 0 where the shoulder is above the wrist.
        ArmFromVertical "arm_from_vertical" Degrees,
        /// Height of the foot above the shoulders in the picture, measured by the lower leg beside it.
        FootHeight "foot_height" TorsoLengths,
        /// How far the elbow is behind the trunk's line; none from in front.
        ElbowBehind "elbow_behind" TorsoLengths,
        /// Height of the elbow above the shoulder in the picture.
        ElbowHeight "elbow_height" TorsoLengths,
        /// Distance from the shoulder to the wrist in the picture, measured by the leg of the same side.
        ArmReach "arm_reach" TorsoLengths,
    }
    whole {
        /// Angle shoulder-hip-knee in the picture, above 180 where the hip is above the line from shoulder to knee.
        HipAngleSigned "hip_angle_signed" Degrees,
        /// Height of the hip above the line from shoulder to knee.
        HipAboveLine "hip_above_line" TorsoLengths,
        /// Height of the hips above the line from shoulders to ankles.
        HipLift "hip_lift" TorsoLengths,
        /// Curvature of the back: the sagitta of its outline, positive where rounded.
        SpineCurvature "spine_curvature" TorsoLengths,
        /// How far the back is rounded (positive) or hollow, as landmarks let it be guessed.
        SpineFlexion "spine_flexion" Degrees,
        /// Angle ear-shoulder-hip in the picture, above 180 where the ear is above the line of the trunk.
        NeckAngle "neck_angle" Degrees,
        /// Distance of the hips behind the knees along the floor.
        HipsBehindKnees "hips_behind_knees" TorsoLengths,
        /// Angle of the knees about the trunk's long axis from upright, positive to the person's left.
        TrunkRotation "trunk_rotation" Degrees,
        /// The same as the landmarks in space have it: about half the true angle, good for telling upright knees.
        KneesSideways "knees_sideways" Degrees,
        /// Angle of the line of the shoulders from the horizontal in the picture, positive where the left one is higher.
        ShoulderTilt "shoulder_tilt" Degrees,
        /// Distance between the knees in the picture.
        KneeGap "knee_gap" TorsoLengths,
        /// Angle between the trunk and the picture plane, positive where the head is farther away than the hips.
        TrunkAway "trunk_away" Degrees,
        /// Height of the hips above the shoulders in the picture.
        HipHeight "hip_height" TorsoLengths,
        /// What both hip angles together lack to 360: it stays right where a model confuses the legs.
        HipsBent "hips_bent" Degrees,
        /// How much more the left hip is bent than the right one.
        HipBendLead "hip_bend_lead" Degrees,
        /// How much higher the person's left foot is than the right one, as `foot_height` has it.
        FootLead "foot_lead" TorsoLengths,
        /// How much higher the person's left hip is than the right one.
        HipDifference "hip_difference" TorsoLengths,
        /// Angle of the trunk from the vertical in the picture, positive forward: 0 upright, -90 on the back; none from in front.
        TrunkLean "trunk_lean" Degrees,
        /// The same towards the person's left, for a body seen from in front.
        TrunkSideways "trunk_sideways" Degrees,
        /// Angle of the nose, seen from the middle of the shoulders, from their perpendicular, positive to the person's left; none from the side.
        HeadSideways "head_sideways" Degrees,
        /// Height of the nose above the line of the shoulders; none from the side.
        NoseHeight "nose_height" TorsoLengths,
        /// How far the ear is in front of the trunk's line; none from in front.
        HeadForward "head_forward" TorsoLengths,
        /// Height of the ears above the shoulders along the trunk: shorter with the shoulders drawn up.
        NeckLength "neck_length" TorsoLengths,
        /// How far the shoulders are in front of the elbows, as the mean of both arms; none from in front.
        ShouldersAhead "shoulders_ahead" TorsoLengths,
        /// How far the hip is in front of the ankle along the floor; none from in front.
        HipAheadOfFoot "hip_ahead_of_foot" TorsoLengths,
        /// Height of the hip above the ankle in the picture.
        HipAboveFoot "hip_above_foot" TorsoLengths,
    }
}

impl WholeMeasure {
    /// Whether the measure is positive towards the person's left, so that mirroring the body
    /// negates it.
    pub fn is_lateral(self) -> bool {
        use WholeMeasure::{
            FootLead, HeadSideways, HipBendLead, HipDifference, KneesSideways, ShoulderTilt, TrunkRotation,
            TrunkSideways,
        };
        matches!(
            self,
            TrunkRotation
                | KneesSideways
                | ShoulderTilt
                | HipDifference
                | HipBendLead
                | FootLead
                | TrunkSideways
                | HeadSideways
        )
    }
}

impl WholeMeasure {
    /// Whether the measure is calibrated in the start position, so that it cannot say what that is.
    pub fn needs_start(self) -> bool {
        self == WholeMeasure::TrunkRotation
    }

    /// Whether the measure is about the camera's place, not about the body.
    pub fn is_of_the_view(self) -> bool {
        self == WholeMeasure::TrunkAway
    }
}

/// One measured quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Of one side.
    Sided(SidedMeasure, Side),
    /// Of the body.
    Whole(WholeMeasure),
}

impl Measure {
    /// The name in a trace, such as `hip_angle_left`.
    pub fn name(self) -> String {
        match self {
            Measure::Sided(measure, side) => format!("{}_{side}", measure.name()),
            Measure::Whole(measure) => measure.name().to_string(),
        }
    }

    /// Degrees or torso lengths.
    pub fn unit(self) -> Unit {
        match self {
            Measure::Sided(measure, _) => measure.unit(),
            Measure::Whole(measure) => measure.unit(),
        }
    }
}

/// Which side a rule means by a sided measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Which {
    /// The person's left or right.
    Fixed(Side),
    /// The side nearer the camera, chosen once and kept.
    Near,
    /// The side farther from the camera.
    Far,
    /// The side that the phase is about.
    Moving,
    /// The side opposite to the phase's.
    Resting,
}

/// A measure as a rule names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeasureRef {
    /// Of the body.
    Whole(WholeMeasure),
    /// Of a side.
    Sided(SidedMeasure, Which),
}

impl MeasureRef {
    /// Reads `hip_angle_signed`, `knee_angle_left`, `knee_angle_far`; a sided measure without a side
    /// means the near one.
    pub fn from_name(name: &str) -> Option<Self> {
        if let Some(whole) = WholeMeasure::ALL.iter().find(|m| m.name() == name) {
            return Some(MeasureRef::Whole(*whole));
        }
        SidedMeasure::ALL.iter().find_map(|measure| {
            let which = match name.strip_prefix(measure.name())? {
                "" | "_near" => Which::Near,
                "_far" => Which::Far,
                "_left" => Which::Fixed(Side::Left),
                "_right" => Which::Fixed(Side::Right),
                "_moving" => Which::Moving,
                "_resting" => Which::Resting,
                _ => return None,
            };
            Some(MeasureRef::Sided(*measure, which))
        })
    }

    /// The name that [`MeasureRef::from_name`] reads; the near side needs no ending.
    pub fn name(self) -> String {
        match self {
            MeasureRef::Whole(measure) => measure.name().to_string(),
            MeasureRef::Sided(measure, which) => {
                let ending = match which {
                    Which::Near => "",
                    Which::Far => "_far",
                    Which::Fixed(Side::Left) => "_left",
                    Which::Fixed(Side::Right) => "_right",
                    Which::Moving => "_moving",
                    Which::Resting => "_resting",
                };
                format!("{}{ending}", measure.name())
            }
        }
    }

    /// What it is, in a sentence, and of which side.
    pub fn about(self) -> String {
        let of = match self {
            MeasureRef::Whole(measure) => return measure.about().to_string(),
            MeasureRef::Sided(_, Which::Near) => "Of the side nearer the camera.",
            MeasureRef::Sided(_, Which::Far) => "Of the side farther from the camera.",
            MeasureRef::Sided(_, Which::Fixed(Side::Left)) => "Of the person's left.",
            MeasureRef::Sided(_, Which::Fixed(Side::Right)) => "Of the person's right.",
            MeasureRef::Sided(_, Which::Moving) => "Of the side that the phase is about.",
            MeasureRef::Sided(_, Which::Resting) => "Of the side opposite to the phase's.",
        };
        let MeasureRef::Sided(measure, _) = self else { return of.to_string() };
        format!("{} {of}", measure.about())
    }

    /// Every name that [`MeasureRef::from_name`] reads, for suggestions.
    pub fn all_names() -> Vec<String> {
        let sided = SidedMeasure::ALL.iter().flat_map(|measure| {
            ["", "_near", "_far", "_left", "_right", "_moving", "_resting"]
                .map(|which| format!("{}{which}", measure.name()))
        });
        WholeMeasure::ALL.iter().map(|m| m.name().to_string()).chain(sided).collect()
    }

    /// The unit of the measure.
    pub fn unit(self) -> Unit {
        match self {
            MeasureRef::Whole(measure) => measure.unit(),
            MeasureRef::Sided(measure, _) => measure.unit(),
        }
    }

    /// The measure itself, once the near side and the phase's side are known; `None` where one is
    /// needed and not known.
    pub fn resolve(self, near: Option<Side>, moving: Option<Side>) -> Option<Measure> {
        Some(match self {
            MeasureRef::Whole(measure) => Measure::Whole(measure),
            MeasureRef::Sided(measure, which) => Measure::Sided(
                measure,
                match which {
                    Which::Fixed(side) => side,
                    Which::Near => near?,
                    Which::Far => near?.opposite(),
                    Which::Moving => moving?,
                    Which::Resting => moving?.opposite(),
                },
            ),
        })
    }
}

const SLOTS: usize = WholeMeasure::ALL.len() + 2 * SidedMeasure::ALL.len();

/// The measures of one frame; `None` where a needed point was not seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurements([Option<f64>; SLOTS]);

impl Measurements {
    /// Nothing measured.
    pub const NONE: Measurements = Measurements([None; SLOTS]);

    fn slot(measure: Measure) -> usize {
        match measure {
            Measure::Whole(whole) => whole as usize,
            Measure::Sided(sided, side) => {
                WholeMeasure::ALL.len() + 2 * sided as usize + usize::from(side == Side::Right)
            }
        }
    }

    /// The value of a measure.
    pub fn get(&self, measure: Measure) -> Option<f64> {
        self.0[Self::slot(measure)]
    }

    /// Sets or clears a measure.
    pub fn set(&mut self, measure: Measure, value: Option<f64>) {
        self.0[Self::slot(measure)] = value;
    }

    /// All measures there are, in a fixed order.
    pub fn all() -> impl Iterator<Item = Measure> {
        let whole = WholeMeasure::ALL.iter().map(|m| Measure::Whole(*m));
        let sided = SidedMeasure::ALL.iter().flat_map(|m| Side::BOTH.map(|side| Measure::Sided(*m, side)));
        whole.chain(sided)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_measure_has_a_place_and_a_name_of_its_own() {
        let mut measurements = Measurements::NONE;
        for (i, measure) in Measurements::all().enumerate() {
            measurements.set(measure, Some(i as f64));
        }
        for (i, measure) in Measurements::all().enumerate() {
            assert_eq!(measurements.get(measure), Some(i as f64));
            assert!(MeasureRef::from_name(&measure.name()).is_some(), "{}", measure.name());
        }
        assert_eq!(Measurements::all().count(), SLOTS);
    }

    #[test]
    fn a_bare_sided_name_means_the_near_side() {
        let knee = MeasureRef::from_name("knee_angle").expect("known");
        assert_eq!(knee.resolve(None, None), None);
        assert_eq!(
            knee.resolve(Some(Side::Right), None),
            Some(Measure::Sided(SidedMeasure::KneeAngle, Side::Right))
        );
        assert_eq!(MeasureRef::from_name("knee_angel"), None);
        for name in MeasureRef::all_names() {
            let read = MeasureRef::from_name(&name).expect("known");
            assert_eq!(read.name(), name.trim_end_matches("_near"));
        }
    }
}
