//! How the home window looks: the colours of the coaching stage, large type, much room.

use eframe::egui::{
    self, Color32, CornerRadius, FontFamily, FontId, Margin, Stroke, Style, TextStyle, Vec2, Visuals,
};

use super::content::Choices;
use crate::ui::theme::Theme;
use crate::ui::window::draw::colour;

/// Text sizes in points.
pub(super) const TITLE: f32 = 40.0;
pub(super) const HEADING: f32 = 25.0;
const BODY: f32 = 19.0;
const SMALL: f32 = 16.0;

/// Between parts, and from a card's edge to what is in it.
pub(super) const GAP: f32 = 20.0;
pub(super) const PADDING: i8 = 22;

const CORNER: u8 = 14;

/// From how wide a page two columns stand side by side, and the pages' names at the side.
pub(super) const WIDE: f32 = 860.0;

/// The size of text that is usual.
const USUAL_PERCENT: f32 = 100.0;

/// What is drawn with.
#[derive(Debug, Clone)]
pub(super) struct Look {
    pub(super) theme: Theme,
    pub(super) ground: Color32,
    pub(super) card: Color32,
    pub(super) text: Color32,
    pub(super) quiet: Color32,
    /// The one colour that leads the eye.
    pub(super) accent: Color32,
    pub(super) on_accent: Color32,
    pub(super) good: Color32,
    pub(super) correct: Color32,
    pub(super) edge: Color32,
}

impl Look {
    pub(super) fn of(choices: &Choices) -> Self {
        let (light, high_contrast) = (choices.appearance.light, choices.appearance.high_contrast);
        let theme = Theme::of(light, high_contrast);
        let edge = if high_contrast { theme.text } else { theme.track };
        Self {
            ground: colour(theme.ground),
            card: colour(theme.card),
            text: colour(theme.text),
            quiet: colour(theme.text_quiet),
            accent: colour(theme.neutral),
            on_accent: colour(theme.on_status),
            good: colour(theme.good),
            correct: colour(theme.correct),
            edge: colour(edge),
            theme,
        }
    }

    /// Has all of egui's widgets look like this.
    pub(super) fn apply(&self, context: &egui::Context, choices: &Choices) {
        let mut style = Style::default();
        let proportional = |size| FontId::new(size, FontFamily::Proportional);
        style.text_styles = [
            (TextStyle::Heading, proportional(HEADING)),
            (TextStyle::Body, proportional(BODY)),
            (TextStyle::Button, proportional(BODY)),
            (TextStyle::Small, proportional(SMALL)),
            (TextStyle::Monospace, proportional(SMALL)),
        ]
        .into();
        style.spacing.item_spacing = Vec2::new(12.0, 10.0);
        style.spacing.button_padding = Vec2::new(18.0, 10.0);
        style.spacing.interact_size = Vec2::new(44.0, 44.0);
        style.spacing.icon_width = 24.0;
        style.spacing.icon_width_inner = 14.0;
        style.spacing.icon_spacing = 10.0;
        // The bar is as dark as text: a card's colour would not be seen on the ground.
        style.spacing.scroll =
            egui::style::ScrollStyle { foreground_color: true, ..egui::style::ScrollStyle::solid() };
        style.visuals = self.visuals(choices.appearance.light);
        context.all_styles_mut(|kept| *kept = style.clone());
        context.options_mut(|options| options.zoom_with_keyboard = false);
        context.set_zoom_factor(choices.text_percent.max(50) as f32 / USUAL_PERCENT);
    }

    fn visuals(&self, light: bool) -> Visuals {
        let mut visuals = if light { Visuals::light() } else { Visuals::dark() };
        visuals.panel_fill = self.ground;
        visuals.window_fill = self.card;
        visuals.extreme_bg_color = self.ground;
        visuals.faint_bg_color = self.card;
        visuals.weak_text_color = Some(self.quiet);
        visuals.hyperlink_color = self.accent;
        visuals.selection.bg_fill = self.accent;
        visuals.selection.stroke = Stroke::new(2.0, self.on_accent);
        let corner = CornerRadius::same(CORNER);
        let widgets = &mut visuals.widgets;
        for (widget, edge) in [
            (&mut widgets.noninteractive, Stroke::new(1.0, self.edge)),
            (&mut widgets.inactive, Stroke::new(1.5, self.edge)),
            // So does what has the keyboard's focus.
            (&mut widgets.hovered, Stroke::new(3.0, self.accent)),
            (&mut widgets.active, Stroke::new(3.0, self.accent)),
            (&mut widgets.open, Stroke::new(3.0, self.accent)),
        ] {
            widget.bg_fill = self.card;
            widget.weak_bg_fill = self.card;
            widget.bg_stroke = edge;
            widget.fg_stroke = Stroke::new(2.0, self.text);
            widget.corner_radius = corner;
            widget.expansion = 0.0;
        }
        visuals
    }

    /// A box with a card's corners and the room within it.
    pub(super) fn framed(&self) -> egui::Frame {
        egui::Frame::new()
            .fill(self.card)
            .stroke(Stroke::new(1.0, self.edge))
            .corner_radius(CornerRadius::same(CORNER))
            .inner_margin(Margin::same(PADDING))
    }
}
