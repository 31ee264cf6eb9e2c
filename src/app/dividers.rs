//! The gaps between panes: a drag shares the room out anew, a double click evenly.
//!
//! It must never draw a view, nor change the tree but in its shares.

use super::command::Command;
use super::middle::GAP;
use super::style;
use crate::scene::Role;
use crate::session::{self, Along, Pane, Panes, Share};
use egui::{CursorIcon, Rect, Sense, Stroke, Ui, vec2};

/// No pane is dragged smaller than this, in points.
const LEAST: f32 = 80.0;

/// Where each part of a split stands in a rectangle.
pub fn parts(along: Along, parts: &[Share], all: Rect) -> Vec<Rect> {
    let gaps = GAP * parts.len().saturating_sub(1) as f32;
    let size = if along == Along::Row { all.width() } else { all.height() };
    let room = (size - gaps).max(0.0);
    let mut start = 0.0;
    let mut found = Vec::with_capacity(parts.len());
    for part in parts {
        let long = (room * part.share).round();
        let rect = match along {
            Along::Row => Rect::from_min_size(all.min + vec2(start, 0.0), vec2(long, all.height())),
            Along::Column => Rect::from_min_size(all.min + vec2(0.0, start), vec2(all.width(), long)),
        };
        found.push(rect.intersect(all));
        start += long + GAP;
    }
    found
}

/// Shows the gaps of a tree in a rectangle, and tells where they were dragged to.
pub fn ui(ui: &mut Ui, panes: &Panes, all: Rect, commands: &mut Vec<Command>) {
    if panes.enlarged.is_some() {
        return;
    }
    let mut tree = panes.tree.clone();
    if split(ui, &mut tree, all, &mut Vec::new()) {
        commands.push(session::Command::SetPanes(Panes { tree, enlarged: None }).into());
    }
}

/// The gaps of a part of the tree, by the way that leads there; whether one was moved.
fn split(ui: &mut Ui, pane: &mut Pane, all: Rect, way: &mut Vec<usize>) -> bool {
    match pane {
        Pane::View(_) => false,
        Pane::Tabs { front, panes } => match panes.get_mut(*front) {
            Some(pane) => split(ui, pane, all, way),
            None => false,
        },
        Pane::Split { along, parts: shares } => {
            let rects = parts(*along, shares, all);
            let mut moved = false;
            for n in 1..shares.len() {
                way.push(n);
                moved |= gap(ui, *along, shares, &rects, n, way);
                way.pop();
            }
            for (n, (share, rect)) in shares.iter_mut().zip(rects).enumerate() {
                way.push(n);
                moved |= split(ui, &mut share.pane, rect, way);
                way.pop();
            }
            moved
        }
    }
}

/// The gap before a part; whether it was moved.
fn gap(ui: &mut Ui, along: Along, shares: &mut [Share], rects: &[Rect], n: usize, way: &[usize]) -> bool {
    let (Some(before), Some(after)) = (rects.get(n - 1), rects.get(n)) else { return false };
    let row = along == Along::Row;
    let rect = match along {
        Along::Row => Rect::from_x_y_ranges(before.right()..=after.left(), before.y_range()),
        Along::Column => Rect::from_x_y_ranges(before.x_range(), before.bottom()..=after.top()),
    };
    let response = ui.interact(rect, ui.scope_id().with(("gap", way)), Sense::click_and_drag());
    super::facets::name_it(&response, egui::Role::Splitter, false, "Divide the views otherwise");
    if response.hovered() || response.dragged() {
        let line = Stroke::new(2.0, style::color(style::theme(ui), Role::Accent));
        match along {
            Along::Row => ui.painter().vline(rect.center().x, rect.y_range(), line),
            Along::Column => ui.painter().hline(rect.x_range(), rect.center().y, line),
        };
    }
    let response =
        response.on_hover_cursor(if row { CursorIcon::ResizeHorizontal } else { CursorIcon::ResizeVertical });
    let size = |rect: &Rect| if row { rect.width() } else { rect.height() };
    let whole = size(before) + size(after);
    let sum = shares[n - 1].share + shares[n].share;
    let first = if response.double_clicked() {
        0.5
    } else {
        let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) else { return false };
        let start = if row { at.x - before.left() } else { at.y - before.top() };
        let long = (start - GAP / 2.0).round();
        if whole <= 2.0 * LEAST || (long - size(before)).abs() < 1.0 {
            return false;
        }
        long.clamp(LEAST, whole - LEAST) / whole
    };
    (shares[n - 1].share, shares[n].share) = (sum * first, sum * (1.0 - first));
    true
}
