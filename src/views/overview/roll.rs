//! An overview laid out: figures at the top, parts in two columns beneath, or in one where there is little room.
//!
//! It must never draw a line that leads nowhere.

use super::{Block, Overview, Part, lines::Line};
use crate::plan::{BitSet, Plan};
use crate::scene::{Paint, Role, Scene, Shape, StandsFor, Stroke, wrap_to};
use crate::views::count::Count;
use crate::views::pen::{Pen, Type};
use crate::views::roll::Roll;
use crate::views::timeline::Scale;
use crate::views::{LegendEntry, Link, Look, SWATCH, ViewKind, nothing};
use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// Height of the top, of a part's heading, of a line; space after a part.
const TOP: f32 = 94.0;
const HEADING: f32 = 30.0;
const LINE: f32 = 24.0;
const AFTER: f32 = 14.0;
/// Space at both sides, and between two columns.
const PAD: f32 = 16.0;
const GUTTER: f32 = 36.0;
/// From this width on parts stand in two columns.
const TWO: f32 = 900.0;
/// The parts of the left column, and of the right one.
const LEFT: [Part; 3] = [Part::Arrivals, Part::Overdue, Part::Disputed];
const RIGHT: [Part; 2] = [Part::Map, Part::Changed];
/// Those beneath both.
const BENEATH: [Part; 2] = [Part::Ownership, Part::Targets];
/// The order of one column.
const ONE: [Part; 7] =
    [Part::Arrivals, Part::Overdue, Part::Changed, Part::Disputed, Part::Map, Part::Ownership, Part::Targets];

impl Overview {
    fn height(&self, part: Part, width: f32) -> f32 {
        let Some(block) = self.block(part) else { return 0.0 };
        let inner = match part {
            Part::Map => (width * 0.52).clamp(120.0, 420.0),
            _ => block.lines.len() as f32 * LINE + if block.more > 0 { LINE } else { 0.0 },
        };
        HEADING + inner + AFTER
    }

    /// The parts of each piece, side by side: left and right, or one across all.
    fn pieces(&self, width: f32) -> Vec<Vec<Vec<Part>>> {
        let has = |part: &Part| self.block(*part).is_some();
        let kept = |parts: &[Part]| parts.iter().copied().filter(has).collect::<Vec<_>>();
        if width < TWO {
            return kept(&ONE).into_iter().map(|part| vec![vec![part]]).collect();
        }
        let columns: Vec<Vec<Part>> =
            [kept(&LEFT), kept(&RIGHT)].into_iter().filter(|column| !column.is_empty()).collect();
        let beneath = kept(&BENEATH).into_iter().map(|part| vec![vec![part]]);
        std::iter::once(columns).filter(|columns| !columns.is_empty()).chain(beneath).collect()
    }

    fn column_width(width: f32, count: usize) -> f32 {
        let gaps = GUTTER * count.saturating_sub(1) as f32;
        (width - PAD * 2.0 - gaps) / count.max(1) as f32
    }

    fn draw_top(&self, pen: &mut Pen<'_, '_>, rect: Rect) {
        let wide = rect.width() >= TWO;
        let room = if wide { rect.width() * 0.4 } else { rect.width() - PAD * 2.0 };
        let about = Type::NOTE.ink(Role::Text);
        if self.named {
            pen.text(pos2(PAD, rect.top() + 22.0), &self.name, Type::HEAD, room);
            pen.text(pos2(PAD, rect.top() + 46.0), &self.about, about, room);
        } else {
            let lines = wrap_to(pen.look.metrics, &self.about, about.size, about.weight, room, 2);
            for (n, line) in lines.iter().enumerate() {
                pen.text(pos2(PAD, rect.top() + 22.0 + n as f32 * 18.0), line, about, room + 1.0);
            }
        }
        let (mut x, y) = if wide { (PAD + room + 24.0, rect.top() + 22.0) } else { (PAD, rect.top() + 68.0) };
        let end = rect.right() - PAD;
        let each = (end - x) / self.stats.len().max(1) as f32;
        for (n, stat) in self.stats.iter().enumerate() {
            pen.stands_for = StandsFor::Link(n as u32);
            if wide {
                pen.text(pos2(x, y), &stat.figure, Type::HEAD, each - 14.0);
                let (metrics, of) = (pen.look.metrics, Type::NOTE);
                let lines = wrap_to(metrics, &stat.label, of.size, of.weight, each - 14.0, 2);
                for (n, line) in lines.iter().enumerate() {
                    pen.text(pos2(x, y + 24.0 + n as f32 * 15.0), line, of, each - 13.0);
                }
            } else {
                let at = pen.text(pos2(x, y), &stat.figure, Type::BOLD, each - 10.0);
                pen.text(pos2(at + 5.0, y), &stat.label, Type::NOTE, x + each - 10.0 - at - 5.0);
            }
            x += each;
        }
        pen.stands_for = StandsFor::Nothing;
        pen.hline(PAD, end, rect.bottom() - 10.0, Stroke::new(Role::Line, 1.0));
    }

