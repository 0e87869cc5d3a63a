//! Nothing leaves the machine, and nothing is written but where the README says.
//!
//! A program of its own, because it takes the machine for a minute: coaching goes on in real time.
#![cfg(target_os = "linux")]

mod account;
mod calls;
mod commands;
mod library;
mod places;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "../support/mod.rs"]
mod support;
mod way;
