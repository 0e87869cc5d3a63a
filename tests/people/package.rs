//! What packages hold: `scripts/package` lays it out, and the program runs from there.

use std::fs;
use std::path::Path;
use std::process::Command;

use holdfast::rules::Catalogue;

use crate::place::names_in;
use crate::support::{root, text};

fn run(command: &mut Command) -> String {
    let output = command.output().expect("it is installed (scripts/setup --for-tests)");
    assert!(output.status.success(), "{command:?}: {}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

fn names(folder: &Path, inner: &str) -> Vec<String> {
    names_in(&folder.join(inner))
}

#[test]
fn a_package_is_whole_and_runs_where_it_is_put() {
    let folder = tempfile::tempdir().expect("a folder");
    let tree = folder.path().join("unpacked here");
    let program = env!("CARGO_BIN_EXE_holdfast");
    run(Command::new(root().join("scripts/package")).arg("--tree").arg(&tree).args(["--program", program]));

    assert_eq!(names(&tree, ""), ["bin", "lib", "share"]);
    assert_eq!(
        names(&tree, "share/holdfast/models"),
        [
            "anatomy.onnx",
            "blazepose-detector.onnx",
            "blazepose-full-no-mask.onnx",
            "blazepose-full.onnx",
            "blazepose-lite-no-mask.onnx",
            "blazepose-lite.onnx",
            "models.toml"
        ]
    );
    for file in [
        "man/man1/holdfast.1",
        "man/man1/holdfast-sessions-report.1",
        "bash-completion/completions/holdfast",
        "zsh/vendor-completions/_holdfast",
        "fish/vendor_completions.d/holdfast.fish",
        "icons/hicolor/scalable/apps/holdfast.svg",
        "icons/hicolor/256x256/apps/holdfast.png",
        "doc/holdfast/docs/COACHING.md",
    ] {
        assert!(tree.join("share").join(file).is_file(), "{file}");
    }
    let licences = fs::read_to_string(tree.join("share/doc/holdfast/THIRD-PARTY.md")).expect("there");
    for part in ["| clap 4.", "ONNX Runtime", "BlazePose", "UBUNTU FONT LICENCE", "Eigen"] {
        assert!(licences.contains(part), "{part}");
    }

    let share = tree.join("share");
    run(Command::new("desktop-file-validate").arg(share.join("applications/holdfast.desktop")));
    let entry = fs::read_to_string(share.join("applications/holdfast.desktop")).expect("there");
    for exercise in Catalogue::load(None).expect("the built-in exercises").files() {
        let (id, title) = (&exercise.id, &exercise.texts.title);
        assert!(entry.contains(&format!("[Desktop Action {id}]\nName={title}\n")), "{id} is not in the menu");
    }
    let about = share.join("metainfo/io.github.holdfast_developers.holdfast.metainfo.xml");
    run(Command::new("appstreamcli").args(["validate", "--no-net"]).arg(&about));
    let about = fs::read_to_string(about).expect("there");
    let version = env!("CARGO_PKG_VERSION");
    assert!(
        about.contains(&format!("<release version=\"{version}\"")),
        "say in it when {version} was released"
    );

    let mut here = Command::new(tree.join("bin/holdfast"));
    here.env_clear().env("HOME", folder.path()).args(["models", "verify"]);
    assert_eq!(run(&mut here).lines().count(), 6, "found beside the program");
    let mut doctor = Command::new(tree.join("bin/holdfast"));
    let told = run(doctor.env_clear().env("HOME", folder.path()).arg("doctor"));
    let told: String = told.split_whitespace().collect();
    assert!(told.contains("unpackedhere/bin/../lib/holdfast/libonnxruntime.so"), "{told}");
}
