//! Reads files that anybody may have made: nothing that is no file, and no more than there is room for.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::marker::PhantomData;
use std::path::Path;

use serde::de::{Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// Texts that people write, such as rules and settings, have no more bytes.
pub(crate) const MOST_TEXT_BYTES: u64 = 1_000_000;

/// Opens a file.
///
/// Fails where there is none, or something that does not end by itself: a pipe, a device, a folder.
pub(crate) fn open(path: &Path) -> io::Result<File> {
    // Opening a pipe would wait for somebody who writes into it.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no file"));
    }
    File::open(path)
}

/// What a file holds. Fails as [`open`] does, and where it has more bytes than these.
pub(crate) fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    open(path)?.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it has more than {most} bytes")));
    }
    Ok(bytes)
}

/// The same as text.
pub(crate) fn read_text(path: &Path, most: u64) -> io::Result<String> {
    let bytes = read(path, most)?;
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text"))
}

/// A list that is refused when it is longer.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct AtMost<T, const MOST: usize>(pub(crate) Vec<T>);

impl<T, const MOST: usize> Default for AtMost<T, MOST> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for AtMost<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<T, const MOST: usize>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for List<T, MOST> {
            type Value = AtMost<T, MOST>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a sequence")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = seq.next_element()? {
                    if list.len() == MOST {
                        return Err(A::Error::custom(format!("a list of more than {MOST}")));
                    }
                    list.push(item);
                }
                Ok(AtMost(list))
            }
        }
        deserializer.deserialize_seq(List(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_or_too_large_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        fs::write(&file, "12345").expect("written");
        assert_eq!(read_text(&file, 5).expect("it fits"), "12345");
        let refused = |path: &Path| read(path, 4).expect_err("refused").to_string();
        assert_eq!(refused(&file), "it has more than 4 bytes");
        assert_eq!(refused(folder.path()), "it is no file");
        #[cfg(unix)]
        assert_eq!(refused(Path::new("/dev/zero")), "it is no file");
        fs::write(&file, [0xff]).expect("written");
        assert_eq!(read_text(&file, 4).expect_err("no text").to_string(), "it is not UTF-8 text");
    }
}
