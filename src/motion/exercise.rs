//! What an exercise demands, as checked data: no exercise is known to the code by name.
//!
//! It holds names for programs and no sentence for people: those are with whoever speaks to them.

use super::condition::{Position, View, ViewedCondition, includes};
use super::faults::FaultKind;
use super::landmark::Side;
use super::measure::{MeasureRef, WholeMeasure};
use super::monitor::ConditionMonitor;
use super::phase::{Moving, Phase, PhaseId};

/// A fault rule, by its place in its exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleId(pub usize);

/// How bad a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth a cue; the repetition still counts as good.
    Minor,
    /// The repetition does not count as good.
    Major,
}

/// A fault that is looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct FaultRule {
    /// Its name in results, such as `hips-low`.
    pub id: String,
    /// How it is recognised.
    pub kind: FaultKind,
    /// Phases (by id) in which it is looked for; empty for all.
    pub phases: Vec<String>,
    /// The side of the phases in which it is looked for; none for both. A rule on a measure that is
    /// positive to the left exists once for each side, with its limits mirrored.
    pub side: Option<Side>,
    /// Views in which it can be judged; empty for all of the exercise's.
    pub views: Vec<View>,
    /// Looked for only where the side that moves is the one nearer the camera, or only where it is not known to be.
    pub moving: Option<Moving>,
    /// How bad it is.
    pub severity: Severity,
}

/// What makes one repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RepetitionRule {
    /// Every attempt.
    EachPhase,
    /// One of each phase, in any order.
    AllPhases,
}

/// What the sheet prescribes.
#[derive(Debug, Clone, PartialEq)]
pub struct Dose {
    /// Seconds to hold the target, least and most; none for exercises without a hold.
    pub hold_secs: Option<(f64, f64)>,
    /// Repetitions, fewest and most.
    pub repetitions: (u32, u32),
    /// Times a day, fewest and most.
    pub times_a_day: (u32, u32),
}

/// An exercise as its rules file describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Exercise {
    /// Its name on the command line, such as `cat-cow`.
    pub id: String,
    /// The positions that it can be done in, of which there is at least one.
    pub positions: Vec<Position>,
    /// The views that it can be judged from.
    pub views: Vec<View>,
    /// What is prescribed.
    pub dose: Dose,
    /// What the start position demands beyond `position`.
    pub start: Vec<ViewedCondition>,
    /// How long the start position is kept before attempts count, in seconds.
    pub settle_secs: f64,
    /// The ways out of the start position.
    pub phases: Vec<Phase>,
    /// What makes a repetition.
    pub repetition: RepetitionRule,
    /// The faults that are looked for.
    pub faults: Vec<FaultRule>,
}

impl Exercise {
    /// One of its phases.
    ///
    /// # Panics
    ///
    /// Panics where the id is another exercise's.
    pub fn phase(&self, id: PhaseId) -> &Phase {
        &self.phases[id.0]
    }

    /// One of its fault rules.
    ///
    /// # Panics
    ///
    /// Panics where the id is another exercise's.
    pub fn rule(&self, id: RuleId) -> &FaultRule {
        &self.faults[id.0]
    }

    /// Its phases with their ids.
    pub fn phases(&self) -> impl Iterator<Item = (PhaseId, &Phase)> {
        self.phases.iter().enumerate().map(|(place, phase)| (PhaseId(place), phase))
    }

    /// The other phases that a movement may be about until more of it is seen: the same measure goes the same way.
    pub fn rivals(&self, id: PhaseId, near: Option<Side>) -> impl Iterator<Item = PhaseId> {
        let phase = self.phase(id);
        let is_alike = move |other: &Phase| {
            other.rises == phase.rises && other.driving_measure(near) == phase.driving_measure(near)
        };
        self.phases().filter(move |(other, phase)| *other != id && is_alike(phase)).map(|(other, _)| other)
    }

    /// Its fault rules with their ids.
    pub fn rules(&self) -> impl Iterator<Item = (RuleId, &FaultRule)> {
        self.faults.iter().enumerate().map(|(place, rule)| (RuleId(place), rule))
    }

    /// The phase of a name and a side, as results have them.
    pub fn phase_named(&self, id: Option<&str>, side: Option<Side>) -> Option<PhaseId> {
        self.phases().find(|(_, phase)| phase.id.as_deref() == id && phase.side == side).map(|(id, _)| id)
    }

    /// The rule of a name, as results have it. Several rules may share a name where their phases differ:
    /// it is the one that watches the phase; of the set as a whole, the first.
    pub fn rule_named(&self, id: &str, phase: Option<PhaseId>) -> Option<RuleId> {
        let phase = phase.map(|phase| self.phase(phase));
        let watches = |rule: &FaultRule| phase.is_none_or(|phase| rule.watches(phase));
        self.rules().find(|(_, rule)| rule.id == id && watches(rule)).map(|(id, _)| id)
    }

    /// The measures that it speaks of; one may come several times.
    pub fn measures(&self) -> Vec<MeasureRef> {
        let conditions =
            self.phases.iter().flat_map(|phase| &phase.confirm).map(|confirmation| &confirmation.asked);
        let conditions = self.start.iter().chain(conditions);
        let conditions = conditions.map(|asked| &asked.condition);
        let in_faults = self.faults.iter().filter_map(|rule| Some(rule.kind.watched()?.condition));
        let driving = self.phases.iter().map(|phase| phase.measure);
        driving.chain(conditions.chain(in_faults).map(|condition| condition.measure)).collect()
    }

    /// Whether the outline of the back is needed to judge it.
    pub fn needs_silhouette(&self) -> bool {
        self.measures().contains(&MeasureRef::Whole(WholeMeasure::SpineCurvature))
    }

    /// Whether left and right are told apart in it.
    pub fn is_sided(&self) -> bool {
        self.phases.iter().any(|phase| phase.side.is_some())
    }

    /// Whether it can be done in a position.
    pub fn is_done_in(&self, position: Option<Position>) -> bool {
        position.is_some_and(|position| self.positions.contains(&position))
    }
}

impl FaultRule {
    /// Whether the fault can be judged from a view.
    pub fn can_be_judged_from(&self, view: Option<View>) -> bool {
        includes(&self.views, view)
    }

    /// What watches the rule's condition while an attempt is under way, where there is one.
    pub(super) fn monitor(&self) -> Option<ConditionMonitor> {
        let watched = self.kind.watched()?;
        Some(ConditionMonitor::new(watched.condition.clone(), watched.for_secs))
    }

    /// Whether the fault is looked for in a phase.
    pub fn watches(&self, phase: &Phase) -> bool {
        let named = self.phases.is_empty() || phase.id.as_ref().is_some_and(|id| self.phases.contains(id));
        named && (self.side.is_none() || self.side == phase.side)
    }

    /// Whether the fault is looked for in an attempt of a phase that it watches; `near` is the side nearer the camera.
    pub fn is_asked_in(&self, phase: &Phase, near: Option<Side>) -> bool {
        self.watches(phase) && Moving::is_asked(self.moving, phase.side, near)
    }
}
