//! What became of models since an older edition, on their chips and in the totals.
//!
//! It must never count what is not mentioned any more among what there is now.

use super::chip::year_words;
use super::layout::GAP;
use super::{Axis, Head, MatrixOptions};
use crate::date::Moment;
use crate::explore::figure;
use crate::plan::{BitSet, Change, Facet, Plan, Thing};
use crate::scene::{Layer, Metrics, Paint, Role, Shape, Size, StandsFor, Stroke, Weight};
use emath::{Pos2, Rect, pos2, vec2};

/// Width of the hatch at the end of a chip that was given up since.
const HATCH: f32 = 9.0;

/// How a chip stands on its cell: new ones are outlined, what is not mentioned has its name in brackets alone.
pub(super) fn ground(plan: &Plan, thing: Thing) -> Option<(Option<Role>, Option<Stroke>)> {
    let became = plan.became(thing)?;
    match became.weightiest() {
        Change::New => Some((None, Some(Stroke::new(Role::Line, 1.0)))),
        Change::Silent => Some((None, None)),
        _ => None,
    }
}

/// Whether a model was said to be given up or over since the older edition.
pub(super) fn is_given_up(plan: &Plan, thing: Thing) -> bool {
    plan.became(thing).is_some_and(|became| became.is(Change::Cancelled) || became.is(Change::Ended))
}

/// A hatch at the right end of a chip.
pub(super) fn hatch(layer: &mut Layer, chip: Rect, stands_for: StandsFor) {
    let rect = Rect::from_min_max(pos2(chip.right() - HATCH, chip.top() + 1.0), chip.max - vec2(1.0, 1.0));
    let fill = Some(Paint::Hatch(Role::Muted.into()));
    layer.add_for(stands_for, Shape::Rect { rect, radius: 0.0, fill, stroke: None });
}

/// The room that the hatch of a chip takes.
pub(super) const HATCH_ROOM: f32 = HATCH + 3.0;

/// Whether it stood elsewhere: on another platform, in another plant, region or hand.
pub(super) fn has_moved(plan: &Plan, thing: Thing) -> bool {
    plan.became(thing).is_some_and(|became| became.is(Change::Moved))
}

/// The year then and now, in ever fewer letters; nothing where it is the same.
pub(super) fn years(plan: &Plan, thing: Thing, now: Option<Moment>) -> Option<[String; 2]> {
    let before = plan.became(thing)?.before.as_ref()?;
    let words = |moment: Option<Moment>| moment.map_or_else(|| ["no date".into(), "?".into()], year_words);
    let (then, is) = (words(before.coming), words(now));
    let both = |n: usize| Some(format!("{} → {}", then.get(n)?, is.get(n)?));
    (before.coming != now && then != is).then(|| both(0).zip(both(1))).flatten().map(|(a, b)| [a, b])
}

/// By how much totals differ from those of the older edition.
#[derive(Debug, Clone, Default)]
pub(super) struct Differences {
    rows: Vec<Difference>,
    columns: Vec<Difference>,
    all: Option<Difference>,
}

/// How many of a total are new, and how many are not mentioned any more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Difference {
    new: u32,
    silent: u32,
}

impl Difference {
    /// How many there are now of a total that counts both editions' items.
    pub fn now(self, total: u32) -> u32 {
        total.saturating_sub(self.silent)
    }

    /// "+4", "−2", "±0".
    pub fn words(self) -> String {
        match i64::from(self.new) - i64::from(self.silent) {
            0 => "±0".to_owned(),
            more if more > 0 => format!("+{more}"),
            less => format!("−{}", less.abs()),
        }
    }
}

impl Differences {
    /// Of the rows and columns of what is counted; nothing where only what both editions mention is.
    pub fn new(
        plan: &Plan,
        counted: &BitSet,
        options: MatrixOptions,
        (rows, columns): (&[Head], &[Head]),
    ) -> Self {
        if plan.against().is_none() {
            return Self::default();
        }
        let column = plan.items().column(Facet::Change);
        let of = |change: Change| {
            let mut set = BitSet::none(counted.len());
            if let Some(value) = column.value_of_key(change.word()) {
                column.members(value).add_to(&mut set);
            }
            set.and(counted);
            set
        };
        let (new, silent) = (of(Change::New), of(Change::Silent));
        let all = Difference { new: new.count() as u32, silent: silent.count() as u32 };
        if all == Difference::default() {
            return Self::default();
        }
        let side = |axis: Axis, heads: &[Head]| {
            let count = |set: &BitSet, head: &Head| {
                set.iter().filter(|item| axis.values(plan, *item).contains(&head.value)).count() as u32
            };
            heads
                .iter()
                .map(|head| Difference { new: count(&new, head), silent: count(&silent, head) })
                .collect()
        };
        Self { rows: side(options.rows, rows), columns: side(options.columns, columns), all: Some(all) }
    }

    pub fn of_row(&self, row: usize) -> Option<Difference> {
        self.rows.get(row).copied()
    }

    pub fn of_column(&self, column: usize) -> Option<Difference> {
        self.columns.get(column).copied()
    }

    pub fn of_all(&self) -> Option<Difference> {
        self.all
    }
}

/// The least room of a difference behind a total, in points: totals stand below each other.
const DIFFERENCE: f32 = 14.0;

/// A total that ends at a place, and behind it by how much it differs from that of the edition compared with.
pub(super) fn total(
    layer: &mut Layer,
    metrics: &Metrics,
    end: Pos2,
    (total, other): (u32, Option<Difference>),
    weight: Weight,
) {
    let (mut end, mut number) = (end, total);
    if let Some(other) = other {
        let words = other.words();
        end.x += GAP;
        layer.add(metrics.text_ending(end, &words, Size::Tick, Weight::Regular, Role::Muted));
        end.x -= metrics.width(&words, Size::Tick, Weight::Regular).max(DIFFERENCE) + GAP;
        number = other.now(total);
    }
    let text = figure(f64::from(number));
    layer.add(metrics.text_ending(end, &text, Size::Body, weight, Role::Text));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_counts_what_came_and_what_is_not_mentioned() {
        for (new, silent, words, now) in [(4, 0, "+4", 10), (0, 2, "−2", 8), (3, 3, "±0", 7)] {
            let difference = Difference { new, silent };
            assert_eq!((difference.words().as_str(), difference.now(10)), (words, now));
        }
    }
}
