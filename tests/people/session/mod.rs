//! Reports of sessions: pages, PDFs, JSON with its schema, files for other programs.

#![allow(unreachable_pub, reason = "a test is one crate; its modules need no second way of saying so")]

mod browser;
mod exports;
mod golden;
mod pdf;
mod schema;
mod sessions;
