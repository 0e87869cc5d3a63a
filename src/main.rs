//! The program: everything but its environment is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    silence_runtime();
    stay_on_this_machine();
    set_up_decoders();
    set_up_memory();
    bound_decoders();
    holdfast::cli::main()
}

/// Keeps ONNX Runtime from telling its makers about this machine, whatever the person's environment says.
#[allow(unsafe_code, reason = "the environment is the only switch that it has")]
fn silence_runtime() {
    let (name, value) = holdfast::pose::runtime::SILENCE;
    // SAFETY: nothing has run before, so there is no other thread that reads the environment.
    unsafe { std::env::set_var(name, value) };
}

/// Takes away addresses of message buses on other machines: what tells screen readers of the window would go there.
#[allow(unsafe_code, reason = "the environment is the only switch that it has")]
fn stay_on_this_machine() {
    for name in ["DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS"] {
        let is_elsewhere = |address: &String| address.split(';').any(|one| !one.starts_with("unix:"));
        if std::env::var(name).is_ok_and(|address| is_elsewhere(&address)) {
            // SAFETY: nothing has run before, so there is no other thread that reads the environment.
            unsafe { std::env::remove_var(name) };
        }
    }
}

/// Tells OpenCV and FFmpeg to be quiet and not to wait for long, unless the person has told them otherwise.
#[allow(unsafe_code, reason = "the environment is the only switch that they have")]
fn set_up_decoders() {
    for (name, value) in holdfast::source::ENVIRONMENT {
        if std::env::var_os(name).is_none() {
            // SAFETY: nothing has run before, so there is no other thread that reads the environment.
            unsafe { std::env::set_var(name, value) };
        }
    }
}

/// Has the memory of each picture given back to the system as soon as the picture is gone, and all else taken
/// from one place by all threads. The C library would give each thread a place of its own and keep there what
/// another thread gave back: a long session would grow by three megabytes a minute. What is smaller than a
/// picture is kept: a window's shapes come and go with each repaint, and to ask the system for their memory
/// every time would take a third of what the repaint takes.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code, reason = "the library has no other switch")]
fn set_up_memory() {
    unsafe extern "C" {
        fn mallopt(parameter: i32, value: i32) -> i32;
    }
    const M_TRIM_THRESHOLD: i32 = -1;
    const M_MMAP_THRESHOLD: i32 = -3;
    const M_ARENA_MAX: i32 = -8;
    /// A little less than a picture of 640 by 480 in three colours, and more than what the pose model works with.
    const LEAST_BYTES: i32 = 900_000;
    const KEPT_BYTES: i32 = 16 << 20;
    for (parameter, value) in
        [(M_MMAP_THRESHOLD, LEAST_BYTES), (M_TRIM_THRESHOLD, KEPT_BYTES), (M_ARENA_MAX, 1)]
    {
        // SAFETY: it changes nothing but the allocator's own numbers, and no other thread runs yet. Where it
        // fails, memory is kept as before.
        unsafe { mallopt(parameter, value) };
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn set_up_memory() {}

/// Keeps FFmpeg from taking more memory at once than a plane of an 8K picture has: a few bytes from a file or a
/// camera can ask it for gigabytes. It comes with OpenCV; where that brings none, there is nothing to bound.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[allow(unsafe_code, reason = "OpenCV passes no limit on")]
fn bound_decoders() {
    use std::ffi::{c_char, c_void};
    unsafe extern "C" {
        fn dlsym(handle: *mut c_void, symbol: *const c_char) -> *mut c_void;
    }
    const MOST_BYTES: usize = 96 << 20;
    // SAFETY: the default handle looks through what is loaded already, and the name ends in a zero.
    let found = unsafe { dlsym(std::ptr::null_mut(), c"av_max_alloc".as_ptr()) };
    if !found.is_null() {
        // SAFETY: FFmpeg declares it as `void av_max_alloc(size_t max)`, and no thread of it runs yet.
        unsafe { std::mem::transmute::<*mut c_void, unsafe extern "C" fn(usize)>(found)(MOST_BYTES) };
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn bound_decoders() {}
