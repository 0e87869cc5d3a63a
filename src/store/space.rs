//! Whether there is room on a disk.

use std::io::{ErrorKind, Write};
use std::path::Path;

/// Bytes that are written to learn whether the disk is full: about as many as the smallest change needs.
const PROBE_BYTES: usize = 64 * 1024;

/// Whether the disk of a folder takes no more.
pub(super) fn is_full(folder: &Path) -> bool {
    let tried = tempfile::tempfile_in(folder).and_then(|mut file| {
        file.write_all(&[0; PROBE_BYTES])?;
        file.sync_all()
    });
    let full = [ErrorKind::StorageFull, ErrorKind::QuotaExceeded];
    tried.is_err_and(|cause| full.contains(&cause.kind()))
}
