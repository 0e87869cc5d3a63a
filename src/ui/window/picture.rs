//! The camera's picture as a texture; it is handed over only when it is another one.

use std::sync::Arc;

use eframe::egui::{ColorImage, Context, TextureHandle, TextureId, TextureOptions};

use crate::frame::Frame;

/// The picture that was handed over last.
#[derive(Default)]
pub(super) struct Picture {
    shown: Option<(Arc<Frame>, TextureHandle)>,
}

impl Picture {
    /// The texture of a picture. None for one whose bytes don't match its size.
    pub(super) fn texture(&mut self, context: &Context, frame: &Arc<Frame>) -> Option<TextureId> {
        let size = [frame.size.width as usize, frame.size.height as usize];
        if size.contains(&0) || frame.rgb.len() != 3 * size[0] * size[1] {
            return None;
        }
        match &mut self.shown {
            Some((shown, texture)) if Arc::ptr_eq(shown, frame) => return Some(texture.id()),
            Some((shown, texture)) => {
                // The same texture takes the new picture, at the picture's own size: the graphics
                // card scales it.
                texture.set(ColorImage::from_rgb(size, &frame.rgb), TextureOptions::LINEAR);
                *shown = Arc::clone(frame);
            }
            shown => {
                let image = ColorImage::from_rgb(size, &frame.rgb);
                let texture = context.load_texture("picture", image, TextureOptions::LINEAR);
                *shown = Some((Arc::clone(frame), texture));
            }
        }
        self.shown.as_ref().map(|(_, texture)| texture.id())
    }
}
