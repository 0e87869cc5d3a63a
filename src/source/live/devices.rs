//! Webcams, as Linux lists them.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the kernel lists what gives pictures.
const LISTED: &str = "/sys/class/video4linux";

/// A webcam.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Where programs open it, as `/dev/video0`.
    pub path: PathBuf,
    /// The name that its driver gives.
    pub name: String,
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.path.display(), self.name)
    }
}

/// The webcams that are plugged in, in the order of their numbers.
pub fn devices() -> Vec<Device> {
    devices_in(Path::new(LISTED), Path::new("/dev"))
}

/// A webcam has several devices, of which the first gives pictures and the others tell about them.
fn devices_in(listed: &Path, nodes: &Path) -> Vec<Device> {
    let mut found: Vec<(u32, Device)> = fs::read_dir(listed)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let node = entry.file_name();
            let number = node.to_str()?.strip_prefix("video")?.parse().ok()?;
            let told = |what: &str| Some(fs::read_to_string(entry.path().join(what)).ok()?.trim().to_owned());
            let gives_pictures = told("index").is_none_or(|index| index == "0");
            let name = told("name").unwrap_or_else(|| "unnamed".to_owned());
            gives_pictures.then(|| (number, Device { path: nodes.join(&node), name }))
        })
        .collect();
    found.sort_by_key(|(number, _)| *number);
    found.into_iter().map(|(_, device)| device).collect()
}

/// The program that has a device open, as far as the system lets this one see.
pub(super) fn user_of(device: &Path) -> Option<String> {
    let own = std::process::id().to_string();
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let has_it_open = |process: &Path| {
        let open = fs::read_dir(process.join("fd")).into_iter().flatten().flatten();
        open.filter_map(|entry| fs::read_link(entry.path()).ok()).any(|file| file == device)
    };
    processes
        .filter(|entry| entry.file_name().to_str().is_some_and(|name| name != own))
        .filter(|entry| entry.file_name().as_encoded_bytes().iter().all(u8::is_ascii_digit))
        .find(|entry| has_it_open(&entry.path()))
        .and_then(|entry| Some(fs::read_to_string(entry.path().join("comm")).ok()?.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cameras_are_the_first_devices_in_the_order_of_their_numbers() {
        let listed = tempfile::tempdir().expect("a folder");
        for (node, index, name) in
            [("video10", "0\n", "Second\n"), ("video3", "1\n", "First\n"), ("video2", "0\n", "First\n")]
        {
            let folder = listed.path().join(node);
            fs::create_dir(&folder).expect("made");
            fs::write(folder.join("index"), index).expect("written");
            fs::write(folder.join("name"), name).expect("written");
        }
        fs::create_dir(listed.path().join("v4l-subdev0")).expect("made");
        let found = devices_in(listed.path(), Path::new("/dev"));
        let shown: Vec<String> = found.iter().map(Device::to_string).collect();
        assert_eq!(shown, ["/dev/video2 (First)", "/dev/video10 (Second)"]);
        assert!(devices_in(Path::new("/no/such/folder"), Path::new("/dev")).is_empty());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_program_that_has_a_device_open_is_named() {
        use std::process::{Command, Stdio};
        let file = tempfile::NamedTempFile::new().expect("a file");
        assert_eq!(user_of(file.path()), None, "this program itself does not count");
        let held = fs::File::open(file.path()).expect("opened");
        let mut other = Command::new("cat")
            .stdin(held)
            .stdout(Stdio::piped())
            .arg("-")
            .arg("/dev/zero")
            .spawn()
            .expect("started");
        // Until its output is full, and for good: it has the file open.
        while user_of(file.path()).is_none_or(|name| name != "cat") {
            assert!(other.try_wait().expect("asked").is_none(), "it still runs");
            std::thread::yield_now();
        }
        other.kill().expect("ended");
        other.wait().expect("ended");
    }
}
