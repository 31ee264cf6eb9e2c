//! What became of a plan since the edition that it is set against, a line a kind of change.
//!
//! It must never call gone what is merely not mentioned, nor count what its own link would not keep.

use super::lines::Line;
use crate::changes;
use crate::explore::{Filter, Index};
use crate::plan::{BitSet, Change, Facet, Plan, Thing};
use crate::views::count::kinds;
use crate::views::{Link, Look, ViewKind};

/// No more things of a change are named than these.
const NAMED: usize = 3;

/// The filter without what it asks of changes, and all that it keeps then.
pub(super) fn everything(look: &Look<'_>) -> (Filter, BitSet) {
    if look.plan.against().is_none() {
        return (look.filter.clone(), look.matching.clone());
    }
    let mut filter = look.filter.clone();
    filter.clear_changes();
    // Only words need what texts hold.
    let index = match filter.words_asked().is_empty() {
        true => Index::without_words(),
        false => Index::new(look.plan),
    };
    let kept = filter.matching(look.plan, &index);
    (filter, kept)
}

/// Of some items those of which this edition speaks.
pub(super) fn present(plan: &Plan, items: &BitSet) -> BitSet {
    BitSet::of(plan.items().len(), |item| items.contains(item) && !plan.is_silent(plan.items().thing(item)))
}

/// What the older edition is called.
pub(super) fn older(plan: &Plan) -> Option<String> {
    plan.against().map(|against| changes::edition(&against.about))
}

/// How many are new since the older edition.
pub(super) fn new(plan: &Plan, items: &BitSet) -> usize {
    members(plan, Change::New, items).len()
}

fn members(plan: &Plan, change: Change, items: &BitSet) -> Vec<usize> {
    let is = |item: &usize| plan.became(plan.items().thing(*item)).is_some_and(|became| became.is(change));
    items.iter().filter(is).collect()
}

/// What a change leads to: all that became this.
pub(super) fn link(plan: &Plan, filter: &Filter, change: Change) -> Link {
    let mut filter = filter.clone();
    if let Some(value) = plan.items().column(Facet::Change).value_of_key(change.word()) {
        filter.only(Facet::Change, value);
    }
    Link::query(filter.to_text(plan)).by(ViewKind::Table)
}

/// A line for each change that anything became, the weightiest first.
pub(super) fn lines(plan: &Plan, filter: &Filter, items: &BitSet) -> Vec<Line> {
    if plan.against().is_none() {
        return Vec::new();
    }
    let line = |change: Change| {
        let members = members(plan, change, items);
        if members.is_empty() {
            return None;
        }
        Some(Line {
            text: format!("{} {}", members.len(), change.counted()),
            note: note(plan, change, &members),
            link: link(plan, filter, change),
            ..Line::default()
        })
    };
    Change::ALL.iter().copied().filter(|change| *change != Change::Same).filter_map(line).collect()
}

/// What a change is of: kinds where a record came or is silent, else the first of them, each with how it changed.
fn note(plan: &Plan, change: Change, members: &[usize]) -> String {
    if matches!(change, Change::New | Change::Silent) {
        return kinds(plan, members.iter().copied());
    }
    let told = |thing: Thing| {
        let words = changes::words(plan, thing).into_iter().find(|words| words.change == change);
        let name = &plan.record(thing).name;
        words.map_or_else(|| name.to_string(), |words| format!("{name}: {}", words.whole()))
    };
    let first = members.iter().take(NAMED).map(|item| told(plan.items().thing(*item)));
    first.collect::<Vec<_>>().join("; ")
}
