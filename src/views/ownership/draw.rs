//! One date drawn: boxes, arrows as wide as the parts that they stand for, and words.
//!
//! It must never move a box from date to date, nor draw an arrow of a holding that is not there without saying what
//! it is.

use super::boxes::{Arrow, Node};
use super::gaps::{Line, Placed, Words, thickness};
use super::words::{beneath, moment, other_parts, part};
use super::{At, Ownership, category};
use crate::explore::holdings::{Holding, State, Votes};
use crate::plan::{Plan, Thing};
use crate::scene::{Ink, Metrics, Paint, Role, Shape, Size, StandsFor, Stroke, Weight, wrap_to};
use crate::views::pen::{Pen, Type};
use emath::{Pos2, Rect, Vec2, pos2, vec2};

/// Height of the heading of a date.
pub const HEADING: f32 = 30.0;
/// The widest words beside an arrow.
const WIDEST: f32 = 150.0;
/// Heights of the lines of such words.
const LINES: (f32, f32) = (15.0, 13.0);
/// Length of an arrow's head.
const TIP: f32 = 8.0;
/// How much colour an arrow has of which nobody says whether it votes.
const TINT: u8 = 96;

/// The lines of words beside an arrow at a date.
fn lines(own: &Ownership, arrow: Arrow, at: At) -> Option<[String; 3]> {
    let holding = own.holdings.get(arrow.holding)?;
    let state = holding.state(at.day);
    if !arrow.is_last || state == State::Not {
        return None;
    }
    if let Some(other) = arrow.turned.and_then(|n| holding.others.get(n)) {
        let percent =
            other.percent.map_or(part(holding), |percent| format!("{} %", crate::explore::figure(percent)));
        return Some([percent, format!("so {}", other.who), String::new()]);
    }
    let before = own.moments.iter().take_while(|other| other.day < at.day).last();
    let change = before.and_then(|before| own.change(arrow.holding, before.day, at.day));
    let beneath = beneath(holding, state, change);
    // A thin arrow says by itself that nobody states a part.
    if holding.percent.is_none() && beneath.is_empty() {
        return None;
    }
    Some([part(holding), beneath, other_parts(holding)])
}

impl Ownership {
    /// The room that the words of each arrow need at any of its dates.
    pub(super) fn rooms(&self, metrics: &Metrics) -> Vec<Words> {
        let room = |arrow: &Arrow| {
            let mut size = Vec2::ZERO;
            for at in &self.moments {
                let Some([first, second, third]) = lines(self, *arrow, *at) else { continue };
                let width = |text: &str, size, weight| metrics.width(text, size, weight);
                let wide = width(&first, Size::Body, Weight::Semibold)
                    .max(width(&second, Size::Note, Weight::Regular))
                    .max(width(&third, Size::Note, Weight::Regular));
                let more = [second, third].iter().filter(|line| !line.is_empty()).count() as f32;
                size = size.max(vec2(wide.min(WIDEST) + 2.0, LINES.0 + LINES.1 * more));
            }
            Words { size }
        };
        self.boxes.arrows.iter().map(room).collect()
    }

    /// The parts that arrows stand for.
    pub(super) fn percents(&self) -> Vec<Option<f64>> {
        let percent = |arrow: &Arrow| self.holdings.get(arrow.holding).and_then(|holding| holding.percent);
        self.boxes.arrows.iter().map(percent).collect()
    }

    /// Draws a date; `origin` is the upper left corner of its column.
    pub(super) fn draw_moment(
        &self,
        pen: &mut Pen<'_, '_>,
        placed: &Placed,
        at: At,
        (origin, width): (Pos2, f32),
    ) {
        pen.stands_for = StandsFor::Nothing;
        pen.text(origin + vec2(0.0, 10.0), &moment(at), Type::TITLE, width);
        let origin = (origin + vec2(0.0, HEADING)).to_vec2();
        for (arrow, line) in self.boxes.arrows.iter().zip(&placed.lines) {
            self.draw_arrow(pen, *arrow, line, at, origin);
        }
        for (n, rect) in placed.boxes.iter().enumerate() {
            self.draw_box(pen, n, rect.translate(origin), at);
        }
        for (arrow, line) in self.boxes.arrows.iter().zip(&placed.lines) {
            let words = lines(self, *arrow, at);
            if let (Some(words), Some(rect)) = (words, line.words) {
                self.draw_words(pen, *arrow, &words, rect.translate(origin), at);
            }
        }
    }

    fn colour(&self, plan: &Plan, thing: Thing) -> Role {
        Role::Category(category(plan, &self.palette, thing))
    }

