//! One value of a rules file: what its key asks for, or why it is not that. Tables are read in
//! [`entries`](super::entries).

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use crate::motion::{MeasureRef, SidedMeasure, WholeMeasure};

use super::diagnostic::Problems;
use super::keys::{Scalar, ValueType};
use super::suggest;
use super::vocabulary::{UNEDITED, Words};

/// What stands under a key, checked.
pub(super) enum Content<'a> {
    One(Scalar<'a>),
    Two(f64, f64),
    /// The sound entries of a list, each with its place.
    List(Vec<(Scalar<'a>, Range<usize>)>),
}

/// A value together with its key and place.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) key: &'a str,
    /// Whether this is an entry of the list under the key.
    pub(super) entry: bool,
    pub(super) node: &'a Spanned<DeValue<'a>>,
    pub(super) problems: &'a Problems<'a>,
}

impl<'a> Value<'a> {
    /// Takes the value as what a key asks for; says what is wrong if it is something else.
    pub(super) fn read(self, wanted: ValueType) -> Option<Content<'a>> {
        let is_list = self.node.get_ref().is_array();
        match wanted {
            ValueType::Texts { least } => self.list(ValueType::Text, least > 0),
            ValueType::WordList(words) => self.list(ValueType::Word(words), true),
            ValueType::OneOrMoreWords(words) if is_list => self.list(ValueType::Word(words), true),
            ValueType::OneOrMoreWords(words) => {
                Some(Content::List(vec![(self.scalar(ValueType::Word(words))?, self.node.span())]))
            }
            ValueType::Pair => self.two(ValueType::Number, |low, high| low < high),
            ValueType::SecondsRange => self.range(ValueType::Seconds),
            ValueType::CountRange => self.range(ValueType::Count),
            _ => self.scalar(wanted).map(Content::One),
        }
    }

    fn scalar(self, wanted: ValueType) -> Option<Scalar<'a>> {
        Some(match wanted {
            ValueType::Id => Scalar::Text(self.id()?),
            ValueType::Measure => Scalar::Text(self.measure()?),
            ValueType::Word(words) => Scalar::Text(self.word(words)?),
            ValueType::Text => Scalar::Text(self.text()?),
            ValueType::Flag => Scalar::Flag(self.flag()?),
            _ => Scalar::Number(self.number(wanted)?),
        })
    }

    /// The value as a message names it.
    pub(super) fn subject(self) -> String {
        if self.entry { format!("an entry of `{}`", self.key) } else { format!("`{}`", self.key) }
    }

    /// Says what is wrong; there is no value then.
    fn refuse<T>(self, message: impl Into<String>) -> Option<T> {
        self.problems.error(self.node.span(), message);
        None
    }

    /// Says what is wrong and what to do about it; there is no value then.
    pub(super) fn refuse_with_help<T>(
        self,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Option<T> {
        self.problems.error_with_help(self.node.span(), message, help);
        None
    }

    fn refuse_type<T>(self, wanted: &str) -> Option<T> {
        self.refuse(format!("{} must be {wanted}, not {}", self.subject(), self.type_name()))
    }

    fn text(self) -> Option<&'a str> {
        let Some(text) = self.node.get_ref().as_str() else { return self.refuse_type("a text in quotes") };
        if text.trim().is_empty() {
            return self.refuse(format!("{} is empty", self.subject()));
        }
        if text.starts_with(UNEDITED) {
            let message = format!("{} still has the proposal's text", self.subject());
            self.problems.warn_with_help(self.node.span(), message, "write your own");
        }
        Some(text)
    }

    fn id(self) -> Option<&'a str> {
        let id = self.text()?;
        if !is_id(id) {
            return self.refuse_with_help(
                format!("{} must be lower-case words with dashes between, not `{id}`", self.subject()),
                "such as `hips-low`",
            );
        }
        Some(id)
    }

    fn word(self, words: Words) -> Option<&'a str> {
        let word = self.text()?;
        let known = words.known();
        if !known.contains(&word) {
            let help = suggest::help(word, &known, "it can be");
            return self.refuse_with_help(format!("unknown value `{word}` for `{}`", self.key), help);
        }
        Some(word)
    }

    fn measure(self) -> Option<&'a str> {
        let name = self.text()?;
        if MeasureRef::from_name(name).is_some() {
            return Some(name);
        }
        let names = MeasureRef::all_names();
        let help = match suggest::nearest(name, names.iter().map(String::as_str)) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => {
                let whole = WholeMeasure::ALL.iter().map(|measure| measure.name());
                let sided = SidedMeasure::ALL.iter().map(|measure| measure.name());
                format!("there are: {}", suggest::list(&whole.chain(sided).collect::<Vec<_>>()))
            }
        };
        self.refuse_with_help(format!("unknown measure `{name}`"), help)
    }

    fn flag(self) -> Option<bool> {
        self.node.get_ref().as_bool().or_else(|| self.refuse_type("`true` or `false`"))
    }

    /// A number that is neither infinite nor "nan", in the range of its type.
    pub(super) fn number(self, wanted: ValueType) -> Option<f64> {
        let number = match self.node.get_ref() {
            DeValue::Integer(integer) => {
                i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|integer| integer as f64)
            }
            DeValue::Float(float) => float.as_str().parse().ok(),
            DeValue::String(text) if text.trim().parse::<f64>().is_ok() => {
                let message = format!("{} must be a number, not a text", self.subject());
                return self.refuse_with_help(message, "leave out the quotes");
            }
            _ => return self.refuse_type("a number"),
        };
        let Some(number) = number.filter(|number: &f64| number.is_finite()) else {
            return self.refuse(format!("{} must be a finite number", self.subject()));
        };
        match wanted {
            ValueType::Seconds if number < 0.0 => {
                self.refuse(format!("{} must not be negative: it is in seconds", self.subject()))
            }
            ValueType::Share if number <= 0.0 || number >= 1.0 => self.refuse_with_help(
                format!("{} must lie between 0 and 1", self.subject()),
                "0.33 is a third of the way from rest to target",
            ),
            ValueType::Positive { must_be, help } if number <= 0.0 => {
                let message = format!("{} must be {must_be}", self.subject());
                match help {
                    Some(help) => self.refuse_with_help(message, help),
                    None => self.refuse(message),
                }
            }
            ValueType::Count | ValueType::Format
                if number.fract() != 0.0 || number < 1.0 || number > f64::from(u32::MAX) =>
            {
                self.refuse(format!("{} must be a whole number from 1 on", self.subject()))
            }
            _ => Some(number),
        }
    }

    /// The values of an array.
    fn items(self) -> Option<impl Iterator<Item = Value<'a>>> {
        let Some(array) = self.node.get_ref().as_array() else {
            return self.refuse_type("a list in square brackets");
        };
        Some(array.iter().map(move |node| Value { node, entry: true, ..self }))
    }

    /// Refuses a list with nothing in it.
    pub(super) fn refuse_empty(self) {
        if self.node.get_ref().as_array().is_some_and(|array| array.is_empty()) {
            self.problems.error(self.node.span(), format!("{} is empty", self.subject()));
        }
    }

    fn list(self, wanted: ValueType, refuse_empty: bool) -> Option<Content<'a>> {
        if refuse_empty {
            self.refuse_empty();
        }
        let mut words = Vec::new();
        let mut found = Vec::new();
        for item in self.items()? {
            let Some(scalar) = item.scalar(wanted) else { continue };
            if let (ValueType::Word(_), Scalar::Text(word)) = (wanted, scalar) {
                if words.contains(&word) {
                    let message = format!("`{}` names this twice", self.key);
                    self.problems.error(item.node.span(), message);
                    continue;
                }
                words.push(word);
            }
            found.push((scalar, item.node.span()));
        }
        Some(Content::List(found))
    }

    /// `[least, most]`, or one number for both.
    fn range(self, wanted: ValueType) -> Option<Content<'a>> {
        if self.node.get_ref().is_array() {
            return self.two(wanted, |least, most| least <= most);
        }
        let only = self.number(wanted)?;
        Some(Content::Two(only, only))
    }

    fn two(self, wanted: ValueType, in_order: fn(f64, f64) -> bool) -> Option<Content<'a>> {
        let items: Vec<Value<'a>> = self.items()?.collect();
        let [low, high] = items[..] else {
            return self.refuse(format!("{} must be two numbers, such as `[2, 5]`", self.subject()));
        };
        let (low, high) = (low.number(wanted), high.number(wanted));
        let (low, high) = (low?, high?);
        if !in_order(low, high) {
            let message = format!("{} must have its smaller number first", self.subject());
            return self.refuse_with_help(message, "turn the two numbers round");
        }
        Some(Content::Two(low, high))
    }

    /// What the value is, in words.
    pub(super) fn type_name(self) -> &'static str {
        match self.node.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(true) => "`true`",
            DeValue::Boolean(false) => "`false`",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        }
    }
}

/// Whether a text can name an exercise, a phase or a fault.
pub fn is_id(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.split('-').all(is_word) && text.starts_with(|first: char| first.is_ascii_lowercase())
}
