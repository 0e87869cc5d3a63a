//! Live sessions as a whole: cameras that fail and come back, cameras in the network, the program itself.

mod command;
mod faults;
mod network;
mod stage;
mod truth;
#[cfg(target_os = "linux")]
mod window;
