//! Two editions of a large plan compared, one record in a hundred changed.

use crate::Figure;
use crate::jobs::figure;
use roadscope::changes;
use roadscope::date::{Moment, Part, When};
use roadscope::explore::{Filter, Index};
use roadscope::plan::{Kind, Plan};

/// Measures comparing a plan with an edition of it, and asking for what changed.
pub fn all(older: &Plan, repeat: usize) -> Vec<Figure> {
    let mut records = older.records().to_vec();
    let milestones = records.iter_mut().filter(|record| record.kind == Kind::Milestone);
    for record in milestones.step_by(100) {
        record.when = Some(When::At(Moment::On(Part::Year(2031))));
    }
    let newer = Plan::new(older.about().clone(), older.sources().to_vec(), records);
    let compare = || changes::compare(older, &newer, &[]).ok();
    let mut figures = vec![figure("compare two editions, 1 % changed", repeat, compare)];
    let Some(both) = compare() else { return figures };
    figures.push(figure("index of both editions", repeat, || Index::new(&both)));
    let index = Index::new(&both);
    for (job, query) in [
        ("filter by change to counts", "change:later,firmer,vaguer"),
        ("filter by slip to counts", "slip:>6m"),
        ("filter to what both mention", "-change:silent,new"),
    ] {
        let filter = Filter::parse(query, &both).filter;
        figures.push(figure(job, 15, || filter.answer(&both, &index)));
    }
    figures
}
