//! The line under a table: how many rows there are or are chosen, and what can be done with those.
//!
//! It must never copy anything itself: it tells what was asked for.

use super::style;
use crate::scene::{Role, Size, Weight};
use crate::views::table::Copied;
use egui::{Rect, Ui, UiBuilder, vec2};

/// Its height in points.
pub const HEIGHT: f32 = 34.0;

/// What was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// Copy the chosen rows.
    Copy(Copied),
    /// Copy who says so of each.
    Cite,
    /// Choose nothing.
    Clear,
}

/// Shows it: `words` say what there is where nothing is chosen.
pub fn show(ui: &mut Ui, place: Rect, chosen: usize, words: &str) -> Option<Asked> {
    let theme = style::theme(ui);
    let line = egui::Stroke::new(1.0, style::color(theme, Role::Line));
    ui.painter().hline(place.x_range(), place.top(), line);
    let inner = place.shrink2(vec2(12.0, 4.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut bar = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("table foot").layout(layout));
    bar.set_clip_rect(place.intersect(ui.clip_rect()));
    if chosen == 0 {
        bar.label(style::text(&bar, words, Size::Note, Weight::Regular, Role::Muted));
        return None;
    }
    let rows = if chosen == 1 { "1 row chosen".to_owned() } else { format!("{chosen} rows chosen") };
    bar.label(style::text(&bar, rows, Size::Note, Weight::Semibold, Role::Text));
    let mut asked = None;
    if bar.button("Copy").on_hover_text("The rows, their cells parted by tabs (Ctrl+C)").clicked() {
        asked = Some(Asked::Copy(Copied::Tabs));
    }
    bar.menu_button("Copy as…", |ui| {
        for (words, what) in [
            ("Tab-separated", Asked::Copy(Copied::Tabs)),
            ("Tab-separated, with headings", Asked::Copy(Copied::TabsWithHeadings)),
            ("CSV, with headings", Asked::Copy(Copied::Commas)),
            ("Citation", Asked::Cite),
        ] {
            if ui.button(words).clicked() {
                asked = Some(what);
            }
        }
    });
    if bar.button("Choose nothing").on_hover_text("Esc").clicked() {
        asked = Some(Asked::Clear);
    }
    asked
}
