//! Warnings about what can never be: a start position that nobody can take, a phase that is never counted, a fault
//! that is never found.

use std::ops::Range;

use crate::motion::demonstration::is_shown_from;
use crate::motion::faults::{FasterThan, HoldShorterThan, While};
use crate::motion::{
    Bound, Condition, Dose, During, FaultKind, MeasureRef, Phase, Reference, View, ViewedCondition, Which,
};

use super::diagnostic::Problems;
use super::fault::WrittenFault;
use super::phase::WrittenPhase;
use super::view::listed;

/// What the warnings are about.
pub(super) struct Written<'a> {
    /// The conditions of the start position and where they stand.
    pub(super) start: &'a [(ViewedCondition, Range<usize>)],
    pub(super) phases: &'a [WrittenPhase<'a>],
    pub(super) faults: &'a [WrittenFault<'a>],
    /// The views of the exercise; none where they are not known.
    pub(super) views: &'a [View],
    pub(super) dose: Option<&'a Dose>,
    pub(super) problems: &'a Problems<'a>,
}

impl Written<'_> {
    /// Warns about everything that can never be.
    pub(super) fn warn(&self) {
        for (place, (asked, span)) in self.start.iter().enumerate() {
            self.warn_start(asked, span, &self.start[..place]);
        }
        for written in self.phases {
            if let Some((phase, _)) = written.phases.first() {
                self.warn_confirmations(written, phase);
                self.warn_unseen_phase(written, phase);
                self.warn_beyond_target(written, phase);
            }
        }
        for fault in self.faults {
            self.warn_unseen_fault(fault);
            self.warn_never_found(fault);
            self.warn_hold(fault);
        }
    }

    fn warn_start(
        &self,
        asked: &ViewedCondition,
        span: &Range<usize>,
        before: &[(ViewedCondition, Range<usize>)],
    ) {
        self.warn_unasked(asked, span);
        if let MeasureRef::Whole(measure) = asked.condition.measure
            && measure.needs_start()
        {
            let name = measure.name();
            let message =
                format!("nobody can start: `{name}` is known only once the start position has been kept");
            self.problems.warn(span.clone(), message, None);
        }
        if before.iter().any(|(other, _)| share_a_view(other, asked) && contradict(other, asked)) {
            let message = "nobody can start: no value keeps this and another start condition";
            self.problems.warn(span.clone(), message, None);
        }
    }

    /// A condition for views that are none of the exercise's.
    fn warn_unasked(&self, asked: &ViewedCondition, span: &Range<usize>) {
        if !asked.views.is_empty()
            && !self.views.is_empty()
            && !asked.views.iter().any(|view| self.views.contains(view))
        {
            let message = "this is never asked for: the exercise is not seen from there";
            let help = format!("the exercise's `views` are {}", listed(self.views));
            self.problems.warn(span.clone(), message, Some(&help));
        }
    }

    fn warn_confirmations(&self, written: &WrittenPhase<'_>, phase: &Phase) {
        for (confirmation, table) in phase.confirm.iter().zip(written.table.tables("confirm")) {
            self.warn_unasked(&confirmation.asked, &table.span);
            if !confirmation.on_the_way && excludes(phase, &confirmation.asked.condition) {
                let message = "no attempt is ever counted: beyond `release` this cannot hold";
                self.problems.warn(table.span.clone(), message, None);
            }
        }
    }

    fn warn_unseen_phase(&self, written: &WrittenPhase<'_>, phase: &Phase) {
        if !self.views.is_empty() && !self.views.iter().any(|view| is_shown_from(phase.measure, *view)) {
            let (measure, views) = (phase.measure.name(), listed(self.views));
            let message = format!("this phase is never seen: `{measure}` cannot be told from {views}");
            written.table.warn("id", message, Some("name another of the `views`, or another measure"));
        }
    }

    fn warn_beyond_target(&self, written: &WrittenPhase<'_>, phase: &Phase) {
        let is_beyond = |asked: &ViewedCondition| {
            let (low, high) = ends(asked.condition.bound);
            asked.views.is_empty()
                && asked.condition.reference == phase.reference
                && phase.reference == Reference::Absolute
                && same_at_rest(asked.condition.measure, phase.measure)
                && if phase.rises { low >= phase.target } else { high <= phase.target }
        };
        if self.start.iter().any(|(asked, _)| is_beyond(asked)) {
            let message = "this phase never begins: the start position lies beyond its target";
            let help = "move the target away from the start, or the start condition away from the target";
            written.table.warn("id", message, Some(help));
        }
    }

    /// A fault that none of the exercise's views shows.
    fn warn_unseen_fault(&self, fault: &WrittenFault<'_>) {
        let seen = fault.views.is_empty() || fault.views.iter().any(|view| self.views.contains(view));
        let listed_only = fault.table.is_set("listed_only");
        if seen && listed_only {
            let message = "the fault is not only listed: there is a view that shows it";
            let help = "leave out `listed_only`, or name the `views` that would be needed";
            fault.table.warn("listed_only", message, Some(help));
        } else if !seen && !listed_only && !self.views.is_empty() {
            let message = "this fault can never be judged: the exercise is not seen from there";
            let views = listed(self.views);
            let help = format!(
                "the exercise's `views` are {views}; with `listed_only = true` reports say that it was not judged"
            );
            fault.table.warn("views", message, Some(&help));
        }
    }

    /// A fault that cannot happen, whatever the person does.
    fn warn_never_found(&self, fault: &WrittenFault<'_>) {
        let Some((kind, span)) = &fault.kind else { return };
        let mut watched = self.phases.iter().filter(|phase| fault.watches(phase));
        let why = match kind {
            FaultKind::HoldShorterThan(HoldShorterThan { secs })
            | FaultKind::FasterThan(FasterThan { secs })
                if *secs == 0.0 =>
            {
                "nothing is shorter than 0 seconds"
            }
            FaultKind::OneSideOnly(_) | FaultKind::SameSideTwice(_) if !watched.any(|phase| phase.sided) => {
                "no phase has `sides = true`"
            }
            FaultKind::While(While { condition, during: During::Target, .. }) => {
                let mut phases = watched.flat_map(|written| &written.phases).peekable();
                let some = phases.peek().is_some();
                if !some || !phases.all(|(phase, _)| phase.side.is_none() && excludes(phase, condition)) {
                    return;
                }
                "the target is left at `release`, before the bound is reached"
            }
            _ => return,
        };
        self.problems.warn(span.clone(), format!("this fault can never be found: {why}"), None);
    }

    /// A fault that blames people who do what is prescribed.
    fn warn_hold(&self, fault: &WrittenFault<'_>) {
        let Some((FaultKind::HoldShorterThan(HoldShorterThan { secs }), span)) = &fault.kind else { return };
        match self.dose.map(|dose| dose.hold_secs) {
            Some(None) => {
                let help = "add `hold_secs` to `[dose]`, or leave out the fault";
                self.problems.warn(span.clone(), "a hold is judged, and none is prescribed", Some(help));
            }
            Some(Some((least, _))) if *secs > least => {
                let message =
                    format!("who holds the prescribed {least} seconds is blamed for less than {secs}");
                let help = "it cannot be more than the least of the dose's `hold_secs`";
                self.problems.warn(span.clone(), message, Some(help));
            }
            _ => {}
        }
    }
}

