//! Key dates: today, the edition's date, the horizon and targets' deadlines, as lines that take no row.
//!
//! It must never write one name over another, nor draw a line that has no name.

use super::axis::Scale;
use crate::date::Day;
use crate::plan::{Kind, Thing};
use crate::scene::{Layer, Role, Shape, Size, StandsFor, Stroke, Weight};
use crate::views::{Look, focus};
use emath::{Rect, pos2};

/// Height of the strip that holds the names, in points.
pub const STRIP: f32 = 18.0;

/// From one row of names to the next, in points.
const ROW: f32 = 14.0;

/// A line across the rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KeyDate {
    day: f64,
    name: String,
    role: Role,
    stands_for: StandsFor,
    /// Lower ranks get their name first.
    rank: u8,
}

/// The lines of a plan: `targets` are its matching targets by item.
pub(super) fn key_dates(look: &Look<'_>, targets: &[u32]) -> Vec<KeyDate> {
    let mut keys = Vec::new();
    let mut line = |day: Day, name: String, role, rank| {
        // A line stands at the end of its day.
        let day = f64::from(day.0) + 1.0;
        keys.push(KeyDate { day, name, role, stands_for: StandsFor::Nothing, rank });
    };
    let about = look.plan.about();
    if let Some(today) = look.today {
        line(today, format!("today, {}", focus::words(today)), Role::Accent, 0);
    }
    if let Some(moment) = about.as_of {
        line(moment.days().1, format!("as of {}", moment.words()), Role::Accent, 1);
    }
    if let Some(moment) = about.horizon {
        line(moment.days().1, format!("horizon {}", moment.words()), Role::Muted, 2);
    }
    deadlines(look, targets, &mut keys);
    one_a_day(keys)
}

/// What falls on one day is one line with one name: "horizon 2030, 4 targets due".
fn one_a_day(mut keys: Vec<KeyDate>) -> Vec<KeyDate> {
    keys.sort_by(|a, b| a.day.total_cmp(&b.day).then(a.rank.cmp(&b.rank)));
    let mut merged: Vec<KeyDate> = Vec::with_capacity(keys.len());
    for key in keys {
        match merged.last_mut().filter(|last| last.day == key.day) {
            Some(last) => {
                last.name += &format!(", {}", key.name);
                if last.stands_for == StandsFor::Nothing {
                    last.stands_for = key.stands_for;
                }
            }
            None => merged.push(key),
        }
    }
    merged
}

/// Deadlines that share a day share a line.
fn deadlines(look: &Look<'_>, targets: &[u32], keys: &mut Vec<KeyDate>) {
    let items = look.plan.items();
    let mut by_day: std::collections::BTreeMap<i32, Vec<Thing>> = std::collections::BTreeMap::new();
    for item in targets {
        let thing = items.thing(*item as usize);
        if let Some((_, last)) = items.days(*item as usize) {
            by_day.entry(last.0).or_default().push(thing);
        }
    }
    for (day, things) in by_day {
        let name = match things[..] {
            [one] => format!("due: {}", super::rows::first_line(&look.plan.record(one).name)),
            _ => format!("{} targets due", things.len()),
        };
        let stands_for = match things[..] {
            [one] => StandsFor::Thing(one),
            _ => StandsFor::Nothing,
        };
        keys.push(KeyDate { day: f64::from(day) + 1.0, name, role: Role::Muted, stands_for, rank: 3 });
    }
}

/// The matching targets that are still due: what is done, given up or over is so no more.
pub(super) fn targets(look: &Look<'_>) -> Vec<u32> {
    let items = look.plan.items();
    look.plan
        .of_kind(Kind::Target)
        .filter(|(_, record)| record.is_open())
        .filter_map(|(thing, _)| items.item_of(thing))
        .map(|item| item.0)
        .filter(|item| look.matching.contains(*item as usize) && items.days(*item as usize).is_some())
        .collect()
}

/// Draws the lines down the body, of those that have their names in a strip of some height.
pub(super) fn lines(layer: &mut Layer, keys: &[KeyDate], scale: &Scale, look: &Look<'_>, strip: f32) {
    let clip = layer.clip;
    let mut named = places(keys, scale, look, rows_of(strip));
    named.sort_by(|a, b| a.key.day.total_cmp(&b.key.day));
    for Place { key, x, .. } in named {
        let stroke = Stroke::dashed(key.role, 1.0, 3.0);
        layer.add_for(key.stands_for, Shape::line(pos2(x, clip.top()), pos2(x, clip.bottom()), stroke));
    }
}

