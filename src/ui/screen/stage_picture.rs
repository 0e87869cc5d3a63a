//! The live picture on a screen: where it goes, and the body drawn over it.

use std::sync::Arc;

use super::super::area::Area;
use super::super::emphasis::{BodyPart, Emphasis};
use super::super::overlay;
use super::super::page::{Fall, Page, Style};
use super::super::shape::Weight;
use super::super::snapshot::Snapshot;
use super::super::theme::Theme;
use super::{Inset, Screen};
use crate::motion::{Keypoint, PerLandmark, PictureSize, Point, Pose};

/// Width over height of the place that is kept for a picture before there is one.
const USUAL_ASPECT: f64 = 4.0 / 3.0;

/// From a picture's pixels to its mirrored place on a screen.
#[derive(Clone, Copy)]
struct Mirror {
    area: Area,
    scale: f64,
}

impl Mirror {
    fn new(area: Area, picture: PictureSize) -> Self {
        Self { area, scale: area.width / f64::from(picture.width).max(1.0) }
    }

    fn place(self, point: Point) -> Point {
        Point::new(self.area.right() - point.x * self.scale, self.area.top + point.y * self.scale)
    }

    fn pose(self, pose: &Pose) -> Pose {
        let image = PerLandmark::from_fn(|landmark| {
            let keypoint = pose.image.get(landmark)?;
            let placed = self.place(Point::from(keypoint));
            Some(Keypoint { x: placed.x as f32, y: placed.y as f32, ..keypoint })
        });
        Pose {
            picture: pose.picture,
            image,
            world: PerLandmark::from_fn(|_| None),
            back: None,
            anatomy: None,
        }
    }

    fn emphasis(self, emphasis: &Emphasis) -> Emphasis {
        let part = match &emphasis.part {
            BodyPart::Line(points) => BodyPart::Line(points.iter().map(|point| self.place(*point)).collect()),
            part => part.clone(),
        };
        Emphasis { part, ..emphasis.clone() }
    }
}

/// Width over height of a snapshot's picture.
pub(super) fn aspect(snapshot: &Snapshot) -> f64 {
    match &snapshot.picture {
        Some(picture) if picture.size.width > 0 && picture.size.height > 0 => {
            f64::from(picture.size.width) / f64::from(picture.size.height)
        }
        _ => USUAL_ASPECT,
    }
}

impl Screen<'_> {
    /// The picture, as large as fits into a box, with the body drawn over it.
    pub(super) fn picture(&mut self, snapshot: &Snapshot, room: Area) {
        let area = room.fitted(aspect(snapshot));
        let Some(picture) = &snapshot.picture else {
            self.page.card(area, self.page.theme.card);
            let sizes = &self.page.theme.screen;
            let style = Style::new(sizes.body, Weight::Normal, self.page.theme.text_quiet).centred();
            let text = &self.setting.language.words.window.no_picture;
            self.page.set(text, area.inset(self.page.px(sizes.margin)), Fall::Middle, style);
            return;
        };
        let theme = Theme::over_pictures(self.setting.appearance.high_contrast);
        let mut over = Page::new(&theme, self.page.unit, area);
        let mirror = Mirror::new(area, picture.size);
        let state = &snapshot.overlay;
        let pose = state.pose.as_ref().map(|pose: &Arc<Pose>| mirror.pose(pose));
        let outline: Vec<Point> = state.outline.iter().map(|point| mirror.place(*point)).collect();
        let emphasis = state.emphasis.as_ref().map(|emphasis| mirror.emphasis(emphasis));
        overlay::body(&mut over, pose.as_ref(), &outline, emphasis.as_ref());
        self.inset = Some(Inset { area, radius: self.page.px(theme.corner), shapes: over.shapes });
    }
}
