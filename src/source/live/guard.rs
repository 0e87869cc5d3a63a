//! Watches a camera's pictures: their size must not change, and black ones are held back.

use std::time::Instant;

use super::{LiveError, LiveSource};
use crate::frame::Frame;
use crate::source::SourceInfo;

/// No pixel of a covered camera is brighter than this, of 255: sensors add noise of some units, and
/// even a moonlit room has a brighter spot.
const BLACK_AT_MOST: u8 = 24;

/// How long a picture must stay black to count, in seconds: cameras start dark.
const BLACK_FOR_SECS: f64 = 2.0;

/// A source whose pictures are watched.
#[derive(Debug)]
pub struct Guard<S> {
    source: S,
    black_since_secs: Option<f64>,
    complained: bool,
}

impl<S: LiveSource> Guard<S> {
    /// Watches the pictures of `source`.
    pub fn new(source: S) -> Self {
        Self { source, black_since_secs: None, complained: false }
    }

    /// Whether the picture has now been black for long enough to say so.
    fn is_covered(&mut self, frame: &Frame) -> bool {
        if !is_black(frame) {
            self.black_since_secs = None;
            self.complained = false;
            return false;
        }
        let since = *self.black_since_secs.get_or_insert(frame.time_secs);
        frame.time_secs - since >= BLACK_FOR_SECS
    }
}

impl<S: LiveSource> LiveSource for Guard<S> {
    fn describe(&self) -> &SourceInfo {
        self.source.describe()
    }

    fn next_frame(&mut self) -> Result<Option<(Frame, Instant)>, LiveError> {
        loop {
            let Some((frame, arrived)) = self.source.next_frame()? else { return Ok(None) };
            let (name, from, to) = (&self.describe().name, self.describe().size, frame.size);
            if from != to {
                return Err(LiveError::SizeChanged { name: name.clone(), from, to });
            }
            if !self.is_covered(&frame) {
                return Ok(Some((frame, arrived)));
            }
            if !self.complained {
                self.complained = true;
                return Err(LiveError::Black(self.describe().name.clone()));
            }
        }
    }
}

fn is_black(frame: &Frame) -> bool {
    const STEP: usize = 31; // prime, so that the sample does not follow columns
    frame.rgb.iter().step_by(STEP).all(|value| *value <= BLACK_AT_MOST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::PictureSize;

    /// Pictures of these widths and brightnesses, ten a second.
    struct Scripted(SourceInfo, Vec<(u32, u8)>, usize);

    impl Scripted {
        fn new(pictures: &[(u32, u8)]) -> Self {
            let size = PictureSize { width: 64, height: 64 };
            let info = SourceInfo { name: "X".into(), fps: None, frames: None, size };
            Self(info, pictures.to_vec(), 0)
        }
    }

    impl LiveSource for Scripted {
        fn describe(&self) -> &SourceInfo {
            &self.0
        }

        fn next_frame(&mut self) -> Result<Option<(Frame, Instant)>, LiveError> {
            let Some((width, value)) = self.1.get(self.2).copied() else { return Ok(None) };
            let time_secs = self.2 as f64 / 10.0;
            self.2 += 1;
            let rgb = vec![value; 3 * width as usize * 64];
            let frame = Frame { time_secs, size: PictureSize { width, height: 64 }, rgb };
            Ok(Some((frame, Instant::now())))
        }
    }

    /// What comes out: a point a picture, or what is wrong.
    fn told(pictures: &[(u32, u8)]) -> Vec<String> {
        let mut guard = Guard::new(Scripted::new(pictures));
        let mut told = Vec::new();
        loop {
            match guard.next_frame() {
                Ok(None) => return told,
                Ok(Some(_)) => told.push(".".to_owned()),
                Err(error) => {
                    told.push(error.to_string());
                    if !error.stays_open() {
                        return told;
                    }
                }
            }
        }
    }

    #[test]
    fn a_covered_camera_is_told_once_and_its_pictures_are_kept_back() {
        let mut pictures = vec![(64, 3); 40];
        pictures.extend([(64, 90); 2]);
        let told = told(&pictures);
        assert_eq!(told.len(), 20 + 1 + 2);
        assert_eq!(told[20], "the picture of the camera X is black: open its shutter, or take its cap off");
    }

    #[test]
    fn a_short_darkness_is_let_through() {
        assert_eq!(told(&[[(64, 3); 15], [(64, 90); 15]].concat()), vec!["."; 30]);
    }

    #[test]
    fn another_size_ends_the_source() {
        let told = told(&[(64, 90), (65, 90), (64, 90)]);
        assert_eq!(
            told[1..],
            [
                "the picture of the camera X has changed from 64x64 to 65x64 pixels: leave the camera as it is during a session"
            ]
        );
    }
}
