//! Reads video files made on the spot by FFmpeg, whole and broken ones.

use std::path::{Path, PathBuf};
use std::process::Command;

use holdfast::frame::Frame;
use holdfast::motion::PictureSize;
use holdfast::source::{self, Shortfall, ShortfallCause, Source, SourceInfo};

/// A folder that is gone after the test.
struct Bench(tempfile::TempDir);

impl Bench {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        std::fs::write(self.path(name), bytes).expect("the folder can be written");
        self.path(name)
    }

    /// Runs FFmpeg in the folder; the last argument is the file it makes.
    fn ffmpeg(&self, arguments: &str) -> PathBuf {
        let arguments: Vec<&str> = arguments.split_whitespace().collect();
        let mut run = Command::new("ffmpeg");
        run.current_dir(&self.0).args(["-v", "error", "-y"]).args(&arguments);
        let output = run.output().expect("ffmpeg is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        self.path(arguments.last().expect("a file"))
    }

    /// One second of a test card.
    fn card(&self, size: &str, more: &str) -> PathBuf {
        self.ffmpeg(&format!("-f lavfi -i testsrc=s={size}:r=30:d=1 -c:v libx264 -preset ultrafast {more}"))
    }

    fn cut(&self, whole: &Path, name: &str, share: f64) -> PathBuf {
        let bytes = std::fs::read(whole).expect("the whole file");
        self.write(name, &bytes[..(bytes.len() as f64 * share) as usize])
    }

    #[track_caller]
    fn refused(&self, path: &Path, expected: &str) {
        let error = match source::open(path) {
            Ok(_) => panic!("{} was opened", path.display()),
            Err(error) => error.to_string(),
        };
        assert_eq!(error.replace(&format!("{}/", self.0.path().display()), ""), expected);
    }
}

#[track_caller]
fn read(path: &Path) -> (SourceInfo, Vec<Frame>, Option<Shortfall>) {
    let mut source = match source::open(path) {
        Ok(source) => source,
        Err(error) => panic!("{error}"),
    };
    let frames = drain(source.as_mut());
    for pair in frames.windows(2) {
        assert!(pair[0].time_secs < pair[1].time_secs, "{} then {}", pair[0].time_secs, pair[1].time_secs);
    }
    let info = source.describe().clone();
    for frame in &frames {
        assert_eq!(frame.size, info.size);
        assert_eq!(frame.rgb.len(), 3 * info.size.width as usize * info.size.height as usize);
    }
    (info, frames, source.shortfall())
}

fn drain(source: &mut dyn Source) -> Vec<Frame> {
    let mut frames = Vec::new();
    while let Some(frame) = source.next_frame().expect("frames") {
        frames.push(frame);
    }
    frames
}

/// Presentation times by ffprobe, from the first frame.
fn probed_times(path: &Path) -> Vec<f64> {
    let arguments =
        ["-v", "error", "-select_streams", "v", "-show_entries", "frame=pts_time", "-of", "csv=p=0"];
    let output = Command::new("ffprobe").args(arguments).arg(path).output().expect("ffprobe is installed");
    let text = String::from_utf8(output.stdout).expect("numbers");
    let stamps = text.lines().filter_map(|line| line.trim_end_matches(',').parse::<f64>().ok());
    let stamps: Vec<f64> = stamps.collect();
    stamps.iter().map(|stamp| stamp - stamps[0]).collect()
}

/// The first frame as a player shows it.
fn shown(bench: &Bench, path: &Path) -> (u32, u32, Vec<u8>) {
    let image = bench.ffmpeg(&format!("-i {} -frames:v 1 shown.ppm", path.display()));
    let bytes = std::fs::read(image).expect("the picture");
    let header: Vec<&[u8]> = bytes.splitn(4, |byte| *byte == b'\n').collect();
    let size = String::from_utf8_lossy(header[1]).into_owned();
    let (width, height) = size.split_once(' ').expect("width and height");
    (width.parse().expect("a number"), height.parse().expect("a number"), header[3].to_vec())
}

