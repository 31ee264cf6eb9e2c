//! One model as a line of a picture: how far it has come, what drives it, its name, when it comes. Nobody can point at
//! a picture, so its name is written whole.
//!
//! It must never cut a name, nor give a date finer than it is known.

use super::moved::{self, Ghost};
use super::sign::{self, Signs};
use super::{Matrix, MatrixOptions, came, chip};
use crate::date::{Day, Moment};
use crate::plan::{Facet, NOT_STATED, Plan, Status, Thing};
use crate::scene::{Layer, Metrics, Paint, Role, Shape, Size, StandsFor, Stroke, Weight, middle_cut, wrap};
use crate::views::{LegendEntry, Look, SWATCH, change, cites, focus};
use emath::{Pos2, Rect, pos2, vec2};
use std::sync::{Arc, Mutex, PoisonError};

/// Height of a line of text in points.
pub(super) const LINE: f32 = 17.0;
/// Width of the sign of a status with the room behind it.
const STATE: f32 = 13.0;
/// Between the signs of two drives, and behind the last one.
const DRIVES: (f32, f32) = (2.0, 5.0);
/// Between a name and its date.
const APART: f32 = 8.0;
/// Width of the corner of what sources disagree about, with the room before it.
const CORNER: f32 = 9.0;
/// A name with less room than this beside its signs stands beneath them, in points.
const NARROW: f32 = 72.0;
/// How a name and a date are written.
const NAME: Size = Size::Note;
const DATE: Size = Size::Tick;
/// So many widths of columns are kept laid out.
const KEPT: usize = 6;

/// What is known of one model whatever the width.
#[derive(Debug, Clone)]
struct Measured {
    item: u32,
    name: f32,
    date: f32,
    /// From where it came since the edition compared with.
    from: Option<String>,
}

/// The lines of a matrix in a picture.
#[derive(Debug, Clone)]
pub(super) struct Lines {
    pub metrics: Metrics,
    measured: Vec<Measured>,
    names: Vec<String>,
    /// Width of the most drives that a model has.
    drives: f32,
    /// Room behind a name for the number of a source.
    note: f32,
    /// The heights of rows by the width of a column.
    heights: Arc<Mutex<Vec<Heights>>>,
}

/// The heights of all rows at a width of the columns.
type Heights = (f32, Arc<[f32]>);

impl Lines {
    /// Measures the models of a matrix. `brand` where their brands are said by headings.
    pub fn new(
        look: &Look<'_>,
        items: impl Iterator<Item = usize>,
        signs: &Signs,
        (options, by_brand): (MatrixOptions, bool),
    ) -> Self {
        let m = look.metrics;
        let (mut measured, mut names, mut most) = (Vec::new(), Vec::new(), 0usize);
        for item in items {
            let thing = look.plan.items().thing(item);
            let record = look.plan.record(thing);
            // Under a heading of its brand the name need not say it again.
            let name = if by_brand { chip::short_name(look.plan, record) } else { &*record.name };
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            let name = change::named(look.plan, thing, &name);
            let corner = if look.plan.is_contradicted(record) { CORNER } else { 0.0 };
            measured.push(Measured {
                item: item as u32,
                name: m.width(&name, NAME, Weight::Regular) + corner,
                date: m.width(&date(look.plan, thing), DATE, Weight::Regular),
                from: moved::from(look.plan, thing, options),
            });
            names.push(name);
            most = most.max(signs.of_item(look.plan, item).count());
        }
        let drives = most as f32 * (sign::SIZE + DRIVES.0) + if most > 0 { DRIVES.1 } else { 0.0 };
        Self { metrics: m.clone(), measured, names, drives, note: cites::room(look), heights: Arc::default() }
    }

    fn head(&self) -> f32 {
        STATE + self.drives
    }

    fn of(&self, item: u32) -> Option<(&Measured, &str)> {
        let at = self.measured.binary_search_by_key(&item, |measured| measured.item).ok()?;
        Some((self.measured.get(at)?, self.names.get(at)?))
    }

    /// The width at which nine of ten models stand on one line.
    pub fn ideal_width(&self) -> f32 {
        let mut widths: Vec<f32> =
            self.measured.iter().map(|one| self.head() + one.name + self.note + APART + one.date).collect();
        widths.sort_by(f32::total_cmp);
        widths.get(widths.len() * 9 / 10).copied().unwrap_or(0.0).clamp(96.0, 320.0)
    }

