//! What is said at the end of a set and of the session.

use super::findings::findings;
use super::item::Item;
use super::record::{Done, Ending, SetResult};

use crate::messages::{Language, fill};
use crate::motion::{Repetitions, Severity};

/// What is said of a set; `done` is none where it was left.
pub(super) fn of_set(set: &SetResult, done: Option<Done>, language: &Language) -> String {
    let words = &language.words.session;
    let Repetitions { total, good } = set.repetitions;
    let values = [("good", &*good.to_string()), ("total", &*total.to_string())];
    match done {
        Some(Done::Good) => fill(words.set_good.of(good), &values),
        Some(Done::Enough) if good == 0 => words.set_enough.clone(),
        Some(Done::Enough) => fill(&words.set_mixed, &values),
        None => words.set_ended.clone(),
    }
}

/// What is said of the session: that it is over, what was counted unless that was said with its only set,
/// and the one thing to think of next time.
pub(super) fn of_session(
    sets: &[SetResult],
    items: &[Item],
    how: Ending,
    language: &Language,
) -> Vec<String> {
    let words = &language.words.session;
    let mut told = vec![match how {
        Ending::Complete => words.complete.clone(),
        Ending::Stopped => words.stopped.clone(),
    }];
    let sum = |count: fn(&Repetitions) -> u32| sets.iter().map(|set| count(&set.repetitions)).sum::<u32>();
    let (good, total) = (sum(|count| count.good), sum(|count| count.total));
    let is_told = how == Ending::Complete && sets.len() == 1;
    if good > 0 && !is_told {
        let values = [("good", &*good.to_string()), ("total", &*total.to_string())];
        told.push(fill(words.counted.of(good), &values));
    }
    if let Some(cue) = focus(sets, items) {
        told.push(fill(&words.focus, &[("cue", cue.trim_end_matches('.'))]));
    }
    told
}

/// The remedy of the fault that spoiled most attempts, where one came back.
fn focus<'a>(sets: &'a [SetResult], items: &'a [Item]) -> Option<&'a str> {
    let of_item = |set: &'a SetResult| Some((set, items.get(set.item)?));
    let sets = sets.iter().filter_map(of_item).map(|(set, item)| (set, &item.exercise, &item.texts));
    let first = findings(sets).into_iter().next()?;
    (first.severity == Severity::Major && first.times > 1).then_some(first.cue)
}
