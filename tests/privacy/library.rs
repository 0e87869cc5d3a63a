//! Libraries that are loaded: the pinned one cannot speak, and one that could is told of.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use holdfast::pose::runtime::{self, network_code};

use super::support::{root, text};

/// The library that `scripts/runtime` has put here.
fn pinned() -> PathBuf {
    root().join("vendor/onnxruntime/lib/libonnxruntime.so")
}

/// The pinned library, with network code that nothing calls.
fn with_network_code(folder: &Path) -> PathBuf {
    let mut bytes = fs::read(pinned()).expect("scripts/setup has put it there");
    bytes.extend(b"\0getaddrinfo\0https://mobile.events.data.microsoft.com/OneCollector/1.0\0libcurl/8.1\0");
    let path = folder.join("libonnxruntime.so");
    fs::write(&path, bytes).expect("written");
    path
}

fn inspected(library: &Path) -> Output {
    let mut script = Command::new(root().join("scripts/runtime"));
    script.arg("--inspect").arg(library).output().expect("Python is there: scripts/setup installs it")
}

#[test]
fn the_pinned_library_cannot_speak_to_other_machines() {
    assert_eq!(network_code(&pinned()).expect("readable"), Vec::<&str>::new());
    let output = inspected(&pinned());
    assert_eq!(text(&output.stdout), format!("{}: no network code\n", pinned().display()));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn network_code_is_seen_by_the_program_and_by_the_set_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = with_network_code(folder.path());
    let mut found = network_code(&path).expect("readable");
    found.sort_unstable();
    assert_eq!(found, ["OneCollector", "events.data.microsoft.com", "getaddrinfo", "libcurl"]);
    let output = inspected(&path);
    assert_eq!(
        text(&output.stdout),
        format!("{}: events.data.microsoft.com, OneCollector, libcurl, getaddrinfo\n", path.display())
    );
    assert_eq!(output.status.code(), Some(1));
}

/// What the set-up makes of a library that comes with the package: the script in a repository of its own, and
/// in pip's place one that gives out that library.
fn set_up_with(library: &Path, repository: &Path) -> Output {
    for file in [
        "scripts/runtime",
        "scripts/lib/steps.py",
        "scripts/lib/network_code.py",
        "src/pose/network_code.txt",
    ] {
        let copy = repository.join(file);
        fs::create_dir_all(copy.parent().expect("in a folder")).expect("made");
        fs::copy(root().join(file), copy).expect("copied");
    }
    let name = fs::canonicalize(pinned()).expect("a link");
    let name = name.file_name().and_then(|name| name.to_str()).expect("UTF-8");
    let pip = format!(
        "import sys, zipfile\nwheel = sys.argv[sys.argv.index('--dest') + 1] + '/onnxruntime.whl'\n\
         with zipfile.ZipFile(wheel, 'w') as wheel:\n    wheel.write({library:?}, 'onnxruntime/capi/{name}')\n    \
         for notice in ('LICENSE', 'ThirdPartyNotices.txt'):\n        wheel.writestr('onnxruntime/' + notice, '')\n"
    );
    fs::write(repository.join("pip.py"), pip).expect("written");
    let mut script = Command::new(repository.join("scripts/runtime"));
    script.env("PYTHONPATH", repository).env_remove("SETUP_STARTED");
    script.output().expect("Python is there: scripts/setup installs it")
}

#[test]
fn the_set_up_puts_no_library_with_network_code_in_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = folder.path().join("vendor/onnxruntime/lib/libonnxruntime.so");
    let output = set_up_with(&with_network_code(folder.path()), folder.path());
    let told = text(&output.stderr);
    assert!(
        told.contains(" can speak to other machines and was not used. It contains events.data.microsoft.com, OneCollector, \
             libcurl, getaddrinfo.\n  Pin a version that does not: nothing may leave the machine.\n"),
        "{told}"
    );
    assert!(output.status.code() == Some(1) && !put.exists());

    let other = folder.path().join("other");
    fs::write(&other, "a library that is another").expect("written");
    let told = text(&set_up_with(&other, folder.path()).stderr);
    assert!(told.contains("is not the one that was pinned and was not used"), "{told}");
    assert!(!put.exists());

    let earlier = put.with_file_name("libonnxruntime.so.1.31.1");
    fs::create_dir_all(put.parent().expect("in a folder")).expect("made");
    fs::write(&earlier, "").expect("written");
    let output = set_up_with(&pinned(), folder.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(network_code(&put).expect("it is there").is_empty() && !earlier.exists());
}

#[test]
fn the_doctor_tells_of_a_library_that_could_speak_and_silences_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = with_network_code(folder.path());
    let doctor = |library: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_holdfast"));
        command
            .arg("doctor")
            .env("HOME", folder.path())
            .env("COLUMNS", "1000")
            .env(runtime::LIBRARY_VARIABLE, library);
        // The person's own value counts for nothing: the library would be refused.
        let output = command.env(runtime::SILENCE.0, "0").output().expect("it runs");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let told = doctor(&path);
    let expected = format!("note ONNX Runtime {} can speak to other machines, by ", path.display());
    assert!(told.starts_with(&expected), "{told}");
    let remedy = "holdfast tells it to be silent, by ORT_DISABLE_TELEMETRY=1; for one that cannot speak, run \
        scripts/setup and do without ORT_DYLIB_PATH ok pose models";
    assert!(told.contains(remedy), "{told}");
    assert!(doctor(&pinned()).starts_with(&format!("ok ONNX Runtime {} ok ", pinned().display())));
}
