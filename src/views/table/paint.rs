//! A table as a scene: the rows in view, under headings that stay. It must never draw a row or column that lies
//! outside its viewport.

use super::layout::{GROUP, HEADER, ROW, Stretch};
use super::widths::{ARROW, PAD, SIGN, SWATCH, UNIT, Widths};
use super::{Cell, Column, Group, Table, Viewport, sign};
use crate::date::Day;
use crate::plan::{Change, Record, Thing};
use crate::scene::{Layer, Role, Scene, Shape, Size, StandsFor, Stroke, Weight, ellipsis};
use crate::views::pen::disputed;
use crate::views::timeline::chevron;
use crate::views::{self, Look, change, nothing, sentence};
use emath::{Pos2, Rect, pos2, vec2};

/// Where the name of a group begins behind its sign.
const GROUP_NAME: f32 = 30.0;

/// A row in view.
struct Line {
    item: usize,
    thing: Thing,
    rect: Rect,
}

/// Draws one table into one viewport.
struct Painter<'p> {
    table: &'p Table,
    look: &'p Look<'p>,
    view: &'p Viewport,
    widths: Widths,
    /// Whether a record is among those that were chosen.
    chosen: &'p dyn Fn(Thing) -> bool,
}

impl Table {
    /// The picture of a viewport; `chosen` tells the records that were chosen beside the selected one.
    pub fn scene(&self, look: &Look<'_>, view: &Viewport, chosen: &dyn Fn(Thing) -> bool) -> Scene {
        let mut scene = Scene::new(view.size);
        let widths = self.widths(view.size.x);
        Painter { table: self, look, view, widths, chosen }.paint(&mut scene);
        look.pale(&mut scene);
        scene
    }
}

