//! Coverage laid out: gaps along the top, rows beneath, and what was promised against what is named.
//!
//! It must never tell a share by colour alone: each cell has its count.

use super::{Coverage, Gap};
use crate::plan::{BitSet, Plan, Thing};
use crate::scene::{Ink, Paint, Role, Shape, Size, StandsFor, Stroke, Weight, wrap_to};
use crate::views::pen::{Pen, Type};
use crate::views::roll::Roll;
use crate::views::targets::{Bullet, count_words};
use crate::views::{LegendEntry, Link, Look, SWATCH, ViewKind, nothing};
use emath::{Pos2, Rect, pos2, vec2};

/// Height of a row, of the head, of a promise.
const ROW: f32 = 26.0;
const HEAD: f32 = 52.0;
const PROMISE: f32 = 24.0;
/// Height of the heading above the promises.
const HEADING: f32 = 44.0;
/// Space at both sides.
const PAD: f32 = 14.0;
/// The widest column.
const WIDEST: f32 = 150.0;

/// Where columns stand.
#[derive(Debug, Clone, Copy)]
struct Columns {
    total: f32,
    first: f32,
    each: f32,
}

impl Coverage {
    fn columns(&self, width: f32) -> Columns {
        let total = PAD + (width * 0.2).clamp(90.0, 220.0);
        let first = total + 58.0;
        let each = ((width - PAD - first) / self.gaps.len().max(1) as f32).min(WIDEST);
        Columns { total, first, each }
    }

    /// The number of the link of a cell; the promises' follow.
    fn link_of(&self, row: usize, gap: usize) -> u32 {
        (row * self.gaps.len() + gap) as u32
    }

    fn cell_of(&self, link: u32) -> Option<(usize, usize)> {
        let gaps = self.gaps.len().max(1);
        let (row, gap) = (link as usize / gaps, link as usize % gaps);
        (row < self.heads.len()).then_some((row, gap))
    }

    fn promise_of(&self, link: u32) -> Option<&super::Promise> {
        let cells = self.heads.len() * self.gaps.len();
        self.promises.get((link as usize).checked_sub(cells)?)
    }

    fn draw_row(&self, pen: &mut Pen<'_, '_>, row: usize, rect: Rect) {
        let Some(head) = self.heads.get(row) else { return };
        let columns = self.columns(rect.width());
        let middle = rect.center().y;
        pen.stands_for = head.value.map_or(StandsFor::Nothing, |value| StandsFor::Value(self.facet, value));
        let of = if row == 0 { Type::BOLD } else { Type::BODY };
        pen.text(pos2(PAD, middle), &head.name, of, columns.total - PAD - 10.0);
        pen.stands_for = StandsFor::Nothing;
        pen.text_ending(pos2(columns.first - 16.0, middle), &head.items.to_string(), Type::NOTE, 60.0);
        for gap in 0..self.gaps.len() {
            let Some((count, of)) = self.cell(row, gap) else { continue };
            let left = columns.first + gap as f32 * columns.each;
            let cell = Rect::from_min_max(
                pos2(left + 1.5, rect.top() + 1.5),
                pos2(left + columns.each - 1.5, rect.bottom() - 1.5),
            );
            if of == 0 {
                pen.stands_for = StandsFor::Nothing;
                pen.text_around(cell.center(), "–", Type::NOTE, cell.width());
                continue;
            }
            if count == 0 {
                pen.stands_for = StandsFor::Nothing;
                pen.text_around(cell.center(), "0", Type::NOTE, cell.width());
                continue;
            }
            pen.stands_for = StandsFor::Link(self.link_of(row, gap));
            let step = step(count, of);
            let fill = Some(Paint::Solid(Role::Ramp(step).into()));
            pen.add(Shape::Rect { rect: cell, radius: 3.0, fill, stroke: None });
            let bold = Type::BOLD.ink(Role::OnRamp(step));
            let more = format!(" of {of}");
            let small = Type::NOTE.size(Size::Tick).ink(Role::OnRamp(step));
            let words = count.to_string();
            let (first, second) = (pen.width(&words, bold), pen.width(&more, small));
            if first + second + 6.0 <= cell.width() {
                let x = cell.center().x - (first + second) / 2.0;
                let x = pen.text(pos2(x, middle), &words, bold, first + 1.0);
                pen.text(pos2(x, middle), &more, small, second + 1.0);
            } else {
                pen.text_around(cell.center(), &words, bold, cell.width());
            }
        }
        if row == 0 {
            pen.stands_for = StandsFor::Nothing;
            pen.hline(PAD, rect.right() - PAD, rect.bottom() - 0.5, Stroke::new(Role::Grid, 1.0));
        }
    }

