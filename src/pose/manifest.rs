//! The list of models, and whether their files are the listed ones.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::PoseError;
use crate::bounded::{self, MOST_TEXT_BYTES};

/// The manifest's name in the models' folder.
const FILE_NAME: &str = "models.toml";

/// The version of the manifest's format that this code reads.
const FORMAT: u32 = 1;

/// The environment variable that names the models' folder, ahead of the usual places.
pub const FOLDER_VARIABLE: &str = "HOLDFAST_MODELS";

/// The models that can be used, as listed in `models.toml`, and the folder that holds their files.
#[derive(Debug, Clone)]
pub struct Manifest {
    folder: PathBuf,
    models: Vec<Model>,
}

/// What a network is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Finds bodies in a whole picture.
    Detector,
    /// Reads the landmarks of one body.
    Landmarks,
    /// Puts measures of the landmarks right.
    Anatomy,
}

/// One model of the manifest.
#[derive(Debug, Clone, Deserialize)]
pub struct Model {
    /// Its name, such as `blazepose-full`.
    pub id: String,
    /// Its name for people.
    pub title: String,
    /// Which code can run it, such as `blazepose`.
    pub family: String,
    /// What it is for.
    pub role: Role,
    /// The licence of the weights, an SPDX expression.
    pub licence: String,
    /// The files made of it.
    pub variants: Vec<Variant>,
    outputs: Vec<Output>,
}

/// One file made of a model, with all or some of its outputs.
#[derive(Debug, Clone, Deserialize)]
pub struct Variant {
    /// The file's name in the models' folder.
    pub file: String,
    /// The file's SHA-256 in lower-case hexadecimal digits.
    pub sha256: String,
    outputs: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct Output {
    id: String,
    tensor: String,
}

/// The part of the file that every version of the format has.
#[derive(Deserialize)]
struct Versioned {
    format: u32,
}

#[derive(Deserialize)]
struct Listing {
    model: Vec<Model>,
}

/// A file of the manifest whose bytes are what they should be.
#[derive(Debug)]
pub(super) struct Graph {
    pub(super) path: PathBuf,
    pub(super) sha256: String,
    pub(super) bytes: Vec<u8>,
    /// The outputs' names in the graph, in the order that they were asked for.
    pub(super) tensors: Vec<String>,
}

impl Manifest {
    /// Reads the manifest of the folder that was asked for or, where none was, of the first of the
    /// usual places that has one: the folder that the variable [`FOLDER_VARIABLE`] names, `models`
    /// beside the program, `../share/holdfast/models` from there, and the source's own folder.
    ///
    /// Fails where there is no manifest or it cannot be understood. A folder that was named is the
    /// only one that is tried.
    pub fn find(asked: Option<&Path>) -> Result<Self, PoseError> {
        let named = std::env::var_os(FOLDER_VARIABLE).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        if let Some(folder) = asked.map(Path::to_owned).or(named) {
            return Self::load(&folder);
        }
        let usual = usual_folders();
        match usual.iter().find(|folder| folder.join(FILE_NAME).is_file()) {
            Some(folder) => Self::load(folder),
            None => Err(PoseError::NoManifest(usual)),
        }
    }