    fn draw_arrow(&self, pen: &mut Pen<'_, '_>, arrow: Arrow, line: &Line, at: At, origin: Vec2) {
        let Some(holding) = self.holdings.get(arrow.holding) else { return };
        let state = holding.state(at.day);
        if state == State::Not {
            return;
        }
        pen.stands_for = StandsFor::Thing(holding.by);
        let colour = self.colour(pen.look.plan, holding.holder);
        let look = Band::of(holding, state, arrow.turned.is_some(), colour);
        let wide = if state == State::GivenUp { 2.0 } else { thickness(holding.percent) };
        let points: Vec<Pos2> = line.points.iter().map(|point| *point + origin).collect();
        let last = points.len().saturating_sub(1);
        for (n, pair) in points.windows(2).enumerate() {
            let &[mut from, mut to] = pair else { continue };
            // The head stands where what is held is.
            if arrow.is_last && line.is_up && n == 0 {
                let long = TIP / (to - from).length().max(1.0);
                from += (to - from) * long.min(0.5);
            } else if arrow.is_last && !line.is_up && n + 1 == last {
                let long = TIP / (to - from).length().max(1.0);
                to -= (to - from) * long.min(0.5);
            }
            look.piece(pen, from, to, wide);
        }
        if arrow.is_last {
            let (tip, back) = match line.is_up {
                true => (points.first(), points.get(1)),
                false => (points.last(), last.checked_sub(1).and_then(|n| points.get(n))),
            };
            if let (Some(tip), Some(back)) = (tip, back) {
                look.head(pen, *tip, *back, wide);
            }
        }
    }

    fn draw_box(&self, pen: &mut Pen<'_, '_>, n: usize, rect: Rect, at: At) {
        let plan = pen.look.plan;
        let arrows = || self.boxes.arrows.iter().filter(|arrow| arrow.from == n || arrow.to == n);
        let is_there = arrows().any(|arrow| {
            let state = self.holdings.get(arrow.holding).map(|holding| holding.state(at.day));
            state.is_some_and(|state| state != State::Not)
        });
        let fill = Some(Paint::Solid(Role::App.into()));
        match self.boxes.nodes.get(n) {
            Some(Node::Via(holding)) => {
                let Some(holding) = self.holdings.get(*holding).filter(|_| is_there) else { return };
                pen.stands_for = StandsFor::Thing(holding.by);
                let stroke = Some(Stroke::new(Role::Line, 1.0));
                pen.add(Shape::Rect { rect, radius: rect.height() / 2.0, fill, stroke });
                let words = holding.via.as_deref().unwrap_or_default();
                let of = Type::NOTE.size(Size::Tick).ink(Role::Text);
                let room = rect.width() - 16.0;
                let lines = wrap_to(pen.look.metrics, words, of.size, of.weight, room, 2);
                let top = rect.center().y - (lines.len() as f32 - 1.0) * 6.0;
                for (n, line) in lines.iter().enumerate() {
                    pen.text_around(pos2(rect.center().x, top + n as f32 * 12.0), line, of, room + 1.0);
                }
            }
            Some(Node::Thing(thing)) => {
                pen.stands_for = StandsFor::Thing(*thing);
                let chosen = pen.look.selection == Some(*thing);
                let stroke = match (is_there, chosen) {
                    (_, true) => Some(Stroke::new(Role::Accent, 2.0)),
                    (true, false) => None,
                    (false, false) => Some(Stroke::dashed(Role::Line, 1.0, 3.0)),
                };
                let fill = fill.filter(|_| is_there);
                pen.add(Shape::Rect { rect, radius: 2.0, fill, stroke });
                let colour = self.colour(plan, *thing);
                if is_there {
                    pen.fill(Rect::from_min_max(rect.min, pos2(rect.left() + 3.0, rect.bottom())), colour);
                }
                self.draw_name(pen, n, *thing, rect, at, is_there);
            }
            None => {}
        }
    }

    fn draw_name(&self, pen: &mut Pen<'_, '_>, n: usize, thing: Thing, rect: Rect, at: At, is_there: bool) {
        let name = &pen.look.plan.record(thing).name;
        let own = self.boxes.own.iter().filter(|(of, _)| *of == n).filter_map(|(_, n)| self.holdings.get(*n));
        let own: Vec<&Holding> = own.filter(|holding| holding.state(at.day) != State::Not).collect();
        let room = rect.width() - 14.0;
        let most = if own.is_empty() { 2 } else { 1 };
        let of = if is_there { Type::BOLD } else { Type::NOTE };
        let lines = wrap_to(pen.look.metrics, name, of.size, of.weight, room, most);
        let all = lines.len() + own.len().min(1);
        let top = rect.center().y - all as f32 * 7.5;
        for (n, line) in lines.iter().enumerate() {
            pen.text(pos2(rect.left() + 9.0, top + 7.5 + n as f32 * 15.0), line, of, room);
        }
        if let Some(holding) = own.first() {
            pen.stands_for = StandsFor::Thing(holding.by);
            let words = format!("{} its own", part(holding));
            pen.text(
                pos2(rect.left() + 9.0, top + 7.5 + lines.len() as f32 * 15.0),
                &words,
                Type::NOTE,
                room,
            );
        }
    }

