//! The exercises of a session: those that are named, or what is left of the day's programme.

use anyhow::{Result, bail};

use super::request::Request;
use crate::cli::keeping::Keeping;
use crate::cli::plan::{self, Rise};
use crate::cli::{days, terminal};
use crate::coach::Item;
use crate::rules::{Catalogue, RuleFile};

/// The rules and the items of a session; none where the day's programme is done.
pub(super) fn items(request: &Request, catalogue: &Catalogue) -> Result<Option<(Vec<RuleFile>, Vec<Item>)>> {
    if request.plan {
        return of_plan(request, catalogue);
    }
    let rules = request.exercises.iter().map(|id| Ok(catalogue.get(id)?.clone()));
    let rules: Vec<RuleFile> = rules.collect::<Result<_>>()?;
    let items = rules.iter().map(|rules| item(rules, request)).collect();
    Ok(Some((rules, items)))
}

/// A rise in pain that stops the programme, and that whoever exercises all the same is told of.
pub(super) fn rise(request: &Request) -> Result<Option<Rise>> {
    let Some(store) = request.history.read()? else { return Ok(None) };
    Ok(plan::programme(&store, days::now().day(), request.pain)?.rise)
}

fn of_plan(request: &Request, catalogue: &Catalogue) -> Result<Option<(Vec<RuleFile>, Vec<Item>)>> {
    let words = &request.language.words.plan;
    let store = request.history.read()?;
    let programme =
        store.map(|store| plan::programme(&store, days::now().day(), request.pain)).transpose()?;
    let Some(programme) = programme.filter(|programme| !programme.is_empty()) else {
        bail!("{}", words.nothing_planned);
    };
    if let Some(rise) = programme.rise {
        if let Some(pain) = request.pain {
            Keeping::stopped(&request.history, pain, request.language)?;
        }
        bail!("{}\n{}", rise.in_words(request.language), words.go_on);
    }
    if let Some(rest) = &programme.rest {
        let said = plan::pause_in_words(rest, request.language);
        terminal::tell(&format!("{said} {}", words.ends_pause), request.language);
        return Ok(None);
    }
    let mut open = programme.items(catalogue)?;
    if open.is_empty() {
        terminal::tell(&words.all_done, request.language);
        return Ok(None);
    }
    for (_, item) in &mut open {
        item.rest_secs = request.rest_secs;
    }
    Ok(Some(open.into_iter().unzip()))
}

fn item(rules: &RuleFile, request: &Request) -> Item {
    let exercise = rules.exercise.clone();
    let prescribed = Some(exercise.dose.repetitions.0);
    Item {
        exercise,
        texts: rules.texts.clone(),
        settings: request.settings,
        repetitions: request.repetitions.unwrap_or(prescribed),
        sets: request.sets,
        rest_secs: request.rest_secs,
    }
}
