//! Warnings about faults that can never be found.

use crate::motion::faults::{FasterThan, HoldShorterThan, While};
use crate::motion::{During, FaultKind, View};

use super::diagnostic::Problems;
use super::fault::WrittenFault;
use super::phase::WrittenPhase;
use super::view::listed;

/// Warns about every fault that does nothing.
pub(super) fn warn_idle_faults(
    faults: &[WrittenFault],
    phases: &[WrittenPhase],
    views: &[View],
    problems: &Problems<'_>,
) {
    for fault in faults {
        warn_unseen(fault, views, problems);
        warn_never(fault, phases, problems);
    }
}

/// A fault that none of the exercise's views shows.
fn warn_unseen(fault: &WrittenFault, views: &[View], problems: &Problems<'_>) {
    let seen = match &fault.views {
        Some((fault_views, _)) => {
            fault_views.is_empty() || fault_views.iter().any(|view| views.contains(view))
        }
        None => true,
    };
    match (&fault.listed_only, &fault.views) {
        (Some(span), _) if seen => problems.warn_with_help(
            span.clone(),
            "the fault is not only listed: there is a view that shows it",
            "leave out `listed_only`, or name the `views` that would be needed",
        ),
        (None, Some((_, span))) if !seen && !views.is_empty() => {
            problems.warn_with_help(
                span.clone(),
                "this fault can never be judged: the exercise is not seen from there",
                format!(
                    "the exercise's `views` are {}; with `listed_only = true` reports say that it was not judged",
                    listed(views)
                ),
            );
        }
        _ => {}
    }
}

/// A fault that cannot happen, whatever the person does.
fn warn_never(fault: &WrittenFault, phases: &[WrittenPhase], problems: &Problems<'_>) {
    let Some((kind, span)) = &fault.kind else { return };
    let mut watched = phases.iter().filter(|phase| fault.watches(phase));
    let why = match kind {
        FaultKind::HoldShorterThan(HoldShorterThan { secs }) | FaultKind::FasterThan(FasterThan { secs })
            if *secs == 0.0 =>
        {
            "nothing is shorter than 0 seconds"
        }
        FaultKind::OneSideOnly(_) | FaultKind::SameSideTwice(_) if !watched.any(|phase| phase.sided) => {
            "no phase has `sides = true`"
        }
        FaultKind::While(While { condition, during: During::Target, .. }) => {
            let mut driven = watched.flat_map(|phase| &phase.phases).peekable();
            let all_exclude = driven.peek().is_some()
                && driven.all(|phase| {
                    phase.measure == condition.measure
                        && phase.reference == condition.reference
                        && phase.side.is_none()
                        && excludes(phase.rises, phase.release, condition.bound)
                });
            if !all_exclude {
                return;
            }
            "the target is left at `release`, before the bound is reached"
        }
        _ => return,
    };
    problems.warn(span.clone(), format!("this fault can never be found: {why}"));
}

/// Whether no value beyond `release` keeps the bound.
pub(super) fn excludes(rises: bool, release: f64, bound: crate::motion::Bound) -> bool {
    use crate::motion::Bound::{Above, Below, Between, Outside};
    match (bound, rises) {
        (Below(limit), true) => limit <= release,
        (Above(limit), false) => limit >= release,
        (Between(_, high), true) => high < release,
        (Between(low, _), false) => low > release,
        (Above(_), true) | (Below(_), false) | (Outside(..), _) => false,
    }
}
