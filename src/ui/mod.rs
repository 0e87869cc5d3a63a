//! What the person sees and hears: the overlay as plain shapes with a rasteriser that draws them into
//! frames, and the voice.
//!
//! [`compose`] turns an [`OverlayState`] into [`Shape`]s in picture pixels and decides nothing
//! about exercises. Whatever shows the picture draws the same shapes: [`Painter`] for recorded
//! pictures, a window for live ones. Every colour and size is in [`theme`], every word in
//! [`messages`](crate::messages). The module knows nothing of threads and files.

pub mod area;
pub mod contour;
pub mod curve;
mod drawing;
pub mod emphasis;
pub mod figure;
pub mod highlight;
pub mod home;
pub mod overlay;
mod page;
pub mod raster;
pub mod screen;
pub mod shape;
pub mod silhouette;
mod skeleton;
pub mod snapshot;
pub mod status;
pub mod theme;
pub mod typeface;
pub mod voice;
pub mod window;

pub use curve::{Curve, Target};
pub use emphasis::{BodyPart, Emphasis};
pub use overlay::{Banner, Count, Hold, Look, OverlayState, compose};
pub use raster::Painter;
pub use screen::{Answer, Appearance, Asked, Setting};
pub use shape::{Align, Colour, Shape, Weight};
pub use snapshot::Snapshot;
pub use status::Status;
pub use theme::Theme;
pub use window::{Host, Typed, TypedKeys, Waker, Window, WindowError, Wish, typed_key};
