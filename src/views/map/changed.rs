//! Which way the items of a region went since the edition compared with, and how many more or fewer models a plant has:
//! what came, moved there or away, was given up, or is not mentioned any more.
//!
//! It must never count what a filter leaves out, nor what was given up as being there.

use super::tally::{Plant, Region};
use crate::changes::{Course, course, edition};
use crate::plan::{BitSet, Change, Facet, Field, Kind, Plan, Record, Status, Thing};
use crate::scene::{Paint, Role, Shape, Stroke};
use crate::views::{LegendEntry, SWATCH};
use emath::{Pos2, Rect};
use std::collections::HashMap;

/// How many of a region's items came or moved on, and how many were set back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Courses {
    on: u32,
    back: u32,
}

impl Courses {
    fn net(self) -> i32 {
        self.on.cast_signed() - self.back.cast_signed()
    }

    /// ": 16 moved on, 5 set back"; nothing where none did either.
    pub fn words(self) -> String {
        let told =
            [(self.on, "moved on"), (self.back, "set back")].into_iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told.map(|(count, words)| format!("{count} {words}")).collect();
        if told.is_empty() { String::new() } else { format!(": {}", told.join(", ")) }
    }
}

/// Steps of the ramp where a little or much more came on than was set back, and the other way round.
const ON: [u8; 2] = [1, 3];
const BACK: [u8; 2] = [4, 5];

/// What makes a difference strong rather than weak, and the greatest of all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shades {
    strong: u32,
    most: u32,
}

/// Fills regions by which way the counted items went.
pub(super) fn fill_regions(plan: &Plan, counted: &BitSet, regions: &mut [Region]) -> Shades {
    let column = plan.items().column(Facet::Region);
    let mut of_value: HashMap<u32, Courses> = HashMap::new();
    for item in counted.iter() {
        let course = course(plan, plan.items().thing(item));
        if course == Course::Neither {
            continue;
        }
        for value in column.of(item) {
            let courses = of_value.entry(*value).or_default();
            match course {
                Course::On => courses.on += 1,
                Course::Back => courses.back += 1,
                Course::Neither => {}
            }
        }
    }
    for region in regions.iter_mut().filter(|region| !region.excluded) {
        region.courses = of_value.get(&region.value).copied().unwrap_or_default();
    }
    let shown = || regions.iter().filter(|region| region.shown && !region.excluded);
    let shades = Shades::new(shown().map(|region| region.courses.net().unsigned_abs()));
    for region in regions.iter_mut().filter(|region| region.shown && !region.excluded) {
        region.step = shades.step(region.courses.net());
    }
    shades
}

/// Tells each plant how many more or fewer of the counted models are built there.
pub(super) fn count_models(plan: &Plan, counted: &BitSet, plants: &mut [Plant]) {
    let mut of_plant: HashMap<Thing, i32> = HashMap::new();
    for (thing, record) in plan.of_kind(Kind::Model) {
        if !plan.items().item_of(thing).is_some_and(|item| counted.contains(item.0 as usize)) {
            continue;
        }
        let now: Vec<Thing> = record.links(Field::Plants).collect();
        let old = before(plan, thing);
        let then: Vec<Thing> = old.unwrap_or(record).links(Field::Plants).collect();
        for plant in now.iter().chain(then.iter().filter(|plant| !now.contains(plant))) {
            let held = (then.contains(plant), now.contains(plant));
            *of_plant.entry(*plant).or_default() += difference(plan, thing, held);
        }
    }
    for plant in plants.iter_mut().filter(|plant| !plant.is_site) {
        plant.difference = of_plant.get(&plant.thing).copied().unwrap_or(0);
    }
}

