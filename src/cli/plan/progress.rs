//! What was done of the programme, and what is still to do.

use anyhow::Result;

use super::pain::{self, Rise};
use crate::cli::days;
use crate::coach::Item;
use crate::rules::{Catalogue, RuleFile};
use crate::store::{PainMark, PlanItem, Rest, Store};

/// Rest between sets, in seconds, where nothing else is asked for.
const REST_SECS: f64 = 30.0;

/// So many days are looked back on.
const DAYS_BACK: u32 = 400;

/// The programme on a day.
#[derive(Debug)]
pub(in crate::cli) struct Programme {
    /// Its exercises in their order.
    pub(in crate::cli) parts: Vec<Part>,
    /// Days in a row with practice, up to this day or the day before; a day on which the programme rests breaks nothing.
    pub(super) days_in_a_row: u32,
    /// Days with practice among the last seven on which the programme did not rest, this one included.
    pub(super) days_of_seven: u32,
    /// The rest of the whole programme on the day.
    pub(in crate::cli) rest: Option<Rest>,
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
    /// Its own rest on the day.
    pub(in crate::cli) rest: Option<Rest>,
}

impl Part {
    pub(super) fn is_done(&self) -> bool {
        self.done >= self.item.times_a_day
    }

    fn is_open(&self) -> bool {
        !self.is_done() && self.rest.is_none()
    }
}

/// The programme and what was done of it on a day, counted from 1970-01-01; `pain` is how strong it is
/// now, where the person says it.
pub(in crate::cli) fn programme(store: &Store, day: i64, pain: Option<u8>) -> Result<Programme> {
    let rests = store.rests()?;
    let rest_of = |exercise: Option<&str>| {
        let is_meant = |rest: &&Rest| rest.exercise.as_deref() == exercise && rest.has_day(day);
        rests.iter().find(is_meant).cloned()
    };
    let pauses = |day: i64| rests.iter().any(|rest| rest.exercise.is_none() && rest.has_day(day));
    let mut parts = Vec::new();
    for item in store.plan()? {
        let (sets, marks) = store.done_on(&item.exercise, day)?;
        let has_part = store.has_part_of(&item.exercise, day)? || sets % item.sets.max(1) > 0;
        let rest = rest_of(Some(&item.exercise));
        parts.push(Part { done: sets / item.sets.max(1) + marks, has_part, rest, item });
    }
    let began = days::now();
    let now = pain.map(|mark| PainMark { began, before: Some(mark), after: None });
    let marks: Vec<PainMark> = now.into_iter().chain(store.pain_marks(pain::SESSIONS)?).collect();
    let days = store.days_with_practice(DAYS_BACK)?;
    Ok(Programme {
        parts,
        days_in_a_row: in_a_row(&days, day, pauses),
        days_of_seven: of_seven(&days, day, pauses),
        rest: rest_of(None),
        rise: pain::rise(&marks),
    })
}

impl Programme {
    /// Whether nothing is planned.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// What is left of the day.
    pub(super) fn left(&self) -> impl Iterator<Item = &Part> {
        let rests = self.rest.is_some();
        self.parts.iter().filter(move |part| !rests && part.is_open())
    }

    /// What is to be coached next, with its rules: each exercise that is behind the others of this day,
    /// once. Empty where everything is done or rests.
    pub(in crate::cli) fn items(&self, catalogue: &Catalogue) -> Result<Vec<(RuleFile, Item)>> {
        // Whoever does it twice a day does all of it before any of it again.
        let round = self.left().map(|part| part.done).min().unwrap_or(0);
        self.left()
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

/// Days in a row up to `day`; neither a day that is not over yet breaks them, nor one on which the programme `rests`.
/// `days` come newest first.
fn in_a_row(days: &[i64], day: i64, rests: impl Fn(i64) -> bool) -> u32 {
    let mut days = days.iter().copied().filter(|past| *past <= day).peekable();
    let mut row = 0;
    for expected in (day - i64::from(DAYS_BACK)..=day).rev() {
        if days.next_if_eq(&expected).is_some() {
            row += 1;
        } else if expected < day && !rests(expected) {
            break;
        }
    }
    row
}

/// Days with practice among the last seven up to `day` on which the programme did not rest.
fn of_seven(days: &[i64], day: i64, rests: impl Fn(i64) -> bool) -> u32 {
    let looked_at = (day - i64::from(DAYS_BACK)..=day).rev().filter(|past| !rests(*past)).take(7);
    looked_at.filter(|past| days.contains(past)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::Settings;

    #[test]
    fn days_in_a_row_end_at_the_first_without_practice() {
        let row = |days: &[i64]| in_a_row(days, 10, |_| false);
        assert_eq!(row(&[]), 0);
        assert_eq!(row(&[10, 9, 8, 6]), 3);
        assert_eq!(row(&[9, 8, 6]), 2, "today is not over");
        assert_eq!(row(&[8, 7]), 0);
        assert_eq!(row(&[12, 10, 9]), 2, "seen from an earlier day");
    }

    #[test]
    fn days_of_rest_are_not_missed() {
        let ill = |day: i64| (7..=8).contains(&day);
        assert_eq!(in_a_row(&[10, 9, 6, 5, 3], 10, ill), 4);
        assert_eq!(in_a_row(&[10, 8, 6], 10, ill), 1, "the ninth was missed");
        assert_eq!(in_a_row(&[9, 8, 6], 10, ill), 3, "who does something all the same has done it");
        assert_eq!(of_seven(&[10, 6, 2, 1], 10, ill), 3, "the second is the seventh day that counts");
        assert_eq!(of_seven(&[10, 6, 2, 1], 10, |_| false), 2);
    }

    fn part(exercise: &str, done: u32, times_a_day: u32) -> Part {
        let settings = Settings { hold_secs: Some(4.0), ..Settings::default() };
        let exercise = exercise.to_string();
        Part {
            item: PlanItem { exercise, sets: 2, repetitions: 3, settings, times_a_day },
            done,
            has_part: false,
            rest: None,
        }
    }

    fn programme_of(parts: Vec<Part>) -> Programme {
        Programme { parts, days_in_a_row: 0, days_of_seven: 0, rest: None, rise: None }
    }

    #[test]
    fn what_rests_is_not_coached() {
        let catalogue = Catalogue::load(None).expect("nothing to read");
        let [first, second] = [0, 1].map(|place: usize| catalogue.files()[place].id.clone());
        let rest = |exercise| Some(Rest { exercise, first_day: 3, last_day: None });
        let resting = Part { rest: rest(Some(first.clone())), ..part(&first, 0, 1) };
        let mut programme = programme_of(vec![resting, part(&second, 1, 2)]);
        let next = |programme: &Programme| -> Vec<String> {
            let items = programme.items(&catalogue).expect("built in");
            items.into_iter().map(|(rules, _)| rules.id).collect()
        };
        assert_eq!(next(&programme), [second]);
        programme.rest = rest(None);
        assert_eq!(next(&programme), Vec::<String>::new());
    }

    #[test]
    fn all_is_done_once_before_any_is_done_again() {
        let catalogue = Catalogue::load(None).expect("nothing to read");
        let [first, second, third] = [0, 1, 2].map(|place: usize| catalogue.files()[place].id.clone());
        let next = |dones: [u32; 3]| -> Vec<String> {
            let parts =
                vec![part(&first, dones[0], 2), part(&second, dones[1], 1), part(&third, dones[2], 2)];
            let programme = programme_of(parts);
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
