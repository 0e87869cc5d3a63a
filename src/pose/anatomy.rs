//! Puts the measures of a pose right with a small network that has seen many bodies.
//!
//! The network holds all of the arithmetic, from landmarks to measures: what it was trained on and what
//! is run here are one text (`scripts/anatomy`).

use std::path::PathBuf;

use ndarray::{Array3, ArrayView2};
use ort::session::Session;
use ort::value::TensorRef;

use super::PoseError;
use super::body::BODY_POINTS;
use super::manifest::Graph;
use super::network::{Names, Output, Outputs, length, names, session};
use crate::motion::anatomy::MEASURES;
use crate::motion::{Anatomy, Landmark, Pose};

/// The measures, in degrees or torso lengths.
const VALUE: Output = Output { id: "value", shape: &[1, MEASURES] };

/// The uncertainty of each.
const SPREAD: Output = Output { id: "spread", shape: &[1, MEASURES] };

/// How unlike the pose is to those that were learnt from.
const NOVELTY: Output = Output { id: "novelty", shape: &[1, 1] };

/// The network, with its buffers.
#[derive(Debug)]
pub(super) struct AnatomyNetwork {
    session: Session,
    /// Poses (one) x landmarks x (x, y, z in pixels, visibility).
    image: Array3<f32>,
    /// Poses (one) x landmarks x (x, y, z in metres).
    world: Array3<f32>,
    names: Names,
    path: PathBuf,
}

impl AnatomyNetwork {
    /// The outputs that are used.
    pub(super) const OUTPUTS: &[Output] = &[VALUE, SPREAD, NOVELTY];

    /// Prepares the network of a file that has [`AnatomyNetwork::OUTPUTS`].
    pub(super) fn new(graph: &Graph) -> Result<Self, PoseError> {
        let session = session(graph, 1)?;
        let takes: Vec<_> = session.inputs().iter().map(length).collect();
        if takes != [Some(BODY_POINTS * 4), Some(BODY_POINTS * 3)] {
            return Err(PoseError::GraphShape(graph.path.clone()));
        }
        let names = names(graph, &session, Self::OUTPUTS)?;
        let (image, world) = (Array3::zeros((1, BODY_POINTS, 4)), Array3::zeros((1, BODY_POINTS, 3)));
        Ok(Self { session, image, world, names, path: graph.path.clone() })
    }

