//! Keeps a session as it happens.

use std::sync::Arc;

use super::error::StoreError;
use super::moments::Moments;
use super::session::{NewSession, Origin, Pain, SECS_PER_DAY};
use super::storing::Store;
use super::trace::{Sampler, driving};
use super::{place, poses, rows};
use crate::coach::{Record, SetResult, SetStart};
use crate::motion::{Attempt, Event, Exercise, Measurements, Placement, Pose, Side};

/// Every frame's landmarks are kept for so many days, for exports to other programs.
pub const MOTION_DAYS: i64 = 30;

/// All landmarks together take at most so many bytes: with years of verdicts beside them the history
/// stays below 200 MB.
pub const MOTION_BYTES: i64 = 60_000_000;

/// Frames are kept when they have become so many seconds: what a crash can cost at most.
const BATCH_SECS: f64 = 1.0;

/// Frames of a set are few seconds apart; more between two are no longer one batch.
const LONGEST_BATCH: usize = 600;

/// Keeps the session under way. Dropped without an end, the session counts as cut off.
#[derive(Debug)]
pub struct Writer {
    store: Store,
    new: NewSession,
    session: i64,
    set: Option<OpenSet>,
    _lock: Option<place::SessionLock>,
}

/// The set under way.
#[derive(Debug)]
struct OpenSet {
    id: i64,
    start: SetStart,
    frames: poses::Frames,
    /// When the first of them was seen, and the last frame of all.
    since_secs: f64,
    last_secs: f64,
    count: u32,
    sampler: Sampler,
    moments: Moments,
    /// What was seen last of how the body lies.
    placement: Placement,
}

impl Writer {
    /// Begins a session. A recording is kept when it has ended, wholly or not at all; of live sessions
    /// there can be one at a time. Old motion is pruned.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written, or another session is under way.
    pub fn begin(store: Store, new: NewSession) -> Result<Self, StoreError> {
        let live = new.about.origin == Origin::Camera;
        let lock = match store.folder().filter(|_| live) {
            Some(folder) => Some(
                place::lock(folder)?.ok_or_else(|| StoreError::UnderWay { folder: folder.to_path_buf() })?,
            ),
            None => None,
        };
        let oldest_ms = new.about.began.unix_ms - MOTION_DAYS * SECS_PER_DAY * 1000;
        store.change(|c| rows::prune_motion(c, oldest_ms, MOTION_BYTES))?;
        if !live {
            store.change_all()?;
        }
        let session = store.change(|c| rows::session(c, &new.about, None))?;
        Ok(Self { store, new, session, set: None, _lock: lock })
    }

    /// Sets the pain marks of the session; those that are none stay as they are.
    ///
    /// # Errors
    ///
    /// Fails where nothing can be written.
    pub fn mark_pain(&self, pain: Pain) -> Result<(), StoreError> {
        self.store.mark_pain(self.session, pain)
    }

    /// The session's number.
    pub fn session(&self) -> i64 {
        self.session
    }

    /// Whether the session is kept in memory alone, because the disk refused it.
    pub fn is_in_memory(&self) -> bool {
        self.store.folder().is_none()
    }

    /// Keeps a record; what is kept already is not kept again. What an attempt came to is on the disk
    /// when this returns, frames are within a second.
    ///
    /// # Errors
    ///
    /// Says once why the disk keeps no more. The session then goes on in memory, with what was kept of
    /// it before, so that a report can still be made.
    pub fn keep(&mut self, record: &Record) -> Result<(), StoreError> {
        let Err(cause) = self.write(record) else { return Ok(()) };
        if self.is_in_memory() || self.new.about.origin == Origin::Recording {
            return Err(cause);
        }
        self.retreat()?;
        self.write(record)?;
        Err(cause)
    }

    /// Ends the keeping, and hands the history back.
    ///
    /// # Errors
    ///
    /// Fails where the last frames, or a recording as a whole, cannot be written.
    pub fn finish(mut self) -> Result<Store, StoreError> {
        self.close_set(None)?;
        self.store.finish_all()?;
        Ok(self.store)
    }

    fn write(&mut self, record: &Record) -> Result<(), StoreError> {
        match record {
            Record::SetBegan(start) => self.begin_set(start),
            Record::Frame { at_secs, pose, measures, placement } => {
                self.see(*at_secs, pose.as_ref(), measures, *placement)
            }
            Record::Happened { event: Event::AttemptEnded(attempt), .. } => self.keep_attempt(attempt),
            Record::Happened { event: Event::Repetition(repetitions), .. } => match &self.set {
                Some(set) => self.store.change(|c| rows::repetitions(c, set.id, *repetitions)),
                None => Ok(()),
            },
            // The rest is said and shown; what came of it is in the attempts and the result.
            Record::Happened { .. } => Ok(()),
            Record::SetEnded(result) => self.close_set(Some(result)),
            Record::Paused { at_secs, why } => {
                self.flush()?;
                self.store.change(|c| rows::pause(c, self.session, *at_secs, *why))
            }
            Record::Resumed { at_secs } => self.store.change(|c| rows::resume(c, self.session, *at_secs)),
            Record::Saves { at_secs, saving } => {
                self.store.change(|c| rows::saving(c, self.session, *at_secs, *saving))
            }
            Record::Finished { at_secs, how } => {
                self.close_set(None)?;
                self.store.change(|c| rows::ending(c, self.session, *at_secs, *how))
            }
        }
    }

