//! The folders that belong to the person, as the platform names them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use directories::{BaseDirs, ProjectDirs};

use crate::cli::terminal;
use crate::rules::Catalogue;
use crate::store::{Store, StoreError};

/// The exercises: built in, and the person's own from the folder `asked` for or the usual one.
pub(super) fn catalogue(asked: Option<&Path>) -> Result<Catalogue> {
    match asked {
        Some(folder) if !folder.is_dir() => bail!("there is no folder {}: check --rules", folder.display()),
        Some(folder) => Ok(Catalogue::load(Some(folder))?),
        None => Ok(Catalogue::load(own_exercises().as_deref())?),
    }
}

/// The id of an exercise by its id or title; as it is typed where there is none, for it may have been one of the
/// person's own.
pub(super) fn exercise_id(typed: &str) -> Result<String> {
    let catalogue = catalogue(None)?;
    Ok(catalogue.get(typed).map_or_else(|_| typed.to_owned(), |rules| rules.id.clone()))
}

/// Where the person's own exercises are looked for.
pub(super) fn own_exercises() -> Option<PathBuf> {
    Some(project()?.config_dir().join("exercises"))
}

/// The file of what was chosen before.
pub(super) fn settings() -> Option<PathBuf> {
    Some(project()?.config_dir().join("settings.toml"))
}

/// Where systemd looks for what runs for the person alone.
pub(super) fn user_units() -> Option<PathBuf> {
    Some(BaseDirs::new()?.config_dir().join("systemd/user"))
}

/// Where the person's own exercises are.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct OwnRules {
    /// A folder of exercises of your own, in place of the usual one.
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
}

impl OwnRules {
    /// The folder, where one is named.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.rules.as_deref()
    }

    /// The exercises: built in, and the person's own.
    pub(super) fn catalogue(&self) -> Result<Catalogue> {
        catalogue(self.folder())
    }
}

/// Names another folder for the history than the usual one; `--data-dir` goes before it.
const DATA_VARIABLE: &str = "HOLDFAST_DATA";

/// Where sessions are kept.
#[derive(Debug, Clone, Default, clap::Args)]
pub(super) struct History {
    /// The folder of the history, in place of the usual one or of that in HOLDFAST_DATA.
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

impl History {
    #[cfg(test)]
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self { data_dir: Some(folder.to_path_buf()) }
    }

    /// The folder; none where the person has no home folder.
    pub(super) fn folder(&self) -> Option<PathBuf> {
        self.data_dir.clone().or_else(data)
    }

    /// The history, to keep something in it.
    pub(super) fn open(&self) -> Result<Store> {
        Ok(Store::open(&self.known_folder()?)?)
    }

    /// The history, to read it; none where nothing has been kept yet.
    pub(super) fn read(&self) -> Result<Option<Store>> {
        let store = Store::read(&self.known_folder()?)?;
        if let Some(refusal @ StoreError::Full { .. }) = store.as_ref().and_then(Store::refusal) {
            terminal::note(&refusal.to_string());
        }
        Ok(store)
    }

    fn known_folder(&self) -> Result<PathBuf> {
        self.folder().context(
            "there is no home folder to keep sessions in: set HOME, or name a folder with --data-dir",
        )
    }
}

/// Where sessions are kept, where the command line names no other folder.
pub(super) fn data() -> Option<PathBuf> {
    let named = std::env::var_os(DATA_VARIABLE).filter(|folder| !folder.is_empty());
    named.map(PathBuf::from).or_else(|| Some(project()?.data_dir().to_path_buf()))
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "holdfast")
}
