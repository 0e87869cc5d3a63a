//! Writes the landmark recordings of videos: `record_landmarks OUT_FOLDER VIDEO...`

use std::path::Path;

use holdfast::pose::{BlazePose, Manifest, Options};
use holdfast::recording::Recording;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("record_landmarks OUT_FOLDER VIDEO...")?;
    let manifest = Manifest::find(None)?;
    let options = Options { silhouette: true, threads: 1, ..Options::default() };
    let mut estimator = BlazePose::load(&manifest, &options)?;
    for video in arguments {
        let video = Path::new(&video);
        let out =
            Path::new(&folder).join(video.with_extension("landmarks.json").file_name().unwrap_or_default());
        if out.exists() {
            continue;
        }
        estimator.reset();
        let mut source = holdfast::source::open(video)?;
        let mut frames = Vec::new();
        let mut picture = None;
        while let Some(frame) = source.next_frame()? {
            picture = Some(frame.size);
            frames.push((frame.time_secs, estimator.estimate(&frame)?.map(|estimate| estimate.pose)));
        }
        let Some(picture) = picture else { continue };
        let recording = Recording {
            source: source.describe().name.clone(),
            fps: source.describe().fps,
            model: (estimator.model().to_owned(), estimator.sha256().to_owned()),
            picture,
            frames,
        };
        recording.write(std::fs::File::create(&out)?)?;
        println!("{}", out.display());
    }
    Ok(())
}
