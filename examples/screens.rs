//! Renders the window's screens to PNG files, to be looked at. Needs a display; `xvfb-run` serves.
//!
//! `cargo run --release --example screens -- OUT_FOLDER [NAME=CLIP:EXERCISE:SECONDS]... [--only TEXT]`
//!
//! What is on the screens comes from the clips in `data/clips`, and from those that are named. What
//! the model sees in a clip is kept in the folder and read again the next time.

#[path = "screens/scenes.rs"]
mod scenes;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use anyhow::{Context, Result, bail};
use eframe::egui;
use holdfast::ui::screen::Controls;
use holdfast::ui::window::App;
use holdfast::ui::{Host, Snapshot, Wish};
use scenes::Shot;

/// Repaints before a picture is taken: sizes settle, letters arrive.
const SETTLE: u32 = 4;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(out) = arguments.next().map(PathBuf::from) else { bail!("give a folder for the pictures") };
    std::fs::create_dir_all(&out).context("the folder can't be made")?;
    let (mut clips, mut only) = (Vec::new(), String::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only" => only = arguments.next().unwrap_or_default(),
            clip => clips.push(clip.to_owned()),
        }
    }
    let mut shots = scenes::all(&out, &clips)?;
    shots.retain(|shot| shot.name.contains(&only));
    let first = shots.first().context("no screen has such a name")?.size;
    let viewport = egui::ViewportBuilder::default().with_inner_size(first).with_decorations(false);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let gallery = Gallery { out, shots: shots.into(), repaints: 0, taken: Arc::default(), next: true };
    eframe::run_native("screens", options, Box::new(|_| Ok(Box::new(gallery))))
        .map_err(|error| anyhow::anyhow!("{error}"))
}

/// Shows one screen after another and takes a picture of each.
struct Gallery {
    out: PathBuf,
    shots: VecDeque<Shot>,
    repaints: u32,
    taken: Arc<Mutex<Option<Arc<egui::ColorImage>>>>,
    next: bool,
}

/// Gives one snapshot, again and again.
struct Still(Option<Arc<Snapshot>>);

impl Host for Still {
    fn newest(&mut self) -> Option<Arc<Snapshot>> {
        self.0.take()
    }

    fn wish(&mut self, _: Wish) {}
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let Some(shot) = self.shots.front() else {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            return;
        };
        if std::mem::take(&mut self.next) {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::InnerSize(shot.size.into()));
        }
        let mut still = Still(shot.snapshot.clone());
        let controls = Controls { prompt: shot.prompt, page_number: 0 };
        App::at(shot.setting.clone(), controls, &mut still).show(ui, std::time::Duration::ZERO);
        self.repaints += 1;
        if self.repaints == SETTLE {
            let taken = Arc::clone(&self.taken);
            ui.ctx().request_screenshot(move |image| {
                if let Ok(mut taken) = taken.lock() {
                    *taken = Some(image);
                }
            });
        }
        let image = self.taken.lock().ok().and_then(|mut taken| taken.take());
        if let Some(image) = image {
            let path = self.out.join(format!("{}.png", shot.name));
            if let Err(error) = save(&image, &path) {
                eprintln!("{}: {error:#}", path.display());
            }
            self.shots.pop_front();
            (self.repaints, self.next) = (0, true);
        }
        ui.ctx().request_repaint();
    }
}

fn save(image: &egui::ColorImage, path: &std::path::Path) -> Result<()> {
    let rgba = image.pixels.iter().flat_map(|pixel| pixel.to_array()).collect();
    let size = tiny_skia::IntSize::from_wh(image.width() as u32, image.height() as u32);
    let pixmap = size.and_then(|size| tiny_skia::Pixmap::from_vec(rgba, size)).context("an empty picture")?;
    pixmap.save_png(path)?;
    eprintln!("{} ({}x{})", path.display(), image.width(), image.height());
    Ok(())
}