    fn begin_set(&mut self, start: &SetStart) -> Result<(), StoreError> {
        if self.set.as_ref().is_some_and(|set| set.start == *start) {
            return Ok(());
        }
        self.close_set(None)?;
        let Some((rules, exercise)) = self.new.items.get(start.item) else { return Ok(()) };
        let (id, whole) = self.store.change(|c| {
            let rules = rows::rules(c, rules)?;
            rows::set(c, self.session, rules, start)
        })?;
        if whole {
            return Ok(()); // what follows is kept already
        }
        self.set = Some(OpenSet {
            id,
            start: start.clone(),
            frames: Vec::new(),
            since_secs: start.at_secs,
            last_secs: f64::NEG_INFINITY,
            count: 0,
            sampler: Sampler::new(exercise, start.at_secs),
            moments: Moments::default(),
            placement: Placement::default(),
        });
        Ok(())
    }

    fn see(
        &mut self,
        at_secs: f64,
        pose: Option<&Arc<Pose>>,
        measures: &Measurements,
        placement: Placement,
    ) -> Result<(), StoreError> {
        let Some(set) = self.set.as_mut().filter(|set| at_secs > set.last_secs) else { return Ok(()) };
        if set.frames.is_empty() {
            set.since_secs = at_secs;
        }
        set.last_secs = at_secs;
        set.count += 1;
        set.placement = Placement {
            position: placement.position.or(set.placement.position),
            view: placement.view.or(set.placement.view),
            near: placement.near.or(set.placement.near),
        };
        set.frames.push((rows::ms(at_secs), pose.cloned()));
        set.sampler.take(at_secs, measures);
        if let Some(pose) = pose {
            set.moments.take(at_secs, pose, measures, set.placement.near);
        }
        let due = at_secs - set.since_secs >= BATCH_SECS || set.frames.len() >= LONGEST_BATCH;
        if due { self.flush() } else { Ok(()) }
    }

    fn keep_attempt(&mut self, attempt: &Attempt) -> Result<(), StoreError> {
        let Some(set) = &self.set else { return Ok(()) };
        let Some(exercise) = self.exercise(&set.start) else { return Ok(()) };
        let measure = measure_of(attempt, exercise, set.placement.near);
        let moments = set.moments.of(attempt, exercise);
        self.store.change(|c| {
            rows::excursion(c, set.id, exercise, attempt, measure.as_deref())?;
            moments.iter().try_for_each(|moment| rows::moment(c, set.id, exercise, moment))
        })?;
        self.flush()
    }

    /// Keeps the frames that have come since the last time.
    fn flush(&mut self) -> Result<(), StoreError> {
        let Some(set) = self.set.as_mut().filter(|set| !set.frames.is_empty()) else { return Ok(()) };
        self.store.change(|c| {
            for (first_step, measure, samples) in set.sampler.pending() {
                rows::trace(c, set.id, &measure.name(), first_step, samples.clone())?;
            }
            rows::motion(c, set.id, &set.frames, set.count, set.placement)
        })?;
        set.sampler.clear();
        set.frames.clear();
        Ok(())
    }

    fn close_set(&mut self, result: Option<&SetResult>) -> Result<(), StoreError> {
        self.flush()?;
        let Some(set) = &self.set else { return Ok(()) };
        let exercise = self.exercise(&set.start);
        let near = result.and_then(|result| result.placement.near).or(set.placement.near);
        let driving: Option<Vec<String>> = exercise
            .map(|exercise| driving(exercise, near).into_iter().map(|measure| measure.name()).collect());
        self.store.change(|c| {
            if let Some(result) = result {
                for (exercise, attempt) in
                    exercise.iter().flat_map(|known| result.attempts.iter().map(move |a| (known, a)))
                {
                    let measure = measure_of(attempt, exercise, near);
                    rows::excursion(c, set.id, exercise, attempt, measure.as_deref())?;
                }
                rows::result(c, set.id, exercise, result)?;
            }
            rows::join_traces(c, set.id, driving.as_deref())
        })?;
        self.set = None;
        Ok(())
    }

    fn exercise(&self, start: &SetStart) -> Option<&Exercise> {
        self.new.items.get(start.item).map(|(_, exercise)| exercise)
    }

    /// Goes on in memory: with everything that was kept on the disk, where it can still be read.
    fn retreat(&mut self) -> Result<(), StoreError> {
        let memory = Store::in_memory()?;
        let copied = self.store.copy_session(self.session, &memory);
        // Somebody may have deleted it meanwhile.
        if copied.is_err() || !memory.has_session(self.session)? {
            memory.change(|c| rows::session(c, &self.new.about, Some(self.session)))?;
        }
        if let Some(set) = &mut self.set
            && let Some((rules, _)) = self.new.items.get(set.start.item)
        {
            (set.id, _) = memory.change(|c| {
                let rules = rows::rules(c, rules)?;
                rows::set(c, self.session, rules, &set.start)
            })?;
        }
        self.store = memory;
        Ok(())
    }
}

/// The name of the measure that drove an attempt.
fn measure_of(attempt: &Attempt, exercise: &Exercise, near: Option<Side>) -> Option<String> {
    Some(exercise.phase(attempt.phase).driving_measure(near)?.name())
}
