//! Evidence of a record: which source it means, and what that source claims differently.
//!
//! It must never drop a claim in silence: one that claims nothing new stays, and is told.

use super::checker::Checker;
use super::explain::a;
use super::findings::{At, Finding, Step};
use super::ids::Ids;
use super::problem::quoted;
use super::{parts, sources, values};
use crate::date::{Calendar, DateError, When};
use crate::plan::{Evidence, Fact, Field, Status, Thing};

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
    fn says(&self, field: Field, claim: &str, ids: &Ids<'_>, calendar: Calendar) -> bool {
        let claim = claim.trim();
        let ends = match self.when {
            Some(When::Span(from, until)) => (from, until),
            _ => (None, None),
        };
        match field {
            Field::Name | Field::What => self.name == claim,
            Field::Status => self.status.is_some_and(|status| status.word() == claim),
            Field::When | Field::Deadline => self.when.is_some() && self.when == calendar.when(claim).ok(),
            Field::From => ends.0.is_some() && ends.0 == calendar.moment(claim).ok(),
            Field::Until => ends.1.is_some() && ends.1 == calendar.moment(claim).ok(),
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
            Fact::Figure(figure) => figure.to_string(),
            Fact::Color([r, g, b]) => format!("#{r:02x}{g:02x}{b:02x}"),
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
fn date_slip(field: Field, claim: &str, calendar: Calendar) -> Option<DateError> {
    match field {
        Field::When => calendar.when(claim).err(),
        Field::Deadline | Field::From | Field::Until => calendar.moment(claim).err(),
        _ => None,
    }
}

impl<'a> Checker<'a, '_> {
    /// The evidence of what stands at a place, without what leads to no source. `what` is its word for messages,
    /// and `fields` are those that evidence may claim something of.
    pub(super) fn evidence(
        &mut self,
        what: &str,
        fields: &[&'static str],
        given: Box<[parts::Evidence<'a>]>,
        own: &Own<'_>,
        at: impl Fn() -> At,
    ) -> Box<[Evidence]> {
        let given = given.into_iter().enumerate();
        given
            .filter_map(|(i, given)| {
                let at = |steps: &[Step]| {
                    let own = [Step::Field("evidence"), Step::Index(i)];
                    at().then(own.into_iter().chain(steps.iter().cloned()))
                };
                self.one_evidence(what, fields, given, own, at)
            })
            .collect()
    }

    /// One piece of evidence; `None` where it leads to no source.
    fn one_evidence(
        &mut self,
        what: &str,
        fields: &[&'static str],
        given: parts::Evidence<'a>,
        own: &Own<'_>,
        at: impl Fn(&[Step]) -> At,
    ) -> Option<Evidence> {
        let source = sources::find(&given.source, self, || at(&[Step::Field("source")]));
        let mut claims = Vec::with_capacity(given.claims.0.len());
        for (k, (name, value)) in given.claims.0.into_iter().enumerate() {
            let key = || at(&[Step::Field("claims"), Step::Key(k)]);
            let Some(field) = self.claimable(what, fields, &name, key) else { continue };
            let value = values::line(value, self.findings, key);
            let again = claims.iter().any(|(known, _)| *known == field);
            self.judge(field, &value, again, own, key);
            claims.push((field, value));
        }
        let mut text = |text, field| values::note(text, self.findings, || at(&[Step::Field(field)]));
        let place = text(given.place, "place");
        let quote = text(given.quote, "quote");
        let note = text(given.note, "note");
        Some(Evidence { source: source?, place, said: given.said, quote, note, claims: claims.into() })
    }

    /// Tells of a claim that claims nothing new.
    fn judge(&mut self, field: Field, value: &str, again: bool, own: &Own<'_>, key: impl Fn() -> At) {
        let name = field.word();
        let (message, hint) = if again {
            (format!("this evidence claims {} twice", quoted(name)), "put it into one claim")
        } else if value.trim().is_empty() {
            (format!("this claims nothing about {}", quoted(name)), "write what the source says")
        } else if let Some(slip) = date_slip(field, value, self.findings.calendar) {
            let (message, hint) = values::date_slip(value, &slip);
            return self.findings.warning(|| Finding::warning(key(), message, hint));
        } else if own.says(field, value, &self.ids, self.findings.calendar) {
            (
                format!("the record says {} itself", quoted(value)),
                "take the claim out: only what differs is one",
            )
        } else {
            return;
        };
        self.findings.warning(|| Finding::warning(key(), message, hint.to_owned()));
    }

    /// The field that a claim names, if it is one of these; tells if not.
    fn claimable(
        &mut self,
        what: &str,
        fields: &[&'static str],
        name: &str,
        key: impl Fn() -> At,
    ) -> Option<Field> {
        let field = Field::from_word(name).filter(|_| fields.contains(&name));
        if field.is_none() {
            let suggest = self.suggest;
            self.findings.error(|| {
                let claimable = || fields.iter().copied().filter(|f| Field::from_word(f).is_some());
                let all = || Some(format!("its fields are {}", claimable().collect::<Vec<_>>().join(", ")));
                let hint = suggest.hint(name, claimable()).or_else(all);
                let message = format!("{} has no field {} to claim", a(what), quoted(name));
                Finding::error(key(), message, hint)
            });
        }
        field
    }
}
