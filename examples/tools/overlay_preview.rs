//! Draws the overlay in its several states over a frame of a clip, to be looked at.
//!
//! `cargo run --example overlay_preview -- CLIP OUT_FOLDER [REST.json HOLD.json]`
//!
//! The JSON files hold body points of the clip's frames at 0.5 s and 5 s:
//! `{"width": 640, "height": 480, "points": {"left_hip": [x, y, visibility], ...}}`. Without them a
//! drawn figure is used. Each state is drawn at several picture sizes; other shapes than the clip's
//! are cut from its middle. The last state is also written as a short video.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use holdfast::frame::Frame;
use holdfast::motion::{Keypoint, Landmark, PerLandmark, PictureSize, Pose};
use holdfast::sink::VideoWriter;
use holdfast::source;
use holdfast::ui::{Banner, BodyPart, Count, Emphasis, Hold, Look, OverlayState, Painter, Status, compose};
use tiny_skia::{FilterQuality, IntSize, Pixmap, PixmapPaint, Transform};

const SIZES: [(u32, u32); 5] = [(640, 480), (1280, 720), (320, 240), (480, 640), (1080, 1920)];

#[derive(serde::Deserialize)]
struct Points {
    width: u32,
    height: u32,
    points: HashMap<String, [f32; 3]>,
}

fn main() -> Result<()> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [clip, out, poses @ ..] = arguments.as_slice() else {
        bail!("give a clip and a folder for the pictures");
    };
    std::fs::create_dir_all(out).context("the folder can't be made")?;
    let (rest, hold) = (frame_at(clip, 0.5)?, frame_at(clip, 5.0)?);
    let (rest_pose, hold_pose) = match poses {
        [rest, hold] => (read_pose(rest)?, read_pose(hold)?),
        _ => (figure(rest.size), figure(hold.size)),
    };
    let look = Look::default();
    let mut painter = Painter::default();
    for (width, height) in SIZES {
        let size = PictureSize { width, height };
        for (name, state) in states() {
            let (frame, pose) = match name {
                "hold" | "reached" | "low" => (&hold, &hold_pose),
                _ => (&rest, &rest_pose),
            };
            let (mut picture, pose) = cover(frame, pose, size)?;
            let state = OverlayState { pose: (name != "nobody").then(|| pose.into()), ..state };
            painter.draw(&mut picture, &compose(&state, size, &look));
            save(&picture, &out.join(format!("{name}_{width}x{height}.png")))?;
        }
    }
    film(clip, &hold_pose, &look, &out.join("preview.mp4"))
}

fn states() -> Vec<(&'static str, OverlayState)> {
    let hip = |angle_deg, status| {
        let ends = [Landmark::LeftShoulder, Landmark::LeftKnee];
        Some(Emphasis {
            part: BodyPart::Joint { vertex: Landmark::LeftHip, ends },
            angle_deg: Some(angle_deg),
            status,
        })
    };
    let base = OverlayState { title: "Bridge".into(), ..OverlayState::default() };
    let rest = OverlayState {
        phase: "Rest".into(),
        emphasis: hip(134.0, Status::Neutral),
        count: Some(Count { good: 0, total: 0 }),
        ..base.clone()
    };
    let hold = OverlayState {
        phase: "Raised".into(),
        emphasis: hip(178.0, Status::Good),
        count: Some(Count { good: 1, total: 1 }),
        hold: Some(Hold { secs: 1.6, target_secs: Some(3.0) }),
        ..base.clone()
    };
    vec![
        ("rest", rest.clone()),
        ("hold", hold.clone()),
        (
            "reached",
            OverlayState {
                emphasis: hip(176.0, Status::Good),
                count: Some(Count { good: 12, total: 14 }),
                hold: Some(Hold { secs: 3.4, target_secs: Some(3.0) }),
                cue: Some(Banner { text: "Good. Lower slowly.".into(), status: Status::Good }),
                ..hold.clone()
            },
        ),
        (
            "low",
            OverlayState {
                phase: "Rising".into(),
                emphasis: hip(152.0, Status::Correct),
                count: Some(Count { good: 2, total: 3 }),
                hold: None,
                cue: Some(Banner {
                    text: "Lift your hips until they line up with your knees".into(),
                    status: Status::Correct,
                }),
                ..hold
            },
        ),
        (
            "unjudged",
            OverlayState {
                title: "Lower trunk rotation".into(),
                phase: "Knees to the left".into(),
                emphasis: None,
                cannot_judge: Some("I can't see your knees. Turn so that your side faces the camera.".into()),
                ..rest.clone()
            },
        ),
        (
            "both",
            OverlayState {
                title: "Brücke".into(),
                phase: "Oben".into(),
                hold: Some(Hold { secs: 12.0, target_secs: Some(15.0) }),
                count: Some(Count { good: 2, total: 5 }),
                cue: Some(Banner {
                    text: "Stopp: die Hüfte höher, und die Füße näher zu dir!".into(),
                    status: Status::Stop,
                }),
                cannot_judge: Some("Der linke Fuß ist nicht im Bild.".into()),
                ..rest.clone()
            },
        ),
        (
            "nobody",
            OverlayState { phase: "".into(), cannot_judge: Some("I can't see anybody.".into()), ..rest },
        ),
    ]
}

