//! Whether a library can speak to other machines, told by what its file contains.

use std::fs;
use std::io;
use std::path::Path;

/// What only network code contains, one mark a line: endpoints of telemetry, HTTP, curl, TLS, and the
/// system's functions for names and connections. `\0` is a zero byte, as around a name in a table of
/// symbols. `scripts/runtime` reads the same list.
const MARKS: &str = include_str!("network_code.txt");

/// The marks of network code in a library's file; none where it cannot speak to other machines by itself.
///
/// Libraries that it loads are not looked into.
///
/// # Errors
/// Fails where the file cannot be read.
pub(super) fn marks_in(library: &Path) -> io::Result<Vec<&'static str>> {
    Ok(marks(&fs::read(library)?))
}

fn marks(bytes: &[u8]) -> Vec<&'static str> {
    let mut sought: Vec<(&str, Vec<u8>)> = MARKS
        .lines()
        .map(|mark| {
            (mark.trim_start_matches(r"\0").trim_end_matches(r"\0"), mark.replace(r"\0", "\0").into())
        })
        .collect();
    let mut found = Vec::new();
    let mut begins = begins_of(&sought);
    // One way through the file for all marks: a search for each would take a second.
    for (at, byte) in bytes.iter().enumerate() {
        if !begins[usize::from(*byte)] {
            continue;
        }
        if let Some(index) = sought.iter().position(|(_, mark)| bytes[at..].starts_with(mark)) {
            found.push(sought.remove(index).0);
            begins = begins_of(&sought);
        }
    }
    found
}

/// For each byte, whether a mark begins with it.
fn begins_of(sought: &[(&str, Vec<u8>)]) -> [bool; 256] {
    let mut begins = [false; 256];
    for first in sought.iter().filter_map(|(_, mark)| mark.first()) {
        begins[usize::from(*first)] = true;
    }
    begins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mark_is_found_wherever_it_stands() {
        let listed: Vec<&str> = MARKS.lines().collect();
        assert!(listed.len() > 10 && listed.iter().all(|mark| mark.len() > 5), "{listed:?}");
        for mark in listed {
            let mark = mark.replace(r"\0", "\0");
            for (before, after) in [("", ""), ("code", "code"), ("\0\0", "\0"), (&mark[..1], &mark[..2])] {
                let bytes = format!("{before}{mark}{after}");
                assert_eq!(marks(bytes.as_bytes()), [mark.trim_matches('\0')], "{bytes:?}");
            }
        }
    }

    #[test]
    fn all_marks_are_told_once_and_in_order() {
        let bytes = "\0connect\0socket\0 libcurl/8.1 mbedtls_ssl_read libcurl";
        assert_eq!(marks(bytes.as_bytes()), ["connect", "socket", "libcurl", "mbedtls"]);
    }

    #[test]
    fn words_that_only_look_like_marks_are_none() {
        for bytes in
            ["", "a socket, to connect", "\0disconnect\0sockets\0", "left-curly-bracket", "getaddrinf"]
        {
            assert_eq!(marks(bytes.as_bytes()), Vec::<&str>::new(), "{bytes:?}");
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_an_error() {
        assert!(marks_in(Path::new("/nowhere/libonnxruntime.so")).is_err());
    }
}
