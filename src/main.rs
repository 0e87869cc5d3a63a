//! The program: everything but its environment is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    set_up_decoders();
    holdfast::cli::main()
}

/// Tells OpenCV and FFmpeg to be quiet and not to wait for long, unless the person has told them otherwise.
#[allow(unsafe_code)] // the environment is the only switch that they have
fn set_up_decoders() {
    for (name, value) in holdfast::source::ENVIRONMENT {
        if std::env::var_os(name).is_none() {
            // SAFETY: nothing has run before, so there is no other thread that reads the environment.
            unsafe { std::env::set_var(name, value) };
        }
    }
}
