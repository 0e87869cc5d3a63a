//! The views in a rules file: only those that there are of a body in the exercise's position.

use crate::motion::{Position, View};

use super::suggest;
use super::value::Value;
use super::vocabulary::{POSITIONS, VIEWS, name_of, views_of};

/// Reads a list of views; those that do not exist in the position are mistakes.
pub(super) fn read_views(value: Value<'_>, position: Option<Position>) -> Vec<View> {
    let words = value.words(VIEWS);
    if let Some(position) = position {
        let fitting = views_of(position);
        for (view, item) in words.iter().filter(|(view, _)| !fitting.contains(view)) {
            let names: Vec<&str> = fitting.iter().map(|view| name_of(VIEWS, *view)).collect();
            item.refuse_with_help(
                format!(
                    "there is no view `{}` of a {} body",
                    name_of(VIEWS, *view),
                    name_of(POSITIONS, position)
                ),
                format!("it can be seen from: {}", suggest::list(&names)),
            );
        }
    }
    words.into_iter().map(|(view, _)| view).collect()
}
