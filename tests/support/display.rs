//! Windows without a screen.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A display without a screen.
pub(crate) struct Display {
    server: Child,
    /// As the variable DISPLAY has it.
    pub(crate) name: String,
}

impl Display {
    pub(crate) fn new() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x720x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is there: scripts/setup --for-tests installs it");
        let mut number = String::new();
        let told = server.stdout.take().expect("piped");
        BufReader::new(told).read_line(&mut number).expect("it tells its number");
        Self { server, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
