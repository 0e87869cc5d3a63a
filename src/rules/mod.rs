//! Rules files: what a physiotherapist writes about an exercise becomes a checked
//! [`Exercise`](crate::motion::Exercise), or a list of everything that is wrong with the file.

mod built_in;
mod catalogue;
mod condition;
mod diagnostic;
mod document;
mod fault;
mod file;
mod idle;
mod kind;
mod phase;
mod reader;
mod render;
mod suggest;
mod syntax;
mod value;
mod view;
mod vocabulary;

pub use catalogue::{Catalogue, NoRules, UnknownExercise, UnreadableFolder};
pub use diagnostic::{Diagnostic, Level};
pub use document::{Checked, FORMAT, check};
pub use file::{BrokenRules, Origin, RuleFile};
pub use render::{Style, render};
