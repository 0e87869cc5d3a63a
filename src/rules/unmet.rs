//! Warnings about phases and conditions that can never be met, so that nothing would ever be counted.

use std::ops::Range;

use crate::motion::demonstration::is_shown_from;
use crate::motion::faults::HoldShorterThan;
use crate::motion::{Bound, Dose, FaultKind, MeasureRef, Reference, View, ViewedCondition, Which};

use super::diagnostic::Problems;
use super::fault::WrittenFault;
use super::idle::excludes;
use super::phase::WrittenPhase;
use super::view::listed;

/// A condition and the place of its table.
pub(super) type Placed = (ViewedCondition, Range<usize>);

/// What the warnings are about.
pub(super) struct Written<'a> {
    pub(super) start: &'a [Placed],
    pub(super) phases: &'a [WrittenPhase],
    pub(super) faults: &'a [WrittenFault],
    pub(super) views: &'a [View],
    pub(super) dose: Option<&'a Dose>,
}

/// Warns about everything that can never be met.
pub(super) fn warn_unmet(written: &Written<'_>, problems: &Problems<'_>) {
    for (place, (asked, span)) in written.start.iter().enumerate() {
        warn_unasked(asked, span, written.views, problems);
        warn_uncalibrated(asked, span, problems);
        let before = written.start[..place].iter().filter(|(other, _)| share_a_view(other, asked));
        if before.into_iter().any(|(other, _)| contradict(other, asked)) {
            problems.warn(span.clone(), "nobody can start: no value keeps this and another start condition");
        }
    }
    for phase in written.phases {
        warn_phase(phase, written, problems);
    }
    for fault in written.faults {
        warn_hold(fault, written.dose, problems);
    }
}

/// A condition for views that are none of the exercise's.
fn warn_unasked(asked: &ViewedCondition, span: &Range<usize>, views: &[View], problems: &Problems<'_>) {
    if !asked.views.is_empty() && !views.is_empty() && !asked.views.iter().any(|view| views.contains(view)) {
        problems.warn_with_help(
            span.clone(),
            "this is never asked for: the exercise is not seen from there",
            format!("the exercise's `views` are {}", listed(views)),
        );
    }
}

/// A start condition on what is known only after the start.
fn warn_uncalibrated(asked: &ViewedCondition, span: &Range<usize>, problems: &Problems<'_>) {
    if let MeasureRef::Whole(measure) = asked.condition.measure
        && measure.needs_start()
    {
        problems.warn(
            span.clone(),
            format!(
                "nobody can start: `{}` is known only once the start position has been kept",
                measure.name()
            ),
        );
    }
}

fn warn_phase(phase: &WrittenPhase, written: &Written<'_>, problems: &Problems<'_>) {
    let Some(first) = phase.phases.first() else { return };
    for (confirmation, span) in first.confirm.iter().zip(&phase.confirm_spans) {
        let asked = &confirmation.asked;
        warn_unasked(asked, span, written.views, problems);
        let condition = &asked.condition;
        let same = condition.measure == first.measure && condition.reference == first.reference;
        if same && !confirmation.on_the_way && excludes(first.rises, first.release, condition.bound) {
            problems.warn(span.clone(), "no attempt is ever counted: beyond `release` this cannot hold");
        }
    }
    let views = written.views;
    if !views.is_empty() && !views.iter().any(|view| is_shown_from(first.measure, *view)) {
        problems.warn_with_help(
            phase.span.clone(),
            format!(
                "this phase is never seen: `{}` cannot be told from {}",
                first.measure.name(),
                listed(views)
            ),
            "name another of the `views`, or another measure",
        );
    }
    let starts = written.start.iter().map(|(asked, _)| asked).filter(|asked| {
        asked.views.is_empty()
            && asked.condition.reference == first.reference
            && first.reference == Reference::Absolute
            && same_at_rest(asked.condition.measure, first.measure)
    });
    for start in starts {
        let (low, high) = ends(start.condition.bound);
        let beyond = if first.rises { low >= first.target } else { high <= first.target };
        if beyond {
            problems.warn_with_help(
                phase.span.clone(),
                "this phase never begins: the start position lies beyond its target",
                "move the target away from the start, or the start condition away from the target",
            );
        }
    }
}

/// A fault that blames people who do what is prescribed.
fn warn_hold(fault: &WrittenFault, dose: Option<&Dose>, problems: &Problems<'_>) {
    let Some((FaultKind::HoldShorterThan(HoldShorterThan { secs }), span)) = &fault.kind else { return };
    let Some(dose) = dose else { return };
    match dose.hold_secs {
        None => problems.warn_with_help(
            span.clone(),
            "a hold is judged, and none is prescribed",
            "add `hold_secs` to `[dose]`, or leave out the fault",
        ),
        Some((least, _)) if *secs > least => problems.warn_with_help(
            span.clone(),
            format!("who holds the prescribed {least} seconds is blamed for less than {secs}"),
            "it cannot be more than the least of the dose's `hold_secs`",
        ),
        Some(_) => {}
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
