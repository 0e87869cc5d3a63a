//! The native window: it shows snapshots and hands on what the person asks for by key.
//!
//! It runs on the main thread and knows no other. Whoever has a new [`Snapshot`] calls the
//! [`Waker`]; the window then fetches it from its [`Host`]. Between snapshots it rests.

mod app;
pub(in crate::ui) mod draw;
mod keys;
pub(in crate::ui) mod lettering;
pub(in crate::ui) mod picture;
mod triangles;
mod typed;

use std::sync::Arc;
use std::time::Duration;

use eframe::egui;
use tiny_skia::Pixmap;

use super::screen::{Appearance, Setting};
use super::snapshot::Snapshot;
pub use app::App;
pub use keys::Wish;
pub use typed::{Typed, TypedKeys, typed_key};

/// The size of a new window in points; a person may change it.
const SIZE: [f32; 2] = [1280.0, 720.0];

/// The least size in points in which all can still be read.
const LEAST_SIZE: [f32; 2] = [320.0, 240.0];

/// What stands for the program on task bars.
const ICON: &[u8] = include_bytes!("../../../packaging/holdfast-128.png");

/// Where a window gets what it shows, and who does what is asked for in it.
pub trait Host {
    /// The newest snapshot, if there is one that was not fetched yet.
    fn newest(&mut self) -> Option<Arc<Snapshot>>;

    /// The next key that was pressed somewhere else, such as on a headset.
    fn key(&mut self) -> Option<egui::Key> {
        None
    }

    /// Does what the person asks for.
    fn wish(&mut self, wish: Wish);

    /// What the person is to read before all else, because of what was asked for last.
    fn warning(&mut self) -> Option<String> {
        None
    }

    /// The newest snapshot was composed for the first time; `picture_is_new` where its picture was too.
    /// `painting` is how long a repaint took the last time: as long will it be until it is on the screen.
    fn painted(&mut self, _picture_is_new: bool, _painting: Duration) {}
}

impl<H: Host + ?Sized> Host for &mut H {
    fn newest(&mut self) -> Option<Arc<Snapshot>> {
        (**self).newest()
    }

    fn key(&mut self) -> Option<egui::Key> {
        (**self).key()
    }

    fn wish(&mut self, wish: Wish) {
        (**self).wish(wish);
    }

    fn warning(&mut self) -> Option<String> {
        (**self).warning()
    }

    fn painted(&mut self, picture_is_new: bool, painting: Duration) {
        (**self).painted(picture_is_new, painting);
    }
}

/// A window that is not open yet.
pub struct Window {
    context: egui::Context,
    title: String,
    setting: Setting,
}

/// Wakes a window, from any thread.
#[derive(Clone)]
pub struct Waker(egui::Context);

impl Waker {
    pub(in crate::ui) fn of(context: &egui::Context) -> Self {
        Self(context.clone())
    }

    /// There is a new snapshot.
    pub fn wake(&self) {
        self.0.request_repaint();
    }

    /// Closes the window.
    pub fn close(&self) {
        self.0.send_viewport_cmd(egui::ViewportCommand::Close);
        self.0.request_repaint();
    }
}

/// Why there is no window.
#[derive(Debug, thiserror::Error)]
#[error("no window can be opened ({reason}): start holdfast in a desktop session, or use --no-window")]
pub struct WindowError {
    reason: String,
}

impl Window {
    /// A window with this title, not open yet.
    pub fn new(title: impl Into<String>, setting: Setting) -> Self {
        Self { context: egui::Context::default(), title: title.into(), setting }
    }

    /// What wakes this window; good from now on.
    pub fn waker(&self) -> Waker {
        Waker(self.context.clone())
    }

    /// Opens the window and shows what the host has until it is closed. Must be called on the main
    /// thread. Gives how the person left it looking.
    ///
    /// # Errors
    ///
    /// Fails where there is no display, or none that can be drawn on.
    pub fn run(self, host: &mut dyn Host) -> Result<Appearance, WindowError> {
        let Self { context, title, setting } = self;
        let full_screen = setting.appearance.full_screen;
        let mut appearance = setting.appearance;
        let left = &mut appearance;
        let growing = Growing::default();
        let framed = Framed { app: App::new(setting, Box::new(host)), left, growing };
        open(context, &title, full_screen, Box::new(framed))?;
        Ok(appearance)
    }
}