fn mean_difference(a: &[u8], b: &[u8]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| f64::from(a.abs_diff(*b))).sum::<f64>() / a.len() as f64
}

#[test]
fn a_steady_video_is_read_in_full() {
    let bench = Bench::new();
    let clip = bench.card("160x120", "-pix_fmt yuv420p steady.mp4");
    let (info, frames, shortfall) = read(&clip);
    let size = PictureSize { width: 160, height: 120 };
    let expected = SourceInfo { name: "steady.mp4".into(), fps: Some(30.0), frames: Some(30), size };
    assert_eq!(info, expected);
    assert_eq!(frames.len(), 30);
    assert_eq!(shortfall, None);
    let (_, _, rgb) = shown(&bench, &clip);
    assert!(mean_difference(&frames[0].rgb, &rgb) < 3.0, "red and blue are exchanged or the colours are off");
}

#[test]
fn varying_rates_keep_their_presentation_times() {
    let bench = Bench::new();
    for (name, more) in [("vfr.mp4", "-bf 2"), ("vfr.mkv", ""), ("late.mkv", "-output_ts_offset 5")] {
        let clip = bench.ffmpeg(&format!(
            "-f lavfi -i testsrc=s=160x120:r=30:d=2 -vf select='not(between(mod(n,7),3,4))' -vsync vfr \
             -c:v libx264 -preset ultrafast -pix_fmt yuv420p {more} {name}"
        ));
        let (_, frames, shortfall) = read(&clip);
        let probed = probed_times(&clip);
        assert_eq!(frames.len(), probed.len(), "{name}");
        assert_eq!(shortfall, None, "{name}");
        for (frame, time) in frames.iter().zip(&probed) {
            // The last frames have no stamps of their own (see `Timeline`), and Matroska rounds to 1 ms.
            assert!((frame.time_secs - time).abs() < 0.0021, "{name}: {} is not {time}", frame.time_secs);
        }
    }
}

#[test]
fn videos_without_stamps_or_with_restarting_stamps_keep_a_growing_time() {
    let bench = Bench::new();
    let raw = bench.card("160x120", "-pix_fmt yuv420p raw.h264");
    let (_, frames, _) = read(&raw);
    assert_eq!(frames.len(), 30);
    assert!((frames[29].time_secs - 29.0 / 30.0).abs() < 1e-6);

    let part = bench.card("160x120", "-pix_fmt yuv420p part.ts");
    let bytes = std::fs::read(part).expect("the part");
    let (_, frames, _) = read(&bench.write("joined.ts", &[bytes.as_slice(), &bytes].concat()));
    assert_eq!(frames.len(), 60);
    assert!((frames[59].time_secs - 59.0 / 30.0).abs() < 0.02, "{}", frames[59].time_secs);
}

#[test]
fn turned_videos_stand_upright() {
    let bench = Bench::new();
    bench.card("160x120", "-pix_fmt yuv420p flat.mp4");
    for degrees in [90, 180, 270] {
        let clip = bench
            .ffmpeg(&format!("-i flat.mp4 -c copy -metadata:s:v:0 rotate={degrees} turned{degrees}.mp4"));
        let (info, frames, _) = read(&clip);
        let (width, height, rgb) = shown(&bench, &clip);
        assert_eq!(info.size, PictureSize { width, height }, "{degrees}");
        assert!(mean_difference(&frames[0].rgb, &rgb) < 3.0, "turned by {degrees} the wrong way");
    }
}

#[test]
fn oblong_pixels_become_square() {
    let bench = Bench::new();
    let (info, ..) = read(&bench.card("160x120", "-vf setsar=2/1 -pix_fmt yuv420p wide.mp4"));
    assert_eq!(info.size, PictureSize { width: 320, height: 120 });
}

#[test]
fn odd_sizes_are_read() {
    let bench = Bench::new();
    let (info, frames, _) = read(&bench.card("161x121", "-pix_fmt yuv444p odd.mp4"));
    assert_eq!((info.size, frames.len()), (PictureSize { width: 161, height: 121 }, 30));
}

