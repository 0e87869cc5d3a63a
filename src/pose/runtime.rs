//! Where ONNX Runtime comes from.
//!
//! Its library is loaded when the first network needs it, not linked: so a missing or damaged
//! library is an error with a remedy, and commands that estimate no poses do without it.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use ort::environment::Environment;
use ort::logging::LogLevel;

use super::{PoseError, network_code};

/// Where the library's file may be named, before the usual places.
pub const LIBRARY_VARIABLE: &str = "ORT_DYLIB_PATH";

/// The variable, with its value, at which ONNX Runtime's telemetry is silent.
///
/// Versions 1.29 to 1.31, as their makers build them for Linux, write down an id of the device and what
/// was run on it, and send that on. The variable is read when the library is loaded, so the program sets
/// it before it starts any thread.
pub const SILENCE: (&str, &str) = ("ORT_DISABLE_TELEMETRY", "1");

/// Where `scripts/setup` puts the library, from the source's own folder.
const SET_UP_FOLDER: &str = "vendor/onnxruntime/lib";

/// The one environment that ONNX Runtime allows in a process, and the library it came from.
static LOADED: Mutex<Option<(PathBuf, Environment)>> = Mutex::new(None);

/// Loads ONNX Runtime, if that has not been done, and says which file it came from.
///
/// The file is the one that the variable [`LIBRARY_VARIABLE`] names or, where it names none, the
/// first found beside the program, in `../lib` or `../lib/holdfast` from there, or where `scripts/setup`
/// puts it.
///
/// Fails where there is none or it cannot be used, and where it could speak to other machines while
/// [`SILENCE`] is not set.
pub fn library() -> Result<PathBuf, PoseError> {
    loaded().map(|(path, _)| path)
}

/// The marks of network code in a library's file, such as `libcurl` or the name of an endpoint; none
/// where it cannot speak to other machines by itself.
///
/// Fails where the file cannot be read.
pub fn network_code(library: &Path) -> Result<Vec<&'static str>, PoseError> {
    network_code::marks_in(library).map_err(|source| PoseError::File { path: library.to_owned(), source })
}

/// The environment that networks are prepared in.
pub(super) fn environment() -> Result<Environment, PoseError> {
    loaded().map(|(_, environment)| environment)
}

fn loaded() -> Result<(PathBuf, Environment), PoseError> {
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(already) = &*loaded {
        return Ok(already.clone());
    }
    let path = found(std::env::var_os(LIBRARY_VARIABLE), &usual_folders())?;
    if std::env::var_os(SILENCE.0).is_none_or(|value| value != SILENCE.1) {
        refuse_network_code(&path)?;
    }
    let environment = load(&path)?;
    Ok(loaded.insert((path, environment)).clone())
}

fn load(path: &Path) -> Result<Environment, PoseError> {
    let unusable = |reason: String| PoseError::RuntimeUnusable { path: path.to_owned(), reason };
    if !is_whole(path).map_err(|error| unusable(error.to_string()))? {
        return Err(unusable("the file is truncated".to_owned()));
    }
    let builder = ort::init_from(path).map_err(|error| unusable(error.to_string()))?;
    let environment = builder
        .with_name("holdfast")
        .with_telemetry(false) // what its interface can switch off: on Windows all, on Linux nothing
        .build()
        .map_err(|error| unusable(error.to_string()))?;
    environment.set_log_level(LogLevel::Error);
    Ok(environment)
}

/// Who loads the library without having silenced it gets none that can speak.
fn refuse_network_code(path: &Path) -> Result<(), PoseError> {
    let marks = network_code(path)?;
    if marks.is_empty() {
        return Ok(());
    }
    let (name, value) = SILENCE;
    let reason =
        format!("it can speak to other machines, by {}, and {name}={value} is not set", marks.join(", "));
    Err(PoseError::RuntimeUnusable { path: path.to_owned(), reason })
}

fn found(named: Option<OsString>, folders: &[PathBuf]) -> Result<PathBuf, PoseError> {
    if let Some(path) = named.filter(|path| !path.is_empty()) {
        return Ok(path.into());
    }
    let library = folders.iter().find_map(|folder| library_in(folder));
    library.ok_or_else(|| PoseError::RuntimeMissing(folders.to_vec()))
}

