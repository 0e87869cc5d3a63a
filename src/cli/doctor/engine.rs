//! What turns pictures into poses: runtime, models, video decoder.

use std::path::Path;

use opencv::videoio;

use super::Finding;
use crate::pose::{Manifest, runtime};

pub(super) fn runtime() -> Finding {
    const WHAT: &str = "ONNX Runtime";
    let library = runtime::library().and_then(|path| Ok((runtime::network_code(&path)?, path)));
    match library {
        Ok((marks, path)) if marks.is_empty() => Finding::works(WHAT, path.display().to_string()),
        Ok((marks, path)) => {
            let (name, value) = runtime::SILENCE;
            Finding::missing(
                WHAT,
                format!(
                    "{} can speak to other machines, by {}. holdfast tells it to be silent, by {name}={value}; for one \
                     that cannot speak, run scripts/setup and do without {}",
                    path.display(),
                    marks.join(", "),
                    runtime::LIBRARY_VARIABLE
                ),
            )
        }
        Err(error) => Finding::broken(WHAT, error.to_string()),
    }
}

/// One finding if all is well, one for each file that is not.
pub(super) fn models(asked: Option<&Path>) -> Vec<Finding> {
    const WHAT: &str = "pose models";
    let manifest = match Manifest::find(asked) {
        Ok(manifest) => manifest,
        Err(error) => return vec![Finding::broken(WHAT, error.to_string())],
    };
    let variants: Vec<_> = manifest.models().iter().flat_map(|model| &model.variants).collect();
    let wrong: Vec<Finding> = variants
        .iter()
        .filter_map(|variant| manifest.verify(variant).err())
        .map(|error| Finding::broken(WHAT, error.to_string()))
        .collect();
    if !wrong.is_empty() {
        return wrong;
    }
    match variants.first() {
        None => vec![Finding::broken(WHAT, "models.toml lists none: use the one that came with holdfast")],
        Some(first) => {
            let path = manifest.path(first);
            let folder = path.parent().unwrap_or(&path).display();
            vec![Finding::works(WHAT, format!("{} files as they should be, in {folder}", variants.len()))]
        }
    }
}

pub(super) fn video() -> Finding {
    const WHAT: &str = "video files";
    let version = opencv::core::get_version_string().unwrap_or_else(|_| "of unknown version".to_string());
    let names: Result<Vec<String>, opencv::Error> = videoio::get_stream_backends()
        .and_then(|backends| backends.iter().map(videoio::get_backend_name).collect());
    match names {
        Err(error) => Finding::broken(WHAT, format!("OpenCV {version} fails ({error}): run scripts/setup")),
        Ok(names) if names.iter().any(|name| name == "FFMPEG") => {
            Finding::works(WHAT, format!("OpenCV {version} reads them with {}", names.join(", ")))
        }
        Ok(_) => Finding::broken(
            WHAT,
            format!(
                "OpenCV {version} has no FFmpeg and cannot read them: install libopencv-videoio, or run scripts/setup"
            ),
        ),
    }
}