    fn draw_block(&self, pen: &mut Pen<'_, '_>, part: Part, rect: Rect) {
        let Some(block) = self.block(part) else { return };
        pen.stands_for = StandsFor::Link(self.link_of(part, None));
        let middle = rect.top() + 14.0;
        let x = pen.text(pos2(rect.left(), middle), &block.title.0, Type::TITLE, rect.width() - 16.0);
        pen.text(pos2(x + 10.0, middle), block.title.1, Type::NOTE, rect.right() - 16.0 - x - 10.0);
        chevron(pen, pos2(rect.right() - 4.0, middle));
        let scale = scale(block, rect);
        for (n, line) in block.lines.iter().enumerate() {
            let top = rect.top() + HEADING + n as f32 * LINE;
            let row = Rect::from_min_size(pos2(rect.left(), top), vec2(rect.width(), LINE));
            pen.stands_for = StandsFor::Link(self.link_of(part, Some(n)));
            if let Some(thing) = line.thing {
                pen.chosen(row.expand2(vec2(6.0, 0.0)), thing);
            }
            self.draw_line(pen, part, line, row, scale.as_ref());
        }
        if block.more > 0 {
            pen.stands_for = StandsFor::Link(self.link_of(part, None));
            let at = pos2(rect.left() + 12.0, rect.top() + HEADING + (block.lines.len() as f32 + 0.5) * LINE);
            pen.text(at, &format!("{} more", block.more), Type::NOTE, rect.width() - 20.0);
        }
    }

