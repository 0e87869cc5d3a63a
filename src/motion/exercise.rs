//! What an exercise demands, as checked data: no exercise is known to the code by name.
//!
//! It holds names for programs and no sentence for people: those are with whoever speaks to them.

use super::faults::FaultKind;
use super::landmark::Side;
use super::measure::{Measure, MeasureRef, WholeMeasure};
use super::monitor::ConditionMonitor;

/// How the body lies, kneels, sits or stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Position {
    /// On the back.
    Supine,
    /// On hands and knees.
    Quadruped,
    /// Upright on the feet.
    Standing,
    /// Upright on a seat.
    Seated,
}

/// From where the camera sees the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum View {
    /// Across the body.
    Side,
    /// Between the side and an end (lying), or the side and the front (upright).
    ThreeQuarter,
    /// Along a lying body from its head.
    HeadEnd,
    /// Along a lying body from its feet.
    FootEnd,
    /// An upright body from in front.
    Front,
}

/// What a value is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reference {
    /// The value itself.
    Absolute,
    /// Its difference from the person's own value in the start position.
    Neutral,
    /// Its difference from the level of the present hold.
    HoldLevel,
}

/// A bound on a value, in the measure's unit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// Above this.
    Above(f64),
    /// Below this.
    Below(f64),
    /// From the first to the second, both included.
    Between(f64, f64),
    /// Below the first or above the second.
    Outside(f64, f64),
}

impl Bound {
    /// Whether a value keeps the bound.
    pub fn holds(self, value: f64) -> bool {
        match self {
            Bound::Above(limit) => value > limit,
            Bound::Below(limit) => value < limit,
            Bound::Between(low, high) => (low..=high).contains(&value),
            Bound::Outside(low, high) => value < low || value > high,
        }
    }

    /// The bound moved so far that values just before it hold as well.
    pub fn widened(self, by: f64) -> Bound {
        match self {
            Bound::Above(limit) => Bound::Above(limit - by),
            Bound::Below(limit) => Bound::Below(limit + by),
            Bound::Between(low, high) => Bound::Between(low - by, high + by),
            Bound::Outside(low, high) => Bound::Outside(low + by, high - by),
        }
    }

    /// How far a value lies within the bound; negative where it does not keep it. Of a bound that should
    /// not hold, it is how far a value is beyond what is allowed.
    pub fn excess(self, value: f64) -> f64 {
        match self {
            Bound::Above(limit) => value - limit,
            Bound::Below(limit) => limit - value,
            Bound::Between(low, high) => (value - low).min(high - value),
            Bound::Outside(low, high) => (low - value).max(value - high),
        }
    }

    /// The limit nearest to a value.
    pub fn nearest_limit(self, value: f64) -> f64 {
        match self {
            Bound::Above(limit) | Bound::Below(limit) => limit,
            Bound::Between(low, high) | Bound::Outside(low, high) => {
                if (value - low).abs() <= (value - high).abs() { low } else { high }
            }
        }
    }
}

/// A bound on a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The measure.
    pub measure: MeasureRef,
    /// What it is compared with.
    pub reference: Reference,
    /// The bound.
    pub bound: Bound,
    /// How far before the bound a value may lie and not be told from one that keeps it, in the
    /// measure's unit.
    pub unsure: f64,
}

/// A condition that may be asked for in some views only.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewedCondition {
    /// What must hold.
    pub condition: Condition,
    /// Views in which it is asked for; empty for all.
    pub views: Vec<View>,
}

impl ViewedCondition {
    /// Whether it is asked for in a view.
    pub fn concerns(&self, view: Option<View>) -> bool {
        includes(&self.views, view)
    }
}

/// A condition that tells an attempt from another movement: it holds in most frames of a part of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Confirmation {
    /// What must hold.
    pub asked: ViewedCondition,
    /// Asked on the way out and back in place of near the peak, where limbs may hide each other.
    pub on_the_way: bool,
}

