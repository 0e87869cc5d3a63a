//! The entries of a table in a rules file. Each is what its [`Key`] asks for; one that is not has been reported and is
//! missing here. So one run finds all mistakes, and the code that uses an entry does not check it again.

use std::ops::Range;

use toml::de::DeTable;

use super::diagnostic::Problems;
use super::keys::{Key, Need, Scalar, Table, ValueType};
use super::suggest;
use super::value::{Placed, Value};
use super::vocabulary::Word;

/// What a file has in one of its tables.
pub(super) struct Entries<'a> {
    /// The names of the table and of those around it, with dots between; empty for the file.
    path: String,
    /// The table as a message names it, such as `` `[dose]` ``.
    pub(super) name: String,
    /// The table's header, or all of an inline table.
    pub(super) span: Range<usize>,
    /// One for each key that the table may have.
    entries: Vec<Entry<'a>>,
    /// Keys that it must have and has not.
    missing: Vec<&'static Key>,
    /// Whether it has a table for which there is no key.
    pub(super) has_unknown_table: bool,
    pub(super) problems: &'a Problems<'a>,
}

struct Entry<'a> {
    key: &'static Key,
    /// Where it stands in the file, if it does.
    span: Option<Range<usize>>,
    values: Vec<Placed<'a>>,
    /// The tables under it.
    tables: Vec<Entries<'a>>,
}

impl<'a> Entries<'a> {
    /// Reads a whole file.
    pub(super) fn of_file(format: &'static Table, node: &'a DeTable<'a>, problems: &'a Problems<'a>) -> Self {
        Entries::read(format, node, "", "the file", 0..0, problems)
    }

    fn read(
        format: &'static Table,
        node: &'a DeTable<'a>,
        path: &str,
        name: &str,
        span: Range<usize>,
        problems: &'a Problems<'a>,
    ) -> Self {
        let (path, name, missing) = (path.to_string(), name.to_string(), Vec::new());
        let mut table =
            Entries { path, name, span, entries: Vec::new(), missing, has_unknown_table: false, problems };
        for key in format.keys() {
            let mut entry = Entry { key, span: None, values: Vec::new(), tables: Vec::new() };
            match (node.get(key.name), key.need) {
                (Some(node), _) => {
                    table.fill(&mut entry, Value { key: key.name, entry: false, node, problems });
                }
                (None, Need::Default(scalar)) => entry.values.push((scalar, table.span.clone())),
                (None, Need::Required) => table.missing.push(key),
                (None, Need::Optional) => {}
            }
            table.entries.push(entry);
        }
        table.report_unknown(format, node);
        table
    }

    fn fill(&self, entry: &mut Entry<'a>, value: Value<'a>) {
        let dot = if self.path.is_empty() { "" } else { "." };
        let path = format!("{}{dot}{}", self.path, entry.key.name);
        entry.span = Some(value.node.span());
        match entry.key.value {
            ValueType::Table(format) => {
                entry.tables.extend(self.table_in(value, format, &path, &format!("`[{path}]`")));
            }
            ValueType::Tables { each, least } => {
                let name = format!("`[[{path}]]`");
                let tables = value.tables(&name, least).into_iter();
                entry.tables = tables.filter_map(|table| self.table_in(table, each, &path, &name)).collect();
            }
            wanted => entry.values = value.read(wanted),
        }
    }

