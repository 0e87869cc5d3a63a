//! One value of a rules file: takes the shape that is asked for, or says why it cannot.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::diagnostic::Problems;
use super::reader::Reader;
use super::suggest;

/// A value together with its key and place.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    key: &'a str,
    /// Whether this is an entry of the list under the key.
    entry: bool,
    node: &'a Spanned<DeValue<'a>>,
    problems: &'a Problems<'a>,
}

impl<'a> Value<'a> {
    pub(super) fn new(key: &'a str, node: &'a Spanned<DeValue<'a>>, problems: &'a Problems<'a>) -> Self {
        Value { key, entry: false, node, problems }
    }

    pub(super) fn key(self) -> &'a str {
        self.key
    }

    pub(super) fn span(self) -> Range<usize> {
        self.node.span()
    }

    /// The value as a message names it.
    fn subject(self) -> String {
        if self.entry { format!("an entry of `{}`", self.key) } else { format!("`{}`", self.key) }
    }

    /// Says what is wrong with this value.
    pub(super) fn refuse(self, message: impl Into<String>) {
        self.problems.error(self.span(), message);
    }

    /// Says what is wrong with this value and what to do about it.
    pub(super) fn refuse_with_help(self, message: impl Into<String>, help: impl Into<String>) {
        self.problems.error_with_help(self.span(), message, help);
    }

    /// Says what this value will not do.
    pub(super) fn warn(self, message: impl Into<String>) {
        self.problems.warn(self.span(), message);
    }

    /// Says what this value will not do and what to do about it.
    pub(super) fn warn_with_help(self, message: impl Into<String>, help: impl Into<String>) {
        self.problems.warn_with_help(self.span(), message, help);
    }

    fn refuse_type(self, wanted: &str) {
        self.refuse(format!("{} must be {wanted}, not {}", self.subject(), type_name(self.node.get_ref())));
    }

    /// A text that says something.
    pub(super) fn text(self) -> Option<&'a str> {
        let Some(text) = self.node.get_ref().as_str() else {
            self.refuse_type("a text in quotes");
            return None;
        };
        if text.trim().is_empty() {
            self.refuse(format!("{} is empty", self.subject()));
            return None;
        }
        if text.starts_with(super::draft::UNEDITED) {
            self.warn_with_help(
                format!("{} still has the proposal's text", self.subject()),
                "write your own",
            );
        }
        Some(text)
    }

    /// A name in lower case with dashes between its words.
    pub(super) fn id(self) -> Option<&'a str> {
        let id = self.text()?;
        if !is_id(id) {
            self.refuse_with_help(
                format!("{} must be lower-case words with dashes between, not `{id}`", self.subject()),
                "such as `hips-low`",
            );
            return None;
        }
        Some(id)
    }

    /// One of some words, and what it stands for.
    pub(super) fn word<T: Copy>(self, words: &[(&'static str, T)]) -> Option<T> {
        let word = self.text()?;
        let found = words.iter().find(|(name, _)| *name == word).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
            self.refuse_with_help(
                format!("unknown value `{word}` for `{}`", self.key),
                suggest::help(word, &known, "it can be"),
            );
        }
        found
    }

    /// A number that is not infinite and not "nan".
    pub(super) fn number(self) -> Option<f64> {
        let number = match self.node.get_ref() {
            DeValue::Integer(integer) => {
                i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|integer| integer as f64)
            }
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::String(text) if text.trim().parse::<f64>().is_ok() => {
                self.refuse_with_help(
                    format!("{} must be a number, not a text", self.subject()),
                    "leave out the quotes",
                );
                return None;
            }
            _ => {
                self.refuse_type("a number");
                return None;
            }
        };
        let finite = number.filter(|number: &f64| number.is_finite());
        if finite.is_none() {
            self.refuse(format!("{} must be a finite number", self.subject()));
        }
        finite
    }

    /// Seconds, not negative.
    pub(super) fn secs(self) -> Option<f64> {
        let secs = self.number()?;
        if secs < 0.0 {
            self.refuse(format!("{} must not be negative: it is in seconds", self.subject()));
            return None;
        }
        Some(secs)
    }

    /// A whole number from `least` on.
    pub(super) fn count(self, least: u32) -> Option<u32> {
        let number = self.number()?;
        if number.fract() != 0.0 || number < f64::from(least) || number > f64::from(u32::MAX) {
            self.refuse(format!("{} must be a whole number from {least} on", self.subject()));
            return None;
        }
        Some(number as u32)
    }

    /// `true` or `false`.
    pub(super) fn flag(self) -> Option<bool> {
        let flag = self.node.get_ref().as_bool();
        if flag.is_none() {
            self.refuse_type("`true` or `false`");
        }
        flag
    }

    /// The values of an array.
    pub(super) fn items(self) -> Option<Vec<Value<'a>>> {
        let Some(array) = self.node.get_ref().as_array() else {
            self.refuse_type("a list in square brackets");
            return None;
        };
        Some(array.iter().map(|node| Value { node, entry: true, ..self }).collect())
    }

    /// Refuses a list with nothing in it.
    pub(super) fn refuse_empty(self) {
        if self.node.get_ref().as_array().is_some_and(|array| array.is_empty()) {
            self.refuse(format!("{} is empty", self.subject()));
        }
    }

    /// The texts of an array.
    pub(super) fn texts(self) -> Vec<String> {
        let items = self.items().unwrap_or_default();
        items.into_iter().filter_map(|item| item.text().map(str::to_string)).collect()
    }

    /// The words of an array that is not empty, none of them twice.
    pub(super) fn words<T: Copy + PartialEq>(self, words: &[(&'static str, T)]) -> Vec<(T, Value<'a>)> {
        self.refuse_empty();
        let mut found: Vec<(T, Value<'a>)> = Vec::new();
        for item in self.items().unwrap_or_default() {
            let Some(meaning) = item.word(words) else { continue };
            if found.iter().any(|(known, _)| *known == meaning) {
                item.refuse(format!("`{}` names this twice", self.key));
            } else {
                found.push((meaning, item));
            }
        }
        found
    }

    /// One word, or several in an array.
    pub(super) fn one_or_more<T: Copy + PartialEq>(self, words: &[(&'static str, T)]) -> Vec<T> {
        match self.node.get_ref() {
            DeValue::Array(_) => self.words(words).into_iter().map(|(meaning, _)| meaning).collect(),
            _ => self.word(words).into_iter().collect(),
        }
    }

    /// `[least, most]`, or one number for both, each read by `read`.
    pub(super) fn range<T: Copy + PartialOrd>(self, read: fn(Value<'a>) -> Option<T>) -> Option<(T, T)> {
        if self.node.get_ref().as_array().is_some() {
            return self.two(read).filter(|(low, high)| self.check_order(low <= high));
        }
        let only = read(self)?;
        Some((only, only))
    }

    /// `[low, high]`.
    pub(super) fn pair(self) -> Option<(f64, f64)> {
        self.two(Value::number).filter(|(low, high)| self.check_order(low < high))
    }

    fn two<T>(self, read: fn(Value<'a>) -> Option<T>) -> Option<(T, T)> {
        let items = self.items()?;
        let [low, high] = items[..] else {
            self.refuse(format!("{} must be two numbers, such as `[2, 5]`", self.subject()));
            return None;
        };
        let (low, high) = (read(low), read(high));
        Some((low?, high?))
    }

    fn check_order(self, ordered: bool) -> bool {
        if !ordered {
            self.refuse_with_help(
                format!("{} must have its smaller number first", self.subject()),
                "turn the two numbers round",
            );
        }
        ordered
    }

    /// A table.
    pub(super) fn table(self, name: String) -> Option<Reader<'a>> {
        let Some(table) = self.node.get_ref().as_table() else {
            let message = format!("{name} must be a table, not {}", type_name(self.node.get_ref()));
            match self.node.get_ref() {
                DeValue::Array(_) => self.refuse_with_help(message, "write it with one bracket on each side"),
                _ => self.refuse_with_help(message, "write its name in brackets in a line of its own"),
            }
            return None;
        };
        Some(Reader::new(table, self.span(), name, self.problems))
    }

    /// The tables of an array of tables.
    pub(super) fn tables(self, name: &str) -> Vec<Reader<'a>> {
        if let Some(array) = self.node.get_ref().as_array() {
            return array
                .iter()
                .filter_map(|node| Value { node, entry: true, ..self }.table(format!("`{name}`")))
                .collect();
        }
        let what = type_name(self.node.get_ref());
        self.refuse_with_help(
            format!("{} must be a list of tables, not {what}", self.subject()),
            format!("write `{name}` with two brackets on each side"),
        );
        Vec::new()
    }
}

/// Whether a text can name an exercise, a phase or a fault.
pub fn is_id(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.split('-').all(is_word) && text.starts_with(|first: char| first.is_ascii_lowercase())
}

/// What a value is, in words.
fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(true) => "`true`",
        DeValue::Boolean(false) => "`false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
