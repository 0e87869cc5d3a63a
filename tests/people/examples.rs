//! The examples for people who use the library do what they say.

use std::fmt::Write as _;

use holdfast::motion::{Event, Landmark, Verdict};
use holdfast::rules::Catalogue;

use crate::support::{recorded, root};

#[allow(dead_code, unreachable_pub, reason = "a program of its own, except here")]
#[path = "../../examples/judge_poses.rs"]
mod judge_poses;
#[allow(dead_code, unreachable_pub, reason = "a program of its own, except here")]
#[path = "../../examples/judge_video.rs"]
mod judge_video;
#[allow(dead_code, unreachable_pub, reason = "a program of its own, except here")]
#[path = "../../examples/write_report.rs"]
mod write_report;

#[test]
fn a_video_is_judged() {
    let catalogue = Catalogue::load(None).expect("the built-in exercises");
    let exercise = &catalogue.get("lower-trunk-rotation").expect("it is built in").exercise;
    let clip = root().join("data/clips/lower_trunk_rotation_good_head.mp4");
    let assessor = judge_video::judge(&clip, exercise).expect("judged");
    let verdicts: Vec<Verdict> = assessor.attempts().iter().map(|attempt| attempt.verdict).collect();
    assert_eq!(verdicts, [Verdict::Faulty; 2]);
    assert_eq!((assessor.repetitions().good, assessor.repetitions().total), (0, 1));
}

#[test]
fn poses_of_ones_own_are_judged() {
    let mut table = "time_secs,point,x,y,visibility,world_x,world_y,world_z\n".to_string();
    for (secs, pose) in &recorded("bridge-side").frames {
        let Some(pose) = pose else { continue };
        for landmark in Landmark::ALL {
            let (Some(image), Some(world)) = (pose.image.get(landmark), pose.world.get(landmark)) else {
                continue;
            };
            let name = landmark.name();
            let (x, y, visibility) = (image.x, image.y, image.visibility);
            writeln!(table, "{secs},{name},{x},{y},{visibility},{},{},{}", world.x, world.y, world.z)
                .expect("written");
        }
    }
    let mut counted = Vec::new();
    let tell = |secs: f64, event: &Event| {
        if let Event::Repetition(so_far) = event {
            counted.push((secs.round(), so_far.good, so_far.total));
        }
    };
    judge_poses::judge(table.as_bytes(), "bridge", tell).expect("judged");
    assert_eq!(counted, [(8.0, 1, 1), (17.0, 2, 2)]);
}

#[test]
fn a_report_is_written() {
    let session = write_report::judge(&recorded("bridge-side"), "bridge").expect("judged");
    for (format, part) in [
        ("html", "2 of 2 repetitions good."),
        ("json", "\"format\": \"holdfast/session\""),
        ("csv", "bridge_good_side.mp4,bridge,1,"),
        ("text", "Bridge"),
    ] {
        let mut report = Vec::new();
        write_report::write(&session, format, &mut report).expect("written");
        let report = String::from_utf8(report).expect("text");
        assert!(report.contains(part), "{part} in {report}");
    }
    let unknown = write_report::write(&session, "doc", &mut Vec::new()).expect_err("unknown").to_string();
    assert_eq!(unknown, "this is no format for sessions");
}
