//! When the programme rests, or one exercise of it.

use anyhow::{Result, bail};
use jiff::civil::Date;

use super::{History, Planned, note};
use crate::cli::{Outcome, days};
use crate::messages::{Language, fill};
use crate::store::Rest;

/// That the programme rests, for the person who sees it.
pub(in crate::cli) fn in_words(rest: &Rest, language: &Language) -> String {
    let words = &language.words.plan;
    told(rest, language, &words.pauses, &words.pauses_until)
}

/// That an exercise rests, within a line about it.
pub(in crate::cli) fn of_exercise(rest: &Rest, language: &Language) -> String {
    let words = &language.words.plan;
    told(rest, language, &words.rests, &words.rests_until)
}

fn told(rest: &Rest, language: &Language, open: &str, dated: &str) -> String {
    match rest.last_day {
        Some(day) => fill(dated, &[("date", &language.day_in_digits(days::date_of(day)))]),
        None => open.to_owned(),
    }
}

/// Lets the programme rest from today on.
pub(super) fn pause(until: Option<Date>, history: &History, language: &Language) -> Result<Outcome> {
    let words = &language.words.plan;
    let rest = from_today(None, until, language)?;
    history.open()?.put_rest(&rest)?;
    note(language, &format!("{} {}", in_words(&rest, language), words.ends_pause), &[]);
    Ok(Outcome::Done)
}

/// Lets an exercise of the programme rest from today on.
pub(super) fn rest(
    exercise: &str,
    until: Option<Date>,
    history: &History,
    language: &Language,
) -> Result<Outcome> {
    let words = &language.words.plan;
    let Planned { store, exercise, title } = Planned::find(history, exercise, language)?;
    let rest = from_today(Some(exercise.clone()), until, language)?;
    store.put_rest(&rest)?;
    let said = told(&rest, language, &words.rested, &words.rested_until);
    note(language, &said, &[("title", &title), ("id", &exercise)]);
    Ok(Outcome::Done)
}

fn from_today(exercise: Option<String>, until: Option<Date>, language: &Language) -> Result<Rest> {
    let first_day = days::now().day();
    if let Some(until) = until.filter(|until| days::day_of(*until) < first_day) {
        bail!("{}", fill(&language.words.plan.day_is_over, &[("date", &language.day_in_digits(until))]));
    }
    Ok(Rest { last_day: until.map(days::day_of), ..Rest::from_day(exercise, first_day) })
}

/// Goes on with an exercise that rests.
pub(super) fn end_rest(exercise: &str, history: &History, language: &Language) -> Result<Outcome> {
    let words = &language.words.plan;
    let Planned { store, exercise, title } = Planned::find(history, exercise, language)?;
    if !store.end_rest(Some(&exercise), days::now().day())? {
        bail!("{}", fill(&words.does_not_rest, &[("title", &title)]));
    }
    note(language, &words.rests_no_more, &[("title", &title)]);
    Ok(Outcome::Done)
}
