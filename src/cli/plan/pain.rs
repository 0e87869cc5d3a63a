//! When pain says stop.
//!
//! On the scale from 0 to 10 two points are the least change that people with low back pain notice as
//! one (Childs, Piva and Fritz, Spine 2005;30:1331-1334). A rise of that much ends the programme until
//! the person goes on with `holdfast plan resume`.

use crate::messages::{Language, fill};
use crate::store::PainMark;

/// So many sessions with marks are looked at.
pub(in crate::cli) const SESSIONS: u32 = 4;

/// The least rise that stops.
const STOPS: u8 = 2;

/// A rise in pain that stops the programme: within the last session, or from the least mark of the last sessions to the
/// last mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) struct Rise {
    before: u8,
    after: u8,
}

impl Rise {
    /// What the person is to be told, in a language.
    pub(in crate::cli) fn in_words(self, language: &Language) -> String {
        let values = [("before", &*self.before.to_string()), ("after", &*self.after.to_string())];
        fill(&language.words.home.pain_rose, &values)
    }
}

/// Whether marks show a rise that stops; they come newest first.
pub(in crate::cli) fn rise(marks: &[PainMark]) -> Option<Rise> {
    let newest = marks.first()?;
    if let (Some(before), Some(after)) = (newest.before, newest.after)
        && after >= before + STOPS
    {
        return Some(Rise { before, after });
    }
    let after = newest.after.or(newest.before)?;
    let before = marks[1..].iter().filter_map(|mark| mark.before.or(mark.after)).min()?;
    (after >= before + STOPS).then_some(Rise { before, after })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::When;

    fn marks(newest_first: &[(Option<u8>, Option<u8>)]) -> Vec<PainMark> {
        let began = When { unix_ms: 0, utc_offset_secs: 0 };
        newest_first
            .iter()
            .map(|(before, after)| PainMark { began, before: *before, after: *after })
            .collect()
    }

    #[test]
    fn two_points_within_a_session_stop() {
        assert_eq!(rise(&marks(&[(Some(2), Some(4))])), Some(Rise { before: 2, after: 4 }));
        assert_eq!(rise(&marks(&[(Some(2), Some(3))])), None);
        assert_eq!(rise(&marks(&[(Some(8), Some(2))])), None);
    }

    #[test]
    fn two_points_over_the_last_sessions_stop() {
        let three = [(Some(4), None), (Some(3), Some(3)), (Some(2), Some(3))];
        assert_eq!(rise(&marks(&three)), Some(Rise { before: 2, after: 4 }));
        assert_eq!(rise(&marks(&[(Some(4), Some(3)), (Some(3), None), (None, Some(2))])), None);
        assert_eq!(rise(&marks(&[(None, Some(5)), (None, Some(3))])), Some(Rise { before: 3, after: 5 }));
    }

    #[test]
    fn without_marks_nothing_is_said() {
        assert_eq!(rise(&[]), None);
        assert_eq!(rise(&marks(&[(None, None), (Some(1), None)])), None);
        assert_eq!(rise(&marks(&[(Some(9), None)])), None, "pain that was there is no rise");
    }
}
