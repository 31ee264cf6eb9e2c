//! Ownership laid out: dates side by side, and beneath them what is held, a row each, over time.
//!
//! It must never show more dates side by side than can be read: there it shows the last ones.

use super::boxes::Node;
use super::draw::{Band, HEADING};
use super::gaps::Placed;
use super::{At, Ownership, strip, words};
use crate::explore::holdings::{Holding, State, Votes};
use crate::plan::{Plan, Thing};
use crate::scene::{Role, Shape, Size, StandsFor, Stroke, Weight, wrap, wrap_to};
use crate::views::pen::{Pen, Type};
use crate::views::roll::Roll;
use crate::views::timeline::{Scale, TimeAxis, Unit};
use crate::views::{LegendEntry, Look, SWATCH, focus, nothing};
use emath::{Pos2, Rect, pos2, vec2};
use std::rc::Rc;

/// Space at both sides, and between dates.
const PAD: f32 = 14.0;
const GUTTER: f32 = 28.0;
/// The narrowest room of a box where dates stand side by side.
const NARROWEST: f32 = 88.0;
/// Height of a line of the foot.
const LINE: f32 = 15.0;
/// Height of the heading above the strip.
const STRIP: f32 = 46.0;

/// Where the columns of the strip stand.
#[derive(Debug, Clone, Copy)]
struct Columns {
    left: f32,
    right: f32,
    words: f32,
    end: f32,
}

impl Columns {
    fn of(width: f32) -> Self {
        let end = width - PAD;
        let words = end - (width * 0.26).clamp(120.0, 380.0);
        Self { left: PAD + (width * 0.17).clamp(96.0, 230.0), right: words - 14.0, words, end }
    }
}

impl Ownership {
    /// The dates that have room side by side in a width.
    fn shown_moments(&self, width: f32) -> &[At] {
        let wide = |count: usize| (width - PAD * 2.0 - GUTTER * (count - 1) as f32) / count as f32;
        let all = self.moments.len();
        let most =
            (1..=all).rev().find(|count| wide(*count) * self.boxes.layers.slot >= NARROWEST).unwrap_or(1);
        self.moments.get(all - most.min(all)..).unwrap_or_default()
    }

    fn column(&self, width: f32) -> f32 {
        let count = self.shown_moments(width).len().max(1);
        (width - PAD * 2.0 - GUTTER * (count - 1) as f32) / count as f32
    }

    /// Boxes and arrows for a width; kept, since each frame asks for the same.
    fn placed(&self, look: &Look<'_>, width: f32) -> Rc<Placed> {
        let column = self.column(width);
        if let Some((known, placed)) = &*self.kept.borrow()
            && *known == column
        {
            return Rc::clone(placed);
        }
        let rooms = self.rooms(look.metrics);
        let placed = Rc::new(Placed::new(&self.boxes, column, &rooms, &self.percents()));
        *self.kept.borrow_mut() = Some((column, Rc::clone(&placed)));
        placed
    }

    fn scale(&self, columns: Columns) -> (Scale, TimeAxis, Unit) {
        let scale = Scale::new(self.span.0, self.span.1, columns.left, columns.right);
        let axis = TimeAxis::new(&scale, 1);
        let unit = axis.minor.max(Unit::Year);
        (scale, axis, unit)
    }

    fn draw_moments(&self, pen: &mut Pen<'_, '_>, rect: Rect) {
        let look = pen.look;
        let placed = self.placed(&look, rect.width());
        let column = self.column(rect.width());
        for (n, at) in self.shown_moments(rect.width()).iter().enumerate() {
            let x = PAD + n as f32 * (column + GUTTER);
            if n > 0 {
                pen.stands_for = StandsFor::Nothing;
                let x = x - GUTTER / 2.0;
                pen.vline(x, rect.top() + 8.0, rect.bottom() - 8.0, Stroke::new(Role::Grid, 1.0));
            }
            self.draw_moment(pen, &placed, *at, (pos2(x, rect.top() + 8.0), column));
        }
    }

