//! A jointed figure before a camera, drawn as poses: what a perfect model would see of it.

use std::f64::consts::PI;

use holdfast::motion::{Keypoint, Landmark, PerLandmark, PictureSize, Pose, WorldPoint};

use crate::frames::Frames;

const SHANK: f64 = 0.42;
const THIGH: f64 = 0.42;
const TORSO: f64 = 0.50;
/// Height of joints above what they rest on.
const FLESH: f64 = 0.09;
/// Where the ankles are while the feet stand on the floor; the head lies towards greater x.
const ANKLE: [f64; 2] = [0.0, FLESH];
/// Where the hips lie at rest.
const HIPS_X: f64 = 0.45;

/// A body's posture in its own upright plane, in metres: x along the floor, y up.
#[derive(Debug, Clone, Copy)]
pub struct Posture {
    pub ankle: [f64; 2],
    pub hip: [f64; 2],
    /// Direction from hips to shoulders in degrees: 0 lies, 90 is upright.
    pub trunk: f64,
}

impl Posture {
    /// On the back, knees bent, feet on the floor.
    pub fn lying() -> Self {
        Self { ankle: ANKLE, hip: [HIPS_X, FLESH], trunk: 0.0 }
    }

    /// On the floor, knees bent, trunk upright.
    pub fn sitting() -> Self {
        Self { trunk: 80.0, ..Self::lying() }
    }

    /// Upright on the feet.
    pub fn standing() -> Self {
        Self { ankle: ANKLE, hip: [0.02, FLESH + SHANK + THIGH - 0.01], trunk: 90.0 }
    }

    /// A bridge whose hip angle, past 180 above the line from shoulders to knees, is `degrees`.
    pub fn bridge(degrees: f64) -> Self {
        let raised = |trunk: f64| {
            let (sin, cos) = trunk.to_radians().sin_cos();
            let shoulder = [HIPS_X + TORSO, FLESH];
            Self { ankle: ANKLE, hip: [shoulder[0] - TORSO * cos, shoulder[1] - TORSO * sin], trunk }
        };
        let (mut low, mut high) = (-45.0, 0.0);
        for _ in 0..50 {
            let middle = (low + high) / 2.0;
            if raised(middle).hip_angle() > degrees { low = middle } else { high = middle }
        }
        raised(high)
    }

    /// The angle shoulder-hip-knee, past 180 above the line from shoulders to knees.
    pub fn hip_angle(&self) -> f64 {
        let knee = self.knee();
        let thigh = (knee[1] - self.hip[1]).atan2(knee[0] - self.hip[0]).to_degrees();
        (thigh - self.trunk).rem_euclid(360.0)
    }

    /// Part of the way to another posture.
    pub fn towards(&self, other: &Posture, share: f64) -> Posture {
        let mix = |a: f64, b: f64| a + (b - a) * share;
        Posture {
            ankle: [mix(self.ankle[0], other.ankle[0]), mix(self.ankle[1], other.ankle[1])],
            hip: [mix(self.hip[0], other.hip[0]), mix(self.hip[1], other.hip[1])],
            trunk: mix(self.trunk, other.trunk),
        }
    }

    fn knee(&self) -> [f64; 2] {
        let (dx, dy) = (self.hip[0] - self.ankle[0], self.hip[1] - self.ankle[1]);
        let reach = dx.hypot(dy).clamp(1e-6, SHANK + THIGH);
        let along = reach / 2.0; // both bones are equally long
        let aside = (SHANK * SHANK - along * along).max(0.0).sqrt();
        [self.ankle[0] + (dx * along - dy * aside) / reach, self.ankle[1] + (dy * along + dx * aside) / reach]
    }

