//! What the home window shows, from the history, the exercises and the settings.

use std::collections::BTreeMap;

use anyhow::Result;

use crate::cli::coach::{set_line, webcams};
use crate::cli::places::History;
use crate::cli::settings::Settings;
use crate::cli::{days, places, plan};
use crate::coach::findings;
use crate::messages::{ExerciseTexts, Language, fill};
use crate::rules::{Catalogue, RuleFile};
use crate::store::{Filter, KeptSession, Listed, Store, Week as StoredWeek, When, monday_of};
use crate::ui::home::{Card, Choices, Details, Dose, Home, Kept, Picture, Planned, Webcam, Week};
use crate::ui::voice::Manner;

/// Sessions in the list; more are in `holdfast sessions list`.
const MOST_SESSIONS: usize = 60;

/// Weeks in the curve, this one included.
const WEEKS: i64 = 8;

/// What to change next time, of one session.
const MOST_REMEDIES: usize = 4;

/// Everything, with the details of the sessions that are `open`. What cannot be read is told in the second.
pub(super) fn read(
    history: &History,
    settings: &Settings,
    open: &mut BTreeMap<i64, Details>,
) -> (Home, Option<String>) {
    let language = settings.language();
    let mut home = Home {
        language,
        is_first_start: false,
        planned: Vec::new(),
        stop: None,
        pause: None,
        exercises: Vec::new(),
        sessions: Vec::new(),
        weeks: Vec::new(),
        choices: choices(settings),
        cameras: webcams().into_iter().map(|(device, name)| Webcam { device, name }).collect(),
        read: None,
        folder: history.folder().map(|folder| folder.display().to_string()),
    };
    let trouble = fill_in(&mut home, history, open).err();
    let trouble =
        trouble.map(|error| fill(&language.words.home.not_done, &[("cause", &language.cause_of(&error))]));
    let nothing_done = home.sessions.is_empty() && home.planned.is_empty() && trouble.is_none();
    home.is_first_start = nothing_done && !places::settings().is_some_and(|path| path.exists());
    (home, trouble)
}

fn fill_in(home: &mut Home, history: &History, open: &mut BTreeMap<i64, Details>) -> Result<()> {
    let language = home.language;
    let catalogue = places::catalogue(None)?;
    home.exercises = catalogue.files().iter().map(|rules| card(rules, language)).collect();
    let Some(store) = history.read()? else { return Ok(()) };
    let today = days::now().day();
    let programme = plan::programme(&store, today, None)?;
    home.planned = programme.parts.iter().map(|part| planned(part, &catalogue, language)).collect();
    for card in &mut home.exercises {
        let planned = home.planned.iter().find(|planned| planned.exercise == card.exercise);
        card.is_planned = planned.is_some();
        card.rests = planned.is_some_and(|planned| planned.rest.is_some());
    }
    home.stop = programme.rise.map(|rise| rise.in_words(language));
    home.pause = programme.rest.map(|rest| plan::pause_in_words(&rest, language));
    let listed = store.list(&Filter::default())?;
    home.sessions = listed
        .iter()
        .rev()
        .filter(|session| session.sets > 0)
        .take(MOST_SESSIONS)
        .map(|session| kept(session, today, language))
        .collect();
    if let Some(last) = home.sessions.first() {
        open.entry(last.id).or_insert(details(&store.session(last.id)?, language));
    }
    for session in &mut home.sessions {
        session.details = open.get(&session.id).cloned();
    }
    let since_day = monday_of(today) - 7 * (WEEKS - 1);
    let weeks = store.trends(&Filter { since_day: Some(since_day), ..Filter::default() })?;
    home.weeks = (0..WEEKS).map(|week| together(&weeks, since_day + 7 * week)).collect();
    Ok(())
}

pub(super) fn choices(settings: &Settings) -> Choices {
    let usual = Choices::default();
    let Manner { rate, loudness, .. } = settings.manner();
    Choices {
        camera: settings.camera.clone(),
        language: settings.language.clone(),
        mute: settings.mute,
        rate,
        loudness,
        ask_pain: settings.ask_pain,
        appearance: settings.window.into(),
        text_percent: settings.text_percent.unwrap_or(usual.text_percent),
    }
}

fn card(rules: &RuleFile, language: &Language) -> Card {
    let ExerciseTexts { title, steps, cautions, .. } = language.translated(&rules.texts);
    let exercise = &rules.exercise;
    let figure = rules.figure().ok().flatten();
    Card {
        exercise: rules.id.clone(),
        steps,
        cautions,
        dose: Dose {
            sets: 1,
            repetitions: exercise.dose.repetitions,
            hold_secs: exercise.dose.hold_secs.map(|(least, _)| least),
        },
        positions: exercise.positions.clone(),
        view: exercise.views.first().copied(),
        figure: figure.and_then(|figure| Picture::of(&figure, title.clone())),
        title,
        is_planned: false,
        rests: false,
    }
}