    fn draw_heading(&self, pen: &mut Pen<'_, '_>, rect: Rect) {
        let columns = Columns::of(rect.width());
        pen.hline(PAD, columns.end, rect.top() + 4.0, Stroke::new(Role::Line, 1.0));
        let middle = rect.bottom() - 10.0;
        pen.text(pos2(PAD, middle), "Parts over time", Type::TITLE, columns.left - PAD - 8.0);
        let (scale, axis, unit) = self.scale(columns);
        for tick in axis.ticks(unit, &scale) {
            let (from, to) = (scale.x(f64::from(tick.day.0)), scale.x(f64::from(tick.next.0)));
            if from >= columns.left - 1.0 && to - from > 30.0 && from + 34.0 < columns.right {
                pen.text(pos2(from + 3.0, middle), &tick.label, Type::NOTE, to - from);
            }
        }
        pen.text(
            pos2(columns.words, middle),
            &focus::words(self.now()),
            Type::BOLD,
            columns.end - columns.words,
        );
        // Each date's name where its line begins, as far as they do not touch.
        let mut last = f32::NEG_INFINITY;
        for at in self.moments.iter().take(self.moments.len().saturating_sub(1)) {
            let x = scale.x(f64::from(at.day.0) + 1.0);
            let name = words::moment(*at);
            let half = pen.width(&name, Type::NOTE) / 2.0;
            let at = pos2(
                x.clamp(columns.left + half, (columns.right - half).max(columns.left + half)),
                middle - 16.0,
            );
            if at.x - half > last + 8.0 && x >= columns.left {
                pen.text_around(at, &name, Type::NOTE.ink(Role::Text), half * 2.0 + 1.0);
                last = at.x + half;
            }
        }
    }

    fn draw_held(&self, pen: &mut Pen<'_, '_>, of: Thing, rect: Rect) {
        let columns = Columns::of(rect.width());
        let plan = pen.look.plan;
        let middle = rect.center().y;
        pen.stands_for = StandsFor::Thing(of);
        pen.chosen(rect.shrink2(vec2(4.0, 0.0)), of);
        let room = columns.left - PAD - 10.0;
        let name = wrap_to(pen.look.metrics, &plan.record(of).name, Size::Body, Weight::Semibold, room, 2);
        let top = middle - (name.len() as f32 - 1.0) * 7.5;
        for (n, line) in name.iter().enumerate() {
            pen.text(pos2(PAD, top + n as f32 * 15.0), line, Type::BOLD, room);
        }
        let (scale, axis, unit) = self.scale(columns);
        pen.stands_for = StandsFor::Nothing;
        for tick in axis.ticks(unit, &scale) {
            let x = scale.x(f64::from(tick.day.0));
            if x >= columns.left - 0.5 {
                pen.vline(x, rect.top(), rect.bottom(), Stroke::new(Role::Grid, 1.0));
            }
        }
        self.draw_strip(pen, of, rect, &scale);
        self.draw_lines(pen, rect.top(), rect.bottom(), &scale);
        let (said, beyond) = self.owners_words(plan, of);
        pen.stands_for = StandsFor::Thing(of);
        let room = columns.end - columns.words;
        let most = if beyond.is_some() { 1 } else { 2 };
        let mut lines: Vec<(String, Role)> =
            wrap_to(pen.look.metrics, &said, Size::Note, Weight::Regular, room, most)
                .into_iter()
                .map(|line| (line, Role::Text))
                .collect();
        lines.extend(beyond.map(|words| (words, Role::Disagreement)));
        let top = middle - (lines.len() as f32 - 1.0) * 7.0;
        for (n, (line, ink)) in lines.iter().enumerate() {
            pen.text(pos2(columns.words, top + n as f32 * 14.0), line, Type::NOTE.ink(*ink), room + 1.0);
        }
    }

    /// The pieces before the rows: the dates, and the heading of the strip.
    const BEFORE: usize = 2;

    /// What is held without a stated part, in one breath.
    fn foot_lines(&self, look: &Look<'_>, width: f32) -> Vec<String> {
        let line = |of: &Thing| {
            let (owners, _) = self.owners_words(look.plan, *of);
            format!("{} ({owners})", look.plan.record(*of).name)
        };
        let all: Vec<String> = self.partless.iter().map(line).collect();
        let words = format!("Of these no part is stated: {}.", all.join("; "));
        let room = width - PAD * 2.0;
        if all.is_empty() {
            Vec::new()
        } else {
            wrap(look.metrics, &words, Size::Note, Weight::Regular, room)
        }
    }

