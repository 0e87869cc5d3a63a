//! `holdfast plan show`.

use std::cmp::Ordering;

use anyhow::Result;

use super::progress::{Part, Programme, programme};
use super::{GO_ON, Shown};
use crate::cli::{Outcome, days, places, terminal};
use crate::messages::counted;
use crate::report::Page;
use crate::rules::Catalogue;

pub(super) fn run(shown: &Shown) -> Result<Outcome> {
    let day = shown.day();
    let programme = shown.history.read()?.map(|store| programme(&store, day, None)).transpose()?;
    let mut page = terminal::page();
    page.heading(&format!("Programme for {}", days::date_of(day).strftime("%A, %-d %B %Y")))?;
    page.blank()?;
    match programme.filter(|programme| !programme.parts.is_empty()) {
        Some(programme) => write(&mut page, &programme, day.cmp(&days::now().day()))?,
        None => {
            page.item(
                "  ",
                "Nothing is planned yet. `holdfast plan add EXERCISE` adds an exercise as it is prescribed.",
            )?;
        }
    }
    Ok(Outcome::Done)
}

/// `day` is how the day that is shown lies to today.
fn write(page: &mut Page<'_>, programme: &Programme, day: Ordering) -> Result<()> {
    let catalogue = places::catalogue(None)?;
    let rows: Vec<[String; 4]> = programme.parts.iter().map(|part| row(part, &catalogue)).collect();
    page.table(&rows)?;
    page.blank()?;
    if let Some(rise) = programme.rise {
        page.item("  ", &rise.to_string())?;
        return Ok(page.item("  ", GO_ON)?);
    }
    match (programme.items(&catalogue)?.first(), day) {
        (Some((rules, _)), Ordering::Equal) => {
            page.item("  ", &format!("`holdfast coach --plan` goes on with: {}.", rules.texts.title))?;
        }
        (Some(_), Ordering::Less) => page.item("  ", "What is open of a day that is over stays undone.")?,
        (Some(_), Ordering::Greater) => {}
        (None, _) => page.item("  ", "Everything is done for the day.")?,
    }
    // Days without practice are nobody's business.
    if programme.days_in_a_row > 1 {
        page.item("  ", &format!("{} days in a row.", programme.days_in_a_row))?;
    } else if programme.days_of_seven > 1 {
        page.item("  ", &format!("{} of the last 7 days.", programme.days_of_seven))?;
    }
    Ok(())
}

fn row(part: &Part, catalogue: &Catalogue) -> [String; 4] {
    let item = &part.item;
    let rules = catalogue.get(&item.exercise).ok();
    let title = rules.map_or(item.exercise.clone(), |rules| rules.texts.title.clone());
    let mark = if part.is_done() { "x" } else { " " };
    let prescribed = rules.and_then(|rules| rules.exercise.dose.hold_secs).map(|(least, _)| least);
    let mut asked = match item.sets {
        1 => counted(item.repetitions, "repetition"),
        sets => format!("{} of {}", counted(sets, "set"), item.repetitions),
    };
    if let Some(secs) = prescribed.map(|least| item.settings.hold_secs.unwrap_or(least)) {
        asked += &format!(", hold {secs} s");
    }
    if item.settings.own_range {
        asked += ", your own range";
    } else if item.settings.range < 1.0 {
        asked += &format!(", {:.0} % of the range", item.settings.range * 100.0);
    }
    let part_done = if part.has_part && !part.is_done() { ", part done" } else { "" };
    [
        format!("  [{mark}]"),
        title,
        asked,
        format!("{} of {} done{part_done}", part.done.min(item.times_a_day), item.times_a_day),
    ]
}
