//! The window's screens, from sessions that are played from recorded landmarks: what is on them, where
//! it is, and what the keys do. Nothing here needs a display.

mod keys;
mod languages;
mod layout;
mod no_display;
mod shapes;
mod stages;