    fn draw_foot(&self, pen: &mut Pen<'_, '_>, rect: Rect) {
        let look = pen.look;
        for (n, line) in self.foot_lines(&look, rect.width()).iter().enumerate() {
            let at = pos2(PAD, rect.top() + 14.0 + n as f32 * LINE);
            pen.text(at, line, Type::NOTE, rect.width() - PAD * 2.0 + 1.0);
        }
    }

    fn held_of(&self, piece: usize) -> Option<Thing> {
        self.held.get(piece.checked_sub(Self::BEFORE)?).copied()
    }
}

impl Roll for Ownership {
    fn nothing(&self, _look: &Look<'_>) -> Option<(String, String)> {
        let (what, advice) = match self.any {
            _ if !self.holdings.is_empty() => return None,
            false => (
                "This plan states no holding",
                "Write one into “stakes” of its file: who holds which part of what, from when, with or without \
                 votes. The owners and the parent of a company count too.",
            ),
            true => ("No holding matches the filter", nothing::FILTERED.1),
        };
        Some((what.to_owned(), advice.to_owned()))
    }

    fn narrowest(&self) -> f32 {
        560.0
    }

    fn head(&self, _look: &Look<'_>, _width: f32) -> f32 {
        0.0
    }

    fn heights(&self, look: &Look<'_>, width: f32) -> Vec<f32> {
        let boxes = self.placed(look, width).height + HEADING + 26.0;
        let rows = self.held.iter().map(|_| strip::ROW);
        let foot = self.foot_lines(look, width).len() as f32 * LINE;
        let foot = if foot > 0.0 { foot + 16.0 } else { 8.0 };
        [boxes, STRIP].into_iter().chain(rows).chain([foot]).collect()
    }

    fn draw_head(&self, _pen: &mut Pen<'_, '_>, _rect: Rect) {}

    fn draw(&self, pen: &mut Pen<'_, '_>, piece: usize, rect: Rect) {
        match (piece, self.held_of(piece)) {
            (0, _) => self.draw_moments(pen, rect),
            (_, Some(of)) => self.draw_held(pen, of, rect),
            (1, _) => self.draw_heading(pen, rect),
            _ => self.draw_foot(pen, rect),
        }
    }

    fn thing(&self, piece: usize) -> Option<Thing> {
        self.held_of(piece)
    }

    fn items(&self, plan: &Plan, piece: usize) -> Vec<usize> {
        let item = |holding: &Holding| plan.items().item_of(holding.by).map(|item| item.0 as usize);
        let is_foot = piece == Self::BEFORE + self.held.len();
        let is_drawn = |holding: &Holding| {
            let there = self.moments.iter().any(|at| holding.state(at.day) != State::Not);
            let mut arrows = self.boxes.arrows.iter().filter_map(|arrow| self.holdings.get(arrow.holding));
            there && arrows.any(|drawn| drawn.by == holding.by && drawn.of == holding.of)
        };
        let is_here = |holding: &&Holding| match self.held_of(piece) {
            Some(of) => holding.of == of,
            None if piece == 0 => is_drawn(holding),
            None => is_foot && self.partless.contains(&holding.of),
        };
        self.holdings.iter().filter(is_here).filter_map(item).collect()
    }

    fn name(&self, plan: &Plan, piece: usize, _width: f32) -> Option<String> {
        Some(format!("{} over time", plan.record(self.held_of(piece)?).name))
    }

    fn headline(&self, _plan: &Plan) -> String {
        "Ownership".to_owned()
    }

    fn details(&self, _look: &Look<'_>) -> String {
        let now = self.now();
        let count =
            |states: &[State]| self.holdings.iter().filter(|h| states.contains(&h.state(now))).count();
        let held = count(&[State::Held, State::Perhaps]);
        let promised = count(&[State::Promised]);
        let promised = if promised > 0 { format!(", {promised} promised") } else { String::new() };
        format!(", {held} held on {}{promised}", focus::words(now))
    }