    /// Where a landmark is: x and y in the plane, and how far to the person's left of it.
    fn point(&self, landmark: Landmark) -> [f64; 3] {
        use Landmark as L;
        let (sin, cos) = self.trunk.to_radians().sin_cos();
        // `up` the trunk from the hips, `front` of its line.
        let trunk = |up: f64, front: f64| {
            [self.hip[0] + up * cos - front * sin, self.hip[1] + up * sin + front * cos]
        };
        let foot = |back: f64, up: f64| [self.ankle[0] + back, self.ankle[1] + up];
        let (at, aside) = match landmark {
            L::Nose => (trunk(TORSO + 0.20, 0.12), 0.0),
            L::LeftEyeInner | L::RightEyeInner => (trunk(TORSO + 0.24, 0.10), 0.02),
            L::LeftEye | L::RightEye => (trunk(TORSO + 0.24, 0.09), 0.03),
            L::LeftEyeOuter | L::RightEyeOuter => (trunk(TORSO + 0.24, 0.08), 0.04),
            L::LeftEar | L::RightEar => (trunk(TORSO + 0.21, 0.0), 0.08),
            L::MouthLeft | L::MouthRight => (trunk(TORSO + 0.16, 0.10), 0.03),
            L::LeftShoulder | L::RightShoulder => (trunk(TORSO, 0.0), 0.17),
            L::LeftElbow | L::RightElbow => (trunk(TORSO - 0.27, -0.03), 0.24),
            L::LeftWrist | L::RightWrist => (trunk(0.02, -0.04), 0.28),
            L::LeftPinky | L::RightPinky => (trunk(-0.06, -0.04), 0.30),
            L::LeftIndex | L::RightIndex => (trunk(-0.07, -0.04), 0.28),
            L::LeftThumb | L::RightThumb => (trunk(-0.03, -0.03), 0.26),
            L::LeftHip | L::RightHip => (self.hip, 0.11),
            L::LeftKnee | L::RightKnee => (self.knee(), 0.12),
            L::LeftAnkle | L::RightAnkle => (self.ankle, 0.11),
            L::LeftHeel | L::RightHeel => (foot(0.04, -0.05), 0.11),
            L::LeftFootIndex | L::RightFootIndex => (foot(-0.14, -0.06), 0.13),
        };
        let left = landmark.name().contains("left");
        [at[0], at[1], if left { aside } else { -aside }]
    }
}

/// Where the camera stands.
#[derive(Debug, Clone, Copy)]
pub struct Camera {
    /// Degrees off the exact side view, towards the head.
    pub yaw: f64,
    /// Degrees that it looks down.
    pub down: f64,
    pub picture: PictureSize,
    /// Pixels for a metre at its distance from the body.
    pub scale: f64,
}

impl Camera {
    /// On the floor at the person's left side, a little raised.
    pub fn aside() -> Self {
        Self { yaw: 0.0, down: 8.0, picture: PictureSize { width: 640, height: 480 }, scale: 250.0 }
    }

    /// The figure's pose; noise (pixels, standard deviation) moves each point on its own.
    pub fn see(&self, posture: &Posture, noise_px: f64, chance: &mut Chance) -> Pose {
        const DISTANCE: f64 = 3.5;
        let in_space = |[x, y, left]: [f64; 3]| {
            let (x, y, z) = (x - 0.4, 0.35 - y, -left);
            let (sin, cos) = self.yaw.to_radians().sin_cos();
            let (x, z) = (x * cos + z * sin, z * cos - x * sin);
            let (sin, cos) = self.down.to_radians().sin_cos();
            [x, y * cos - z * sin, y * sin + z * cos]
        };
        let hips = in_space([posture.hip[0], posture.hip[1], 0.0]);
        let places = Landmark::ALL.map(|landmark| in_space(posture.point(landmark)));
        let (width, height) = (f64::from(self.picture.width), f64::from(self.picture.height));
        let image = PerLandmark::from_fn(|landmark| {
            let [x, y, z] = places[landmark as usize];
            let scale = self.scale * DISTANCE / (DISTANCE + z);
            Some(Keypoint {
                x: (width / 2.0 + x * scale + noise_px * chance.normal()) as f32,
                y: (height * 0.55 + y * scale + noise_px * chance.normal()) as f32,
                z: ((z - hips[2]) * scale) as f32,
                visibility: 0.95,
            })
        });
        let world = PerLandmark::from_fn(|landmark| {
            let [x, y, z]: [f64; 3] = std::array::from_fn(|i| places[landmark as usize][i] - hips[i]);
            let noise = noise_px / self.scale;
            Some(WorldPoint {
                x: (x + noise * chance.normal()) as f32,
                y: (y + noise * chance.normal()) as f32,
                z: (z + noise * chance.normal()) as f32,
            })
        });
        Pose { picture: self.picture, image, world, back: None, anatomy: None }
    }
}

