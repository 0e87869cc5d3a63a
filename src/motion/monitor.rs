//! Conditions watched over time, with three answers.

use super::condition::{Bound, Condition, Reference, View, ViewedCondition};
use super::landmark::Side;
use super::measure::Measurements;
use super::statistics::RunningQuantile;
use super::timing::{Interval, elapsed_secs};

/// An answer that may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judgement {
    /// It is so.
    Met,
    /// It is not so.
    NotMet,
    /// It cannot be told.
    Unknown,
}

/// What conditions are judged against.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The frame's measures.
    pub now: &'a Measurements,
    /// The person's own values at rest.
    pub neutral: Option<&'a Measurements>,
    /// The side nearer the camera.
    pub near: Option<Side>,
    /// From where the camera sees the person.
    pub view: Option<View>,
    /// The side that the phase is about.
    pub moving: Option<Side>,
}

impl Condition {
    /// The value that the bound is put on; `None` where it cannot be told. `hold_level` is the
    /// measure's level during the present hold.
    pub fn value(&self, context: Context<'_>, hold_level: Option<f64>) -> Option<f64> {
        let measure = self.measure.resolve(context.near, context.moving)?;
        let value = context.now.get(measure)?;
        match self.reference {
            Reference::Absolute => Some(value),
            Reference::Neutral => Some(value - context.neutral?.get(measure)?),
            Reference::HoldLevel => Some(value - hold_level?),
        }
    }

    /// Whether a value keeps the bound, or is so near that this cannot be told.
    fn might_hold(&self, value: f64) -> bool {
        self.bound.widened(self.unsure).holds(value)
    }

    /// Whether the condition holds.
    pub fn judge(&self, context: Context<'_>) -> Judgement {
        match self.value(context, None) {
            None => Judgement::Unknown,
            Some(value) if self.bound.holds(value) => Judgement::Met,
            Some(value) if self.might_hold(value) => Judgement::Unknown,
            Some(_) => Judgement::NotMet,
        }
    }
}

impl ViewedCondition {
    /// Whether the condition holds; met where it is not asked for.
    pub fn judge(&self, context: Context<'_>) -> Judgement {
        if self.concerns(context.view) { self.condition.judge(context) } else { Judgement::Met }
    }
}

/// A time in which a condition held that should not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Breach {
    /// From its beginning to when it was last so.
    pub interval: Interval,
    /// The value farthest beyond the bound.
    pub worst: f64,
}

/// How long the condition may be unseen without ending a stretch, in seconds.
const BRIDGED_SECS: f64 = 0.5;

/// Watches one condition until it has held for some time.
#[derive(Debug, Clone)]
pub struct ConditionMonitor {
    condition: Condition,
    for_secs: f64,
    /// The level of the hold: the median of the measure's values in it.
    level: RunningQuantile,
    current: Option<Breach>,
    confirmed: Option<Breach>,
    /// The value that kept the bound best so far, or missed it by least.
    best: Option<f64>,
    /// Since when the value has been beyond the bound or too near to it to tell.
    doubtful_since: Option<f64>,
    /// Whether that has lasted as long as a fault does.
    doubtful: bool,
    judged_frames: u32,
    unknown_frames: u32,
}

impl ConditionMonitor {
    /// A monitor that reports what holds for at least `for_secs` seconds.
    pub fn new(condition: Condition, for_secs: f64) -> Self {
        Self {
            condition,
            for_secs,
            level: RunningQuantile::new((1, 2)),
            current: None,
            confirmed: None,
            best: None,
            doubtful_since: None,
            doubtful: false,
            judged_frames: 0,
            unknown_frames: 0,
        }
    }

    /// Takes a frame; returns the breach at the moment that it has lasted long enough.
    pub fn update(&mut self, time_secs: f64, context: Context<'_>) -> Option<Breach> {
        let level = self.level.get();
        if self.condition.reference == Reference::HoldLevel {
            let measured = self.condition.measure.resolve(context.near, context.moving);
            if let Some(value) = measured.and_then(|measure| context.now.get(measure)) {
                self.level.insert(value);
            }
        }
        let Some(value) = self.condition.value(context, level) else {
            self.unknown_frames += 1;
            let last = self.current.map(|breach| breach.interval.end_secs);
            if last.is_some_and(|last| elapsed_secs(last, time_secs) > BRIDGED_SECS) {
                self.current = None;
            }
            return None;
        };
        self.judged_frames += 1;
        self.doubt(time_secs, value);
        let bound = self.condition.bound;
        if self.best.is_none_or(|best| bound.excess(value) > bound.excess(best)) {
            self.best = Some(value);
        }
        if !bound.holds(value) {
            self.current = None;
            return None;
        }
        let now = Breach { interval: Interval::new(time_secs, time_secs), worst: value };
        let breach = self.current.get_or_insert(now);
        breach.extend(now, bound);
        if elapsed_secs(breach.interval.start_secs, time_secs) < self.for_secs {
            return None;
        }
        let breach = *breach;
        let first = self.confirmed.is_none();
        self.confirmed.get_or_insert(breach).extend(breach, bound);
        first.then_some(breach)
    }

    fn doubt(&mut self, time_secs: f64, value: f64) {
        if !self.condition.might_hold(value) {
            self.doubtful_since = None;
            return;
        }
        let since = *self.doubtful_since.get_or_insert(time_secs);
        self.doubtful |= elapsed_secs(since, time_secs) >= self.for_secs;
    }

    /// Whether the condition holds at the moment.
    pub fn holds(&self) -> bool {
        self.current.is_some()
    }

    /// Forgets what was found.
    pub fn restart(&mut self) {
        *self = Self::new(self.condition.clone(), self.for_secs);
    }

    /// What was found: from the beginning of the first breach to the end of the last.
    pub fn found(&self) -> Option<Breach> {
        self.confirmed
    }

    /// The value that kept the bound best, or missed it by least; `None` where nothing was measured.
    pub fn best(&self) -> Option<f64> {
        self.best
    }

    /// Whether it could be told, where nothing was found: in most frames that were looked at, and never
    /// too near the bound for long.
    pub fn could_judge(&self) -> bool {
        self.judged_frames > 0 && self.judged_frames >= self.unknown_frames && !self.doubtful
    }

    /// The condition that is watched.
    pub fn condition(&self) -> &Condition {
        &self.condition
    }
}

impl Breach {
    /// Goes on to the end of a later one, and keeps the worse value.
    fn extend(&mut self, later: Breach, bound: Bound) {
        self.interval.end_secs = later.interval.end_secs;
        if bound.excess(later.worst) > bound.excess(self.worst) {
            self.worst = later.worst;
        }
    }
}
