//! Holds a session back until the person is ready for it: the camera is open, and nobody looks yet.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What a session waits at; open unless it is closed.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<State>);

#[derive(Debug, Default)]
struct State {
    is_closed: AtomicBool,
    warning: Mutex<Option<String>>,
}

impl Gate {
    /// One that waits to be opened.
    pub fn closed() -> Self {
        let gate = Self::default();
        gate.0.is_closed.store(true, Ordering::Relaxed);
        gate
    }

    /// Lets the session begin; with what is said before all else, if anything.
    pub fn open(&self, warning: Option<String>) {
        *self.0.warning.lock().unwrap_or_else(PoisonError::into_inner) = warning;
        self.0.is_closed.store(false, Ordering::Release);
    }

    pub(super) fn is_open(&self) -> bool {
        !self.0.is_closed.load(Ordering::Acquire)
    }

    pub(super) fn warning(&self) -> Option<String> {
        self.0.warning.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