fn planned(part: &plan::Part, catalogue: &Catalogue, language: &Language) -> Planned {
    let item = &part.item;
    let rules = catalogue.get(&item.exercise).ok();
    let usual = rules.and_then(|rules| rules.exercise.dose.hold_secs).map(|(least, _)| least);
    Planned {
        exercise: item.exercise.clone(),
        title: rules.map_or(item.exercise.clone(), |rules| language.text(&rules.texts.title).to_owned()),
        dose: Dose {
            sets: item.sets,
            repetitions: (item.repetitions, item.repetitions),
            hold_secs: usual.map(|usual| item.settings.hold_secs.unwrap_or(usual)),
        },
        done: part.done,
        has_part: part.has_part,
        times: item.times_a_day,
        rest: part.rest.as_ref().map(|rest| plan::rest_in_words(rest, language)),
    }
}

fn kept(session: &Listed, today: i64, language: &Language) -> Kept {
    let titles = session.exercises.iter().map(|(_, title)| language.text(title).to_owned());
    Kept {
        id: session.id,
        when: when(session.began, today, language),
        titles: titles.collect(),
        repetitions: session.repetitions,
        good: session.good,
        details: None,
    }
}

fn when(began: When, today: i64, language: &Language) -> String {
    let words = &language.words.home;
    let at = days::date_time(began);
    let sentence = match today - began.day() {
        0 => &words.at_today,
        1 => &words.at_yesterday,
        _ => &words.at_date,
    };
    let part = |format: &str| at.strftime(format).to_string();
    let (year, month, day, time) = (part("%Y"), part("%m"), part("%d"), part("%H:%M"));
    fill(sentence, &[("year", &year), ("month", &month), ("day", &day), ("time", &time)])
}

/// What a session came to.
pub(super) fn details(session: &KeptSession, language: &Language) -> Details {
    let texts: Vec<ExerciseTexts> = session.sets.iter().map(|set| language.translated(&set.texts)).collect();
    let sets = session.sets.iter().zip(&texts);
    let found = findings(sets.clone().map(|(set, texts)| (&set.result, &set.exercise, texts)));
    Details {
        sets: sets
            .map(|(set, texts)| {
                let is_held = set.exercise.dose.hold_secs.is_some();
                set_line(&set.result, &texts.title, is_held, language)
            })
            .collect(),
        remedies: found.iter().take(MOST_REMEDIES).map(|finding| finding.cue.to_owned()).collect(),
    }
}

/// The details of one session of the history.
pub(super) fn details_of(store: &Store, id: i64, language: &Language) -> Result<Details> {
    Ok(details(&store.session(id)?, language))
}

fn together(weeks: &[StoredWeek], monday: i64) -> Week {
    let of_week = weeks.iter().filter(|week| week.monday == monday);
    of_week.fold(Week::default(), |sum, week| Week {
        repetitions: sum.repetitions + week.repetitions,
        good: sum.good + week.good,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::english;

    #[test]
    fn a_session_is_of_today_of_yesterday_or_of_a_date() {
        let began = When { unix_ms: 1_709_249_400_000, utc_offset_secs: 7200 };
        let said = |today, language| when(began, began.day() + today, language);
        assert_eq!(said(0, english()), "Today, 01:30");
        assert_eq!(said(1, english()), "Yesterday, 01:30");
        assert_eq!(said(2, english()), "2024-03-01, 01:30");
        assert_eq!(said(30, Language::of("de").expect("ours")), "01.03.2024, 01:30");
    }

    #[test]
    fn weeks_of_all_exercises_are_added_up() {
        let week = |exercise: &str, monday, repetitions, good| StoredWeek {
            exercise: exercise.to_owned(),
            title: String::new(),
            monday,
            sessions: 1,
            repetitions,
            good,
            hold_secs: None,
            pain_before: None,
            pain_after: None,
            planned: None,
            ranges: Vec::new(),
        };
        let weeks = [week("a", 4, 5, 3), week("b", 4, 2, 2), week("a", 11, 1, 0)];
        assert_eq!(together(&weeks, 4), Week { repetitions: 7, good: 5 });
        assert_eq!(together(&weeks, 18), Week::default());
        assert_eq!([4, 7, 10, 11].map(monday_of), [4, 4, 4, 11]);
    }
}
