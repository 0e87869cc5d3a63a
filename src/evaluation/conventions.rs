//! How truths name things, and what of each exercise is compared. It stands in
//! `data/evaluation/conventions.toml`.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// Names, and what is compared.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conventions {
    faults: BTreeMap<String, String>,
    views: BTreeMap<String, String>,
    phases: BTreeMap<String, String>,
    exercises: BTreeMap<String, Compared>,
}

/// What of an exercise is compared.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Compared {
    pub(super) called: String,
    pub(super) by_phase: bool,
    pub(super) measure: Option<String>,
    pub(super) measure_of_side: Option<String>,
    pub(super) hold_between: Option<[f64; 2]>,
    pub(super) faults: BTreeSet<String>,
    pub(super) refused_from: BTreeSet<String>,
}

impl Conventions {
    /// Those of this program.
    ///
    /// # Errors
    ///
    /// Never: a test reads them.
    pub fn built_in() -> Result<Self, toml::de::Error> {
        toml::from_str(include_str!("../../data/evaluation/conventions.toml"))
    }

    /// What is compared of an exercise; nothing for one that is not in the table.
    pub(super) fn of(&self, exercise: &str) -> Option<&Compared> {
        self.exercises.get(exercise)
    }

    /// An exercise's id, by its name in a truth.
    pub(super) fn exercise(&self, called: &str) -> String {
        let named = self.exercises.iter().find(|(_, compared)| compared.called == called);
        named.map_or(called, |(id, _)| id).to_owned()
    }

    /// A fault's id, by its name in a truth.
    pub(super) fn fault(&self, called: &str) -> String {
        translated(&self.faults, called)
    }

    /// A view's name in results, by that in a truth.
    pub(super) fn view(&self, called: &str) -> String {
        translated(&self.views, called)
    }

    /// A phase's name in results, by that in a truth.
    pub(super) fn phase(&self, called: &str) -> String {
        translated(&self.phases, called)
    }
}

fn translated(names: &BTreeMap<String, String>, called: &str) -> String {
    names.get(called).map_or(called, String::as_str).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Catalogue;

    #[test]
    fn the_table_is_read_and_names_what_the_rules_name() {
        let conventions = Conventions::built_in().expect("the table is whole");
        assert_eq!(conventions.exercise("marches"), "march");
        assert_eq!(conventions.exercise("bird-dog"), "bird-dog");
        assert_eq!(conventions.view("q34"), "three-quarter");
        assert_eq!(conventions.fault("hips_too_low"), "hips-low");
        assert_eq!(conventions.phase("up"), "raised");
        let catalogue = Catalogue::load(None).expect("built in");
        for (id, compared) in &conventions.exercises {
            let exercise = &catalogue.get(id).expect("an exercise").exercise;
            for fault in &compared.faults {
                assert!(exercise.faults.iter().any(|rule| rule.id == *fault), "{id}: {fault}");
            }
        }
    }
}
