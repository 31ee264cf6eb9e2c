//! How far the sources of a record differ: whether they contradict it, said otherwise before, or are only less exact.
//!
//! It must never take a difference of exactness for a contradiction, nor one of a plan's own dates for another.

use super::{Evidence, Field, Record, Source};
use crate::date::{Calendar, Day, When};

/// How what some source says differs from its record, the weightiest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dispute {
    /// A date that agrees and is only vaguer or finer.
    LessExact,
    /// What an older source said of something that has moved since.
    Superseded,
    /// Sources that cannot both be right.
    Open,
}

impl Dispute {
    /// The weightiest of a record; `None` where all its sources say the same.
    pub(super) fn of(record: &Record, sources: &[Source], calendar: Calendar) -> Option<Self> {
        let claims = record.evidence.iter().flat_map(|e| e.claims.iter().map(move |c| (e, c)));
        claims
            .map(|(evidence, (field, text))| {
                if agrees(record, *field, text, calendar) {
                    Self::LessExact
                } else if may_move(*field) && is_older(record, evidence, *field, sources) {
                    Self::Superseded
                } else {
                    Self::Open
                }
            })
            .max()
    }
}

/// Whether one of two dates lies in the other.
fn agrees(record: &Record, field: Field, text: &str, calendar: Calendar) -> bool {
    if !matches!(field, Field::When | Field::Deadline) {
        return false;
    }
    let (Some(own), Ok(other)) = (record.when, calendar.when(text)) else { return false };
    let (own, other): ((Day, Day), (Day, Day)) = (When::reach(own), When::reach(other));
    let within = |a: (Day, Day), b: (Day, Day)| b.0 <= a.0 && a.1 <= b.1;
    within(own, other) || within(other, own)
}

/// What changes in the course of time, so that who spoke earlier was not wrong.
fn may_move(field: Field) -> bool {
    matches!(
        field,
        Field::When
            | Field::Deadline
            | Field::From
            | Field::Until
            | Field::Status
            | Field::Percent
            | Field::Votes
            | Field::Value
    )
}

/// Whether a source spoke before one that says what the record says.
fn is_older(record: &Record, evidence: &Evidence, field: Field, sources: &[Source]) -> bool {
    let date = |e: &Evidence| sources.get(e.source.index()).and_then(|s| s.date).map(|d| d.days());
    let Some((_, last)) = date(evidence) else { return false };
    let supports = |e: &&Evidence| e.claims.iter().all(|(of, _)| *of != field);
    record.evidence.iter().filter(supports).filter_map(date).any(|(first, _)| last < first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Kind, Said, SourceIndex};

    fn source(date: &str) -> Source {
        let date = When::parse(date).ok().and_then(|when| match when {
            When::At(moment) => Some(moment),
            When::Span(..) => None,
        });
        Source { date, ..Source::default() }
    }

    /// A record at a date, said by a source of 2025, and what another source of some date claims.
    fn judged(when: &str, spoken: &str, field: Field, claim: &str) -> Option<Dispute> {
        let evidence = |n: u32, claims: &[(Field, &str)]| Evidence {
            source: SourceIndex(n),
            place: None,
            said: Said::Stated,
            quote: None,
            note: None,
            claims: claims.iter().map(|(field, text)| (*field, Box::from(*text))).collect(),
        };
        let record = Record {
            when: When::parse(when).ok(),
            evidence: [evidence(0, &[]), evidence(1, &[(field, claim)])].into(),
            ..Record::new(Kind::Milestone, "m", "M")
        };
        Dispute::of(&record, &[source("2025-06"), source(spoken)], Calendar::default())
    }

    #[test]
    fn a_vaguer_date_an_older_date_and_another_date_are_three_things() {
        use Dispute::{LessExact, Open, Superseded};
        for (when, spoken, field, claim, wanted) in [
            ("2026-Q3", "2025-07", Field::When, "2026", LessExact),
            ("2026", "2024", Field::When, "2026-08", LessExact),
            ("2026-08", "2024", Field::When, "[..2026]", LessExact),
            ("2026-08", "2024", Field::When, "[2026..]", LessExact),
            ("2026-Q3", "2024", Field::When, "2025", Superseded),
            ("2026-Q3", "2025-07", Field::When, "2025", Open),
            // The same year says nothing of who spoke first.
            ("2026-Q3", "2025", Field::When, "2025", Open),
            ("2026-Q3", "2024", Field::Status, "considered", Superseded),
            ("2026-Q3", "2024", Field::Platform, "CMF-B", Open),
            ("2026-Q3", "2024", Field::When, "some day", Superseded),
        ] {
            assert_eq!(judged(when, spoken, field, claim), Some(wanted), "{when} {spoken} {claim}");
        }
        let silent = Record::new(Kind::Milestone, "m", "M");
        assert_eq!(Dispute::of(&silent, &[], Calendar::default()), None);
    }
}