    /// The measures of a pose; `None` where a landmark is missing.
    pub(super) fn measure(&mut self, pose: &Pose) -> Result<Option<Anatomy>, PoseError> {
        for landmark in Landmark::ALL {
            let (Some(seen), Some(space)) = (pose.image.get(landmark), pose.world.get(landmark)) else {
                return Ok(None);
            };
            let i = landmark as usize;
            for (axis, value) in [seen.x, seen.y, seen.z, seen.visibility].into_iter().enumerate() {
                self.image[[0, i, axis]] = value;
            }
            for (axis, value) in [space.x, space.y, space.z].into_iter().enumerate() {
                self.world[[0, i, axis]] = value;
            }
        }
        let inputs = [
            TensorRef::from_array_view(&self.image)?.into(),
            TensorRef::from_array_view(&self.world)?.into(),
        ];
        let outputs = Outputs { values: self.session.run(inputs)?, names: &self.names, path: &self.path };
        let (values, spreads): (ArrayView2<'_, f32>, ArrayView2<'_, f32>) =
            (outputs.get(&VALUE)?, outputs.get(&SPREAD)?);
        let novelty: ArrayView2<'_, f32> = outputs.get(&NOVELTY)?;
        let measures = std::array::from_fn(|i| (values[[0, i]], spreads[[0, i]]));
        Ok(Some(Anatomy { measures, novelty: novelty[[0, 0]] }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::manifest::Manifest;
    use super::*;
    use crate::motion::{Keypoint, PerLandmark, PictureSize, WorldPoint};

    fn network() -> AnatomyNetwork {
        let manifest = Manifest::load(concat!(env!("CARGO_MANIFEST_DIR"), "/models").as_ref())
            .expect("the repository's own");
        let outputs: Vec<_> = AnatomyNetwork::OUTPUTS.iter().map(|output| output.id).collect();
        let model = manifest.anatomy("blazepose").expect("listed");
        AnatomyNetwork::new(&manifest.open(model, &outputs).expect("as it should be")).expect("it runs")
    }

    /// Somebody on the back with the left leg bent and the right one straight, the head to the picture's right.
    fn lying() -> Pose {
        // Metres to the picture's right, down and away from the camera, which is at the left side.
        let place = |landmark: Landmark| {
            let name = landmark.name();
            let (left, depth) = (name.starts_with("left"), if name.starts_with("left") { -0.1 } else { 0.1 });
            let at = |x: f32, y: f32| [x, y, depth];
            let joint = name.trim_start_matches("left_").trim_start_matches("right_");
            match (joint, left) {
                ("shoulder", _) => at(0.5, 0.0),
                ("elbow", _) => at(0.25, 0.05),
                ("wrist" | "pinky" | "index" | "thumb", _) => at(0.0, 0.08),
                ("hip", _) => at(0.0, 0.0),
                ("knee", true) => at(-0.2, -0.35),
                ("knee", false) => at(-0.4, 0.0),
                ("ankle" | "heel", true) => at(-0.4, 0.05),
                ("foot_index", true) => at(-0.55, 0.05),
                ("ankle" | "heel", false) => at(-0.8, 0.0),
                ("foot_index", false) => at(-0.82, -0.15),
                _ => at(0.7, -0.1),
            }
        };
        Pose {
            picture: PictureSize { width: 640, height: 480 },
            image: PerLandmark::from_fn(|landmark| {
                let [x, y, z] = place(landmark);
                Some(Keypoint { x: 320.0 + 200.0 * x, y: 240.0 + 200.0 * y, z: 200.0 * z, visibility: 0.99 })
            }),
            world: PerLandmark::from_fn(|landmark| {
                let [x, y, z] = place(landmark);
                Some(WorldPoint { x, y, z })
            }),
            back: None,
            anatomy: None,
        }
    }

    /// The mirrored body in a mirrored picture.
    fn mirrored(pose: &Pose) -> Pose {
        let width = pose.picture.width as f32;
        let image = pose.image.sides_swapped();
        let world = pose.world.sides_swapped();
        Pose {
            image: PerLandmark::from_fn(|l| {
                image.get(l).map(|point| Keypoint { x: width - point.x, ..point })
            }),
            world: PerLandmark::from_fn(|l| world.get(l).map(|point| WorldPoint { x: -point.x, ..point })),
            ..pose.clone()
        }
    }

    #[test]
    fn a_straight_leg_stays_straight_and_a_bent_one_bent() {
        let found = network().measure(&lying()).expect("it runs").expect("all landmarks are there");
        let (left, right) = (found.measures[2].0, found.measures[3].0);
        assert!((left - 56.3).abs() < 10.0, "the plain angle is 56.3: {found:?}");
        assert!(right > 155.0, "{found:?}");
        assert!(found.measures.iter().all(|(_, spread)| *spread > 0.0), "{found:?}");
    }

    #[test]
    fn a_mirrored_body_has_mirrored_measures() {
        let mut network = network();
        let mut of = |pose: &Pose| network.measure(pose).expect("it runs").expect("all landmarks are there");
        let (found, mirror) = (of(&lying()), of(&mirrored(&lying())).sides_swapped());
        for i in [0, 1, 2, 3, 4, 6, 7] {
            assert!((found.measures[i].0 - mirror.measures[i].0).abs() < 0.05, "{i}: {found:?} {mirror:?}");
        }
        assert!((found.novelty - mirror.novelty).abs() < 1e-3);
    }

    #[test]
    fn without_all_landmarks_nothing_is_put_right() {
        let mut pose = lying();
        pose.world.set(Landmark::LeftHeel, None);
        assert_eq!(network().measure(&pose).expect("it runs"), None);
    }
}
