//! A pane taken up by its heading and put down elsewhere: where it would go is shown while it is carried.
//!
//! It must never divide the middle itself: what is put down is a command.

use super::command::Command;
use super::style;
use crate::scene::{Ink, Role, Size, Weight};
use crate::session::{self, Dock, Panes};
use crate::views::ViewKind;
use egui::{CursorIcon, Id, LayerId, Order, Pos2, Rect, Response, Stroke, StrokeKind, Ui, vec2};

/// Nearer to a side than this part of a pane is beside it, farther in is its place.
const SIDE: f32 = 0.28;

/// What is being carried.
#[derive(Default)]
pub struct Docking {
    carried: Option<ViewKind>,
}

impl Docking {
    /// A hand on the heading, or the name, of a view.
    pub fn held(&mut self, response: &Response, kind: ViewKind) {
        if response.drag_started_by(egui::PointerButton::Primary) {
            self.carried = Some(kind);
        }
    }

    /// Lets go of what is carried; false where nothing is.
    pub fn drop(&mut self) -> bool {
        self.carried.take().is_some()
    }

    /// Shows where the carried view would go, and puts it there.
    pub fn ui(&mut self, ui: &Ui, panes: &Panes, places: &[(ViewKind, Rect)], commands: &mut Vec<Command>) {
        let Some(kind) = self.carried else { return };
        let (at, down) = ui.input(|input| (input.pointer.latest_pos(), input.pointer.primary_down()));
        let target = at.and_then(|at| target(places, at));
        let becomes = target.map(|(onto, dock, _)| panes.docked(kind, onto, dock));
        let becomes = becomes.filter(|becomes| becomes != panes);
        if !down {
            self.carried = None;
            commands.extend(becomes.map(|panes| session::Command::SetPanes(panes).into()));
            return;
        }
        ui.set_cursor_icon(CursorIcon::Grabbing);
        if let (Some(at), Some((onto, dock, rect)), Some(_)) = (at, target, becomes) {
            preview(ui, kind, onto, dock, rect, at);
        }
    }
}

/// The pane at a place, where in it that is, and the part of it that would be taken.
fn target(places: &[(ViewKind, Rect)], at: Pos2) -> Option<(ViewKind, Dock, Rect)> {
    let (onto, rect) = places.iter().find(|(_, rect)| rect.contains(at))?;
    let from = (at - rect.min) / rect.size();
    let sides = [
        (from.x, Dock::Left),
        (1.0 - from.x, Dock::Right),
        (from.y, Dock::Above),
        (1.0 - from.y, Dock::Below),
    ];
    let (near, side) = sides.into_iter().min_by(|a, b| a.0.total_cmp(&b.0))?;
    let dock = if near < SIDE { side } else { Dock::InFront };
    let (half, size) = (rect.size() / 2.0, rect.size());
    let part = match dock {
        Dock::InFront => *rect,
        Dock::Left => Rect::from_min_size(rect.min, vec2(half.x, size.y)),
        Dock::Right => Rect::from_min_size(rect.min + vec2(half.x, 0.0), vec2(half.x, size.y)),
        Dock::Above => Rect::from_min_size(rect.min, vec2(size.x, half.y)),
        Dock::Below => Rect::from_min_size(rect.min + vec2(0.0, half.y), vec2(size.x, half.y)),
    };
    Some((*onto, dock, part))
}

fn preview(ui: &Ui, kind: ViewKind, onto: ViewKind, dock: Dock, rect: Rect, at: Pos2) {
    let theme = style::theme(ui);
    let painter = ui.ctx().layer_painter(LayerId::new(Order::Tooltip, Id::unique("docking")));
    let (fill, line) = (style::color(theme, Ink::thin(Role::Accent, 40)), style::color(theme, Role::Accent));
    painter.rect(rect.shrink(2.0), 4.0, fill, Stroke::new(2.0, line), StrokeKind::Inside);
    let words = match dock {
        Dock::InFront if onto == kind => return,
        Dock::InFront => format!("{} with {}", kind.name(), onto.name().to_lowercase()),
        dock => {
            let side = match dock {
                Dock::Left => "to the left",
                Dock::Right => "to the right",
                Dock::Above => "above",
                _ => "below",
            };
            format!("{} {side}", kind.name())
        }
    };
    let font = style::font(Size::Body, Weight::Semibold);
    let galley = painter.layout_no_wrap(words, font, style::color(theme, Role::Text));
    let ground = Rect::from_min_size(at + vec2(14.0, 14.0), galley.size() + vec2(16.0, 8.0));
    painter.rect(ground, 4.0, style::color(theme, Role::Panel), Stroke::new(1.0, line), StrokeKind::Inside);
    painter.galley(ground.min + vec2(8.0, 4.0), galley, style::color(theme, Role::Text));
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::pos2;

    #[test]
    fn each_side_of_a_pane_and_its_middle_is_a_place_of_its_own() {
        let rect = Rect::from_min_size(pos2(100.0, 50.0), vec2(400.0, 200.0));
        let places = [(ViewKind::Map, rect)];
        let at = |x: f32, y: f32| target(&places, rect.min + rect.size() * vec2(x, y)).map(|t| t.1);
        assert_eq!(at(0.1, 0.5), Some(Dock::Left));
        assert_eq!(at(0.9, 0.5), Some(Dock::Right));
        assert_eq!(at(0.5, 0.1), Some(Dock::Above));
        assert_eq!(at(0.5, 0.9), Some(Dock::Below));
        assert_eq!(at(0.5, 0.5), Some(Dock::InFront));
        assert_eq!(at(1.1, 0.5), None);
    }
}
