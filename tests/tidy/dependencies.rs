//! What `deny.toml` forbids is found. What holdfast is built from is checked by `scripts/test`.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::sources::root;

/// A crate at a path, which needs others that lie in folders within it.
fn write_crate(folder: &Path, name: &str, needs: &[&str]) {
    fs::create_dir_all(folder.join("src")).expect("a folder");
    fs::write(folder.join("src/lib.rs"), "").expect("written");
    let package = format!("[package]\nname = \"{name}\"\nversion = \"1.0.0\"\nlicense = \"MIT\"\n");
    let line = |name: &&str| format!("{name} = {{ path = \"{name}\", version = \"1\" }}\n");
    let needs: String = needs.iter().map(line).collect();
    fs::write(folder.join("Cargo.toml"), package + "[dependencies]\n" + &needs).expect("written");
}

/// Whether a crate may need another by name, and what is said.
fn may_need(name: &str) -> (bool, String) {
    let folder = tempfile::tempdir().expect("a folder");
    write_crate(folder.path(), "planted", &[name]);
    write_crate(&folder.path().join(name), name, &[]);
    let output = Command::new(root().join("vendor/tools/bin/cargo-deny"))
        .args(["--offline", "--manifest-path"])
        .arg(folder.path().join("Cargo.toml"))
        .arg("--config")
        .arg(root().join("deny.toml"))
        .args(["check", "bans"])
        .output()
        .expect("cargo-deny is installed (scripts/setup --for-tests)");
    (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn a_planted_crate_that_speaks_to_other_machines_is_caught() {
    let (may, said) = may_need("ureq");
    assert!(!may && said.contains("crate 'ureq = 1.0.0' is explicitly banned"), "{said}");
    let (may, said) = may_need("harmless");
    assert!(may, "{said}");
}
