//! A language: its words, and the texts of exercises in it.

use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};

use super::words::{Counted, Words};

/// File name and text of each language, in the order of their names.
const BUILT_IN: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The language of the rules files.
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

    /// The name of a fault or a measure by its id: "Becken zu tief"; none where the id will do.
    pub fn name(&self, id: &str) -> Option<&str> {
        self.words.names.get(id).map(String::as_str)
    }

    /// Whether all there is has words in it, without a translation.
    pub fn is_english(&self) -> bool {
        self.id == ENGLISH
    }

    /// A number with so many decimal places, as it is written in this language.
    pub fn number(&self, value: f64, places: usize) -> String {
        self.decimals(&format!("{value:.places$}"))
    }

    /// Several such numbers. Where the decimal sign is a comma, another sign stands between them.
    pub fn numbers(&self, values: &[f64], places: usize) -> String {
        let between = if self.words.decimal == "," { " / " } else { ", " };
        values.iter().map(|value| self.number(*value, places)).collect::<Vec<_>>().join(between)
    }

    /// Numbers in a text, as they are written in this language.
    pub fn decimals(&self, numbers: &str) -> String {
        numbers.replace('.', &self.words.decimal)
    }

    /// A day: "23 November 2026".
    pub fn day(&self, day: Date) -> String {
        self.in_months(day, &self.words.date.months)
    }

    /// The same in short: "23 Nov 2026".
    pub fn short_day(&self, day: Date) -> String {
        self.in_months(day, &self.words.date.short_months)
    }

    /// The same in digits, as it stands in tables: "2026-11-23".
    pub fn day_in_digits(&self, day: Date) -> String {
        let (year, month, of_month) = (day.year(), day.month(), day.day());
        let values = [
            ("year", format!("{year:04}")),
            ("month", format!("{month:02}")),
            ("day", format!("{of_month:02}")),
        ];
        fill(&self.words.date.digits, &values.each_ref().map(|(name, value)| (*name, value.as_str())))
    }

    /// A day and a time: "23 November 2026, 08:58".
    pub fn moment(&self, at: DateTime) -> String {
        format!("{}, {:02}:{:02}", self.day(at.date()), at.hour(), at.minute())
    }

    /// The name of a day: "Monday".
    pub fn weekday(&self, day: Date) -> &str {
        let place = day.weekday().to_monday_zero_offset();
        self.words.date.weekdays.get(place as usize).map_or("", String::as_str)
    }

    fn in_months(&self, day: Date, months: &[String; 12]) -> String {
        let month = months.get(usize::from(day.month().unsigned_abs()) - 1).map_or("", String::as_str);
        let values = [("day", &*day.day().to_string()), ("month", month), ("year", &day.year().to_string())];
        fill(&self.words.date.day, &values)
    }
}

impl Counted {
    /// The sentence for a number, with the number in its place.
    pub fn with<N: From<u8> + PartialEq + ToString>(&self, number: N) -> String {
        let written = number.to_string();
        fill(self.of(number), &[("number", &written)])
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
    fn days_are_written_as_in_the_language() {
        let (day, german) = (jiff::civil::date(2026, 3, 2), Language::of("de").expect("it is ours"));
        let at = day.at(8, 5, 0, 0);
        assert_eq!(english().moment(at), "2 March 2026, 08:05");
        assert_eq!(german.moment(at), "2. März 2026, 08:05");
        assert_eq!(
            (english().short_day(day), german.short_day(day)),
            ("2 Mar 2026".into(), "2. März 2026".into())
        );
        assert_eq!(german.day_in_digits(day), "02.03.2026");
        assert_eq!((english().weekday(day), german.weekday(day)), ("Monday", "Montag"));
    }

    #[test]
    fn names_in_braces_are_filled_in() {
        assert_eq!(fill("{good} of {total}", &[("good", "3"), ("total", "5")]), "3 of 5");
        assert_eq!(fill("{good} of {total}", &[("good", "3")]), "3 of {total}");
    }
}
