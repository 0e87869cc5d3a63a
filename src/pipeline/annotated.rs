//! The recording as a video with what was seen drawn in.

use std::path::Path;

use super::display::Display;
use crate::coach::{Commentary, Item};
use crate::frame::Frame;
use crate::messages::Language;
use crate::motion::{Assessment, Observation, PictureSize};
use crate::sink::{SinkError, VideoWriter, Written};
use crate::ui::{Look, Painter, compose};

/// Writes every judged frame with its overlay. The video appears when it is whole.
pub struct AnnotatedVideo {
    display: Display,
    commentary: Commentary,
    look: Look,
    painter: Painter,
    canvas: Frame,
    writer: VideoWriter,
}

impl AnnotatedVideo {
    /// Begins a video for pictures of one size, of somebody doing what the item asks, with captions in a language;
    /// `fps` is the recording's nominal rate.
    ///
    /// # Errors
    ///
    /// Fails where the path can't become a video.
    pub fn create(
        path: &Path,
        size: PictureSize,
        fps: Option<f64>,
        item: &Item,
        language: &'static Language,
    ) -> Result<Self, SinkError> {
        Ok(Self {
            display: Display::new(language, item),
            commentary: Commentary::new(item, language),
            look: Look { language, ..Look::default() },
            painter: Painter::default(),
            canvas: Frame { time_secs: 0.0, size, rgb: Vec::new() },
            writer: VideoWriter::create(path, size, fps)?,
        })
    }

    /// Adds a frame, with what was seen in it and how it was judged.
    ///
    /// # Errors
    ///
    /// Fails where the frame can't be encoded.
    pub fn add(
        &mut self,
        frame: &Frame,
        seen: &Observation,
        assessment: &Assessment,
    ) -> Result<(), SinkError> {
        let cue = self.commentary.take(frame.time_secs, assessment);
        self.display.take(frame.time_secs, seen.pose.as_deref(), assessment, cue);
        (self.canvas.time_secs, self.canvas.size) = (frame.time_secs, frame.size);
        self.canvas.rgb.clone_from(&frame.rgb);
        let shapes = compose(&self.display.state(seen.pose.clone()), frame.size, &self.look);
        self.painter.draw(&mut self.canvas, &shapes);
        self.writer.write(&self.canvas)
    }

    /// Completes the video and gives it its name.
    ///
    /// # Errors
    ///
    /// Fails where not every frame arrived on the disk; nothing is left of the video then.
    pub fn finish(self) -> Result<Written, SinkError> {
        self.writer.finish()
    }
}
