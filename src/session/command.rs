//! What can change about how a plan is looked at: plain data, applied in order in one place.
//!
//! It must never hold a number that only one plan understands: a command may wait while another plan arrives.

use super::Panes;
use super::arrangement::{Compared, Others};
use crate::date::Day;
use crate::plan::{Facet, Plan, Thing};
use crate::views::{Link, ViewKind, ViewOptions, ViewPort};

/// Something to be changed.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Replace the query, as by typing.
    SetQuery(String),
    /// Add a value to the filter, or take it out.
    Toggle(Value),
    /// Filter by this value of its facet alone; releases it where it is the only one.
    Only(Value),
    /// Leave out the items of a value, or no longer.
    Exclude(Value),
    /// Filter by a year alone, or by what has no date; releases it where it is the only one.
    OnlyYear(Option<i16>),
    /// Filter by several headings at once, each alone of its kind.
    Narrow(Vec<Heading>),
    /// Forget a facet's choice.
    Clear(Facet),
    /// Forget the whole filter.
    ClearFilter,
    /// What becomes of items that do not match.
    ShowOthers(Others),
    /// Pick a record by its id, or none.
    Select(Option<Box<str>>),
    /// Look at the plan as it is at a date, or at all of it.
    Focus(Option<Day>),
    /// Put the values of a facet down the side of a view.
    Group(ViewKind, Facet),
    /// Arrange a view.
    Arrange(ViewOptions),
    /// Look at a part of a view.
    Look(ViewPort),
    /// Show all of the plan in a view.
    Fit(ViewKind),
    /// Show all of the plan in every view.
    FitAll,
    /// Follow a link: look at what it names by the view that it names.
    Go(Link),
    /// Give a view the middle for itself, or show all again.
    Enlarge(ViewKind),
    /// Show another view in the pane of one; where it has a pane, the two change places.
    ShowIn(ViewKind, ViewKind),
    /// Divide the middle otherwise.
    SetPanes(Panes),
    /// Compare with another edition, or no longer.
    Compare(Option<Compared>),
    /// Take a record of the older edition, by its id, for another one though its name is the same; or again for one.
    KeepApart(Box<str>),
    /// To the state before.
    Back,
    /// To the state after.
    Forward,
    /// Take back the last change that was no choice of a record.
    Undo,
    /// Do again what was taken back.
    Redo,
}

/// A value of a facet, as queries spell it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value {
    /// Of which facet.
    pub facet: Facet,
    /// Its key.
    pub key: Box<str>,
}

/// A heading of a row or column: a value, or a year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    /// A value of a facet.
    Value(Value),
    /// A year, or no date at all.
    Year(Option<i16>),
}

impl Value {
    /// The value of a number in a plan's column; `None` for a number of another plan.
    pub fn of(plan: &Plan, facet: Facet, number: u32) -> Option<Self> {
        let value = plan.items().column(facet).values().get(number as usize)?;
        Some(Self { facet, key: value.key.clone() })
    }

    /// Its number in a plan's column, where the plan has it.
    pub fn number(&self, plan: &Plan) -> Option<u32> {
        plan.items().column(self.facet).value_of_key(&self.key)
    }
}

impl Command {
    /// Picks a record of a plan.
    pub fn select(plan: &Plan, thing: Thing) -> Self {
        Self::Select(Some(plan.record(thing).id.clone()))
    }
}
