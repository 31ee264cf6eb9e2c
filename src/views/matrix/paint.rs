//! A matrix as a scene: what is in view, under headings that stay. It must never draw a row or column
//! that lies outside its viewport.

use super::axis::is_gap;
use super::layout::{ALL, BAND, CHIP, CellLayout, FOOT_LINE, GAP, HEADER, PAD};
use super::legend::BETWEEN;
use super::line::Lines;
use super::{Axis, Head, Matrix, Viewport, came, chip, corner, line};
use crate::explore::figure;
use crate::plan::{Facet, Kind, NOT_STATED};
use crate::scene::{Ink, Layer, Paint, Role, Scene, Shape, Size, StandsFor, Stroke, Weight, ellipsis};
use crate::views::{Look, furniture, nothing};
use emath::{Pos2, Rect, pos2, vec2};
use std::ops::Range;

impl Matrix {
    /// The picture of a viewport.
    pub fn scene(&self, look: &Look<'_>, viewport: Viewport) -> Scene {
        let mut scene = Scene::new(viewport.size);
        let layout = CellLayout::new(self, viewport);
        let painter = Painter { matrix: self, look, layout, size: viewport.size, picked: chip::picked(look) };
        painter.paint(&mut scene);
        look.pale(&mut scene);
        scene
    }
}

/// Draws one matrix into one viewport.
struct Painter<'p> {
    matrix: &'p Matrix,
    look: &'p Look<'p>,
    layout: CellLayout,
    size: emath::Vec2,
    /// The items that the person picked.
    picked: Vec<usize>,
}

/// A heading's line of text.
struct Line<'t> {
    text: &'t str,
    size: Size,
    weight: Weight,
    ink: Role,
}

