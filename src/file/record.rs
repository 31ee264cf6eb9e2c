//! One record: from what a file says of it to what the plan holds.
//!
//! It must never keep a record that one of its own values spoils, nor drop one for a reference that leads nowhere.

use super::checker::Checker;
use super::draft::{Draft, Stated};
use super::evidence::Own;
use super::findings::{At, Finding};
use super::headings::list_word;
use super::problem::quoted;
use super::text::Text;
use super::value::Value;
use super::{far, figure, kinds, repeats, ties, values};
use crate::plan::{Fact, Field, Kind, Record, Status, Thing, Tie};

/// Which record it is.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Its kind.
    pub kind: Kind,
    /// Its place in its list.
    pub n: usize,
    /// Its place in the plan.
    pub thing: Thing,
    /// Some of it could not be read, and that has been told: nothing is told to be missing.
    pub part: bool,
}

impl Place {
    /// Where it stands.
    pub fn whole(self) -> At {
        At::Record(list_word(self.kind), self.n, Vec::new())
    }

    /// Where a field of it stands.
    pub fn at(self, field: &'static str, index: Option<usize>) -> At {
        At::field(self.kind, self.n, field, index)
    }
}

/// A record that a link leads to, if there is one, and its id as the file has it.
pub type End<'a> = (Option<Thing>, Text<'a>);

/// A stake that is named by its ends, once all records are there.
pub struct Unnamed<'a> {
    /// The stake.
    pub stake: Thing,
    /// Who holds it and in what.
    pub ends: [End<'a>; 2],
}

/// What came of a draft.
pub struct Made<'a> {
    /// The record; `None` where a value of its own is wrong.
    pub record: Option<Record>,
    /// It goes without a name of its own.
    pub unnamed: Option<Unnamed<'a>>,
}

/// Makes the plan's record of a draft, which is empty afterwards.
pub fn make<'a>(checker: &mut Checker<'a, '_>, place: Place, draft: &mut Draft<'a>) -> Made<'a> {
    let mut maker = Maker::new(checker, place);
    let repeats = repeats::of(&draft.values);
    for (m, stated) in draft.values.drain(..).enumerate() {
        maker.take(stated, repeats.binary_search(&m).is_ok());
    }
    let name = maker.name(std::mem::take(&mut draft.name));
    maker.region(&name);
    maker.plant();
    let aka = maker.aka(std::mem::take(&mut draft.aka));
    let note = values::note(draft.note.take(), maker.checker.findings, || place.at("note", None));
    let when = std::mem::take(&mut maker.dates).when(|| place.at("until", None), maker.checker.findings);
    maker.shares();
    maker.tie_links();
    let spoilt = maker.is_spoilt();
    let unnamed = maker.unnamed();
    let Maker { status, links, facts, ties, .. } = maker;
    let own = Own { name: &name, when, status, links: &links, facts: &facts };
    let evidence = std::mem::take(&mut draft.evidence);
    let (word, fields) = (place.kind.word(), kinds::fields_of(place.kind));
    let evidence = checker.evidence(word, fields, evidence, &own, || place.whole());
    let id = checker.ids.id(place.thing).into();
    let (kind, links, facts, ties) = (place.kind, links.into(), facts.into(), ties.into());
    let record = Record { kind, id, name, aka, when, status, links, facts, ties, note, evidence };
    Made { record: (!spoilt).then_some(record), unnamed }
}

/// Maker state: what of a record is there already.
struct Maker<'m, 'a, 'c> {
    checker: &'m mut Checker<'a, 'c>,
    place: Place,
    /// How many errors there were before it.
    errors_before: usize,
    /// How many errors of it leave only a value out.
    minor: usize,
    dates: values::Dates,
    status: Option<Status>,
    links: Vec<(Field, Thing)>,
    facts: Vec<(Field, Fact)>,
    ties: Vec<Tie>,
    /// A stake's ends.
    holder: Option<End<'a>>,
    held: Option<End<'a>>,
    /// It has no name of its own.
    nameless: bool,
}

