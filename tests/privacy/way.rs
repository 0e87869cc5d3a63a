//! The ways in which a program is run here: watched, and without a network.

use std::io::{self, Write};
use std::process::{Command, Stdio};

use super::calls::TRACED;

/// How a program is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// With a file that tells which files and sockets it asked the system for.
    Watched,
    /// Where there is no network: what is tried fails. As the superuser, or as one who becomes it for this.
    Unconnected(&'static [&'static str]),
}

impl Way {
    /// With what is asked of the system written down; none, and that said, where strace may not be used.
    pub(super) fn watched() -> Option<Self> {
        let possible = works(&["strace", "-f", "--seccomp-bpf", "-e", TRACED, "-o", "/dev/null", "true"]);
        possible.then_some(Self::Watched).or_else(|| untried("which files and sockets are opened", "strace"))
    }

    /// Without a network; none, and that said, where none can be taken away.
    pub(super) fn unconnected() -> Option<Self> {
        const WAYS: [&[&str]; 2] = [&["unshare", "--net"], &["unshare", "--map-root-user", "--net"]];
        let possible = WAYS.into_iter().find(|words| works(&[words, &["true"][..]].concat()));
        possible.map(Self::Unconnected).or_else(|| untried("whether all works without a network", "unshare"))
    }

    /// The words that go before a program. `trace` is the file for what it asked.
    pub(super) fn words(self, trace: &str) -> Vec<&str> {
        match self {
            Self::Watched => {
                vec!["strace", "-f", "--seccomp-bpf", "-y", "-s", "300", "-e", TRACED, "-o", trace]
            }
            Self::Unconnected(words) => words.to_vec(),
        }
    }
}

fn works(words: &[&str]) -> bool {
    let status =
        Command::new(words[0]).args(&words[1..]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

/// Says what could not be looked into. Continuous integration must be able to.
fn untried<T>(what: &str, program: &str) -> Option<T> {
    let told = format!("not tried {what}: {program} is missing or may not do it here");
    assert!(std::env::var_os("CI").is_none(), "{told}");
    // Past the harness, which keeps to itself what passing tests print.
    let _ = writeln!(io::stderr(), "{told}");
    None
}
