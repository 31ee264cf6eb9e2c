//! A table's heading while a hand has hold of it: its edge makes the column wider, its middle moves it.
//!
//! It must never arrange anything before the hand lets go.

use super::style;
use crate::scene::Role;
use crate::views::table::{Column, HEADER, Table, TableOptions, Viewport, WIDTHS};
use egui::{CursorIcon, Pos2, Rect, Response, Ui};

/// An edge is taken hold of from so many points beside it.
const NEAR: f32 = 5.0;

/// What a hand holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Hold {
    /// The right edge of a column, with the width that it has now; none for as wide as it needs.
    Edge(Column, Option<f32>),
    /// A column, with the one before which it would come to stand.
    Middle(Column, Option<Column>),
}

impl Hold {
    /// The column whose right edge lies at a point of the scene, and its width.
    pub fn edge_at(table: &Table, view: &Viewport, at: Pos2) -> Option<(Column, f32)> {
        if !(0.0..HEADER).contains(&at.y) {
            return None;
        }
        let (place, _) = table.edges(view).into_iter().find(|(_, edge)| (edge - at.x).abs() <= NEAR)?;
        let (left, right) = table.column_span(view, place);
        Some((table.column(place)?, right - left))
    }

    /// Follows the hand; what it held where it lets go now.
    pub fn follow(
        hold: &mut Option<Self>,
        ui: &Ui,
        response: &Response,
        (table, view, frame): (&Table, &Viewport, Rect),
    ) -> Option<Self> {
        let local = |at: Pos2| at - frame.min.to_vec2();
        let edge = |at: Option<Pos2>| at.and_then(|at| Self::edge_at(table, view, local(at)));
        if edge(response.hover_pos()).is_some() || matches!(hold, Some(Self::Edge(..))) {
            ui.set_cursor_icon(CursorIcon::ResizeColumn);
        }
        if response.double_clicked()
            && let Some((column, _)) = edge(response.interact_pointer_pos())
        {
            return Some(Self::Edge(column, None));
        }
        if response.drag_started() {
            let from = ui.input(|i| i.pointer.press_origin()).map(local);
            *hold = from.and_then(|from| Self::taken(table, view, from));
        }
        let Some(at) = response.interact_pointer_pos().map(local) else {
            return if response.drag_stopped() { hold.take() } else { None };
        };
        match hold {
            Some(Self::Edge(_, width)) => {
                let wide = width.unwrap_or_default() + response.drag_delta().x;
                *width = Some(wide.clamp(*WIDTHS.start(), *WIDTHS.end()));
            }
            Some(Self::Middle(_, before)) => {
                let (to, x) = before_at(table, view, at.x);
                *before = to;
                ui.set_cursor_icon(CursorIcon::Grabbing);
                let stroke = egui::Stroke::new(2.0, style::color(style::theme(ui), Role::Accent));
                ui.painter().vline(frame.left() + x, frame.y_range(), stroke);
            }
            None => {}
        }
        if response.drag_stopped() { hold.take() } else { None }
    }

    fn taken(table: &Table, view: &Viewport, from: Pos2) -> Option<Self> {
        if let Some((column, width)) = Self::edge_at(table, view, from) {
            return Some(Self::Edge(column, Some(width)));
        }
        if !(0.0..HEADER).contains(&from.y) {
            return None;
        }
        let column = table.column(table.place_at(view, from)?)?;
        // Names stay first.
        (column != Column::Name).then(|| Self::Middle(column, before_at(table, view, from.x).0))
    }

    /// Shows a table as it would be.
    pub fn preview(&self, table: &mut Table) {
        if let Self::Edge(column, Some(width)) = self {
            table.widen(*column, *width);
        }
    }

    /// Options as the hand has made them.
    pub fn applied(self, options: TableOptions) -> TableOptions {
        match self {
            Self::Edge(column, width) => options.with_width(column, width),
            Self::Middle(column, before) => options.moved(column, before),
        }
    }
}

/// The column before whose left edge a point comes to lie, and where that edge is: none behind the last.
fn before_at(table: &Table, view: &Viewport, x: f32) -> (Option<Column>, f32) {
    let mut end = table.column_span(view, 0).1;
    for place in 1.. {
        let Some(column) = table.column(place) else { break };
        let (left, right) = table.column_span(view, place);
        if x < f32::midpoint(left, right) {
            return (Some(column), left);
        }
        end = right;
    }
    (None, end)
}
