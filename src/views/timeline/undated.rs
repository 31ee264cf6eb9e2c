//! What has no date, in a picture: a band of names beneath the rows, as wide as the page, apart from the axis.
//!
//! It must never stand under a date, nor cut a name.

use super::named::{ROW, called};
use super::{PAD, bars};
use crate::plan::{Became, Plan};
use crate::scene::{Layer, Paint, Role, Shape, Size, StandsFor, Stroke, Weight, wrap};
use crate::views::count::kinds;
use crate::views::palette::Palette;
use crate::views::{Look, cites};
use emath::{Rect, pos2, vec2};

/// Between the last row of the axis and the band.
const APART: f32 = 14.0;
/// Height of the band's heading.
const HEAD: f32 = 22.0;
/// Room at the ends of the band.
const INSET: f32 = 8.0;
/// From the end of a name to the next sign.
const BETWEEN: f32 = 18.0;
/// Width of a sign with the room behind it.
const SIGN: f32 = 14.0;

/// A name, or a line of one that is longer than the page is wide.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    item: u32,
    x: f32,
    text: String,
    /// With the sign of its colour: where its name begins.
    begins: bool,
}

/// The undated items of a picture.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Undated {
    items: Vec<u32>,
    rows: Vec<Vec<Entry>>,
    /// The items are counted rather than named.
    counted: Vec<String>,
    words: String,
}

impl Undated {
    /// Of these items, in the plan's order; where it is compared, the weightiest change first.
    pub fn new(mut items: Vec<u32>, plan: &Plan) -> Self {
        let thing = |item: &u32| plan.items().thing(*item as usize);
        items.sort_by_key(|item| plan.became(thing(item)).map(Became::weightiest));
        let kinds = kinds(plan, items.iter().map(|item| *item as usize));
        Self { items, words: kinds, ..Self::default() }
    }

    /// Lays the names out for a width, left to right.
    pub fn lay_out(&mut self, look: &Look<'_>, width: f32) {
        let (size, weight, m) = (Size::Note, Weight::Regular, look.metrics);
        let right = width - INSET;
        self.rows.clear();
        self.counted.clear();
        let mut x = f32::INFINITY;
        for item in &self.items {
            let name = called(look.plan, look.plan.items().thing(*item as usize));
            let wide = SIGN + m.width(&name, size, weight) + cites::room(look);
            let mut add = |x: f32, text: String, begins: bool, new: bool| {
                if new || self.rows.is_empty() {
                    self.rows.push(Vec::new());
                }
                if let Some(row) = self.rows.last_mut() {
                    row.push(Entry { item: *item, x, text, begins });
                }
            };
            if x + wide <= right {
                add(x, name, true, false);
                x += wide + BETWEEN;
            } else if INSET + wide <= right {
                add(INSET, name, true, true);
                x = INSET + wide + BETWEEN;
            } else {
                let room = right - INSET - SIGN - cites::room(look);
                for (n, line) in wrap(m, &name, size, weight, room).into_iter().enumerate() {
                    add(INSET, line, n == 0, true);
                }
                x = f32::INFINITY;
            }
        }
    }

    /// Names as many as a height in points has room for; counts them where not even a row has.
    pub fn fit(&mut self, look: &Look<'_>, width: f32, height: f32) {
        self.lay_out(look, width);
        if self.height() <= height {
            return;
        }
        let rows = ((height - APART - HEAD - PAD) / ROW).floor().max(0.0) as usize;
        self.rows.truncate(rows);
        // A name that goes on in the next row is no name.
        while self.rows.last().and_then(|row| row.last()).is_some_and(|entry| self.is_cut(look, entry.item)) {
            self.rows.pop();
        }
        if self.rows.is_empty() {
            return self.count_only(look, width);
        }
        let named = self.named().count();
        self.words += &format!("; the first {named} of them");
    }

    /// Whether only some lines of a name are kept.
    fn is_cut(&self, look: &Look<'_>, item: u32) -> bool {
        let name = called(look.plan, look.plan.items().thing(item as usize));
        let kept: Vec<&str> =
            self.rows.iter().flatten().filter(|entry| entry.item == item).map(|entry| &*entry.text).collect();
        kept.join(" ").len() < name.len()
    }

