//! What a person chose of a timeline, and the part that is looked at, as arrangements keep it.
//!
//! It must never hold a number of one plan: groups are known by the keys of their values.

use super::groups::SEVERAL_VALUES;
use super::{GroupOrder, TRAY_GROUP, Timeline};
use crate::plan::{Facet, NOT_STATED, Plan};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How a timeline is arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimelineChoices {
    /// What rows are grouped by; `None` for one group.
    pub group: Option<Facet>,
    /// What bars are coloured by.
    pub color: Facet,
    /// The order of groups.
    pub order: GroupOrder,
    /// Fiscal rather than calendar years.
    pub fiscal: bool,
    /// Items of several values of the grouping facet stand in each of their groups, rather than once in a group of
    /// their own.
    pub in_each: bool,
    /// Groups that are shown the other way than by default: closed, or, for the undated ones, open.
    pub toggled: BTreeSet<GroupKey>,
    /// Groups that show every row whatever the zoom, however many there are.
    pub every_row: BTreeSet<GroupKey>,
}

/// A group of a timeline, whatever the plan.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum GroupKey {
    /// The items of a value of the grouping facet, by its key.
    Of(Box<str>),
    /// The items of several values of the grouping facet.
    Several,
    /// All dated items, where nothing is grouped.
    All,
    /// The items without a date.
    Undated,
}

/// The part of a timeline that is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TimelinePort {
    /// First and last day in view, days since 1970; `None` for the whole plan.
    pub span: Option<(f64, f64)>,
    /// Points of rows above the view.
    pub scroll: f64,
}

impl Default for TimelineChoices {
    fn default() -> Self {
        Self {
            group: Some(Facet::Brand),
            color: Facet::Brand,
            order: GroupOrder::Plan,
            fiscal: false,
            in_each: false,
            toggled: BTreeSet::new(),
            every_row: BTreeSet::new(),
        }
    }
}

impl TimelineChoices {
    /// As it suits a plan that nobody has looked at yet.
    pub fn of(plan: &Plan) -> Self {
        let main = plan.main_grouping();
        // Of a plan that is compared what weighs most comes first.
        let group = if plan.against().is_some() { Facet::Change } else { main };
        Self { group: Some(group), color: main, ..Self::default() }
    }

    /// The values of the grouping facet, in a plan's column, that some keys are of.
    pub fn values(&self, plan: &Plan, keys: &BTreeSet<GroupKey>) -> BTreeSet<u32> {
        keys.iter().filter_map(|key| self.value(plan, key)).collect()
    }

    /// The same with other groups. What was folded was folded of the groups before.
    #[must_use]
    pub fn grouped(self, group: Option<Facet>) -> Self {
        if group == self.group {
            return self;
        }
        Self { group, toggled: BTreeSet::new(), every_row: BTreeSet::new(), ..self }
    }

    /// The same with a group closed that was open, or open that was closed.
    #[must_use]
    pub fn folded(mut self, key: GroupKey) -> Self {
        flip(&mut self.toggled, key);
        self
    }

    /// The same with every row of a group shown, or as many as the zoom has room for.
    #[must_use]
    pub fn with_all_rows(mut self, key: GroupKey) -> Self {
        flip(&mut self.every_row, key);
        self
    }

    fn value(&self, plan: &Plan, key: &GroupKey) -> Option<u32> {
        match key {
            GroupKey::Of(key) => plan.items().column(self.group?).value_of_key(key),
            GroupKey::Several => self.group.map(|_| SEVERAL_VALUES),
            GroupKey::All => self.group.is_none().then_some(NOT_STATED),
            GroupKey::Undated => None,
        }
    }
}

fn flip(set: &mut BTreeSet<GroupKey>, key: GroupKey) {
    if !set.remove(&key) {
        set.insert(key);
    }
}

impl TimelinePort {
    /// The same, without what is no stretch of days.
    #[must_use]
    pub fn tidied(self) -> Self {
        let is_stretch = |(from, to): &(f64, f64)| from.is_finite() && to.is_finite() && from < to;
        let scroll = if self.scroll.is_finite() { self.scroll.max(0.0) } else { 0.0 };
        Self { span: self.span.filter(is_stretch), scroll }
    }
}

impl Timeline {
    /// What a group by its place is known by, whatever the plan.
    pub fn key_of(&self, plan: &Plan, place: u32) -> Option<GroupKey> {
        if place == TRAY_GROUP {
            return Some(GroupKey::Undated);
        }
        let group = self.groups().get(place as usize)?;
        let Some(facet) = self.choices().group else { return Some(GroupKey::All) };
        if group.value == SEVERAL_VALUES {
            return Some(GroupKey::Several);
        }
        let value = plan.items().column(facet).values().get(group.value as usize)?;
        Some(GroupKey::Of(value.key.clone()))
    }
}
