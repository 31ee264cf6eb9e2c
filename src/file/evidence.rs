//! Evidence of a record: which source it means, and what that source claims differently.
//!
//! It must never drop a claim in silence: one that claims nothing new stays, and is told.

use super::check::Checker;
use super::explain::a;
use super::findings::{At, Finding, Step};
use super::ids::Ids;
use super::problem::quoted;
use super::schema::{self, list_word};
use super::{sources, values};
use crate::date::{DateError, Moment, When};
use crate::plan::{Evidence, Fact, Field, Kind, Said, SourceIndex, Status, Thing};

/// What a record says of itself, for claims to be held against.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)]
pub struct Own<'r> {
    pub name: &'r str,
    pub when: Option<When>,
    pub status: Option<Status>,
    pub links: &'r [(Field, Thing)],
    pub facts: &'r [(Field, Fact)],
}

impl Own<'_> {
    /// Whether a claim says no more than the record does.
    fn says(&self, field: Field, claim: &str, ids: &Ids<'_>) -> bool {
        let claim = claim.trim();
        let ends = match self.when {
            Some(When::Span(from, until)) => (from, until),
            _ => (None, None),
        };
        match field {
            Field::Name | Field::What => self.name == claim,
            Field::Status => self.status.is_some_and(|status| status.word() == claim),
            Field::When | Field::Deadline => self.when.is_some() && self.when == When::parse(claim).ok(),
            Field::From => ends.0.is_some() && ends.0 == Moment::parse(claim).ok(),
            Field::Until => ends.1.is_some() && ends.1 == Moment::parse(claim).ok(),
            _ => self.lists(field, claim, ids),
        }
    }

    /// Whether a claim names the record's values of a field, several parted by commas.
    fn lists(&self, field: Field, claim: &str, ids: &Ids<'_>) -> bool {
        let links = self.links.iter().filter(|(f, _)| *f == field).map(|(_, to)| ids.id(*to).to_owned());
        let facts = self.facts.iter().filter(|(f, _)| *f == field).map(|(_, fact)| match fact {
            Fact::Text(text) => text.to_string(),
            Fact::Number(number) => number.to_string(),
            Fact::Flag(flag) => flag.to_string(),
            Fact::Country(country) => country.alpha2().to_owned(),
            Fact::Coordinates(lat, lon) => format!("({lat}, {lon})"),
        });
        let values: Vec<String> = links.chain(facts).collect();
        match &values[..] {
            [] => false,
            [only] if only.parse::<f64>().is_ok() => only.parse::<f64>().ok() == claim.parse().ok(),
            all => all.join(", ") == claim,
        }
    }
}

/// What is wrong with a claim about a date.
fn date_slip(field: Field, claim: &str) -> Option<DateError> {
    match field {
        Field::When => When::parse(claim).err(),
        Field::Deadline | Field::From | Field::Until => Moment::parse(claim).err(),
        _ => None,
    }
}

impl<'a> Checker<'a, '_> {
    /// The evidence at a place of the list of the record at `n`; `None` where it leads to no source.
    pub(super) fn evidence(
        &mut self,
        kind: Kind,
        n: usize,
        i: usize,
        given: schema::Evidence<'a>,
        own: &Own<'_>,
    ) -> Option<Evidence> {
        let at = |steps: &[Step]| {
            let own = [Step::Field("evidence"), Step::Index(i)];
            At::Record(list_word(kind), n, own.into_iter().chain(steps.iter().cloned()).collect())
        };
        let source = sources::find(&given.source, self, || at(&[Step::Field("source")]));
        let mut claims = Vec::with_capacity(given.claims.0.len());
        let mut claimed = [false; Field::ALL.len()];
        for (k, (name, value)) in given.claims.0.into_iter().enumerate() {
            let key = || at(&[Step::Field("claims"), Step::Key(k)]);
            let Some(field) = self.claimable(kind, &name, key) else { continue };
            let value = values::line(value, self.findings, key);
            let again = claimed.get_mut(field as usize).is_some_and(|known| std::mem::replace(known, true));
            let warning = if again {
                Some((format!("this evidence claims {} twice", quoted(&name)), "put it into one claim"))
            } else if value.trim().is_empty() {
                Some((format!("this claims nothing about {}", quoted(&name)), "write what the source says"))
            } else if let Some(slip) = date_slip(field, &value) {
                Some((slip.message, slip.hint))
            } else if own.says(field, &value, &self.ids) {
                let message = format!("the record says {} itself", quoted(&value));
                Some((message, "take the claim out: only what differs is one"))
            } else {
                None
            };
            if let Some((message, hint)) = warning {
                self.findings.warning(|| Finding::warning(key(), message, hint.to_owned()));
            }
            claims.push((field, value));
        }
        let mut text = |text, field| values::note(text, self.findings, || at(&[Step::Field(field)]));
        let place = text(given.place, "place");
        let quote = text(given.quote, "quote");
        let note = text(given.note, "note");
        let source: SourceIndex = source?;
        let said: Said = given.said;
        Some(Evidence { source, place, said, quote, note, claims: claims.into() })
    }

    /// The field that a claim names, if a record of this kind has it; tells if not.
    fn claimable(&mut self, kind: Kind, name: &str, key: impl Fn() -> At) -> Option<Field> {
        let fields = schema::fields_of(kind);
        let field = Field::from_word(name).filter(|_| fields.contains(&name));
        if field.is_none() {
            let suggest = self.suggest;
            self.findings.error(|| {
                let claimable = || fields.iter().copied().filter(|f| Field::from_word(f).is_some());
                let all = || Some(format!("its fields are {}", claimable().collect::<Vec<_>>().join(", ")));
                let hint = suggest.hint(name, claimable()).or_else(all);
                let message = format!("{} has no field {} to claim", a(kind.word()), quoted(name));
                Finding::error(key(), message, hint)
            });
        }
        field
    }
}