impl<'m, 'a, 'c> Maker<'m, 'a, 'c> {
    fn new(checker: &'m mut Checker<'a, 'c>, place: Place) -> Self {
        let errors_before = checker.findings.errors();
        let (links, facts, ties) = (Vec::new(), Vec::new(), Vec::new());
        let (dates, status, minor) = (values::Dates::default(), None, 0);
        let (holder, held, nameless) = (None, None, false);
        Self {
            checker,
            place,
            errors_before,
            minor,
            dates,
            status,
            links,
            facts,
            ties,
            holder,
            held,
            nameless,
        }
    }

    /// Takes the value of a field; one that repeats an earlier entry of its list is only told.
    fn take(&mut self, stated: Stated<'a>, repeats: bool) {
        let Stated { field, index, value } = stated;
        let place = self.place;
        let at = || place.at(field.word(), index);
        let errors = self.checker.findings.errors();
        if index.is_some_and(|index| index >= repeats::LONGEST) {
            repeats::too_long(field, index, self.checker.findings, at);
            self.minor += self.checker.findings.errors() - errors;
        } else if repeats {
            repeats::repeated(&value, self.checker.findings, at);
        } else if value.may_be_dropped() {
            self.reference(field, value, at);
            self.minor += self.checker.findings.errors() - errors;
        } else {
            self.value(field, index.is_some(), value, at);
        }
    }

    /// Takes a value that leads somewhere.
    fn reference(&mut self, field: Field, value: Value<'a>, at: impl Fn() -> At) {
        match value {
            Value::Where(text) if !values::is_code(&text) => {
                let to = self.checker.link(self.place.kind, field, &text, at);
                self.links.extend(to.map(|to| (field, to)));
            }
            Value::Country(text) | Value::Where(text) => {
                let country = self.checker.country(&text, at);
                self.facts.extend(country.map(|country| (field, Fact::Country(country))));
            }
            Value::Link(id) => self.link(field, id, at),
            Value::Color(text) => {
                let color = values::color(&text, self.checker.findings, at);
                self.facts.extend(color.map(|color| (field, Fact::Color(color))));
            }
            Value::Tie(tie) => {
                self.ties.extend(ties::check(self.checker, self.place.kind, field, *tie, at));
            }
            _ => {}
        }
    }

    fn link(&mut self, field: Field, id: Text<'a>, at: impl Fn() -> At) {
        let to = self.checker.link(self.place.kind, field, &id, &at);
        if to == Some(self.place.thing) && field == Field::Of {
            let message = format!("{} is of itself", quoted(&id));
            let hint = "write the id of what it is about".to_owned();
            self.checker.findings.warning(|| Finding::warning(at(), message, hint));
        }
        self.links.extend(to.map(|to| (field, to)));
        match field {
            Field::Holder => self.holder = Some((to, id)),
            Field::Of => self.held = Some((to, id)),
            _ => {}
        }
    }

    /// Takes a value that is the record's own.
    fn value(&mut self, field: Field, listed: bool, value: Value<'a>, at: impl Fn() -> At) {
        let findings = &mut *self.checker.findings;
        match value {
            Value::Text(text) if listed && text.trim().is_empty() => repeats::empty(findings, at),
            Value::Text(text) if text.trim().is_empty() => {}
            Value::Text(text) => self.facts.push((field, Fact::Text(values::line(text, findings, at)))),
            Value::Date(text) => self.dates.take(field, &text, at(), findings),
            Value::Status(status) => self.status = Some(status),
            Value::Number(number) => {
                values::number(field, number, findings, at);
                self.facts.push((field, Fact::Number(number)));
            }
            Value::Flag(flag) => self.facts.push((field, Fact::Flag(flag))),
            Value::At(lat, lon) => {
                values::coordinates(lat, lon, findings, at);
                self.facts.push((field, Fact::Coordinates(lat, lon)));
            }
            Value::Figure(given) => {
                let figure = figure::check(field, *given, findings, at);
                self.facts.extend(figure.map(|figure| (field, Fact::Figure(Box::new(figure)))));
            }
            _ => {}
        }
    }

