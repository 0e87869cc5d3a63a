//! The views in a rules file: only those that there are of a body in one of the exercise's positions.

use crate::motion::{Position, View};

use super::suggest;
use super::value::Value;
use super::vocabulary::{POSITIONS, VIEWS, name_of, views_of};

/// Reads a list of views; those that do not exist in any of the positions are mistakes. Where no
/// position is known, every view may be right.
pub(super) fn read_views(value: Value<'_>, positions: &[Position]) -> Vec<View> {
    let words = value.words(VIEWS);
    let mut fitting: Vec<View> = Vec::new();
    for view in positions.iter().flat_map(|position| views_of(*position)) {
        if !fitting.contains(view) {
            fitting.push(*view);
        }
    }
    for (view, item) in words.iter().filter(|(view, _)| !fitting.is_empty() && !fitting.contains(view)) {
        let bodies: Vec<&str> = positions.iter().map(|position| name_of(POSITIONS, *position)).collect();
        let names: Vec<&str> = fitting.iter().map(|view| name_of(VIEWS, *view)).collect();
        item.refuse_with_help(
            format!("there is no view `{}` of a {} body", name_of(VIEWS, *view), bodies.join(" or ")),
            format!("it can be seen from: {}", suggest::list(&names)),
        );
    }
    words.into_iter().map(|(view, _)| view).collect()
}
