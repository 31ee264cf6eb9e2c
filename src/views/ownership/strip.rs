//! Each part over time: what is held, a row each, its owners stacked up to a whole; steps where a day is known,
//! slopes where only a period is.
//!
//! It must never draw more than a whole, nor compute anything between two dates.

use super::draw::Band;
use super::{At, Ownership, category};
use crate::date::{Day, When};
use crate::explore::figure;
use crate::explore::holdings::{Holding, Owners, State};
use crate::plan::{Plan, Thing};
use crate::scene::{Role, Shape, Size, StandsFor, Stroke};
use crate::views::pen::{Pen, Type};
use crate::views::timeline::Scale;
use emath::{Rect, pos2, vec2};

/// The height of a whole, and of a row.
const WHOLE: f32 = 30.0;
pub const ROW: f32 = 44.0;
/// The lowest that a stated part is drawn.
const LEAST: f32 = 2.0;
/// So many years before now the strip begins at the earliest.
const YEARS: f64 = 5.0;

/// The days of the strip: from the year in which the first holding of late began to now.
pub(super) fn span(plan: &Plan, holdings: &[Holding], now: Day) -> (f64, f64) {
    let begins = holdings.iter().filter_map(|holding| holding.when).map(|when| when.days().0);
    let earliest = f64::from(now.0) - YEARS * 365.25;
    let first =
        begins.map(|day| f64::from(day.0)).filter(|day| *day < f64::from(now.0)).fold(f64::MAX, f64::min);
    let first = first.clamp(earliest, f64::from(now.0) - 365.0);
    let as_of = plan.about().as_of.map_or(now, |moment| moment.days().1);
    let year = Day(first as i32).ymd().0;
    let from = Day::new(year, 1, 1).map_or(first, |day| f64::from(day.0));
    (from, f64::from(now.0.max(as_of.0)) + 45.0)
}

/// The days on which a holding may begin, and on which it may end.
fn edges(holding: &Holding) -> [(Day, Day); 2] {
    let (from, to) = match holding.when {
        None => (None, None),
        Some(When::At(moment)) => (Some(moment), None),
        Some(When::Span(from, to)) => (from, to),
    };
    let begin = from.map_or((Day::OPEN_START, Day::OPEN_START), |moment| moment.days());
    [begin, to.map_or((Day::OPEN_END, Day::OPEN_END), |moment| moment.days())]
}

/// A stretch of time in which nothing changes, or only along a slope.
fn stretches(own: &Ownership, of: Thing) -> Vec<(i32, i32)> {
    let (from, to) = (own.span.0 as i32, own.span.1 as i32);
    let mut days = vec![from, to];
    for holding in own.holdings.iter().filter(|holding| holding.of == of) {
        for (first, last) in edges(holding) {
            days.extend(
                [first.0, last.0.saturating_add(1)].into_iter().filter(|day| *day > from && *day < to),
            );
        }
    }
    days.sort_unstable();
    days.dedup();
    days.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect()
}

