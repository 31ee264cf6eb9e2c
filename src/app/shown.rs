//! What every part of the window shows: the plan, the answer to the filter, the selection.
//!
//! It must never be changed by who shows it: changes are commands.

use crate::date::Day;
use crate::explore::{Answer, Filter, Index, QueryProblem};
use crate::plan::{BitSet, Facet, Plan, Thing};
use crate::scene::Metrics;
use crate::session::{Arrangement, Document, Session, Value};
use crate::views::{Dates, Look};
use std::sync::Arc;

/// One frame's view of the state.
#[derive(Clone)]
pub struct Shown<'a> {
    /// The plan.
    pub plan: &'a Arc<Plan>,
    /// For finding words in it.
    pub index: &'a Arc<Index>,
    /// The edition that it is compared with, and what there is to say of its file.
    pub against: Option<(&'a Document, Option<String>)>,
    /// The file that it is of, and what is wrong in that.
    pub document: &'a Document,
    /// How it is looked at.
    pub arrangement: &'a Arrangement,
    /// The filter as it was understood.
    pub filter: &'a Filter,
    /// What of the query was not understood.
    pub query_problems: &'a [QueryProblem],
    /// What matches, and the counts of the facets.
    pub answer: &'a Answer,
    /// What is drawn: what matches, or everything.
    pub drawn: &'a BitSet,
    /// What of it matches, where the rest is drawn pale.
    pub lit: Option<&'a BitSet>,
    /// How what matches is dated.
    pub dates: Dates,
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
    /// What a session shows while the pointer rests on a record, by its id.
    pub fn new(session: &'a Session, metrics: &'a Metrics, pointed: Option<&str>) -> Self {
        Self {
            plan: session.plan(),
            index: session.index(),
            against: session.against(),
            document: session.document(),
            arrangement: session.arrangement(),
            filter: session.filter(),
            query_problems: session.query_problems(),
            answer: session.answer(),
            drawn: session.drawn(),
            lit: session.lit(),
            dates: session.dates(),
            metrics,
            selection: session.selection(),
            pointed: pointed.and_then(|id| session.plan().find(id)),
            focus: session.arrangement().focus,
            today: today(),
            version: session.version(),
        }
    }

    /// As views take it.
    pub fn look(&self) -> Look<'a> {
        let look = Look::new(self.plan, self.filter, self.drawn, self.metrics);
        let look = Look { lit: self.lit, ..look };
        Look { selection: self.selection, today: self.today, focus: self.focus, ..look }
    }

    /// How many items match and how they are dated, as every part of the window says it.
    pub fn counted(&self) -> (String, String) {
        let (matching, all) = (self.answer.total(), self.plan.items().len());
        (format!("{matching} of {all} items"), self.dates.words(self.plan))
    }

    /// The id of a record.
    pub fn id(&self, thing: Thing) -> Box<str> {
        self.plan.record(thing).id.clone()
    }

    /// A value of a facet, as commands name it.
    pub fn value(&self, facet: Facet, number: u32) -> Option<Value> {
        Value::of(self.plan, facet, number)
    }
}

/// Today, by this machine's clock.
fn today() -> Option<Day> {
    let date = jiff::Zoned::now().date();
    Day::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
}
