//! Where there is no display, the session goes on without a window.

use assert_cmd::Command;

#[test]
fn without_a_display_the_session_goes_on_and_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let coached = Command::cargo_bin("holdfast")
        .expect("it is built")
        .args(["coach", "bridge", "--camera", "data/clips/bridge_mixed.mp4", "--every-frame", "--mute"])
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .env("XDG_CONFIG_HOME", folder.path())
        .env("HOLDFAST_DATA", folder.path())
        .output()
        .expect("it runs");
    let errors = String::from_utf8_lossy(&coached.stderr);
    let told = "note: no window can be opened (neither WAYLAND_DISPLAY nor WAYLAND_SOCKET nor DISPLAY is set): \
                start holdfast in a desktop session, or use --no-window. The session goes on without it\n";
    assert!(errors.contains(told), "{errors}");
    assert!(errors.contains("note: this is session 1:"), "{errors}");
    assert_eq!(coached.status.code(), Some(0));
}