    fn legend(&self, _look: &Look<'_>) -> Vec<LegendEntry> {
        let rect = Rect::from_min_size(Pos2::ZERO, SWATCH).shrink2(vec2(0.5, 2.0));
        let any = |is: &dyn Fn(&Holding) -> bool| self.holdings.iter().any(is);
        let sample = |votes, state, turned| {
            let mut holding = self.holdings.first().cloned()?;
            holding.votes = votes;
            Some(Band::of(&holding, state, turned, Role::Muted).stretch(rect))
        };
        let state =
            |holding: &Holding| self.moments.iter().any(|at| holding.state(at.day) == State::Promised);
        let entries = [
            (any(&|h| h.votes == Votes::With), sample(Votes::With, State::Held, false), "held with votes"),
            (
                any(&|h| h.votes == Votes::Without),
                sample(Votes::Without, State::Held, false),
                "without votes",
            ),
            (
                any(&|h| h.votes == Votes::NotStated),
                sample(Votes::NotStated, State::Held, false),
                "votes not stated; thin: nor which part",
            ),
            (any(&state), sample(Votes::With, State::Promised, false), "promised, not held"),
            (
                any(&|h| h.state(self.now()) == State::GivenUp),
                sample(Votes::With, State::GivenUp, false),
                "promised and given up",
            ),
            (
                any(&|h| h.others.iter().any(|other| other.turned.is_some())),
                sample(Votes::With, State::Held, true),
                "the other way round, as a source says",
            ),
            (true, Some(Shape::filled(rect, Role::App)), "others, or not stated"),
        ];
        let entry = |(used, swatch, label): (bool, Option<Shape>, &str)| {
            swatch.filter(|_| used).map(|swatch| LegendEntry { swatch, label: label.to_owned() })
        };
        let mut entries: Vec<LegendEntry> = entries.into_iter().filter_map(entry).collect();
        if any(&|h| h.others.iter().any(|other| other.percent.is_some() && other.turned.is_none())) {
            let rect = Rect::from_center_size((SWATCH / 2.0).to_pos2(), vec2(9.0, 4.0));
            let stroke = Some(Stroke::new(Role::Disagreement, 1.2));
            let swatch = Shape::Rect { rect, radius: 0.0, fill: None, stroke };
            entries.push(LegendEntry { swatch, label: "another part, by another source".to_owned() });
        }
        entries
    }

    fn notes(&self, look: &Look<'_>) -> Vec<String> {
        let mut notes = Vec::new();
        if self.boxes.left_out > 0 {
            notes.push(format!(
                "{} companies have no box: there are too many, and those with most holdings are drawn.",
                self.boxes.left_out
            ));
        }
        let beyond = self.held.iter().filter(|of| self.owners(**of, self.now()).beyond().is_some());
        let names: Vec<&str> = beyond.map(|of| &*look.plan.record(*of).name).collect();
        if !names.is_empty() {
            notes.push(format!("Stated parts come to more than a whole: {}.", names.join(", ")));
        }
        let undated = self.holdings.iter().filter(|holding| holding.when.is_none()).count();
        if undated > 0 {
            notes.push(format!("{undated} holdings have no date: they are drawn as held at any."));
        }
        notes
    }

    fn words(&self, plan: &Plan, what: StandsFor) -> Option<String> {
        let StandsFor::Thing(thing) = what else { return None };
        let is_box = |node: &Node| *node == Node::Thing(thing);
        if let Some(holding) = self.holdings.iter().find(|holding| holding.by == thing && holding.of != thing)
        {
            let name = |thing| &plan.record(thing).name;
            let beneath = words::beneath(holding, holding.state(self.now()), None);
            let via = holding.via.as_ref().map(|via| format!(", through {via}")).unwrap_or_default();
            let other = words::otherwise(plan, holding).map(|words| format!("; {words}")).unwrap_or_default();
            let beneath = if beneath.is_empty() { String::new() } else { format!(", {beneath}") };
            let (holder, of) = (name(holding.holder), name(holding.of));
            return Some(format!("{holder} in {of}: {}{beneath}{via}{other}", words::part(holding)));
        }
        if !self.boxes.nodes.iter().any(is_box) && !self.held.contains(&thing) {
            return None;
        }
        let (owners, beyond) = match self.held.contains(&thing) {
            true => self.owners_words(plan, thing),
            false => ("nobody is said to hold it".to_owned(), None),
        };
        let beyond = beyond.map(|words| format!("; {words}")).unwrap_or_default();
        let holds = self.effective_words(plan, thing, self.now());
        let holds = holds.map(|words| format!(". Holds {words}")).unwrap_or_default();
        Some(format!("{}: held by {owners}{beyond}{holds}", plan.record(thing).name))
    }
}
