//! The person's folders: own exercises, and where sessions are kept.

use std::path::Path;

use super::Finding;
use crate::cli::places;

pub(super) fn exercises(what: &'static str, asked: Option<&Path>) -> Finding {
    match places::catalogue(asked) {
        Err(error) => Finding::broken(what, format!("{error:#}")),
        Ok(catalogue) => match catalogue.broken() {
            [] => Finding::works(what, format!("{} can be judged", catalogue.files().len())),
            broken => {
                let files: Vec<&str> = broken.iter().map(|broken| broken.file.as_str()).collect();
                let files = files.join(" ");
                Finding::broken(what, format!("mistakes in {files}: see `holdfast exercises check {files}`"))
            }
        },
    }
}

pub(super) fn storage(what: &'static str) -> Finding {
    let Some(folder) = places::data() else {
        return Finding::missing(what, "there is no home folder to keep sessions in: set HOME");
    };
    // The nearest folder that is there: the rest is made when it is needed.
    let Some(there) = folder.ancestors().find(|folder| folder.is_dir()) else {
        return Finding::missing(what, format!("{} cannot be made", folder.display()));
    };
    match tempfile::tempfile_in(there) {
        Ok(_) => Finding::works(what, format!("{} can be written", folder.display())),
        Err(error) => Finding::missing(
            what,
            format!("{} cannot be written ({error}): make {} writable", folder.display(), there.display()),
        ),
    }
}