    /// Tells where several owners have more than everything together.
    fn shares(&mut self) {
        let undated = self.ties.iter().filter(|tie| tie.when.is_none());
        let sum: f64 = undated.filter_map(|tie| tie.percent).sum();
        if sum > 100.5 {
            let at = || self.place.at(Field::Owners.word(), None);
            let message = format!("these owners have {} % together", (sum * 10.0).round() / 10.0);
            let hint = "look at the percents, or say from when until when each holds".to_owned();
            self.checker.findings.warning(|| Finding::warning(at(), message, hint));
        }
    }

    /// What a tie leads to is linked plainly too, behind what the record links itself.
    fn tie_links(&mut self) {
        for tie in &self.ties {
            let link = (ties::plain_field(tie.field), tie.to);
            if !self.links.contains(&link) {
                self.links.push(link);
            }
        }
    }

    /// The name or headline; tells where one is missing.
    fn name(&mut self, name: Text<'a>) -> Box<str> {
        let Place { kind, part, .. } = self.place;
        let field = if kind == Kind::Milestone { "what" } else { "name" };
        let at = || self.place.at(field, None);
        self.nameless = name.trim().is_empty();
        let name = values::line(name, self.checker.findings, at);
        if let (Some((Some(holder), id)), Some((Some(held), _))) = (&self.holder, &self.held)
            && kind == Kind::Stake
            && holder == held
        {
            let message = format!("this is a stake of {} in itself", quoted(id));
            let at = || self.place.at("of", None);
            let hint = "look at holder and of".to_owned();
            self.checker.findings.warning(|| Finding::warning(at(), message, hint));
        }
        if self.nameless && !self.is_named_later() && !part {
            let message = format!("this {} has no {field}", kind.word());
            let hint = format!("write {field}: \"…\",");
            self.checker.findings.error(|| Finding::error(at(), message, hint));
        }
        name
    }

    /// Whether it is a stake that is named by its ends.
    fn is_named_later(&self) -> bool {
        self.place.kind == Kind::Stake && self.nameless && self.holder.is_some() && self.held.is_some()
    }

    fn unnamed(&mut self) -> Option<Unnamed<'a>> {
        let named_later = self.is_named_later();
        let ends = [self.holder.take()?, self.held.take()?];
        named_later.then_some(Unnamed { stake: self.place.thing, ends })
    }

    /// Tells of a region that lies nowhere.
    fn region(&mut self, name: &str) {
        let Place { kind, part, .. } = self.place;
        let placed = self
            .facts
            .iter()
            .any(|(field, _)| matches!(field, Field::Countries | Field::Points | Field::Box));
        if kind == Kind::Region && !part && !placed {
            let hint = "write countries: [\"FR\", \"DE\"], or the map cannot show it".to_owned();
            let message = format!("the region {} has no countries", quoted(name));
            let at = || self.place.at("countries", None);
            self.checker.findings.warning(|| Finding::warning(at(), message, hint));
        }
    }

    /// Tells of a plant that lies far outside its country.
    fn plant(&mut self) {
        let place = self.facts.iter().find_map(|(field, fact)| match fact {
            Fact::Coordinates(lat, lon) if *field == Field::At => Some((*lat, *lon)),
            _ => None,
        });
        let country = self.facts.iter().find_map(|(_, fact)| match fact {
            Fact::Country(country) => Some(*country),
            _ => None,
        });
        if let (Kind::Plant, Some((lat, lon)), Some(country)) = (self.place.kind, place, country)
            && lat.abs() <= 90.0
            && lon.abs() <= 180.0
            && let Some((message, hint)) = far::slip(country, lat, lon)
        {
            let at = || self.place.at("at", None);
            self.checker.findings.warning(|| Finding::warning(at(), message, hint));
        }
    }

    fn aka(&mut self, names: Box<[Text<'a>]>) -> Box<[Box<str>]> {
        let place = self.place;
        let findings = &mut *self.checker.findings;
        let named = names.into_iter().enumerate().filter_map(|(i, text)| {
            let at = || place.at("aka", Some(i));
            if text.trim().is_empty() {
                repeats::empty(findings, at);
                return None;
            }
            Some(values::line(text, findings, at))
        });
        named.collect()
    }

    /// Whether a value of its own is wrong.
    fn is_spoilt(&self) -> bool {
        self.checker.findings.errors() > self.errors_before + self.minor
    }
}