impl Painter<'_> {
    fn paint(&self, scene: &mut Scene) {
        let body = self.layout.body;
        if self.matrix.rows.is_empty() || self.matrix.columns.is_empty() {
            let layer = scene.layer(Rect::from_min_size(Pos2::ZERO, self.size));
            let body = Rect::from_min_size(Pos2::ZERO, self.size);
            let model = self.look.plan.words().kind(Kind::Model);
            let none = format!("Nothing that matches is called {model}");
            let advice = "Choose other rows or columns to count every item.";
            nothing::draw(layer, self.look.metrics, body, nothing::why(self.look, (&none, advice)));
            return self.foot(scene);
        }
        self.bands(scene);
        // Headings first: that is the order in which their names are read.
        self.column_headings(scene.layer(Rect::from_min_max(pos2(body.left(), 0.0), body.right_top())));
        let side = Rect::from_min_max(pos2(0.0, body.top()), body.left_bottom());
        self.row_headings(scene.layer(side));
        self.year_gaps(scene);
        let layer = scene.layer(body);
        for row in self.layout.rows() {
            self.row_lines(layer, row, body.left(), body.right());
            for column in self.layout.columns() {
                self.cell(layer, row, column);
            }
        }
        let totals = Rect::from_min_max(body.right_top(), pos2(self.layout.right(), body.bottom()));
        self.row_totals(scene.layer(totals));
        self.frame(scene);
        self.foot(scene);
        self.legend(scene);
    }

    /// The hairline above a row.
    fn row_lines(&self, layer: &mut Layer, row: usize, left: f32, right: f32) {
        let (top, _) = self.layout.row(row);
        if row > 0 && !self.layout.has_band(row) {
            layer.add(Shape::line(pos2(left, top), pos2(right, top), Stroke::new(Role::Grid, 1.0)));
        }
    }

    /// The owners' names, right across.
    fn bands(&self, scene: &mut Scene) {
        if self.matrix.groups.is_empty() {
            return;
        }
        let body = self.layout.body;
        let across = Rect::from_min_max(pos2(0.0, body.top()), pos2(self.size.x, body.bottom()));
        let layer = scene.layer(across);
        for row in self.layout.rows().filter(|row| self.layout.has_band(*row)) {
            let group =
                self.matrix.rows.get(row).and_then(|head| self.matrix.groups.get(head.group? as usize));
            let Some(group) = group else { continue };
            let (top, _) = self.layout.row(row);
            let stands_for = group.thing.map_or(StandsFor::Nothing, StandsFor::Thing);
            let band = Rect::from_min_max(pos2(0.0, top - BAND), pos2(self.layout.right(), top));
            layer.add_for(stands_for, Shape::filled(band, Role::App));
            let at = pos2(PAD, top - BAND / 2.0 + Size::Note.middle());
            let line = Line { text: &group.name, ..muted(Size::Note) };
            self.text(layer, at, self.size.x - PAD * 2.0, line, stands_for);
        }
    }

    fn cell(&self, layer: &mut Layer, row: usize, column: usize) {
        let count = self.matrix.count(row as u32, column as u32);
        let ghosts = self.matrix.ghosts.of(row, column);
        if count == 0 && ghosts.is_empty() {
            return;
        }
        let rect = self.layout.cell(row, column);
        let stands_for = StandsFor::Cell(row as u32, column as u32);
        if count > self.layout.most_chips {
            return self.count(layer, (row, column), stands_for, count);
        }
        layer.add_for(stands_for, Shape::Rect { rect, radius: 0.0, fill: None, stroke: None });
        if let Some(lines) = &self.matrix.lines {
            return self.lines(layer, (row, column), lines);
        }
        let width = self.layout.chip_width();
        let style = self.style(row, column);
        let things = self.matrix.cell_items_in_order(self.look.plan, row as u32, column as u32);
        let place = |n: u32| {
            let (line, beside) = (n / self.layout.per_line, n % self.layout.per_line);
            let at =
                rect.min + vec2(GAP + beside as f32 * (width + GAP), GAP + 1.0 + line as f32 * (CHIP + GAP));
            Rect::from_min_size(at, vec2(width, CHIP))
        };
        for (n, item) in (0u32..).zip(things) {
            chip::draw(self.look, layer, place(n), item, &style);
            not_there(self.look, layer, place(n), item);
        }
        for (n, ghost) in (count..self.layout.most_chips).zip(ghosts) {
            chip::ghost(self.look, layer, place(n), ghost);
        }
    }

    /// A cell's models as lines.
    fn lines(&self, layer: &mut Layer, (row, column): (usize, usize), lines: &Lines) {
        let rect = self.layout.cell(row, column);
        let chip::Style { striped, year, drives, .. } = self.style(row, column);
        let style = line::Style { lines, signs: drives, striped, year };
        let mut at = rect.min + vec2(PAD, GAP);
        for item in self.matrix.cell_items_in_order(self.look.plan, row as u32, column as u32) {
            at.y += line::draw(self.look, layer, at, rect.width() - PAD * 2.0, item, &style);
        }
        for ghost in self.matrix.ghosts.of(row, column) {
            at.y += lines.ghost(self.look, layer, at, rect.width() - PAD * 2.0, ghost);
        }
    }

    /// How a cell's chips are drawn: what its headings say is not said again.
    fn style(&self, row: usize, column: usize) -> chip::Style<'_> {
        let options = &self.matrix.options;
        let axes = [options.rows, options.columns];
        let heads = [self.matrix.rows.get(row), self.matrix.columns.get(column)];
        let brands = Axis::Facet(Facet::Brand);
        let brand = axes.into_iter().zip(heads).find(|(axis, _)| *axis == brands).and_then(|(_, head)| head);
        let year = axes.into_iter().zip(heads).find(|(axis, _)| *axis == Axis::Year);
        chip::Style {
            year: year.and_then(|(_, head)| i16::try_from(head?.value).ok()).filter(|year| *year > 0),
            brand: brand.filter(|head| head.value != NOT_STATED).map(|head| &*head.name),
            striped: !axes.contains(&brands),
            dated: !axes.contains(&Axis::Year),
            drives: &self.matrix.drives,
            options: *options,
        }
    }

    /// A cell as a count on a heat fill.
    fn count(&self, layer: &mut Layer, (row, column): (usize, usize), stands_for: StandsFor, count: u32) {
        let rect = self.layout.cell(row, column);
        let step = self.matrix.step(count);
        let heads = self.matrix.rows.get(row).zip(self.matrix.columns.get(column));
        let picked = heads.is_some_and(|(row, column)| {
            let mut items = self.picked.iter();
            items.any(|item| self.matrix.stands_in(self.look.plan, *item, row, column))
        });
        if picked {
            let stroke = Some(Stroke::new(Role::Accent, 1.5));
            layer
                .add_for(stands_for, Shape::Rect { rect: rect.shrink(1.0), radius: 5.0, fill: None, stroke });
        }
        let fill = Some(Paint::Solid(Role::Ramp(step).into()));
        let inside = rect.shrink(if picked { 3.5 } else { 2.0 });
        layer.add_for(stands_for, Shape::Rect { rect: inside, radius: 3.0, fill, stroke: None });
        let at = rect.center() + vec2(0.0, Size::Body.middle());
        let text = figure(f64::from(count));
        let ink = Role::OnRamp(step);
        let shape = self.look.metrics.text_around(at, &text, Size::Body, Weight::Regular, ink);
        layer.add_for(stands_for, shape);
    }

    fn column_headings(&self, layer: &mut Layer) {
        for column in self.layout.columns() {
            let Some(head) = self.matrix.columns.get(column) else { continue };
            let (left, right) = self.layout.column(column);
            let rect = Rect::from_min_max(pos2(left, 0.0), pos2(right, HEADER));
            let stands_for = self.matrix.options.columns.stands_for(head.value);
            self.heading_ground(layer, rect.shrink2(vec2(1.0, 2.0)), head, stands_for);
            let room = self.layout.column_width - GAP * 2.0;
            let at = pos2(left + GAP, HEADER - 14.0);
            match self.shared_words(head, room) {
                Some(note) => {
                    let up = vec2(0.0, 12.0);
                    self.text(layer, at - up, room, name_line(head), stands_for);
                    self.text(layer, at, room, Line { text: &note, ..muted(Size::Tick) }, stands_for);
                }
                None => {
                    let most = if self.matrix.printed { 2 } else { 1 };
                    self.heading(layer, at, (room, most), head, stands_for);
                }
            }
            if let Some(category) = self.category(self.matrix.options.columns, head) {
                let bar = Rect::from_min_max(pos2(left + GAP, HEADER - 4.0), pos2(right - GAP, HEADER - 1.0));
                layer.add_for(stands_for, Shape::filled(bar, Role::Category(category)));
            }
        }
    }

    /// A double line where the years of two columns do not follow on one another.
    fn year_gaps(&self, scene: &mut Scene) {
        let is_gap = |column: &usize| {
            let heads = &self.matrix.columns;
            let pair = column.checked_sub(1).and_then(|before| heads.get(before).zip(heads.get(*column)));
            pair.is_some_and(|(a, b)| is_gap(self.matrix.options.columns, a.value, b.value))
        };
        let gaps: Vec<usize> = self.layout.columns().filter(is_gap).collect();
        if gaps.is_empty() {
            return;
        }
        let body = self.layout.body;
        let layer = scene.layer(Rect::from_min_max(pos2(body.left(), 0.0), body.max));
        for column in gaps {
            let (x, _) = self.layout.column(column);
            for x in [x - 1.5, x + 1.5] {
                let (top, bottom) = (layer.clip.top() + GAP, layer.clip.bottom());
                layer.add(Shape::line(pos2(x, top), pos2(x, bottom), Stroke::new(Role::Muted, 1.0)));
            }
        }
    }

    fn row_headings(&self, layer: &mut Layer) {
        let right = self.layout.body.left();
        for row in self.layout.rows() {
            let Some(head) = self.matrix.rows.get(row) else { continue };
            self.row_lines(layer, row, 0.0, right);
            let (top, bottom) = self.layout.row(row);
            let room = right - PAD - GAP;
            let rect = Rect::from_min_max(pos2(0.0, top), pos2(right, bottom));
            let stands_for = self.matrix.options.rows.stands_for(head.value);
            self.heading_ground(layer, rect.shrink2(vec2(2.0, 1.0)), head, stands_for);
            // A row that goes on from the page before says again which it is.
            let top = if self.matrix.printed { top.max(self.layout.body.top()) } else { top };
            let mut at = pos2(PAD, top + GAP + 1.0 + CHIP / 2.0 + Size::Body.middle());
            if self.matrix.lines.is_some() {
                at.y = top + GAP + line::HEADING / 2.0 + Size::Body.middle();
                for text in line::heading(self.look.metrics, &head.name, room) {
                    self.text(layer, at, room + 1.0, Line { text: &text, ..name_line(head) }, stands_for);
                    at.y += line::HEADING;
                }
                at.y -= line::HEADING;
            } else {
                self.heading(layer, at, (room, 1), head, stands_for);
            }
            if let Some(note) = self.shared_words(head, room) {
                let line = Line { text: &note, ..muted(Size::Tick) };
                self.text(layer, at + vec2(0.0, 14.0), room, line, stands_for);
            }
            if let Some(category) = self.category(self.matrix.options.rows, head) {
                let bar = Rect::from_min_max(pos2(0.0, top + 5.0), pos2(3.0, bottom - 5.0));
                layer.add_for(stands_for, Shape::filled(bar, Role::Category(category)));
            }
        }
    }

    /// A heading whose last line stands at a place: where it is too long for its lines it loses its middle.
    fn heading(
        &self,
        layer: &mut Layer,
        at: Pos2,
        (room, most): (f32, usize),
        head: &Head,
        stands_for: StandsFor,
    ) {
        let lines = line::in_lines(self.look.metrics, &head.name, room, most);
        let up = lines.len().saturating_sub(1) as f32;
        for (n, text) in lines.iter().enumerate() {
            let at = at + vec2(0.0, (n as f32 - up) * 13.0);
            self.text(layer, at, room + 1.0, Line { text, ..name_line(head) }, stands_for);
        }
    }

    /// Shows that a heading is what the person picked; and gives it its whole place to point at.
    fn heading_ground(&self, layer: &mut Layer, rect: Rect, head: &Head, stands_for: StandsFor) {
        let picked = head.thing.is_some() && head.thing == self.look.selection;
        let fill = picked.then(|| Paint::Solid(Role::Chosen.into()));
        let stroke = picked.then(|| Stroke::new(Role::Accent, 1.5));
        layer.add_for(stands_for, Shape::Rect { rect, radius: 4.0, fill, stroke });
    }

    fn row_totals(&self, layer: &mut Layer) {
        let left = self.layout.body.right();
        for row in self.layout.rows() {
            let Some(head) = self.matrix.rows.get(row) else { continue };
            self.row_lines(layer, row, left, self.layout.right());
            let (top, _) = self.layout.row(row);
            let at = pos2(self.layout.right() - PAD, top + GAP + 1.0 + CHIP / 2.0 + Size::Body.middle());
            let page = self.page();
            let total = match &page {
                Some(page) => self.standing(row..row + 1, page.1.clone()),
                None => head.total,
            };
            // On a page that shows a part, what differs is not that of the page.
            let other = self.matrix.differences.of_row(row).filter(|_| page.is_none());
            came::total(layer, self.look.metrics, at, (total, other), Weight::Regular);
        }
    }

    /// The rows and columns of a page that does not show all of them: its totals are those of what stands on it. In
    /// a pane all are a scroll away.
    fn page(&self) -> Option<(Range<usize>, Range<usize>)> {
        let (rows, columns) = (self.layout.rows(), self.layout.columns());
        let all = rows.len() == self.matrix.rows.len() && columns.len() == self.matrix.columns.len();
        (self.matrix.printed && !all).then_some((rows, columns))
    }

    fn standing(&self, rows: Range<usize>, columns: Range<usize>) -> u32 {
        self.matrix.standing(self.look.plan, rows, columns).count() as u32
    }

    /// What never scrolls: axis names, rules, and the totals of the whole.
    fn frame(&self, scene: &mut Scene) {
        let body = self.layout.body;
        let layer = scene.layer(Rect::from_min_size(Pos2::ZERO, self.size));
        let right = self.layout.right();
        let rule = |y: f32| Shape::line(pos2(0.0, y), pos2(right, y), Stroke::new(Role::Line, 1.0));
        layer.add(rule(HEADER));
        let options = &self.matrix.options;
        let (size, weight, ink) = corner::NAME;
        let places = self.matrix.corner_of(self.look.metrics, &self.layout);
        for (name, place) in options.axis_names(&self.matrix.words).iter().zip(places) {
            let at = pos2(place.left(), place.center().y + size.middle());
            self.text(
                layer,
                at,
                place.width() + 0.5,
                Line { text: name, size, weight, ink },
                StandsFor::Nothing,
            );
        }
        let base = HEADER - 14.0;
        let metrics = self.look.metrics;
        let at = pos2(self.layout.right() - PAD, base);
        layer.add(metrics.text_ending(at, "all", Size::Body, Weight::Regular, Role::Muted));
        layer.add(rule(body.bottom()));
        let base = body.bottom() + ALL / 2.0 + Size::Body.middle();
        let page = self.page();
        let what = match (self.matrix.models, page.is_some()) {
            (true, false) => &format!("all {}", self.look.plan.words().kinds(Kind::Model)),
            (false, false) => "all items",
            (_, true) => "on this page",
        };
        let room = body.left() - PAD - GAP;
        self.text(layer, pos2(PAD, base), room, Line { text: what, ..muted(Size::Body) }, StandsFor::Nothing);
        let all = match page.clone() {
            Some((rows, columns)) => self.standing(rows, columns),
            None => self.matrix.total,
        };
        let other = self.matrix.differences.of_all().filter(|_| page.is_none());
        came::total(layer, metrics, pos2(self.layout.right() - PAD, base), (all, other), Weight::Semibold);
        let sums = Rect::from_min_max(body.left_bottom(), pos2(body.right(), body.bottom() + ALL));
        let layer = scene.layer(sums);
        for column in self.layout.columns() {
            let Some(head) = self.matrix.columns.get(column) else { continue };
            let (left, right) = self.layout.column(column);
            let total = match &page {
                Some((rows, _)) => self.standing(rows.clone(), column..column + 1),
                None => head.total,
            };
            if self.matrix.models {
                let other = self.matrix.differences.of_column(column).filter(|_| page.is_none());
                let text = match other {
                    Some(other) => format!("{}  {}", other.now(total), other.words()),
                    None => figure(f64::from(total)),
                };
                let line = Line { text: &text, ..plain(Size::Body) };
                self.text(layer, pos2(left + GAP + 6.0, base), right - left, line, StandsFor::Nothing);
            } else {
                let at = pos2((left + right) / 2.0, base);
                let text = figure(f64::from(total));
                layer.add(metrics.text_around(at, &text, Size::Body, Weight::Regular, Role::Text));
            }
        }
    }

    /// What is counted out loud, under everything.
    fn foot(&self, scene: &mut Scene) {
        let lines = self.matrix.foot_lines(self.size.x);
        if lines.is_empty() {
            return;
        }
        let top = self.layout.body.bottom() + ALL;
        let layer = scene.layer(Rect::from_min_max(pos2(0.0, top), self.size.to_pos2()));
        let rule = Stroke::new(Role::Grid, 1.0);
        layer.add(Shape::line(pos2(0.0, top), pos2(self.size.x, top), rule));
        for (n, line) in lines.iter().enumerate() {
            let mut at = pos2(PAD, top + (n as f32 + 0.5) * FOOT_LINE + 2.0 + Size::Note.middle());
            for (place, piece) in line.iter().enumerate() {
                let room = self.size.x - PAD - at.x;
                let stands_for = piece.target.map_or(StandsFor::Nothing, StandsFor::Thing);
                if place > 0 {
                    self.text(
                        layer,
                        at,
                        room,
                        Line { text: BETWEEN, ..muted(Size::Note) },
                        StandsFor::Nothing,
                    );
                    at.x += self.matrix.between;
                }
                self.text(layer, at, room, Line { text: &piece.text, ..muted(Size::Note) }, stands_for);
                at.x += piece.width;
            }
        }
    }

    /// The legend, where the viewport has room left: a picture has its own, and leaves none.
    fn legend(&self, scene: &mut Scene) {
        let lines = self.matrix.foot_lines(self.size.x).len() as f32;
        let top = self.layout.body.bottom() + ALL + lines * FOOT_LINE + GAP * 3.0;
        let width = self.size.x - PAD * 2.0;
        let (shapes, height) = furniture::legend(self.look.metrics, &self.matrix.legend(self.size.x), width);
        if top + height > self.size.y {
            return;
        }
        let layer = scene.layer(Rect::from_min_max(pos2(0.0, top), self.size.to_pos2()));
        for mut shape in shapes {
            shape.translate(vec2(PAD, top));
            layer.add(shape);
        }
    }

    fn text(&self, layer: &mut Layer, at: Pos2, room: f32, line: Line<'_>, stands_for: StandsFor) {
        let metrics = self.look.metrics;
        if let Some(text) = ellipsis(metrics, line.text, line.size, line.weight, room) {
            layer.add_for(stands_for, metrics.text(at, &text, line.size, line.weight, line.ink));
        }
    }

    /// That a platform is shared, in the first form that there is room for.
    fn shared_words(&self, head: &Head, room: f32) -> Option<String> {
        let brands = self.look.plan.words().counted(Facet::Brand, head.brands);
        let forms = [format!("shared by {} {brands}", head.brands), format!("{} {brands}", head.brands)];
        let fits = |text: &String| self.look.metrics.width(text, Size::Tick, Weight::Regular) <= room;
        let [_, short] = &forms;
        (head.brands >= 2).then(|| forms.iter().find(|text| fits(text)).unwrap_or(short).clone())
    }

    fn category(&self, axis: Axis, head: &Head) -> Option<u32> {
        let stated = axis == Axis::Facet(Facet::Brand) && head.value != NOT_STATED;
        stated.then(|| crate::views::brand_category(self.look.plan, head.value))
    }
}

/// Pales a chip whose model begins after the focus date.
fn not_there(look: &Look<'_>, layer: &mut Layer, chip: Rect, item: usize) {
    if look.focus.is_some_and(|focus| look.has_begun(item, focus) == Some(false)) {
        let fill = Some(Paint::Solid(Ink::thin(Role::Panel, VEIL)));
        let veil = Shape::Rect { rect: chip, radius: 4.0, fill, stroke: None };
        layer.add_for(StandsFor::Thing(look.plan.items().thing(item)), veil);
    }
}

/// The opacity of what pales a chip: its name can still be read.
const VEIL: u8 = 150;

fn muted(size: Size) -> Line<'static> {
    Line { text: "", size, weight: Weight::Regular, ink: Role::Muted }
}

fn plain(size: Size) -> Line<'static> {
    Line { ink: Role::Text, ..muted(size) }
}

fn name_line(head: &Head) -> Line<'_> {
    if head.value == NOT_STATED {
        return Line { text: &head.name, ..muted(Size::Body) };
    }
    Line { text: &head.name, size: Size::Body, weight: Weight::Semibold, ink: Role::Text }
}
