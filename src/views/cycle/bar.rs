//! One life as a bar: tinted as far as it was lived, a thin band where it goes on, fading where a date is vague.
//!
//! It must never be drawn from a date that is not said to have come, nor beyond an end.

use super::glyph;
use crate::date::{Day, Moment};
use crate::explore::life::{Life, LifeEvent, Standing};
use crate::plan::{Plan, Status, Thing};
use crate::scene::{Ink, Paint, Role, Shape, StandsFor, Stroke};
use crate::views::pen::{Pen, Type, disputed};
use crate::views::timeline::Scale;
use emath::{Rect, pos2, vec2};

/// Height of a bar, and of the band where it goes on.
const BAR: f32 = 12.0;
const BAND: f32 = 4.0;
/// Length of arrowheads and chevrons.
const ARROW: f32 = 6.0;
/// How much of its colour a bar has where it was lived, and where it goes on.
pub const LIVED: u8 = 96;
pub const AHEAD: u8 = 44;

/// Where a life is drawn.
#[derive(Clone, Copy)]
pub struct Lane<'s> {
    /// From days to points.
    pub scale: &'s Scale,
    /// The middle of the bar.
    pub middle: f32,
    /// The day up to which it is drawn as lived.
    pub as_of: Option<Day>,
    /// Its colour.
    pub category: u32,
}

/// What is drawn of a life, for the words beside it.
#[derive(Debug, Clone, Default)]
pub struct Drawn {
    /// What words must not cover: places from the left.
    taken: Vec<(f32, f32)>,
    /// The tinted part.
    tint: Option<(f32, f32)>,
    /// Where everything begins, and where words may stand after everything but the band.
    hull: Option<(f32, f32)>,
}

