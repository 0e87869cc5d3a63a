//! The pose model for what is asked for.

use std::path::Path;

use anyhow::Result;

use crate::pose::{BlazePose, Manifest, Options};
use crate::rules::RuleFile;

/// Loads a pose model, with the silhouette where any of the exercises needs it. `threads` is for each
/// picture; none for the usual number. Where it is `sparing`, ten silhouettes are drawn a second.
///
/// Fails where the runtime or a model's file is missing or is not what it should be.
pub(super) fn load(
    models: Option<&Path>,
    model: &str,
    threads: Option<usize>,
    sparing: bool,
    rules: &[RuleFile],
) -> Result<BlazePose> {
    let manifest = Manifest::find(models)?;
    let options = Options {
        model: model.to_owned(),
        silhouette: rules.iter().any(|rules| rules.exercise.needs_silhouette()),
        threads: threads.unwrap_or(Options::default().threads),
        sparing,
    };
    Ok(BlazePose::load(&manifest, &options)?)
}
