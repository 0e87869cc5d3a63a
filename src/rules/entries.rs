//! The entries of a table in a rules file: each is what its [`Key`] asks for, or it has been reported and is missing
//! here. So all mistakes are found in one run, and who asks for an entry need not report it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::diagnostic::Problems;
use super::keys::{Key, Need, Scalar, Table, ValueType};
use super::suggest;
use super::value::{Content, Value};
use super::vocabulary::Word;

/// What a file has in one of its tables.
pub(super) struct Entries<'a> {
    /// The names of the table and of those around it, with dots between; empty for the file.
    path: String,
    /// The table as a message names it, such as `` `[dose]` ``.
    name: String,
    /// The table's header, or all of an inline table.
    span: Range<usize>,
    /// One for each key that the table may have.
    entries: Vec<Entry<'a>>,
    /// Keys that it must have and has not.
    missing: Vec<&'static Key>,
    /// Whether it has a table for which there is no key.
    has_unknown_table: bool,
    problems: &'a Problems<'a>,
}

struct Entry<'a> {
    key: &'static Key,
    /// Where its value stands in the file, if it has one.
    span: Option<Range<usize>>,
    content: Option<Content<'a>>,
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
        let (path, name) = (path.to_string(), name.to_string());
        let (entries, missing) = (Vec::new(), Vec::new());
        let mut table = Entries { path, name, span, entries, missing, has_unknown_table: false, problems };
        for key in format.keys() {
            let entry = match (node.get_key_value(key.name), key.need) {
                (Some((name, node)), _) => {
                    table.entry(key, Value { key: name.get_ref(), entry: false, node, problems })
                }
                (None, Need::Default(scalar)) => {
                    Entry { key, span: None, content: Some(Content::One(scalar)), tables: Vec::new() }
                }
                (None, need) => {
                    table.missing.extend(matches!(need, Need::Required).then_some(key));
                    Entry { key, span: None, content: None, tables: Vec::new() }
                }
            };
            table.entries.push(entry);
        }
        let meant = table.report_unknown(format, node);
        // A misspelt key is one mistake, not an unknown key and a missing one.
        table.missing.retain(|key| !meant.contains(&key.name));
        table
    }

    fn entry(&self, key: &'static Key, value: Value<'a>) -> Entry<'a> {
        let dot = if self.path.is_empty() { "" } else { "." };
        let path = format!("{}{dot}{}", self.path, key.name);
        let (content, tables) = match key.value {
            ValueType::Table(format) => {
                let name = format!("`[{path}]`");
                (None, self.table_in(value, format, &path, &name).into_iter().collect())
            }
            ValueType::Tables { each, least } => {
                if least > 0 {
                    value.refuse_empty();
                }
                (None, self.tables_in(value, each, &path))
            }
            wanted => (value.read(wanted), Vec::new()),
        };
        Entry { key, span: Some(value.node.span()), content, tables }
    }

    fn table_in(
        &self,
        value: Value<'a>,
        format: &'static Table,
        path: &str,
        name: &str,
    ) -> Option<Entries<'a>> {
        let Some(node) = value.node.get_ref().as_table() else {
            let help = match value.node.get_ref() {
                DeValue::Array(_) => "write it with one bracket on each side",
                _ => "write its name in brackets in a line of its own",
            };
            return value
                .refuse_with_help(format!("{name} must be a table, not {}", value.type_name()), help);
        };
        Some(Entries::read(format, node, path, name, value.node.span(), self.problems))
    }

    fn tables_in(&self, value: Value<'a>, format: &'static Table, path: &str) -> Vec<Entries<'a>> {
        let name = format!("`[[{path}]]`");
        if let Some(array) = value.node.get_ref().as_array() {
            let items = array.iter().map(|node| Value { node, entry: true, ..value });
            return items.filter_map(|item| self.table_in(item, format, path, &name)).collect();
        }
        let message = format!("{} must be a list of tables, not {}", value.subject(), value.type_name());
        let refused = value.refuse_with_help(message, format!("write {name} with two brackets on each side"));
        refused.unwrap_or_default()
    }

    /// Reports the keys that the table may not have; returns those that were probably meant.
    fn report_unknown(&mut self, format: &'static Table, node: &'a DeTable<'a>) -> Vec<&'static str> {
        let keys: Vec<&'static str> = format.keys().map(|key| key.name).collect();
        let kinds: Vec<&'static str> = format.kinds().collect();
        let mut meant = Vec::new();
        for (key, value) in node.iter().filter(|(key, _)| !keys.contains(&key.get_ref().as_ref())) {
            let key: &Spanned<_> = key;
            let typed = key.get_ref().as_ref();
            let (message, help) = if value.get_ref().is_table() && !kinds.is_empty() {
                self.has_unknown_table = true;
                let message = format!("unknown kind of {} `{typed}`", self.path);
                (message, suggest::help(typed, &kinds, "the kinds are"))
            } else {
                meant.extend(suggest::nearest(typed, keys.iter().copied()));
                let message = format!("unknown key `{typed}` in {}", self.name);
                (message, suggest::help(typed, &keys, "it may have"))
            };
            self.problems.error_with_help(key.span(), message, help);
        }
        meant
    }

    /// Says which keys are missing, here and in the tables below.
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
        self.problems.error(self.span(), format!("{keys} {verb} missing in {}", self.name));
    }

    pub(super) fn problems(&self) -> &'a Problems<'a> {
        self.problems
    }

    /// The table as a message names it.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Where the table stands.
    pub(super) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Whether it has a table for which there is no key.
    pub(super) fn has_unknown_table(&self) -> bool {
        self.has_unknown_table
    }

    /// Where an entry's value stands; where it is missing, the table.
    pub(super) fn span_of(&self, key: &str) -> Range<usize> {
        self.get(key).and_then(|entry| entry.span.clone()).unwrap_or_else(|| self.span())
    }

    /// Whether an entry is there, sound or not.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some_and(|entry| entry.span.is_some())
    }

    /// A text or a name.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        match self.content(key)? {
            Content::One(Scalar::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// What a word stands for.
    pub(super) fn word<T: Word>(&self, key: &str) -> Option<T> {
        T::meant_by(self.text(key)?)
    }

    pub(super) fn number(&self, key: &str) -> Option<f64> {
        match self.content(key)? {
            Content::One(Scalar::Number(number)) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        match self.content(key)? {
            Content::One(Scalar::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// Two numbers, the smaller first.
    pub(super) fn pair(&self, key: &str) -> Option<(f64, f64)> {
        match self.content(key)? {
            Content::Two(low, high) => Some((*low, *high)),
            _ => None,
        }
    }

    /// The sound texts of a list and their places; none where the list is missing.
    pub(super) fn texts(&self, key: &str) -> Vec<(&'a str, Range<usize>)> {
        let Some(Content::List(list)) = self.content(key) else { return Vec::new() };
        let texts = list.iter().filter_map(|(scalar, span)| match scalar {
            Scalar::Text(text) => Some((*text, span.clone())),
            _ => None,
        });
        texts.collect()
    }

    /// What the sound words of a list stand for, and their places.
    pub(super) fn words<T: Word>(&self, key: &str) -> Vec<(T, Range<usize>)> {
        self.texts(key).into_iter().filter_map(|(word, span)| Some((T::meant_by(word)?, span))).collect()
    }

    pub(super) fn table(&self, key: &str) -> Option<&Entries<'a>> {
        self.tables(key).first()
    }

    /// The tables of an array; none where it is missing.
    pub(super) fn tables(&self, key: &str) -> &[Entries<'a>] {
        self.get(key).map_or(&[], |entry| &entry.tables)
    }

    fn content(&self, key: &str) -> Option<&Content<'a>> {
        self.get(key)?.content.as_ref()
    }

    fn get(&self, key: &str) -> Option<&Entry<'a>> {
        let entry = self.entries.iter().find(|entry| entry.key.name == key);
        debug_assert!(entry.is_some(), "{} has no key `{key}`", self.name);
        entry
    }
}