    /// Reads the manifest of a folder.
    ///
    /// Fails where it is missing or cannot be understood.
    pub fn load(folder: &Path) -> Result<Self, PoseError> {
        let path = folder.join(FILE_NAME);
        let text = bounded::read_text(&path, MOST_TEXT_BYTES).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => PoseError::NoManifest(vec![folder.to_owned()]),
            _ => PoseError::File { path: path.clone(), source },
        })?;
        let broken = |source| PoseError::Manifest { path: path.clone(), source: Box::new(source) };
        let Versioned { format } = toml::from_str(&text).map_err(broken)?;
        if format != FORMAT {
            return Err(PoseError::ManifestFormat { path, format, known: FORMAT });
        }
        let Listing { model } = toml::from_str(&text).map_err(broken)?;
        Ok(Self { folder: folder.to_owned(), models: model })
    }

    /// All models, in the manifest's order.
    pub fn models(&self) -> &[Model] {
        &self.models
    }

    /// The landmark model with this name; the family may be left out (`full` for `blazepose-full`).
    ///
    /// Fails with the names that there are.
    pub fn landmark_model(&self, name: &str) -> Result<&Model, PoseError> {
        let landmark_models = || self.models.iter().filter(|model| model.role == Role::Landmarks);
        landmark_models()
            .find(|model| model.id == name)
            .or_else(|| landmark_models().find(|model| model.short_name() == name))
            .ok_or_else(|| PoseError::UnknownModel {
                name: name.to_owned(),
                known: landmark_models().map(|model| model.id.clone()).collect(),
            })
    }

    /// The detector that goes with the landmark models of a family.
    pub(super) fn detector(&self, family: &str) -> Result<&Model, PoseError> {
        let detector = |model: &&Model| model.role == Role::Detector && model.family == family;
        self.models.iter().find(detector).ok_or_else(|| PoseError::NoDetector(family.to_owned()))
    }

    /// The network that puts the measures of a family's landmarks right, where there is one.
    pub(super) fn anatomy(&self, family: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.role == Role::Anatomy && model.family == family)
    }

    /// The file of a variant.
    pub fn path(&self, variant: &Variant) -> PathBuf {
        self.folder.join(&variant.file)
    }

    /// Makes sure that a variant's file is there and is the one that the manifest means.
    ///
    /// Fails where it is missing, unreadable, truncated or altered.
    pub fn verify(&self, variant: &Variant) -> Result<(), PoseError> {
        self.read(variant).map(drop)
    }

    /// Reads and checks the smallest variant of a model that has all of these outputs.
    pub(super) fn open(&self, model: &Model, outputs: &[&str]) -> Result<Graph, PoseError> {
        let has_all =
            |variant: &&Variant| outputs.iter().all(|id| variant.outputs.iter().any(|has| has == id));
        let variant = model.variants.iter().filter(has_all).min_by_key(|variant| variant.outputs.len());
        let tensor =
            |id: &&str| model.outputs.iter().find(|output| output.id == **id).map(|o| o.tensor.clone());
        let tensors: Option<Vec<String>> = outputs.iter().map(tensor).collect();
        let (Some(variant), Some(tensors)) = (variant, tensors) else {
            return Err(PoseError::NoVariant { model: model.id.clone(), outputs: outputs.join(", ") });
        };
        let bytes = self.read(variant)?;
        Ok(Graph { path: self.path(variant), sha256: variant.sha256.clone(), bytes, tensors })
    }

    fn read(&self, variant: &Variant) -> Result<Vec<u8>, PoseError> {
        let path = self.path(variant);
        let bytes = fs::read(&path).map_err(|source| match source.kind() {
            io::ErrorKind::NotFound => PoseError::ModelMissing(path.clone()),
            _ => PoseError::File { path: path.clone(), source },
        })?;
        let found = format!("{:x}", Sha256::digest(&bytes));
        if found == variant.sha256 {
            Ok(bytes)
        } else {
            Err(PoseError::ModelAltered { path, expected: variant.sha256.clone(), found })
        }
    }
}

impl Model {
    /// The name without the family.
    fn short_name(&self) -> &str {
        self.id.strip_prefix(&self.family).and_then(|rest| rest.strip_prefix('-')).unwrap_or(&self.id)
    }
}

