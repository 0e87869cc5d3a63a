//! Compares each model's landmarks with MediaPipe's on a folder of labelled photographs:
//!
//! ```text
//! cargo run --release --example landmark_parity -- data/photos
//! ```
//!
//! Exits with 1 where a body is not found or landmarks lie too far off, with 2 where it cannot tell.

#[path = "../../tests/support/parity.rs"]
mod parity;

use std::path::Path;
use std::process::ExitCode;

use parity::{MODELS, Parity};

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1) else {
        eprintln!("usage: landmark_parity FOLDER (with labels.json and the photographs that it names)");
        return ExitCode::from(2);
    };
    let mut all_hold = true;
    println!("{}", Parity::heading());
    for model in MODELS {
        match Parity::measure(Path::new(&folder), model) {
            Ok(parity) => {
                println!("{parity}");
                all_hold &= parity.holds();
            }
            Err(error) => {
                eprintln!("{error:#}");
                return ExitCode::from(2);
            }
        }
    }
    if all_hold { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
