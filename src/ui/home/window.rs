//! The home window on the screen.

use std::time::Duration;

use eframe::egui;

use super::app::{App, Desk};
use crate::ui::window::{self, Growing, Waker, WindowError};

/// A home window that is not open yet.
#[derive(Default)]
pub struct Window {
    context: egui::Context,
}

impl Window {
    /// What wakes this window; good from now on.
    pub fn waker(&self) -> Waker {
        Waker::of(&self.context)
    }

    /// Opens the window until it is closed. Must be called on the main thread.
    ///
    /// # Errors
    ///
    /// Fails where there is no display, or none that can be drawn on.
    pub fn run(self, full_screen: bool, desk: &mut dyn Desk) -> Result<(), WindowError> {
        let framed = Framed(App::new(desk), Growing::default());
        window::open(self.context, "holdfast", full_screen, Box::new(framed))
    }
}

/// The app in eframe's window.
struct Framed<'a>(App<'a>, Growing);

impl eframe::App for Framed<'_> {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let painting = frame.info().cpu_usage.map_or(Duration::ZERO, Duration::from_secs_f32);
        self.1.repaint(ui.ctx());
        self.0.show(ui, painting);
    }

    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        self.0.ground().to_normalized_gamma_f32()
    }
}
