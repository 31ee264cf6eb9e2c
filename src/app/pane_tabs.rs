//! The names at the left of a pane's heading: its view's, and those of the views that can take its place.
//!
//! It must never divide the middle itself: a click is a command.

use super::command::Command;
use super::shown::Shown;
use super::style;
use crate::scene::{Role, Size, Weight};
use crate::session;
use crate::views::ViewKind;
use egui::{Stroke, Ui};

/// Shows the names; `kind` is the view in front. Where it has the middle for itself, any view can.
pub fn show(ui: &mut Ui, shown: &Shown<'_>, kind: ViewKind, commands: &mut Vec<Command>) {
    let panes = &shown.arrangement.panes;
    let alone = panes.enlarged == Some(kind);
    let views = if alone { ViewKind::ALL.to_vec() } else { panes.beside(kind) };
    for view in views.iter().copied() {
        let front = view == kind;
        let (weight, role) =
            if front { (Weight::Semibold, Role::Text) } else { (Weight::Regular, Role::Muted) };
        let words = style::text(ui, view.name(), Size::Title, weight, role);
        if views.len() < 2 {
            ui.label(words);
            continue;
        }
        let tab = ui.add(egui::Button::new(words).frame(false));
        super::facets::name_it(&tab, egui::Role::Tab, front, &format!("{} tab", view.name()));
        if front {
            let line = Stroke::new(2.0, style::color(style::theme(ui), Role::Accent));
            ui.painter().hline(tab.rect.x_range(), ui.max_rect().bottom() - 1.0, line);
        }
        if tab.clicked() && !front {
            let command = match alone {
                true => session::Command::Enlarge(view),
                false => session::Command::SetPanes(panes.clone().with_front(view)),
            };
            commands.push(command.into());
        }
        ui.add_space(4.0);
    }
}
