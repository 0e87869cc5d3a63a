//! The pose model for what is asked for.

use std::path::{Path, PathBuf};

use crate::pose::{BlazePose, Manifest, Options, PoseError};
use crate::rules::RuleFile;

/// Where the pose models are.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct ModelFolder {
    /// The folder of the pose models.
    #[arg(long, value_name = "DIR")]
    models: Option<PathBuf>,
}

impl ModelFolder {
    /// The folder, where one is named.
    pub(super) fn path(&self) -> Option<&Path> {
        self.models.as_deref()
    }
}

/// Whether any of the exercises needs the silhouette.
pub(super) fn needs_silhouette(rules: &[RuleFile]) -> bool {
    rules.iter().any(|rules| rules.exercise.needs_silhouette())
}

/// The pose model that sees the person.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct PoseModel {
    /// The pose model: lite (fast), full, heavy (slow and a little more exact), or an id of
    /// `holdfast models list`.
    #[arg(long, default_value = "full")]
    model: String,

    #[command(flatten)]
    folder: ModelFolder,
}

impl PoseModel {
    /// Loads it, with the silhouette where any of the exercises needs it. `threads` is for each picture; none for the
    /// usual number. Where it is `sparing`, ten silhouettes are drawn a second.
    ///
    /// Fails where the runtime or a model's file is missing or is not what it should be.
    pub(super) fn load(
        &self,
        threads: Option<usize>,
        sparing: bool,
        rules: &[RuleFile],
    ) -> Result<BlazePose, PoseError> {
        self.load_with(threads, sparing, needs_silhouette(rules))
    }

    /// The same, with the silhouette or without.
    pub(super) fn load_with(
        &self,
        threads: Option<usize>,
        sparing: bool,
        silhouette: bool,
    ) -> Result<BlazePose, PoseError> {
        let manifest = Manifest::find(self.folder.path())?;
        let threads = threads.unwrap_or(Options::default().threads);
        let options = Options { model: self.model.clone(), silhouette, threads, sparing };
        BlazePose::load(&manifest, &options)
    }

    /// The lite model, where this is another and its files are there.
    pub(super) fn lite(&self) -> Option<Self> {
        const LITE: &str = "lite";
        let is_lite = self.model.trim_start_matches("blazepose-") == LITE;
        let lite = (!is_lite).then(|| Self { model: LITE.to_owned(), folder: self.folder.clone() })?;
        let manifest = Manifest::find(lite.folder.path()).ok()?;
        let mut variants = manifest.landmark_model(LITE).ok()?.variants.iter();
        variants.all(|variant| manifest.path(variant).is_file()).then_some(lite)
    }
}