#[test]
fn many_containers_are_read() {
    let bench = Bench::new();
    for (name, codec) in [("a.avi", "mpeg4"), ("a.webm", "libvpx"), ("a.mov", "mjpeg"), ("a.mkv", "libx264")]
    {
        let clip = bench.ffmpeg(&format!("-f lavfi -i testsrc=s=160x120:r=15:d=2 -c:v {codec} {name}"));
        let (info, frames, shortfall) = read(&clip);
        assert_eq!((info.fps, frames.len(), shortfall), (Some(15.0), 30, None), "{name}");
    }
}

#[test]
fn cut_files_deliver_what_they_hold_and_say_so() {
    let bench = Bench::new();
    bench.ffmpeg(
        "-f lavfi -i testsrc2=s=320x240:r=30:d=4 -c:v libx264 -preset ultrafast -pix_fmt yuv420p \
         -movflags +faststart whole.mp4",
    );
    for name in ["whole.mp4", "whole.mkv", "whole.avi"] {
        let whole = bench.path(name);
        if name != "whole.mp4" {
            bench.ffmpeg(&format!("-i whole.mp4 -c:v mpeg4 -q 3 {name}"));
        }
        let cut = bench.cut(&whole, &format!("cut-{name}"), 0.6);
        let (_, frames, shortfall) = read(&cut);
        let shortfall = shortfall.unwrap_or_else(|| panic!("{name} passed as whole"));
        assert_eq!(shortfall.cause, ShortfallCause::EndsEarly, "{name}");
        assert_eq!(shortfall.read, frames.len() as u64);
        assert!((40..110).contains(&frames.len()), "{name}: {}", frames.len());
        let text = format!("the file ends early: {} of 120 frames could be read", frames.len());
        assert_eq!(shortfall.to_string(), text, "{name}");
        let again = read(&cut).1;
        assert!(frames == again, "{name}: the same broken file decodes to other frames");
    }
}

#[test]
fn a_trimmed_video_is_not_called_damaged() {
    let bench = Bench::new();
    bench.card("160x120", "-pix_fmt yuv420p long.mp4");
    let (info, frames, shortfall) = read(&bench.ffmpeg("-ss 0.5 -i long.mp4 -c copy trimmed.mp4"));
    assert_eq!((info.frames, frames.len(), shortfall), (Some(30), 15, None));
}

#[test]
fn a_hole_in_a_whole_file_is_called_damage() {
    let bench = Bench::new();
    let whole = bench.ffmpeg(
        "-f lavfi -i testsrc2=s=320x240:r=30:d=4 -c:v libx264 -preset ultrafast -pix_fmt yuv420p \
         -movflags +faststart whole.mp4",
    );
    let mut bytes = std::fs::read(whole).expect("the whole file");
    let hole = bytes.len() / 2;
    bytes[hole..].fill(0);
    let (_, frames, shortfall) = read(&bench.write("hole.mp4", &bytes));
    let shortfall = shortfall.expect("half of it is gone");
    let text = format!("parts are damaged: {} of 120 frames could be read", frames.len());
    assert_eq!(shortfall.to_string(), text);
}

