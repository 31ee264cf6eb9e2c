//! The names at the left of a pane's heading: its view's, which opens the list of all views, and those of the
//! views that share its place.
//!
//! It must never divide the middle itself: a click is a command.

use super::command::{Action, Command, action_of};
use super::docking::Docking;
use super::shown::Shown;
use super::style;
use crate::scene::{Role, Size, Weight};
use crate::session::{self, Dock, Panes};
use crate::views::ViewKind;
use egui::{Sense, Stroke, Ui, vec2};

/// Shows the names; `kind` is the view in front.
pub fn show(
    ui: &mut Ui,
    shown: &Shown<'_>,
    kind: ViewKind,
    docking: &mut Docking,
    commands: &mut Vec<Command>,
) {
    let panes = &shown.arrangement.panes;
    let alone = panes.enlarged == Some(kind);
    let views = if alone { vec![kind] } else { panes.beside(kind) };
    for view in views.iter().copied() {
        if view == kind {
            let from = ui.cursor().left();
            title(ui, panes, kind, docking, commands);
            if views.len() > 1 {
                let line = Stroke::new(2.0, style::color(style::theme(ui), Role::Accent));
                let across = from + 8.0..=ui.cursor().left() - 8.0;
                ui.painter().hline(across, ui.max_rect().bottom() - 1.0, line);
            }
            continue;
        }
        let words = style::text(ui, view.name(), Size::Title, Weight::Regular, Role::Muted);
        let tab = ui.add(egui::Button::new(words).frame(false).sense(Sense::click_and_drag()));
        docking.held(&tab, view);
        super::facets::name_it(&tab, egui::Role::Tab, false, &format!("{} tab", view.name()));
        if tab.clicked() {
            commands.push(session::Command::SetPanes(panes.clone().with_front(view)).into());
        }
    }
}

/// The name of a view, which opens the list of all views: the chosen one is shown in its place.
fn title(bar: &mut Ui, panes: &Panes, kind: ViewKind, docking: &mut Docking, commands: &mut Vec<Command>) {
    let words = style::text(bar, kind.name(), Size::Title, Weight::Semibold, Role::Text);
    let button = egui::Button::new(words).frame(false).sense(Sense::click_and_drag());
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(bar, |ui| {
        ui.set_min_width(160.0);
        for other in ViewKind::ALL.iter().copied() {
            let keys = action_of(&session::Command::Enlarge(other).into()).map(Action::keys_text);
            let button = egui::Button::selectable(other == kind, other.name());
            let button = button.shortcut_text(keys.unwrap_or_default());
            if ui.add(button).clicked() && other != kind {
                commands.push(session::Command::ShowIn(kind, other).into());
            }
        }
        if panes.enlarged.is_none() {
            ui.separator();
            others(ui, panes, kind, commands);
        }
    });
    docking.held(&response, kind);
    let (arrow, _) = bar.allocate_exact_size(vec2(8.0, 6.0), Sense::hover());
    let middle = arrow.center();
    let points = vec![middle + vec2(-3.0, -1.5), middle + vec2(0.0, 2.0), middle + vec2(3.0, -1.5)];
    let color = style::color(style::theme(bar), Role::Muted);
    bar.painter().add(egui::epaint::PathShape::line(points, Stroke::new(1.4, color)));
    let label = format!("{}: show another view here", kind.name());
    super::facets::name_it(&response, egui::Role::Button, false, &label);
}

/// What becomes of a pane: another beside it, or none.
fn others(ui: &mut Ui, panes: &Panes, kind: ViewKind, commands: &mut Vec<Command>) {
    let shown = panes.views();
    let mut set = |panes: Panes| commands.push(session::Command::SetPanes(panes).into());
    let hidden: Vec<ViewKind> = ViewKind::ALL.iter().copied().filter(|view| !shown.contains(view)).collect();
    if !hidden.is_empty() {
        ui.menu_button("Open beside it", |ui| {
            for view in hidden {
                if ui.button(view.name()).clicked() {
                    set(panes.docked(view, kind, Dock::Right));
                }
            }
        });
    }
    if shown.len() > 1 && ui.button("Close this pane").clicked() {
        set(panes.closed(kind));
    }
    ui.label(style::text(ui, "Drag a heading to move its pane", Size::Note, Weight::Regular, Role::Muted));
}
