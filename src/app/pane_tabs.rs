//! The names at the left of a pane's heading: its view's, which opens the list of all views, and those of the
//! views that share its place.
//!
//! It must never divide the middle itself: a click is a command.

use super::command::{Action, Command, action_of};
use super::shown::Shown;
use super::style;
use crate::scene::{Role, Size, Weight};
use crate::session;
use crate::views::ViewKind;
use egui::{Stroke, Ui, vec2};

/// Shows the names; `kind` is the view in front.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, kind: ViewKind, commands: &mut Vec<Command>) {
    let panes = &shown.arrangement.panes;
    let alone = panes.enlarged == Some(kind);
    let views = if alone { vec![kind] } else { panes.beside(kind) };
    for view in views.iter().copied() {
        if view == kind {
            let from = ui.cursor().left();
            title(ui, kind, commands);
            if views.len() > 1 {
                let line = Stroke::new(2.0, style::color(style::theme(ui), Role::Accent));
                let across = from + 8.0..=ui.cursor().left() - 8.0;
                ui.painter().hline(across, ui.max_rect().bottom() - 1.0, line);
            }
            continue;
        }
        let words = style::text(ui, view.name(), Size::Title, Weight::Regular, Role::Muted);
        let tab = ui.add(egui::Button::new(words).frame(false));
        super::facets::name_it(&tab, egui::Role::Tab, false, &format!("{} tab", view.name()));
        if tab.clicked() {
            commands.push(session::Command::SetPanes(panes.clone().with_front(view)).into());
        }
    }
}

/// The name of a view, which opens the list of all views: the chosen one is shown in its place.
fn title(bar: &mut Ui, kind: ViewKind, commands: &mut Vec<Command>) {
    let words = style::text(bar, kind.name(), Size::Title, Weight::Semibold, Role::Text);
    let button = egui::Button::new(words).frame(false);
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
    });
    let (arrow, _) = bar.allocate_exact_size(vec2(8.0, 6.0), egui::Sense::hover());
    let middle = arrow.center();
    let points = vec![middle + vec2(-3.0, -1.5), middle + vec2(0.0, 2.0), middle + vec2(3.0, -1.5)];
    let color = style::color(style::theme(bar), Role::Muted);
    bar.painter().add(egui::epaint::PathShape::line(points, Stroke::new(1.4, color)));
    let label = format!("{}: show another view here", kind.name());
    super::facets::name_it(&response, egui::Role::Button, false, &label);
}
