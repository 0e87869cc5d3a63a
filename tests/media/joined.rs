//! Two recordings one after the other without a gap: the body of the second is found at once where it is looked for.

use std::path::Path;

use holdfast::frame::Frame;
use holdfast::motion::{Joint, Landmark, Point, Pose};
use holdfast::pose::{BlazePose, Manifest, Options};
use holdfast::source;

/// Pictures of each recording, and of the second until the two bodies are compared.
const PICTURES: usize = 10;
const UNTIL: usize = 4;

fn pictures(clip: &str) -> anyhow::Result<Vec<Frame>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/clips").join(clip);
    let mut source = source::open(&path)?;
    let mut pictures = Vec::new();
    while let Some(frame) = source.next_frame()? {
        pictures.push(frame);
        if pictures.len() == PICTURES {
            break;
        }
    }
    Ok(pictures)
}

fn estimator() -> anyhow::Result<BlazePose> {
    Ok(BlazePose::load(&Manifest::find(None)?, &Options { model: "lite".into(), ..Options::default() })?)
}

/// How far apart two poses put a joint, in torsos of the first.
fn apart(one: &Pose, other: &Pose) -> Option<f64> {
    let torso = one.middle(Joint::Shoulder)?.to(one.middle(Joint::Hip)?).length();
    let joints = [Landmark::LeftShoulder, Landmark::RightShoulder, Landmark::LeftHip, Landmark::RightHip];
    let way = |joint: &Landmark| {
        Some(Point::from(one.image.get(*joint)?).to(Point::from(other.image.get(*joint)?)).length() / torso)
    };
    joints.iter().map(way).collect::<Option<Vec<f64>>>()?.into_iter().reduce(f64::max)
}

#[test]
fn a_body_that_takes_the_place_of_another_is_found_at_once() -> anyhow::Result<()> {
    let names = ["bridge_mixed", "cat_cow_good", "lower_trunk_rotation_good_head"];
    let clips = names.map(|name| pictures(&format!("{name}.mp4")));
    let clips = clips.into_iter().collect::<anyhow::Result<Vec<_>>>()?;
    let mut estimator = estimator()?;
    for second in &clips {
        estimator.reset();
        let alone = seen(&mut estimator, &second[..UNTIL], 0.0)?;
        for first in clips.iter().filter(|first| *first != second) {
            estimator.reset();
            seen(&mut estimator, first, 0.0)?;
            estimator.look_anew();
            let found = seen(&mut estimator, &second[..UNTIL], 10.0)?;
            let apart = apart(&alone, &found).expect("both have a trunk");
            assert!(apart < 0.1, "{apart} torsos apart");
        }
    }
    Ok(())
}

/// Who is seen in the last of some pictures, that are later by some seconds than they say.
fn seen(estimator: &mut BlazePose, pictures: &[Frame], later_secs: f64) -> anyhow::Result<Pose> {
    let mut found = None;
    for frame in pictures {
        let time_secs = later_secs + frame.time_secs;
        found = estimator.estimate(&Frame { time_secs, ..frame.clone() })?;
    }
    Ok(found.expect("somebody").pose)
}
