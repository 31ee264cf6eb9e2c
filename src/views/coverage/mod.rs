//! Coverage: what the plan leaves open, a row a brand, kind or theme, a column a gap; each cell filters to what it
//! counts.
//!
//! It must never call something open that the plan says nothing of anywhere.

mod gap;
mod roll;
#[cfg(test)]
mod tests;

pub use gap::Gap;

use super::roll::{RollPort, RollView};
use super::targets::{Row as Promise, TargetOptions, Targets};
use super::{Link, Look, Looked, Prepared, Side, SideError, View, ViewKind};
use crate::explore::Filter;
use crate::plan::{BitSet, Facet, NOT_STATED, Plan};
use serde::{Deserialize, Serialize};

/// What nobody said.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct CoverageView;

/// How coverage is arranged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct CoverageOptions {
    /// What rows stand for.
    pub rows: Facet,
}

impl Default for CoverageOptions {
    fn default() -> Self {
        Self { rows: Facet::Brand }
    }
}

impl View for CoverageView {
    type Options = CoverageOptions;
    type Port = RollPort<Self>;

    const WORD: &'static str = "coverage";
    const NAME: &'static str = "Coverage";
    const SHOWS_PART: bool = false;

    fn options_for(plan: &Plan) -> CoverageOptions {
        CoverageOptions { rows: plan.main_grouping() }
    }

    fn with_side(_options: &CoverageOptions, side: Side, word: &str) -> Result<CoverageOptions, SideError> {
        match (side, Facet::from_word(word)) {
            (Side::Columns, _) => Err(SideError::NoSuchSide),
            (Side::Rows, None) => Err(SideError::Unknown(Facet::Kind.word())),
            (Side::Rows, Some(rows)) => Ok(CoverageOptions { rows }),
        }
    }

    fn tidied(port: Self::Port) -> Self::Port {
        port.tidied()
    }

    fn prepare<'a>(
        look: &Look<'a>,
        looked: &Looked<CoverageOptions, Self::Port>,
        _live: bool,
    ) -> impl Prepared + 'a {
        Self::ready(look, looked)
    }
}

impl RollView for CoverageView {
    type Roll = Coverage;

    fn roll(look: &Look<'_>, options: &CoverageOptions) -> Coverage {
        Coverage::new(look, *options)
    }
}

/// A row: a value of the facet, or all.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// The value; `None` for all.
    pub value: Option<u32>,
    /// As a person reads it.
    pub name: Box<str>,
    /// How many matching items it has.
    pub items: usize,
}

/// How many of how many.
pub type Part = (usize, usize);

/// Coverage prepared for a plan, a filter and options.
#[derive(Debug, Clone)]
pub struct Coverage {
    facet: Facet,
    gaps: Vec<Gap>,
    heads: Vec<Head>,
    /// For each row, of each gap.
    cells: Vec<Vec<Part>>,
    /// Targets of which something is promised and counted.
    promises: Vec<Promise>,
    matching: BitSet,
}

impl Coverage {
    /// Of the items that match.
    pub fn new(look: &Look<'_>, options: CoverageOptions) -> Self {
        let (plan, items) = (look.plan, look.plan.items());
        let facet = options.rows;
        let column = items.column(facet);
        let chosen = look.chosen(facet);
        let is_chosen = |value: &u32| chosen.is_empty() || chosen.contains(value);
        let mut heads =
            vec![Head { value: None, name: "all that match".into(), items: look.matching.count() }];
        for value in (1..column.values().len() as u32).chain([NOT_STATED]).filter(is_chosen) {
            let count = column.members(value).count_in(look.matching);
            let name = column.values().get(value as usize).map(|value| value.name.clone());
            if let Some(name) = name.filter(|_| count > 0) {
                heads.push(Head { value: Some(value), name, items: count });
            }
        }
        let gaps: Vec<Gap> = Gap::ALL.into_iter().filter(|gap| gap.is_asked(plan)).collect();
        let set = |holds: &dyn Fn(usize) -> bool| {
            BitSet::of(items.len(), |item| look.matching.contains(item) && holds(item))
        };
        let sets: Vec<(BitSet, BitSet)> = gaps
            .iter()
            .map(|gap| (set(&|item| gap.holds(plan, item)), set(&|item| gap.concerns(plan, item))))
            .collect();
        let of = |head: &Head| {
            let count = |set: &BitSet| match head.value {
                None => set.count(),
                Some(value) => column.members(value).count_in(set),
            };
            sets.iter().map(|(open, asked)| (count(open), count(asked))).collect()
        };
        let cells = heads.iter().map(of).collect();
        let promises = Targets::new(look, TargetOptions { countable: true, ..TargetOptions::default() });
        let promises = promises.rows().to_vec();
        Self { facet, gaps, heads, cells, promises, matching: look.matching.clone() }
    }

    /// Its rows, the first of them for all.
    pub fn heads(&self) -> &[Head] {
        &self.heads
    }

    /// Its columns.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// How many of how many of a row are open.
    pub fn cell(&self, row: usize, gap: usize) -> Option<Part> {
        self.cells.get(row)?.get(gap).copied()
    }

    /// The filter that keeps what a cell counts.
    pub fn narrowed(&self, look: &Look<'_>, row: usize, gap: usize) -> Option<Filter> {
        let (head, gap) = (self.heads.get(row)?, self.gaps.get(gap)?);
        let mut filter = look.filter.clone();
        if let Some(value) = head.value {
            gap::within(&mut filter, self.facet, &[value]);
        }
        gap.narrow(look.plan, &mut filter);
        Some(filter)
    }

    fn cell_link(&self, look: &Look<'_>, row: usize, at: usize) -> Option<Link> {
        let filter = self.narrowed(look, row, at)?;
        let link = Link::query(filter.to_text(look.plan));
        // No filter asks for a rule: the view of targets tells them apart.
        let is_rule = self.gaps.get(at) == Some(&Gap::Rule);
        Some(if is_rule { link.by(ViewKind::Targets) } else { link })
    }
}
