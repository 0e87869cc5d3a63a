//! What the terminal can show.

use std::io::{self, IsTerminal, StdoutLock, Write};
use std::sync::OnceLock;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

use crate::messages::{Language, english};
use crate::pipeline::live::Notice;
use crate::report::{Layout, Page, printable};

const ERROR: Style = AnsiColor::Red.on_default();

static LANGUAGE: OnceLock<&'static Language> = OnceLock::new();

/// Sets the language of this run, once.
pub(super) fn speak(language: &'static Language) {
    let _ = LANGUAGE.set(language);
}

/// The language of this run.
pub(super) fn language() -> &'static Language {
    LANGUAGE.get().copied().unwrap_or_else(english)
}

/// Standard output, whose errors say what could not be written.
pub(super) struct Output(StdoutLock<'static>);

/// Standard output.
pub(super) fn output() -> Output {
    Output(io::stdout().lock())
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(explained)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(explained)
    }
}

/// What an error of standard output says to people.
pub(super) fn explained(error: io::Error) -> io::Error {
    let cause = match error.kind() {
        // The reader has seen enough.
        io::ErrorKind::BrokenPipe => return error,
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full: free some space, or name another place".to_owned()
        }
        _ => error.to_string(),
    };
    io::Error::new(error.kind(), format!("cannot write to standard output: {cause}"))
}

/// Standard output as a page.
pub(super) fn page() -> Page<'static> {
    Page::new(output(), stdout_layout(false))
}

/// The layout for standard output: colours and the true width only where a person reads along.
pub(super) fn stdout_layout(several: bool) -> Layout {
    if !io::stdout().is_terminal() {
        return Layout::plain(several);
    }
    let width = terminal_size::terminal_size().map_or(80, |(width, _)| usize::from(width.0));
    let colour = AutoStream::choice(&io::stdout()) != ColorChoice::Never;
    Layout { width, colour, ..Layout::plain(several) }
}

/// Whether progress can be shown.
pub(super) fn shows_progress() -> bool {
    io::stderr().is_terminal()
}

/// Reports an error on standard error, in the language of this run.
pub(super) fn complain(error: &anyhow::Error) {
    complain_of(&language().error(error));
}

/// The same of what is said already in the language of this run.
pub(super) fn complain_of(message: &str) {
    let words = &language().words.terminal;
    say(&format!("{ERROR}{}:{ERROR:#} {}", words.error, printable(message)));
}

/// Reports something worth knowing on standard error, in the language of this run.
pub(super) fn note(in_english: &str) {
    tell(&language().message(in_english), language());
}

/// The same of an error with which the program goes on.
pub(super) fn note_error(error: &anyhow::Error) {
    tell(&language().error(error), language());
}

/// Reports something worth knowing in a person's language.
pub(super) fn tell(message: &str, language: &Language) {
    say(&format!("{}: {}", language.words.terminal.note, printable(message)));
}

/// Reports what does not work. Where the cause is not known in the language, that stands below.
pub(super) fn tell_notice(notice: &Notice, language: &Language) {
    let told = notice.in_words(language);
    tell(&told, language);
    if told.contains(&language.words.notice.cause) {
        note(&notice.to_string());
    }
}

/// Passes on text that is laid out already.
pub(super) fn print_errors(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

fn say(text: &str) {
    // Where standard error is closed there is nobody to tell.
    let _ = writeln!(anstream::stderr(), "{text}");
}
