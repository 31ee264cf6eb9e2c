//! What headings and cells are called, for who points at them and for who hears them. It must never list
//! more names than a person can take in at once.

use super::{Axis, Head, Matrix};
use crate::explore::figure;
use crate::plan::{Facet, NOT_STATED, Plan};
use crate::scene::StandsFor;

/// A cell of no more items than these is told by their names.
const MOST_NAMED: usize = 8;

impl Matrix {
    /// What a heading or a cell stands for: "Platform: CMF-BEV, 9 models, shared by 3 brands",
    /// "CMF-BEV × Nissan, 2 models: Micra, Ariya". `None` for anything else.
    pub fn words(&self, plan: &Plan, what: StandsFor) -> Option<String> {
        match what {
            StandsFor::Cell(row, column) => self.cell_words(plan, row, column),
            StandsFor::Value(..) | StandsFor::Year(_) => {
                let of = |axis: Axis, heads: &[Head]| {
                    let head = heads.iter().find(|head| axis.stands_for(head.value) == what)?;
                    Some(format!("{}: {}, {}", axis.heading(&self.words), head.name, self.head_words(head)))
                };
                of(self.options.rows, &self.rows).or_else(|| of(self.options.columns, &self.columns))
            }
            _ => None,
        }
    }

    /// The headings of a cell: "CMF-BEV × Nissan".
    pub fn cell_title(&self, row: u32, column: u32) -> Option<String> {
        let (row, column) = (self.rows.get(row as usize)?, self.columns.get(column as usize)?);
        let name = |axis: Axis, head: &Head| match head.value {
            NOT_STATED if axis != Axis::Year => format!("{} not stated", axis.heading(&self.words)),
            _ => head.name.to_string(),
        };
        Some(format!("{} × {}", name(self.options.rows, row), name(self.options.columns, column)))
    }

    /// A number of what is counted: "1 model", "12 items".
    pub fn counted(&self, count: usize) -> String {
        let what = match (self.models, count) {
            (true, 1) => self.words.one(Facet::Model),
            (true, _) => self.words.counted(Facet::Model, 2),
            (false, 1) => "item",
            (false, _) => "items",
        };
        format!("{} {what}", figure(count as f64))
    }

    /// What stands under a heading: "9 models, shared by 3 brands".
    pub fn head_words(&self, head: &Head) -> String {
        let shared = if head.brands >= 2 {
            format!(", shared by {} {}", head.brands, self.words.counted(Facet::Brand, head.brands))
        } else {
            String::new()
        };
        self.counted(head.total as usize) + &shared
    }

    fn cell_words(&self, plan: &Plan, row: u32, column: u32) -> Option<String> {
        let (title, count) = (self.cell_title(row, column)?, self.count(row, column) as usize);
        let mut words = format!("{title}, {}", self.counted(count));
        if (1..=MOST_NAMED).contains(&count) {
            let names = self.cell_things(plan, row, column).into_iter().map(|t| &*plan.record(t).name);
            words += &format!(": {}", names.collect::<Vec<_>>().join(", "));
        }
        Some(words)
    }
}