    /// How a model's name stands in a width.
    fn broken(&self, item: u32, width: f32) -> Option<Broken> {
        let (one, name) = self.of(item)?;
        // In a narrow column the signs have a line of their own.
        let above = width - self.head() < NARROW;
        let left = if above { 0.0 } else { self.head() };
        let room = width - left - self.note;
        let date = if one.date == 0.0 { 0.0 } else { APART + one.date };
        let from = one.from.as_ref().map(|from| self.small(from, width - left)).unwrap_or_default();
        if one.name <= room {
            let beside = date == 0.0 || one.name + date <= room;
            return Some(Broken { above, left, lines: vec![name.to_owned()], beside, from });
        }
        let lines = wrap(&self.metrics, name, NAME, Weight::Regular, (room - CORNER).max(30.0));
        Some(Broken { above, left, lines, beside: date == 0.0, from })
    }

    /// Small words in lines of a width.
    fn small(&self, words: &str, room: f32) -> Vec<String> {
        wrap(&self.metrics, words, DATE, Weight::Regular, room.max(30.0))
    }

    /// Draws the old place of a model that stands elsewhere now; returns how high it is.
    pub fn ghost(&self, look: &Look<'_>, layer: &mut Layer, at: Pos2, width: f32, ghost: &Ghost) -> f32 {
        let stands_for = StandsFor::Thing(look.plan.items().thing(ghost.item as usize));
        let left = if width - self.head() < NARROW { 0.0 } else { self.head() };
        let lines = self.small(&ghost.words, width - left);
        for (n, line) in lines.iter().enumerate() {
            let at = pos2(at.x + left, at.y + (n as f32 + 0.5) * LINE + DATE.middle());
            layer.add_for(stands_for, self.metrics.text(at, line, DATE, Weight::Regular, Role::Muted));
        }
        lines.len() as f32 * LINE
    }

    fn ghost_height(&self, ghost: &Ghost, width: f32) -> f32 {
        let left = if width - self.head() < NARROW { 0.0 } else { self.head() };
        self.small(&ghost.words, width - left).len() as f32 * LINE
    }

    /// How high a model is in a width, in points.
    fn height(&self, item: u32, width: f32) -> f32 {
        self.broken(item, width).map_or(LINE, |broken| broken.height())
    }
}

/// A model's name in lines.
struct Broken {
    /// Its signs stand above it rather than before it.
    above: bool,
    /// From the left end of the column to the name, in points.
    left: f32,
    lines: Vec<String>,
    /// Its date stands behind its last line rather than beneath it.
    beside: bool,
    /// Beneath all, from where it came.
    from: Vec<String>,
}

impl Broken {
    fn height(&self) -> f32 {
        let name = self.lines.len().max(1) + usize::from(self.above) + usize::from(!self.beside);
        (name + self.from.len()) as f32 * LINE
    }
}

impl Matrix {
    /// The height that each row's heading needs, its name in lines of a width.
    pub(super) fn heading_lines(&self, lines: &Lines, room: f32) -> Vec<f32> {
        let height = |head: &super::Head| {
            let names = heading(&lines.metrics, &head.name, room).len() as f32 * HEADING;
            names + if head.brands >= 2 { HEADING } else { 0.0 }
        };
        self.rows.iter().map(height).collect()
    }

    /// The height that each row's fullest cell needs for its lines, where columns are so wide inside.
    pub(super) fn line_heights(&self, lines: &Lines, width: f32) -> Arc<[f32]> {
        let mut kept = lines.heights.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, heights)) = kept.iter().find(|(of, _)| *of == width) {
            return Arc::clone(heights);
        }
        let cell = |row: usize, column: usize| -> f32 {
            let items = self.members(row as u32, column as u32);
            let ghosts = self.ghosts.of(row, column).iter().map(|ghost| lines.ghost_height(ghost, width));
            items.iter().map(|item| lines.height(*item, width)).chain(ghosts).sum()
        };
        let row = |row: usize| (0..self.columns.len()).map(|column| cell(row, column)).fold(0.0, f32::max);
        let heights: Arc<[f32]> = (0..self.rows.len()).map(row).collect();
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((width, Arc::clone(&heights)));
        heights
    }
}

/// What a line is drawn with.
pub(super) struct Style<'s> {
    pub lines: &'s Lines,
    pub signs: &'s Signs,
    /// Whether a stripe says the brand, because no heading does.
    pub striped: bool,
    /// The year that a heading says.
    pub year: Option<i16>,
}

