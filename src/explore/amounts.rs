//! What a record says in numbers and of them, as the ways in which a person may type it.
//!
//! It must never be shown: it is for words to be looked for in.

use super::facts::{figure, figure_words};
use crate::plan::{Fact, Field, Figure, Record};

/// Figures with their units, percents, measures and what goes with them: "240 GWh", "12,500", "43.4 %".
pub(super) fn amounts(record: &Record) -> Vec<String> {
    let mut all = Vec::new();
    let unit = record.texts(Field::Unit).next();
    for (field, fact) in &record.facts {
        match (field, fact) {
            (Field::Percent | Field::Votes, Fact::Number(number)) => all.extend(ways(*number, Some("%"))),
            (Field::Value, Fact::Number(number)) => all.extend(ways(*number, unit)),
            (_, Fact::Figure(one)) => all.extend(figure_ways(one)),
            (
                Field::Measure
                | Field::Baseline
                | Field::Unit
                | Field::Code
                | Field::Technology
                | Field::Role
                | Field::Via,
                Fact::Text(text),
            ) => all.push(text.to_string()),
            _ => {}
        }
    }
    for tie in &record.ties {
        all.extend(tie.percent.into_iter().chain(tie.votes).flat_map(|percent| ways(percent, Some("%"))));
    }
    all
}

/// A number with its unit, in thousands and without, with a blank and without.
fn ways(number: f64, unit: Option<&str>) -> Vec<String> {
    let (words, plain) = (figure(number), number.to_string());
    let mut all: Vec<String> = match unit {
        Some(unit) => {
            [&words, &plain].iter().flat_map(|n| [format!("{n} {unit}"), format!("{n}{unit}")]).collect()
        }
        None => vec![words, plain],
    };
    all.dedup();
    all
}

fn figure_ways(one: &Figure) -> Vec<String> {
    let mut all = vec![figure_words(one), one.to_string()];
    match (one.exact(), one.low, one.high) {
        (Some(number), ..) => all.extend(ways(number, one.unit.as_deref())),
        (None, Some(low), Some(high)) => {
            let unit = one.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
            all.push(format!("{}-{}{unit}", figure(low), figure(high)));
        }
        _ => {}
    }
    all
}