impl Lane<'_> {
    fn x(&self, day: f64) -> f32 {
        self.scale.x(day).clamp(self.scale.left, self.scale.right)
    }

    /// First and last place of a stretch of days.
    fn ends(&self, (first, last): (Day, Day)) -> (f32, f32) {
        let last = if last == Day::OPEN_END { f64::MAX } else { f64::from(last.0) + 1.0 };
        let first = if first == Day::OPEN_START { f64::MIN } else { f64::from(first.0) };
        (self.x(first), self.x(last))
    }

    fn now(&self) -> f32 {
        self.as_of.map_or(self.scale.right, |day| self.x(f64::from(day.0) + 1.0))
    }

    fn ink(&self, alpha: u8) -> Ink {
        Ink::thin(Role::Category(self.category), alpha)
    }

    /// Draws a life.
    pub fn draw(&self, pen: &mut Pen<'_, '_>, plan: &Plan, thing: Thing, life: &Life) -> Drawn {
        let mut drawn = Drawn::default();
        pen.stands_for = StandsFor::Thing(thing);
        let day = self.as_of.unwrap_or(Day::OPEN_END);
        let standing = life.standing(plan, plan.record(thing).status, day);
        match standing {
            Standing::Cancelled => self.hatched(pen, life, &mut drawn),
            _ if life.is_backwards() => {}
            standing => self.body(pen, life, standing, &mut drawn),
        }
        self.facts(pen, plan, life, &mut drawn);
        drawn
    }

    fn rect(&self, (left, right): (f32, f32), height: f32) -> Rect {
        Rect::from_min_max(pos2(left, self.middle - height / 2.0), pos2(right, self.middle + height / 2.0))
    }

    fn hatched(&self, pen: &mut Pen<'_, '_>, life: &Life, drawn: &mut Drawn) {
        let days = life.facts.iter().map(|fact| fact.when.days());
        let Some(days) = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else { return };
        let ends = self.ends(days);
        pen.add(Shape::Rect {
            rect: self.rect((ends.0, ends.1.max(ends.0 + 4.0)), BAR - 2.0),
            radius: 0.0,
            fill: Some(Paint::Hatch(Ink::thin(Role::Muted, 150))),
            stroke: None,
        });
        drawn.take(ends);
    }

    fn body(&self, pen: &mut Pen<'_, '_>, life: &Life, standing: Standing, drawn: &mut Drawn) {
        let end = life.end.map(|(end, _)| self.ends(end.days()));
        let stop = end.map_or(self.scale.right, |end| end.1);
        let Some((begin, _)) = life.begin else {
            // Of what only the end is known, how far back it goes is not.
            if let Some((from, to)) = end {
                self.tint(pen, (self.scale.left, to.min(self.now())), (0.0, to - from), drawn);
                self.chevron(pen, self.scale.left + ARROW, -ARROW);
                if to > self.now() {
                    self.band(pen, self.now(), Some(to));
                }
            }
            return;
        };
        if let Moment::From(_) = begin {
            return self.not_before(pen, begin, drawn);
        }
        let (from, to) = self.ends(begin.days());
        let fade = if to - from > 2.5 { to - from } else { 0.0 };
        let lived = matches!(standing, Standing::There(_) | Standing::Over(_) | Standing::Begins);
        if lived {
            let until = stop.min(self.now()).max(from + 2.0);
            let tail = end.filter(|end| end.1 <= self.now()).map_or(0.0, |end| end.1 - end.0);
            self.tint(pen, (from, until), (fade, if tail > 2.5 { tail } else { 0.0 }), drawn);
        } else if fade > 0.0 {
            pen.add(Shape::Rect {
                rect: self.rect((from, to), BAR),
                radius: 0.0,
                fill: Some(Paint::Fade { ink: self.ink(LIVED), left: fade, right: 0.0 }),
                stroke: None,
            });
            drawn.take((from, to));
        }
        // What has passed without being said to have come is not drawn on.
        let is_promise = lived || to >= self.now();
        if is_promise && stop > self.now().max(to) {
            self.band(pen, self.now().max(to), end.map(|end| end.1));
        }
    }

    fn tint(&self, pen: &mut Pen<'_, '_>, ends: (f32, f32), fades: (f32, f32), drawn: &mut Drawn) {
        let width = ends.1 - ends.0;
        if width <= 0.0 {
            return;
        }
        let most = (width / (fades.0 + fades.1).max(1.0)).min(1.0);
        let (left, right) = (fades.0 * most, fades.1 * most);
        let ink = self.ink(LIVED);
        let fill = if left + right > 0.5 { Paint::Fade { ink, left, right } } else { Paint::Solid(ink) };
        pen.add(Shape::Rect { rect: self.rect(ends, BAR), radius: 0.0, fill: Some(fill), stroke: None });
        drawn.tint = Some((ends.0 + left, ends.1 - right));
        drawn.take((ends.0, ends.0 + left));
        drawn.take((ends.1 - right, ends.1));
    }

    /// "Not before": a hard begin, a fade over a year, a chevron.
    fn not_before(&self, pen: &mut Pen<'_, '_>, begin: Moment, drawn: &mut Drawn) {
        let (from, to) = self.ends(begin.days());
        if to <= from {
            return;
        }
        let fill = Some(Paint::Fade { ink: self.ink(LIVED), left: 0.0, right: to - from });
        pen.add(Shape::Rect { rect: self.rect((from, to), BAR), radius: 0.0, fill, stroke: None });
        pen.vline(from + 0.75, self.middle - 7.0, self.middle + 7.0, Stroke::new(self.ink(255), 1.5));
        self.chevron(pen, to + ARROW, ARROW);
        drawn.take((from, to + ARROW));
    }

    fn chevron(&self, pen: &mut Pen<'_, '_>, tip: f32, length: f32) {
        let tip = pos2(if length < 0.0 { tip + length } else { tip.min(self.scale.right) }, self.middle);
        let points = vec![tip + vec2(-length * 0.7, -4.0), tip, tip + vec2(-length * 0.7, 4.0)];
        pen.add(Shape::Line { points, stroke: Stroke::new(self.ink(255), 1.5) });
    }

    /// What lies ahead: up to an end, or on to the edge of the axis.
    fn band(&self, pen: &mut Pen<'_, '_>, from: f32, end: Option<f32>) {
        let goes_on = end.is_none();
        let to = end.unwrap_or(self.scale.right - ARROW);
        if to <= from {
            return;
        }
        pen.fill(self.rect((from, to), BAND), self.ink(AHEAD));
        if goes_on {
            let tip = pos2(to + ARROW, self.middle);
            let points = vec![tip, tip + vec2(-ARROW, -5.0), tip + vec2(-ARROW, 5.0)];
            let fill = Some(Paint::Solid(self.ink(150)));
            pen.add(Shape::Polygon { points, fill, stroke: None });
        }
    }

    /// The signs of the facts, each over a line as long as its date is vague. Of facts of one kind too near to be
    /// told apart the first is drawn: how many they are is told beside.
    fn facts(&self, pen: &mut Pen<'_, '_>, plan: &Plan, life: &Life, drawn: &mut Drawn) {
        let mut last: Option<(LifeEvent, f32)> = None;
        for fact in &life.facts {
            let (first, until) = fact.when.days();
            let until = match fact.when {
                crate::date::When::Span(Some(begin), _) => begin.days().1,
                _ => until,
            };
            let days = (first, until);
            let inside = f64::from(days.1.0) + 1.0 > self.scale.from && f64::from(days.0.0) < self.scale.to();
            if !inside {
                continue;
            }
            let (from, to) = self.ends(days);
            let mut x = match fact.when {
                crate::date::When::At(Moment::From(_)) => from,
                crate::date::When::At(Moment::By(_)) => to,
                _ => (from + to) / 2.0,
            };
            match last {
                Some((event, before)) if event == fact.event && x - before < glyph::HALF * 2.0 => continue,
                Some((_, before)) if x - before < glyph::HALF * 2.0 => x = before + glyph::HALF * 2.0,
                _ => {}
            }
            last = Some((fact.event, x));
            pen.stands_for = StandsFor::Thing(fact.by);
            let open = matches!(fact.when, crate::date::When::At(Moment::From(_)));
            if to - from > 6.0 && !open {
                let stroke = Stroke::new(self.ink(255), 1.2);
                pen.hline(from, to, self.middle, stroke);
                drawn.take((from, to));
            }
            pen.add(glyph::shape(fact.event, pos2(x, self.middle), self.ink(255)));
            if plan.is_contradicted(plan.record(fact.by)) {
                pen.add(disputed(pos2(x + glyph::HALF + 1.5, self.middle - 7.5)));
            }
            drawn.take((x - glyph::HALF, x + glyph::HALF));
        }
    }

    /// Words beside the bar or in it: where they cover no sign, no line of a date, and no fade.
    pub fn label(&self, pen: &mut Pen<'_, '_>, drawn: &mut Drawn, words: &str) {
        if words.is_empty() {
            return;
        }
        let of = Type::NOTE.ink(Role::Text);
        let width = pen.width(words, of);
        let Some((begins, ends)) = drawn.hull else {
            pen.text(pos2(self.scale.left + 6.0, self.middle), words, of, self.scale.right - self.scale.left);
            return;
        };
        let mut taken = std::mem::take(&mut drawn.taken);
        taken.push((self.now() - 1.0, self.now() + 1.0));
        // Words stand in what was lived or beside it, never across its end.
        taken.extend(drawn.tint.map(|(_, right)| (right - 0.5, right + 0.5)));
        let right = self.scale.right - ARROW - 4.0;
        let is_free = |x: f32, width: f32| {
            x + width <= right && taken.iter().all(|(from, to)| x + width + 4.0 <= *from || x - 3.0 >= *to)
        };
        let mut places: Vec<f32> = taken.iter().map(|(_, to)| to + 5.0).filter(|x| *x > begins).collect();
        places.sort_by(f32::total_cmp);
        match places.into_iter().find(|x| is_free(*x, width)) {
            Some(x) => self.label_at(pen, x, words, of, width),
            None if begins - 6.0 - width > self.scale.left => {
                pen.text_ending(pos2(begins - 6.0, self.middle), words, of, width + 1.0);
            }
            // Nowhere whole: as much as stands behind everything.
            None if right - ends > 40.0 => {
                self.label_at(pen, ends.max(self.now()) + 5.0, words, of, right - ends)
            }
            None => {}
        }
    }

    fn label_at(&self, pen: &mut Pen<'_, '_>, x: f32, words: &str, of: Type, width: f32) {
        let room = width.min(self.scale.right - ARROW - 4.0 - x);
        // A band gives way to words.
        let (top, bottom) = (self.middle - BAND, self.middle + BAND);
        let is_ahead = x > self.now();
        if is_ahead && room > 0.0 {
            pen.fill(Rect::from_min_max(pos2(x - 3.0, top), pos2(x + room + 4.0, bottom)), Role::Panel);
        }
        pen.text(pos2(x, self.middle), words, of, room + 1.0);
    }

    /// How a life follows the one in the row above: where they overlap, or what lies between them.
    pub fn follows(&self, pen: &mut Pen<'_, '_>, before: &Life, life: &Life, up: f32) {
        let Some(to) = life.facts.first().map(|fact| self.ends(fact.when.days())) else { return };
        let end = before.end.map(|(end, _)| self.ends(end.days()).1);
        let stroke = Stroke::new(Role::Muted, 1.0);
        let head = |pen: &mut Pen<'_, '_>, x: f32| {
            let tip = pos2(x, self.middle);
            let points = vec![tip + vec2(-4.0, -3.0), tip, tip + vec2(-4.0, 3.0)];
            pen.add(Shape::Line { points, stroke });
        };
        let tip = (to.0 + to.1) / 2.0 - glyph::HALF - 2.0;
        let tip = if to.1 - to.0 > 6.0 { to.0 - 2.0 } else { tip };
        match end {
            // A gap: from the end of the one along the row of the other.
            Some(end) if end + 8.0 < tip => {
                pen.vline(end, self.middle - up, self.middle, stroke);
                pen.hline(end, tip, self.middle, Stroke::dashed(Role::Muted, 1.0, 2.0));
                head(pen, tip);
            }
            _ => {
                let from = (tip - 8.0).max(self.scale.left);
                pen.vline(from, self.middle - up + 6.0, self.middle, stroke);
                pen.hline(from, tip, self.middle, stroke);
                head(pen, tip);
            }
        }
        if let Some(end) = end.filter(|end| *end > to.1 + 1.0) {
            // An overlap: both are there for so long.
            let rect = Rect::from_min_max(
                pos2(to.1, self.middle - BAR / 2.0 - 3.5),
                pos2(end, self.middle - BAR / 2.0 - 1.5),
            );
            pen.fill(rect, Role::Muted);
        }
    }
}

impl Drawn {
    fn take(&mut self, ends: (f32, f32)) {
        self.taken.push(ends);
        self.cover(ends);
    }

    fn cover(&mut self, ends: (f32, f32)) {
        let hull = self.hull.get_or_insert(ends);
        *hull = (hull.0.min(ends.0), hull.1.max(ends.1));
    }
}

/// What stands at the end of a row: how long it has been there.
pub fn standing_words(life: &Life, standing: Standing, status: Option<Status>, has_passed: bool) -> String {
    use crate::explore::life::months_words;
    if life.is_backwards() {
        return "ends before it begins".to_owned();
    }
    match standing {
        Standing::Cancelled => "cancelled".to_owned(),
        Standing::NotYet if has_passed => "not seen".to_owned(),
        Standing::NotYet => "not yet".to_owned(),
        Standing::Begins => "about now".to_owned(),
        Standing::There((least, most)) => months_words(least, most),
        Standing::Over(Some((least, most))) => format!("{}, ended", months_words(least, most)),
        Standing::Over(None) => "ended".to_owned(),
        Standing::Unknown if status == Some(Status::Ended) => "ended".to_owned(),
        Standing::Unknown => "not stated".to_owned(),
    }
}