/// Draws a model from a point down, so wide; returns how high it is.
pub(super) fn draw(
    look: &Look<'_>,
    layer: &mut Layer,
    at: Pos2,
    width: f32,
    item: usize,
    style: &Style<'_>,
) -> f32 {
    let lines = style.lines;
    let thing = look.plan.items().thing(item);
    let (record, stands_for) = (look.plan.record(thing), StandsFor::Thing(thing));
    let Some(broken) = lines.broken(item as u32, width) else { return 0.0 };
    let height = broken.height();
    let rect = Rect::from_min_size(at, vec2(width, height));
    layer.add_for(stands_for, Shape::Rect { rect, radius: 0.0, fill: None, stroke: None });
    let middle = |line: usize| at.y + (line as f32 + 0.5) * LINE;
    if let Some(category) = style.striped.then(|| chip::brand_of(look.plan, item)).flatten() {
        let stripe = Rect::from_min_size(at + vec2(-4.0, 3.0), vec2(2.5, height - 6.0));
        layer.add_for(stands_for, Shape::filled(stripe, Role::Category(category)));
    }
    if let Some(status) = record.status {
        let center = pos2(at.x + 4.5, middle(0));
        layer.add_for(stands_for, state(status, center));
    }
    let drives: Vec<Shape> = style.signs.of_item(look.plan, item).collect();
    let wide = drives.len() as f32 * (sign::SIZE + DRIVES.0);
    let mut x = at.x + lines.head() - DRIVES.1 - wide;
    for mut shape in drives {
        shape.translate(vec2(x, middle(0) - sign::SIZE / 2.0));
        layer.add_for(stands_for, shape);
        x += sign::SIZE + DRIVES.0;
    }
    if wide == 0.0 && look.plan.items().column(Facet::Energy).of(item) == [NOT_STATED] && lines.drives > 0.0 {
        let x = at.x + lines.head() - DRIVES.1 - sign::SIZE - DRIVES.0;
        let (from, to) = (pos2(x + 1.0, middle(0)), pos2(x + sign::SIZE - 1.0, middle(0)));
        layer.add_for(stands_for, Shape::line(from, to, Stroke::dashed(Role::Muted, 1.0, 1.5)));
    }
    let coming = look.plan.coming(thing);
    // Under a year stands what comes then, and what only is spoken of then.
    let aside = style.year.is_some_and(|year| !coming.is_some_and(|c| c.moment.years().contains(&year)));
    let later = look.focus.is_some_and(|focus| look.has_begun(item, focus) == Some(false));
    let ink = if aside || later || look.plan.is_silent(thing) { Role::Muted } else { Role::Text };
    let struck = matches!(record.status, Some(Status::Cancelled | Status::Ended));
    let left = at.x + broken.left;
    let first = usize::from(broken.above);
    let mut end = left;
    for (n, line) in (first..).zip(&broken.lines) {
        let text =
            lines.metrics.text(pos2(left, middle(n) + NAME.middle()), line, NAME, Weight::Regular, ink);
        let bounds = text.bounds();
        end = bounds.right();
        layer.add_for(stands_for, text);
        if struck {
            let (from, to) = (pos2(bounds.left(), middle(n)), pos2(bounds.right(), middle(n)));
            layer.add(Shape::line(from, to, Stroke::new(ink, 1.0)));
        }
    }
    if look.plan.is_contradicted(record) {
        let last = middle((first + broken.lines.len()).saturating_sub(1));
        layer.add_for(stands_for, corner(pos2(end + lines.note + CORNER - 1.0, last - 4.0)));
    }
    let behind = first + broken.lines.len();
    let beneath = behind + usize::from(!broken.beside);
    for (n, line) in (beneath..).zip(&broken.from) {
        let at = pos2(left, middle(n) + DATE.middle());
        layer.add_for(stands_for, lines.metrics.text(at, line, DATE, Weight::Regular, Role::Text));
    }
    let words = date(look.plan, thing);
    if words.is_empty() {
        return height;
    }
    let y = middle(if broken.beside { behind.saturating_sub(1) } else { behind }) + DATE.middle();
    let shape = match broken.beside {
        true => lines.metrics.text_ending(pos2(at.x + width, y), &words, DATE, Weight::Regular, Role::Muted),
        // A date that is longer than what the signs leave begins beneath them.
        false => {
            let wide = lines.metrics.width(&words, DATE, Weight::Regular);
            let x = left.min(at.x + width - wide).max(at.x);
            lines.metrics.text(pos2(x, y), &words, DATE, Weight::Regular, Role::Muted)
        }
    };
    layer.add_for(stands_for, shape);
    height
}

/// When a model comes, in words as exact as it is known.
fn date(plan: &Plan, thing: Thing) -> String {
    let coming = plan.coming(thing).map(|coming| coming.moment);
    if let Some([then_and_now, _]) = came::years(plan, thing, coming) {
        return then_and_now;
    }
    match coming {
        Some(Moment::Within(from, to)) => {
            format!("{} to {}", Moment::On(from).words(), Moment::On(to).words())
        }
        Some(moment) => moment.words(),
        None if plan.tells_coming() => "no date".to_owned(),
        None => String::new(),
    }
}

/// So many letters of a heading are read.
const LONGEST: usize = 300;
/// From line to line of a heading, in points.
pub(super) const HEADING: f32 = 15.0;