    fn draw_words(&self, pen: &mut Pen<'_, '_>, arrow: Arrow, words: &[String; 3], rect: Rect, at: At) {
        let Some(holding) = self.holdings.get(arrow.holding) else { return };
        pen.stands_for = StandsFor::Thing(holding.by);
        let [first, second, third] = words;
        // The room is for the words of any date: the ground is as large as those of this one.
        let widths = [(first, Type::BOLD), (second, Type::NOTE), (third, Type::NOTE)];
        let wide = widths.iter().map(|(text, of)| pen.width(text, *of)).fold(0.0, f32::max);
        let more = [second, third].iter().filter(|line| !line.is_empty()).count() as f32;
        let size = vec2((wide + 4.0).min(rect.width()), LINES.0 + LINES.1 * more);
        let rect = Rect::from_center_size(rect.center(), size);
        let fill = Some(Paint::Solid(Ink::thin(Role::Panel, 225)));
        pen.add(Shape::Rect { rect, radius: 2.0, fill, stroke: None });
        let turned = arrow.turned.is_some();
        let given_up = holding.state(at.day) == State::GivenUp;
        let ink = match (turned, given_up) {
            (true, _) => Role::Disagreement,
            (_, true) => Role::Muted,
            _ => Role::Text,
        };
        let mut y = rect.top() + LINES.0 / 2.0;
        let middle = rect.center().x;
        pen.text_around(pos2(middle, y), first, Type::BOLD.ink(ink), rect.width());
        if given_up {
            let half = pen.width(first, Type::BOLD) / 2.0;
            pen.hline(middle - half, middle + half, y, Stroke::new(Role::Muted, 1.0));
        }
        y += LINES.0 / 2.0 + LINES.1 / 2.0;
        let second_ink = if turned { Role::Disagreement } else { Role::Muted };
        for (text, ink) in [(second, second_ink), (third, Role::Disagreement)] {
            if !text.is_empty() {
                pen.text_around(pos2(middle, y), text, Type::NOTE.ink(ink), rect.width());
                y += LINES.1;
            }
        }
    }
}

/// How an arrow looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Band {
    fill: Option<Ink>,
    edge: Option<Stroke>,
}

impl Band {
    /// Solid with votes, an outline without, a tint where nobody says; dashes for what is promised, in dispute or
    /// given up.
    pub fn of(holding: &Holding, state: State, turned: bool, colour: Role) -> Self {
        let dashes = |role: Role| Self { fill: None, edge: Some(Stroke::dashed(role, 1.2, 4.0)) };
        if turned {
            return dashes(Role::Disagreement);
        }
        match (state, holding.votes) {
            (State::GivenUp, _) => dashes(Role::Muted),
            (State::Promised, _) => dashes(colour),
            (_, Votes::With) => Self { fill: Some(colour.into()), edge: None },
            (_, Votes::Without) => {
                Self { fill: Some(Role::Panel.into()), edge: Some(Stroke::new(colour, 1.5)) }
            }
            (_, Votes::NotStated) => Self { fill: Some(Ink::thin(colour, TINT)), edge: None },
        }
    }

    /// A straight piece, as wide across its way as it is thick.
    fn piece(self, pen: &mut Pen<'_, '_>, from: Pos2, to: Pos2, wide: f32) {
        let way = to - from;
        let across =
            if way.length() > 0.1 { way.rot90() / way.length() * wide / 2.0 } else { vec2(wide / 2.0, 0.0) };
        if let Some(ink) = self.fill {
            let points = vec![from + across, from - across, to - across, to + across];
            pen.add(Shape::Polygon { points, fill: Some(Paint::Solid(ink)), stroke: None });
        }
        if let Some(stroke) = self.edge {
            pen.add(Shape::line(from + across, to + across, stroke));
            if wide > 2.5 {
                pen.add(Shape::line(from - across, to - across, stroke));
            }
        }
    }

    fn head(self, pen: &mut Pen<'_, '_>, tip: Pos2, back: Pos2, wide: f32) {
        let way = (tip - back).normalized();
        let across = way.rot90() * (wide / 2.0 + 4.0);
        let foot = tip - way * TIP;
        let points = vec![tip, foot + across, foot - across];
        let fill = self.fill.map(Paint::Solid);
        pen.add(Shape::Polygon { points, fill, stroke: self.edge });
    }

    /// A stretch of the strip in this look.
    pub fn stretch(self, rect: Rect) -> Shape {
        Shape::Rect { rect, radius: 0.0, fill: self.fill.map(Paint::Solid), stroke: self.edge }
    }

    /// The same, rising from nothing or falling to it.
    pub fn ramp(self, rect: Rect, rises: bool) -> Shape {
        let points = match rises {
            true => vec![rect.left_bottom(), rect.right_top(), rect.right_bottom()],
            false => vec![rect.left_bottom(), rect.left_top(), rect.right_bottom()],
        };
        Shape::Polygon { points, fill: self.fill.map(Paint::Solid), stroke: self.edge }
    }

    /// Whether words on it stand on the full colour.
    pub fn is_solid(self) -> bool {
        self.fill.is_some_and(|ink| ink.alpha == 255) && self.edge.is_none()
    }
}
