//! Which lives stand in which row: groups, the order within, and who replaces whom.
//!
//! It must never leave out a model: what has no dated fact is listed by itself.

use super::{CycleOptions, CycleOrder, kept};
use crate::explore::life::{Life, LifeEvent, LifeFact, gap};
use crate::plan::{Field, Kind, NOT_STATED, Plan, Status, Thing};
use crate::scene::{Size, Weight};
use crate::views::Look;
use std::collections::HashMap;

/// A model's row.
#[derive(Debug, Clone)]
pub struct Row {
    /// The model.
    pub thing: Thing,
    /// Its dated facts.
    pub life: Life,
    /// The group that it stands in, by its place.
    pub group: u32,
    /// Whether it is the first of its group.
    pub is_first: bool,
    /// What it follows.
    pub after: Option<After>,
}

/// What a model follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    /// The model before.
    pub thing: Thing,
    /// Whether it replaces it, rather than being derived from it.
    pub replaces: bool,
    /// Whether that one's row is the one above.
    pub is_above: bool,
    /// The days between the two, at least and at most; below 0 they overlap.
    pub gap: Option<(i32, i32)>,
}

/// All rows.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// Top to bottom.
    pub list: Vec<Row>,
    /// The groups' values of the grouping facet, with their names.
    pub groups: Vec<(u32, Box<str>)>,
    /// Models without a dated fact.
    pub undated: Vec<Thing>,
    /// Widths of the longest name of a model, and of a group, in points.
    pub names: f32,
    pub group_names: f32,
}

impl Rows {
    /// The rows of what is looked at.
    pub fn new(look: &Look<'_>, options: CycleOptions) -> Self {
        let plan = look.plan;
        let kept = kept(look);
        let lives: Vec<(Thing, Life)> = kept.iter().map(|thing| (*thing, life(plan, *thing))).collect();
        let undated = lives.iter().filter(|(_, life)| life.is_empty()).map(|(thing, _)| *thing).collect();
        let mut of_group: HashMap<u32, Vec<usize>> = HashMap::new();
        let chosen = options.group.map(|facet| look.chosen(facet)).unwrap_or_default();
        for (n, (thing, _)) in lives.iter().enumerate().filter(|(_, (_, life))| !life.is_empty()) {
            for value in values(plan, options, *thing) {
                // Where a filter asks for values of the facet, only their groups are shown.
                if chosen.is_empty() || chosen.contains(value) {
                    of_group.entry(*value).or_default().push(n);
                }
            }
        }
        let mut rows = Self { undated, ..Self::default() };
        for value in order(plan, options, &of_group, &lives) {
            let Some(mut members) = of_group.remove(&value) else { continue };
            sort(plan, options.order, &lives, &mut members);
            rows.add_group(plan, options, value, &lives, &members);
        }
        let widest = |names: &mut dyn Iterator<Item = &str>, weight| {
            names.map(|name| heading_width(look, name, weight)).fold(0.0, f32::max)
        };
        rows.names = widest(&mut rows.list.iter().map(|row| &*plan.record(row.thing).name), Weight::Regular);
        rows.group_names = widest(&mut rows.groups.iter().map(|(_, name)| &**name), Weight::Semibold);
        rows
    }

    fn add_group(
        &mut self,
        plan: &Plan,
        options: CycleOptions,
        value: u32,
        lives: &[(Thing, Life)],
        members: &[usize],
    ) {
        let name = options.group.map_or(format!("All {}", plan.words().kinds(Kind::Model)).into(), |facet| {
            let values = plan.items().column(facet).values();
            values.get(value as usize).map_or("".into(), |value| value.name.clone())
        });
        let group = self.groups.len() as u32;
        self.groups.push((value, name));
        for (at, n) in succession(plan, lives, members).into_iter().enumerate() {
            let Some((thing, life)) = lives.get(n) else { continue };
            let above = if at > 0 { self.list.last().map(|row| row.thing) } else { None };
            let after = before(plan, *thing).map(|(replaced, replaces)| After {
                thing: replaced,
                replaces,
                is_above: above == Some(replaced),
                gap: gap(&Life::of(plan, replaced), life).filter(|_| replaces),
            });
            let row = Row { thing: *thing, life: life.clone(), group, is_first: at == 0, after };
            self.list.push(row);
        }
    }
}

