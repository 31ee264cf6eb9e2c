//! Two editions of a large plan compared, one record in a hundred changed.

use crate::jobs::figure;
use crate::{Figure, frames};
use roadscope::changes;
use roadscope::date::{Moment, Part, When};
use roadscope::explore::{Filter, Index};
use roadscope::plan::{Kind, Plan};
use std::path::Path;

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

/// Frames of the window with the plan of a file compared with an older edition of it, beside which those of the plan
/// alone are measured elsewhere.
pub fn frames(path: &Path) -> Vec<Figure> {
    let Ok(text) = std::fs::read_to_string(path) else { return Vec::new() };
    let older = path.with_extension("older.ron");
    if std::fs::write(&older, one_in_a_hundred_earlier(&text)).is_err() {
        return Vec::new();
    }
    let figures = frames::compared(path, &older);
    // The file is only there for this run; one that cannot be removed does no harm.
    let _ = std::fs::remove_file(older);
    figures
}

/// The text of a plan with another date of each hundredth milestone: a milestone is a line.
fn one_in_a_hundred_earlier(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, line) in text.lines().enumerate() {
        let when = line.split_once("when: \"").filter(|_| n % 100 == 0);
        match when.and_then(|(before, rest)| Some((before, rest.split_once('"')?.1))) {
            Some((before, after)) => out.extend([before, "when: \"2023\"", after]),
            None => out.push_str(line),
        }
        out.push('\n');
    }
    out
}
