//! The folders that belong to the person, as the platform names them.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use directories::ProjectDirs;

use crate::rules::Catalogue;

/// The exercises: built in, and the person's own from the folder `asked` for or the usual one.
pub(super) fn catalogue(asked: Option<&Path>) -> Result<Catalogue> {
    match asked {
        Some(folder) if !folder.is_dir() => bail!("there is no folder {}: check --rules", folder.display()),
        Some(folder) => Ok(Catalogue::load(Some(folder))?),
        None => Ok(Catalogue::load(own_exercises().as_deref())?),
    }
}

/// Where the person's own exercises are looked for.
pub(super) fn own_exercises() -> Option<PathBuf> {
    Some(project()?.config_dir().join("exercises"))
}

/// The file of what was chosen before.
pub(super) fn settings() -> Option<PathBuf> {
    Some(project()?.config_dir().join("settings.toml"))
}

/// Where sessions are kept.
pub(super) fn data() -> Option<PathBuf> {
    Some(project()?.data_dir().to_path_buf())
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "holdfast")
}
