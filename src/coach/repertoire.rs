//! What a session may say: a voice can make it ready before it is needed.

use super::item::Item;
use crate::messages::{Language, fill};

/// Numbers up to this are always among it: seconds of holds, and the last ones of a rest.
const NUMBERS: u32 = 10;

/// The sentences that have to be heard in time or come often, the most pressing first.
pub(super) fn repertoire(items: &[Item], language: &Language) -> Vec<String> {
    let words = &language.words.session;
    let mut told: Vec<String> = (1..=NUMBERS).map(|number| number.to_string()).collect();
    told.extend(
        [&words.way_back, &words.begin, &words.begin_again, &words.asked, &words.resumed].map(String::clone),
    );
    let most = items.iter().filter_map(|item| item.repetitions).max().unwrap_or(NUMBERS);
    told.extend((1..=most).map(|good| fill(words.repetition.of(good), &[("good", &good.to_string())])));
    for item in items {
        told.extend(item.texts.briefing());
        told.extend(item.texts.phases.iter().filter_map(|phase| phase.out.clone()));
        told.extend(item.texts.faults.iter().map(|fault| fault.cue.clone()));
    }
    told
}
