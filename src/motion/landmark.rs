//! The names of the body points, and left and right.

use std::fmt;

/// A side of the person's own body, never of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The person's left.
    Left,
    /// The person's right.
    Right,
}

impl Side {
    /// Both sides, left first.
    pub const BOTH: [Side; 2] = [Side::Left, Side::Right];

    /// The other side.
    pub fn opposite(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }

    /// `left` or `right`, as written in files.
    pub fn name(self) -> &'static str {
        match self {
            Side::Left => "left",
            Side::Right => "right",
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

macro_rules! landmarks {
    ($($variant:ident $name:literal $mirror:ident),+ $(,)?) => {
        /// The 33 body points of the BlazePose topology, in its order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "the names say it")]
        pub enum Landmark { $($variant),+ }

        impl Landmark {
            /// All points in the topology's order.
            pub const ALL: [Landmark; 33] = [$(Landmark::$variant),+];

            /// The name written in files, such as `left_hip`.
            pub fn name(self) -> &'static str {
                match self { $(Landmark::$variant => $name),+ }
            }

            /// The same point of the other side of the body.
            pub fn mirrored(self) -> Landmark {
                match self { $(Landmark::$variant => Landmark::$mirror),+ }
            }
        }
    };
}

landmarks! {
    Nose "nose" Nose,
    LeftEyeInner "left_eye_inner" RightEyeInner,
    LeftEye "left_eye" RightEye,
    LeftEyeOuter "left_eye_outer" RightEyeOuter,
    RightEyeInner "right_eye_inner" LeftEyeInner,
    RightEye "right_eye" LeftEye,
    RightEyeOuter "right_eye_outer" LeftEyeOuter,
    LeftEar "left_ear" RightEar,
    RightEar "right_ear" LeftEar,
    MouthLeft "mouth_left" MouthRight,
    MouthRight "mouth_right" MouthLeft,
    LeftShoulder "left_shoulder" RightShoulder,
    RightShoulder "right_shoulder" LeftShoulder,
    LeftElbow "left_elbow" RightElbow,
    RightElbow "right_elbow" LeftElbow,
    LeftWrist "left_wrist" RightWrist,
    RightWrist "right_wrist" LeftWrist,
    LeftPinky "left_pinky" RightPinky,
    RightPinky "right_pinky" LeftPinky,
    LeftIndex "left_index" RightIndex,
    RightIndex "right_index" LeftIndex,
    LeftThumb "left_thumb" RightThumb,
    RightThumb "right_thumb" LeftThumb,
    LeftHip "left_hip" RightHip,
    RightHip "right_hip" LeftHip,
    LeftKnee "left_knee" RightKnee,
    RightKnee "right_knee" LeftKnee,
    LeftAnkle "left_ankle" RightAnkle,
    RightAnkle "right_ankle" LeftAnkle,
    LeftHeel "left_heel" RightHeel,
    RightHeel "right_heel" LeftHeel,
    LeftFootIndex "left_foot_index" RightFootIndex,
    RightFootIndex "right_foot_index" LeftFootIndex,
}

/// A body point that exists once on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Joint {
    Ear,
    Shoulder,
    Elbow,
    Wrist,
    Hip,
    Knee,
    Ankle,
    Heel,
    FootIndex,
}

impl Joint {
    /// The landmark of this joint on the given side.
    pub fn on(self, side: Side) -> Landmark {
        use Landmark as L;
        let left = match self {
            Joint::Ear => L::LeftEar,
            Joint::Shoulder => L::LeftShoulder,
            Joint::Elbow => L::LeftElbow,
            Joint::Wrist => L::LeftWrist,
            Joint::Hip => L::LeftHip,
            Joint::Knee => L::LeftKnee,
            Joint::Ankle => L::LeftAnkle,
            Joint::Heel => L::LeftHeel,
            Joint::FootIndex => L::LeftFootIndex,
        };
        match side {
            Side::Left => left,
            Side::Right => left.mirrored(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mirroring_twice_is_the_same_point() {
        for landmark in Landmark::ALL {
            assert_eq!(landmark.mirrored().mirrored(), landmark);
            let renamed = landmark.name().replace("left", "*").replace("right", "left").replace('*', "right");
            assert_eq!(landmark.mirrored().name(), renamed);
        }
    }
}
