//! What every part of the window shows: the plan, the answer to the filter, the selection.
//!
//! It must never be changed by who shows it: changes are commands.

use crate::date::Day;
use crate::explore::{Answer, Filter};
use crate::plan::{Plan, Thing};
use crate::scene::Metrics;
use crate::views::Look;

/// What the person picked and points at, and the date at which they look: one for all views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Picked {
    /// The selection.
    pub selection: Option<Thing>,
    /// What the pointer rests on, in whichever view.
    pub pointed: Option<Thing>,
    /// The focus date.
    pub focus: Option<Day>,
}

/// One frame's view of the state.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The filter as it was understood.
    pub filter: &'a Filter,
    /// What matches, and the counts of the facets.
    pub answer: &'a Answer,
    /// How wide texts are.
    pub metrics: &'a Metrics,
    /// What the person picked.
    pub selection: Option<Thing>,
    /// What the pointer rests on, in whichever view.
    pub pointed: Option<Thing>,
    /// The date at which the plan is looked at.
    pub focus: Option<Day>,
    /// Today.
    pub today: Option<Day>,
    /// Changes whenever plan or filter do.
    pub version: u64,
}

impl<'a> Shown<'a> {
    /// As views take it.
    pub fn look(&self) -> Look<'a> {
        Look {
            plan: self.plan,
            matching: &self.answer.matching,
            metrics: self.metrics,
            selection: self.selection,
            today: self.today,
            focus: self.focus,
        }
    }
}
