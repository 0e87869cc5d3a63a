//! Reads truths. There are two formats: that of rendered clips, with the skeleton's measures in each frame, and a
//! short one with the attempts and one measure. `docs/ACCURACY.md` describes both.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde::de::IgnoredAny;
use thiserror::Error;

use super::conventions::Conventions;
use super::truth::{ClipTruth, Made, TrueAttempt, TrueFrame, hold_secs};
use crate::bounded::AtMost;
use crate::recording::MOST_FRAMES;

/// Attempts of a clip at most, and faults.
const MOST_ATTEMPTS: usize = 10_000;

/// Why a text is no truth of a clip.
#[derive(Debug, Error)]
pub enum TruthError {
    /// It is something else.
    #[error("is no truth of a clip ({0})")]
    Foreign(String),
    /// An attempt, counted from 1, has impossible times.
    #[error("is no truth of a clip (attempt {0} does not end after it begins)")]
    Times(usize),
}

/// Which of the formats a text has.
#[derive(Deserialize)]
struct Probe {
    reps: Option<IgnoredAny>,
    attempts: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Rendered {
    exercise: String,
    view: String,
    fps: f64,
    body: Option<Body>,
    camera: Option<Camera>,
    main_measure: Option<String>,
    reps: AtMost<Rep, MOST_ATTEMPTS>,
    #[serde(default)]
    faults: AtMost<Acted, MOST_ATTEMPTS>,
    frames: AtMost<RenderedFrame, MOST_FRAMES>,
}

#[derive(Deserialize)]
struct Body {
    id: Option<String>,
}

#[derive(Deserialize)]
struct Camera {
    world_to_camera: Option<[[f64; 4]; 4]>,
}

#[derive(Deserialize)]
struct Rep {
    phase: Option<String>,
    side: Option<String>,
    start: f64,
    end: f64,
    target_reached: Option<f64>,
    target_left: Option<f64>,
    measure: Option<String>,
}

#[derive(Deserialize)]
struct Acted {
    id: String,
    start: f64,
    end: f64,
}

#[derive(Deserialize)]
struct RenderedFrame {
    in_exercise: Option<bool>,
    person: Option<bool>,
    measures: Option<BTreeMap<String, Option<f64>>>,
    joints3d: Option<Hips>,
}

#[derive(Deserialize)]
struct Hips {
    left_hip: Option<[f64; 3]>,
    right_hip: Option<[f64; 3]>,
}

#[derive(Deserialize)]
struct Short {
    exercise: String,
    view: String,
    near_side: Option<String>,
    fps: f64,
    body: Option<Body>,
    #[serde(default)]
    made: Made,
    attempts: AtMost<ShortAttempt, MOST_ATTEMPTS>,
    measure: Option<String>,
    #[serde(default)]
    values: AtMost<Option<f64>, MOST_FRAMES>,
}

#[derive(Deserialize)]
struct ShortAttempt {
    phase: Option<String>,
    side: Option<String>,
    start: f64,
    end: f64,
    target_reached: Option<f64>,
    target_left: Option<f64>,
    #[serde(default)]
    faults: BTreeSet<String>,
}

impl ClipTruth {
    /// Reads a truth.
    ///
    /// # Errors
    ///
    /// Fails where the text is something else, or has impossible times.
    pub fn read(text: &[u8], conventions: &Conventions) -> Result<Self, TruthError> {
        let foreign = |error: serde_json::Error| TruthError::Foreign(error.to_string());
        let probe: Probe = serde_json::from_slice(text).map_err(foreign)?;
        let truth = match (probe.attempts, probe.reps) {
            (Some(_), _) => serde_json::from_slice::<Short>(text).map_err(foreign)?.read(conventions),
            (None, Some(_)) => serde_json::from_slice::<Rendered>(text).map_err(foreign)?.read(conventions),
            (None, None) => {
                return Err(TruthError::Foreign("it has neither `attempts` nor `reps`".to_owned()));
            }
        };
        if !(truth.fps.is_finite() && truth.fps > 0.0) {
            return Err(TruthError::Foreign(format!("{} frames a second", truth.fps)));
        }
        match truth.attempts.iter().position(|attempt| attempt.end <= attempt.start) {
            Some(place) => Err(TruthError::Times(place + 1)),
            None => Ok(truth),
        }
    }
}

impl Rendered {
    fn read(self, conventions: &Conventions) -> ClipTruth {
        let exercise = conventions.exercise(&self.exercise);
        let near_side = self.near_side();
        let known = |frame: RenderedFrame| TrueFrame {
            in_exercise: frame.in_exercise.unwrap_or(true),
            person: frame.person.unwrap_or(true),
            measures: frame.measures.filter(|measures| !measures.is_empty()),
        };
        let frames: Vec<TrueFrame> = self.frames.0.into_iter().map(known).collect();
        let compared = conventions.of(&exercise);
        let person_at = |at_secs: f64| {
            let place = (at_secs * self.fps).round_ties_even().max(0.0) as usize;
            frames.get(place.min(frames.len().saturating_sub(1))).is_none_or(|frame| frame.person)
        };
        let attempt = |rep: Rep| {
            let is_side = rep.phase.as_deref().is_some_and(|phase| phase == "left" || phase == "right");
            let (phase, side) =
                if is_side { (None, rep.phase.clone()) } else { (rep.phase.clone(), rep.side.clone()) };
            let named = rep.measure.clone().or_else(|| self.main_measure.clone());
            let named = named.or_else(|| compared?.measure.clone());
            let of_side = compared.and_then(|compared| compared.measure_of_side.as_ref()).zip(side.as_ref());
            let measure = of_side.map(|(measure, side)| format!("{measure}_{side}")).or(named);
            let told_secs =
                rep.target_left.zip(rep.target_reached).map_or(0.0, |(left, reached)| left - reached);
            let way = (rep.start, rep.end);
            let is_acted = |fault: &&Acted| {
                fault.end.min(rep.end) - fault.start.max(rep.start) > 0.5 * (rep.end - rep.start)
            };
            TrueAttempt {
                phase: phase
                    .filter(|_| compared.is_some_and(|compared| compared.by_phase))
                    .map(|phase| conventions.phase(&phase)),
                side,
                start: rep.start,
                end: rep.end,
                hold_secs: hold_secs(&frames, self.fps, measure.as_deref(), way, told_secs, compared),
                faults: self
                    .faults
                    .0
                    .iter()
                    .filter(is_acted)
                    .map(|fault| conventions.fault(&fault.id))
                    .collect(),
                seen: person_at(rep.start) && person_at(rep.end),
            }
        };
        let attempts = self.reps.0.into_iter().map(attempt).collect();
        ClipTruth {
            view: conventions.view(&self.view),
            body: self.body.and_then(|body| body.id),
            made: Made::Rendered,
            near_side,
            fps: self.fps,
            attempts,
            exercise,
            frames,
        }
    }

