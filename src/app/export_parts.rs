//! Pieces of the export dialog: named rows, choices side by side, sizes in words.
//!
//! It must never know a picture.

use super::style;
use crate::export::{Format, MILLIMETRE, PageSize};
use crate::scene::{Role, Size, Weight};
use egui::{Align, CursorIcon, Layout, Rect, Sense, Stroke, StrokeKind, Ui, UiBuilder, pos2, vec2};

/// Height of a control, and from row to row, in points.
pub const CONTROL: f32 = 28.0;
const GAP: f32 = 7.0;
/// The column of names in points.
const NAMES: f32 = 84.0;

/// A row: a name, what is to be said of it beneath, and a control.
pub fn row<R>(ui: &mut Ui, name: &str, beneath: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let align = if beneath.is_empty() { Align::Center } else { Align::Min };
    let room = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), CONTROL));
    let builder = UiBuilder::new().scope_id(ui.scope_id().with(("row", name))).max_rect(room);
    let shown = ui.scope_builder(builder.layout(Layout::left_to_right(align)), |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let (rect, _) = ui.allocate_exact_size(vec2(NAMES, CONTROL), Sense::hover());
        let muted = style::color(style::theme(ui), Role::Muted);
        let font = style::font(Size::Body, Weight::Regular);
        let middle = pos2(rect.left(), rect.center().y);
        ui.painter().text(middle, egui::Align2::LEFT_CENTER, name, font, muted);
        if !beneath.is_empty() {
            let font = style::font(Size::Tick, Weight::Regular);
            let at = middle + vec2(0.0, 16.0);
            ui.painter().text(at, egui::Align2::LEFT_CENTER, beneath, font, muted);
        }
        ui.spacing_mut().combo_width = ui.available_width();
        ui.spacing_mut().interact_size.y = CONTROL;
        contents(ui)
    });
    ui.add_space(GAP);
    shown.inner
}

/// Lays widgets out within a rectangle. They keep their names for egui whatever comes and goes before them, as the
/// preview does: a click or a text that is being written is lost else.
pub fn apart<R>(ui: &mut Ui, rect: Rect, name: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().scope_id(ui.scope_id().with(("part", name))).max_rect(rect);
    ui.scope_builder(builder.layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        contents(ui)
    })
    .inner
}

/// A few choices side by side, of which one is taken; the place of the one that was clicked.
pub fn segments(ui: &mut Ui, name: &str, all: &[(&str, bool)]) -> Option<usize> {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), CONTROL), Sense::hover());
    let theme = style::theme(ui);
    let of = |role| style::color(theme, role);
    let long = rect.width() / all.len().max(1) as f32;
    let mut clicked = None;
    for (n, (words, on)) in all.iter().enumerate() {
        let left = pos2(rect.left() + long * n as f32, rect.top());
        let cell = Rect::from_min_size(left, vec2(long, CONTROL));
        let response = ui.interact(cell, ui.scope_id().with((name, n)), Sense::click());
        super::facets::name_it(&response, egui::Role::RadioButton, *on, &format!("{name}: {words}"));
        let ground = match (on, response.hovered()) {
            (true, _) => Some(Role::Chosen),
            (false, true) => Some(Role::App),
            (false, false) => None,
        };
        if let Some(ground) = ground {
            ui.painter().rect_filled(cell.shrink(1.0), 3, of(ground));
        }
        if n > 0 {
            ui.painter().vline(cell.left(), cell.y_range(), Stroke::new(1.0, of(Role::Edge)));
        }
        let (weight, role) =
            if *on { (Weight::Semibold, Role::Accent) } else { (Weight::Regular, Role::Text) };
        let font = style::font(Size::Body, weight);
        ui.painter().text(cell.center(), egui::Align2::CENTER_CENTER, *words, font, of(role));
        if response.has_focus() {
            ui.painter().rect_stroke(cell, 4, Stroke::new(2.0, of(Role::Accent)), StrokeKind::Inside);
        }
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            clicked = Some(n);
        }
    }
    ui.painter().rect_stroke(rect, 4, Stroke::new(1.0, of(Role::Edge)), StrokeKind::Inside);
    clicked
}

/// How large a page becomes: on paper in millimetres, as PNG in pixels, else in points, which are pixels of a screen.
pub fn measures(size: PageSize, format: Format, scale: Option<f32>) -> String {
    let (points, unit) = match (format, size.paper) {
        (Format::Png, _) => (size.points * scale.unwrap_or(size.scale), "px"),
        (_, true) => (size.points / MILLIMETRE, "mm"),
        (_, false) => (size.points, "px"),
    };
    format!("{} × {} {unit}", points.x.round(), points.y.round())
}

/// So many bytes as people say it: "214 kB".
pub fn bytes_in_words(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_what_they_are_measured_in() {
        let words = |size: &str, format, scale| measures(size.parse().unwrap(), format, scale);
        assert_eq!(words("slide", Format::Png, None), "1920 × 1080 px");
        assert_eq!(words("slide", Format::Svg, None), "1280 × 720 px");
        assert_eq!(words("slide", Format::Png, Some(2.0)), "2560 × 1440 px");
        assert_eq!(words("a4", Format::Pdf, None), "297 × 210 mm");
        assert_eq!(words("a4", Format::Png, None), "3508 × 2480 px");
        assert_eq!(bytes_in_words(999), "999 bytes");
        assert_eq!(bytes_in_words(213_400), "214 kB");
        assert_eq!(bytes_in_words(2_340_000), "2.3 MB");
    }
}
