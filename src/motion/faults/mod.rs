//! The kinds of faults: what each looks for while an attempt is under way, what it says of an attempt that is over, and
//! what it knows about itself. Everything else asks through [`Kind`], so a new kind is a file here, a line in the list
//! below, and a row in the table of rules files.

mod compensation;
mod condition;
mod hold;
mod lowering;
mod order;
mod oscillation;
mod range;
mod tempo;

pub use compensation::InsteadOfTarget;
pub use condition::{During, Never, While};
pub use hold::HoldShorterThan;
pub use lowering::DropsBack;
pub use order::{OneSideOnly, SameSideTwice};
pub use oscillation::Reversals;
pub use range::{PeakShortOf, ShortOfTarget};
pub use tempo::FasterThan;

use super::condition::{Condition, View};
use super::curve::{Curve, Sample};
use super::hold::Hold;
use super::landmark::Side;
use super::measure::{MeasureRef, Unit};
use super::monitor::{Breach, ConditionMonitor};
use super::phase::Phase;
use super::timing::Interval;

macro_rules! kinds {
    ($($kind:ident),+ $(,)?) => {
        /// How a fault is recognised.
        #[derive(Debug, Clone, PartialEq)]
        pub enum FaultKind {
            $(
                #[doc = concat!("See [`", stringify!($kind), "`].")]
                $kind($kind),
            )+
        }

        $(
            impl From<$kind> for FaultKind {
                fn from(kind: $kind) -> Self {
                    FaultKind::$kind(kind)
                }
            }
        )+

        impl std::ops::Deref for FaultKind {
            type Target = dyn Kind;

            fn deref(&self) -> &Self::Target {
                match self {
                    $(FaultKind::$kind(kind) => kind),+
                }
            }
        }
    };
}

kinds! {
    ShortOfTarget,
    PeakShortOf,
    InsteadOfTarget,
    HoldShorterThan,
    FasterThan,
    DropsBack,
    While,
    Never,
    Reversals,
    OneSideOnly,
    SameSideTwice,
}

/// What a kind of fault knows.
pub trait Kind {
    /// The condition that is watched frame by frame while an attempt is under way.
    fn watched(&self) -> Option<Watched<'_>> {
        None
    }

    /// The same kind with another condition, as that of the other side of the body; `None` where it has none.
    fn with_condition(&self, _condition: Condition) -> Option<FaultKind> {
        None
    }

    /// What an attempt that is over shows of it.
    fn judge(&self, _attempt: &JudgedAttempt<'_>) -> Outcome {
        Outcome::Clean
    }

    /// The time in which the attempts of a whole set, each with its side, show it.
    fn judge_set(&self, _attempts: &[(Option<Side>, Interval)]) -> Option<Interval> {
        None
    }

    /// Whether another movement is made in place of the exercise's.
    fn is_compensation(&self) -> bool {
        false
    }

    /// Whether it is about how far an attempt goes, which easy attempts are not asked for.
    fn is_about_range(&self) -> bool {
        false
    }

    /// Whether it is about speed.
    fn is_about_pace(&self) -> bool {
        false
    }

    /// Whether a rest short of the target shows it already; `found` tells whether its condition was broken.
    fn explains_short_rest(&self, _found: bool) -> bool {
        false
    }

    /// What could be asked less of, for who cannot do it.
    fn easing(&self) -> Option<Easing> {
        None
    }

    /// In what its value and limit are counted in a phase; `None` for numbers of times, and where there is no
    /// value.
    fn unit(&self, _phase: Option<&Phase>) -> Option<ValueUnit> {
        None
    }

    /// The measure by which a posture shows it in a phase; `None` for faults of time and order.
    fn measure(&self, _phase: &Phase) -> Option<MeasureRef> {
        None
    }

    /// When it is seen best.
    fn seen_best(&self) -> SeenBest {
        SeenBest::HalfWay
    }
}

/// A condition that is watched while an attempt is under way.
#[derive(Debug, Clone, Copy)]
pub struct Watched<'a> {
    /// What must not be or, where it is wanted, what must be at some time.
    pub condition: &'a Condition,
    /// When it is watched.
    pub during: During,
    /// For how long it must hold without a break, in seconds.
    pub for_secs: f64,
    /// Whether it is what must be: its absence is told when the attempt is over.
    pub wanted: bool,
}