/// A heading in at most three lines; a longer one loses its middle, since names often differ only at the end.
pub(super) fn heading(metrics: &Metrics, name: &str, room: f32) -> Vec<String> {
    in_lines(metrics, name, room, 3)
}

/// A name in at most so many lines.
pub(super) fn in_lines(metrics: &Metrics, name: &str, room: f32, most: usize) -> Vec<String> {
    let (size, weight) = (Size::Body, Weight::Semibold);
    if most == 1 {
        return vec![middle_cut(metrics, name, size, weight, room)];
    }
    // No heading can be read that is longer than this.
    let name = name.char_indices().nth(LONGEST).map_or(name, |(end, _)| &name[..end]);
    let mut lines = wrap(metrics, name, size, weight, room);
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(middle_cut(metrics, &rest, size, weight, room));
    }
    lines
}

/// A small corner, its upper right end at a point.
fn corner(at: Pos2) -> Shape {
    let points = vec![at + vec2(-6.0, 0.0), at, at + vec2(0.0, 6.0)];
    Shape::Polygon { points, fill: Some(Paint::Solid(Role::Disagreement.into())), stroke: None }
}

/// The sign of a status around a point: the fuller, the further it has come.
fn state(status: Status, at: Pos2) -> Shape {
    const R: f32 = 3.6;
    let ink = Role::Text;
    let ring = |stroke: Stroke| Shape::Circle { center: at, radius: R, fill: None, stroke: Some(stroke) };
    let filled =
        |points: Vec<Pos2>| Shape::Polygon { points, fill: Some(Paint::Solid(ink.into())), stroke: None };
    let arc = |from: f32, to: f32| {
        (0..=16).map(move |n| {
            let turn = (from + (to - from) * n as f32 / 16.0).to_radians();
            at + vec2(turn.cos(), turn.sin()) * R
        })
    };
    let line = |points: Vec<Pos2>| Shape::Line { points, stroke: Stroke::new(ink, 1.3) };
    match status {
        Status::Considered => ring(Stroke::dashed(ink, 1.1, 1.2)),
        Status::Reported => ring(Stroke::dashed(ink, 1.1, 2.8)),
        Status::Announced => ring(Stroke::new(ink, 1.1)),
        Status::Confirmed => ring(Stroke::new(ink, 2.3)),
        Status::Underway => filled(arc(90.0, 270.0).collect()),
        Status::Done => Shape::Circle { center: at, radius: R + 0.4, fill: Some(ink.into()), stroke: None },
        Status::Slipped => {
            let tip = at + vec2(R + 3.6, 0.0);
            let head = [tip, tip + vec2(-2.2, -2.2), tip, tip + vec2(-2.2, 2.2)];
            line(arc(0.0, 360.0).chain(head).collect())
        }
        Status::Cancelled => line(
            [(-3.2, -3.2), (3.2, 3.2), (0.0, 0.0), (-3.2, 3.2), (3.2, -3.2)]
                .map(|(x, y)| at + vec2(x, y))
                .to_vec(),
        ),
        Status::Ended => Shape::filled(Rect::from_center_size(at, vec2(6.6, 6.6)), ink),
    }
}

/// What the signs of statuses, corners and missing drives mean, as far as models have them.
pub(super) fn legend(look: &Look<'_>, items: &[usize], lines: &Lines) -> Vec<LegendEntry> {
    let records = || items.iter().map(|item| look.plan.record(look.plan.items().thing(*item)));
    let center = (SWATCH / 2.0).to_pos2();
    let mut entries = Vec::new();
    for status in Status::ALL.iter().filter(|status| records().any(|r| r.status == Some(**status))) {
        entries.push(LegendEntry { swatch: state(*status, center), label: status.label().to_owned() });
    }
    let energy = look.plan.items().column(Facet::Energy);
    if lines.drives > 0.0 && items.iter().any(|item| energy.of(*item) == [NOT_STATED]) {
        let (from, to) = (center - vec2(3.0, 0.0), center + vec2(3.0, 0.0));
        let swatch = Shape::line(from, to, Stroke::dashed(Role::Muted, 1.0, 1.5));
        entries.push(LegendEntry { swatch, label: "drive not stated".to_owned() });
    }
    if records().any(|record| look.plan.is_contradicted(record)) {
        let swatch = corner(center + vec2(3.0, -3.0));
        entries.push(LegendEntry { swatch, label: "sources disagree".to_owned() });
    }
    entries
}

/// What grey names mean, where a picture is of a date.
pub(super) fn later(lines: &Lines, day: Day) -> LegendEntry {
    let at = pos2(0.0, SWATCH.y / 2.0 + NAME.middle());
    let swatch = lines.metrics.text(at, "Abc", NAME, Weight::Regular, Role::Muted);
    LegendEntry { swatch, label: format!("grey: not begun by {}", focus::words(day)) }
}
