//! What is shown of a moment, and the newest of it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use crate::coach::Moment;
use crate::frame::Frame;
use crate::ui::{Curve, OverlayState};

/// A moment of the session, to be shown. Its sounds and records have gone their own ways.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The picture; none before the first, and while the camera gives none.
    pub frame: Option<Arc<Frame>>,
    /// When it came.
    pub arrived: Option<Instant>,
    /// The person in it, and what is known of the set under way.
    pub overlay: OverlayState,
    /// The curve of each set that is done, in their order; none for one in which nothing was measured.
    pub curves: Arc<Vec<Option<Curve>>>,
    /// What the coach made of it.
    pub moment: Moment,
}

/// A value of which the newest counts.
#[derive(Debug)]
pub(super) struct Latest<T>(Arc<Mutex<Option<Arc<T>>>>);

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Clone for Latest<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> Latest<T> {
    /// Takes the place of the one before.
    pub(super) fn put(&self, value: Arc<T>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(value);
    }

    /// The newest, once.
    pub(super) fn take(&self) -> Option<Arc<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