    /// The side of the hip that is nearer the camera.
    fn near_side(&self) -> Option<String> {
        let depth_row = self.camera.as_ref()?.world_to_camera?[2];
        let hips = self.frames.0.iter().find_map(|frame| frame.joints3d.as_ref())?;
        let depth = |hip: [f64; 3]| {
            let along: f64 = depth_row.iter().zip(hip).map(|(axis, coordinate)| axis * coordinate).sum();
            (along + depth_row[3]).abs()
        };
        let is_left = depth(hips.left_hip?) < depth(hips.right_hip?);
        Some(if is_left { "left" } else { "right" }.to_owned())
    }
}

impl Short {
    fn read(self, conventions: &Conventions) -> ClipTruth {
        let exercise = conventions.exercise(&self.exercise);
        let compared = conventions.of(&exercise);
        let measure = self.measure;
        let frame = |value: Option<f64>| TrueFrame {
            in_exercise: true,
            person: true,
            measures: measure.as_ref().map(|measure| BTreeMap::from([(measure.clone(), value)])),
        };
        let frames: Vec<TrueFrame> = self.values.0.into_iter().map(frame).collect();
        let attempt = |told: ShortAttempt| {
            let told_secs =
                told.target_left.zip(told.target_reached).map_or(0.0, |(left, reached)| left - reached);
            let way = (told.start, told.end);
            TrueAttempt {
                hold_secs: hold_secs(&frames, self.fps, measure.as_deref(), way, told_secs, compared),
                phase: told.phase,
                side: told.side,
                start: told.start,
                end: told.end,
                faults: told.faults,
                seen: true,
            }
        };
        ClipTruth {
            view: conventions.view(&self.view),
            body: self.body.and_then(|body| body.id),
            made: self.made,
            near_side: self.near_side,
            fps: self.fps,
            attempts: self.attempts.0.into_iter().map(attempt).collect(),
            exercise,
            frames,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ClipTruth, TruthError> {
        ClipTruth::read(text.as_bytes(), &Conventions::built_in().expect("the table"))
    }

    #[test]
    fn a_rendered_clip_has_names_of_its_own() {
        let frame = |value: f64, person: bool| {
            format!(
                r#"{{"t": 0, "person": {person}, "joints3d": {{"left_hip": [0, 0, 2], "right_hip": [0, 0, 1]}}, "measures": {{"hip_angle_signed": {value}}}}}"#
            )
        };
        let frames = [(120.0, true), (165.0, true), (175.0, true), (165.0, true), (120.0, false)];
        let frames = frames.map(|(value, person)| frame(value, person)).join(", ");
        let truth = read(&format!(
            r#"{{"exercise": "bridge", "view": "q34", "fps": 1, "body": {{"id": "m_avg"}},
            "camera": {{"world_to_camera": [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]}},
            "reps": [{{"phase": "up", "start": 0, "end": 4, "target_reached": 1, "target_left": 3}}],
            "faults": [{{"id": "feet_too_far", "start": 0, "end": 4}}, {{"id": "too_fast", "start": 0, "end": 1}}],
            "frames": [{frames}]}}"#
        ))
        .expect("a truth");
        assert_eq!((truth.exercise.as_str(), truth.view.as_str()), ("bridge", "three-quarter"));
        assert_eq!((truth.body.as_deref(), truth.near_side.as_deref()), (Some("m_avg"), Some("right")));
        let attempt = &truth.attempts[0];
        assert_eq!((attempt.phase.as_deref(), attempt.side.as_deref()), (Some("raised"), None));
        assert_eq!(attempt.hold_secs, [1.0, 3.0]);
        assert_eq!(attempt.faults, BTreeSet::from(["feet-far".to_owned()]));
        assert!(!attempt.seen);
    }

