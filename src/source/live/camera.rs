//! A camera as the person names it.

use std::fmt;
use std::path::{Path, PathBuf};

use super::guard::Guard;
use super::{Device, LiveError, LiveSource, Playback, devices, network, webcam};

/// A camera as the person names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Camera {
    /// A webcam, by its device.
    Device(PathBuf),
    /// A network camera, by its address.
    Network(String),
    /// A video, or a folder of pictures, played in real time.
    Recording(PathBuf),
}

impl Camera {
    /// Reads what was typed: a number or a device, an address, or the path of a recording.
    ///
    /// # Errors
    /// [`LiveError::BadAddress`] for addresses of another kind. Whether the camera is there shows when it
    /// is opened.
    pub fn parse(typed: &str) -> Result<Self, LiveError> {
        if let Ok(number) = typed.parse::<u32>() {
            return Ok(Camera::Device(PathBuf::from(format!("/dev/video{number}"))));
        }
        if network::is_address(typed) {
            return Ok(Camera::Network(typed.to_owned()));
        }
        if typed.contains("://") {
            return Err(LiveError::BadAddress(network::without_secrets(typed)));
        }
        if Path::new(typed).starts_with("/dev") {
            return Ok(Camera::Device(PathBuf::from(typed)));
        }
        Ok(Camera::Recording(PathBuf::from(typed)))
    }

    /// The webcam that is plugged in, or the first of several.
    ///
    /// # Errors
    /// [`LiveError::NoCamera`] where there is none.
    pub fn first() -> Result<Self, LiveError> {
        let first = devices().into_iter().next().ok_or(LiveError::NoCamera)?;
        Ok(Camera::Device(first.path))
    }

    /// Whether it goes on until somebody ends it.
    pub fn is_endless(&self) -> bool {
        !matches!(self, Camera::Recording(_))
    }

    /// Opens it and waits for its first picture. A recording is played again from its start when it
    /// `loops`.
    ///
    /// # Errors
    /// A [`LiveError`] for each way in which it can't be used.
    pub fn open(&self, loops: bool) -> Result<Box<dyn LiveSource>, LiveError> {
        match self {
            Camera::Device(path) => Ok(Box::new(Guard::new(webcam::Webcam::open(path)?))),
            Camera::Network(address) => Ok(Box::new(Guard::new(network::NetworkCamera::open(address)?))),
            Camera::Recording(path) => Ok(Box::new(Playback::open(path, loops)?)),
        }
    }

    /// The same camera after it was plugged in again, when it may have another number.
    pub fn found_again(&self, name: &str) -> Self {
        match self {
            Camera::Device(path) if !path.exists() => {
                let same = devices().into_iter().find(|device: &Device| device.name == name);
                same.map_or_else(|| self.clone(), |device| Camera::Device(device.path))
            }
            other => other.clone(),
        }
    }
}

/// As it may be shown to anybody: without what opens a network camera.
impl fmt::Display for Camera {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Camera::Device(path) | Camera::Recording(path) => path.display().fmt(f),
            Camera::Network(address) => f.write_str(&network::without_secrets(address)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_is_named_by_number_device_address_or_recording() {
        let camera = |typed| Camera::parse(typed).expect("a camera");
        assert_eq!(camera("2"), Camera::Device("/dev/video2".into()));
        assert_eq!(camera("/dev/video0"), Camera::Device("/dev/video0".into()));
        assert_eq!(camera("HTTP://phone:8080/video"), Camera::Network("HTTP://phone:8080/video".into()));
        assert_eq!(camera("rtsp://phone/h264"), Camera::Network("rtsp://phone/h264".into()));
        assert_eq!(camera("clip.mp4"), Camera::Recording("clip.mp4".into()));
        assert_eq!(camera("2.mp4"), Camera::Recording("2.mp4".into()));
        let error = Camera::parse("gopher://me:secret@phone/x").expect_err("unknown");
        assert_eq!(
            error.to_string(),
            "gopher://phone/x is not an address of a camera: it must begin with http://, https:// or rtsp://"
        );
    }

    #[test]
    fn passwords_are_not_shown() {
        let shown = |typed| Camera::parse(typed).expect("a camera").to_string();
        assert_eq!(shown("http://me:se@cret@phone:80/a@b"), "http://phone:80/a@b");
        assert_eq!(shown("rtsp://phone"), "rtsp://phone");
    }
}
