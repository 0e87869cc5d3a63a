//! What turns pictures into poses: runtime, models, video decoder.

use std::path::Path;

use opencv::videoio;

use super::Finding;
use crate::pose::{Manifest, runtime};

pub(super) fn runtime(what: &'static str) -> Finding {
    let library = runtime::library().and_then(|path| Ok((runtime::network_code(&path)?, path)));
    match library {
        Ok((marks, path)) if marks.is_empty() => Finding::works(what, path.display().to_string()),
        Ok((marks, path)) => {
            let (name, value) = runtime::SILENCE;
            Finding::missing(
                what,
                format!(
                    "{} can speak to other machines, by {}. holdfast tells it to be silent, by {name}={value}; for one \
                     that cannot speak, run scripts/setup and do without {}",
                    path.display(),
                    marks.join(", "),
                    runtime::LIBRARY_VARIABLE
                ),
            )
        }
        Err(error) => Finding::broken(what, error.to_string()),
    }
}

/// One finding if all is well, one for each file that is not.
pub(super) fn models(what: &'static str, asked: Option<&Path>) -> Vec<Finding> {
    let manifest = match Manifest::find(asked) {
        Ok(manifest) => manifest,
        Err(error) => return vec![Finding::broken(what, error.to_string())],
    };
    let variants: Vec<_> = manifest.models().iter().flat_map(|model| &model.variants).collect();
    let wrong: Vec<Finding> = variants
        .iter()
        .filter_map(|variant| manifest.verify(variant).err())
        .map(|error| Finding::broken(what, error.to_string()))
        .collect();
    if !wrong.is_empty() {
        return wrong;
    }
    match variants.first() {
        None => vec![Finding::broken(what, "models.toml lists none: use the one that came with holdfast")],
        Some(first) => {
            let path = manifest.path(first);
            let folder = path.parent().unwrap_or(&path).display();
            vec![Finding::works(what, format!("{} files as they should be, in {folder}", variants.len()))]
        }
    }
}

pub(super) fn video(what: &'static str) -> Finding {
    let version = opencv::core::get_version_string().unwrap_or_else(|_| "of unknown version".to_string());
    let names: Result<Vec<String>, opencv::Error> = videoio::get_stream_backends()
        .and_then(|backends| backends.iter().map(videoio::get_backend_name).collect());
    match names {
        Err(error) => Finding::broken(what, format!("OpenCV {version} fails ({error}): run scripts/setup")),
        Ok(names) if names.iter().any(|name| name == "FFMPEG") => {
            Finding::works(what, format!("OpenCV {version} reads them with {}", names.join(", ")))
        }
        Ok(_) => Finding::broken(
            what,
            format!(
                "OpenCV {version} has no FFmpeg and cannot read them: install libopencv-videoio, or run scripts/setup"
            ),
        ),
    }
}