/// A set of bridges.
#[derive(Debug, Clone, Copy)]
pub struct Bridges {
    pub fps: f64,
    pub repetitions: usize,
    pub rest_secs: f64,
    pub rise_secs: f64,
    /// Seconds at the peak.
    pub hold_secs: f64,
    pub peak_degrees: f64,
    pub camera: Camera,
    pub noise_px: f64,
    pub seed: u64,
}

impl Default for Bridges {
    fn default() -> Self {
        Self {
            fps: 30.0,
            repetitions: 2,
            rest_secs: 2.0,
            rise_secs: 1.6,
            hold_secs: 3.5,
            peak_degrees: 180.0,
            camera: Camera::aside(),
            noise_px: 0.0,
            seed: 1,
        }
    }
}

impl Bridges {
    pub fn frames(&self) -> Frames {
        let once = self.rest_secs + 2.0 * self.rise_secs + self.hold_secs;
        let rest = Posture::lying().hip_angle();
        film(self, once * self.repetitions as f64 + self.rest_secs, |time| {
            let since = time - self.rest_secs - once * (time / once).floor();
            let out = eased(since / self.rise_secs);
            let back = eased((since - self.rise_secs - self.hold_secs) / self.rise_secs);
            Posture::bridge(rest + (self.peak_degrees - rest) * (out - back))
        })
    }

    /// The same camera sees the figure go through postures, each for some seconds, each reached
    /// from the one before in 1.5 seconds.
    pub fn frames_of(&self, postures: &[(Posture, f64)]) -> Frames {
        const WAY_SECS: f64 = 1.5;
        let all: f64 = postures.iter().map(|(_, secs)| secs + WAY_SECS).sum::<f64>() - WAY_SECS;
        film(self, all, |time| {
            let mut since = time;
            for pair in postures.windows(2) {
                let ((from, secs), (to, _)) = (pair[0], pair[1]);
                if since < secs + WAY_SECS {
                    return from.towards(&to, eased((since - secs) / WAY_SECS));
                }
                since -= secs + WAY_SECS;
            }
            postures[postures.len() - 1].0
        })
    }
}

fn film(set: &Bridges, secs: f64, posture: impl Fn(f64) -> Posture) -> Frames {
    let mut chance = Chance(set.seed);
    (0..(secs * set.fps) as usize)
        .map(|i| {
            let time = i as f64 / set.fps;
            (time, Some(set.camera.see(&posture(time), set.noise_px, &mut chance)))
        })
        .collect()
}

/// The course of a minimum-jerk movement, 0 to 1.
fn eased(u: f64) -> f64 {
    let u = u.clamp(0.0, 1.0);
    u * u * u * (10.0 + u * (6.0 * u - 15.0))
}

/// Numbers that look random and are the same each time (splitmix64).
#[derive(Debug, Clone, Copy)]
pub struct Chance(pub u64);

impl Chance {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// From the normal distribution with standard deviation 1.
    pub fn normal(&mut self) -> f64 {
        let (u, v) = (1.0 - self.uniform(), self.uniform());
        (-2.0 * u.ln()).sqrt() * (2.0 * PI * v).cos()
    }
}