impl Painter<'_> {
    fn paint(&self, scene: &mut Scene) {
        let size = self.view.size;
        let body = Rect::from_min_max(pos2(0.0, HEADER), size.to_pos2());
        if self.table.groups.is_empty() {
            self.headings(scene);
            let none = nothing::why(self.look, nothing::FILTERED);
            return nothing::draw(scene.layer(body), self.look.metrics, body, none);
        }
        let lines: Vec<Line> =
            self.table.stretches(self.view).iter().flat_map(|rows| self.lines(rows)).collect();
        self.grounds(scene.layer(body), &lines);
        let names = self.widths.names();
        let layer = scene.layer(Rect::from_min_max(pos2(0.0, HEADER), pos2(names, size.y)).intersect(body));
        lines.iter().for_each(|line| self.cell(layer, line, 0));
        let layer = scene.layer(Rect::from_min_max(pos2(names, HEADER), size.to_pos2()));
        for place in self.places() {
            lines.iter().for_each(|line| self.cell(layer, line, place));
        }
        self.rings(scene.layer(body), &lines);
        self.groups(scene.layer(body));
        self.headings(scene);
        let layer = scene.layer(Rect::from_min_size(Pos2::ZERO, size));
        let line = |from, to| Shape::line(from, to, Stroke::new(Role::Line, 1.0));
        let end = self.table.y(self.view, self.table.bottom()).min(size.y);
        layer.add(line(pos2(names - 0.5, 0.0), pos2(names - 0.5, end)));
        layer.add(line(pos2(0.0, HEADER - 0.5), pos2(size.x, HEADER - 0.5)));
    }

    /// The places of the columns in view beside the names.
    fn places(&self) -> impl Iterator<Item = usize> + '_ {
        (1..self.table.columns.len()).filter(|place| {
            let (left, right) = self.widths.column(*place, self.view.across);
            right > self.widths.names() && left < self.view.size.x
        })
    }

    fn lines(&self, rows: &Stretch) -> Vec<Line> {
        let Some(group) = self.table.groups.get(rows.group) else { return Vec::new() };
        let items = group.rows(self.look, &self.table.keys, rows.rows.clone());
        let line = |(n, item): (usize, u32)| {
            let top = rows.top + n as f32 * ROW;
            let rect = Rect::from_min_size(pos2(0.0, top), vec2(self.view.size.x, ROW));
            Line { item: item as usize, thing: self.look.plan.items().thing(item as usize), rect }
        };
        items.into_iter().enumerate().map(line).collect()
    }

    fn grounds(&self, layer: &mut Layer, lines: &[Line]) {
        for line in lines {
            let stands_for = StandsFor::Thing(line.thing);
            if self.is_chosen(line.thing) {
                layer.add_for(stands_for, Shape::filled(line.rect, Role::Chosen));
            } else {
                layer.add_for(
                    stands_for,
                    Shape::Rect { rect: line.rect, radius: 0.0, fill: None, stroke: None },
                );
            }
            let y = line.rect.bottom() - 0.5;
            let ends = (pos2(0.0, y), pos2(line.rect.right(), y));
            layer.add(Shape::line(ends.0, ends.1, Stroke::new(Role::Grid, 1.0)));
        }
    }

    fn is_chosen(&self, thing: Thing) -> bool {
        self.look.selection == Some(thing) || (self.chosen)(thing)
    }

    /// The leading one of the chosen rows.
    fn rings(&self, layer: &mut Layer, lines: &[Line]) {
        for line in lines.iter().filter(|line| self.look.selection == Some(line.thing)) {
            let rect = line.rect.shrink2(vec2(1.0, 0.0)).translate(vec2(0.0, -0.5));
            let stroke = Some(Stroke::new(Role::Accent, 1.5));
            layer.add(Shape::Rect { rect, radius: 0.0, fill: None, stroke });
        }
    }

    fn cell(&self, layer: &mut Layer, line: &Line, place: usize) {
        let Some(measured) = self.table.columns.get(place) else { return };
        let (left, right) = self.widths.column(place, self.view.across);
        let rect = Rect::from_min_max(pos2(left, line.rect.top()), pos2(right, line.rect.bottom()));
        let cell = Cell::of(self.look.plan, line.item, measured.column);
        let weight = match self.look.selection == Some(line.thing) && measured.column == Column::Name {
            true => Weight::Semibold,
            false => Weight::Regular,
        };
        let quiet = cell.quiet || !self.look.is_there(line.item);
        let write = Write { weight, role: if quiet { Role::Muted } else { Role::Text }, thing: line.thing };
        let mut at = pos2(left + PAD, rect.center().y);
        let end = right - PAD / 2.0;
        match measured.column {
            Column::When => {
                if let Some((when, by)) = cell.dated {
                    let record = self.look.plan.record(by);
                    sign::date(layer, (record, when), StandsFor::Thing(line.thing), at);
                }
                at.x += SIGN.0 + SIGN.1;
                self.write(layer, &write, &cell.words, (at, end));
            }
            Column::Became => {
                let became = self.look.plan.became(line.thing);
                if let Some(became) = became.filter(|became| !became.is(Change::Same)) {
                    let mut sign = change::sign(became.weightiest());
                    sign.translate(vec2(at.x, at.y - views::SWATCH.y / 2.0));
                    layer.add_for(StandsFor::Thing(line.thing), sign);
                }
                at.x += views::SWATCH.x + SIGN.1;
                self.write(layer, &write, &cell.words, (at, end));
            }
            Column::Figure => {
                let numbers = (at.x + measured.numbers * self.widths.factor.min(1.0)).min(end);
                self.write_ending(layer, &write, &cell.words, (at.x, pos2(numbers, at.y)));
                let unit = Write { role: Role::Muted, ..write };
                self.write(layer, &unit, &cell.unit, (pos2(numbers + UNIT, at.y), end));
            }
            column if column.is_number() => {
                self.write_ending(layer, &write, &cell.words, (at.x, pos2(right - PAD, at.y)));
            }
            Column::Facet(facet) if facet == self.table.palette.facet() => {
                let stands_for = StandsFor::Thing(line.thing);
                let (plan, palette) = (self.look.plan, &self.table.palette);
                if sign::colours(layer, plan, palette, line.item, stands_for, at) {
                    at.x += SWATCH.0 + SWATCH.1;
                }
                self.write(layer, &write, &cell.words, (at, end));
            }
            _ => self.write(layer, &write, &cell.words, (at, end)),
        }
        if self.is_disputed(self.look.plan.record(line.thing), place) {
            let corner = pos2(right.min(layer.clip.right()) - 2.0, rect.top() + 0.5);
            layer.add_for(StandsFor::Thing(line.thing), disputed(corner));
        }
    }

    /// Whether sources disagree on what a column shows; names stand for what no column does.
    fn is_disputed(&self, record: &Record, place: usize) -> bool {
        let claims = record.evidence.iter().flat_map(|evidence| &evidence.claims);
        let shown = |column: Column| self.table.columns.iter().position(|known| known.column == column);
        claims.map(|(field, _)| shown(Column::of_field(*field)).unwrap_or(0)).any(|at| at == place)
    }

    /// Writes from a point to an edge, cut where there is no more room.
    fn write(&self, layer: &mut Layer, how: &Write, words: &str, (at, end): (Pos2, f32)) {
        let words = first_line(words);
        let cut = ellipsis(self.look.metrics, words, Size::Body, how.weight, end - at.x);
        if let Some(words) = cut.filter(|words| !words.is_empty()) {
            let at = at + vec2(0.0, Size::Body.middle());
            let text = self.look.metrics.text(at, &words, Size::Body, how.weight, how.role);
            layer.add_for(StandsFor::Thing(how.thing), text);
        }
    }

    /// Writes up to a point, beginning no farther left than an edge.
    fn write_ending(&self, layer: &mut Layer, how: &Write, words: &str, (left, at): (f32, Pos2)) {
        let cut = ellipsis(self.look.metrics, words, Size::Body, how.weight, at.x - left);
        if let Some(words) = cut.filter(|words| !words.is_empty()) {
            let at = at + vec2(0.0, Size::Body.middle());
            let text = self.look.metrics.text_ending(at, &words, Size::Body, how.weight, how.role);
            layer.add_for(StandsFor::Thing(how.thing), text);
        }
    }

    /// Headings of groups: each at its place, that of the first in view as long as it is.
    fn groups(&self, layer: &mut Layer) {
        let Some(facet) = self.table.options.group else { return };
        for place in self.table.groups_in(self.view).rev() {
            let (Some(group), Some(top)) = (self.table.groups.get(place), self.table.tops.get(place)) else {
                continue;
            };
            let end = self.table.tops.get(place + 1).copied().unwrap_or(*top);
            let stuck = self.table.y(self.view, end) - GROUP;
            let top = self.table.y(self.view, *top).max(HEADER).min(stuck.max(self.table.y(self.view, *top)));
            let rect = Rect::from_min_size(pos2(0.0, top), vec2(self.view.size.x, GROUP));
            let stands_for = StandsFor::Group(place as u32);
            layer.add_for(stands_for, Shape::filled(rect, Role::App));
            for y in [rect.top() - 0.5, rect.bottom() - 0.5] {
                let ends = (pos2(0.0, y), pos2(rect.right(), y));
                layer.add(Shape::line(ends.0, ends.1, Stroke::new(Role::Line, 1.0)));
            }
            self.group(layer, group, (rect, stands_for), StandsFor::Value(facet, group.value));
        }
    }

    fn group(&self, layer: &mut Layer, group: &Group, (rect, fold): (Rect, StandsFor), value: StandsFor) {
        let (metrics, middle) = (self.look.metrics, rect.center().y + Size::Body.middle());
        let mut at = pos2(PAD, middle);
        if self.table.live {
            let points = chevron(pos2(PAD + 6.0, rect.center().y), group.closed);
            layer.add_for(fold, Shape::Line { points, stroke: Stroke::new(Role::Muted, 1.25) });
            at.x = GROUP_NAME;
        }
        let count = group.count.to_string();
        let counted = metrics.width(&count, Size::Body, Weight::Regular);
        let room = self.widths.names() - at.x - counted - PAD * 1.5;
        let name = ellipsis(metrics, &sentence(first_line(&group.name)), Size::Body, Weight::Semibold, room);
        let name = name.unwrap_or_default();
        let width = metrics.width(&name, Size::Body, Weight::Semibold);
        layer.add_for(value, metrics.text(at, &name, Size::Body, Weight::Semibold, Role::Text));
        let behind = at + vec2(width + if width > 0.0 { PAD * 0.75 } else { 0.0 }, 0.0);
        layer.add_for(fold, metrics.text(behind, &count, Size::Body, Weight::Regular, Role::Muted));
        // The years that it spans, where dates are shown.
        let when = self.table.columns.iter().position(|measured| measured.column == Column::When);
        let days = group.days(self.look, &self.table.keys).zip(when);
        if let Some(((first, last), place)) = days {
            let (left, right) = self.widths.column(place, self.view.across);
            let left = left + PAD + SIGN.0 + SIGN.1;
            let words = ellipsis(metrics, &years(first, last), Size::Note, Weight::Regular, right - left);
            if left > self.widths.names() {
                let at = pos2(left, middle);
                let words = words.unwrap_or_default();
                layer.add_for(fold, metrics.text(at, &words, Size::Note, Weight::Regular, Role::Muted));
            }
        }
    }

    fn headings(&self, scene: &mut Scene) {
        let names = self.widths.names();
        let left = Rect::from_min_max(Pos2::ZERO, pos2(names.min(self.view.size.x), HEADER));
        self.column_heading(scene.layer(left), 0);
        let right = Rect::from_min_max(pos2(names, 0.0), pos2(self.view.size.x, HEADER));
        let layer = scene.layer(right);
        self.places().for_each(|place| self.column_heading(layer, place));
    }

    fn column_heading(&self, layer: &mut Layer, place: usize) {
        let Some(measured) = self.table.columns.get(place) else { return };
        let (left, right) = self.widths.column(place, self.view.across);
        let stands_for = StandsFor::Column(place as u32);
        let rect = Rect::from_min_max(pos2(left, 0.0), pos2(right, HEADER));
        layer.add_for(stands_for, Shape::filled(rect, Role::Panel));
        let sort = self.table.options.sort;
        let sorted = sort.by == measured.column;
        let role = if sorted { Role::Accent } else { Role::Muted };
        let metrics = self.look.metrics;
        let room = right - left - PAD * 1.5 - if sorted { ARROW } else { 0.0 };
        let label = measured.column.heading(self.look.plan.words());
        let words = ellipsis(metrics, &label, Size::Note, Weight::Semibold, room).unwrap_or_default();
        let width = metrics.width(&words, Size::Note, Weight::Semibold);
        let behind = if sorted { ARROW } else { 0.0 };
        let end = match measured.column {
            Column::Figure => Some(left + PAD + measured.numbers * self.widths.factor.min(1.0)),
            column if column.is_number() => Some(right - PAD),
            _ => None,
        };
        let from = end.map_or(left + PAD, |end| (end - width - behind).max(left + PAD / 2.0));
        let at = pos2(from, HEADER / 2.0 + Size::Note.middle());
        layer.add_for(stands_for, metrics.text(at, &words, Size::Note, Weight::Semibold, role));
        if sorted {
            let at = pos2(from + width + ARROW / 2.0 + 2.0, HEADER / 2.0);
            layer.add_for(stands_for, sign::arrow(at, sort.descending));
        }
    }
}

/// How a cell's words are written, and of which row.
#[derive(Clone, Copy)]
struct Write {
    weight: Weight,
    role: Role,
    thing: Thing,
}

/// The first line of a name.
fn first_line(words: &str) -> &str {
    words.lines().next().unwrap_or_default()
}

/// "2024 to 2030", or one year.
fn years(first: Day, last: Day) -> String {
    let (from, to) = (first.ymd().0, last.ymd().0);
    if from == to { from.to_string() } else { format!("{from} to {to}") }
}
