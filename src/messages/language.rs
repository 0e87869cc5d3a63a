//! A language: its words, and the texts of exercises in it.

use std::sync::LazyLock;

use super::words::Words;

/// File name and text of each language, in the order of their names.
const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The language of the rules files, and of reports.
const ENGLISH: &str = "en";

static ALL: LazyLock<Vec<Language>> =
    LazyLock::new(|| BUILT_IN.iter().filter_map(|(file, text)| Language::read(file, text).ok()).collect());

static IN_ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::of(ENGLISH).cloned().unwrap_or_default());

/// A language that the program speaks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Language {
    /// Its two letters, such as `en`.
    pub id: String,
    /// Its sentences.
    pub words: Words,
}

/// English.
pub fn english() -> &'static Language {
    &IN_ENGLISH
}

impl Language {
    /// All languages, in the order of their ids.
    pub fn all() -> &'static [Language] {
        &ALL
    }

    /// A language by its id.
    pub fn of(id: &str) -> Option<&'static Language> {
        ALL.iter().find(|language| language.id == id)
    }

    /// The language of a locale's name such as `de_AT.UTF-8`; English where it is none of ours.
    pub fn of_locale(locale: &str) -> &'static Language {
        let id = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Language::of(id).unwrap_or_else(english)
    }

    fn read(file: &str, text: &str) -> Result<Self, toml::de::Error> {
        let id = file.trim_end_matches(".toml").to_string();
        Ok(Language { id, words: toml::from_str(text)? })
    }

    /// A sentence of a rules file in this language; as it stands where there is no translation.
    pub fn text<'a>(&'a self, text: &'a str) -> &'a str {
        self.words.texts.get(text).map_or(text, String::as_str)
    }

    /// The cause of something, as it is known in English.
    pub fn cause<'a>(&'a self, in_english: &'a str) -> &'a str {
        if self.id == ENGLISH { in_english } else { &self.words.notice.cause }
    }

    /// A number with so many decimal places, as it is written in this language.
    pub fn number(&self, value: f64, places: usize) -> String {
        format!("{value:.places$}").replace('.', &self.words.decimal)
    }
}

/// Puts values in the place of their names in braces.
pub fn fill(sentence: &str, values: &[(&str, &str)]) -> String {
    let put = |text: String, (name, value): &(&str, &str)| text.replace(&format!("{{{name}}}"), value);
    values.iter().fold(sentence.to_string(), put)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_complete() {
        for (file, text) in BUILT_IN {
            let language = Language::read(file, text).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert!(!language.words.name.is_empty());
        }
        assert_eq!(english().id, "en");
        assert_eq!(Language::all().len(), BUILT_IN.len());
    }

    #[test]
    fn a_locale_names_its_language() {
        assert_eq!(Language::of_locale("de_AT.UTF-8").id, "de");
        assert_eq!(Language::of_locale("de").id, "de");
        for other in ["C.UTF-8", "", "POSIX", "deu", "xx_XX"] {
            assert_eq!(Language::of_locale(other).id, "en", "{other}");
        }
    }

    #[test]
    fn numbers_are_written_as_in_the_language() {
        assert_eq!(english().number(4.449, 1), "4.4");
        assert_eq!(Language::of("de").expect("it is ours").number(4.0, 1), "4,0");
        assert_eq!(english().number(5.0, 0), "5");
    }

    #[test]
    fn names_in_braces_are_filled_in() {
        assert_eq!(fill("{good} of {total}", &[("good", "3"), ("total", "5")]), "3 of 5");
        assert_eq!(fill("{good} of {total}", &[("good", "3")]), "3 of {total}");
    }
}
