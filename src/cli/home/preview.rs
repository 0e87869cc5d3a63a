//! What the camera sees, while the person looks at it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result};

use crate::cli::NO_THREAD;
use crate::frame::Frame;
use crate::source::live::{Camera, LiveError};
use crate::ui::Waker;

/// A camera that is looked through.
#[derive(Debug)]
pub(super) struct Preview {
    newest: Arc<Mutex<Seen>>,
    ends: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// What was seen last, or why nothing is.
#[derive(Debug, Default)]
struct Seen {
    frame: Option<Arc<Frame>>,
    trouble: Option<LiveError>,
}

impl Preview {
    /// Looks through a camera, or the first webcam, until this is dropped.
    pub(super) fn of(camera: Option<String>, waker: Waker) -> Result<Self> {
        let (newest, ends) = (Arc::<Mutex<Seen>>::default(), Arc::<AtomicBool>::default());
        let (place, end) = (Arc::clone(&newest), Arc::clone(&ends));
        let work = move || {
            let trouble = look(camera.as_deref(), &end, |frame| {
                locked(&place).frame = Some(Arc::new(frame));
                waker.wake();
            });
            locked(&place).trouble = trouble.err();
            waker.wake();
        };
        let thread = thread::Builder::new().name("preview".to_owned()).spawn(work);
        let thread = thread.context(NO_THREAD)?;
        Ok(Self { newest, ends, thread: Some(thread) })
    }

    /// The newest picture.
    pub(super) fn frame(&self) -> Option<Arc<Frame>> {
        locked(&self.newest).frame.clone()
    }

    /// Why there is no picture; once.
    pub(super) fn trouble(&self) -> Option<LiveError> {
        locked(&self.newest).trouble.take()
    }

    /// Ends it; what is given ends when the camera is free.
    pub(super) fn end(mut self) -> Option<JoinHandle<()>> {
        self.thread.take()
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.ends.store(true, Ordering::Relaxed);
    }
}

fn locked(seen: &Mutex<Seen>) -> std::sync::MutexGuard<'_, Seen> {
    seen.lock().unwrap_or_else(PoisonError::into_inner)
}

fn look(camera: Option<&str>, end: &AtomicBool, mut take: impl FnMut(Frame)) -> Result<(), LiveError> {
    let camera = camera.map_or_else(Camera::first, Camera::parse)?;
    let mut source = camera.open(true)?;
    while !end.load(Ordering::Relaxed) {
        match source.next_frame() {
            Ok(Some((frame, _))) => take(frame),
            Ok(None) => return Ok(()),
            Err(error) if error.stays_open() => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
