//! Disks that fill up, or can no longer be written.

use std::path::Path;
use std::process::Command;

/// A small file system in memory, gone after the test.
pub(crate) struct Disk(tempfile::TempDir);

impl Disk {
    /// None, and a note, where mounting is not allowed.
    pub(crate) fn mount(options: &str) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let mounted = mount(&["-t", "tmpfs", "-o", options, "tmpfs"], folder.path());
        if !mounted {
            println!("skipped: mounting a small file system is not allowed here");
        }
        mounted.then_some(Self(folder))
    }

    pub(crate) fn remount(&self, options: &str) {
        assert!(mount(&["-o", &format!("remount,{options}")], self.path()), "remounted {options}");
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).output();
    }
}

fn mount(arguments: &[&str], folder: &Path) -> bool {
    Command::new("mount").args(arguments).arg(folder).output().is_ok_and(|output| output.status.success())
}
