//! What people type, read and keep: the command line, rules files, reports, the history.

mod bad_inputs;
mod cli;
#[cfg(target_os = "linux")]
mod disk;
mod evaluate;
mod examples;
mod fuzz;
mod history;
mod landmarks;
mod languages;
mod languages_of_messages;
mod languages_of_plan;
mod languages_of_reports;
mod languages_of_sessions;
mod many;
mod names;
mod package;
mod place;
#[cfg(target_os = "linux")]
mod remind;
mod report;
mod rules;
mod sentences;
mod session;
mod shallow;
mod store;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "../support/mod.rs"]
mod support;