    #[test]
    fn sides_are_sides_and_not_phases() {
        let truth = read(
            r#"{"exercise": "knee_to_chest", "view": "side", "fps": 1, "main_measure": "hip_angle_left", "reps":
            [{"phase": "right", "start": 0, "end": 2, "target_reached": 0.5, "target_left": 1.5}], "frames": []}"#,
        )
        .expect("a truth");
        let attempt = &truth.attempts[0];
        assert_eq!((attempt.phase.as_deref(), attempt.side.as_deref()), (None, Some("right")));
        assert_eq!(attempt.hold_secs, [1.0, 1.0]);
    }

    #[test]
    fn a_short_truth_speaks_as_results_do() {
        let truth = read(
            r#"{"exercise": "cat-cow", "view": "side", "near_side": "left", "fps": 2, "made": "filmed", "attempts":
            [{"phase": "cat", "side": null, "start": 1, "end": 3, "faults": ["elbows-bent"]}]}"#,
        )
        .expect("a truth");
        assert_eq!((truth.made, truth.near_side.as_deref()), (Made::Filmed, Some("left")));
        assert_eq!(truth.attempts[0].phase.as_deref(), Some("cat"));
    }

    #[test]
    fn what_is_no_truth_is_refused() {
        let said = |text: &str| read(text).expect_err("no truth").to_string();
        assert_eq!(said("{}"), "is no truth of a clip (it has neither `attempts` nor `reps`)");
        let text =
            r#"{"exercise": "bridge", "view": "side", "fps": 15, "attempts": [{"start": 2, "end": 1}]}"#;
        assert_eq!(said(text), "is no truth of a clip (attempt 1 does not end after it begins)");
        let text = text.replace("15", "0");
        assert_eq!(said(&text), "is no truth of a clip (0 frames a second)");
        assert!(said("{\"attempts\"").starts_with("is no truth of a clip (EOF while parsing"));
    }
}