impl Ownership {
    /// Draws the row of what is held between two places across.
    pub(super) fn draw_strip(&self, pen: &mut Pen<'_, '_>, of: Thing, rect: Rect, scale: &Scale) {
        let plan = pen.look.plan;
        let base = rect.bottom() - 6.0;
        let mut widest: Vec<(usize, Rect, bool)> = Vec::new();
        let now = self.now();
        for (from, to) in stretches(self, of) {
            let middle = Day(from + (to - from) / 2);
            let (left, right) = (scale.x(f64::from(from)), scale.x(f64::from(to)));
            let owners = Owners::of(&self.holdings, of, middle);
            let scaled = WHOLE / owners.sum.max(100.0) as f32;
            let mut y = base;
            for (n, percent) in &owners.shares {
                let Some(holding) = self.holdings.get(*n) else { continue };
                let height = (*percent as f32 * scaled).max(LEAST);
                let piece = Rect::from_min_max(pos2(left, y - height), pos2(right, y));
                let solid = self.draw_piece(pen, holding, piece, (from, to), middle);
                y -= height;
                match widest.iter_mut().find(|(known, ..)| known == n) {
                    Some((_, known, is_solid)) if known.width() < piece.width() => {
                        (*known, *is_solid) = (piece, solid)
                    }
                    Some(_) => {}
                    None => widest.push((*n, piece, solid)),
                }
            }
            for n in &owners.unstated {
                if let Some(holding) = self.holdings.get(*n) {
                    let piece = Rect::from_min_max(pos2(left, y - 3.0), pos2(right, y));
                    self.draw_piece(pen, holding, piece, (from, to), middle);
                    y -= 3.0;
                }
            }
            // What nobody states of the whole.
            if !owners.shares.is_empty() && owners.rest() > 0.05 && middle <= now {
                pen.stands_for = StandsFor::Thing(of);
                pen.fill(
                    Rect::from_min_max(pos2(left, base - WHOLE), pos2(right, y.max(base - WHOLE))),
                    Role::App,
                );
            }
            self.draw_promises(pen, of, (left, right), (from, to), base);
        }
        pen.stands_for = StandsFor::Nothing;
        pen.hline(scale.left, scale.right, base, Stroke::new(Role::Line, 1.0));
        for (n, piece, solid) in widest {
            let Some(holding) = self.holdings.get(n) else { continue };
            self.draw_label(pen, plan, holding, piece, solid);
        }
        self.draw_others(pen, of, base, scale);
    }

    fn draw_piece(
        &self,
        pen: &mut Pen<'_, '_>,
        holding: &Holding,
        piece: Rect,
        (from, _): (i32, i32),
        middle: Day,
    ) -> bool {
        let plan = pen.look.plan;
        pen.stands_for = StandsFor::Thing(holding.by);
        let state = holding.state(middle);
        let colour = Role::Category(category(plan, &self.palette, holding.holder));
        let band = Band::of(holding, state, false, colour);
        let [begin, end] = edges(holding);
        let within = |(first, last): (Day, Day)| first.0 <= from && from <= last.0 && first != last;
        if within(begin) {
            pen.add(band.ramp(piece, true));
        } else if within(end) {
            pen.add(band.ramp(piece, false));
        } else {
            pen.add(band.stretch(piece));
        }
        band.is_solid()
    }

    /// What was said to come, above what is there, as far as there is room up to a whole.
    fn draw_promises(
        &self,
        pen: &mut Pen<'_, '_>,
        of: Thing,
        (left, right): (f32, f32),
        (from, to): (i32, i32),
        base: f32,
    ) {
        let plan = pen.look.plan;
        let middle = Day(from + (to - from) / 2);
        for holding in self.holdings.iter().filter(|holding| holding.of == of) {
            // A promise without a date is no part of a time.
            if holding.state(middle) != State::Promised || holding.when.is_none() {
                continue;
            }
            pen.stands_for = StandsFor::Thing(holding.by);
            let height =
                holding.percent.map_or(3.0, |percent| percent as f32 * WHOLE / 100.0).clamp(3.0, WHOLE);
            let colour = Role::Category(category(plan, &self.palette, holding.holder));
            let piece = Rect::from_min_max(pos2(left, base - height), pos2(right, base));
            let [(first, _), _] = edges(holding);
            if first.0 <= from {
                pen.add(Band::of(holding, State::Promised, false, colour).stretch(piece));
            }
        }
    }