/// The width of a name that is not cut anyway.
fn heading_width(look: &Look<'_>, name: &str, weight: Weight) -> f32 {
    let end = name.char_indices().nth(40).map_or(name.len(), |(end, _)| end);
    look.metrics.width(name.get(..end).unwrap_or(name), Size::Body, weight)
}

/// Whether something is said to be there, dated or not.
pub fn is_there(plan: &Plan, thing: Thing) -> bool {
    matches!(plan.record(thing).status, Some(Status::Underway | Status::Done))
}

/// The dated facts of a model; of what has a date of its own, that one too.
fn life(plan: &Plan, thing: Thing) -> Life {
    let life = Life::of(plan, thing);
    match plan.record(thing).when {
        Some(when) if life.begin.is_none() => {
            let own = LifeFact { event: LifeEvent::Start, when, by: thing };
            Life::new(life.facts.into_iter().chain([own]).collect())
        }
        _ => life,
    }
}

/// What a model replaces or else is derived from: the first that it names, and not itself.
fn before(plan: &Plan, thing: Thing) -> Option<(Thing, bool)> {
    let record = plan.record(thing);
    let first = |field| record.links(field).find(|to| *to != thing);
    first(Field::Replaces).map(|to| (to, true)).or_else(|| first(Field::DerivedFrom).map(|to| (to, false)))
}

fn values(plan: &Plan, options: CycleOptions, thing: Thing) -> &[u32] {
    let item = plan.items().item_of(thing).map_or(usize::MAX, |item| item.0 as usize);
    options.group.map_or(&[NOT_STATED][..], |facet| plan.items().column(facet).of(item))
}

/// The groups in the order of the plan, where that is one of records; else by name; what is not stated last.
fn order(
    plan: &Plan,
    options: CycleOptions,
    of_group: &HashMap<u32, Vec<usize>>,
    lives: &[(Thing, Life)],
) -> Vec<u32> {
    let mut values: Vec<u32> = of_group.keys().copied().collect();
    values.sort_unstable();
    let first = |value: &u32| {
        let members = of_group.get(value).into_iter().flatten();
        members.filter_map(|n| lives.get(*n)?.1.facts.first()).map(|fact| fact.when.days().0).min()
    };
    match options.group {
        Some(facet) if facet.traits().in_plan_order || options.order == CycleOrder::Plan => {}
        Some(_) if options.order == CycleOrder::First => values.sort_by_cached_key(first),
        Some(facet) => values.sort_by_cached_key(|value| {
            plan.items().column(facet).values().get(*value as usize).map(|value| value.name.clone())
        }),
        None => {}
    }
    values.sort_by_key(|value| *value == NOT_STATED);
    values
}

fn sort(plan: &Plan, order: CycleOrder, lives: &[(Thing, Life)], members: &mut [usize]) {
    let of = |n: &usize| lives.get(*n);
    let name = |n: &usize| of(n).map(|(thing, _)| plan.record(*thing).name.clone());
    match order {
        CycleOrder::First => members.sort_by_cached_key(|n| {
            (of(n).and_then(|(_, life)| life.facts.first()).map(|fact| fact.when.days().0), name(n))
        }),
        CycleOrder::Name => members.sort_by_cached_key(name),
        CycleOrder::Plan => {}
    }
}

/// Members in their order, but each after the one that it follows. Who follow one another in a circle stand in
/// their order.
fn succession(plan: &Plan, lives: &[(Thing, Life)], members: &[usize]) -> Vec<usize> {
    let place: HashMap<Thing, usize> = members.iter().filter_map(|n| Some((lives.get(*n)?.0, *n))).collect();
    let mut followers: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut roots = Vec::new();
    for n in members {
        let before = lives.get(*n).and_then(|(thing, _)| before(plan, *thing));
        match before.and_then(|(thing, _)| place.get(&thing)) {
            Some(at) => followers.entry(*at).or_default().push(*n),
            None => roots.push(*n),
        }
    }
    let mut order = Vec::with_capacity(members.len());
    let mut taken = std::collections::HashSet::new();
    for root in roots.iter().chain(members) {
        let mut ahead = vec![*root];
        while let Some(next) = ahead.pop().filter(|next| taken.insert(*next)) {
            order.push(next);
            ahead.extend(followers.get(&next).into_iter().flatten().rev());
        }
    }
    order
}