/// What a person could be asked less of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Easing {
    /// How far to go.
    Range,
    /// How long to hold.
    Hold,
}

/// In what a fault's value and limit are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueUnit {
    /// As a measure is.
    Measure(Unit),
    /// Seconds.
    Seconds,
}

/// When a fault is seen best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenBest {
    /// Where its condition is broken most.
    AtWorst,
    /// Where the attempt goes farthest.
    Farthest,
    /// Where the attempt goes farthest while the fault lasts.
    FarthestMeanwhile,
    /// Half-way through its time.
    HalfWay,
}

/// What an attempt shows of a fault.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Outcome {
    /// Nothing.
    Clean,
    /// It cannot be told.
    NotAssessable,
    /// The fault.
    Found {
        /// When.
        interval: Interval,
        /// What was measured, in the fault's unit.
        value: Option<f64>,
        /// What the rule allows.
        limit: Option<f64>,
    },
}

/// An attempt that is over, as it is judged.
#[derive(Debug)]
pub struct JudgedAttempt<'a> {
    /// Its phase.
    pub phase: &'a Phase,
    /// What it is judged by besides itself.
    pub context: AttemptContext,
    /// Its course from the beginning of the movement.
    pub curve: &'a Curve,
    /// Its course from some time before.
    pub samples: &'a [Sample],
    /// From the beginning of the movement to its end.
    pub interval: Interval,
    /// The longest hold; `None` where the target was not reached.
    pub hold: Option<Hold>,
    /// Whether it was followed to its end without a long gap.
    pub complete: bool,
    /// Whether another movement was made in its place.
    pub compensated: bool,
    /// What the monitor of the rule at hand has seen, where it has one.
    pub monitor: Option<&'a ConditionMonitor>,
}

/// What an attempt is judged by besides itself.
#[derive(Debug, Clone, Copy)]
pub struct AttemptContext {
    /// The driving measure at rest.
    pub rest: f64,
    /// The driving measure's way from rest to target; negative where it falls.
    pub range: f64,
    /// The progress at which the target is left.
    pub release: f64,
    /// The camera's view, where known.
    pub view: Option<View>,
    /// The side nearer the camera, where one is.
    pub near: Option<Side>,
    /// Seconds of hold asked for instead of the rules', if the person chose so.
    pub hold_secs: Option<f64>,
    /// The side of the attempt before this one.
    pub side_before: Option<Side>,
}

impl JudgedAttempt<'_> {
    /// Whether the side that moves is half hidden behind the other.
    pub fn is_half_hidden(&self) -> bool {
        self.phase.side.is_some_and(|side| self.context.near == Some(side.opposite()))
    }

    /// Whether it goes so near to the target that nobody can tell whether it was reached.
    pub fn may_have_reached(&self) -> bool {
        self.reached() && self.peak() < self.phase.sure_progress(self.context.rest)
    }

    /// Whether the target was reached, as far as can be told.
    pub fn reached(&self) -> bool {
        self.hold.is_some()
    }

    /// How far it went.
    pub fn peak(&self) -> f64 {
        self.curve.peak().map_or(0.0, |(_, progress)| progress)
    }

    /// The driving measure at some progress; relative to rest where the target is.
    pub fn value_at(&self, progress: f64) -> f64 {
        self.phase.value_at(progress, self.context.rest, self.context.range)
    }

    /// The fault, over the whole attempt.
    fn found(&self, value: Option<f64>, limit: Option<f64>) -> Outcome {
        Outcome::Found { interval: self.interval, value, limit }
    }

    /// What the rule's monitor says.
    fn monitored(&self) -> Outcome {
        match self.monitor.map(|monitor| (monitor, monitor.found())) {
            Some((monitor, Some(Breach { interval, worst }))) => {
                let limit = monitor.condition().bound.nearest_limit(worst);
                Outcome::Found { interval, value: Some(worst), limit: Some(limit) }
            }
            Some((monitor, None)) if monitor.could_judge() => Outcome::Clean,
            _ => Outcome::NotAssessable,
        }
    }
}
