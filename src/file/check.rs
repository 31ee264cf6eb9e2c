//! From the file's records to the plan's: every id is resolved, every value is looked at.
//!
//! A record with an error in its own values is left out, though all of it is judged; a reference, a claim or a
//! piece of evidence that leads nowhere is left out of its record. It must never put a value right, only leave
//! it out and say so.

use super::draft::{Draft, Value};
use super::evidence::Own;
use super::explain::a;
use super::findings::{At, Finding, Findings};
use super::ids::Ids;
use super::list::List;
use super::problem::quoted;
use super::progress::{Progress, Stage};
use super::recover::{Broken, Left, PLAN_NAME};
use super::schema::{Entry, File, each_list};
use super::text::Text;
use super::{circles, lists, refer, sources, values};
use crate::plan::{About, Country, Fact, Field, Kind, Near, Plan, Record, Thing};

/// The most records that a plan may hold.
pub const RECORDS: usize = 2_000_000;

/// Progress is told after so many records.
const STEP: usize = 1024;

/// What is asked while records are checked.
pub struct Checker<'a, 'c> {
    pub(super) ids: Ids<'a>,
    pub(super) sources: Ids<'a>,
    pub(super) suggest: &'c Near,
    pub(super) findings: &'c mut Findings,
    progress: &'c Progress,
    records: Vec<Record>,
    /// For each record, whether it is left out.
    left_out: Vec<bool>,
    /// Stakes without a name of their own.
    unnamed: Vec<Unnamed<'a>>,
}

