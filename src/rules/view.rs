//! The views in a rules file: only those that there are of a body in one of the exercise's positions.

use crate::motion::{Position, View};

use super::entries::Entries;
use super::keys::ValueType;
use super::suggest;
use super::vocabulary::{Word, Words};

/// A list of views.
pub(super) const VIEWS: ValueType = ValueType::List { of: &ValueType::Word(Words::of::<View>()), least: 1 };

/// Reads `views`; those that do not exist in any of the positions are mistakes. Where no position is known, every
/// view may be right.
pub(super) fn read_views(table: &Entries<'_>, positions: &[Position]) -> Vec<View> {
    let views = table.words("views");
    let exists = |view| positions.iter().any(|position| views_of(*position).contains(&view));
    for (view, span) in views.iter().filter(|(view, _)| !positions.is_empty() && !exists(*view)) {
        let bodies: Vec<&str> = positions.iter().map(|position| position.word()).collect();
        let message = format!("there is no view `{}` of a {} body", view.word(), bodies.join(" or "));
        let mut seen_from: Vec<View> = Vec::new();
        for view in positions.iter().flat_map(|position| views_of(*position)) {
            if !seen_from.contains(view) {
                seen_from.push(*view);
            }
        }
        let help = format!("it can be seen from: {}", listed(&seen_from));
        table.problems.error(span.clone(), message, Some(&help));
    }
    views.into_iter().map(|(view, _)| view).collect()
}

/// Views in backticks with commas between.
pub(super) fn listed(views: &[View]) -> String {
    suggest::list(&views.iter().map(|view| view.word()).collect::<Vec<_>>())
}

/// The views that there are of a body in a position.
fn views_of(position: Position) -> &'static [View] {
    match position {
        Position::Supine | Position::Quadruped => {
            &[View::Side, View::ThreeQuarter, View::HeadEnd, View::FootEnd]
        }
        Position::Standing | Position::Seated => &[View::Side, View::ThreeQuarter, View::Front],
    }
}
