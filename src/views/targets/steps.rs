//! A target over two editions: what each lets one count, as steps, beside what is to be reached.
//!
//! It must never draw a way between two editions: nobody says when in between it changed.

use super::bullet::COLOURS;
use super::{Row, Targets};
use crate::changes::edition;
use crate::explore::counting::{Count, value, value_words};
use crate::plan::{CountedThen, Plan};
use crate::scene::{Role, Shape, Stroke};
use crate::views::pen::{Pen, Type};
use emath::{Rect, pos2};

/// Height of the steps, with what stands above and beneath.
pub(super) const HEIGHT: f32 = 118.0;
/// Height of what stands above them, and beneath.
const AROUND: (f32, f32) = (14.0, 22.0);
/// The widest that they are, and the room for words at both sides.
const WIDEST: f32 = 560.0;
const SIDE: f32 = 120.0;

/// What both editions let one count: then and now.
fn both(row: &Row) -> Option<(CountedThen, CountedThen)> {
    let Count::Counted(counted) = &row.count else { return None };
    if row.apart.is_some() {
        return None;
    }
    let now = CountedThen { there: counted.now.len(), named: counted.named.len() };
    Some((row.then?, now))
}

/// The same in words: "In 2022: 35 models, 1 there, 10 named. In 2026: 35 models, 9 there, 19 named."
pub(super) fn words(plan: &Plan, row: &Row) -> Option<String> {
    let against = plan.against()?;
    let (then, now) = both(row)?;
    let record = plan.record(row.thing);
    let before = plan.became(row.thing).and_then(|became| became.before.as_ref());
    let told = |name: String, of: &crate::plan::Record, counted: CountedThen| {
        let when = of.when.map(|when| format!(" {}", super::words::deadline_words(when))).unwrap_or_default();
        let CountedThen { there, named } = counted;
        format!("In {name}: {}{when}, {there} there, {named} named.", value_words(of))
    };
    let old = before.map_or(record, |before| &before.record);
    let then = told(edition(&against.about), old, then);
    Some(format!("{then} {}", told(edition(plan.about()), record, now)))
}

impl Targets {
    /// The height that steps need beneath a row.
    pub(super) fn steps_height(row: &Row) -> f32 {
        if both(row).is_some() { HEIGHT } else { 0.0 }
    }

    pub(super) fn draw_steps(pen: &mut Pen<'_, '_>, row: &Row, rect: Rect) {
        let plan = pen.look.plan;
        let (Some((then, now)), Some(against)) = (both(row), plan.against()) else { return };
        let target = value(plan.record(row.thing)).filter(|value| *value > 0.0);
        let before = plan.became(row.thing).and_then(|became| became.before.as_ref());
        let old = before.and_then(|before| value(&before.record)).or(target);
        let width = rect.width().min(WIDEST);
        let (left, right) = (rect.left() + SIDE, rect.left() + width - SIDE);
        let (top, base) = (rect.top() + AROUND.0, rect.bottom() - AROUND.1);
        if right - left < 60.0 {
            return;
        }
        let most = [then.named, now.named, then.there, now.there].into_iter().max().unwrap_or(0) as f64;
        let most = most.max(target.unwrap_or(0.0).min(most * 6.0 + 10.0)).max(1.0);
        let y = |number: f64| base - (base - top) * (number / most).clamp(0.0, 1.0) as f32;
        pen.hline(left, right, base, Stroke::new(Role::Line, 1.0));
        for (x, name) in [(left, edition(&against.about)), (right, edition(plan.about()))] {
            pen.vline(x, base, base + 4.0, Stroke::new(Role::Line, 1.0));
            pen.text_around(pos2(x, base + 13.0), &name, Type::NOTE, SIDE * 2.0 - 12.0);
        }
        let mut step = |from: f64, to: f64, stroke: Stroke| {
            let (from, to) = (y(from), y(to));
            let points = vec![pos2(left, from), pos2(right, from), pos2(right, to)];
            pen.add(Shape::Line { points, stroke });
            for (x, y) in [(left, from), (right, to)] {
                let (center, fill) = (pos2(x, y), Some(stroke.ink));
                pen.add(Shape::Circle { center, radius: 3.0, fill, stroke: None });
            }
        };
        if let (Some(old), Some(target)) = (old, target) {
            step(old, target, Stroke::new(Role::Text, 1.4));
        }
        step(then.named as f64, now.named as f64, Stroke::new(COLOURS.1, 2.0));
        step(then.there as f64, now.there as f64, Stroke::new(COLOURS.0, 2.5));
        for (counted, goal, is_left) in [(then, old, true), (now, target, false)] {
            let words = [
                (goal.unwrap_or(0.0), goal.map(|goal| format!("target {}", crate::explore::figure(goal)))),
                (counted.named as f64, Some(format!("{} named", counted.named))),
                (counted.there as f64, Some(format!("{} there", counted.there))),
            ];
            // From the lowest up, each above the one before.
            let mut words: Vec<(f32, String)> =
                words.into_iter().filter_map(|(number, text)| Some((y(number), text?))).collect();
            words.sort_by(|a, b| b.0.total_cmp(&a.0));
            let mut last = f32::INFINITY;
            for (at, text) in words {
                let at = at.min(last - 14.0);
                last = at;
                let of = Type::NOTE.ink(Role::Text);
                if is_left {
                    pen.text_ending(pos2(left - 9.0, at), &text, of, SIDE - 12.0);
                } else {
                    pen.text(pos2(right + 9.0, at), &text, of, SIDE - 12.0);
                }
            }
        }
    }
}
