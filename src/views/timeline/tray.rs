//! The undated tray: items without a date, in even columns beneath the groups.
//!
//! It must never give an item a place on the axis.

use super::bars::LANE;
use super::rows::called;
use crate::plan::{Plan, Thing};
use crate::scene::{Ink, Layer, Metrics, Paint, Role, Shape, Size, StandsFor, Stroke, Weight, ellipsis};
use crate::views::palette::Palette;
use emath::{Rect, pos2, vec2};

/// The narrowest column in points.
const COLUMN: f32 = 176.0;
/// More columns than any screen or page has room for.
const MOST_COLUMNS: usize = 1000;
/// Rows that are shown until the tray is opened.
const FEW_ROWS: usize = 4;

/// Undated items that match, in the plan's order.
#[derive(Debug, Clone, Default)]
pub struct Tray {
    items: Vec<u32>,
    open: bool,
}

impl Tray {
    /// A tray of these items; an open one shows all of them, another one the first rows and how many more.
    pub fn new(items: Vec<u32>, open: bool) -> Self {
        Self { items, open }
    }

    /// How many items lie in it.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether all of it is shown, rather than the first rows.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Its height for a width, in points.
    pub fn height(&self, width: f32) -> f32 {
        if self.items.is_empty() {
            return 0.0;
        }
        (self.rows(width) as f32 * LANE + 10.0).max(super::SHORTEST_GROUP)
    }

    /// Its items that are named where it is `width` points wide, each with its row.
    pub(super) fn named(&self, width: f32) -> impl Iterator<Item = (usize, u32)> + '_ {
        let columns = columns(width);
        self.items.iter().take(self.shown(width)).enumerate().map(move |(n, item)| (n / columns, *item))
    }

    /// How many rows it has where it is `width` points wide.
    pub(super) fn rows(&self, width: f32) -> usize {
        let all = self.items.len().div_ceil(columns(width));
        if self.open { all } else { all.min(FEW_ROWS) }
    }

    /// How many items are named for a width; the others are counted.
    fn shown(&self, width: f32) -> usize {
        let places = self.rows(width) * columns(width);
        if places < self.items.len() { places.saturating_sub(1) } else { self.items.len() }
    }

    /// Draws the part that touches the layer, the tray's upper left corner at `at`.
    pub(super) fn draw(&self, layer: &mut Layer, tray: &TrayLook<'_>, at: emath::Pos2, width: f32) {
        let columns = columns(width);
        let cell = vec2(width / columns as f32, LANE);
        let shown = self.shown(width);
        let row = |y: f32| (((y - at.y) / LANE).max(0.0) as usize).min(self.items.len());
        let (first, last) = (row(layer.clip.top()), row(layer.clip.bottom()) + 1);
        for n in first * columns..(last * columns).min(shown) {
            let corner = at + vec2((n % columns) as f32 * cell.x, (n / columns) as f32 * LANE + 4.0);
            tray.chip(layer, self.items[n], Rect::from_min_size(corner, vec2(cell.x - 8.0, LANE - 4.0)));
        }
        if shown < self.items.len() {
            let corner = at + vec2((shown % columns) as f32 * cell.x, (shown / columns) as f32 * LANE + 4.0);
            let words = format!("{} more, click to show", self.items.len() - shown);
            let baseline = corner + vec2(6.0, (LANE - 4.0) / 2.0 + Size::Note.middle());
            let text = tray.metrics.text(baseline, &words, Size::Note, Weight::Regular, Role::Accent);
            layer.add_for(StandsFor::Group(super::TRAY_GROUP), text);
        }
    }
}

fn columns(width: f32) -> usize {
    ((width / COLUMN).floor() as usize).clamp(1, MOST_COLUMNS)
}

/// What the tray is drawn with.
pub(super) struct TrayLook<'a> {
    pub plan: &'a Plan,
    pub metrics: &'a Metrics,
    pub palette: &'a Palette,
    pub selection: Option<Thing>,
}

impl TrayLook<'_> {
    fn chip(&self, layer: &mut Layer, item: u32, rect: Rect) {
        let thing = self.plan.items().thing(item as usize);
        let record = self.plan.record(thing);
        let stands_for = StandsFor::Thing(thing);
        let category = self.palette.of_item(self.plan, item as usize);
        let selected = self.selection == Some(thing);
        let related = self.selection.is_some_and(|s| record.links.iter().any(|(_, to)| *to == s));
        let ground: Ink = if selected { Role::Chosen.into() } else { Ink::thin(Role::App, 255) };
        let stroke = match (selected, related) {
            (true, _) => Some(Stroke::new(Role::Accent, 1.5)),
            (false, true) => Some(Stroke::new(Role::Accent, 1.0)),
            _ => None,
        };
        layer
            .add_for(stands_for, Shape::Rect { rect, radius: 3.0, fill: Some(Paint::Solid(ground)), stroke });
        let key = Rect::from_min_size(rect.min + vec2(0.0, 3.0), vec2(3.0, rect.height() - 6.0));
        layer.add(Shape::filled(key, Role::Category(category)));
        let disputed = self.plan.is_contradicted(record);
        let room = rect.width() - 12.0 - if disputed { 12.0 } else { 0.0 };
        let name = called(self.plan, thing);
        let name = name.as_ref();
        if let Some(text) = ellipsis(self.metrics, name, Size::Note, Weight::Regular, room) {
            let at = pos2(rect.left() + 8.0, rect.center().y + Size::Note.middle());
            layer.add_for(stands_for, self.metrics.text(at, &text, Size::Note, Weight::Regular, Role::Text));
        }
        if disputed {
            let corner = rect.right_top();
            let points = vec![corner + vec2(-7.0, 0.0), corner, corner + vec2(0.0, 7.0)];
            let fill = Some(Paint::Solid(Role::Disagreement.into()));
            layer.add_for(stands_for, Shape::Polygon { points, fill, stroke: None });
        }
    }
}