fn usual_folders() -> Vec<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent);
    let installed = beside
        .iter()
        .flat_map(|folder| [folder.to_path_buf(), folder.join("../lib"), folder.join("../lib/holdfast")]);
    installed.chain([Path::new(env!("CARGO_MANIFEST_DIR")).join(SET_UP_FOLDER)]).collect()
}

/// The library in a folder: the plain name before names with a version, as in
/// `libonnxruntime.so.1.28.0` or `libonnxruntime.1.28.0.dylib`.
fn library_in(folder: &Path) -> Option<PathBuf> {
    let start = format!("{}onnxruntime.", std::env::consts::DLL_PREFIX);
    let is_library = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| name.starts_with(&start) && name.contains(std::env::consts::DLL_SUFFIX))
            && path.is_file()
    };
    let files = fs::read_dir(folder).ok()?;
    files
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(is_library)
        .min_by_key(|path| path.as_os_str().len())
}

/// Whether a library file reaches to its end.
///
/// The system maps a truncated library without complaint and kills the program when it is used, so
/// this has to be asked before. Only 64-bit little-endian ELF files are looked at; others pass. Their
/// header says where the table of sections is, which linkers put last (System V ABI, "ELF Header").
fn is_whole(path: &Path) -> std::io::Result<bool> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut header = [0; 64];
    let is_elf = file.read_exact(&mut header).is_ok() && header.starts_with(b"\x7fELF\x02\x01");
    if !is_elf {
        return Ok(true);
    }
    let number =
        |at: usize, bytes: usize| header[at..at + bytes].iter().rev().fold(0, |n, b| n << 8 | u64::from(*b));
    let (sections_start, section_bytes, sections) = (number(0x28, 8), number(0x3a, 2), number(0x3c, 2));
    Ok(sections_start.saturating_add(section_bytes * sections) <= length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_file_is_the_only_one_tried() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(found(Some("/x/y".into()), &[folder.path().into()]).expect("named"), Path::new("/x/y"));
        let error = found(Some(OsString::new()), &[folder.path().into()]).expect_err("an empty name is none");
        assert_eq!(
            error.to_string(),
            format!(
                "ONNX Runtime's library was not found in {}: run scripts/setup, or name the file with ORT_DYLIB_PATH",
                folder.path().display()
            )
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_first_folder_with_a_library_and_its_plain_name_win() {
        let folder = tempfile::tempdir().expect("a folder");
        let empty = tempfile::tempdir().expect("a folder");
        for name in ["libonnxruntime.so.1.28.0", "libonnxruntime_providers_shared.so", "notes.txt"] {
            fs::write(folder.path().join(name), "").expect("written");
        }
        let found_name = || found(None, &[empty.path().into(), folder.path().into()]).expect("one is there");
        assert_eq!(found_name(), folder.path().join("libonnxruntime.so.1.28.0"));
        fs::write(folder.path().join("libonnxruntime.so"), "").expect("written");
        assert_eq!(found_name(), folder.path().join("libonnxruntime.so"));
    }

    #[test]
    fn files_that_are_no_library_are_refused_with_the_remedy() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("libonnxruntime.so");
        let refusal = || load(&path).expect_err("not a library").to_string();
        assert!(refusal().contains("cannot be used as ONNX Runtime's library"), "{}", refusal());
        for bytes in [&b""[..], b"a text"] {
            fs::write(&path, bytes).expect("written");
            assert!(refusal().contains("run scripts/setup"), "{}", refusal());
        }
    }

    #[test]
    fn a_library_that_could_speak_is_refused_where_it_was_not_silenced() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("libonnxruntime.so");
        fs::write(&path, "\0getaddrinfo\0 libcurl/8.1").expect("written");
        assert_eq!(
            refuse_network_code(&path).expect_err("network code").to_string(),
            format!(
                "{} cannot be used as ONNX Runtime's library (it can speak to other machines, by getaddrinfo, \
                 libcurl, and ORT_DISABLE_TELEMETRY=1 is not set): run scripts/setup, or name another with \
                 ORT_DYLIB_PATH",
                path.display()
            )
        );
        fs::write(&path, "a library").expect("written");
        refuse_network_code(&path).expect("nothing to refuse");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_truncated_library_is_refused_before_the_system_maps_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("libonnxruntime.so");
        let program = fs::read(std::env::current_exe().expect("a test runs")).expect("readable");
        fs::write(&path, &program[..program.len() / 2]).expect("written");
        assert!(load(&path).expect_err("half a file").to_string().contains("(the file is truncated)"));
    }
}