    fn draw_line(&self, pen: &mut Pen<'_, '_>, part: Part, line: &Line, row: Rect, scale: Option<&Scale>) {
        let plan = pen.look.plan;
        let middle = row.center().y;
        let mut x = row.left();
        if let Some(thing) = line.thing.filter(|_| matches!(part, Part::Arrivals | Part::Overdue)) {
            let item = plan.items().item_of(thing).map_or(usize::MAX, |item| item.0 as usize);
            let colour = Role::Category(self.palette.of_item(plan, item));
            pen.fill(Rect::from_center_size(pos2(x + 3.0, middle), vec2(5.0, 9.0)), colour);
            x += 12.0;
            if let (Part::Overdue, Some(scale), Some((since, now))) = (part, scale, line.days) {
                let (from, to) = (scale.x(f64::from(since.0) + 1.0), scale.x(f64::from(now.0)));
                pen.vline(from, middle - 4.0, middle + 4.0, Stroke::new(Role::Text, 1.5));
                pen.hline(from, to.max(from + 2.0), middle, Stroke::new(Role::Text, 2.5));
            } else if let (Some(scale), Some((first, last))) = (scale, line.days) {
                let from = scale.x(f64::from(first.0)).clamp(scale.left, scale.right);
                let to = scale.x(f64::from(last.0) + 1.0).clamp(from + 3.0, scale.right + 3.0);
                let bar = Rect::from_min_max(pos2(from, middle - 5.0), pos2(to, middle + 5.0));
                let fill = Some(Paint::Solid(colour.into()));
                pen.add(Shape::Rect { rect: bar, radius: 1.0, fill, stroke: None });
            }
        }
        let end_of_row = row.right() - 16.0;
        chevron(pen, pos2(row.right() - 4.0, middle));
        let ink = if part == Part::Ownership { Role::Disagreement } else { Role::Text };
        let end = match (scale, line.days) {
            (Some(scale), Some(_)) if part == Part::Overdue => {
                let room = end_of_row - scale.right - 12.0;
                pen.text(pos2(scale.right + 12.0, middle), &line.end, Type::NOTE.ink(ink), room);
                scale.left - 12.0
            }
            (Some(scale), Some(_)) => {
                // The date stands before the bars.
                let room = scale.left - 8.0 - x;
                let from = pen.text_ending(
                    pos2(scale.left - 10.0, middle),
                    &line.end,
                    Type::NOTE.ink(ink),
                    room * 0.5,
                );
                from - 10.0
            }
            _ => {
                let room = (end_of_row - x) * 0.55;
                pen.text_ending(pos2(end_of_row, middle), &line.end, Type::NOTE.ink(ink), room) - 10.0
            }
        };
        let end = match &line.bullet {
            Some(bullet) if end - x > 260.0 => {
                let room = Rect::from_min_max(pos2(end - 110.0, middle - 8.0), pos2(end - 6.0, middle + 8.0));
                bullet.draw(pen, room);
                end - 120.0
            }
            _ => end,
        };
        let of = if part == Part::Ownership || part == Part::Disputed { Type::BOLD } else { Type::BODY };
        let x = pen.text(pos2(x, middle), &line.text, of, end - x);
        if end - x > 40.0 {
            pen.text(pos2(x + 10.0, middle), &line.note, Type::NOTE, end - x - 10.0);
        }
    }

    fn map_rect(&self, rect: Rect) -> Rect {
        let top = rect.top() + HEADING;
        Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), rect.bottom() - AFTER))
    }

    /// Where each part of a piece stands.
    fn places(&self, piece: usize, rect: Rect) -> Vec<(Part, Rect)> {
        let pieces = self.pieces(rect.width());
        let Some(columns) = piece.checked_sub(1).and_then(|piece| pieces.get(piece)) else {
            return Vec::new();
        };
        let wide = Self::column_width(rect.width(), columns.len());
        let mut places = Vec::new();
        for (n, column) in columns.iter().enumerate() {
            let left = PAD + n as f32 * (wide + GUTTER);
            let mut top = rect.top();
            for part in column {
                let height = self.height(*part, wide);
                places.push((*part, Rect::from_min_size(pos2(left, top), vec2(wide, height))));
                top += height;
            }
        }
        places
    }
}

/// The days of a part's bars along the right half of a rectangle.
fn scale(block: &Block, rect: Rect) -> Option<Scale> {
    if !matches!(block.part, Part::Arrivals | Part::Overdue) || rect.width() < 420.0 {
        return None;
    }
    let days = block.lines.iter().filter_map(|line| line.days);
    let (first, last) = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    let (from, to) = (f64::from(first.0), f64::from(last.0) + 1.0);
    let (left, right) = match block.part {
        Part::Overdue => (0.6, rect.left() + rect.width() * 0.78),
        _ => (0.68, rect.right() - 18.0),
    };
    Some(Scale::new(from, to.max(from + 30.0), rect.left() + rect.width() * left, right))
}

/// The sign of what leads somewhere.
fn chevron(pen: &mut Pen<'_, '_>, at: Pos2) {
    let points = vec![at + vec2(-2.0, -3.5), at + vec2(2.0, 0.0), at + vec2(-2.0, 3.5)];
    pen.add(Shape::Line { points, stroke: Stroke::new(Role::Muted, 1.2) });
}

impl Roll for Overview {
    fn nothing(&self, look: &Look<'_>) -> Option<(String, String)> {
        let (what, advice) = nothing::why(look, nothing::FILTERED);
        (self.present.1.count() == 0).then(|| (what.to_owned(), advice.to_owned()))
    }

    fn narrowest(&self) -> f32 {
        420.0
    }