    fn draw_promise(&self, pen: &mut Pen<'_, '_>, n: usize, rect: Rect) {
        let Some(row) = self.promises.get(n) else { return };
        let columns = self.columns(rect.width());
        let plan = pen.look.plan;
        let middle = rect.center().y;
        pen.stands_for = StandsFor::Link((self.heads.len() * self.gaps.len() + n) as u32);
        pen.chosen(rect.shrink2(vec2(4.0, 0.0)), row.thing);
        let name = &plan.record(row.thing).name;
        pen.text(pos2(PAD, middle), name, Type::BODY, columns.first - PAD - 10.0);
        let mut x = columns.first;
        if let Some(bullet) = Bullet::of(plan, row) {
            bullet.draw(pen, Rect::from_min_max(pos2(x, middle - 8.0), pos2(x + 110.0, middle + 8.0)));
            x += 124.0;
        }
        let of = Type::NOTE.ink(Role::Accent);
        pen.text(pos2(x, middle), &count_words(plan, row), of, rect.right() - PAD - x);
    }

    /// The places of the pieces: rows, the heading of the promises, the promises.
    fn promise_at(&self, piece: usize) -> Option<usize> {
        piece.checked_sub(self.heads.len() + 1).filter(|n| *n < self.promises.len())
    }
}

/// The shade of a share, 0 to 3.
fn step(count: usize, of: usize) -> u8 {
    (count * 4).div_ceil(of.max(1)).clamp(1, 4) as u8 - 1
}

impl Roll for Coverage {
    fn nothing(&self, look: &Look<'_>) -> Option<(String, String)> {
        let (what, advice) = nothing::why(look, nothing::FILTERED);
        self.heads.iter().all(|head| head.items == 0).then(|| (what.to_owned(), advice.to_owned()))
    }

    fn narrowest(&self) -> f32 {
        520.0
    }

    fn head(&self, _look: &Look<'_>, _width: f32) -> f32 {
        HEAD
    }

    fn heights(&self, _look: &Look<'_>, _width: f32) -> Vec<f32> {
        let rows = (0..self.heads.len()).map(|row| if row == 0 { ROW + 4.0 } else { ROW });
        let heading = if self.promises.is_empty() { 12.0 } else { HEADING };
        rows.chain([heading]).chain(self.promises.iter().map(|_| PROMISE)).collect()
    }

    fn draw_head(&self, pen: &mut Pen<'_, '_>, rect: Rect) {
        let columns = self.columns(rect.width());
        let bottom = rect.bottom() - 8.0;
        let plan = pen.look.plan;
        let word = plan.words().one(self.facet);
        pen.text(pos2(PAD, bottom - 7.0), word, Type::NOTE, columns.total - PAD);
        pen.text_ending(pos2(columns.first - 16.0, bottom - 7.0), "items", Type::NOTE, 60.0);
        for (n, gap) in self.gaps.iter().enumerate() {
            let middle = columns.first + (n as f32 + 0.5) * columns.each;
            let room = columns.each - 6.0;
            let lines =
                wrap_to(pen.look.metrics, &gap.label(plan.words()), Size::Note, Weight::Regular, room, 3);
            let top = bottom - 7.0 - (lines.len() as f32 - 1.0) * 14.0;
            for (n, line) in lines.iter().enumerate() {
                pen.text_around(
                    pos2(middle, top + n as f32 * 14.0),
                    line,
                    Type::NOTE.ink(Role::Text),
                    room + 1.0,
                );
            }
        }
        pen.hline(PAD, rect.right() - PAD, rect.bottom() - 0.5, Stroke::new(Role::Line, 1.0));
    }