fn usual_folders() -> Vec<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent);
    let installed =
        beside.iter().flat_map(|folder| [folder.join("models"), folder.join("../share/holdfast/models")]);
    installed.chain([Path::new(env!("CARGO_MANIFEST_DIR")).join("models")]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEIGHTS: &[u8] = b"weights";

    /// A folder with a manifest whose one file holds these bytes.
    fn folder(bytes: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let variant = |id: &str, outputs: &str| {
            format!(
                "{{ id = '{id}', file = '{id}.onnx', sha256 = '{:x}', outputs = [{outputs}] }}",
                Sha256::digest(WEIGHTS)
            )
        };
        let text = format!(
            "format = 1\n[[model]]\nid = 'blazepose-full'\ntitle = 'BlazePose full'\nfamily = 'blazepose'\n\
             role = 'landmarks'\nlicence = 'Apache-2.0'\n\
             outputs = [{{ id = 'world', tensor = 'W' }}, {{ id = 'mask', tensor = 'M' }}]\n\
             variants = [{}, {}]\n",
            variant("whole", "'world', 'mask'"),
            variant("no-mask", "'world'"),
        );
        fs::write(folder.path().join(FILE_NAME), text).expect("written");
        fs::write(folder.path().join("no-mask.onnx"), bytes).expect("written");
        folder
    }

    #[test]
    fn a_model_is_known_by_its_name_with_and_without_the_family() {
        let folder = folder(WEIGHTS);
        let manifest = Manifest::load(folder.path()).expect("a good manifest");
        for name in ["blazepose-full", "full"] {
            assert_eq!(manifest.landmark_model(name).expect("it is there").id, "blazepose-full");
        }
        let error = manifest.landmark_model("huge").expect_err("there is none").to_string();
        assert_eq!(error, "there is no model \"huge\"; there are blazepose-full");
    }

    #[test]
    fn the_smallest_file_with_the_outputs_is_opened() {
        let folder = folder(WEIGHTS);
        let manifest = Manifest::load(folder.path()).expect("a good manifest");
        let model = manifest.landmark_model("full").expect("it is there");
        let graph = manifest.open(model, &["world"]).expect("the file is good");
        assert_eq!((graph.bytes.as_slice(), graph.tensors), (WEIGHTS, vec!["W".to_owned()]));
        assert!(matches!(manifest.open(model, &["mask"]), Err(PoseError::ModelMissing(_))));
        assert!(matches!(manifest.open(model, &["smell"]), Err(PoseError::NoVariant { .. })));
    }

    #[test]
    fn files_that_are_missing_or_altered_are_refused_with_the_remedy() {
        for bytes in [&b""[..], b"weight", b"Weights"] {
            let folder = folder(bytes);
            let manifest = Manifest::load(folder.path()).expect("a good manifest");
            let [whole, no_mask] = &manifest.models()[0].variants[..] else { panic!("two variants") };
            let missing = manifest.verify(whole).expect_err("no such file").to_string();
            assert_eq!(missing, format!("{} is missing: run scripts/setup", manifest.path(whole).display()));
            let altered = manifest.verify(no_mask).expect_err("other bytes").to_string();
            assert!(altered.contains("truncated or altered"), "{altered}");
            assert!(altered.ends_with("run scripts/setup"), "{altered}");
        }
    }

    #[test]
    fn manifests_that_are_missing_broken_or_newer_say_so() {
        let folder = tempfile::tempdir().expect("a folder");
        let refusal = || Manifest::load(folder.path()).expect_err("not a manifest").to_string();
        let name = folder.path().display();
        assert_eq!(
            refusal(),
            format!("no models.toml in {name}: run scripts/setup, or name the folder with --models")
        );
        fs::write(folder.path().join(FILE_NAME), "format = 2\n").expect("written");
        assert_eq!(
            refusal(),
            format!(
                "{name}/models.toml has format 2, and this holdfast reads format 1: use the one that came with it"
            )
        );
        fs::write(folder.path().join(FILE_NAME), "format = 1\n[[model]]\nid = 3\n").expect("written");
        assert!(
            refusal()
                .starts_with(&format!("{name}/models.toml cannot be understood: TOML parse error at line 3"))
        );
    }
}
