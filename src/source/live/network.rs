//! A network camera: MJPEG over HTTP, or RTSP, through OpenCV's FFmpeg backend.

use std::time::Instant;

use opencv::core::{self, Mat, Vector};
use opencv::prelude::*;
use opencv::videoio::{self, VideoCapture};

use super::feed::{Feed, admit};
use super::{LiveError, LiveSource};
use crate::frame::Frame;
use crate::motion::PictureSize;
use crate::source::SourceInfo;

/// Beginnings of addresses that FFmpeg can read a camera from.
const ADDRESSES: [&str; 4] = ["http://", "https://", "rtsp://", "rtsps://"];

/// How long a camera may take to answer, in milliseconds: phones wake up slowly.
const OPEN_MS: i32 = 8000;

/// How long a camera may give no picture, in milliseconds.
const READ_MS: i32 = 5000;

/// A wait that ended at this share of its limit ended because of it.
const NEARLY: f64 = 0.9;

/// An open network camera.
#[derive(Debug)]
pub(super) struct NetworkCamera(Feed);

impl NetworkCamera {
    /// Connects, and reads a picture.
    pub(super) fn open(address: &str) -> Result<Self, LiveError> {
        let name = without_secrets(address);
        let asked = Instant::now();
        // OpenCV may name the address as it got it.
        let decoder = |mut error: opencv::Error| {
            error.message = error.message.replace(address, &name);
            LiveError::decoder(&name)(error)
        };
        let Some(mut capture) = connect(address).map_err(decoder)? else {
            let secs = asked.elapsed().as_secs_f64();
            return Err(if is_over(secs, OPEN_MS) {
                LiveError::NoAnswer { address: name, secs }
            } else {
                LiveError::Unreachable(name)
            });
        };
        let stated = |id| capture.get(id).unwrap_or(0.0).clamp(0.0, f64::from(u32::MAX)) as u32;
        let width = stated(videoio::CAP_PROP_FRAME_WIDTH);
        admit(&name, PictureSize { width, height: stated(videoio::CAP_PROP_FRAME_HEIGHT) })?;
        let mut stored = Mat::default();
        if !capture.read(&mut stored).map_err(decoder)? || stored.empty() {
            return Err(LiveError::Dropped(name));
        }
        Feed::new(name, None, capture, stored).map(Self)
    }
}

impl LiveSource for NetworkCamera {
    fn describe(&self) -> &SourceInfo {
        &self.0.info
    }

    fn next_frame(&mut self) -> Result<Option<(Frame, Instant)>, LiveError> {
        let asked = Instant::now();
        if let Some(frame) = self.0.read()? {
            return Ok(Some(frame));
        }
        let (name, secs) = (self.0.info.name.clone(), asked.elapsed().as_secs_f64());
        Err(if is_over(secs, READ_MS) { LiveError::Stalled { name, secs } } else { LiveError::Dropped(name) })
    }
}

/// Whether a text is the address of a camera that can be read.
pub(super) fn is_address(typed: &str) -> bool {
    let begins =
        |start: &str| typed.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start));
    ADDRESSES.iter().any(|start| begins(start))
}

/// An address as it may be shown to anybody: without the name and password of the person, and without the
/// query, where many cameras take them. Some take them in the path, as `/user=me&password=secret`: it is shown
/// up to there.
pub(super) fn without_secrets(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return address.to_owned() };
    let shown = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    let (mut host, mut path) = shown.split_at(shown.find('/').unwrap_or(shown.len()));
    let port = host.rsplit_once(':').map_or("", |(_, port)| port);
    if !host.contains('@') && !port.bytes().all(|byte| byte.is_ascii_digit()) && !host.ends_with(']') {
        // A slash in the password, as it seems: the host comes later.
        let end = path.rfind('@').map_or(path.len(), |at| at + 1);
        let after = &path[end..];
        (host, path) = after.split_at(after.find('/').unwrap_or(after.len()));
    }
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let end = path.find(['=', '&', ';']).map_or(path.len(), |sign| path[..sign].rfind('/').unwrap_or(0));
    format!("{scheme}://{host}{}", &path[..end])
}

fn is_over(secs: f64, limit_ms: i32) -> bool {
    secs >= NEARLY * f64::from(limit_ms) / 1000.0
}

fn connect(address: &str) -> opencv::Result<Option<VideoCapture>> {
    core::set_log_level(core::LogLevel::LOG_LEVEL_SILENT)?;
    let parameters = Vector::from_slice(&[
        videoio::CAP_PROP_OPEN_TIMEOUT_MSEC,
        OPEN_MS,
        videoio::CAP_PROP_READ_TIMEOUT_MSEC,
        READ_MS,
        videoio::CAP_PROP_HW_ACCELERATION,
        0,
    ]);
    let capture = VideoCapture::from_file_with_params(address, videoio::CAP_FFMPEG, &parameters)?;
    Ok(capture.is_opened()?.then_some(capture))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_a_camera_is_not_shown() {
        for (address, shown) in [
            ("http://h/x?user=admin&pwd=secret", "http://h/x"),
            ("http://h?user=admin&pwd=a/b@c", "http://h"),
            ("rtsp://me:secret@h:554/live#secret", "rtsp://h:554/live"),
            ("rtsp://h:554/user=admin&password=secret&channel=1", "rtsp://h:554"),
            ("rtsp://h/cam/user=admin_password=secret_channel=1/x", "rtsp://h/cam"),
            ("http://me:se/cret@h:80/video", "http://h:80/video"),
            ("http://me:se@cret@phone:80/a@b", "http://phone:80/a@b"),
            ("http://[::1]:8080/video", "http://[::1]:8080/video"),
            ("http://[fe80::1]/video", "http://[fe80::1]/video"),
            ("rtsp://phone", "rtsp://phone"),
            ("phone", "phone"),
        ] {
            assert_eq!(without_secrets(address), shown, "{address}");
        }
    }
}
