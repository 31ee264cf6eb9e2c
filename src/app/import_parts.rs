//! Pieces that the parts of the import dialog are made of: rectangles, named menus, counts.
//!
//! It must never know a sheet.

use super::icon::{self, Icon};
use super::style;
use crate::scene::{Role, Size, Weight};
use egui::{Align, Layout, Rect, Ui, UiBuilder, Vec2};
use std::ops::Range;

/// The height up to which a menu grows before it scrolls, in points.
const MENU: f32 = 600.0;

/// So many of something.
pub fn several(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Lays widgets out within a rectangle.
pub fn within<R>(ui: &mut Ui, rect: Rect, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        contents(ui)
    })
    .inner
}

/// Lays rows of one height out within a rectangle, each below the one before; only those in sight.
pub fn list(
    ui: &mut Ui,
    rect: Rect,
    name: &str,
    row: f32,
    count: usize,
    rows: impl FnOnce(&mut Ui, Range<usize>),
) {
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        egui::ScrollArea::vertical().id_salt(name).auto_shrink(false).show_rows(ui, row, count, rows);
    });
}

/// A control under its name, and how its value came about.
pub fn labelled(ui: &mut Ui, name: &str, how: &str, contents: impl FnOnce(&mut Ui)) {
    ui.vertical(|ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label(style::text(ui, name, Size::Note, Weight::Semibold, Role::Text));
            ui.label(style::text(ui, how, Size::Note, Weight::Regular, Role::Muted));
        });
        contents(ui);
    });
}

/// A menu of values, found by its name.
pub fn choice<T>(
    ui: &mut Ui,
    name: &str,
    now: &str,
    all: impl Iterator<Item = (T, String)>,
    mut take: impl FnMut(T),
) {
    // All meanings in sight at once: nobody looks for what a list hides below its edge.
    let menu =
        egui::ComboBox::from_id_salt(name).selected_text(now).height(MENU).icon(|ui, rect, visuals, _| {
            icon::draw(ui.painter(), rect.center(), Icon::Chevron, visuals.text_color());
        });
    let shown = menu.show_ui(ui, |ui| {
        for (value, label) in all {
            if ui.selectable_label(label == now, label).clicked() {
                take(value);
            }
        }
    });
    let (name, now) = (name.to_owned(), now.to_owned());
    shown
        .response
        .widget_info(move || egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("{name}: {now}")));
}
