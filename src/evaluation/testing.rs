//! Small attempts for the tests of this module.

use super::truth::{ClipTruth, Made, TrueAttempt};
use crate::report::{
    Analysis, Coverage, Excursion, Model, Prescription, Program, Repetitions, Rules, Source,
};

/// A true attempt.
pub(super) fn is(side: Option<&str>, start: f64, end: f64) -> TrueAttempt {
    TrueAttempt {
        phase: None,
        side: side.map(str::to_owned),
        start,
        end,
        hold_secs: [3.0, 5.0],
        faults: Default::default(),
        seen: true,
    }
}

/// A good attempt that was found.
pub(super) fn found(side: Option<&str>, start: f64, end: f64) -> Excursion {
    Excursion {
        phase: None,
        side: side.map(str::to_owned),
        start,
        target_reached: None,
        target_left: None,
        end,
        peak: None,
        measure: None,
        unit: None,
        hold_secs: 4.0,
        unseen_secs: 0.0,
        faults: Vec::new(),
        not_judged: Vec::new(),
        verdict: "good".to_owned(),
    }
}

/// What was told of a recording in which these attempts were found, 3 seconds of hold asked for.
pub(super) fn analysis(excursions: Vec<Excursion>) -> Analysis {
    Analysis {
        format: "holdfast/analysis".into(),
        version: 1,
        path: None,
        basis: None,
        exercise: "a".to_owned(),
        title: "A".to_owned(),
        recognised: false,
        source: Source {
            name: "a.mp4".to_owned(),
            fps: None,
            frames: 0,
            shortfall: None,
            saving: None,
            duration_secs: 0.0,
            width: 640,
            height: 480,
        },
        program: Program::this(),
        model: Model { id: "lite".to_owned(), sha256: String::new() },
        rules: Rules { id: "a".to_owned(), format: 1, sha256: String::new() },
        prescription: Prescription { hold_secs: Some([3.0, 5.0]), repetitions: [1, 1], times_a_day: [1, 1] },
        range_percent: 100.0,
        own_range: false,
        view: None,
        position: None,
        excursions,
        repetitions: Repetitions { total: 0, good: 0 },
        faults: Vec::new(),
        coverage: Coverage {
            person_secs: 0.0,
            judged_secs: 0.0,
            reasons: Default::default(),
            other_positions: Default::default(),
            remedies: Default::default(),
            unexplained: Vec::new(),
        },
        swaps_repaired: 0,
        limits: Vec::new(),
        trace: None,
    }
}

/// The truth of a clip of one exercise, without its frames.
pub(super) fn truth(exercise: &str, attempts: Vec<TrueAttempt>) -> ClipTruth {
    ClipTruth {
        exercise: exercise.to_owned(),
        view: "side".to_owned(),
        body: None,
        made: Made::Rendered,
        near_side: None,
        fps: 15.0,
        attempts,
        frames: Vec::new(),
    }
}
