//! Words of one language among the texts of another.

use std::collections::BTreeSet;

use holdfast::messages::{Language, english};

use super::root;

/// Words of both tables that are right in the other language too, though its table does not have them.
const SHARED: &[&str] = &["die", "war"];

/// Everything that is said and shown in a language: the values of its file, and in English the sentences
/// that the other files have as keys.
fn sentences(language: &Language) -> Vec<String> {
    let path = root().join(format!("data/languages/{}.toml", language.id));
    let table: toml::Table =
        toml::from_str(&std::fs::read_to_string(path).expect("a file")).expect("a language");
    let mut found = Vec::new();
    collect(&toml::Value::Table(table), &mut found);
    if language == english() {
        let others = Language::all().iter().filter(|other| *other != english());
        let keys = |other: &Language| {
            let words = &other.words;
            words
                .texts
                .keys()
                .chain(words.messages.keys())
                .chain(words.help.keys())
                .cloned()
                .collect::<Vec<_>>()
        };
        found.extend(others.flat_map(keys));
    }
    found
}

fn collect(value: &toml::Value, found: &mut Vec<String>) {
    match value {
        toml::Value::Table(table) => table.values().for_each(|value| collect(value, found)),
        toml::Value::Array(texts) => texts.iter().for_each(|text| collect(text, found)),
        toml::Value::String(text) => found.push(text.clone()),
        _ => {}
    }
}

/// The words of a text, without what is filled into it.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = text.split('{').enumerate().map(|(place, part)| match part.split_once('}') {
        Some((_, after)) if place > 0 => after,
        _ => part,
    });
    parts.flat_map(|part| part.split(|letter: char| !letter.is_alphabetic())).map(str::to_lowercase)
}

/// The words that one language has and another has not. One or two letters are units and numbers.
pub(crate) struct Foreign(BTreeSet<String>);

impl Foreign {
    /// Words that a text in this language may not have.
    pub(crate) fn to(id: &str) -> Self {
        let of = |language: &Language| -> BTreeSet<String> {
            sentences(language).iter().flat_map(|text| words(text).collect::<Vec<_>>()).collect()
        };
        let own = Language::of(id).expect("a language of ours");
        let others = Language::all().iter().filter(|other| other.id != id);
        let theirs: BTreeSet<String> = others.flat_map(of).collect();
        let own = of(own);
        let is_foreign = |word: &&String| {
            word.chars().count() > 2 && !own.contains(*word) && !SHARED.contains(&word.as_str())
        };
        let foreign: BTreeSet<String> = theirs.iter().filter(is_foreign).cloned().collect();
        assert!(foreign.len() > 300, "two languages differ by more than {} words", foreign.len());
        Self(foreign)
    }

    /// Those that it has nevertheless.
    pub(crate) fn in_text(&self, text: &str) -> Vec<String> {
        words(text).filter(|word| self.0.contains(word)).collect()
    }
}