    fn draw(&self, pen: &mut Pen<'_, '_>, piece: usize, rect: Rect) {
        if piece < self.heads.len() {
            return self.draw_row(pen, piece, rect);
        }
        match self.promise_at(piece) {
            Some(n) => self.draw_promise(pen, n, rect),
            None if !self.promises.is_empty() => {
                let at = pos2(PAD, rect.bottom() - 12.0);
                let x = pen.text(at, "Promised against named", Type::TITLE, rect.width() - PAD * 2.0);
                let note = "as each target’s own rule counts";
                pen.text(pos2(x + 10.0, at.y), note, Type::NOTE, rect.width() - PAD - x - 10.0);
            }
            None => {}
        }
    }

    fn thing(&self, piece: usize) -> Option<Thing> {
        self.promises.get(self.promise_at(piece)?).map(|row| row.thing)
    }

    fn items(&self, plan: &Plan, piece: usize) -> Vec<usize> {
        if let Some(thing) = self.thing(piece) {
            return plan.items().item_of(thing).into_iter().map(|item| item.0 as usize).collect();
        }
        // The first row is of all; of the others each has its own.
        match self.heads.get(piece).map(|head| head.value) {
            Some(None) => self.matching.iter().collect(),
            Some(Some(value)) => {
                let mut own = BitSet::none(plan.items().len());
                plan.items().column(self.facet).members(value).add_to(&mut own);
                own.and(&self.matching);
                own.iter().collect()
            }
            None => Vec::new(),
        }
    }

    fn name(&self, _plan: &Plan, piece: usize, _width: f32) -> Option<String> {
        self.heads.get(piece).map(|head| head.name.to_string())
    }

    fn headline(&self, plan: &Plan) -> String {
        format!("Coverage by {}", plan.words().one(self.facet))
    }

    fn legend(&self, _look: &Look<'_>) -> Vec<LegendEntry> {
        let entry = |step: u8, label: &str| {
            let rect = Rect::from_min_size(Pos2::ZERO, SWATCH);
            let fill = Some(Paint::Solid(Ink::from(Role::Ramp(step))));
            LegendEntry {
                swatch: Shape::Rect { rect, radius: 2.0, fill, stroke: None },
                label: label.to_owned(),
            }
        };
        vec![
            entry(0, "open of up to a quarter"),
            entry(1, "up to half"),
            entry(2, "up to three quarters"),
            entry(3, "more"),
        ]
    }

    fn notes(&self, look: &Look<'_>) -> Vec<String> {
        let left = Gap::ALL.iter().filter(|gap| !self.gaps.contains(gap));
        let left: Vec<_> = left.map(|gap| gap.label(look.plan.words())).collect();
        match left.is_empty() {
            true => Vec::new(),
            false => vec![format!("Not asked, since the plan speaks of none: {}.", left.join(", "))],
        }
    }

    fn words(&self, plan: &Plan, what: StandsFor) -> Option<String> {
        let StandsFor::Link(link) = what else { return None };
        if let Some((row, gap)) = self.cell_of(link) {
            let (head, of_gap) = (self.heads.get(row)?, self.gaps.get(gap)?);
            let (count, of) = self.cell(row, gap)?;
            return Some(format!("{}, {}: {count} of {of}", head.name, of_gap.label(plan.words())));
        }
        let row = self.promise_of(link)?;
        Some(format!("{}: {}", plan.record(row.thing).name, count_words(plan, row)))
    }

    fn link(&self, look: &Look<'_>, link: u32) -> Option<Link> {
        if let Some((row, gap)) = self.cell_of(link) {
            return self.cell_link(look, row, gap);
        }
        let row = self.promise_of(link)?;
        let id = look.plan.record(row.thing).id.clone();
        Some(Link { select: Some(id), ..Link::view(ViewKind::Targets) })
    }
}
