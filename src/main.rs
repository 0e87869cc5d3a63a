//! The program: everything but its environment is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    quieten_decoders();
    holdfast::cli::main()
}

/// Keeps OpenCV's and FFmpeg's own chatter off standard error, unless the person has asked for it.
#[allow(unsafe_code)] // the environment is the only switch that FFmpeg under OpenCV has
fn quieten_decoders() {
    for (name, value) in holdfast::source::QUIET_ENVIRONMENT {
        if std::env::var_os(name).is_none() {
            // SAFETY: nothing has run before, so there is no other thread that reads the environment.
            unsafe { std::env::set_var(name, value) };
        }
    }
}
