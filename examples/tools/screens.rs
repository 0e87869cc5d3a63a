//! Renders the window's screens to PNG files, to be looked at. Needs a display; `xvfb-run` serves.
//!
//! `cargo run --release --example screens -- OUT_FOLDER [NAME=CLIP:EXERCISE:SECONDS]... [--only TEXT]`
//!
//! What is on the screens comes from the clips in `data/clips`, and from those that are named. What
//! the model sees in a clip is kept in the folder and read again the next time.
//!
//! With `--repaint`, the first of the screens is painted 300 times in place of that, each time with a new
//! picture, and what a repaint costs is told: on Linux, as processor time of all threads.

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
    let (mut clips, mut only, mut repaints) = (Vec::new(), String::new(), false);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--only" => only = arguments.next().unwrap_or_default(),
            "--repaint" => repaints = true,
            clip => clips.push(clip.to_owned()),
        }
    }
    let mut shots = scenes::all(&out, &clips)?;
    shots.retain(|shot| shot.name.contains(&only));
    let first = shots.first().context("no screen has such a name")?.size;
    let viewport = egui::ViewportBuilder::default().with_inner_size(first).with_decorations(false);
    let options = eframe::NativeOptions { viewport, dithering: false, ..Default::default() };
    if repaints {
        let shot = shots.swap_remove(0);
        return eframe::run_native("repaint", options, Box::new(|_| Ok(Box::new(Track::new(shot)))))
            .map_err(|error| anyhow::anyhow!("{error}"));
    }
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
        let still = Still(shot.snapshot.clone());
        let controls = Controls { prompt: shot.prompt, ..Controls::default() };
        let mut app = App::at(shot.setting.clone(), controls, Box::new(still));
        ui.painter().rect_filled(ui.max_rect(), 0.0, app.ground());
        app.show(ui, std::time::Duration::ZERO);
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

/// Repaints that are not counted: letters are drawn once.
const WARM_UP: u32 = 20;
const REPAINTS: u32 = 300;

/// Shows one screen again and again.
struct Track {
    app: App<'static>,
    repaints: u32,
    began: Option<(f64, std::time::Instant)>,
}

impl Track {
    fn new(shot: Shot) -> Self {
        Self { app: App::new(shot.setting, Box::new(Film(shot.snapshot))), repaints: 0, began: None }
    }
}

/// Gives one snapshot, each time with a picture of its own.
struct Film(Option<Arc<Snapshot>>);

impl Host for Film {
    fn newest(&mut self) -> Option<Arc<Snapshot>> {
        let mut snapshot = self.0.as_deref()?.clone();
        snapshot.picture = snapshot.picture.map(|picture| Arc::new((*picture).clone()));
        Some(Arc::new(snapshot))
    }

    fn wish(&mut self, _: Wish) {}
}

impl eframe::App for Track {
    fn clear_color(&self, _: &egui::Visuals) -> [f32; 4] {
        self.app.ground().to_normalized_gamma_f32()
    }

    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.app.show(ui, std::time::Duration::ZERO);
        self.repaints += 1;
        if self.repaints == WARM_UP {
            self.began = cpu_secs().map(|secs| (secs, std::time::Instant::now()));
        }
        if self.repaints == WARM_UP + REPAINTS {
            if let (Some((cpu, since)), Some(now)) = (self.began, cpu_secs()) {
                let each_ms = |secs: f64| 1000.0 * secs / f64::from(REPAINTS);
                let wall_ms = each_ms(since.elapsed().as_secs_f64());
                println!(
                    "a repaint takes {:.1} ms of processor time, {wall_ms:.1} ms in all",
                    each_ms(now - cpu)
                );
            }
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
        ui.ctx().request_repaint();
    }
}

/// Processor time of this process so far, of all its threads; `None` where the system does not tell.
fn cpu_secs() -> Option<f64> {
    /// Of Linux on every machine of today.
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / TICKS_A_SECOND)
}

fn save(image: &egui::ColorImage, path: &std::path::Path) -> Result<()> {
    let rgba = image.pixels.iter().flat_map(|pixel| pixel.to_array()).collect();
    let size = tiny_skia::IntSize::from_wh(image.width() as u32, image.height() as u32);
    let pixmap = size.and_then(|size| tiny_skia::Pixmap::from_vec(rgba, size)).context("an empty picture")?;
    pixmap.save_png(path)?;
    eprintln!("{} ({}x{})", path.display(), image.width(), image.height());
    Ok(())
}
