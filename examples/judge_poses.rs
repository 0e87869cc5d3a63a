//! Judges poses that another program has found, without pictures and without a model.
//!
//! ```text
//! cargo run --release --example judge_poses -- POSES.csv bridge
//! ```
//!
//! The file has a row for each point that was found. Its names are those of BlazePose, as `left_hip`; `x` and `y`
//! are pixels from the picture's top left corner. `world_x`, `world_y` and `world_z` are metres from the middle of
//! the hips, to the right, down and away from the camera.
//!
//! ```csv
//! time_secs,point,x,y,visibility,world_x,world_y,world_z
//! 0.000,nose,412.5,301.2,0.99,0.61,-0.05,-0.12
//! 0.000,left_hip,300.1,322.8,0.97,0.01,0.02,-0.10
//! ```

use std::env;
use std::fs::File;
use std::io::{BufReader, Read};

use anyhow::{Context, Result};
use holdfast::motion::{
    Assessor, Event, Keypoint, Landmark, PerLandmark, PictureSize, Pose, Settings, WorldPoint,
};
use holdfast::rules::Catalogue;
use serde::Deserialize;

/// Of the pictures in which the points were found.
const PICTURE: PictureSize = PictureSize { width: 640, height: 480 };

#[derive(Deserialize)]
struct Row {
    time_secs: f64,
    point: String,
    x: f32,
    y: f32,
    visibility: f32,
    world_x: f32,
    world_y: f32,
    world_z: f32,
}

fn main() -> Result<()> {
    let mut arguments = env::args().skip(1);
    let file = arguments.next().context("name a file of poses")?;
    let exercise = arguments.next().context("name an exercise, such as bridge")?;
    let poses = File::open(&file).with_context(|| format!("{file} cannot be read"))?;
    judge(BufReader::new(poses), &exercise, |time_secs, event| match event {
        Event::Ready => println!("{time_secs:6.2} s  in the start position"),
        Event::CannotJudge(reason) => println!("{time_secs:6.2} s  cannot be judged: {}", reason.id()),
        Event::Repetition(so_far) => println!("{time_secs:6.2} s  {} of {} good", so_far.good, so_far.total),
        _ => {}
    })
}

/// Tells of everything that happens in a file of poses, as it would while they are found.
pub fn judge(poses: impl Read, exercise: &str, mut tell: impl FnMut(f64, &Event)) -> Result<()> {
    let catalogue = Catalogue::load(None)?;
    let mut assessor = Assessor::new(catalogue.get(exercise)?.exercise.clone(), Settings::default());
    let rows: Vec<Row> = csv::Reader::from_reader(poses).deserialize().collect::<Result<_, _>>()?;
    let mut now_secs = 0.0;
    for rows in rows.chunk_by(|a, b| a.time_secs == b.time_secs) {
        now_secs = rows[0].time_secs;
        // Where nobody was found there is no row, and so no step: time goes on with the next pose.
        let assessment = assessor.step(now_secs, Some(&pose(rows)));
        assessment.events.iter().for_each(|event| tell(now_secs, event));
    }
    assessor.finish().iter().for_each(|event| tell(now_secs, event));
    Ok(())
}

/// The pose of one moment. A point without a row was not seen.
fn pose(rows: &[Row]) -> Pose {
    let row = |landmark: Landmark| rows.iter().find(|row| row.point == landmark.name());
    let image = |row: &Row| Keypoint { x: row.x, y: row.y, z: 0.0, visibility: row.visibility };
    let world = |row: &Row| WorldPoint { x: row.world_x, y: row.world_y, z: row.world_z };
    Pose {
        picture: PICTURE,
        image: PerLandmark::from_fn(|landmark| row(landmark).map(image)),
        world: PerLandmark::from_fn(|landmark| row(landmark).map(world)),
        back: None,
        anatomy: None,
    }
}
