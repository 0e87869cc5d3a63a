//! How the format is written down: a [`Table`] has [`Key`]s, and a row says all that there is to know about a key.
//!
//! The rows stand beside the functions that make something of the values. What a table may hold, what each value
//! must be and what is missing ([`entries`](super::entries)), the JSON Schema ([`schema`](super::schema)) and the
//! tables in `docs/RULES.md` all follow from them.

use super::vocabulary::Words;

/// What a table of a rules file may hold.
#[derive(Clone, Copy)]
pub(super) struct Table {
    /// Keys that it shares with other tables.
    pub(super) shared: &'static [Key],
    /// Keys of its own.
    pub(super) own: &'static [Key],
    /// Keys of which it has exactly one.
    pub(super) one_of: &'static [Key],
}

impl Table {
    /// A table that shares nothing.
    pub(super) const fn of(own: &'static [Key]) -> Table {
        Table { shared: &[], own, one_of: &[] }
    }

    /// All keys, those included of which it has only one.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static Key> {
        [self.shared, self.own, self.one_of].into_iter().flatten()
    }
}

/// One key of a table.
#[derive(Clone, Copy)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) value: ValueType,
    pub(super) need: Need,
    /// What it means, in a sentence or two.
    pub(super) about: &'static str,
}

/// Whether a key has to be there.
#[derive(Clone, Copy)]
pub(super) enum Need {
    Required,
    Optional,
    /// What counts without it.
    Default(Scalar<'static>),
}

/// What stands under a key.
#[derive(Clone, Copy)]
pub(super) enum ValueType {
    /// The version of the format.
    Format,
    /// A text that says something.
    Text,
    /// A name: lower-case words with dashes between.
    Id,
    Flag,
    /// One of some words.
    Word(Words),
    /// The name of a measure.
    Measure,
    /// A number in the unit of the measure.
    Number,
    /// A number above 0 in the unit of the measure, and what to say where it is not.
    Positive {
        must: &'static str,
        help: Option<&'static str>,
    },
    /// A number above 0 without a unit.
    Ratio,
    /// Between 0 and 1, both excluded.
    Share,
    /// Seconds, not negative.
    Seconds,
    /// A whole number from 1 on.
    Count,
    /// Two numbers in the unit of the measure, the smaller first.
    Pair,
    /// One, or the least and the most.
    Range(&'static ValueType),
    /// At least so many in a list; words each once.
    List {
        of: &'static ValueType,
        least: usize,
    },
    /// One, or several in a list.
    OneOrMore(&'static ValueType),
    Table(&'static Table),
    /// An array of at least so many tables.
    Tables {
        each: &'static Table,
        least: usize,
    },
}

/// A single value.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Scalar<'a> {
    Text(&'a str),
    Number(f64),
    Flag(bool),
}

impl Scalar<'_> {
    /// As a sentence shows it: numbers with two decimals at most.
    pub(super) fn shown(self) -> String {
        match self {
            Scalar::Text(text) => format!("`{text}`"),
            Scalar::Number(number) => ((number * 100.0).round() / 100.0).to_string(),
            Scalar::Flag(flag) => format!("`{flag}`"),
        }
    }
}

/// Writes keys as rows: the comment above a row is what the key means, `or` says what counts without it.
macro_rules! keys {
    ($($(#[doc = $about:literal])+ $need:ident $name:literal: $value:expr $(, or $default:expr)?;)*) => {{
        const KEYS: &[$crate::rules::keys::Key] = &[$($crate::rules::keys::Key {
            name: $name,
            value: keys!(@value $value),
            need: keys!(@$need $($default)?),
            about: concat!($($about),+).trim_ascii(),
        }),*];
        KEYS
    }};
    (@value $value:expr) => {{
        #[allow(unused_imports, reason = "a row may also name a constant")]
        use $crate::rules::keys::ValueType::*;
        $value
    }};
    (@required) => { $crate::rules::keys::Need::Required };
    (@optional) => { $crate::rules::keys::Need::Optional };
    (@optional $default:expr) => {{
        use $crate::rules::keys::Scalar::*;
        $crate::rules::keys::Need::Default($default)
    }};
}

pub(super) use keys;
