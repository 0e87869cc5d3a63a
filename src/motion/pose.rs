//! One person at one moment.

use super::anatomy::Anatomy;
use super::back::BackOutline;
use super::geometry::Point;
use super::landmark::{Joint, Landmark, Side};

/// A body point in the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Keypoint {
    /// Pixels from the picture's left edge.
    pub x: f32,
    /// Pixels from the picture's upper edge.
    pub y: f32,
    /// Depth in pixels about the hips, smaller is nearer the camera. A rough guess of the model.
    pub z: f32,
    /// The model's probability (0 to 1) that the point is in the picture and not hidden.
    /// Models are too sure of points outside the picture.
    pub visibility: f32,
}

impl From<Keypoint> for Point {
    fn from(keypoint: Keypoint) -> Self {
        Point::new(f64::from(keypoint.x), f64::from(keypoint.y))
    }
}

/// A body point in metres about the middle of the hips: x to the picture's right, y down, z away
/// from the camera.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WorldPoint {
    /// Metres to the picture's right.
    pub x: f32,
    /// Metres downwards.
    pub y: f32,
    /// Metres away from the camera.
    pub z: f32,
}

/// Width and height of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureSize {
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

/// A value for each landmark; `None` where the model gave none.
#[derive(Debug, Clone, PartialEq)]
pub struct PerLandmark<T>([Option<T>; 33]);

impl<T: Copy> PerLandmark<T> {
    /// Makes the value of each landmark.
    pub fn from_fn(mut value: impl FnMut(Landmark) -> Option<T>) -> Self {
        Self(std::array::from_fn(|i| value(Landmark::ALL[i])))
    }

    /// The value of one landmark.
    pub fn get(&self, landmark: Landmark) -> Option<T> {
        self.0[landmark as usize]
    }

    /// Replaces the value of one landmark.
    pub fn set(&mut self, landmark: Landmark, value: Option<T>) {
        self.0[landmark as usize] = value;
    }

    /// The same points with the sides' names exchanged.
    pub fn sides_swapped(&self) -> Self {
        Self::from_fn(|landmark| self.get(landmark.mirrored()))
    }
}

/// One person in one picture: where the body points are, in the picture and in space.
#[derive(Debug, Clone, PartialEq)]
pub struct Pose {
    /// The picture that the image points are in.
    pub picture: PictureSize,
    /// Points in the picture.
    pub image: PerLandmark<Keypoint>,
    /// Points in space.
    pub world: PerLandmark<WorldPoint>,
    /// The outline of the back, where a silhouette was there to measure it.
    pub back: Option<BackOutline>,
    /// Measures put right, where the network for it was there.
    pub anatomy: Option<Anatomy>,
}

impl Pose {
    /// A pose between two others, of which the later has this part, 0 to 1; without the outline of the back. What one of
    /// them lacks, it lacks too.
    pub fn between(earlier: &Self, later: &Self, part: f64) -> Self {
        let part = part as f32;
        let mix = |a: f32, b: f32| a + (b - a) * part;
        Self {
            picture: earlier.picture,
            image: PerLandmark::from_fn(|landmark| {
                let (a, b) = (earlier.image.get(landmark)?, later.image.get(landmark)?);
                let visibility = mix(a.visibility, b.visibility);
                Some(Keypoint { x: mix(a.x, b.x), y: mix(a.y, b.y), z: mix(a.z, b.z), visibility })
            }),
            world: PerLandmark::from_fn(|landmark| {
                let (a, b) = (earlier.world.get(landmark)?, later.world.get(landmark)?);
                Some(WorldPoint { x: mix(a.x, b.x), y: mix(a.y, b.y), z: mix(a.z, b.z) })
            }),
            back: None,
            anatomy: earlier.anatomy.zip(later.anatomy).map(|(a, b)| Anatomy::between(&a, &b, part)),
        }
    }

    /// The image point of a joint on one side.
    pub fn joint(&self, joint: Joint, side: Side) -> Option<Keypoint> {
        self.image.get(joint.on(side))
    }

    /// The same body in a picture so wide that nothing is cut off, with every point taken for seen: where the model
    /// expects what it does not see.
    pub fn as_expected(&self) -> Pose {
        let PictureSize { width, height } = self.picture;
        let wider = |point: Keypoint| Keypoint {
            x: point.x + width as f32,
            y: point.y + height as f32,
            visibility: 1.0,
            ..point
        };
        Pose {
            picture: PictureSize { width: 3 * width, height: 3 * height },
            image: PerLandmark::from_fn(|landmark| self.image.get(landmark).map(wider)),
            ..self.clone()
        }
    }

    /// The point half-way between a joint's two sides in the picture, however well they are seen.
    pub fn middle(&self, joint: Joint) -> Option<Point> {
        let [left, right] = Side::BOTH.map(|side| self.joint(joint, side).map(Point::from));
        Some(left?.middle(right?))
    }
}