/// One way out of the start position and back, such as the raised hips of a bridge.
#[derive(Debug, Clone, PartialEq)]
pub struct Phase {
    /// The phase's name in results; none for exercises that differ by side alone.
    pub id: Option<String>,
    /// The side that it is about.
    pub side: Option<Side>,
    /// The measure that drives it.
    pub measure: MeasureRef,
    /// What the target is relative to: the value itself or its difference from neutral.
    pub reference: Reference,
    /// Whether the measure grows towards the target.
    pub rises: bool,
    /// The target is reached here.
    pub target: f64,
    /// The target is left here (nearer the start than `target`, so that noise does not end a hold).
    pub release: f64,
    /// The least change from rest that counts as reaching the target, in the measure's unit; for
    /// people whose rest is near the target already.
    pub least_range: f64,
    /// An attempt lasts at least so many seconds, or it is the model's noise.
    pub least_secs: f64,
    /// An attempt begins when this share of the way from rest to target is covered.
    pub start_share: f64,
    /// A hold lasts while the measure is in the target and beyond this share of the attempt's own
    /// level there; 0 where the target alone says what a hold is.
    pub hold_share: f64,
    /// What must hold, or the attempt was another movement and is not recorded. Unknown does not speak
    /// against it.
    pub confirm: Vec<Confirmation>,
}

/// A phase, by its place in its exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PhaseId(pub usize);

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

    /// Whether it can be done in a position.
    pub fn is_done_in(&self, position: Option<Position>) -> bool {
        position.is_some_and(|position| self.positions.contains(&position))
    }
}

impl Phase {
    /// The measure that drives it, of the side that it is about; `None` where it needs the side nearer the camera,
    /// and that is not known.
    pub fn driving_measure(&self, near: Option<Side>) -> Option<Measure> {
        self.measure.resolve(near, self.side)
    }

    /// The way from a value at rest to the target, in the measure's unit; negative where the
    /// measure falls.
    pub fn range_from(&self, rest: f64) -> f64 {
        let range = match self.reference {
            Reference::Absolute | Reference::HoldLevel => self.target - rest,
            Reference::Neutral => self.target,
        };
        if self.rises { range.max(self.least_range) } else { range.min(-self.least_range) }
    }

    /// The progress at which a value lies on the way from a value at rest to the target. The value
    /// is relative to what the target is, and of the left side where the measure tells sides.
    pub fn progress_of(&self, value: f64, rest: f64) -> f64 {
        let lateral = matches!(self.measure, MeasureRef::Whole(measure) if measure.is_lateral());
        let value = if lateral && self.side == Some(Side::Right) { -value } else { value };
        let way = match self.reference {
            Reference::Absolute | Reference::HoldLevel => value - rest,
            Reference::Neutral => value,
        };
        way / self.range_from(rest)
    }

    /// The progress at which a hold begins and ends: in the target, and not far below the attempt's own level
    /// there. `release` is the progress at which the target is left.
    pub fn hold_limits(&self, level: f64, release: f64) -> (f64, f64) {
        let enter = (self.hold_share * level).max(1.0);
        (enter, enter - (1.0 - release))
    }

    /// The driving measure at some progress on the way from `rest` through `range`; relative to rest where the
    /// target is.
    pub fn value_at(&self, progress: f64, rest: f64, range: f64) -> f64 {
        let origin = if self.reference == Reference::Neutral { 0.0 } else { rest };
        origin + progress * range
    }

    /// The share of the range between the limits where the target is reached and left.
    pub fn slack(&self, rest: f64) -> f64 {
        ((self.target - self.release) / self.range_from(rest)).clamp(0.0, 0.5)
    }
}

/// Whether a list of views, of which an empty one means all, includes a view.
fn includes(views: &[View], view: Option<View>) -> bool {
    views.is_empty() || view.is_some_and(|view| views.contains(&view))
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
}
