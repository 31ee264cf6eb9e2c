//! The column of group headings: names, counts, and the signs that open and close.
//!
//! It must never let a heading leave the view while its group is in it.

use super::groups::SEVERAL_VALUES;
use super::{
    CLOSED, Content, GUTTER, RowLayout, SHORTEST_GROUP, TRAY_GROUP, Timeline, Viewport, rows, tray_width,
};
use crate::plan::{Change, Facet};
use crate::scene::{Ink, Layer, Role, Shape, Size, StandsFor, Stroke, Weight, ellipsis, middle_cut, wrap};
use crate::views::{Look, SWATCH, change};
use emath::{Rect, pos2, vec2};

impl Timeline {
    /// Names of groups; a group that reaches above the view keeps its name in sight.
    pub(super) fn headings(&self, look: &Look<'_>, view: &Viewport, layout: &RowLayout, layer: &mut Layer) {
        let live = self.live;
        let zoom = self.zoom_of_rows(view.from, view.to);
        for n in self.visible(layout, view) {
            let group = &self.groups[n];
            let count = match (group.dated, &group.content) {
                (dated, Content::Named(named)) if named.hidden() > 0 => {
                    format!("{} of {dated} shown", dated - named.hidden())
                }
                (n, Content::Closed) if live => format!("{n} dated"),
                (1, _) => "1 dated item".to_owned(),
                (n, _) => format!("{n} dated items"),
            };
            let words = Heading {
                name: &group.name,
                count: &count,
                value: self
                    .choices
                    .group
                    .filter(|_| group.value != SEVERAL_VALUES)
                    .map(|facet| StandsFor::Value(facet, group.value)),
                group: n as u32,
                closed: matches!(group.content, Content::Closed),
                rows: if live { rows_sign(&group.content, zoom) } else { None },
                live,
            };
            heading(layer, look, self.y(layout, n, view), layout.height(n), &words);
        }
        if self.live && !self.tray.is_empty() {
            let count = match self.tray.len() {
                1 => "1 item without a date".to_owned(),
                n => format!("{n} without a date"),
            };
            let words = Heading {
                name: "Undated",
                count: &count,
                value: None,
                group: TRAY_GROUP,
                closed: false,
                rows: None,
                live,
            };
            let height = f64::from(self.tray.height(tray_width(view.size.x)));
            heading(layer, look, self.y(layout, self.groups.len(), view), height, &words);
        }
    }
}

/// What a click on a crowd's sign does, where it would change anything.
fn rows_sign(content: &Content, zoom: f64) -> Option<&'static str> {
    match content {
        Content::Crowd(crowd) if crowd.every_row() => Some("show counts"),
        Content::Crowd(crowd) if crowd.share_of_rows(zoom) < 1.0 => Some("show every row"),
        _ => None,
    }
}

/// From line to line of a heading in points.
const LINE: f32 = 15.0;

/// What stands beside a group.
struct Heading<'a> {
    name: &'a str,
    count: &'a str,
    value: Option<StandsFor>,
    group: u32,
    closed: bool,
    rows: Option<&'a str>,
    live: bool,
}

