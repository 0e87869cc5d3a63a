//! What the core makes of frames, and how two outcomes compare.

use holdfast::motion::survey::Survey;
use holdfast::motion::{
    Assessor, Attempt, Coverage, Event, Exercise, Fault, Measurements, Placement, Repetitions, Settings, Side,
};
use holdfast::rules::Catalogue;

use crate::frames::Frames;

pub struct Outcome {
    pub exercise: Exercise,
    pub events: Vec<(f64, Event)>,
    pub measures: Vec<(f64, Measurements)>,
    pub attempts: Vec<Attempt>,
    pub set_faults: Vec<Fault>,
    pub repetitions: Repetitions,
    pub coverage: Coverage,
    pub repaired: u32,
    /// When the exercise could last be judged.
    pub placement: Placement,
}

/// The built-in exercise.
pub fn exercise(id: &str) -> Exercise {
    Catalogue::load(None).expect("no folder is read").get(id).expect("built in").exercise.clone()
}

/// Judges frames by an exercise's full range.
pub fn judged(id: &str, frames: &Frames) -> Outcome {
    judged_with(id, Settings::default(), frames)
}

/// Judges frames as a recording that is there as a whole.
pub fn judged_as_a_whole(id: &str, frames: &Frames) -> Outcome {
    judged_by(surveyed(exercise(id), frames), frames)
}

/// An assessor that has surveyed frames and judged none.
pub fn surveyed(exercise: Exercise, frames: &Frames) -> Assessor {
    let seen = frames.iter().map(|(time, pose)| (*time, pose.as_ref()));
    let survey = Survey::of(&exercise, seen);
    let mut assessor = Assessor::new(exercise, Settings::default());
    assessor.survey(survey);
    assessor
}

pub fn judged_with(id: &str, settings: Settings, frames: &Frames) -> Outcome {
    judged_by(Assessor::new(exercise(id), settings), frames)
}

fn judged_by(mut assessor: Assessor, frames: &Frames) -> Outcome {
    let (mut events, mut measures, mut placement) = (Vec::new(), Vec::new(), Placement::default());
    for (time, pose) in frames {
        let assessment = assessor.step(*time, pose.as_ref());
        events.extend(assessment.events.into_iter().map(|event| (*time, event)));
        measures.push((*time, assessment.measures));
        if assessment.reason.is_none() {
            placement = assessment.placement;
        }
    }
    let end = frames.last().map_or(0.0, |(time, _)| *time);
    events.extend(assessor.finish().into_iter().map(|event| (end, event)));
    Outcome {
        exercise: assessor.exercise().clone(),
        events,
        measures,
        attempts: assessor.attempts().to_vec(),
        set_faults: assessor.set_faults().to_vec(),
        repetitions: assessor.repetitions(),
        coverage: assessor.coverage().clone(),
        repaired: assessor.sides_repaired(),
        placement,
    }
}

impl Outcome {
    /// The name of a fault's rule.
    pub fn rule(&self, fault: &Fault) -> &str {
        &self.exercise.rule(fault.rule).id
    }

    /// The names of the faults of an attempt.
    pub fn faults(&self, attempt: usize) -> Vec<&str> {
        self.attempts[attempt].faults.iter().map(|fault| self.rule(fault)).collect()
    }

    /// The names of the rules that could not be judged in an attempt.
    pub fn not_judged(&self, attempt: usize) -> Vec<&str> {
        self.attempts[attempt].not_judged.iter().map(|rule| self.exercise.rule(*rule).id.as_str()).collect()
    }

    /// A line an attempt: phase or side, verdict, faults; then the repetitions.
    pub fn verdicts(&self) -> Vec<String> {
        let faults = |faults: &[Fault]| {
            faults.iter().map(|fault| format!(" {}", self.rule(fault))).collect::<String>()
        };
        let attempt = |e: &Attempt| {
            let of = self.exercise.phase(e.phase);
            let side = of.side.map(|side| format!("{side} ")).unwrap_or_default();
            let phase = of.id.as_ref().map(|phase| format!("{phase} ")).unwrap_or_default();
            format!("{phase}{side}{}{}", e.verdict.id(), faults(&e.faults))
        };
        let mut lines: Vec<String> = self.attempts.iter().map(attempt).collect();
        let Repetitions { total, good } = self.repetitions;
        lines.push(format!("{good} of {total}{}", faults(&self.set_faults)));
        lines
    }

    /// The verdicts as they would be of the person's mirror image.
    pub fn mirrored_verdicts(&self) -> Vec<String> {
        let [left, right] = Side::BOTH.map(Side::name);
        let mirrored = |line: &String| line.replace(left, "*").replace(right, left).replace('*', right);
        self.verdicts().iter().map(mirrored).collect()
    }

    /// How many attempts began, ended or not.
    pub fn begun(&self) -> usize {
        self.events.iter().filter(|(_, event)| matches!(event, Event::AttemptStarted { .. })).count()
    }

    /// Seconds held in each attempt, seen and unseen.
    pub fn holds(&self) -> Vec<f64> {
        self.attempts.iter().map(|e| e.hold_secs + e.unseen_secs).collect()
    }

    pub fn counted_nothing(&self) -> bool {
        self.attempts.is_empty() && self.repetitions == Repetitions::default()
    }
}

/// Whether both have as many attempts, held as long.
pub fn held_alike(a: &Outcome, b: &Outcome, within_secs: f64) -> Result<(), String> {
    let (a, b) = (a.holds(), b.holds());
    let alike = a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| (a - b).abs() <= within_secs);
    if alike { Ok(()) } else { Err(format!("held {a:.3?} and {b:.3?} seconds")) }
}
