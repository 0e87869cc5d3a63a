//! Pictures and videos: read, drawn into nothing whole, judged with the real models.

mod disturbed;
mod joined;
mod landmark_parity;
#[path = "../support/parity.rs"]
mod parity;
mod sink;
mod source;
mod verdicts;
