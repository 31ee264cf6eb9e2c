//! The older edition's dates on a timeline: a thin rail under the bar, and a line from the old to the new date.
//!
//! It must never draw a date as finer than it was, nor where there is no room for it.

use super::axis::Scale;
use super::bars::{self, Placed, Row};
use super::named::ROW;
use crate::date::{Day, Slip, Way};
use crate::plan::{Before, Plan, Record, Thing};
use crate::scene::{Ink, Layer, Paint, Role, Shape, StandsFor, Stroke};
use crate::views::palette::OTHER;
use emath::{Pos2, Rect, pos2, vec2};

/// Height of the part of a lane in which the bar stands where a rail stands under it.
const BAR_ROOM: f32 = 15.0;
/// Height of the part in which the rail stands: its bar is two thirds of that.
const RAIL_ROOM: f32 = 6.0;
/// From the upper edge of the lowest row that has room for both, to the bar's part and to the rail's.
const TOPS: (f32, f32) = (-1.0, 12.0);
/// How pale is what the newer edition does not mention.
const PALE: f32 = 0.45;
/// Length of the head of a move, and half its width.
const HEAD: (f32, f32) = (5.0, 3.2);
/// A rail that ends nearer than this to the end of the axis leaves no room for a name behind it.
const EDGE: f32 = 60.0;
/// Moves shorter than this are told by words alone, in points.
const SHORTEST: f32 = 7.0;

/// Draws an item in its lane, and beneath it where it stood.
pub(super) fn draw(
    layer: &mut Layer,
    plan: &Plan,
    thing: Thing,
    category: u32,
    scale: &Scale,
    row: Row,
) -> Option<Placed> {
    let record = plan.record(thing);
    let stands_for = StandsFor::Thing(thing);
    let before = plan.became(thing).and_then(|became| became.before.as_ref());
    let slip = before.and_then(|before| before.slip);
    let Some((before, slip)) = before.zip(slip).filter(|(before, _)| has_rail(before, row)) else {
        let first = layer.marks.len();
        let placed = bars::draw(layer, record, stands_for, category, scale, row);
        if plan.is_silent(thing) {
            layer.thin(first, PALE);
        }
        return placed;
    };
    let (bar, rail) = split(row);
    let placed = bars::draw(layer, record, stands_for, category, scale, bar)?;
    let under = rail_of(layer, &before.record, stands_for, scale, rail);
    connect(layer, slip, scale, rail.middle());
    Some(beside(placed, under, scale))
}

/// Where the shapes of an item would be in a lane, with those of where it stood.
pub(super) fn place(plan: &Plan, thing: Thing, scale: &Scale, row: Row) -> Option<Placed> {
    let before = plan.became(thing).and_then(|became| became.before.as_ref());
    let Some(before) = before.filter(|before| before.slip.is_some() && has_rail(before, row)) else {
        return bars::place(plan.record(thing), scale, row);
    };
    let (bar, rail) = split(row);
    let placed = bars::place(plan.record(thing), scale, bar)?;
    let under = bars::place(&before.record, scale, rail).map(|placed| placed.rect);
    Some(beside(placed, under, scale))
}

/// Whether a row has room for where a thing stood.
fn has_rail(before: &Before, row: Row) -> bool {
    row.height >= ROW - 0.5 && before.record.when.is_some()
}

/// The parts of a row for the bar and for the rail under it.
fn split(row: Row) -> (Row, Row) {
    let spare = row.height - ROW;
    let bar = Row { top: row.top + TOPS.0 + spare / 3.0, height: BAR_ROOM };
    (bar, Row { top: row.top + TOPS.1 + spare * 0.75, height: RAIL_ROOM })
}

/// A bar with a rail under it: a label stands beside both, but above a rail that goes on to the edge.
fn beside(mut placed: Placed, under: Option<Rect>, scale: &Scale) -> Placed {
    // Words have no room in so low a bar.
    placed.solid = (placed.rect.left(), placed.rect.left());
    if let Some(under) = under {
        let right = if under.right() > scale.right - EDGE { placed.bar.right() } else { under.right() };
        placed.rect = Rect::from_min_max(
            pos2(placed.rect.left().min(under.left()), placed.rect.top()),
            pos2(placed.rect.right().max(right), placed.rect.bottom().max(under.bottom())),
        );
    }
    placed
}

fn rail_of(layer: &mut Layer, old: &Record, stands_for: StandsFor, scale: &Scale, rail: Row) -> Option<Rect> {
    let first = layer.marks.len();
    let placed = bars::draw(layer, old, stands_for, OTHER, scale, rail)?;
    layer.thin(first, 0.75);
    Some(placed.rect)
}

