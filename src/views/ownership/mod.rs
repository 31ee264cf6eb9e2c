//! Ownership: who holds what of whom as boxes and arrows at one date or more, and every part over time beneath.
//!
//! It must never draw a promise as a holding, a figure in dispute as the only one, or more than a whole without a
//! word.

mod boxes;
mod draw;
mod gaps;
mod layers;
mod roll;
mod strip;
#[cfg(test)]
mod tests;
mod words;

use super::palette::Palette;
use super::roll::{RollPort, RollView};
use super::{Look, Looked, Prepared, View};
use crate::date::{Day, When};
use crate::explore::holdings::{Holding, Owners, State, holdings};
use crate::plan::{Kind, Plan, Thing};
use boxes::Boxes;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::rc::Rc;

/// Companies and what they hold of one another.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct OwnershipView;

/// At how many dates holdings are drawn side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum Moments {
    /// At the focus date, or the plan's own.
    One,
    /// Before the last great change and now.
    #[default]
    Two,
    /// Before and after the last great change, and now.
    Three,
}

impl Moments {
    /// Every choice of a menu.
    pub const ALL: [Self; 3] = [Self::One, Self::Two, Self::Three];

    /// As the window spells it.
    pub fn label(self) -> &'static str {
        match self {
            Self::One => "one date",
            Self::Two => "before and now",
            Self::Three => "before, after and now",
        }
    }
}

/// How ownership is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct OwnershipOptions {
    /// How many dates.
    pub moments: Moments,
    /// Boxes for joint ventures too, rather than bars alone.
    pub all: bool,
}

impl View for OwnershipView {
    type Options = OwnershipOptions;
    type Port = RollPort<Self>;

    const WORD: &'static str = "ownership";
    const NAME: &'static str = "Ownership";
    const SHOWS_PART: bool = false;

    fn tidied(port: Self::Port) -> Self::Port {
        port.tidied()
    }

    fn prepare<'a>(
        look: &Look<'a>,
        looked: &Looked<OwnershipOptions, Self::Port>,
        _live: bool,
    ) -> impl Prepared + 'a {
        Self::ready(look, looked)
    }
}

impl RollView for OwnershipView {
    type Roll = Ownership;

    const FOLLOWS_FOCUS: bool = true;

    fn roll(look: &Look<'_>, options: &OwnershipOptions) -> Ownership {
        Ownership::new(look, *options)
    }
}

/// A date at which holdings are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct At {
    /// The day.
    pub day: Day,
    /// What it is.
    pub which: Which,
}

/// What a date is among those that are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The day before something changed.
    Before,
    /// The day on which it changed.
    After,
    /// The focus date, or the plan's own.
    Now,
}

/// Ownership prepared for a plan, a filter, a date and options.
#[derive(Debug, Clone)]
pub struct Ownership {
    /// Every holding that is shown.
    pub(super) holdings: Vec<Holding>,
    boxes: Boxes,
    /// What is held, in the order of the strip: what most is held of first.
    held: Vec<Thing>,
    /// What is held of which nobody states a part, nor a date.
    partless: Vec<Thing>,
    /// The dates, the earliest first.
    moments: Vec<At>,
    palette: Palette,
    /// First and last day of the strip.
    span: (f64, f64),
    /// Whether the plan has any holding at all.
    any: bool,
    /// The last layout, with the width that it is for.
    kept: RefCell<Option<(f32, Rc<gaps::Placed>)>>,
}

impl Ownership {
    /// Of the stakes that match, and of owners and parents of what they tie.
    pub fn new(look: &Look<'_>, options: OwnershipOptions) -> Self {
        let plan = look.plan;
        let all = holdings(plan);
        let any = !all.is_empty();
        let kept = kept(look, all);
        let moments = moments(look, &kept, options.moments);
        let now = moments.last().map_or(Day::OPEN_END, |at| at.day);
        let boxes = Boxes::new(&kept, &moments, options.all);
        let mut held: Vec<Thing> = Vec::new();
        for holding in &kept {
            if !held.contains(&holding.of) {
                held.push(holding.of);
            }
        }
        let tells = |of: &Thing| {
            let mut own = kept.iter().filter(|holding| holding.of == *of);
            own.any(|holding| holding.percent.is_some() || holding.when.is_some())
        };
        let (mut held, partless): (Vec<Thing>, Vec<Thing>) = held.into_iter().partition(tells);
        held.sort_by_cached_key(|thing| {
            let owners = Owners::of(&kept, *thing, now);
            std::cmp::Reverse((owners.shares.len() + owners.unstated.len()).min(2))
        });
        let palette = Palette::new(plan, plan.main_grouping());
        let span = strip::span(plan, &kept, now);
        Self { holdings: kept, boxes, held, partless, moments, palette, span, any, kept: RefCell::default() }
    }

    /// The dates at which holdings are drawn.
    pub fn moments(&self) -> &[At] {
        &self.moments
    }

    /// Who owns a thing at a date.
    pub fn owners(&self, thing: Thing, day: Day) -> Owners {
        Owners::of(&self.holdings, thing, day)
    }

