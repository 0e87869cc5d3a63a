//! Coaching: sessions played without a camera, what the window shows of them, cameras that fail and come
//! back, cameras in the network, the program itself.

mod coach;
mod command;
mod display;
mod faults;
mod home;
mod network;
mod numbers;
mod overlay;
mod play;
#[cfg(target_os = "linux")]
mod screen_reader;
mod screens;
mod slow;
mod stage;
#[allow(dead_code, reason = "each test program uses a part of it")]
#[path = "../support/mod.rs"]
mod support;
mod truth;
mod voice;
#[cfg(target_os = "linux")]
mod window;
