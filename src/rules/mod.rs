//! Rules files: what a physiotherapist writes about an exercise becomes a checked
//! [`Exercise`](crate::motion::Exercise), or a list of everything that is wrong with the file.
//!
//! `docs/RULES.md` explains the format. Here it is written down once: `keys` says what a row is, and each table's rows
//! stand beside the function that makes something of it (`document`, `phase`, `condition`, `fault`; every kind of
//! fault with its reader in `kind`). From the rows follow what the reader takes (`value` one value, `entries` a
//! table), the JSON Schema (`schema`) and the tables of the reference page (`reference`).
//!
//! Reading is done by hand over a tree with places instead of through `serde`, which stops at the first mistake.

mod keys;
mod vocabulary;

mod diagnostic;
mod entries;
mod suggest;
mod syntax;
mod value;

mod condition;
mod document;
mod fault;
mod kind;
mod phase;
mod quantity;
mod view;

mod never;

#[cfg(test)]
mod reference;
mod schema;

mod built_in;
mod catalogue;
mod draft;
mod figure;
mod file;
mod render;

pub use catalogue::{Catalogue, NoRules, UnreadableFolder};
pub use diagnostic::{Diagnostic, Level};
pub use document::{Checked, FORMAT, check};
pub use draft::{Draft, draft};
pub use figure::{BrokenFigure, figure_path, figure_text};
pub use file::{BrokenRules, Origin, RuleFile};
pub use render::{Style, render};
pub use schema::schema_text;
pub use value::is_id;
