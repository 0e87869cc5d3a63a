//! How strong the pain is before and after a session, as it is marked in the window.

use anyhow::Result;

use crate::cli::keeping::Keeping;
use crate::cli::places::History;
use crate::cli::{days, plan};
use crate::messages::Language;
use crate::pipeline::live::Gate;
use crate::store::Pain;
use crate::ui::{Answer, Asked};

/// Takes the answers, and keeps them with the session.
#[derive(Debug, Clone)]
pub(super) struct PainMarks {
    pub(super) history: History,
    pub(super) keeping: Keeping,
    /// The session waits here until it was asked.
    pub(super) gate: Gate,
    /// Whether a rise ends the session: it is the day's programme.
    pub(super) is_programme: bool,
    pub(super) language: &'static Language,
}

/// What an answer leads to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Led {
    /// What the person is to read of a rise.
    pub(super) warning: Option<String>,
    /// Whether the session is not to begin.
    pub(super) stops: bool,
}

impl PainMarks {
    /// Keeps an answer; one before the session lets it begin. Who is never to be asked again has that in the settings.
    pub(super) fn take(&self, asked: Asked, answer: Answer) -> Result<Led> {
        let led = match answer {
            Answer::Mark(mark) => self.keep(asked, mark),
            Answer::Skip => Ok(Led::default()),
            Answer::Never => {
                super::looks::keep(|settings| settings.ask_pain = false);
                Ok(Led::default())
            }
        };
        if asked == Asked::Before {
            // What cannot be kept stops nobody.
            let said = led.as_ref().ok().filter(|led| !led.stops).and_then(|led| led.warning.clone());
            self.gate.open(said);
        }
        led
    }

    fn keep(&self, asked: Asked, mark: u8) -> Result<Led> {
        let store = self.history.read()?;
        let rise = match (asked, &store) {
            (Asked::Before, Some(store)) => plan::programme(store, days::now().day(), Some(mark))?.rise,
            _ => None,
        };
        let (before, after) = match asked {
            Asked::Before => (Some(mark), None),
            Asked::After => (None, Some(mark)),
        };
        self.keeping.mark_pain(Pain { before, after })?;
        let rise = match (asked, &store) {
            (Asked::After, Some(store)) => plan::rise(&store.pain_marks(plan::SESSIONS)?),
            _ => rise,
        };
        let stops = asked == Asked::Before && self.is_programme && rise.is_some();
        Ok(Led { warning: rise.map(|rise| rise.in_words(self.language)), stops })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::keeping::new_session;
    use crate::messages::english;

    /// A session of a history of its own, that is asked about.
    fn marks(folder: &std::path::Path, is_programme: bool) -> PainMarks {
        let history = History::in_folder(folder);
        let new = new_session(&[], "camera".into(), ("model".into(), "sum".into()));
        let keeping = Keeping::begin(&history, new, None, english()).expect("a history");
        PainMarks { history, keeping, gate: Gate::closed(), is_programme, language: english() }
    }

    fn take(marks: &PainMarks, asked: Asked, mark: u8) -> Led {
        marks.take(asked, Answer::Mark(mark)).expect("it is kept")
    }

    #[test]
    fn two_points_more_after_a_session_are_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let marks = marks(folder.path(), true);
        assert_eq!(take(&marks, Asked::Before, 2), Led::default());
        let led = take(&marks, Asked::After, 4);
        assert!(led.warning.is_some_and(|told| told.starts_with("Pain rose from 2 to 4.")) && !led.stops);
    }

    #[test]
    fn two_points_more_before_one_stop_the_programme_and_not_an_exercise() {
        for is_programme in [true, false] {
            let folder = tempfile::tempdir().expect("a folder");
            let before = marks(folder.path(), is_programme);
            take(&before, Asked::Before, 1);
            let led = take(&marks(folder.path(), is_programme), Asked::Before, 3);
            assert!(led.warning.is_some_and(|told| told.starts_with("Pain rose from 1 to 3.")));
            assert_eq!(led.stops, is_programme);
        }
    }
}
