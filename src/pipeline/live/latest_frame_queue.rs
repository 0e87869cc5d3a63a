//! What waits for the coach: of frames the newest only, of everything else all, in order.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Pace;

/// Messages to the coach. At most one frame waits: a newer one takes its place, or waits until it has
/// been taken, as the [`Pace`] says. Other messages are never lost, and nothing overtakes anything.
#[derive(Debug)]
pub(super) struct LatestFrameQueue<F, M> {
    shared: Arc<Shared<F, M>>,
}

#[derive(Debug)]
struct Shared<F, M> {
    state: Mutex<State<F, M>>,
    changed: Condvar,
}

#[derive(Debug)]
struct State<F, M> {
    waiting: VecDeque<Queued<F, M>>,
    replaced: u64,
    closed: bool,
}

/// One of the two kinds of messages.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Queued<F, M> {
    /// A frame.
    Frame(F),
    /// Anything else.
    Told(M),
}

impl<F, M> Clone for LatestFrameQueue<F, M> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<F, M> LatestFrameQueue<F, M> {
    /// An empty one.
    pub(super) fn new() -> Self {
        let state = State { waiting: VecDeque::new(), replaced: 0, closed: false };
        Self { shared: Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() }) }
    }

    /// Puts in a frame; false when nobody takes any more.
    pub(super) fn put(&self, frame: F, pace: Pace) -> bool {
        let mut state = self.lock();
        while pace == Pace::EveryFrame && !state.closed && state.has_frame() {
            state = wait(&self.shared.changed, state);
        }
        let before = state.waiting.len();
        state.waiting.retain(|queued| matches!(queued, Queued::Told(_)));
        state.replaced += (before - state.waiting.len()) as u64;
        state.waiting.push_back(Queued::Frame(frame));
        self.shared.changed.notify_all();
        !state.closed
    }

    /// Puts in something else.
    pub(super) fn tell(&self, message: M) {
        self.lock().waiting.push_back(Queued::Told(message));
        self.shared.changed.notify_all();
    }

    /// Takes the next message; `None` when none has come for so long.
    pub(super) fn take(&self, patience: Duration) -> Option<Queued<F, M>> {
        let until = Instant::now() + patience;
        let mut state = self.lock();
        loop {
            if let Some(queued) = state.waiting.pop_front() {
                self.shared.changed.notify_all();
                return Some(queued);
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return None;
            }
            let waited = self.shared.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Takes nothing more, and lets go whoever waits to put something in.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.shared.changed.notify_all();
    }

    /// Whether nothing more is taken.
    pub(super) fn is_closed(&self) -> bool {
        self.lock().closed
    }

    /// Waits until it is closed, but for so long at most; says whether it is.
    pub(super) fn wait_closed(&self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        let mut state = self.lock();
        loop {
            let left = until.saturating_duration_since(Instant::now());
            if state.closed || left.is_zero() {
                return state.closed;
            }
            let waited = self.shared.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// How many frames a newer one has taken the place of.
    pub(super) fn replaced(&self) -> u64 {
        self.lock().replaced
    }

    fn lock(&self) -> MutexGuard<'_, State<F, M>> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<F, M> State<F, M> {
    fn has_frame(&self) -> bool {
        self.waiting.iter().any(|queued| matches!(queued, Queued::Frame(_)))
    }
}

fn wait<'a, T>(changed: &Condvar, guard: MutexGuard<'a, T>) -> MutexGuard<'a, T> {
    changed.wait(guard).unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    const NOW: Duration = Duration::ZERO;

    fn taken(queue: &LatestFrameQueue<u32, &'static str>) -> Vec<Queued<u32, &'static str>> {
        std::iter::from_fn(|| queue.take(NOW)).collect()
    }

    #[test]
    fn of_frames_the_newest_waits_and_of_the_rest_all_in_order() {
        let queue = LatestFrameQueue::new();
        queue.put(1, Pace::RealTime);
        queue.tell("a");
        queue.put(2, Pace::RealTime);
        queue.tell("b");
        queue.tell("c");
        queue.put(3, Pace::RealTime);
        let expected = [Queued::Told("a"), Queued::Told("b"), Queued::Told("c"), Queued::Frame(3)];
        assert_eq!(taken(&queue), expected);
        assert_eq!(queue.replaced(), 2);
    }

    #[test]
    fn a_frame_in_work_is_not_waited_for() {
        let queue: LatestFrameQueue<u32, ()> = LatestFrameQueue::new();
        queue.put(1, Pace::RealTime);
        assert_eq!(queue.take(NOW), Some(Queued::Frame(1)));
        queue.put(2, Pace::RealTime);
        queue.put(3, Pace::RealTime);
        assert_eq!(queue.take(NOW), Some(Queued::Frame(3)));
        assert_eq!(queue.take(NOW), None);
    }

    #[test]
    fn at_the_other_pace_no_frame_is_lost() {
        let queue: LatestFrameQueue<u32, ()> = LatestFrameQueue::new();
        let sender = queue.clone();
        let putting = thread::spawn(move || (0..100).all(|number| sender.put(number, Pace::EveryFrame)));
        for number in 0..100 {
            assert_eq!(queue.take(Duration::MAX / 4), Some(Queued::Frame(number)));
        }
        assert!(putting.join().expect("it ends"));
        assert_eq!(queue.replaced(), 0);
    }

    #[test]
    fn whoever_waits_to_put_in_a_frame_is_let_go_when_nobody_takes_it() {
        let queue: LatestFrameQueue<u32, ()> = LatestFrameQueue::new();
        queue.put(1, Pace::EveryFrame);
        let sender = queue.clone();
        let putting = thread::spawn(move || sender.put(2, Pace::EveryFrame));
        queue.close();
        assert!(!putting.join().expect("it ends"));
        assert!(queue.wait_closed(NOW));
    }
}
