//! What can go wrong between a picture and a pose.

use std::io;
use std::path::PathBuf;

/// Why there is no pose. The text says what happened and what to do about it.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "every variant is documented, and its fields are named for what they hold")]
#[non_exhaustive]
pub enum PoseError {
    /// No folder with a manifest was found.
    #[error("no models.toml in {}: run scripts/setup, or name the folder with --models", listed(.0))]
    NoManifest(Vec<PathBuf>),
    /// The manifest's text has a mistake.
    #[error("{path} cannot be understood: {source}")]
    Manifest { path: PathBuf, source: Box<toml::de::Error> },
    /// The manifest is of another version.
    #[error(
        "{path} has format {format}, and this holdfast reads format {known}: use the one that came with it"
    )]
    ManifestFormat { path: PathBuf, format: u32, known: u32 },
    /// The manifest has no landmark model of this name.
    #[error("there is no model {name:?}; there are {}", .known.join(", "))]
    UnknownModel { name: String, known: Vec<String> },
    /// No code here can run the model.
    #[error("the model {model} is of the family {family:?}, which cannot be run: choose one of blazepose")]
    UnknownFamily { model: String, family: String },
    /// The manifest has no detector for a family.
    #[error("models.toml lists no detector for the family {0:?}: use the one that came with holdfast")]
    NoDetector(String),
    /// No file of a model has the outputs that are needed.
    #[error(
        "models.toml lists no file of {model} with the outputs {outputs}: use the one that came with holdfast"
    )]
    NoVariant { model: String, outputs: String },
    /// A model's file is not there.
    #[error("{0} is missing: run scripts/setup")]
    ModelMissing(PathBuf),
    /// A model's file is not the one that the manifest means.
    #[error(
        "{path} is truncated or altered (its sha256 is {found} instead of {expected}): delete it and run scripts/setup"
    )]
    ModelAltered { path: PathBuf, expected: String, found: String },
    /// A file cannot be read.
    #[error("{path} cannot be read: {source}")]
    File { path: PathBuf, source: io::Error },
    /// ONNX Runtime's library was not found.
    #[error(
        "ONNX Runtime's library was not found in {}: run scripts/setup, or name the file with ORT_DYLIB_PATH",
        listed(.0)
    )]
    RuntimeMissing(Vec<PathBuf>),
    /// A file is not a library of ONNX Runtime that can be used.
    #[error(
        "{path} cannot be used as ONNX Runtime's library ({reason}): run scripts/setup, or name another with ORT_DYLIB_PATH"
    )]
    RuntimeUnusable { path: PathBuf, reason: String },
    /// ONNX Runtime cannot load a graph.
    #[error("ONNX Runtime cannot load {path}: {source}")]
    Graph { path: PathBuf, source: ort::Error },
    /// A graph has other inputs or outputs than its family.
    #[error("{0} has other inputs or outputs than models.toml says: use the one that came with holdfast")]
    GraphShape(PathBuf),
    /// A network computes what is no number.
    #[error("{0} answers with what is no number: its weights are damaged; delete it and run scripts/setup")]
    NoNumber(PathBuf),
    /// ONNX Runtime failed on a picture.
    #[error("ONNX Runtime failed: {0}")]
    Inference(#[from] ort::Error),
    /// A tensor has another shape than its reader.
    #[error("a tensor has another shape than it should: {0}")]
    TensorShape(#[from] ndarray::ShapeError),
    /// A picture's size is of no use or is not that of its pixels.
    #[error(
        "a picture of {width} x {height} pixels cannot be read: its {bytes} bytes are not three a pixel, or a side is 0 or over 32767"
    )]
    Picture { width: u32, height: u32, bytes: usize },
    /// OpenCV failed on a picture.
    #[error("OpenCV failed: {0}")]
    Crop(#[from] opencv::Error),
}

fn listed(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    names.join(", ")
}
