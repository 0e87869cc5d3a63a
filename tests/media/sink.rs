//! Videos are written whole or not at all.

use std::path::{Path, PathBuf};
use std::process::Command;

use holdfast::frame::Frame;
use holdfast::motion::PictureSize;
use holdfast::sink::{SinkError, VideoWriter, Written};
use holdfast::source;

const SIZE: PictureSize = PictureSize { width: 160, height: 120 };

/// A picture that the encoder can't squeeze into nothing.
fn noise(time_secs: f64, size: PictureSize) -> Frame {
    let mut state = (time_secs * 1e4) as u32 | 1;
    let bytes = 3 * size.width as usize * size.height as usize;
    let rgb = (0..bytes).map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    Frame { time_secs, size, rgb: rgb.collect() }
}

fn plain(time_secs: f64, size: PictureSize, colour: [u8; 3]) -> Frame {
    let pixels = size.width as usize * size.height as usize;
    Frame { time_secs, size, rgb: colour.repeat(pixels) }
}

fn write(path: &Path, frames: impl Iterator<Item = Frame>, fps: Option<f64>) -> Result<Written, SinkError> {
    let mut frames = frames.peekable();
    let size = frames.peek().map_or(SIZE, |frame| frame.size);
    let mut writer = VideoWriter::create(path, size, fps)?;
    for frame in frames {
        writer.write(&frame)?;
    }
    writer.finish()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

#[track_caller]
fn refused<T>(folder: &Path, result: Result<T, SinkError>, expected: &str) {
    let error = match result {
        Ok(_) => panic!("it was written"),
        Err(error) => error.to_string(),
    };
    assert_eq!(
        error.replace(&format!("{}/", folder.display()), "").replace(&folder.display().to_string(), "OUT"),
        expected
    );
}

#[test]
fn frames_come_back_with_their_times_and_colours() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.mp4");
    let frames = (0..60).map(|index| plain(f64::from(index) / 30.0, SIZE, [200, 60, 30]));
    let written = write(&path, frames, Some(30.0)).expect("a video");
    assert_eq!((written.frames, written.duration_secs, written.codec), (60, 2.0, "H.264"));
    let mut source = source::open(&path).expect("the video");
    let mut count = 0;
    while let Some(frame) = source.next_frame().expect("a frame") {
        assert!((frame.time_secs - f64::from(count) / 30.0).abs() < 1e-6);
        let near = |index: usize, wanted: u8| frame.rgb[index].abs_diff(wanted) < 12;
        assert!(near(0, 200) && near(1, 60) && near(2, 30), "{:?}", &frame.rgb[..3]);
        count += 1;
    }
    assert_eq!(count, 60);
    assert_eq!(source.shortfall(), None);
    assert_eq!(names_in(folder.path()), ["out.mp4"]);
}

#[test]
fn varying_rates_keep_their_length() {
    let folder = tempfile::tempdir().expect("a folder");
    let times = [0.0, 0.1, 0.2, 0.7, 0.72, 0.74, 1.0];
    let frames = times.into_iter().map(|time| plain(time, SIZE, [90; 3]));
    let written = write(&folder.path().join("out.mp4"), frames, Some(10.0)).expect("a video");
    assert_eq!(written.frames, 11);
}

/// A grey that tells the frame, and that the encoder keeps apart from its neighbours.
fn shade(number: usize) -> u8 {
    20 + (number % 7 * 33) as u8
}

#[test]
fn each_frame_of_a_varying_rate_keeps_its_time() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.mp4");
    let times: Vec<f64> =
        (0..180).filter(|number| number % 7 != 3).map(|number| f64::from(number) / 15.0).collect();
    let fps = 15.0 * 6.0 / 7.0;
    let frames = times.iter().enumerate().map(|(number, time)| plain(*time, SIZE, [shade(number); 3]));
    write(&path, frames, Some(fps)).expect("a video");
    let mut source = source::open(&path).expect("the video");
    while let Some(frame) = source.next_frame().expect("a frame") {
        // One of the frames of this shade was there within the time of one written frame.
        let near = |number: usize| frame.rgb[0].abs_diff(shade(number)) < 12;
        let off =
            (0..times.len()).filter(|number| near(*number)).map(|number| times[number] - frame.time_secs);
        let off = off.map(f64::abs).fold(f64::INFINITY, f64::min);
        assert!(off <= 1.0 / fps, "{off} s off at {} s", frame.time_secs);
    }
}

