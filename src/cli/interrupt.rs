//! Ctrl-C: the first asks to stop at the next frame, the second ends the program at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The exit code of a program that was stopped, as shells count it: 128 + SIGINT.
pub(super) const EXIT_CODE: u8 = 130;

/// Whether the person wants to stop.
#[derive(Debug, Clone, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens to Ctrl-C and to a polite request to end.
    pub(super) fn listen() -> Self {
        let interrupt = Interrupt::default();
        let flag = Arc::clone(&interrupt.0);
        let listening = ctrlc::set_handler(move || {
            if flag.swap(true, Ordering::Relaxed) {
                std::process::exit(i32::from(EXIT_CODE));
            }
        });
        if let Err(error) = listening {
            super::terminal::note(&format!("Ctrl-C will stop the program without a report: {error}"));
        }
        interrupt
    }

    /// Asks to stop, where going on has no use.
    pub(super) fn request(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether to stop.
    pub(super) fn requested(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
