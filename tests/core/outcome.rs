//! What the core makes of frames, and how two outcomes compare.

use holdfast::motion::{
    Assessor, Coverage, Event, Excursion, Exercise, Fault, Measurements, Repetitions, Settings, Side, Stance,
};
use holdfast::rules::Catalogue;

use crate::frames::Frames;

pub struct Outcome {
    pub events: Vec<(f64, Event)>,
    pub measures: Vec<(f64, Measurements)>,
    pub excursions: Vec<Excursion>,
    pub set_faults: Vec<Fault>,
    pub repetitions: Repetitions,
    pub coverage: Coverage,
    pub repaired: u32,
    /// When the exercise could last be judged.
    pub stance: Stance,
}

/// The built-in exercise.
pub fn exercise(id: &str) -> Exercise {
    Catalogue::load(None).expect("no folder is read").get(id).expect("built in").exercise.clone()
}

/// Judges frames by an exercise's full range.
pub fn judged(id: &str, frames: &Frames) -> Outcome {
    judged_with(id, Settings::default(), frames)
}

pub fn judged_with(id: &str, settings: Settings, frames: &Frames) -> Outcome {
    let mut assessor = Assessor::new(exercise(id), settings);
    let (mut events, mut measures, mut stance) = (Vec::new(), Vec::new(), Stance::default());
    for (time, pose) in frames {
        let assessment = assessor.step(*time, pose.as_ref());
        events.extend(assessment.events.into_iter().map(|event| (*time, event)));
        measures.push((*time, assessment.measures));
        if assessment.reason.is_none() {
            stance = assessment.stance;
        }
    }
    let end = frames.last().map_or(0.0, |(time, _)| *time);
    events.extend(assessor.finish().into_iter().map(|event| (end, event)));
    Outcome {
        events,
        measures,
        excursions: assessor.excursions().to_vec(),
        set_faults: assessor.set_faults().to_vec(),
        repetitions: assessor.repetitions(),
        coverage: assessor.coverage().clone(),
        repaired: assessor.sides_repaired(),
        stance,
    }
}

impl Outcome {
    /// A line an attempt: phase or side, verdict, faults; then the repetitions.
    pub fn verdicts(&self) -> Vec<String> {
        let faults =
            |faults: &[Fault]| faults.iter().map(|fault| format!(" {}", fault.id)).collect::<String>();
        let attempt = |e: &Excursion| {
            let side = e.side.map(|side| format!("{side} ")).unwrap_or_default();
            let phase = e.phase.as_ref().map(|phase| format!("{phase} ")).unwrap_or_default();
            format!("{phase}{side}{}{}", e.verdict.id(), faults(&e.faults))
        };
        let mut lines: Vec<String> = self.excursions.iter().map(attempt).collect();
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
        self.excursions.iter().map(|e| e.hold_secs + e.unseen_secs).collect()
    }

    pub fn counted_nothing(&self) -> bool {
        self.excursions.is_empty() && self.repetitions == Repetitions::default()
    }
}

/// Whether both have as many attempts, held as long.
pub fn held_alike(a: &Outcome, b: &Outcome, within_secs: f64) -> Result<(), String> {
    let (a, b) = (a.holds(), b.holds());
    let alike = a.len() == b.len() && a.iter().zip(&b).all(|(a, b)| (a - b).abs() <= within_secs);
    if alike { Ok(()) } else { Err(format!("held {a:.3?} and {b:.3?} seconds")) }
}
