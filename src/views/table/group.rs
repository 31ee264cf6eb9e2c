//! A table's groups: which items stand in which. It must never list an item that nobody looks at: a group knows
//! how many it has, and lists them when it comes into view.

use super::TableOptions;
use super::key::Keys;
use super::order::{Order, Row};
use crate::date::Day;
use crate::plan::{BitSet, Facet, NOT_STATED, Plan};
use crate::views::Look;
use crate::views::timeline::{GroupKey, GroupOrder, group_name};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;

/// A group of rows.
#[derive(Debug, Clone)]
pub struct Group {
    /// Its value in the grouping facet; meaningless where nothing is grouped.
    pub value: u32,
    /// As a person reads it.
    pub name: Box<str>,
    /// How many matching items stand in it.
    pub count: usize,
    /// Whether only its heading is shown.
    pub closed: bool,
    facet: Option<Facet>,
    listed: OnceCell<Listed>,
}

/// What is found out about a group when it comes into view.
#[derive(Debug, Clone)]
struct Listed {
    order: RefCell<Order>,
    /// The first and last day of its items; `None` where none is dated.
    days: Option<(Day, Day)>,
}

impl Group {
    /// Every group with a matching item, in order. An item stands in every group that it has a value for; where
    /// a filter asks for values of the grouping facet, no other group is there.
    pub(super) fn all(look: &Look<'_>, options: &TableOptions) -> Vec<Self> {
        let plan = look.plan;
        let group = |value: u32, count: usize, key: GroupKey| {
            Some(Self {
                value,
                name: group_name(plan, options.group, value)?,
                count,
                closed: options.closed.contains(&key),
                facet: options.group,
                listed: OnceCell::new(),
            })
        };
        let Some(facet) = options.group else {
            let count = look.matching.count();
            return group(NOT_STATED, count, GroupKey::All).filter(|_| count > 0).into_iter().collect();
        };
        let only: BTreeSet<u32> = look.chosen(facet).into_iter().collect();
        let column = plan.items().column(facet);
        let mut groups: Vec<(i32, Self)> = (0u32..)
            .zip(column.values())
            .filter(|(value, _)| only.is_empty() || only.contains(value))
            .map(|(value, of)| (value, of, column.members(value).count_in(look.matching)))
            .filter(|(.., count)| *count > 0)
            .filter_map(|(value, of, count)| group(value, count, GroupKey::Of(of.key.clone())))
            .map(|group| (i32::MAX, group))
            .collect();
        if options.order == GroupOrder::Time {
            for (first, group) in &mut groups {
                *first = days(plan, &group.items(look)).map_or(i32::MAX, |(first, _)| first.0);
            }
        }
        options.order.sort(&mut groups, |(first, group)| (group.value, &group.name, group.count, *first));
        groups.into_iter().map(|(_, group)| group).collect()
    }

    /// What it is known by, whatever the plan.
    pub(super) fn key(&self, plan: &Plan) -> Option<GroupKey> {
        let Some(facet) = self.facet else { return Some(GroupKey::All) };
        let value = plan.items().column(facet).values().get(self.value as usize)?;
        Some(GroupKey::Of(value.key.clone()))
    }

    /// The first and last day of its items; `None` where none is dated.
    pub(super) fn days(&self, look: &Look<'_>, keys: &Keys) -> Option<(Day, Day)> {
        self.listed(look, keys).days
    }

    /// The items of some of its rows.
    pub(super) fn rows(&self, look: &Look<'_>, keys: &Keys, places: Range<usize>) -> Vec<u32> {
        let listed = self.listed(look, keys);
        // Nobody else holds it: no row is asked for while rows are compared.
        let Ok(mut order) = listed.order.try_borrow_mut() else { return Vec::new() };
        let rows = order.rows(places, |a: &Row, b: &Row| keys.compare(look.plan, a, b));
        rows.iter().map(|(_, item)| *item).collect()
    }

    /// The place of an item among its rows.
    pub(super) fn place(&self, look: &Look<'_>, keys: &Keys, item: u32) -> Option<usize> {
        if !self.holds(look, item) {
            return None;
        }
        let row = keys.row(look.plan, item);
        let before = |other: &u32| keys.compare(look.plan, &keys.row(look.plan, *other), &row).is_lt();
        Some(self.items(look).iter().filter(|other| before(other)).count())
    }

    /// Whether an item stands in it.
    fn holds(&self, look: &Look<'_>, item: u32) -> bool {
        let has = |facet: Facet| look.plan.items().column(facet).of(item as usize).contains(&self.value);
        look.matching.contains(item as usize) && self.facet.is_none_or(has)
    }

    /// Adds its items to a set.
    pub(super) fn add_to(&self, look: &Look<'_>, set: &mut BitSet) {
        self.items(look).into_iter().for_each(|item| set.insert(item as usize));
    }

    fn listed(&self, look: &Look<'_>, keys: &Keys) -> &Listed {
        self.listed.get_or_init(|| {
            let items = self.items(look);
            let days = days(look.plan, &items);
            let rows = items.into_iter().map(|item| keys.row(look.plan, item)).collect();
            Listed { order: RefCell::new(Order::new(rows)), days }
        })
    }

    /// Its items, in the plan's order.
    fn items(&self, look: &Look<'_>) -> Vec<u32> {
        let Some(facet) = self.facet else { return look.matching.iter().map(|item| item as u32).collect() };
        let mut here = BitSet::none(look.plan.items().len());
        look.plan.items().column(facet).members(self.value).add_to(&mut here);
        here.and(look.matching);
        here.iter().map(|item| item as u32).collect()
    }
}

fn days(plan: &Plan, items: &[u32]) -> Option<(Day, Day)> {
    let days = items.iter().filter_map(|item| plan.items().days(*item as usize));
    days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}