#[test]
fn odd_sizes_lose_their_last_row_and_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("odd.MP4");
    let size = PictureSize { width: 161, height: 121 };
    write(&path, (0..10).map(|index| plain(f64::from(index) / 30.0, size, [90; 3])), None).expect("a video");
    let source = source::open(&path).expect("the video");
    assert_eq!(source.describe().size, SIZE);
}

#[test]
fn an_existing_video_is_replaced_only_by_a_whole_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("out.mp4");
    std::fs::write(&path, b"the old one").expect("a file");
    let mut writer = VideoWriter::create(&path, SIZE, None).expect("a writer");
    writer.write(&noise(0.0, SIZE)).expect("a frame");
    drop(writer);
    assert_eq!(std::fs::read(&path).expect("a file"), b"the old one");
    assert_eq!(names_in(folder.path()), ["out.mp4"]);
    refused(
        folder.path(),
        write(&path, std::iter::empty(), None),
        "out.mp4 was not written: there was no frame to write",
    );
    assert_eq!(std::fs::read(&path).expect("a file"), b"the old one");
}

#[test]
fn unusable_targets_say_what_to_do() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    let create = |path: PathBuf| VideoWriter::create(&path, SIZE, None);
    refused(
        folder.path(),
        create(at("out.avi")),
        "out.avi can't be written: videos are written as MP4; choose a name that ends in .mp4",
    );
    refused(
        folder.path(),
        create(at("no/such/out.mp4")),
        "no/such/out.mp4 can't be written: the folder no/such does not exist; make it first",
    );
    std::fs::create_dir(at("folder.mp4")).expect("a folder");
    refused(
        folder.path(),
        create(at("folder.mp4")),
        "folder.mp4 can't be written: it exists and is not an ordinary file; choose another name",
    );
    let mut writer = VideoWriter::create(&at("size.mp4"), SIZE, None).expect("a writer");
    refused(
        folder.path(),
        writer.write(&noise(0.0, PictureSize { width: 64, height: 64 })),
        "size.mp4 can't be written: a frame of 64x64 pixels came for a video of 160x120",
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_refused() {
    // The one folder in which not even root can make a file.
    let error = VideoWriter::create(Path::new("/proc/out.mp4"), SIZE, None).err().expect("a refusal");
    assert!(error.to_string().starts_with("/proc/out.mp4 can't be written: "), "{error}");
}

/// A file system of 200 KB, gone after the test.
#[cfg(target_os = "linux")]
struct SmallDisk(tempfile::TempDir);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn mount() -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let arguments = ["-t", "tmpfs", "-o", "size=200k", "tmpfs"];
        let mounted = Command::new("mount").args(arguments).arg(folder.path()).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Self(folder))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).output();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_nothing_behind() {
    let Some(disk) = SmallDisk::mount() else {
        println!("skipped: mounting a small file system is not allowed here");
        return;
    };
    let folder = disk.0.path();
    let path = folder.join("out.mp4");
    let frames = (0..60).map(|index| noise(f64::from(index) / 30.0, SIZE));
    let full = "out.mp4 can't be written: the disk is full; free some space or choose another folder";
    refused(folder, write(&path, frames, Some(30.0)), full);
    assert!(names_in(folder).is_empty(), "{:?}", names_in(folder));
    // And where not even the beginning fits.
    std::fs::write(folder.join("filler"), vec![0; 199 * 1024]).expect("it fits");
    let frames = (0..5).map(|index| noise(f64::from(index) / 30.0, SIZE));
    refused(folder, write(&path, frames, Some(30.0)), full);
    assert_eq!(names_in(folder), ["filler"]);
}
