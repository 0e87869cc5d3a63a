//! What the terminal can show.

use std::io::{self, IsTerminal, Write};

use crate::report::Layout;

/// The layout for standard output: colours and the true width only where a person reads along.
pub(super) fn stdout_layout(several: bool) -> Layout {
    if !io::stdout().is_terminal() {
        return Layout::plain(several);
    }
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    Layout { several, width, colour: colours_wanted() }
}

/// Whether progress can be shown.
pub(super) fn shows_progress() -> bool {
    io::stderr().is_terminal()
}

/// Reports an error on standard error.
pub(super) fn complain(message: &str) {
    say(
        if io::stderr().is_terminal() && colours_wanted() { "\u{1b}[31merror:\u{1b}[0m " } else { "error: " },
        message,
    );
}

/// Reports something worth knowing on standard error.
pub(super) fn note(message: &str) {
    say("note: ", message);
}

/// Passes on text that is laid out already.
pub(super) fn print_errors(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

fn say(prefix: &str, message: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(io::stderr(), "{prefix}{message}");
}

/// See <https://no-color.org>.
fn colours_wanted() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("NO_COLOR") && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
}
