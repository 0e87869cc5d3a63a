//! The core as a whole: poses over time in, verdicts out.

#![allow(unreachable_pub, reason = "a test is one crate; its modules need no second way of saying so")]

mod figure;
mod frames;
mod lying;
mod odd;
mod outcome;
mod posture;
mod properties;
mod range;
mod recognition;
mod scene;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "../support/mod.rs"]
mod support;
mod traces;
mod upright;
mod whole;