#[test]
fn unusable_inputs_say_what_they_are_and_what_to_do() {
    let bench = Bench::new();
    let clip = bench.card("160x120", "-pix_fmt yuv420p bridge_1.mp4");
    bench.refused(
        &bench.path("bridge_2.mp4"),
        "no such file or folder: bridge_2.mp4; did you mean bridge_1.mp4?",
    );
    bench.refused(&bench.path("xyz"), "no such file or folder: xyz; check the name and the folder");
    bench.refused(&bench.write("empty.mp4", b""), "empty.mp4 is empty (0 bytes); record or copy it again");
    bench.refused(
        &bench.write("text.mp4", "Übung: hips up\n".as_bytes()),
        "text.mp4 is a text file, not a video; give the video itself",
    );
    bench.refused(
        &bench.write("noise.mp4", &[0x93, 0x01, 0x00, 0xFE].repeat(500)),
        "noise.mp4 is not a video in a format that can be read; convert it to MP4 (H.264)",
    );
    let sound = "holds sound but no pictures; give a file with a video track";
    for (name, codec) in [
        ("a.mp4", "aac"),
        ("a.mkv", "aac"),
        ("a.mp3", "libmp3lame"),
        ("a.ogg", "libvorbis"),
        ("a.wav", "pcm_s16le"),
    ] {
        let path = bench.ffmpeg(&format!("-f lavfi -i sine=d=1 -c:a {codec} {name}"));
        bench.refused(&path, &format!("{name} {sound}"));
    }
    bench.refused(
        &bench.cut(&clip, "stopped.mp4", 0.5),
        "stopped.mp4 ends before its index (no \"moov\" part), so none of its pictures can be found: the \
         recording or the copy was interrupted; copy it again, or record it again and stop the recorder \
         before taking the file",
    );
    bench.refused(
        &bench.card("1x1", "-pix_fmt yuv444p dot.mp4"),
        "dot.mp4: the picture is 1x1 pixels, too small to see a person; at least 64 pixels a side are \
         needed, 480 or more are good",
    );
    bench.ffmpeg("-i bridge_1.mp4 -c copy -movflags +faststart front.mp4");
    let index_only = std::fs::read(bench.path("front.mp4")).expect("the file");
    let data = index_only.windows(4).position(|kind| kind == b"mdat").expect("a data part");
    bench.refused(
        &bench.write("frameless.mp4", &index_only[..data + 4]),
        "frameless.mp4 is a video without a single frame that can be decoded; record or copy it again",
    );
    let folder = bench.path("nothing");
    std::fs::create_dir(&folder).expect("a folder");
    bench.refused(
        &folder,
        "the folder nothing holds no pictures; expected files ending in .jpg, .jpeg, .png, .bmp or .webp",
    );
}

#[cfg(unix)]
#[test]
fn unreadable_permissions_and_pipes_are_refused() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    let closed = bench.write("closed.mp4", b"something");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o0)).expect("the owner may");
    if std::fs::File::open(&closed).is_ok() {
        println!("skipped: this user reads everything, whatever the permissions say");
    } else {
        bench.refused(
            &closed,
            "closed.mp4 can't be read: permission denied; allow reading it (chmod +r) or use a copy of your own",
        );
    }
    let pipe = bench.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    bench.refused(&pipe, "pipe is neither a file nor a folder; give a video file or a folder of pictures");
}

#[test]
fn names_that_look_like_addresses_are_files() {
    let bench = Bench::new();
    let clip = bench.card("160x120", "-pix_fmt yuv420p plain.mp4");
    for name in ["http:a%03d?é.mp4", "concat:b|c.mp4"] {
        std::fs::copy(&clip, bench.path(name)).expect("a copy");
        assert_eq!(read(&bench.path(name)).1.len(), 30, "{name}");
    }
}

#[test]
fn a_folder_of_pictures_is_read_in_natural_order() {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("shots")).expect("a folder");
    bench.ffmpeg("-f lavfi -i testsrc=s=160x120:r=30:d=1 -frames:v 11 shots/shot%d.png");
    bench.write("shots/notes.txt", b"not a picture");
    let (info, frames, shortfall) = read(&bench.path("shots"));
    assert_eq!((info.name.as_str(), info.fps, info.frames), ("shots", Some(30.0), Some(11)));
    assert_eq!((frames.len(), shortfall), (11, None));

    let mut tenth = source::open_at_rate(&bench.path("shots"), 10.0).expect("the folder");
    let times: Vec<f64> = drain(tenth.as_mut()).iter().map(|frame| frame.time_secs).collect();
    assert!((times[10] - 1.0).abs() < 1e-9);
    let (_, _, last) = shown(&bench, &bench.path("shots/shot11.png"));
    assert_eq!(frames[10].rgb, last, "shot11 is not the last");

    std::fs::write(bench.path("shots/shot5.png"), b"broken").expect("the folder can be written");
    std::fs::write(bench.path("shots/shot1.png"), b"").expect("the folder can be written");
    let (_, frames, shortfall) = read(&bench.path("shots"));
    assert_eq!(frames.len(), 9);
    assert!((frames[3].time_secs - 4.0 / 30.0).abs() < 1e-9, "a gap in the pictures is a gap in time");
    let text = shortfall.map(|shortfall| shortfall.to_string());
    assert_eq!(text.as_deref(), Some("parts are damaged: 9 of 11 frames could be read"));
}

