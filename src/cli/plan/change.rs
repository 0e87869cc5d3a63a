//! What is in the programme.

use anyhow::{Result, bail};

use super::{History, Range, limits, note};
use crate::cli::places::OwnRules;
use crate::cli::{Outcome, places};
use crate::messages::{Language, fill};
use crate::motion::Settings;
use crate::rules::RuleFile;
use crate::store::PlanItem;

/// An exercise of the programme as it is typed.
#[derive(Debug, clap::Args)]
pub(super) struct Item {
    /// The exercise: `holdfast exercises list` names all.
    #[arg(value_name = "EXERCISE")]
    exercise: String,

    /// Repetitions of a set.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    repetitions: Option<u32>,

    /// Sets each time.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20))]
    sets: Option<u32>,

    /// Times a day.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=6))]
    times: Option<u32>,

    /// Seconds to hold, in place of the prescribed ones.
    #[arg(long, value_name = "SECS", value_parser = limits::hold_secs)]
    hold: Option<f64>,

    /// How far to go where more is painful: percent of the full way, or `own` for your own range.
    #[arg(long, value_name = "PERCENT|own", value_parser = limits::range_percent)]
    range: Option<Range>,

    #[command(flatten)]
    rules: OwnRules,

    #[command(flatten)]
    history: History,
}

/// Adds an exercise, or changes it where it is there already.
pub(super) fn add(typed: &Item, language: &Language) -> Result<Outcome> {
    let catalogue = typed.rules.catalogue()?;
    let rules = catalogue.get(&typed.exercise)?;
    let there = typed.history.open()?.plan()?.into_iter().find(|item| item.exercise == rules.id);
    keep(typed, there.unwrap_or_else(|| as_prescribed(rules)), rules, language)
}

/// An exercise of the programme as it is prescribed, by its id or title.
pub(in crate::cli) fn usual(exercise: &str) -> Result<PlanItem> {
    Ok(as_prescribed(places::catalogue(None)?.get(exercise)?))
}

fn as_prescribed(rules: &RuleFile) -> PlanItem {
    let dose = &rules.exercise.dose;
    PlanItem {
        exercise: rules.id.clone(),
        sets: 1,
        repetitions: dose.repetitions.0,
        settings: Settings::default(),
        times_a_day: dose.times_a_day.0,
    }
}

/// Changes an exercise that is in the programme.
pub(super) fn set(typed: &Item, language: &Language) -> Result<Outcome> {
    let plan = match typed.history.read()? {
        Some(store) => store.plan()?,
        None => Vec::new(),
    };
    let catalogue = typed.rules.catalogue()?;
    let rules = catalogue.get(&typed.exercise)?;
    let Some(there) = plan.into_iter().find(|item| item.exercise == rules.id) else {
        let values = [("title", language.text(&rules.texts.title)), ("id", &rules.id)];
        bail!("{}", fill(&language.words.plan.how_to_add, &values));
    };
    keep(typed, there, rules, language)
}

fn keep(typed: &Item, before: PlanItem, rules: &RuleFile, language: &Language) -> Result<Outcome> {
    let (words, dose) = (&language.words.plan, &rules.exercise.dose);
    let range =
        typed.range.map_or(before.settings.range, |range| range.map_or(1.0, |percent| percent / 100.0));
    let item = PlanItem {
        exercise: before.exercise,
        sets: typed.sets.unwrap_or(before.sets),
        repetitions: typed.repetitions.unwrap_or(before.repetitions),
        times_a_day: typed.times.unwrap_or(before.times_a_day),
        settings: Settings {
            range,
            own_range: typed.range.map_or(before.settings.own_range, |range| range.is_none()),
            hold_secs: typed.hold.or(before.settings.hold_secs),
        },
    };
    typed.history.open()?.put_in_plan(&item)?;
    for (sentence, planned, (fewest, most)) in [
        (&words.many_repetitions, item.sets * item.repetitions, dose.repetitions),
        (&words.many_times, item.times_a_day, dose.times_a_day),
    ] {
        if planned > most {
            let [planned, fewest, most] = [planned, fewest, most].map(|number| number.to_string());
            note(language, sentence, &[("planned", &planned), ("fewest", &fewest), ("most", &most)]);
        }
    }
    note(language, &words.added, &[("title", language.text(&rules.texts.title))]);
    Ok(Outcome::Done)
}