    fn draw_label(&self, pen: &mut Pen<'_, '_>, plan: &Plan, holding: &Holding, piece: Rect, solid: bool) {
        let Some(percent) = holding.percent.filter(|_| piece.height() >= 9.0) else { return };
        pen.stands_for = StandsFor::Thing(holding.by);
        let colour = category(plan, &self.palette, holding.holder);
        let ink = if solid { Role::OnCategory(colour) } else { Role::Text };
        let of = Type::NOTE.size(Size::Tick).ink(ink);
        let words = format!("{} {} %", plan.record(holding.holder).name, figure(percent));
        let short = format!("{} %", figure(percent));
        let room = piece.width() - 8.0;
        let words = if pen.width(&words, of) <= room { words } else { short };
        if pen.width(&words, of) <= room {
            pen.text(pos2(piece.left() + 4.0, piece.center().y), &words, of, room);
        }
    }

    /// What sources say otherwise, where their dates lie.
    fn draw_others(&self, pen: &mut Pen<'_, '_>, of: Thing, base: f32, scale: &Scale) {
        for holding in self.holdings.iter().filter(|holding| holding.of == of) {
            pen.stands_for = StandsFor::Thing(holding.by);
            for other in holding.others.iter().filter(|other| other.turned.is_none()) {
                let (Some(percent), Some(said)) = (other.percent, other.said) else { continue };
                if Some(percent) == holding.percent {
                    continue;
                }
                let (first, last) = said.days();
                let x = scale.x((f64::from(first.0) + f64::from(last.0) + 1.0) / 2.0);
                if x < scale.left || x > scale.right {
                    continue;
                }
                let y = base - (percent as f32 * WHOLE / 100.0).clamp(0.0, WHOLE);
                let rect = Rect::from_center_size(pos2(x, y), vec2(9.0, 4.0));
                let stroke = Some(Stroke::new(Role::Disagreement, 1.2));
                pen.add(Shape::Rect { rect, radius: 0.0, fill: None, stroke });
            }
        }
    }

    /// Who owns what is held now, in words.
    pub(in crate::views) fn owners_words(&self, plan: &Plan, of: Thing) -> (String, Option<String>) {
        let now = self.now();
        let owners = Owners::of(&self.holdings, of, now);
        let name =
            |n: usize| self.holdings.get(n).map(|holding| (holding, &plan.record(holding.holder).name));
        let mut words: Vec<String> = Vec::new();
        for (n, percent) in &owners.shares {
            if let Some((holding, name)) = name(*n) {
                let via = holding.via.as_ref().map(|via| format!(" through {via}")).unwrap_or_default();
                words.push(format!("{name} {} %{via}", figure(*percent)));
            }
        }
        for n in &owners.unstated {
            if let Some((_, name)) = name(*n) {
                words.push(format!("{name}, share not stated"));
            }
        }
        if !owners.shares.is_empty() && owners.unstated.is_empty() && owners.rest() > 0.05 {
            let rest = (owners.rest() * 100.0).round() / 100.0;
            words.push(format!("others {} %", figure(rest)));
        }
        for holding in self.holdings.iter().filter(|holding| holding.of == of) {
            let said = match holding.state(now) {
                State::Promised => "promised",
                State::GivenUp => "given up",
                _ => continue,
            };
            let percent =
                holding.percent.map(|percent| format!(" {} %", figure(percent))).unwrap_or_default();
            words.push(format!("{}{percent} {said}", plan.record(holding.holder).name));
        }
        if words.is_empty() {
            words.push("nobody at this date".to_owned());
        }
        let beyond = owners.beyond();
        let beyond = beyond.map(|_| {
            let sum = (owners.sum * 100.0).round() / 100.0;
            format!("stated parts come to {} %, more than a whole", figure(sum))
        });
        (words.join(", "), beyond)
    }

    /// Lines at the dates that are drawn above.
    pub(super) fn draw_lines(&self, pen: &mut Pen<'_, '_>, top: f32, bottom: f32, scale: &Scale) {
        pen.stands_for = StandsFor::Nothing;
        for At { day, .. } in &self.moments {
            let x = scale.x(f64::from(day.0) + 1.0);
            if x >= scale.left && x <= scale.right {
                pen.vline(x, top, bottom, Stroke::dashed(Role::Text, 1.0, 2.0));
            }
        }
    }
}
