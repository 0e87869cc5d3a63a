//! The history: what is kept comes out again, once, whatever happens.

#![allow(unreachable_pub, reason = "a test is one crate; its modules need no second way of saying so")]

mod disk;
mod keeping;
mod material;
mod meanwhile;
mod past;
mod tampered;
mod versions;
