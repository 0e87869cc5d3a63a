//! What was done of the programme, and what is still to do.

use anyhow::Result;

use super::pain::{self, Rise};
use crate::cli::days;
use crate::coach::Item;
use crate::rules::{Catalogue, RuleFile};
use crate::store::{PainMark, PlanItem, Store};

/// Rest between sets, in seconds, where nothing else is asked for.
const REST_SECS: f64 = 30.0;

/// So many days are looked back on.
const DAYS_BACK: u32 = 400;

/// The programme on a day.
#[derive(Debug)]
pub(in crate::cli) struct Programme {
    /// Its exercises in their order.
    pub(in crate::cli) parts: Vec<Part>,
    /// Days in a row with practice, up to this day or the day before.
    pub(super) days_in_a_row: u32,
    /// Days with practice among the last seven, this one included.
    pub(super) days_of_seven: u32,
    /// A rise in pain that stops the programme.
    pub(in crate::cli) rise: Option<Rise>,
}

/// One exercise of the programme on a day.
#[derive(Debug)]
pub(in crate::cli) struct Part {
    pub(in crate::cli) item: PlanItem,
    /// How often it was done on the day.
    pub(in crate::cli) done: u32,
    /// Whether a set of it was begun on the day and ended early.
    pub(in crate::cli) has_part: bool,
}

impl Part {
    pub(super) fn is_done(&self) -> bool {
        self.done >= self.item.times_a_day
    }
}

/// The programme and what was done of it on a day, counted from 1970-01-01; `pain` is how strong it is
/// now, where the person says it.
pub(in crate::cli) fn programme(store: &Store, day: i64, pain: Option<u8>) -> Result<Programme> {
    let mut parts = Vec::new();
    for item in store.plan()? {
        let (sets, marks) = store.done_on(&item.exercise, day)?;
        let has_part = store.has_part_of(&item.exercise, day)? || sets % item.sets.max(1) > 0;
        parts.push(Part { done: sets / item.sets.max(1) + marks, has_part, item });
    }
    let began = days::now();
    let now = pain.map(|mark| PainMark { began, before: Some(mark), after: None });
    let marks: Vec<PainMark> = now.into_iter().chain(store.pain_marks(pain::SESSIONS)?).collect();
    let days = store.days_with_practice(DAYS_BACK)?;
    Ok(Programme {
        parts,
        days_in_a_row: in_a_row(&days, day),
        days_of_seven: days.iter().filter(|past| (day - 6..=day).contains(*past)).count() as u32,
        rise: pain::rise(&marks),
    })
}

impl Programme {
    /// Whether nothing is planned.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// What is to be coached next, with its rules: each exercise that is behind the others of this day,
    /// once. Empty where everything is done.
    pub(in crate::cli) fn items(&self, catalogue: &Catalogue) -> Result<Vec<(RuleFile, Item)>> {
        let open = || self.parts.iter().filter(|part| !part.is_done());
        // Whoever does it twice a day does all of it before any of it again.
        let round = open().map(|part| part.done).min().unwrap_or(0);
        open()
            .filter(|part| part.done == round)
            .map(|part| {
                let rules = catalogue.get(&part.item.exercise)?.clone();
                let item = Item {
                    exercise: rules.exercise.clone(),
                    texts: rules.texts.clone(),
                    settings: part.item.settings,
                    repetitions: Some(part.item.repetitions),
                    sets: part.item.sets,
                    rest_secs: REST_SECS,
                };
                Ok((rules, item))
            })
            .collect()
    }
}

/// Days in a row up to `day`; a day that is not over yet breaks nothing. `days` come newest first.
fn in_a_row(days: &[i64], day: i64) -> u32 {
    let mut expected = day;
    let mut row = 0;
    for past in days.iter().filter(|past| **past <= day) {
        if *past == expected || (row == 0 && *past == day - 1) {
            row += 1;
            expected = past - 1;
        } else {
            break;
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::Settings;

    #[test]
    fn days_in_a_row_end_at_the_first_without_practice() {
        assert_eq!(in_a_row(&[], 10), 0);
        assert_eq!(in_a_row(&[10, 9, 8, 6], 10), 3);
        assert_eq!(in_a_row(&[9, 8, 6], 10), 2, "today is not over");
        assert_eq!(in_a_row(&[8, 7], 10), 0);
        assert_eq!(in_a_row(&[12, 10, 9], 10), 2, "seen from an earlier day");
    }

    fn part(exercise: &str, done: u32, times_a_day: u32) -> Part {
        let settings = Settings { hold_secs: Some(4.0), ..Settings::default() };
        let exercise = exercise.to_string();
        Part {
            item: PlanItem { exercise, sets: 2, repetitions: 3, settings, times_a_day },
            done,
            has_part: false,
        }
    }

    #[test]
    fn all_is_done_once_before_any_is_done_again() {
        let catalogue = Catalogue::load(None).expect("nothing to read");
        let [first, second, third] = [0, 1, 2].map(|place: usize| catalogue.files()[place].id.clone());
        let next = |dones: [u32; 3]| -> Vec<String> {
            let parts =
                vec![part(&first, dones[0], 2), part(&second, dones[1], 1), part(&third, dones[2], 2)];
            let programme = Programme { parts, days_in_a_row: 0, days_of_seven: 0, rise: None };
            let items = programme.items(&catalogue).expect("built in");
            for (_, item) in &items {
                assert_eq!((item.sets, item.repetitions, item.settings.hold_secs), (2, Some(3), Some(4.0)));
            }
            items.into_iter().map(|(rules, _)| rules.id).collect()
        };
        assert_eq!(next([0, 0, 0]), [first.clone(), second.clone(), third.clone()]);
        assert_eq!(next([1, 0, 0]), [second.clone(), third.clone()]);
        assert_eq!(next([1, 1, 1]), [first.clone(), third.clone()]);
        assert_eq!(next([2, 1, 2]), Vec::<String>::new());
        assert_eq!(next([3, 1, 1]), [third]);
    }
}
