//! What every part of the window shows: the plan, the answer to the filter, the selection.
//!
//! It must never be changed by who shows it: changes are commands.

use crate::date::Day;
use crate::explore::{Answer, Filter};
use crate::plan::{Plan, Thing};
use crate::scene::Metrics;
use crate::views::Look;

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
        }
    }
}
