//! The home window: the day's programme, the exercises, what was done, what can be chosen; and the stage of a session
//! that is begun from there.
//!
//! It is made of egui's own widgets, so that keyboard and screen reader work as everywhere. What it shows is in
//! [`Home`], as plain data; what is asked for goes to a [`Desk`]. It reads no file and starts no thread.

mod app;
mod content;
mod exercises;
mod history;
mod look;
mod parts;
mod reading;
mod settings;
mod today;
mod welcome;
mod window;

pub use app::{App, Desk};
pub use content::{
    Card, Choices, Details, Dose, Home, Kept, Now, Picture, Planned, Read, Start, Webcam, Week, Wish,
};
pub use window::Window;