    fn head(&self, _look: &Look<'_>, _width: f32) -> f32 {
        0.0
    }

    fn heights(&self, _look: &Look<'_>, width: f32) -> Vec<f32> {
        let pieces = self.pieces(width).into_iter().map(|columns| {
            let wide = Self::column_width(width, columns.len());
            let of = |column: &Vec<Part>| column.iter().map(|part| self.height(*part, wide)).sum::<f32>();
            columns.iter().map(of).fold(0.0, f32::max)
        });
        std::iter::once(TOP).chain(pieces).collect()
    }

    fn draw_head(&self, _pen: &mut Pen<'_, '_>, _rect: Rect) {}

    fn draw(&self, pen: &mut Pen<'_, '_>, piece: usize, rect: Rect) {
        if piece == 0 {
            return self.draw_top(pen, rect);
        }
        for (part, place) in self.places(piece, rect) {
            if BENEATH.contains(&part) {
                pen.stands_for = StandsFor::Nothing;
                pen.hline(PAD, rect.right() - PAD, place.top() - 4.0, Stroke::new(Role::Grid, 1.0));
            }
            self.draw_block(pen, part, place);
        }
    }

    fn inset(&self, look: &Look<'_>, piece: usize, rect: Rect) -> Option<(Vec2, Scene)> {
        let (_, place) = self.places(piece, rect).into_iter().find(|(part, _)| *part == Part::Map)?;
        let rect = self.map_rect(place);
        Some((rect.min.to_vec2(), self.map(look, rect.size())))
    }

    fn items(&self, plan: &Plan, piece: usize) -> Vec<usize> {
        // The parts are one page: what one of them tells is told with the first.
        if piece > 0 {
            return Vec::new();
        }
        let items = self.things().filter_map(|thing| plan.items().item_of(thing));
        items.map(|item| item.0 as usize).collect()
    }

    fn name(&self, _plan: &Plan, piece: usize, width: f32) -> Option<String> {
        let pieces = self.pieces(width);
        let parts = pieces.get(piece.checked_sub(1)?)?.iter().flatten();
        let names: Vec<&str> = parts.filter_map(|part| Some(&*self.block(*part)?.title.0)).collect();
        Some(names.join(", "))
    }

    fn count(&self, plan: &Plan, _shown: &BitSet) -> Count {
        Count::of_items(plan, self.present.1.count())
    }

    fn headline(&self, _plan: &Plan) -> String {
        "Overview".to_owned()
    }

    fn legend(&self, look: &Look<'_>) -> Vec<LegendEntry> {
        let plan = look.plan;
        let bar = Rect::from_min_size(Pos2::ZERO, SWATCH).shrink2(vec2(0.0, 1.0));
        let entry = |category: u32, name: String| LegendEntry {
            swatch: Shape::filled(bar, Role::Category(category)),
            label: name,
        };
        let shown = [Part::Arrivals, Part::Overdue];
        let blocks = self.blocks.iter().filter(|block| shown.contains(&block.part));
        let things = blocks.flat_map(|block| block.lines.iter().filter_map(|line| line.thing));
        let mut used: Vec<u32> = Vec::new();
        for thing in things {
            let item = plan.items().item_of(thing).map_or(usize::MAX, |item| item.0 as usize);
            let category = self.palette.of_item(plan, item);
            if !used.contains(&category) {
                used.push(category);
            }
        }
        used.sort_unstable();
        used.into_iter().map(|category| entry(category, self.palette.name(plan, category))).collect()
    }

    fn words(&self, _plan: &Plan, what: StandsFor) -> Option<String> {
        let StandsFor::Link(link) = what else { return None };
        self.links().nth(link as usize).map(|(_, words)| words)
    }

    fn link(&self, _look: &Look<'_>, link: u32) -> Option<Link> {
        let (link, _) = self.links().nth(link as usize)?;
        // A line about a record alone shows it where it can be read: in the table.
        let is_bare = link.view.is_none() && link.query.is_none();
        Some(if is_bare { link.clone().by(ViewKind::Table) } else { link.clone() })
    }
}
