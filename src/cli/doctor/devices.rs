//! Cameras as Linux lists them, loudspeaker and voice as the coach finds them.

use std::fs::File;
use std::io;

use super::Finding;
use crate::messages::english;
use crate::source::live::{Device, devices};
use crate::ui::voice::{Loudspeaker, Manner, Service};

pub(super) fn camera() -> Finding {
    const WHAT: &str = "camera";
    if !cfg!(target_os = "linux") {
        return Finding::missing(WHAT, "not looked for on this system");
    }
    let cameras = devices();
    if cameras.is_empty() {
        return Finding::missing(WHAT, "none found: plug one in. Recordings can be judged without one.");
    }
    let refused = cameras.iter().find_map(|Device { path, .. }| {
        let error = File::options().read(true).write(true).open(path).err()?;
        (error.kind() == io::ErrorKind::PermissionDenied).then_some(path)
    });
    match refused {
        Some(path) => Finding::missing(
            WHAT,
            format!(
                "{} may not be used by you: join the group video (sudo usermod -aG video $USER) and log in again",
                path.display()
            ),
        ),
        None => Finding::works(WHAT, cameras.iter().map(Device::to_string).collect::<Vec<_>>().join(", ")),
    }
}

pub(super) fn sound() -> Finding {
    const WHAT: &str = "sound";
    match Loudspeaker::open() {
        Ok(_) => Finding::works(WHAT, "the loudspeaker of the system"),
        Err(error) => Finding::missing(WHAT, format!("{error}. Recordings can be judged without one.")),
    }
}

pub(super) fn voice() -> Finding {
    const WHAT: &str = "voice";
    match Service::find(&Manner::of(&english().id)) {
        Some(service) => Finding::works(WHAT, service.program.display().to_string()),
        None => {
            let why = Service::missing(english());
            Finding::missing(WHAT, format!("{why}. Recordings can be judged without one."))
        }
    }
}