#[test]
fn pictures_of_another_size_are_fitted_whole() {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("mixed")).expect("a folder");
    bench.ffmpeg("-f lavfi -i color=white:s=200x100 -frames:v 1 mixed/1.png");
    bench.ffmpeg("-f lavfi -i color=white:s=100x100 -frames:v 1 mixed/2.png");
    let (_, frames, _) = read(&bench.path("mixed"));
    let grey = |x: usize, y: usize| frames[1].rgb[3 * (y * 200 + x)];
    assert_eq!((grey(10, 50), grey(190, 50)), (0, 0));
    assert!(grey(100, 5) > 250 && grey(55, 95) > 250);
}

#[test]
fn one_picture_is_a_source_of_one_frame() {
    let bench = Bench::new();
    let picture = bench.ffmpeg("-f lavfi -i testsrc=s=160x120 -frames:v 1 one.JPG");
    let (info, frames, _) = read(&picture);
    assert_eq!((info.name.as_str(), frames.len()), ("one.JPG", 1));
    bench.refused(
        &bench.write("broken.png", b"nothing of the kind"),
        "broken.png: none of 1 picture files could be decoded; export them again as JPEG or PNG",
    );
    let error = match source::open_at_rate(&picture, 0.0) {
        Ok(_) => panic!("a rate of 0 was taken"),
        Err(error) => error.to_string(),
    };
    assert_eq!(error, "0 pictures a second make no sequence; give a rate above 0 and at most 1000");
}

/// Writes a display matrix (a b, c d) into an MP4 file's track header.
fn show_as(bench: &Bench, clip: &Path, name: &str, [a, b, c, d]: [i32; 4]) -> PathBuf {
    let mut bytes = std::fs::read(clip).expect("the clip");
    let header = bytes.windows(4).position(|kind| kind == b"tkhd").expect("a track header") + 4;
    for (place, value) in [(0, a), (1, b), (3, c), (4, d)] {
        let at = header + 40 + 4 * place;
        bytes[at..at + 4].copy_from_slice(&(value << 16).to_be_bytes());
    }
    bench.write(name, &bytes)
}