    fn table_in(
        &self,
        value: Value<'a>,
        format: &'static Table,
        path: &str,
        name: &str,
    ) -> Option<Entries<'a>> {
        Some(Entries::read(format, value.table(name)?, path, name, value.node.span(), self.problems))
    }

    /// Reports the keys that the table may not have.
    fn report_unknown(&mut self, format: &Table, node: &DeTable<'_>) {
        let keys: Vec<&'static str> = format.keys().map(|key| key.name).collect();
        let is_table = |key: &&Key| matches!(key.value, ValueType::Table(_));
        let kinds: Vec<&str> = format.one_of.iter().filter(is_table).map(|key| key.name).collect();
        for (key, value) in node.iter() {
            let typed: &str = key.get_ref();
            let (message, help) = if keys.contains(&typed) {
                continue;
            } else if value.get_ref().is_table() && !kinds.is_empty() {
                self.has_unknown_table = true;
                let message = format!("unknown kind of {} `{typed}`", self.path);
                (message, suggest::help(typed, &kinds, "the kinds are"))
            } else {
                // A misspelt key is one mistake, not an unknown key and a missing one.
                let meant = suggest::nearest(typed, keys.iter().copied());
                self.missing.retain(|key| Some(key.name) != meant);
                let message = format!("unknown key `{typed}` in {}", self.name);
                (message, suggest::help(typed, &keys, "it may have"))
            };
            self.problems.error(key.span(), message, Some(&help));
        }
    }

    /// Reports the keys that are missing, here and in the tables below.
    pub(super) fn report_missing(&self) {
        self.entries.iter().flat_map(|entry| &entry.tables).for_each(Entries::report_missing);
        let written = |key: &&Key| match key.value {
            ValueType::Table(_) => format!("`[{}]`", key.name),
            ValueType::Tables { .. } => format!("`[[{}]]`", key.name),
            _ => format!("`{}`", key.name),
        };
        let missing: Vec<String> = self.missing.iter().map(written).collect();
        let (keys, verb) = match &missing[..] {
            [] => return,
            [only] => (only.clone(), "is"),
            [most @ .., last] => (format!("{} and {last}", most.join(", ")), "are"),
        };
        self.problems.error(self.span.clone(), format!("{keys} {verb} missing in {}", self.name), None);
    }

    /// Reports what is wrong with an entry and what to do about it.
    pub(super) fn error(&self, key: &str, message: impl Into<String>, help: Option<&str>) {
        self.problems.error(self.span_of(key), message, help);
    }

    /// Reports what an entry does not do and what to do about it.
    pub(super) fn warn(&self, key: &str, message: impl Into<String>, help: Option<&str>) {
        self.problems.warn(self.span_of(key), message, help);
    }

    /// Where an entry stands; where it is missing, the table.
    pub(super) fn span_of(&self, key: &str) -> Range<usize> {
        self.get(key).and_then(|entry| entry.span.clone()).unwrap_or_else(|| self.span.clone())
    }

    /// Whether an entry is there, sound or not.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some_and(|entry| entry.span.is_some())
    }

    /// A text or a name.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.values(key).first().and_then(text)
    }

    /// What a word stands for.
    pub(super) fn word<T: Word>(&self, key: &str) -> Option<T> {
        T::meant_by(self.text(key)?)
    }

    /// Whether a flag is set.
    pub(super) fn is_set(&self, key: &str) -> bool {
        matches!(self.values(key), [(Scalar::Flag(true), _)])
    }

    pub(super) fn number(&self, key: &str) -> Option<f64> {
        if let [(Scalar::Number(number), _)] = self.values(key) { Some(*number) } else { None }
    }

    /// Two numbers, the smaller first.
    pub(super) fn pair(&self, key: &str) -> Option<(f64, f64)> {
        let [(Scalar::Number(low), _), (Scalar::Number(high), _)] = self.values(key) else { return None };
        Some((*low, *high))
    }

    /// The sound texts of a list and their places; none where the list is missing.
    pub(super) fn texts(&self, key: &str) -> impl Iterator<Item = (&'a str, Range<usize>)> {
        self.values(key).iter().filter_map(|placed| Some((text(placed)?, placed.1.clone())))
    }

    /// What the sound words of a list stand for, and their places.
    pub(super) fn words<T: Word>(&self, key: &str) -> Vec<(T, Range<usize>)> {
        self.texts(key).filter_map(|(word, span)| Some((T::meant_by(word)?, span))).collect()
    }

    pub(super) fn table(&self, key: &str) -> Option<&Entries<'a>> {
        self.tables(key).first()
    }

    /// The tables of an array; none where it is missing.
    pub(super) fn tables(&self, key: &str) -> &[Entries<'a>] {
        self.get(key).map_or(&[], |entry| &entry.tables)
    }

    fn values(&self, key: &str) -> &[Placed<'a>] {
        self.get(key).map_or(&[], |entry| &entry.values)
    }

    fn get(&self, key: &str) -> Option<&Entry<'a>> {
        let entry = self.entries.iter().find(|entry| entry.key.name == key);
        debug_assert!(entry.is_some(), "{} has no key `{key}`", self.name);
        entry
    }
}

fn text<'a>((scalar, _): &Placed<'a>) -> Option<&'a str> {
    if let Scalar::Text(text) = scalar { Some(text) } else { None }
}