/// Whether a thing is there now and was not, or the other way round, where it stood there then and stands there now.
fn difference(plan: &Plan, thing: Thing, (held_then, held_now): (bool, bool)) -> i32 {
    let Some(became) = plan.became(thing) else { return 0 };
    let is_over = |record: &Record| matches!(record.status, Some(Status::Cancelled | Status::Ended));
    let record = plan.record(thing);
    let was_over = is_over(before(plan, thing).unwrap_or(record));
    let then = held_then && !became.is(Change::New) && !was_over;
    let now = held_now && !became.is(Change::Silent) && !is_over(record);
    i32::from(now) - i32::from(then)
}

fn before(plan: &Plan, thing: Thing) -> Option<&Record> {
    plan.became(thing)?.before.as_ref().map(|before| &before.record)
}

/// ", 2 more", ", 3 fewer"; nothing where it is as it was.
pub(super) fn words(difference: i32) -> String {
    match difference {
        0 => String::new(),
        more if more > 0 => format!(", {more} more"),
        fewer => format!(", {} fewer", fewer.unsigned_abs()),
    }
}

impl Shades {
    /// For differences of which some are none.
    fn new(differences: impl Iterator<Item = u32>) -> Self {
        let bounds = differences.filter(|count| *count > 0).map(|count| (count, count));
        let Some((least, most)) = bounds.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) else {
            return Self::default();
        };
        // Half the way from the least to the most, as counts grow.
        let middle = (f64::from(least) * f64::from(most)).sqrt();
        Self { strong: (middle as u32 + 1).min(most), most }
    }

    fn step(self, difference: i32) -> Option<u8> {
        let [weak, strong] = if difference > 0 { ON } else { BACK };
        match difference.unsigned_abs() {
            0 => None,
            count if count >= self.strong => Some(strong),
            _ => Some(weak),
        }
    }

    /// What the colours mean, from what was set back most to what moved on most, as far as regions have them.
    pub fn legend(self, plan: &Plan, regions: &[Region]) -> Vec<LegendEntry> {
        let Some(against) = plan.against() else { return Vec::new() };
        let older = edition(&against.about);
        let filled = |step: Option<u8>| {
            regions.iter().any(|r| r.shown && !r.excluded && r.anchor.is_some() && r.step == step)
        };
        let range = |is_strong: bool| {
            let (from, to) = if is_strong { (self.strong, self.most) } else { (1, self.strong.max(2) - 1) };
            if from == to { to.to_string() } else { format!("{from}–{to}") }
        };
        let entry = |step: Option<u8>, label: String| {
            let (fill, stroke) = match step {
                Some(step) => (Role::Ramp(step), None),
                None => (Role::Panel, Some(Stroke::new(Role::Line, 1.0))),
            };
            let rect = Rect::from_min_size(Pos2::ZERO, SWATCH);
            let fill = Some(Paint::Solid(fill.into()));
            let swatch = Shape::Rect { rect, radius: 1.0, fill, stroke };
            filled(step).then_some(LegendEntry { swatch, label })
        };
        let back =
            |is_strong: bool| format!("since {older} {} more set back than moved on", range(is_strong));
        let on = |is_strong: bool| format!("since {older} {} more moved on than set back", range(is_strong));
        let ([few, many], [some, most]) = (BACK, ON);
        let entries = [
            entry(Some(many), back(true)),
            entry(Some(few), back(false)),
            entry(None, "as many moved on as were set back".to_owned()),
            entry(Some(some), on(false)),
            entry(Some(most), on(true)),
        ];
        entries.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_weak_or_strong_and_none_has_no_colour() {
        let shades = Shades::new([7, 0, 1, 3].into_iter());
        assert_eq!(shades, Shades { strong: 3, most: 7 });
        let steps = [-7, -3, -2, 0, 1, 3, 7].map(|difference| shades.step(difference));
        let ([few, many], [some, most]) = (BACK.map(Some), ON.map(Some));
        assert_eq!(steps, [many, many, few, None, some, most, most]);
        let one = Shades::new([1, 1, 0].into_iter());
        assert_eq!([one.step(-1), one.step(0), one.step(1)], [many, None, most]);
        assert_eq!(Shades::new(std::iter::empty()).step(0), None);
    }
}