    /// Counts them by their kinds, where a page has no room for names.
    pub fn count_only(&mut self, look: &Look<'_>, width: f32) {
        self.rows.clear();
        let text =
            format!("{} without a date and without a place on the axis: {}", self.items.len(), self.words);
        self.counted = wrap(look.metrics, &text, Size::Note, Weight::Regular, width - 2.0 * INSET);
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Whether not all of them are named.
    pub fn is_cut_short(&self) -> bool {
        self.named().count() < self.items.len()
    }

    /// How many rows of names there are.
    pub fn rows(&self) -> usize {
        self.rows.len()
    }

    /// From its upper edge to its first row.
    pub fn above_rows(&self) -> f32 {
        APART + HEAD
    }

    /// Its height in points, with the room above it.
    pub fn height(&self) -> f32 {
        if self.items.is_empty() {
            return 0.0;
        }
        let rows = if self.counted.is_empty() { self.rows.len() } else { self.counted.len() } as f32;
        let head = if self.counted.is_empty() { HEAD } else { PAD };
        APART + head + rows * ROW + PAD
    }

    /// Every named item with the row that its name ends in.
    pub fn named(&self) -> impl Iterator<Item = (usize, u32)> + '_ {
        let rows = self.rows.iter().enumerate();
        rows.flat_map(|(n, row)| row.iter().map(move |entry| (n, entry.item))).filter(|(n, item)| {
            !self.rows.get(n + 1).is_some_and(|next| next.iter().any(|e| e.item == *item))
        })
    }

    /// Draws the part that touches the layer, the upper edge at `top`.
    pub fn draw(&self, layer: &mut Layer, look: &Look<'_>, palette: &Palette, top: f32) {
        let m = look.metrics;
        let clip = layer.clip;
        // Behind it ends the grid of the axis.
        let ground = Rect::from_min_max(pos2(clip.left(), top), clip.max);
        layer.add(Shape::filled(ground, Role::Panel));
        let band =
            Rect::from_min_size(pos2(clip.left(), top + APART), vec2(clip.width(), self.height() - APART));
        layer.add(Shape::filled(band, Role::App));
        let mut y = top + APART;
        if !self.counted.is_empty() {
            y += PAD / 2.0;
            for (n, line) in self.counted.iter().enumerate() {
                let at = pos2(INSET, y + (n as f32 + 0.5) * ROW + Size::Note.middle());
                layer.add(m.text(at, line, Size::Note, Weight::Regular, Role::Text));
            }
            return;
        }
        let heading = format!("Without a date: {}", self.words);
        let at = pos2(INSET, y + HEAD / 2.0 + Size::Note.middle());
        let is_whole =
            at.y - Size::Note.points() >= clip.top() && at.y + Size::Note.descent() <= clip.bottom();
        if is_whole {
            layer.add(m.text(at, &heading, Size::Note, Weight::Semibold, Role::Text));
        }
        y += HEAD;
        for (n, row) in self.rows.iter().enumerate() {
            let middle = y + (n as f32 + 0.5) * ROW;
            // A row that does not lie on the page whole is not there, and counted so.
            if middle - ROW / 2.0 + 1.0 < clip.top() || middle + ROW / 2.0 > clip.bottom() + 2.0 {
                continue;
            }
            row.iter().for_each(|entry| self.entry(layer, look, palette, entry, middle));
        }
    }

    fn entry(&self, layer: &mut Layer, look: &Look<'_>, palette: &Palette, entry: &Entry, middle: f32) {
        let thing = look.plan.items().thing(entry.item as usize);
        let (stands_for, record) = (StandsFor::Thing(thing), look.plan.record(thing));
        if entry.begins {
            let sign = Rect::from_center_size(pos2(entry.x + 4.0, middle), vec2(8.0, 8.0));
            let category = palette.of_item(look.plan, entry.item as usize);
            layer.add_for(stands_for, Shape::filled(sign, Role::Category(category)));
            if look.plan.is_contradicted(record) {
                let corner = sign.right_top() + vec2(1.0, -1.0);
                let points = vec![corner + vec2(-6.0, 0.0), corner, corner + vec2(0.0, 6.0)];
                let fill = Some(Paint::Solid(Role::Disagreement.into()));
                let stroke = Some(Stroke::new(Role::App, 1.0));
                layer.add_for(stands_for, Shape::Polygon { points, fill, stroke });
            }
        }
        let at = pos2(entry.x + SIGN, middle + Size::Note.middle());
        let text = look.metrics.text(at, &entry.text, Size::Note, Weight::Regular, Role::Text);
        let bounds = text.bounds();
        layer.add_for(stands_for, text);
        if bars::is_struck(record) {
            let (from, to) = (pos2(bounds.left(), middle), pos2(bounds.right(), middle));
            layer.add(Shape::line(from, to, Stroke::new(Role::Text, 1.0)));
        }
    }
}