#[test]
fn mirrored_and_transposed_videos_are_read_as_a_player_shows_them() {
    let bench = Bench::new();
    let flat = bench.card("160x120", "-pix_fmt yuv420p flat.mp4");
    let (_, upright, _) = read(&flat);
    // What becomes of the pixel at (x, y) of the stored picture.
    type Place = fn(usize, usize) -> (usize, usize);
    type Shown = (&'static str, [i32; 4], (u32, u32), Place);
    let shown: [Shown; 4] = [
        ("mirrored.mp4", [-1, 0, 0, 1], (160, 120), |x, y| (159 - x, y)),
        ("upside-down.mp4", [1, 0, 0, -1], (160, 120), |x, y| (x, 119 - y)),
        ("transposed.mp4", [0, 1, 1, 0], (120, 160), |x, y| (y, x)),
        ("transversed.mp4", [0, -1, -1, 0], (120, 160), |x, y| (119 - y, 159 - x)),
    ];
    for (name, matrix, (width, height), place) in shown {
        let (info, frames, _) = read(&show_as(&bench, &flat, name, matrix));
        assert_eq!((info.size.width, info.size.height), (width, height), "{name}");
        for (x, y) in [(3, 5), (40, 90), (150, 7), (80, 60)] {
            let (to_x, to_y) = place(x, y);
            let stored = &upright[0].rgb[3 * (y * 160 + x)..][..3];
            assert_eq!(&frames[0].rgb[3 * (to_y * width as usize + to_x)..][..3], stored, "{name} {x} {y}");
        }
    }
}

/// A PNG of one colour that states a size and has the pixels, if it is not too large.
fn stated_png(bench: &Bench, name: &str, width: u32, height: u32) -> PathBuf {
    let small =
        std::fs::read(bench.ffmpeg("-f lavfi -i color=gray:s=64x64 -frames:v 1 small.png")).expect("a PNG");
    let mut bytes = small;
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    bench.write(name, &bytes)
}

#[test]
fn what_would_take_gigabytes_is_refused_by_its_header() {
    let bench = Bench::new();
    for (name, width, height) in
        [("a.png", 32_000, 32_000), ("b.png", 1_000_000, 100), ("c.png", 8_001, 8_000)]
    {
        bench.refused(
            &stated_png(&bench, name, width, height),
            &format!(
                "{name}: the picture is {width}x{height} pixels, more than can be judged; make it smaller: \
                 1920x1080 is plenty"
            ),
        );
    }
    let huge = std::fs::File::create(bench.path("zeros.png")).expect("a file");
    huge.set_len(3 << 30).expect("sparse");
    bench.refused(
        &bench.path("zeros.png"),
        "zeros.png has 3221225472 bytes, more than a picture can have; export it again as JPEG or PNG",
    );
    // A picture by its name alone is not given to whatever decoder there is.
    let tiff = bench.ffmpeg("-f lavfi -i testsrc=s=160x120 -frames:v 1 -f image2 -c:v tiff tiff.png");
    bench.refused(
        &tiff,
        "tiff.png: none of 1 picture files could be decoded; export them again as JPEG or PNG",
    );
}

#[test]
fn large_pictures_are_made_smaller_and_oblong_ones_not_too_wide() {
    let bench = Bench::new();
    let large = bench.ffmpeg("-f lavfi -i testsrc=s=7000x5000 -frames:v 1 large.png");
    let (info, frames, _) = read(&large);
    assert_eq!((info.size.width, info.size.height, frames.len()), (4846, 3461, 1));
    let wide = bench.ffmpeg(
        "-f lavfi -i color=gray:s=5000x4000:r=2:d=1 -vf setsar=10/1 -c:v libx264 -preset ultrafast \
         -pix_fmt yuv420p wide.mp4",
    );
    let (info, ..) = read(&wide);
    let (width, height) = (f64::from(info.size.width), f64::from(info.size.height));
    assert!(width * height <= 4096.0 * 4096.0 && (width / height - 12.5).abs() < 0.05, "{width}x{height}");
    let square = bench.ffmpeg(
        "-f lavfi -i color=gray:s=8192x8192:r=2:d=1 -c:v libx264 -preset ultrafast -pix_fmt yuv420p vast.mp4",
    );
    bench.refused(
        &square,
        "vast.mp4: the picture is 8192x8192 pixels, more than can be judged; make it smaller: 1920x1080 is plenty",
    );
}

#[test]
fn a_clock_that_jumps_out_of_all_reason_is_refused_with_the_frames_number() {
    let bench = Bench::new();
    let clip = bench.ffmpeg(
        "-f lavfi -i testsrc=s=160x120:r=10:d=1 -vf setpts=PTS+gte(N\\,6)*100000000/TB -vsync vfr \
         -c:v libx264 -preset ultrafast -pix_fmt yuv420p jump.mkv",
    );
    let mut source = source::open(&clip).expect("it begins as any other");
    let failed =
        std::iter::repeat_with(|| source.next_frame()).find_map(Result::err).expect("refused").to_string();
    let expected = "jump.mkv: frame 7 comes at 100000001 s, later than any recording lasts: its clock is broken; \
                    convert it to MP4 (H.264), or cut it there";
    assert_eq!(failed.replace(&format!("{}/", bench.path("").display()).replace("//", "/"), ""), expected);
}