    /// What is held, in the order of the strip.
    pub fn held(&self) -> &[Thing] {
        &self.held
    }

    fn now(&self) -> Day {
        self.moments.last().map_or(Day::OPEN_END, |at| at.day)
    }
}

/// The holdings of matching stakes; of owners and parents those that tie two things that some such stake names, or
/// all where everything matches.
fn kept(look: &Look<'_>, all: Vec<Holding>) -> Vec<Holding> {
    let (plan, items) = (look.plan, look.plan.items());
    if look.matching.count() == items.len() {
        return all;
    }
    let is_stake = |holding: &Holding| plan.record(holding.by).kind == Kind::Stake;
    let matches = |holding: &Holding| {
        items.item_of(holding.by).is_some_and(|item| look.matching.contains(item.0 as usize))
    };
    let named: std::collections::HashSet<Thing> = all
        .iter()
        .filter(|holding| matches(holding))
        .flat_map(|holding| [holding.holder, holding.of])
        .collect();
    let is_kept = |holding: &Holding| match is_stake(holding) {
        true => matches(holding),
        false => named.contains(&holding.holder) && named.contains(&holding.of),
    };
    all.into_iter().filter(is_kept).collect()
}

/// The dates to draw: now, and around the day on which most holdings began or ended before.
fn moments(look: &Look<'_>, holdings: &[Holding], how: Moments) -> Vec<At> {
    let own = look.plan.about().as_of.map(|moment| moment.days().1);
    let latest = || {
        let ends = holdings.iter().filter_map(|holding| holding.when);
        ends.map(|when| when.days().1).filter(|day| day.stated().is_some()).max()
    };
    let day = look.focus.or(own).or_else(latest).unwrap_or(Day(20_000));
    let now = At { day, which: Which::Now };
    if how == Moments::One {
        return vec![now];
    }
    // What boxes show counts first: joint ventures come and go without turning much.
    let joint = boxes::joint_ventures(holdings, &[now]);
    let main: Vec<Holding> =
        holdings.iter().filter(|holding| !joint.contains(&holding.of)).cloned().collect();
    let Some(change) = great_change(&main, day).or_else(|| great_change(holdings, day)) else {
        return vec![now];
    };
    let before = At { day: Day(change.0 - 1), which: Which::Before };
    let after = At { day: change, which: Which::After };
    match how {
        Moments::Three if after.day < day => vec![before, after, now],
        _ => vec![before, now],
    }
}

/// The day, not after another, on which most holdings are known to begin or to end; the last of several.
fn great_change(holdings: &[Holding], until: Day) -> Option<Day> {
    let mut days: std::collections::BTreeMap<Day, usize> = std::collections::BTreeMap::new();
    let held =
        holdings.iter().filter(|holding| !holding.is_promise() && holding.state(until) != State::GivenUp);
    for holding in held {
        let (from, to) = match holding.when {
            Some(When::At(moment)) => (Some(moment), None),
            Some(When::Span(from, to)) => (from, to),
            None => (None, None),
        };
        for moment in [from, to].into_iter().flatten() {
            // Of a vague date the day on which it is surely over.
            if let Some(day) = moment.reach().1.stated().filter(|day| *day <= until) {
                *days.entry(day).or_default() += 1;
            }
        }
    }
    days.into_iter().max_by_key(|(day, count)| (*count, *day)).map(|(day, _)| day)
}

/// A thing's colour: that of the brand or company whose it is.
fn category(plan: &Plan, palette: &Palette, thing: Thing) -> u32 {
    use crate::plan::{Facet, Field};
    let column = plan.items().column(palette.facet());
    let record = plan.record(thing);
    if let Some(value) = column.value_of_thing(thing) {
        return palette.of_value(value);
    }
    let brand = record.links(Field::Brand).next().filter(|_| palette.facet() == Facet::Brand);
    // A company that names no brand goes by that of its own that is called alike, or by its only one.
    let own = || {
        let brands = plan.referring(thing).iter().filter(|(field, _)| *field == Field::Company);
        let mut brands =
            brands.map(|(_, brand)| *brand).filter(|brand| plan.record(*brand).kind == Kind::Brand);
        let first = brands.next()?;
        let first_word = record.name.split(' ').next().unwrap_or_default();
        let alike = |brand: &Thing| &*plan.record(*brand).name == first_word;
        std::iter::once(first).chain(brands.by_ref()).find(alike).or(Some(first))
    };
    let parent = record.links(Field::Parent).next().filter(|parent| *parent != thing);
    let brand = brand.or_else(|| own().filter(|_| palette.facet() == Facet::Brand));
    let of = |thing: Thing| column.value_of_thing(thing).map(|value| palette.of_value(value));
    let of_parent = || {
        let brand = plan.record(parent?).links(Field::Brand).next();
        brand.or(parent).and_then(of)
    };
    brand.and_then(of).or_else(of_parent).unwrap_or(super::palette::OTHER)
}
