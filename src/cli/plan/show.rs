//! `holdfast plan show`.

use std::cmp::Ordering;

use anyhow::Result;

use super::progress::{Part, Programme, programme};
use super::{Shown, pause};
use crate::cli::{Outcome, days, places, terminal};
use crate::messages::{Language, fill};
use crate::report::Page;
use crate::rules::Catalogue;

pub(super) fn run(shown: &Shown, language: &Language) -> Result<Outcome> {
    let words = &language.words.plan;
    let day = shown.day();
    let programme = shown.history.read()?.map(|store| programme(&store, day, None)).transpose()?;
    let mut page = terminal::page();
    let date = days::date_of(day);
    let values = [("weekday", language.weekday(date)), ("date", &language.day(date))];
    page.heading(&fill(&words.heading, &values))?;
    page.blank()?;
    match programme.filter(|programme| !programme.parts.is_empty()) {
        Some(programme) => write(&mut page, &programme, day.cmp(&days::now().day()), language)?,
        None => page.item("  ", &words.nothing_planned)?,
    }
    Ok(Outcome::Done)
}

/// `day` is how the day that is shown lies to today.
fn write(page: &mut Page<'_>, programme: &Programme, day: Ordering, language: &Language) -> Result<()> {
    let words = &language.words.plan;
    let catalogue = places::catalogue(None)?;
    let rows: Vec<[String; 4]> = programme.parts.iter().map(|part| row(part, &catalogue, language)).collect();
    page.table(&rows)?;
    page.blank()?;
    if let Some(rise) = programme.rise {
        page.item("  ", &rise.in_words(language))?;
        return Ok(page.item("  ", &words.go_on)?);
    }
    if let Some(rest) = &programme.rest {
        page.item("  ", &pause::in_words(rest, language))?;
        return Ok(page.item("  ", &words.ends_pause)?);
    }
    match (programme.items(&catalogue)?.first(), day) {
        (Some((rules, _)), Ordering::Equal) => {
            page.item("  ", &fill(&words.goes_on_with, &[("title", language.text(&rules.texts.title))]))?;
        }
        (Some(_), Ordering::Less) => page.item("  ", &words.over)?,
        (Some(_), Ordering::Greater) => {}
        (None, _) => page.item("  ", &words.all_done)?,
    }
    // Days without practice are nobody's business.
    for (sentence, days) in
        [(&words.days_in_a_row, programme.days_in_a_row), (&words.days_of_seven, programme.days_of_seven)]
    {
        if days > 1 {
            return Ok(page.item("  ", &fill(sentence, &[("days", &days.to_string())]))?);
        }
    }
    Ok(())
}

fn row(part: &Part, catalogue: &Catalogue, language: &Language) -> [String; 4] {
    let (item, words) = (&part.item, &language.words.plan);
    let rules = catalogue.get(&item.exercise).ok();
    let title = rules.map_or(item.exercise.as_str(), |rules| language.text(&rules.texts.title));
    let mark = match &part.rest {
        _ if part.is_done() => "x",
        Some(_) => "-",
        None => " ",
    };
    let prescribed = rules.and_then(|rules| rules.exercise.dose.hold_secs).map(|(least, _)| least);
    let amount = if item.sets == 1 { words.repetitions.of(item.repetitions) } else { &words.sets };
    let values = [("sets", &*item.sets.to_string()), ("repetitions", &item.repetitions.to_string())];
    let mut asked = vec![fill(amount, &values)];
    if let Some(secs) = prescribed.map(|least| item.settings.hold_secs.unwrap_or(least)) {
        let secs = secs.to_string().replace('.', &language.words.decimal);
        asked.push(fill(&words.hold, &[("secs", &secs)]));
    }
    if item.settings.own_range {
        asked.push(words.own_range.clone());
    } else if item.settings.range < 1.0 {
        asked.push(fill(&words.range, &[("percent", &language.number(item.settings.range * 100.0, 0))]));
    }
    let done = if part.has_part && !part.is_done() { &words.part_done } else { &words.done };
    let times = item.times_a_day;
    let values = [("done", &*part.done.min(times).to_string()), ("times", &times.to_string())];
    let done = match &part.rest {
        Some(rest) if !part.is_done() => pause::of_exercise(rest, language),
        _ => fill(done, &values),
    };
    [format!("  [{mark}]"), title.to_owned(), asked.join(", "), done]
}
