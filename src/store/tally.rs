//! How much comes out of the packed pieces of a session, and how many of them are damaged.
//!
//! A few bytes of a piece that somebody has tampered with can stand for millions of values. So there is room
//! for what a long session has, and what goes beyond it counts as damaged.

use super::poses::{self, Frames};
use super::trace::{self, LAST_STEP, LONGEST_FILLED, Piece};

/// Samples of all measures of a session: seven hours of one.
const MOST_SAMPLES: i64 = 250_000;

/// Frames of a session: more than two hours at 30 a second, and more than a history keeps of one.
const MOST_FRAMES: usize = 250_000;

/// Frames of one piece, which has a second of them; sampled slowly, at most some hundred.
const MOST_FRAMES_OF_A_PIECE: usize = 1_000;

/// What has come out of the pieces of a session.
#[derive(Debug, Default)]
pub(super) struct Tally {
    samples: i64,
    frames: usize,
    /// Pieces that were left out.
    pub(super) damaged: u32,
}

impl Tally {
    /// Unpacks a piece of a trace, which follows one that ends before step `end`; none where it is damaged.
    pub(super) fn samples(&mut self, first: i64, packed: &[u8], end: Option<i64>) -> Option<Piece> {
        let within = (0..=LAST_STEP).contains(&first);
        let piece = within.then(|| trace::unpack(packed)).flatten().filter(|samples| {
            let between = end.map_or(0, |end| first - end);
            let filled = if between <= LONGEST_FILLED { between.max(0) } else { 0 };
            self.samples += samples.len() as i64 + filled;
            self.samples <= MOST_SAMPLES
        });
        Some((first, self.sound(piece)?))
    }

    /// Unpacks frames; none where they are damaged.
    pub(super) fn frames(&mut self, packed: &[u8]) -> Option<Frames> {
        let frames = poses::unpack(packed).filter(|frames| {
            self.frames += frames.len();
            frames.len() <= MOST_FRAMES_OF_A_PIECE && self.frames <= MOST_FRAMES
        });
        self.sound(frames)
    }

    fn sound<T>(&mut self, piece: Option<T>) -> Option<T> {
        self.damaged += u32::from(piece.is_none());
        piece
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_out_of_all_reason_are_damage() {
        let packed = trace::pack(vec![1, 2, 3]);
        let mut tally = Tally::default();
        for first in [i64::MIN, -1, LAST_STEP + 1, 9_000_000_000_000_000_000, i64::MAX] {
            assert_eq!(tally.samples(first, &packed, None), None, "{first}");
        }
        assert_eq!(tally.damaged, 5);
        assert_eq!(tally.samples(LAST_STEP, &packed, Some(3)), Some((LAST_STEP, vec![1, 2, 3])));
    }

    #[test]
    fn a_session_has_no_more_samples_than_people_have_patience() {
        let day = trace::pack(vec![7; 864_000]);
        assert!(day.len() < 2_000, "{} bytes", day.len());
        let mut tally = Tally::default();
        assert_eq!(tally.samples(0, &day, None), None);

        // What is filled between pieces takes room, too.
        let single = trace::pack(vec![7]);
        let mut tally = Tally::default();
        let taken = (0..1_000).filter(|i| {
            let first = i * (LONGEST_FILLED + 1);
            tally.samples(first, &single, (*i > 0).then(|| first - LONGEST_FILLED)).is_some()
        });
        assert_eq!(taken.count(), 416);
        assert_eq!(tally.damaged, 584);
    }

    #[test]
    fn a_session_has_no_more_frames_than_a_history_keeps() {
        let nobody: Frames = (0..1_000).map(|at_ms| (at_ms, None)).collect();
        let packed = poses::pack(&nobody);
        let mut tally = Tally::default();
        assert_eq!((0..300).filter(|_| tally.frames(&packed).is_some()).count(), 250);
        let longer: Frames = (0..1_001).map(|at_ms| (at_ms, None)).collect();
        assert_eq!(Tally::default().frames(&poses::pack(&longer)), None);
    }
}
