//! Where every record goes.

use crossbeam_channel::{Receiver, Sender};

use super::notice::Notice;
use crate::coach::Record;

/// Keeps what happens in a session.
pub trait Recorder: Send {
    /// Keeps a record.
    ///
    /// # Errors
    /// Fails where it can't be kept, with what to do about it. The session goes on, and the next records
    /// are tried all the same.
    fn keep(&mut self, record: &Record) -> anyhow::Result<()>;
}

/// Keeps nothing.
#[derive(Debug)]
pub(super) struct Nobody;

impl Recorder for Nobody {
    fn keep(&mut self, _: &Record) -> anyhow::Result<()> {
        Ok(())
    }
}

/// Keeps every record; the first failure is told, and the session goes on.
pub(super) fn keep(mut recorder: Box<dyn Recorder>, records: &Receiver<Record>, notice: &Sender<Notice>) {
    let mut is_told = false;
    for record in records {
        if let Err(error) = recorder.keep(&record)
            && !std::mem::replace(&mut is_told, true)
        {
            // Where nobody listens any more the session is over.
            let _ = notice.send(Notice::NotKept(error));
        }
    }
}