/// A stake that is named by its ends, once all records are there.
struct Unnamed<'a> {
    stake: Thing,
    /// Who holds it and in what: the record if there is one, and its id as the file has it.
    ends: [(Option<Thing>, Text<'a>); 2],
}

/// Makes a plan of a file; what is wrong is noted.
pub fn plan(
    mut file: File<'_>,
    broken: &Broken,
    suggest: &Near,
    findings: &mut Findings,
    progress: &Progress,
) -> Option<Plan> {
    let mut count = 0;
    each_list!(file, list => count += list.len());
    if count > RECORDS {
        let message = format!("the plan has {count} records, more than the {RECORDS} that can be shown");
        findings.error(|| Finding::error(At::File, message, "split it into several files".to_owned()));
        return None;
    }
    progress.enter(Stage::Checking, count);
    let mut checker = Checker {
        ids: Ids::with_capacity(count),
        sources: Ids::with_capacity(file.sources.len()),
        suggest,
        findings,
        progress,
        records: Vec::with_capacity(count),
        left_out: Vec::with_capacity(count),
        unnamed: Vec::new(),
    };
    let about = about(&mut file, broken, checker.findings);
    let sources = sources::check(std::mem::take(&mut file.sources), broken, &mut checker);
    each_list!(file, list => checker.take_ids(list, broken));
    each_list!(file, list => checker.take_records(std::mem::take(list), broken));
    if progress.is_given_up() {
        return None;
    }
    checker.name_stakes();
    circles::cut(&mut checker.records, &checker.ids, checker.findings);
    let records = without(checker.records, &checker.left_out);
    Some(Plan::new(about, sources, records))
}

fn about(file: &mut File<'_>, broken: &Broken, findings: &mut Findings) -> About {
    let mut moment =
        |text: &Option<Text<'_>>, field| values::moment(text.as_deref()?, At::Top(field), findings);
    let (as_of, horizon) = (moment(&file.as_of, "as_of"), moment(&file.horizon, "horizon"));
    let month = file.fiscal_year_start.unwrap_or(1);
    let fiscal_year_start = u8::try_from(month).ok().filter(|m| (1..=12).contains(m)).unwrap_or_else(|| {
        let message = format!("{month} is not a month");
        let hint = "write the month in which the year begins, 1 to 12".to_owned();
        findings.error(|| Finding::error(At::Top("fiscal_year_start"), message, hint));
        1
    });
    for (text, field) in [(&file.id, "id"), (&file.name, "name"), (&file.edition, "edition")] {
        values::length(text, findings, || At::Top(field));
    }
    let mut line =
        |text: &mut Text<'_>, field| values::line(std::mem::take(text), findings, || At::Top(field));
    let (id, edition) = (line(&mut file.id, "id"), line(&mut file.edition, "edition"));
    let mut name = line(&mut file.name, "name");
    if name.trim().is_empty() {
        // One that could not be read has been told.
        if !broken.contains_key(&PLAN_NAME) {
            let hint = "write name: \"…\", for the title of pictures".to_owned();
            findings.warning(|| Finding::warning(At::Top("name"), "the plan has no name", hint));
        }
        name = if id.is_empty() { "Untitled plan".into() } else { id.clone() };
    }
    let note = values::note(file.note.take(), findings, || At::Top("note"));
    About { id, name, edition, as_of, horizon, fiscal_year_start, note }
}

/// The records that are not left out, with links between them only.
fn without(mut records: Vec<Record>, left_out: &[bool]) -> Vec<Record> {
    if !left_out.contains(&true) {
        return records;
    }
    let mut next = 0u32;
    let places: Vec<Option<Thing>> = left_out
        .iter()
        .map(|out| {
            let place = (!out).then_some(Thing(next));
            next += u32::from(!out);
            place
        })
        .collect();
    let mut n = 0;
    records.retain_mut(|record| {
        let kept = places.get(n).is_some_and(Option::is_some);
        n += 1;
        let to = |(field, thing): &(Field, Thing)| Some((*field, places.get(thing.index()).copied()??));
        record.links = record.links.iter().filter_map(to).collect();
        kept
    });
    records
}

impl<'a> Checker<'a, '_> {
    /// Notes the ids of a list and which of its records are left out from the start.
    fn take_ids<T: Entry<'a>>(&mut self, list: &mut List<T>, broken: &Broken) {
        let kind = T::KIND;
        self.ids.begin(kind);
        for (n, record) in list.iter_mut().enumerate() {
            let left = broken.get(&(T::LIST, n)).copied();
            let id = record.id_mut().take();
            let sound = self.id_is_sound(T::WORD, id.as_deref(), left, || At::field(kind, n, "id", None));
            let first = self.ids.add(id.unwrap_or_default()).filter(|_| left != Some(Left::Id));
            if let Some(first) = first {
                let thing = Thing(self.ids.count() - 1);
                let (other, m) = self.ids.place(first);
                let message = format!("the id {} is used twice", quoted(self.ids.id(thing)));
                let see = Box::new(("it is first used", At::field(other, m, "id", None)));
                let at = At::field(kind, n, "id", None);
                let hint = "give one of the two another id".to_owned();
                self.findings.error(|| Finding { see: Some(see), ..Finding::error(at, message, hint) });
            }
            self.left_out.push(left.is_some() || !sound || first.is_some());
        }
    }

    /// Whether the id of a record or source may be used; tells if not. One that could not be read has been told.
    pub(super) fn id_is_sound(
        &mut self,
        word: &str,
        id: Option<&str>,
        left: Option<Left>,
        at: impl FnOnce() -> At,
    ) -> bool {
        match (id, left) {
            (_, Some(Left::Id)) | (Some(""), Some(Left::Part)) => true,
            (Some(id), _) => values::id(id, self.findings, at),
            (None, _) => {
                let message = format!("{} needs the field \"id\"", a(word));
                self.findings.error(|| Finding::error(at(), message, "write id: \"…\",".to_owned()));
                false
            }
        }
    }

    fn take_records<T: Entry<'a>>(&mut self, list: List<T>, broken: &Broken) {
        let mut draft = Draft::default();
        for (n, record) in list.into_iter().enumerate() {
            let thing = Thing(self.records.len() as u32);
            if n % STEP == STEP - 1 && !self.progress.step(STEP) {
                return;
            }
            let known_out = self.left_out.get(thing.index()).copied().unwrap_or(true);
            let left = broken.get(&(T::LIST, n)).copied();
            let record = if left == Some(Left::Id) {
                None
            } else {
                record.draft(&mut draft);
                self.record(T::KIND, n, thing, &mut draft, left.is_some()).filter(|_| !known_out)
            };
            if let (None, Some(out)) = (&record, self.left_out.get_mut(thing.index())) {
                *out = true;
            }
            self.records.push(record.unwrap_or_else(|| nothing(T::KIND)));
        }
    }

    /// The plan's record of a draft, which is empty afterwards; `None` where a value is wrong. Of one that is
    /// only a `part`, nothing is told to be missing.
    fn record(
        &mut self,
        kind: Kind,
        n: usize,
        thing: Thing,
        draft: &mut Draft<'a>,
        part: bool,
    ) -> Option<Record> {
        let before = self.findings.errors();
        let mut dates = values::Dates::default();
        let (mut links, mut facts) = (Vec::new(), Vec::new());
        let mut minor = 0;
        let status = draft.status.take();
        let nameless = draft.name.trim().is_empty();
        let (mut holder, mut held) = (None, None);
        let repeats = lists::repeats(&draft.values);
        for (m, (field, index, value)) in draft.values.drain(..).enumerate() {
            let at = || At::field(kind, n, field.word(), index);
            let errors = self.findings.errors();
            if index.is_some_and(|index| index >= lists::LONGEST) {
                lists::too_long(field, index, self.findings, at);
                minor += self.findings.errors() - errors;
                continue;
            }
            if repeats.binary_search(&m).is_ok() {
                lists::repeated(&value, self.findings, at);
                continue;
            }
            match value {
                Value::Link(id) => {
                    let to = self.link(kind, field, &id, at);
                    if to == Some(thing) && field == Field::Of {
                        let message = format!("{} is of itself", quoted(&id));
                        let hint = "write the id of what it is about".to_owned();
                        self.findings.warning(|| Finding::warning(at(), message, hint));
                    }
                    links.extend(to.map(|to| (field, to)));
                    match field {
                        Field::Holder => holder = Some((to, id)),
                        Field::Of => held = Some((to, id)),
                        _ => {}
                    }
                }
                Value::Place(text) if values::is_code(&text) => {
                    facts.extend(self.country(&text, at).map(|c| (field, Fact::Country(c))));
                }
                Value::Place(id) => links.extend(self.link(kind, field, &id, at).map(|to| (field, to))),
                Value::Country(text) => {
                    facts.extend(self.country(&text, at).map(|c| (field, Fact::Country(c))));
                }
                Value::Text(text) if text.trim().is_empty() => {
                    if index.is_some() {
                        lists::empty(self.findings, at);
                    }
                }
                Value::Text(text) => {
                    facts.push((field, Fact::Text(values::line(text, self.findings, at))));
                    continue;
                }
                Value::Date(text) => {
                    dates.take(field, &text, at(), self.findings);
                    continue;
                }
                Value::Number(number) => {
                    values::number(field, number, self.findings, at);
                    facts.push((field, Fact::Number(number)));
                    continue;
                }
                Value::Flag(flag) => facts.push((field, Fact::Flag(flag))),
                Value::At(lat, lon) => {
                    values::coordinates(lat, lon, self.findings, at);
                    facts.push((field, Fact::Coordinates(lat, lon)));
                    continue;
                }
            }
            // What leads nowhere is left out, the record stays.
            minor += self.findings.errors() - errors;
        }
        let when = dates.when(kind, n, self.findings);
        let name_field = if kind == Kind::Milestone { "what" } else { "name" };
        let name_at = || At::field(kind, n, name_field, None);
        let name = values::line(std::mem::take(&mut draft.name), self.findings, name_at);
        let named_later = kind == Kind::Stake && nameless && holder.is_some() && held.is_some();
        if let (Kind::Stake, Some((Some(a), id)), Some((Some(b), _))) = (kind, &holder, &held)
            && a == b
        {
            let message = format!("this is a stake of {} in itself", quoted(id));
            let at = || At::field(kind, n, "of", None);
            let hint = "look at holder and of".to_owned();
            self.findings.warning(|| Finding::warning(at(), message, hint));
        }
        if let (true, Some(holder), Some(held)) = (named_later, holder, held) {
            self.unnamed.push(Unnamed { stake: thing, ends: [holder, held] });
        }
        if nameless && !named_later && !part {
            let message = format!("this {} has no {}", kind.word(), name_field);
            let hint = format!("write {name_field}: \"…\",");
            self.findings.error(|| Finding::error(name_at(), message, hint));
        }
        if kind == Kind::Region && !part && !facts.iter().any(|(field, _)| *field == Field::Countries) {
            let hint = "write countries: [\"FR\", \"DE\"], or the map cannot show it".to_owned();
            let message = format!("the region {} has no countries", quoted(&name));
            let at = || At::field(kind, n, "countries", None);
            self.findings.warning(|| Finding::warning(at(), message, hint));
        }
        let aka = std::mem::take(&mut draft.aka).into_iter().enumerate();
        let aka = aka.filter_map(|(i, text)| {
            let at = || At::field(kind, n, "aka", Some(i));
            if text.trim().is_empty() {
                lists::empty(self.findings, at);
                return None;
            }
            Some(values::line(text, self.findings, at))
        });
        let aka: Vec<Box<str>> = aka.collect();
        let note = values::note(draft.note.take(), self.findings, || At::field(kind, n, "note", None));
        let wrong = self.findings.errors() - before - minor;
        let evidence = std::mem::take(&mut draft.evidence).into_iter().enumerate();
        let own = Own { name: &name, when, status, links: &links, facts: &facts };
        let evidence = evidence.filter_map(|(i, e)| self.evidence(kind, n, i, e, &own)).collect();
        if wrong > 0 {
            return None;
        }
        Some(Record {
            kind,
            id: self.ids.id(thing).into(),
            name,
            aka: aka.into(),
            when,
            status,
            links: links.into(),
            facts: facts.into(),
            note,
            evidence,
        })
    }

    /// "Renault Group in Nissan, 15 %": a stake may go without a name of its own. Of an end that is no record of
    /// the plan, the id has to do; why it is none has been told.
    fn name_stakes(&mut self) {
        for Unnamed { stake, ends } in std::mem::take(&mut self.unnamed) {
            let name = |(thing, id): &(Option<Thing>, Text<'_>)| {
                let record = thing.and_then(|thing| self.records.get(thing.index()));
                let name = record.map(|record| record.name.clone()).filter(|name| !name.is_empty());
                name.unwrap_or_else(|| if id.trim().is_empty() { "unknown".into() } else { (&**id).into() })
            };
            let [holder, held] = ends.each_ref().map(name);
            let Some(record) = self.records.get_mut(stake.index()) else { continue };
            let percent = record.facts(Field::Percent).find_map(|fact| match fact {
                Fact::Number(percent) => Some(format!(", {percent} %")),
                _ => None,
            });
            record.name = format!("{holder} in {held}{}", percent.unwrap_or_default()).into();
        }
    }

    fn country(&mut self, text: &str, at: impl FnOnce() -> At) -> Option<Country> {
        let country = Country::from_alpha2(text);
        if country.is_none() {
            self.findings.error(|| values::unknown_country(text, at(), self.suggest));
        }
        country
    }

    /// The record that an id leads to, if there is one and a field of this kind may lead there.
    fn link(&mut self, kind: Kind, field: Field, id: &str, at: impl FnOnce() -> At) -> Option<Thing> {
        let kinds = refer::kinds(kind, field);
        let found = self.ids.find(id);
        let other = match found {
            Some(thing) => {
                let (other, _) = self.ids.place(thing);
                if kinds.contains(&other) {
                    return Some(thing);
                }
                Some(other)
            }
            None => None,
        };
        let (ids, suggest, sources) = (&self.ids, self.suggest, &self.sources);
        self.findings.error(|| {
            let wanted = refer::words(kinds);
            let (message, hint) = match other {
                Some(other) => (
                    format!("{} is {}, not {}", quoted(id), a(other.word()), a(&wanted)),
                    suggest
                        .hint(id, kinds.iter().flat_map(|k| ids.of_kind(*k)))
                        .or_else(|| Some(format!("write the id of {} of this file", a(&wanted)))),
                ),
                None if sources.find(id).is_some() => (
                    format!("{} is a source, not {}", quoted(id), a(&wanted)),
                    Some("name sources in evidence: [(source: \"…\")]".to_owned()),
                ),
                None => (
                    format!("there is no {wanted} {}", quoted(id)),
                    values::meant_country(field, id, suggest)
                        .or_else(|| suggest.hint(id, kinds.iter().flat_map(|k| ids.of_kind(*k))))
                        .or_else(|| Some(format!("write the id of {} of this file", a(&wanted)))),
                ),
            };
            Finding::error(at(), message, hint)
        });
        None
    }
}

/// Stands where a record is left out, until all are there.
fn nothing(kind: Kind) -> Record {
    Record {
        kind,
        id: Box::default(),
        name: Box::default(),
        aka: Box::default(),
        when: None,
        status: None,
        links: Box::default(),
        facts: Box::default(),
        note: None,
        evidence: Box::default(),
    }
}
