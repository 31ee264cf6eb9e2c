//! Pieces that the parts of the import dialog are made of: rectangles, named menus, counts.
//!
//! It must never know a sheet.

use super::style;
use crate::scene::{Role, Size, Weight};
use egui::{Align, Layout, Rect, Ui, UiBuilder};

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
    let menu = egui::ComboBox::from_id_salt(name).selected_text(now);
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