fn share_a_view(a: &ViewedCondition, b: &ViewedCondition) -> bool {
    a.views.is_empty() || b.views.is_empty() || a.views.iter().any(|view| b.views.contains(view))
}

fn contradict(a: &ViewedCondition, b: &ViewedCondition) -> bool {
    let (a, b) = (&a.condition, &b.condition);
    let (a_ends, b_ends) = (ends(a.bound), ends(b.bound));
    a.measure == b.measure && a.reference == b.reference && (a_ends.0 > b_ends.1 || b_ends.0 > a_ends.1)
}

/// Whether a condition is on the phase's own measure and no value beyond `release` keeps it.
fn excludes(phase: &Phase, condition: &Condition) -> bool {
    let same = phase.measure == condition.measure && phase.reference == condition.reference;
    same && match (condition.bound, phase.rises) {
        (Bound::Below(limit), true) => limit <= phase.release,
        (Bound::Above(limit), false) => limit >= phase.release,
        (Bound::Between(_, high), true) => high < phase.release,
        (Bound::Between(low, _), false) => low > phase.release,
        (Bound::Above(_), true) | (Bound::Below(_), false) | (Bound::Outside(..), _) => false,
    }
}

/// Whether two names mean one thing while nothing moves: a moving leg rests as the near one does.
fn same_at_rest(a: MeasureRef, b: MeasureRef) -> bool {
    let at_rest = |measure| match measure {
        MeasureRef::Sided(kind, Which::Moving | Which::Resting) => MeasureRef::Sided(kind, Which::Near),
        other => other,
    };
    at_rest(a) == at_rest(b)
}

/// The least and greatest value that keeps a bound.
fn ends(bound: Bound) -> (f64, f64) {
    match bound {
        Bound::Above(low) => (low, f64::INFINITY),
        Bound::Below(high) => (f64::NEG_INFINITY, high),
        Bound::Between(low, high) => (low, high),
        Bound::Outside(..) => (f64::NEG_INFINITY, f64::INFINITY),
    }
}
