//! The rules that are part of the program: every file in `data/exercises`.

/// File name and text of each, in the order of their names.
pub(super) const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// The same of the figures beside them.
pub(super) const BUILT_IN_FIGURES: &[(&str, &str)] =
    include!(concat!(env!("OUT_DIR"), "/built_in_figures.rs"));
