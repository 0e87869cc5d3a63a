//! One value of a rules file: what its key asks for, or why it is not that. What a table holds is read
//! in [`entries`](super::entries).

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::motion::{MeasureRef, SidedMeasure, WholeMeasure};

use super::diagnostic::Problems;
use super::keys::{Scalar, ValueType};
use super::suggest;
use super::vocabulary::{UNEDITED, Words};

/// A single value and its place.
pub(super) type Placed<'a> = (Scalar<'a>, Range<usize>);

/// A value together with its key and place.
#[derive(Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) key: &'static str,
    /// Whether this is an entry of the list under the key.
    pub(super) entry: bool,
    pub(super) node: &'a Spanned<DeValue<'a>>,
    pub(super) problems: &'a Problems<'a>,
}

impl<'a> Value<'a> {
    /// Takes what a key asks for, several values for a list, and two for a range; says what is wrong and leaves it out
    /// if it is something else.
    pub(super) fn read(self, wanted: ValueType) -> Vec<Placed<'a>> {
        let is_list = self.node.get_ref().is_array();
        match wanted {
            ValueType::List { of, least } => self.list(*of, least),
            ValueType::OneOrMore(of) if is_list => self.list(*of, 1),
            ValueType::OneOrMore(of) => self.one(*of).into_iter().collect(),
            ValueType::Pair => self.two(ValueType::Number, |low, high| low < high).unwrap_or_default(),
            ValueType::Range(of) if is_list => self.two(*of, |low, high| low <= high).unwrap_or_default(),
            ValueType::Range(of) => self.one(*of).map_or_else(Vec::new, |only| vec![only.clone(), only]),
            _ => self.one(wanted).into_iter().collect(),
        }
    }

    fn one(self, wanted: ValueType) -> Option<Placed<'a>> {
        let scalar = match wanted {
            ValueType::Id => Scalar::Text(self.id()?),
            ValueType::Measure => Scalar::Text(self.measure()?),
            ValueType::Word(words) => Scalar::Text(self.word(words)?),
            ValueType::Text => Scalar::Text(self.text()?),
            ValueType::Flag => Scalar::Flag(self.flag()?),
            _ => Scalar::Number(self.number(wanted)?),
        };
        Some((scalar, self.node.span()))
    }

    /// The value as a message names it.
    fn subject(self) -> String {
        if self.entry { format!("an entry of `{}`", self.key) } else { format!("`{}`", self.key) }
    }

    /// Says what is wrong and what to do about it; there is no value then.
    fn refuse<T>(self, message: impl Into<String>, help: Option<&str>) -> Option<T> {
        self.problems.error(self.node.span(), message, help);
        None
    }

    fn refuse_type<T>(self, wanted: &str) -> Option<T> {
        self.refuse(format!("{} must be {wanted}, not {}", self.subject(), self.type_name()), None)
    }

    fn text(self) -> Option<&'a str> {
        let Some(text) = self.node.get_ref().as_str() else { return self.refuse_type("a text in quotes") };
        if text.trim().is_empty() {
            return self.refuse(format!("{} is empty", self.subject()), None);
        }
        if text.starts_with(UNEDITED) {
            let message = format!("{} still has the proposal's text", self.subject());
            self.problems.warn(self.node.span(), message, Some("write your own"));
        }
        Some(text)
    }

    fn id(self) -> Option<&'a str> {
        let id = self.text()?;
        if is_id(id) {
            return Some(id);
        }
        let message = format!("{} must be lower-case words with dashes between, not `{id}`", self.subject());
        self.refuse(message, Some("such as `hips-low`"))
    }

    fn word(self, words: Words) -> Option<&'a str> {
        let word = self.text()?;
        let known = words.known();
        if known.contains(&word) {
            return Some(word);
        }
        let help = suggest::help(word, &known, "it can be");
        self.refuse(format!("unknown value `{word}` for `{}`", self.key), Some(&help))
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
        self.refuse(format!("unknown measure `{name}`"), Some(&help))
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
                return self.refuse(message, Some("leave out the quotes"));
            }
            _ => return self.refuse_type("a number"),
        };
        let Some(number) = number.filter(|number: &f64| number.is_finite()) else {
            return self.refuse(format!("{} must be a finite number", self.subject()), None);
        };
        let (must, help) = match wanted {
            ValueType::Seconds if number < 0.0 => ("not be negative: it is in seconds", None),
            ValueType::Share if number <= 0.0 || number >= 1.0 => {
                ("lie between 0 and 1", Some("0.33 is a third of the way from rest to target"))
            }
            ValueType::Positive { must, help } if number <= 0.0 => (must, help),
            ValueType::Ratio if number <= 0.0 => ("be above 0", None),
            ValueType::Count if number.fract() != 0.0 || number < 1.0 || number > f64::from(u32::MAX) => {
                ("be a whole number from 1 on", None)
            }
            _ => return Some(number),
        };
        self.refuse(format!("{} must {must}", self.subject()), help)
    }

    /// The values of an array.
    fn items(self) -> Option<impl Iterator<Item = Value<'a>>> {
        let Some(array) = self.node.get_ref().as_array() else {
            return self.refuse_type("a list in square brackets");
        };
        Some(array.iter().map(move |node| Value { node, entry: true, ..self }))
    }

    /// Refuses a list with nothing in it where it needs something.
    fn refuse_empty(self, least: usize) {
        if least > 0 && self.node.get_ref().as_array().is_some_and(|array| array.is_empty()) {
            self.problems.error(self.node.span(), format!("{} is empty", self.subject()), None);
        }
    }

    /// The table that it is; `name` is the table as a message names it.
    pub(super) fn table(self, name: &str) -> Option<&'a DeTable<'a>> {
        self.node.get_ref().as_table().or_else(|| {
            let help = match self.node.get_ref() {
                DeValue::Array(_) => "write it with one bracket on each side",
                _ => "write its name in brackets in a line of its own",
            };
            self.refuse(format!("{name} must be a table, not {}", self.type_name()), Some(help))
        })
    }

    /// The tables of the array that it is.
    pub(super) fn tables(self, name: &str, least: usize) -> Vec<Value<'a>> {
        self.refuse_empty(least);
        if let Some(array) = self.node.get_ref().as_array() {
            return array.iter().map(|node| Value { node, entry: true, ..self }).collect();
        }
        let message = format!("{} must be a list of tables, not {}", self.subject(), self.type_name());
        let help = format!("write {name} with two brackets on each side");
        self.refuse(message, Some(&help)).unwrap_or_default()
    }

    fn list(self, of: ValueType, least: usize) -> Vec<Placed<'a>> {
        self.refuse_empty(least);
        let mut found: Vec<Placed<'a>> = Vec::new();
        for (scalar, span) in self.items().into_iter().flatten().filter_map(|item| item.one(of)) {
            if matches!(of, ValueType::Word(_)) && found.iter().any(|(known, _)| *known == scalar) {
                self.problems.error(span, format!("`{}` names this twice", self.key), None);
            } else {
                found.push((scalar, span));
            }
        }
        found
    }

    fn two(self, of: ValueType, in_order: fn(f64, f64) -> bool) -> Option<Vec<Placed<'a>>> {
        let items: Vec<Value<'a>> = self.items()?.collect();
        if items.len() != 2 {
            let message = format!("{} must be two numbers, such as `[2, 5]`", self.subject());
            return self.refuse(message, None);
        }
        let two: Vec<Placed<'a>> = items.into_iter().filter_map(|item| item.one(of)).collect();
        let [(Scalar::Number(low), _), (Scalar::Number(high), _)] = two[..] else { return None };
        if !in_order(low, high) {
            let message = format!("{} must have its smaller number first", self.subject());
            return self.refuse(message, Some("turn the two numbers round"));
        }
        Some(two)
    }

    /// What the value is, in words.
    fn type_name(self) -> &'static str {
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