/// Opens a window with this content until it is closed. It is as large as the screen allows.
pub(in crate::ui) fn open<'a>(
    context: egui::Context,
    title: &str,
    full_screen: bool,
    content: Box<dyn eframe::App + 'a>,
) -> Result<(), WindowError> {
    let viewport = egui::ViewportBuilder::default()
        .with_title(title)
        .with_app_id("holdfast")
        .with_icon(icon().unwrap_or_default())
        .with_inner_size(SIZE)
        .with_min_inner_size(LEAST_SIZE)
        // Where nobody arranges windows, the size above counts; it is made smaller where the screen is.
        .with_maximized(true)
        .with_clamp_size_to_monitor_size(true)
        .with_fullscreen(full_screen);
    // Dithering doubles the work for each pixel where there is no graphics card.
    let options = eframe::NativeOptions { viewport, dithering: false, ..Default::default() };
    let create: eframe::AppCreator<'a> = Box::new(|_| Ok(content));
    eframe::run_native_ext(title, options, Some(context), create)
        .map_err(|error| WindowError { reason: reason(&error.to_string()) })
}

/// Makes a new window as large as the screen allows. X11 takes that from a window that is seen, not before.
#[derive(Default)]
pub(in crate::ui) struct Growing(u32);

impl Growing {
    /// The repaint at which the window is seen.
    const SEEN: u32 = 2;

    pub(in crate::ui) fn repaint(&mut self, context: &egui::Context) {
        self.0 = self.0.saturating_add(1);
        if self.0 == Self::SEEN && !context.input(|input| input.viewport().fullscreen.unwrap_or(false)) {
            context.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
        } else if self.0 < Self::SEEN {
            context.request_repaint();
        }
    }
}

/// The picture of [`ICON`]; none where its file is broken, which a test rules out.
fn icon() -> Option<egui::IconData> {
    let picture = Pixmap::decode_png(ICON).ok()?;
    let pixels = picture.pixels().iter().map(|pixel| pixel.demultiply());
    let rgba = pixels.flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]).collect();
    Some(egui::IconData { rgba, width: picture.width(), height: picture.height() })
}

/// The error on one line, without a full stop and without the place in a library's source that some have.
fn reason(error: &str) -> String {
    let words: Vec<&str> = error.split_whitespace().collect();
    let text = words.join(" ");
    let told = text.rsplit_once(".rs:").and_then(|(_, rest)| rest.split_once(": ")).map(|(_, told)| told);
    told.unwrap_or(&text).trim_end_matches('.').to_owned()
}

/// The app in eframe's window.
struct Framed<'a> {
    app: App<'a>,
    left: &'a mut Appearance,
    growing: Growing,
}

impl eframe::App for Framed<'_> {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let painting = frame.info().cpu_usage.map_or(Duration::ZERO, Duration::from_secs_f32);
        self.growing.repaint(ui.ctx());
        self.app.show(ui, painting);
        if self.app.is_left() {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
        *self.left = self.app.appearance();
    }

    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        self.app.ground().to_normalized_gamma_f32()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_on_task_bars_is_whole() {
        let icon = icon().expect("a picture");
        assert_eq!((icon.width, icon.height, icon.rgba.len()), (128, 128, 4 * 128 * 128));
        assert!(icon.rgba.iter().any(|value| *value > 0));
    }

    #[test]
    fn a_reason_is_one_line_for_people() {
        let error = "winit EventLoopError: os error at /src/linux/mod.rs:765: neither WAYLAND_DISPLAY\n nor DISPLAY is set.";
        assert_eq!(reason(error), "neither WAYLAND_DISPLAY nor DISPLAY is set");
        assert_eq!(
            reason("Found no glutin configs matching the template"),
            "Found no glutin configs matching the template"
        );
    }
}