/// A line from the old to the new date: a dot where it was, a head where it is.
fn connect(layer: &mut Layer, slip: Slip, scale: &Scale, y: f32) {
    let (Some(from), Some(to)) = (anchor(slip.before()), anchor(slip.now())) else { return };
    let x = |day: f64| scale.x(day).clamp(scale.left - 20.0, scale.right + 20.0);
    let (from, to) = (pos2(x(from), y), pos2(x(to), y));
    if (to.x - from.x).abs() < SHORTEST {
        return;
    }
    let moved = matches!(slip.way(), Way::Later | Way::Earlier);
    let perhaps = matches!(slip.way(), Way::PerhapsLater | Way::PerhapsEarlier);
    let width = if moved || perhaps { 1.4 } else { 1.0 };
    let stroke =
        if perhaps { Stroke::dashed(Role::Text, width, 3.0) } else { Stroke::new(Role::Text, width) };
    let back = vec2(if to.x > from.x { -HEAD.0 } else { HEAD.0 }, 0.0);
    let end = if moved || perhaps { to + back } else { to };
    layer.add(Shape::line(from, end, stroke));
    let radius = if moved || perhaps { 2.0 } else { 1.2 };
    layer.add(Shape::Circle { center: from, radius, fill: Some(Role::Text.into()), stroke: None });
    layer.add(head(to, back, moved, perhaps));
}

/// The head of a move: solid where it moved for sure, hollow where perhaps, open where it only became more or less
/// exact.
fn head(tip: Pos2, back: emath::Vec2, moved: bool, perhaps: bool) -> Shape {
    let side = vec2(0.0, HEAD.1);
    let points = vec![tip + back - side, tip, tip + back + side];
    let ink = |role: Role| Some(Paint::Solid(Ink::from(role)));
    match (moved, perhaps) {
        (true, _) => Shape::Polygon { points, fill: ink(Role::Text), stroke: None },
        (_, true) => {
            Shape::Polygon { points, fill: ink(Role::Panel), stroke: Some(Stroke::new(Role::Text, 1.2)) }
        }
        _ => Shape::Line { points, stroke: Stroke::new(Role::Text, 1.0) },
    }
}

/// The day that a move is drawn from and to: the limit of what is open to a side, else the middle; `None` where
/// nothing is known.
fn anchor((first, last): (Day, Day)) -> Option<f64> {
    match (first.stated(), last.stated()) {
        (Some(first), Some(last)) => Some(f64::midpoint(f64::from(first.0), f64::from(last.0) + 1.0)),
        (Some(first), None) => Some(f64::from(first.0)),
        (None, Some(last)) => Some(f64::from(last.0) + 1.0),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::When;
    use crate::plan::{About, Kind};
    use crate::scene::Layer;
    use crate::views::timeline::bars::LANE;

    fn drawn(old: &str, new: &str, height: f32) -> (Layer, Option<Placed>, Option<Placed>) {
        let plan = |when: &str| {
            let mut record = Record::new(Kind::Milestone, "a", "Alpha");
            record.when = When::parse(when).ok();
            Plan::new(About::default(), Vec::new(), vec![record])
        };
        let both = crate::changes::compare(&plan(old), &plan(new), &[]).expect("the same");
        let day = |year: i16| Day::new(year, 1, 1).map(|day| f64::from(day.0)).expect("a day");
        let scale = Scale::new(day(2024), day(2030), 100.0, 900.0);
        let mut layer = Layer { clip: Rect::EVERYTHING, marks: Vec::new() };
        let row = Row { top: 10.0, height };
        let thing = Thing::nth(0);
        let placed = draw(&mut layer, &both, thing, 0, &scale, row);
        (layer, placed, place(&both, thing, &scale, row))
    }

    #[test]
    fn where_it_stood_lies_under_the_bar_within_the_row_and_is_where_names_keep_off() {
        for height in [ROW, LANE] {
            for (old, new) in
                [("2025", "2027"), ("[..2026-06]", "2027-03"), ("2028", "2026-H1"), ("2025", "2025-03")]
            {
                let (layer, placed, planned) = drawn(old, new, height);
                assert_eq!(placed, planned, "{old} {new}");
                let (alone, one, _) = drawn(new, new, height);
                assert!(layer.marks.len() > alone.marks.len(), "{old} {new}: a rail");
                let (placed, one) = (placed.expect("drawn"), one.expect("drawn"));
                assert!(placed.rect.left() <= one.rect.left() && placed.rect.right() >= one.rect.right());
                let bounds = layer.marks.iter().map(|mark| mark.shape.bounds()).reduce(|a, b| a.union(b));
                let bounds = bounds.expect("marks");
                assert!(
                    bounds.top() >= 9.0 && bounds.bottom() <= 10.0 + height + 1.0,
                    "{old} {new} {bounds}"
                );
            }
        }
    }

    #[test]
    fn a_row_without_room_shows_where_it_stands_alone() {
        let (layer, ..) = drawn("2025", "2027", 12.0);
        assert_eq!(layer.marks.len(), drawn("2027", "2027", 12.0).0.marks.len());
    }
}
