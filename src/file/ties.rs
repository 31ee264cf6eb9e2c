//! References of a file that hold for a time or in part, made the plan's.
//!
//! It must never keep one whose own values are wrong: that is told, and the record stays.

use super::checker::Checker;
use super::evidence::Own;
use super::findings::{At, Step};
use super::tie::Tie;
use super::values::{self, Dates};
use crate::plan::{self, Fact, Field, Kind};

/// The plain field whose links lead to what a tie leads to.
pub fn plain_field(tie: Field) -> Field {
    match tie {
        Field::BuiltAt => Field::Plants,
        Field::BuiltOn => Field::Platform,
        other => other,
    }
}

/// The plan's tie; `None` where something of it is wrong, and that is told.
pub fn check<'a>(
    checker: &mut Checker<'a, '_>,
    kind: Kind,
    field: Field,
    given: Tie<'a>,
    at: impl Fn() -> At,
) -> Option<plan::Tie> {
    let before = checker.findings.errors();
    let of = |name: &'static str| at().then([Step::Field(name)]);
    let to = match &given.to {
        Some(id) => checker.link(kind, field, id, || of(given.key)),
        None => {
            checker.lacks(field, given.key, of(given.key));
            None
        }
    };
    let mut dates = Dates::default();
    for (field, text) in [(Field::From, &given.from), (Field::Until, &given.until)] {
        if let Some(text) = text {
            dates.take(field, text, of(field.word()), checker.findings);
        }
    }
    let when = dates.when(|| of("until"), checker.findings);
    let mut facts = Vec::new();
    for (field, number) in [(Field::Percent, given.percent), (Field::Votes, given.votes)] {
        if let Some(number) = number {
            values::number(field, number, checker.findings, || of(field.word()));
            facts.push((field, Fact::Number(number)));
        }
    }
    let is_sound = checker.findings.errors() == before;
    let own = Own { name: "", when, status: None, links: &[], facts: &facts };
    let fields = ["from", "until", "percent", "votes"];
    let evidence = checker.evidence("reference", &fields, given.evidence, &own, &at);
    let to = to.filter(|_| is_sound)?;
    Some(plan::Tie { field, to, when, percent: given.percent, votes: given.votes, evidence })
}
