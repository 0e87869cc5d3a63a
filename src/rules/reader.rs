//! Reads a TOML table key by key and goes on after each mistake, so that one run finds them all.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::Problems;
use super::suggest;
use super::value::Value;

/// A table that is being read. The keys it is asked for are the keys it may have.
pub(super) struct Reader<'a> {
    table: &'a DeTable<'a>,
    /// The table's header, or all of an inline table.
    span: Range<usize>,
    /// The table as a message names it, such as `` `[dose]` ``.
    name: String,
    asked: Vec<&'static str>,
    /// Keys and how a message writes them.
    missing: Vec<(&'static str, String)>,
    forgiven: Vec<&'a str>,
    problems: &'a Problems<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        table: &'a DeTable<'a>,
        span: Range<usize>,
        name: impl Into<String>,
        problems: &'a Problems<'a>,
    ) -> Self {
        Reader {
            table,
            span,
            name: name.into(),
            asked: Vec::new(),
            missing: Vec::new(),
            forgiven: Vec::new(),
            problems,
        }
    }

    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn problems(&self) -> &'a Problems<'a> {
        self.problems
    }

    /// The value of a key that may be missing.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Value<'a>> {
        self.asked.push(key);
        let (key, node) = self.table.get_key_value(key)?;
        Some(Value::new(key.get_ref(), node, self.problems))
    }

    /// The value of a key that must be there.
    pub(super) fn need(&mut self, key: &'static str) -> Option<Value<'a>> {
        let value = self.take(key);
        if value.is_none() {
            self.missing.push((key, format!("`{key}`")));
        }
        value
    }

    /// A sub-table that must be there.
    pub(super) fn need_table(&mut self, key: &'static str) -> Option<Reader<'a>> {
        let value = self.take(key);
        if value.is_none() {
            self.missing.push((key, format!("`[{key}]`")));
        }
        value.and_then(|value| value.table(format!("`[{key}]`")))
    }

    /// The tables of an array that must have some.
    pub(super) fn need_tables(&mut self, key: &'static str, name: &str) -> Vec<Reader<'a>> {
        let value = self.take(key);
        match value {
            None => self.missing.push((key, format!("`{name}`"))),
            Some(value) => value.refuse_empty(),
        }
        value.map(|value| value.tables(name)).unwrap_or_default()
    }

    /// The tables of an array; none if the key is missing.
    pub(super) fn tables(&mut self, key: &'static str, name: &str) -> Vec<Reader<'a>> {
        self.take(key).map(|value| value.tables(name)).unwrap_or_default()
    }

    /// The keys that nobody has asked for, and their values.
    pub(super) fn unknown(&self) -> impl Iterator<Item = (&'a str, Range<usize>, &'a DeValue<'a>)> {
        self.table
            .iter()
            .filter(|(key, _)| {
                let key: &str = key.get_ref();
                !self.asked.contains(&key) && !self.forgiven.contains(&key)
            })
            .map(|(key, node): (_, &Spanned<DeValue<'a>>)| {
                (key.get_ref().as_ref(), key.span(), node.get_ref())
            })
    }

    /// Leaves a key out of the unknown ones, because something has been said about it already.
    pub(super) fn forgive(&mut self, key: &'a str) {
        self.forgiven.push(key);
    }

    /// Ends the reading: says which keys are missing, and that those nobody has asked for are unknown.
    pub(super) fn finish(self) {
        let mut meant = Vec::new();
        for (key, span, _) in self.unknown() {
            let message = format!("unknown key `{key}` in {}", self.name);
            self.problems.error_with_help(span, message, suggest::help(key, &self.asked, "it may have"));
            meant.extend(suggest::nearest(key, self.asked.iter().copied()));
        }
        // A misspelt key is one mistake, not an unknown key and a missing one.
        let missing: Vec<&str> = self
            .missing
            .iter()
            .filter(|(key, _)| !meant.contains(key))
            .map(|(_, written)| written.as_str())
            .collect();
        let (keys, verb) = match &missing[..] {
            [] => return,
            [only] => (only.to_string(), "is"),
            [most @ .., last] => (format!("{} and {last}", most.join(", ")), "are"),
        };
        self.problems.error(self.span(), format!("{keys} {verb} missing in {}", self.name));
    }
}
