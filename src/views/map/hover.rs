//! What a region has, for the card that shows while the pointer rests on it.
//!
//! It must never be asked for each frame: it looks at every matching item of the region.

use crate::plan::{BitSet, Facet, NOT_STATED};
use crate::views::Look;
use std::collections::BTreeMap;

/// A region's numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegionHover {
    /// Its name.
    pub name: String,
    /// How many items it has.
    pub total: usize,
    /// How many of them match.
    pub matching: usize,
    /// How many matching items begin in each year, ascending, years between without any included.
    pub by_year: Vec<(i16, u32)>,
    /// How many matching items have no date.
    pub undated: u32,
    /// The brands of the matching items, most first.
    pub brands: Vec<(String, u32)>,
}

/// The numbers of a value of the region facet; `None` where there is no such value.
pub fn hover(look: &Look<'_>, value: u32) -> Option<RegionHover> {
    let items = look.plan.items();
    let column = items.column(Facet::Region);
    let name = column.values().get(value as usize)?.name.to_string();
    let mut own = BitSet::none(items.len());
    column.members(value).add_to(&mut own);
    let total = own.count();
    own.and(look.matching);
    let mut years: BTreeMap<i16, u32> = BTreeMap::new();
    let mut brands: BTreeMap<u32, u32> = BTreeMap::new();
    let mut undated = 0;
    for item in own.iter() {
        match items.days(item) {
            Some((first, _)) => *years.entry(first.ymd().0).or_default() += 1,
            None => undated += 1,
        }
        for brand in items.column(Facet::Brand).of(item).iter().filter(|b| **b != NOT_STATED) {
            *brands.entry(*brand).or_default() += 1;
        }
    }
    let span = years.keys().next().copied().zip(years.keys().next_back().copied());
    let by_year = span.map_or_else(Vec::new, |(first, last)| {
        (first..=last).map(|year| (year, years.get(&year).copied().unwrap_or(0))).collect()
    });
    let name_of =
        |brand: u32| items.column(Facet::Brand).values().get(brand as usize).map(|v| v.name.to_string());
    let mut brands: Vec<(String, u32)> =
        brands.into_iter().filter_map(|(brand, count)| Some((name_of(brand)?, count))).collect();
    brands.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    Some(RegionHover { name, total, matching: own.count(), by_year, undated, brands })
}
