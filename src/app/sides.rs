//! The panels at the sides: how wide they are, and whether they are folded, by hand or for want of room.
//!
//! It must never show what is in them.

use super::command::{Command, Panel, tip_of};
use super::icon::{self, Icon};
use crate::session::Side;
use egui::{Ui, vec2};

/// Narrower windows fold the inspector by themselves, in points.
const INSPECTOR: f32 = 1280.0;
/// Narrower ones the facets, too.
const FACETS: f32 = 1100.0;
/// Width of what is left of a folded panel in points.
pub const FOLDED: f32 = 28.0;

/// Both panels.
pub struct Sides {
    /// The facets.
    pub left: State,
    /// The inspector.
    pub right: State,
}

/// One of them.
pub struct State {
    /// As a person drew it.
    width: Option<f32>,
    /// As it was in the last frame.
    last: f32,
    /// As a person folded or opened it; where neither, it follows the room.
    by_hand: Option<bool>,
    /// Narrower windows fold it.
    least: f32,
}

impl Sides {
    /// As they were left.
    pub fn new(left: Side, right: Side) -> Self {
        let state = |side: Side, least| State {
            width: side.width,
            last: 0.0,
            by_hand: side.folded.then_some(true),
            least,
        };
        Self { left: state(left, FACETS), right: state(right, INSPECTOR) }
    }

    /// One of them.
    pub fn of(&mut self, panel: Panel) -> &mut State {
        match panel {
            Panel::Facets => &mut self.left,
            Panel::Inspector => &mut self.right,
        }
    }
}

impl State {
    /// Whether it is folded in a window of a width.
    pub fn is_folded(&self, window: f32) -> bool {
        self.by_hand.unwrap_or(window < self.least)
    }

    /// Folds it, or shows it again.
    pub fn flip(&mut self, window: f32) {
        let folded = !self.is_folded(window);
        // What the room would do by itself is left to it again.
        self.by_hand = (folded != (window < self.least)).then_some(folded);
    }

    /// Its width in points.
    pub fn width(&self, usual: f32) -> f32 {
        self.width.unwrap_or(usual)
    }

    /// It is so wide now; `by_hand` says that the pointer holds something.
    pub fn drawn(&mut self, width: f32, by_hand: bool) {
        let last = std::mem::replace(&mut self.last, width);
        if by_hand && last > 0.0 && (last - width).abs() > 0.5 {
            self.width = Some(width.round());
        }
    }

    /// As it is remembered.
    pub fn setting(&self) -> Side {
        Side { width: self.width, folded: self.by_hand == Some(true) }
    }
}

/// What is left of a folded panel: a sign that shows it again.
pub fn folded(ui: &mut Ui, panel: Panel, commands: &mut Vec<Command>) {
    ui.vertical_centered(|ui| {
        ui.add_space(8.0);
        let (icon, label) = match panel {
            Panel::Facets => (Icon::PanelLeft, "Show the filter panel"),
            Panel::Inspector => (Icon::PanelRight, "Show the inspector"),
        };
        let keys = tip_of(&Command::Fold(panel))
            .rsplit_once('(')
            .map_or_else(String::new, |(_, keys)| format!(" ({keys}"));
        if icon::button(ui, icon, label, &format!("{label}{keys}"), vec2(24.0, 24.0)).clicked() {
            commands.push(Command::Fold(panel));
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_folds_where_the_window_is_narrow_and_as_the_person_wants() {
        let mut sides = Sides::new(Side::default(), Side::default());
        assert!(!sides.left.is_folded(1280.0) && !sides.right.is_folded(1280.0));
        assert!(!sides.left.is_folded(1200.0) && sides.right.is_folded(1200.0));
        assert!(sides.left.is_folded(1000.0));
        sides.left.flip(1000.0);
        assert!(!sides.left.is_folded(1000.0) && !sides.left.is_folded(2000.0));
        sides.left.flip(1000.0);
        assert!(sides.left.is_folded(1000.0) && !sides.left.is_folded(2000.0));
        sides.right.flip(2000.0);
        assert!(sides.right.is_folded(2000.0) && sides.right.setting().folded);
    }
}