fn frame_at(clip: &Path, time_secs: f64) -> Result<Frame> {
    let mut source = source::open(clip)?;
    let mut last = None;
    while let Some(frame) = source.next_frame()? {
        let late_enough = frame.time_secs >= time_secs;
        last = Some(frame);
        if late_enough {
            break;
        }
    }
    last.context("the clip holds no frames")
}

fn read_pose(file: &Path) -> Result<Pose> {
    let points: Points = serde_json::from_slice(&std::fs::read(file)?)?;
    let image = PerLandmark::from_fn(|landmark| {
        let [x, y, visibility] = *points.points.get(landmark.name())?;
        Some(Keypoint { x, y, z: 0.0, visibility })
    });
    Ok(pose(PictureSize { width: points.width, height: points.height }, image))
}

/// A body on its back, side view, in shares of the picture.
fn figure(size: PictureSize) -> Pose {
    let place = |landmark: Landmark| -> Option<(f32, f32)> {
        use Landmark as L;
        Some(match landmark {
            L::Nose => (0.85, 0.66),
            L::LeftEar | L::RightEar => (0.82, 0.70),
            L::LeftShoulder | L::RightShoulder => (0.74, 0.72),
            L::LeftElbow | L::RightElbow => (0.63, 0.74),
            L::LeftWrist | L::RightWrist => (0.52, 0.75),
            L::LeftHip | L::RightHip => (0.50, 0.60),
            L::LeftKnee | L::RightKnee => (0.33, 0.50),
            L::LeftAnkle | L::RightAnkle => (0.27, 0.72),
            L::LeftHeel | L::RightHeel => (0.28, 0.75),
            L::LeftFootIndex | L::RightFootIndex => (0.20, 0.75),
            _ => return None,
        })
    };
    let (width, height) = (size.width as f32, size.height as f32);
    let image = PerLandmark::from_fn(|landmark| {
        place(landmark).map(|(x, y)| Keypoint { x: x * width, y: y * height, z: 0.0, visibility: 0.9 })
    });
    pose(size, image)
}

fn pose(picture: PictureSize, image: PerLandmark<Keypoint>) -> Pose {
    Pose { picture, image, world: PerLandmark::from_fn(|_| None), back: None, anatomy: None }
}

/// The frame scaled to fill a picture of another size, and the pose with it.
fn cover(frame: &Frame, pose: &Pose, size: PictureSize) -> Result<(Frame, Pose)> {
    let pixmap = pixmap_of(frame)?;
    let (from_width, from_height) = (frame.size.width as f32, frame.size.height as f32);
    let (width, height) = (size.width as f32, size.height as f32);
    let scale = (width / from_width).max(height / from_height);
    let (dx, dy) = ((width - scale * from_width) / 2.0, (height - scale * from_height) / 2.0);
    let mut target = Pixmap::new(size.width, size.height).context("an empty picture")?;
    let paint = PixmapPaint { quality: FilterQuality::Bilinear, ..PixmapPaint::default() };
    let transform = Transform::from_row(scale, 0.0, 0.0, scale, dx, dy);
    target.draw_pixmap(0, 0, pixmap.as_ref(), &paint, transform, None);
    let rgb = target.data().chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    let image = PerLandmark::from_fn(|landmark| {
        let point = pose.image.get(landmark)?;
        Some(Keypoint { x: point.x * scale + dx, y: point.y * scale + dy, ..point })
    });
    Ok((Frame { time_secs: frame.time_secs, size, rgb }, self::pose(size, image)))
}

fn pixmap_of(frame: &Frame) -> Result<Pixmap> {
    let rgba = frame.rgb.chunks_exact(3).flat_map(|pixel| [pixel[0], pixel[1], pixel[2], 255]).collect();
    let size = IntSize::from_wh(frame.size.width, frame.size.height).context("an empty picture")?;
    Pixmap::from_vec(rgba, size).context("a picture of another size than it says")
}

fn save(frame: &Frame, path: &Path) -> Result<()> {
    pixmap_of(frame)?.save_png(path).with_context(|| path.display().to_string())
}

fn film(clip: &Path, pose: &Pose, look: &Look, path: &Path) -> Result<()> {
    let mut source = source::open(clip)?;
    let info = source.describe().clone();
    let size = info.size;
    let mut writer = VideoWriter::create(path, size, info.fps)?;
    let (_, state) = states().remove(1);
    let mut painter = Painter::default();
    let mut drawing = std::time::Duration::ZERO;
    while let Some(mut frame) = source.next_frame()? {
        if frame.time_secs > 6.0 {
            break;
        }
        let hold = Some(Hold { secs: frame.time_secs, target_secs: Some(5.0) });
        let state = OverlayState { hold, pose: Some(pose.clone().into()), ..state.clone() };
        let started = std::time::Instant::now();
        painter.draw(&mut frame, &compose(&state, size, look));
        drawing += started.elapsed();
        writer.write(&frame)?;
    }
    let written = writer.finish()?;
    let drawing_ms = 1000.0 * drawing.as_secs_f64() / written.frames as f64;
    println!("{written:?}, drawn in {drawing_ms:.1} ms a frame");
    Ok(())
}
