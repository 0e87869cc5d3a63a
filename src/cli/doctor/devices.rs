//! Cameras as Linux lists them, loudspeaker and voice as the coach finds them.

use std::fs::File;
use std::io;

use super::Finding;
use crate::messages::english;
use crate::source::live::{Device, devices};
use crate::ui::voice::{Loudspeaker, Manner, Service};

pub(super) fn camera(what: &'static str) -> Finding {
    if !cfg!(target_os = "linux") {
        return Finding::missing(what, "not looked for on this system");
    }
    let cameras = devices();
    if cameras.is_empty() {
        return Finding::missing(what, "none found: plug one in. Recordings can be judged without one.");
    }
    let refused = cameras.iter().find_map(|Device { path, .. }| {
        let error = File::options().read(true).write(true).open(path).err()?;
        (error.kind() == io::ErrorKind::PermissionDenied).then_some(path)
    });
    match refused {
        Some(path) => Finding::missing(
            what,
            format!(
                "{} may not be used by you: join the group video (sudo usermod -aG video $USER) and log in again",
                path.display()
            ),
        ),
        None => Finding::works(what, cameras.iter().map(Device::to_string).collect::<Vec<_>>().join(", ")),
    }
}

pub(super) fn sound(what: &'static str) -> Finding {
    match Loudspeaker::open() {
        Ok(_) => Finding::works(what, "the loudspeaker of the system"),
        Err(error) => Finding::missing(what, format!("{error}. Recordings can be judged without one.")),
    }
}

pub(super) fn voice(what: &'static str) -> Finding {
    match Service::find(&Manner::of(&english().id)) {
        Some(service) => Finding::works(what, service.program.display().to_string()),
        None => {
            let why = Service::missing(english());
            Finding::missing(what, format!("{why}. Recordings can be judged without one."))
        }
    }
}