fn heading(layer: &mut Layer, look: &Look<'_>, top: f64, height: f64, words: &Heading<'_>) {
    let clip = layer.clip;
    if top > f64::from(clip.top()) {
        let y = top as f32 + 0.5;
        layer.add(Shape::line(pos2(0.0, y), pos2(clip.right(), y), Stroke::new(Role::Line, 1.0)));
    }
    let needs = match words {
        Heading { closed: true, .. } => CLOSED,
        Heading { live: false, .. } => least(look, words.name),
        Heading { rows: Some(_), .. } => SHORTEST_GROUP + LINE,
        _ => SHORTEST_GROUP,
    };
    let y = top.max(f64::from(clip.top())).min(top + height - f64::from(needs)) as f32;
    let area = Rect::from_min_size(pos2(0.0, y), vec2(GUTTER - 4.0, needs - 2.0));
    layer.add_for(StandsFor::Group(words.group), Shape::filled(area, Ink::thin(Role::Panel, 0)));
    let room = if words.live { GUTTER - 34.0 } else { GUTTER - 10.0 };
    // A closed group has one line: its count stands behind its name.
    let beside = if words.closed && words.live {
        look.metrics.width(words.count, Size::Note, Weight::Regular) + 8.0
    } else {
        0.0
    };
    let beside = if beside > room * 0.6 { 0.0 } else { beside };
    let fit = |text: &str, size, weight| ellipsis(look.metrics, text, size, weight, room).unwrap_or_default();
    let lines = match words.live {
        true => {
            let name = rows::first_line(words.name);
            vec![middle_cut(look.metrics, name, Size::Body, Weight::Semibold, room - beside)]
        }
        false => name_lines(look, words.name),
    };
    let at = pos2(if words.live { 26.0 } else { 2.0 }, y + 17.0);
    let stands_for = words.value.unwrap_or(StandsFor::Group(words.group));
    // A page may end so soon after a group begins that its heading has no room: no line of it is cut through.
    let has_room = |baseline: f32| {
        let (top, bottom) = (baseline - Size::Body.points(), baseline + Size::Body.descent());
        words.live || (top >= clip.top() && bottom <= clip.bottom())
    };
    for (n, line) in lines.iter().enumerate() {
        let at = at + vec2(0.0, n as f32 * LINE);
        if !has_room(at.y) {
            continue;
        }
        layer.add_for(stands_for, look.metrics.text(at, line, Size::Body, Weight::Semibold, Role::Text));
    }
    if let Some(mut sign) = sign_of(look, words.value).filter(|_| has_room(at.y)) {
        sign.translate(pos2(GUTTER - SWATCH.x - 8.0, at.y - Size::Body.middle() - SWATCH.y / 2.0).to_vec2());
        layer.add_for(stands_for, sign);
    }
    let at = at + vec2(0.0, (lines.len() - 1) as f32 * LINE);
    if !words.closed && has_room(at.y + LINE) {
        let count = fit(words.count, Size::Note, Weight::Regular);
        layer.add(look.metrics.text(at + vec2(0.0, LINE), &count, Size::Note, Weight::Regular, Role::Muted));
    }
    if beside > 0.0 {
        let right = at.x + room - beside + 8.0;
        let at = pos2(right, at.y);
        layer.add(look.metrics.text(at, words.count, Size::Note, Weight::Regular, Role::Muted));
    }
    if let Some(rows) = words.rows {
        let at = at + vec2(0.0, 2.0 * LINE);
        let text = look.metrics.text(at, rows, Size::Note, Weight::Regular, Role::Accent);
        layer.add_for(StandsFor::Rows(words.group), text);
    }
    if words.live {
        layer.add(Shape::Line {
            points: chevron(pos2(16.0, y + 12.5), words.closed),
            stroke: Stroke::new(Role::Muted, 1.25),
        });
    }
}

/// The sign of what changed, where that is what groups are of.
fn sign_of(look: &Look<'_>, value: Option<StandsFor>) -> Option<Shape> {
    let Some(StandsFor::Value(Facet::Change, value)) = value else { return None };
    let key = &look.plan.items().column(Facet::Change).values().get(value as usize)?.key;
    Change::from_word(key).map(change::sign)
}

/// A group's name in the lines that a picture gives it, three at most; a longer one loses its middle, since names
/// often differ only at the end.
fn name_lines(look: &Look<'_>, name: &str) -> Vec<String> {
    let (size, weight, room) = (Size::Body, Weight::Semibold, GUTTER - 10.0);
    let name = super::named::one_line(name);
    let lines = wrap(look.metrics, &name, size, weight, room);
    match lines.len() {
        0 => vec![String::new()],
        1..=MOST_LINES => lines,
        n => {
            let mut kept: Vec<String> = lines[..MOST_LINES - 1].to_vec();
            let rest = lines[MOST_LINES - 1..n].join(" ");
            kept.push(middle_cut(look.metrics, &rest, size, weight, room));
            kept
        }
    }
}

/// The most lines of a group's name.
const MOST_LINES: usize = 3;

/// The height that the heading of a group needs in a picture, in points.
pub(super) fn least(look: &Look<'_>, name: &str) -> f32 {
    SHORTEST_GROUP + (name_lines(look, name).len() - 1) as f32 * LINE
}

/// A small angle: to the right where a group is closed, else down.
pub(in crate::views) fn chevron(at: emath::Pos2, closed: bool) -> Vec<emath::Pos2> {
    if closed {
        vec![at + vec2(-1.5, -3.5), at + vec2(2.0, 0.0), at + vec2(-1.5, 3.5)]
    } else {
        vec![at + vec2(-3.5, -1.5), at + vec2(0.0, 2.0), at + vec2(3.5, -1.5)]
    }
}
