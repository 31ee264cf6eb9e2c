//! Counts of items a year, half or quarter, split by colour: the chart under a timeline.
//!
//! It must never count an item twice in one bucket, nor an undated one at all.

use super::axis::Unit;
use crate::date::Day;
use crate::plan::BitSet;
use crate::scene::{CATEGORIES, SEVERAL, is_own};
use crate::views::Look;
use crate::views::palette::{OTHER, Palette};
use std::collections::BTreeMap;

/// Items that begin in one stretch of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// First day.
    pub from: Day,
    /// First day after it.
    pub to: Day,
    /// How many, by category, the palette's order first.
    pub counts: Vec<(u32, u32)>,
}

/// Counts of all matching dated items.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    /// Early to late, empty ones left out.
    pub buckets: Vec<Bucket>,
    /// The most in one bucket.
    pub most: u32,
}

impl Chart {
    /// Counts the matching items by the first day they may be on.
    pub fn new(look: &Look<'_>, palette: &Palette, unit: Unit, year_start: u8) -> Self {
        let items = look.plan.items();
        let mut here: BitSet = look.matching.clone();
        here.and(items.drawn());
        here.and(items.dated());
        // Days first, so that a million items ask the calendar once a day of the plan.
        let mut by_day: BTreeMap<i32, BTreeMap<u32, u32>> = BTreeMap::new();
        for item in here.iter() {
            if let Some((first, _)) = items.days(item) {
                *by_day
                    .entry(first.0)
                    .or_default()
                    .entry(rank(palette.of_item(look.plan, item)))
                    .or_default() += 1;
            }
        }
        let mut buckets: BTreeMap<i32, BTreeMap<u32, u32>> = BTreeMap::new();
        for (day, counts) in by_day {
            let bucket = buckets.entry(unit.start(Day(day), year_start).0).or_default();
            counts.into_iter().for_each(|(category, n)| *bucket.entry(category).or_default() += n);
        }
        let buckets: Vec<Bucket> = buckets
            .into_iter()
            .map(|(from, counts)| Bucket {
                from: Day(from),
                to: unit.next(Day(from)),
                counts: counts.into_iter().map(|(rank, n)| (category(rank), n)).collect(),
            })
            .collect();
        let most = buckets.iter().map(|b| b.counts.iter().map(|c| c.1).sum()).max().unwrap_or(0);
        Self { buckets, most }
    }
}

/// Stacked from the palette's first colour up; what belongs to several, then to none, on top.
fn rank(category: u32) -> u32 {
    match category {
        SEVERAL => CATEGORIES,
        OTHER => CATEGORIES + 1,
        n => n,
    }
}

fn category(rank: u32) -> u32 {
    match rank {
        CATEGORIES => SEVERAL,
        n if n > CATEGORIES && !is_own(n) => OTHER,
        n => n,
    }
}
