//! Why a camera gives no pictures, and what to do about it.

use std::path::PathBuf;

use super::devices::Device;
use crate::motion::PictureSize;
use crate::source::SourceError;

/// A camera that can't be used, or can't at the moment.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "every variant is documented, and its fields are named for what they hold")]
pub enum LiveError {
    /// The machine has none.
    #[error("no camera was found: plug one in, or name a network camera or a video with --camera")]
    NoCamera,
    /// The machine has others.
    #[error("there is no camera {path}; {}", others(there))]
    NoSuchDevice { path: PathBuf, there: Vec<Device> },
    /// The system refuses access.
    #[error(
        "the camera {0} may not be used by you: join the group video (sudo usermod -aG video $USER) and log in again"
    )]
    NotPermitted(PathBuf),
    /// Another program has it.
    #[error("the camera {path} is in use by {by}: close that program, or choose another camera")]
    Busy { path: PathBuf, by: String },
    /// It opens and gives nothing.
    #[error(
        "{0} gives no pictures: another program may be using it, or it is no camera; see `holdfast coach --list-cameras`"
    )]
    NoPictures(PathBuf),
    /// Unplugged.
    #[error("the camera {0} is gone: plug it in again")]
    Vanished(String),
    /// A network camera that can't be reached.
    #[error(
        "no camera can be reached at {0}: start it (or its app), check the address, and that both are in the same network"
    )]
    Unreachable(String),
    /// A network camera that takes too long.
    #[error(
        "the camera at {address} does not answer within {secs:.0} seconds: start it again, and check the network"
    )]
    NoAnswer { address: String, secs: f64 },
    /// A network camera that ended the connection.
    #[error("the camera at {0} has ended the connection: start it again, and check the network")]
    Dropped(String),
    /// No frame for too long.
    #[error("the camera {name} has given no picture for {secs:.0} seconds: check its cable or its network")]
    Stalled { name: String, secs: f64 },
    /// Pictures without light.
    #[error("the picture of the camera {0} is black: open its shutter, or take its cap off")]
    Black(String),
    /// Pictures of another size than before.
    #[error(
        "the picture of the camera {name} has changed from {}x{} to {}x{} pixels: leave the camera as it is during a session",
        from.width, from.height, to.width, to.height
    )]
    SizeChanged { name: String, from: PictureSize, to: PictureSize },
    /// A picture too small to see a person.
    #[error(
        "the picture of the camera {name} has {}x{} pixels, too few to see a person: choose another camera",
        size.width, size.height
    )]
    TooSmall { name: String, size: PictureSize },
    /// More pixels than can be judged in a sensible room.
    #[error(
        "the picture of the camera {name} has {}x{} pixels, more than can be judged: set it to 1920x1080 or less",
        size.width, size.height
    )]
    TooLarge { name: String, size: PictureSize },
    /// An address in a form that is not known.
    #[error("{0} is not an address of a camera: it must begin with http://, https:// or rtsp://")]
    BadAddress(String),
    /// The recording that stands in for a camera.
    #[error(transparent)]
    Recording(#[from] SourceError),
    /// OpenCV gave up in a way that has no name here.
    #[error("the camera {name} fails: {source}")]
    Decoder { name: String, source: opencv::Error },
}

impl LiveError {
    /// Whether the source may be asked for its next frame all the same; otherwise it has to be opened
    /// again.
    pub fn stays_open(&self) -> bool {
        matches!(self, LiveError::Black(_))
    }

    /// Makes an OpenCV error of this camera's; for `map_err`.
    pub(super) fn decoder(name: &str) -> impl FnOnce(opencv::Error) -> Self {
        let name = name.to_owned();
        move |source| Self::Decoder { name, source }
    }
}

fn others(there: &[Device]) -> String {
    if there.is_empty() {
        return "none is plugged in".to_owned();
    }
    let names: Vec<String> = there.iter().map(Device::to_string).collect();
    format!("there are {}", names.join(", "))
}
