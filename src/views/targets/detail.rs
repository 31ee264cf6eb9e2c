//! What is said beneath a target that was picked: its measure, what was counted, what other sources say.
//!
//! It must never say what the inspector does not know.

use super::{Row, steps, words};
use crate::explore::counting::Count;
use crate::explore::disagreements;
use crate::plan::{Field, Plan};
use crate::scene::Role;

/// The lines beneath a target, each with its colour, not yet broken.
pub(super) fn lines(plan: &Plan, row: &Row) -> Vec<(String, Role)> {
    let record = plan.record(row.thing);
    let mut lines: Vec<(String, Role)> = Vec::new();
    if let Some(measure) = record.texts(Field::Measure).next() {
        lines.push((format!("Measures {measure}."), Role::Text));
    }
    if let Count::Counted(counted) = &row.count {
        let rule = format!("Counts {}: given up left out.", counted.rule);
        lines.push((rule, Role::Text));
        if let Some(whole) = &counted.of {
            lines.push((format!("Of {}: {}.", whole.query, whole.count), Role::Text));
        }
        lines.extend(words::explained(plan, counted).into_iter().map(|line| (line, Role::Muted)));
    }
    lines.extend(steps::words(plan, row).map(|words| (words, Role::Text)));
    lines.extend(otherwise(plan, row).into_iter().map(|line| (line, Role::Disagreement)));
    lines
}

/// What is claimed, and who claims it.
type Claim = (String, Vec<String>);

/// What other sources say, a line a field: each claim with who makes it.
fn otherwise(plan: &Plan, row: &Row) -> Vec<String> {
    let record = plan.record(row.thing);
    let mut fields: Vec<(Field, Vec<Claim>)> = Vec::new();
    for other in disagreements(plan, row.thing) {
        let source = record.evidence.get(other.evidence).map(|evidence| plan.source(evidence.source));
        let by = source.map(|source| source.publisher.as_deref().unwrap_or(&source.title).to_owned());
        if !fields.iter().any(|(field, _)| *field == other.field) {
            fields.push((other.field, Vec::new()));
        }
        let Some((_, claims)) = fields.iter_mut().find(|(field, _)| *field == other.field) else { continue };
        match claims.iter_mut().find(|(claim, _)| *claim == other.other) {
            Some((_, known)) => known.extend(by),
            None => claims.push((other.other, by.into_iter().collect())),
        }
    }
    let line = |(field, claims): (Field, Vec<Claim>)| {
        let claims = claims.into_iter().map(|(claim, by)| format!("{claim} ({})", by.join(", ")));
        format!("Another {}: {}", field.label(), claims.collect::<Vec<_>>().join("; "))
    };
    fields.into_iter().map(line).collect()
}
