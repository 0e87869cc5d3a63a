//! Exercises that are recognised instead of named.

use std::path::Path;

use anyhow::{Error, anyhow};

use crate::cli::terminal;
use crate::messages::{self, Language, fill};
use crate::motion::{Assessor, Reason};
use crate::pipeline::recorded::Judged;
use crate::rules::{Catalogue, RuleFile};

/// The exercises among which one is recognised. One with a broken file of the person's is left out:
/// the built-in rules would judge by other limits than the person believes.
pub(super) fn candidates(catalogue: &Catalogue, quiet: bool, language: &Language) -> Vec<RuleFile> {
    if !quiet {
        for broken in catalogue.broken() {
            let values = [("id", &*broken.id), ("file", &broken.file)];
            terminal::tell(&fill(&language.words.checked.not_looked_for, &values), language);
        }
    }
    catalogue.files().iter().filter(|file| catalogue.get(&file.id).is_ok()).cloned().collect()
}

/// Why there is no report of a recording in which no exercise was recognised.
pub(super) fn nothing(video: &Path, assessors: &[Assessor], judged: &Judged) -> Error {
    let saw_somebody = assessors.iter().any(|assessor| assessor.coverage().person_secs > 0.0);
    let too_dark = assessors.iter().any(|a| a.coverage().reasons.contains_key(&Reason::TooDark));
    // The exercise that could be judged longest knows best how the person lay.
    let judged_secs = |place: &usize| assessors[*place].coverage().judged_secs;
    let longest = (0..assessors.len()).max_by(|a, b| judged_secs(a).total_cmp(&judged_secs(b)));
    let placement = longest.and_then(|place| judged.views.get(place)).map(|view| view.placement);
    let seen = if saw_somebody {
        let placement = placement.unwrap_or_default();
        messages::what_was_seen(placement.position, placement.view)
    } else {
        messages::nobody_was_seen(too_dark).to_string()
    };
    anyhow!(
        "no known exercise was recognised in {}: {seen}; if it is one of `holdfast exercises list`, name it with --exercise",
        video.display()
    )
}
