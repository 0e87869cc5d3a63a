//! A terminal that passes on each key at once and does not show it.

use std::io::{IsTerminal, stdin};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

/// Bytes of a key at most: the longest sequence has seven.
const MOST_BYTES: usize = 16;

/// The terminal, until it is dropped; then it is as it was.
pub(super) struct Terminal {
    before: Termios,
}

impl Terminal {
    /// The terminal that the program was started from; none where its input comes from elsewhere.
    pub(super) fn open() -> Option<Self> {
        let input = stdin();
        let before = input.is_terminal().then(|| tcgetattr(&input).ok()).flatten()?;
        let mut now = before.clone();
        // Ctrl-C stays what it is.
        now.local_modes -= LocalModes::ICANON | LocalModes::ECHO;
        tcsetattr(&input, OptionalActions::Now, &now).ok()?;
        Some(Self { before })
    }

    /// What was typed at once and has not been read yet: a key.
    pub(super) fn next(&mut self) -> Option<Vec<u8>> {
        let input = stdin();
        let mut waiting = [PollFd::new(&input, PollFlags::IN)];
        let ready = poll(&mut waiting, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).ok()?;
        if ready == 0 {
            return None;
        }
        let mut bytes = [0; MOST_BYTES];
        let read = rustix::io::read(&input, &mut bytes).ok().filter(|read| *read > 0)?;
        Some(bytes[..read].to_vec())
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing any more.
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.before);
    }
}
