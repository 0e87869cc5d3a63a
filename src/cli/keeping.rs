//! Keeps a live session in the history while it goes on.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;

use super::places::History;
use super::{days, terminal};
use crate::coach::{Ending, Record};
use crate::messages::Language;
use crate::pipeline::live::{Notice, Recorder};
use crate::rules::RuleFile;
use crate::store::{About, KeptSession, NewSession, Origin, Pain, Store, StoreError, Writer};

/// The session under way; a part of it goes to the thread that keeps.
#[derive(Debug, Clone)]
pub(super) struct Keeping(Arc<Mutex<Option<Writer>>>);

/// What became of a session that was to be kept.
pub(super) enum Kept {
    /// It is in the history, with this number.
    InHistory(i64),
    /// Nothing was done that would be worth keeping.
    Nothing,
    /// It could not be kept, or not to its end, and is this.
    InMemory(Box<KeptSession>),
}

impl Keeping {
    /// Begins to keep a session; in memory alone, and with a word to the person, where that is not
    /// possible on the disk.
    pub(super) fn begin(
        history: &History,
        new: NewSession,
        pain: Option<u8>,
        language: &Language,
    ) -> Result<Self> {
        let on_disk = || -> Result<Writer> { Ok(Writer::begin(history.open()?, new.clone())?) };
        let writer = match on_disk() {
            Ok(writer) => writer,
            Err(error) => {
                let notice = Notice::NotKept(error);
                terminal::tell_notice(&notice, language);
                Writer::begin(Store::in_memory()?, new)?
            }
        };
        if pain.is_some() {
            writer.mark_pain(Pain { before: pain, after: None })?;
        }
        Ok(Self(Arc::new(Mutex::new(Some(writer)))))
    }

    /// Keeps how strong the pain is of a session that it keeps from beginning.
    pub(super) fn stopped(history: &History, pain: u8, language: &Language) -> Result<()> {
        let nothing = new_session(&[], String::new(), Default::default());
        let mut keeping = Self::begin(history, nothing, Some(pain), language)?;
        keeping.keep(&Record::Finished { at_secs: 0.0, how: Ending::Stopped })?;
        keeping.finish().map(drop)
    }

    /// Notes how strong the pain is.
    pub(super) fn mark_pain(&self, pain: Pain) -> Result<()> {
        match &*self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(writer) => Ok(writer.mark_pain(pain)?),
            None => Ok(()),
        }
    }

    /// Ends the keeping, after the thread that keeps has ended.
    pub(super) fn finish(&self) -> Result<Kept> {
        let writer = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(writer) = writer else { return Ok(Kept::Nothing) };
        let (id, in_memory) = (writer.session(), writer.is_in_memory());
        let store = writer.finish()?;
        match store.session(id) {
            Err(StoreError::NoSession { .. }) => Ok(Kept::Nothing),
            Err(error) => Err(error.into()),
            Ok(session) if in_memory => Ok(Kept::InMemory(Box::new(session))),
            Ok(_) => Ok(Kept::InHistory(id)),
        }
    }
}

impl Recorder for Keeping {
    fn keep(&mut self, record: &Record) -> Result<()> {
        match &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Some(writer) => Ok(writer.keep(record)?),
            None => Ok(()),
        }
    }
}

/// What is known of a session as it begins.
pub(super) fn new_session(rules: &[RuleFile], camera: String, model: (String, String)) -> NewSession {
    let about = About {
        began: days::now(),
        origin: Origin::Camera,
        source: camera,
        program_version: env!("CARGO_PKG_VERSION").to_string(),
        model: model.0,
        model_sha256: model.1,
    };
    NewSession { about, items: rules.iter().map(|file| (file.into(), file.exercise.clone())).collect() }
}
