//! A person's account on which holdfast has never run.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::calls;
use super::places::Places;
use super::way::Way;

/// Folders: the person's own, one for temporary files, one in which files are named, and one to be in, which
/// stays empty.
pub(super) struct Account {
    folder: tempfile::TempDir,
    display: Option<String>,
    desktop: Option<String>,
}

impl Account {
    pub(super) fn new() -> Self {
        let account = Self { folder: tempfile::tempdir().expect("a folder"), display: None, desktop: None };
        for name in ["home", "tmp", "named", "here", "programs"] {
            fs::create_dir(account.at(name)).expect("made");
        }
        account
    }

    /// With a display, by its name.
    pub(super) fn with_display(self, name: &str) -> Self {
        Self { display: Some(name.to_owned()), ..self }
    }

    /// With a desktop, by its bus's address.
    pub(super) fn with_desktop(self, address: &str) -> Self {
        Self { desktop: Some(address.to_owned()), ..self }
    }

    /// With a voice that takes as long as one that is heard. Without a loudspeaker eSpeak NG is done at once,
    /// and is given up.
    pub(super) fn with_voice(self) -> Self {
        let path = env::var_os("PATH").expect("programs are found");
        let speaks =
            env::split_paths(&path).map(|folder| folder.join("espeak-ng")).find(|file| file.is_file());
        let speaks = speaks.expect("espeak-ng is there: scripts/setup installs it");
        let script =
            format!("#!/bin/sh\necho >>{}\n{} \"$@\"\nsleep 0.5\n", self.named("said"), speaks.display());
        self.with_program("espeak-ng", &script)
    }

    /// With a systemd that takes every unit.
    pub(super) fn with_systemd(self) -> Self {
        self.with_program("systemctl", "#!/bin/sh\n")
    }

    fn with_program(self, name: &str, script: &str) -> Self {
        let program = self.at("programs").join(name);
        fs::write(&program, script).expect("written");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("can be run");
        self
    }

    /// How many sentences the voice was given.
    pub(super) fn sentences(&self) -> usize {
        fs::read_to_string(self.named("said")).unwrap_or_default().lines().count()
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file that the person names.
    pub(super) fn named(&self, name: &str) -> String {
        self.at("named").join(name).to_str().expect("UTF-8").to_owned()
    }

    /// Runs a program in a way, with an environment that holds nothing but this account. Gives what it wrote,
    /// and what it did that breaks the promise, as far as it was watched.
    pub(super) fn run(&self, way: Way, words: &[&str]) -> (Output, Vec<String>) {
        let trace = self.at("trace");
        let words = [&way.words(trace.to_str().expect("UTF-8")), words].concat();
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).current_dir(self.at("here")).env_clear().env("PATH", self.path());
        command
            .env("HOME", self.at("home"))
            .env("TMPDIR", self.at("tmp"))
            .env("ALSA_CONFIG_PATH", self.sound());
        if let Some(display) = &self.display {
            // Mesa does not ask HOME where its cache goes but the list of accounts.
            command.env("DISPLAY", display).env("MESA_SHADER_CACHE_DIR", self.at("home/.cache"));
            command.env("LIBGL_ALWAYS_SOFTWARE", "1");
        }
        if let Some(address) = &self.desktop {
            command.env("DBUS_SESSION_BUS_ADDRESS", address);
        }
        let output = command.output().expect("it runs");
        let breaches = if way == Way::Watched { self.breaches(&trace) } else { Vec::new() };
        (output, breaches)
    }

    fn breaches(&self, trace: &Path) -> Vec<String> {
        let trace = fs::read_to_string(trace).expect("a trace");
        assert!(trace.contains("openat("), "nothing was written down: {trace}");
        let places = Places::listed(&self.at("home"), &self.at("tmp"), &self.at("named"));
        calls::breaches(&trace, &self.at("here"), &places)
    }

    fn path(&self) -> OsString {
        let path = env::var_os("PATH").unwrap_or_default();
        env::join_paths([self.at("programs")].into_iter().chain(env::split_paths(&path)))
            .expect("a list of folders")
    }

    /// A loudspeaker that takes everything and is never heard.
    fn sound(&self) -> PathBuf {
        let path = self.at("sound.conf");
        fs::write(&path, "pcm.!default { type null }\nctl.!default { type null }\n").expect("written");
        path
    }
}