/// How many rows of names a strip of some height holds.
fn rows_of(strip: f32) -> usize {
    ((strip - STRIP) / ROW).round().max(0.0) as usize + 1
}

/// Where a name stands: its row, its left end, and its line.
struct Place<'k> {
    key: &'k KeyDate,
    row: usize,
    left: f32,
    width: f32,
    x: f32,
}

/// Places the names: right of the line where there is room, else left of it, the first row that has room for it,
/// up to so many rows.
fn places<'k>(keys: &'k [KeyDate], scale: &Scale, look: &Look<'_>, rows: usize) -> Vec<Place<'k>> {
    let mut order: Vec<&KeyDate> = keys.iter().filter(|k| in_view(k, scale)).collect();
    order.sort_by(|a, b| a.rank.cmp(&b.rank).then(a.day.total_cmp(&b.day)));
    let mut places: Vec<Place<'k>> = Vec::new();
    for key in order {
        let x = scale.x(key.day).round() + 0.5;
        let width = look.metrics.width(&key.name, Size::Tick, Weight::Regular);
        let lefts = [x + 4.0, x - 4.0 - width, scale.left.max(x - width / 2.0).min(scale.right - width)];
        let fits = |left: &f32| *left >= scale.left && left + width <= scale.right;
        let free = |row: usize, left: f32| {
            let mut others = places.iter().filter(|other| other.row == row);
            !others.any(|other| left < other.left + other.width + 6.0 && other.left < left + width + 6.0)
        };
        // Beside its line wherever a row has room for that; across it only where the name is longer.
        let found = (0..rows).flat_map(|row| lefts.map(|left| (row, left)));
        if let Some((row, left)) = found.into_iter().find(|(row, left)| fits(left) && free(*row, *left)) {
            places.push(Place { key, row, left, width, x });
        }
    }
    places
}

/// More rows of names than these are no strip any more.
const MOST_ROWS: usize = 12;

/// The height of a strip that holds every name, in points.
pub(super) fn strip(keys: &[KeyDate], scale: &Scale, look: &Look<'_>) -> f32 {
    let rows = places(keys, scale, look, MOST_ROWS).iter().map(|place| place.row + 1).max().unwrap_or(1);
    STRIP + (rows - 1) as f32 * ROW
}

/// Writes the names into the strip, in as many rows as it is high.
pub(super) fn names(layer: &mut Layer, keys: &[KeyDate], scale: &Scale, look: &Look<'_>) {
    let clip = layer.clip;
    let rows = rows_of(clip.height());
    for Place { key, row, left, width, x } in places(keys, scale, look, rows) {
        let middle = clip.top() + STRIP / 2.0 + row as f32 * ROW;
        let role = if key.role == Role::Accent { Role::Accent } else { Role::Muted };
        let top = middle - STRIP / 2.0 + 2.0;
        // The lines of the rows above step back behind a name.
        let ground = Rect::from_min_max(pos2(left - 2.0, top), pos2(left + width + 2.0, top + ROW - 2.0));
        layer.add(Shape::line(pos2(x, top), pos2(x, clip.bottom()), Stroke::dashed(key.role, 1.0, 3.0)));
        layer.add(Shape::filled(ground, Role::Panel));
        let at = pos2(left, middle + Size::Tick.middle());
        layer.add_for(key.stands_for, look.metrics.text(at, &key.name, Size::Tick, Weight::Regular, role));
    }
}

fn in_view(key: &KeyDate, scale: &Scale) -> bool {
    key.day > scale.from && key.day < scale.to()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::When;
    use crate::plan::{About, Plan, Record, Status};
    use crate::views::fixture::Shown;

    #[test]
    fn only_what_is_still_open_is_due() {
        let target = |n: usize, status: &Status| Record {
            when: When::parse("2024").ok(),
            status: Some(*status),
            ..Record::new(Kind::Target, &format!("t{n}"), status.label())
        };
        let list: Vec<Record> = Status::ALL.iter().enumerate().map(|(n, s)| target(n, s)).collect();
        let shown = Shown::new(Plan::new(About::default(), Vec::new(), list));
        let due = targets_named(&shown.look());
        assert_eq!(due, ["considered", "reported", "announced", "confirmed", "under way", "slipped"]);
        let names: Vec<String> =
            key_dates(&shown.look(), &targets(&shown.look())).into_iter().map(|key| key.name).collect();
        assert_eq!(names, ["6 targets due"]);
    }

    fn targets_named(look: &Look<'_>) -> Vec<String> {
        let name = |item: u32| look.plan.record(look.plan.items().thing(item as usize)).name.to_string();
        targets(look).into_iter().map(name).collect()
    }
}
