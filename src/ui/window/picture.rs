//! The camera's picture as a texture; it is handed over only when it is another one.

use std::sync::Arc;

use eframe::egui::{Color32, ColorImage, Context, TextureHandle, TextureId, TextureOptions};

use crate::frame::Frame;

/// The picture that was handed over last.
#[derive(Default)]
pub(in crate::ui) struct Picture {
    shown: Option<Shown>,
}

struct Shown {
    frame: Arc<Frame>,
    /// At the picture's own size: the graphics card scales it.
    texture: TextureHandle,
    /// The texture's pixels, whose memory serves for one picture after the other.
    image: Arc<ColorImage>,
}

impl Picture {
    /// The texture of a picture. None for one whose bytes don't match its size.
    pub(in crate::ui) fn texture(&mut self, context: &Context, frame: &Arc<Frame>) -> Option<TextureId> {
        let size = [frame.size.width as usize, frame.size.height as usize];
        if size.contains(&0) || frame.rgb.len() != 3 * size[0] * size[1] {
            return None;
        }
        let shown = match self.shown.take() {
            Some(shown) if Arc::ptr_eq(&shown.frame, frame) => shown,
            Some(shown) if shown.image.size == size => shown.with(frame),
            _ => Shown::new(context, frame, size),
        };
        Some(self.shown.insert(shown).texture.id())
    }
}

impl Shown {
    fn new(context: &Context, frame: &Arc<Frame>, size: [usize; 2]) -> Self {
        let image = Arc::new(ColorImage::from_rgb(size, &frame.rgb));
        let texture = context.load_texture("picture", Arc::clone(&image), TextureOptions::LINEAR);
        Self { frame: Arc::clone(frame), texture, image }
    }

    /// The next picture, of the same size, in the same texture.
    fn with(self, frame: &Arc<Frame>) -> Self {
        let Self { mut texture, mut image, .. } = self;
        // By now nobody else holds the pixels, so they are written over, not copied.
        for (pixel, rgb) in Arc::make_mut(&mut image).pixels.iter_mut().zip(frame.rgb.chunks_exact(3)) {
            *pixel = Color32::from_rgb(rgb[0], rgb[1], rgb[2]);
        }
        texture.set_partial([0, 0], Arc::clone(&image), TextureOptions::LINEAR);
        Self { frame: Arc::clone(frame), texture, image }
    }
}
