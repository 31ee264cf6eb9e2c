//! The three views and how they share the middle of the window. It must never apply a command.

use super::command::Command;
use super::dialogs::AsSeen;
use super::legend::{self, Legend};
use super::map_tile::MapTile;
use super::matrix_tile::MatrixTile;
use super::shown::Shown;
use super::style;
use super::timeline_tile::TimelineTile;
use crate::plan::Plan;
use crate::scene::{Role, Size, Weight};
use crate::views::matrix::MatrixOptions;
use crate::views::picture::View;
use egui::{Rect, Ui, UiBuilder, pos2, vec2};

/// Space around tiles in points.
pub const GAP: f32 = 8.0;

/// Room for the words at the right end of a heading in points.
const ENLARGE: f32 = 84.0;

/// The three views and how they share the middle.
#[derive(Default)]
pub struct Tiles {
    /// Items along time.
    pub timeline: TimelineTile,
    /// Regions and plants.
    pub map: MapTile,
    /// One facet against another.
    pub matrix: MatrixTile,
    /// The view that was last pointed at: keys without a modifier go there.
    pub active: View,
    /// The keyboard is on a view's picture.
    pub focused: bool,
    /// The view that has the middle for itself.
    pub alone: Option<View>,
    /// What each view explains, in the order of [`View::ALL`].
    pub legends: [Legend; 3],
}

impl Tiles {
    /// The views as they suit a plan that nobody has looked at yet.
    pub fn of(plan: &Plan) -> Self {
        let mut tiles = Self::default();
        tiles.matrix.options = MatrixOptions::of(plan);
        tiles
    }

    /// How the views are arranged now, for a picture of them.
    pub fn as_seen(&self) -> AsSeen {
        AsSeen {
            span: self.timeline.span,
            timeline: self.timeline.options.clone(),
            matrix: self.matrix.options,
            camera: self.map.camera,
            flows: self.map.flows,
        }
    }

    /// Shows all of the plan in a view.
    pub fn fit(&mut self, view: View) {
        match view {
            View::Timeline => self.timeline.fit(),
            View::Map => self.map.fit(),
            View::Matrix => self.matrix.fit(),
        }
    }

    /// Zooms the active view about its middle.
    pub fn zoom(&mut self, shown: &Shown<'_>, inwards: bool) {
        let factor = if inwards { 1.25 } else { 0.8 };
        match self.active {
            View::Timeline => {
                let (from, to) = self.timeline.span(shown);
                let (middle, half) = (f64::midpoint(from, to), (to - from) / 2.0 / factor);
                self.timeline.set_span(shown, middle - half, middle + half);
            }
            View::Map => self.map.zoom(shown, factor as f32),
            View::Matrix => {}
        }
    }

    /// Shows the tiles.
    pub fn ui(&mut self, ui: &mut Ui, shown: &Shown<'_>, commands: &mut Vec<Command>) {
        self.focused = false;
        let all = ui.available_rect_before_wrap();
        if let Some(view) = self.alone {
            self.tile(ui, shown, view, all, commands);
            return;
        }
        let upper = (all.height() * 0.56).round();
        let top = Rect::from_min_size(all.min, vec2(all.width(), upper - GAP / 2.0));
        let middle = (all.left() + all.width() * 0.52).round();
        let lower = all.top() + upper + GAP / 2.0;
        let left = Rect::from_min_max(pos2(all.left(), lower), pos2(middle - GAP / 2.0, all.bottom()));
        let right = Rect::from_min_max(pos2(middle + GAP / 2.0, lower), all.max);
        for (view, rect) in View::ALL.into_iter().zip([top, left, right]) {
            self.tile(ui, shown, view, rect, commands);
        }
    }

    fn tile(&mut self, ui: &mut Ui, shown: &Shown<'_>, view: View, rect: Rect, commands: &mut Vec<Command>) {
        let theme = style::theme(ui);
        let line = egui::Stroke::new(1.0, style::color(theme, Role::Line));
        ui.painter().rect(rect, 4, style::color(theme, Role::Panel), line, egui::StrokeKind::Inside);
        let inner = rect.shrink(1.0);
        if ui.rect_contains_pointer(inner) {
            self.active = view;
        }
        let mut ui = ui.new_child(UiBuilder::new().max_rect(inner).id_salt(view.name()));
        ui.set_clip_rect(inner.intersect(ui.clip_rect()));
        let head = Rect::from_min_size(inner.min, vec2(inner.width(), 32.0));
        let mut bar = ui.new_child(
            UiBuilder::new()
                .max_rect(head.shrink2(vec2(14.0, 0.0)))
                .layout(egui::Layout::left_to_right(egui::Align::Center)),
        );
        bar.label(style::text(&bar, view.name(), Size::Title, Weight::Semibold, Role::Text));
        bar.add_space(4.0);
        match view {
            View::Timeline => self.timeline.heading(&mut bar),
            View::Map => self.map.heading(&mut bar, shown),
            View::Matrix => self.matrix.heading(&mut bar),
        }
        if view == View::Timeline {
            bar.add_space(8.0);
            legend::inline(&mut bar, shown, self.timeline.colours(shown), ENLARGE);
        }
        let mut legend = std::mem::take(&mut self.legends[view as usize]);
        bar.with_layout(egui::Layout::right_to_left(egui::Align::Center), |bar| {
            let words = if self.alone == Some(view) { "all views" } else { "enlarge" };
            let words = style::text(bar, words, Size::Note, Weight::Regular, Role::Muted);
            let button = bar.add(egui::Button::new(words).frame(false));
            super::facets::name_it(
                &button,
                egui::Role::Button,
                false,
                &format!("Enlarge {}", view.name().to_lowercase()),
            );
            if button.clicked() {
                commands.push(Command::Maximise(view));
            }
            legend.opener(bar, shown, view, || self.as_seen());
        });
        self.legends[view as usize] = legend;
        let body = Rect::from_min_max(pos2(inner.left(), head.bottom()), inner.max);
        let mut ui = ui.new_child(UiBuilder::new().max_rect(body).id_salt("body"));
        ui.set_clip_rect(body.intersect(ui.clip_rect()));
        match view {
            View::Timeline => self.timeline.ui(&mut ui, shown, commands),
            View::Map => {
                if self.map.ui(&mut ui, shown, commands) {
                    (self.active, self.focused) = (View::Map, true);
                }
            }
            View::Matrix => self.matrix.ui(&mut ui, shown, commands),
        }
    }
}
