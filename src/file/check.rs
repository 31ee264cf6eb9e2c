//! From the file's records to the plan's: every id is resolved, every value is looked at.
//!
//! A record with an error in its own values is left out, though all of it is judged; a reference, a claim or a piece of evidence that
//! leads nowhere is left out of its record. It must never put a value right, only leave it out and say so.

use super::draft::{Draft, Value};
use super::explain::a;
use super::findings::{At, Finding, Findings, Step};
use super::ids::Ids;
use super::list::List;
use super::problem::quoted;
use super::progress::{Progress, Stage};
use super::recover::{Broken, Left};
use super::schema::{self, Entry, File, each_list, list_word};
use super::text::Text;
use super::{circles, refer, sources, values};
use crate::plan::{About, Country, Evidence, Fact, Field, Kind, Near, Plan, Record, SourceIndex, Thing};

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
    };
    let about = about(&mut file, checker.findings);
    let sources = sources::check(std::mem::take(&mut file.sources), broken, &mut checker);
    each_list!(file, list => checker.take_ids(list, broken));
    each_list!(file, list => checker.take_records(std::mem::take(list), broken));
    if progress.is_given_up() {
        return None;
    }
    circles::cut(&mut checker.records, &checker.ids, checker.findings);
    let records = without(checker.records, &checker.left_out);
    Some(Plan::new(about, sources, records))
}

fn about(file: &mut File<'_>, findings: &mut Findings) -> About {
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
        let hint = "write name: \"…\", for the title of pictures".to_owned();
        findings.warning(|| Finding::warning(At::Top("name"), "the plan has no name", hint));
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
        for (field, index, value) in draft.values.drain(..) {
            let at = || At::field(kind, n, field.word(), index);
            let errors = self.findings.errors();
            match value {
                Value::Link(id) => links.extend(self.link(kind, field, &id, at).map(|to| (field, to))),
                Value::Place(text) if values::is_code(&text) => {
                    facts.extend(self.country(&text, at).map(|c| (field, Fact::Country(c))));
                }
                Value::Place(id) => links.extend(self.link(kind, field, &id, at).map(|to| (field, to))),
                Value::Country(text) => {
                    facts.extend(self.country(&text, at).map(|c| (field, Fact::Country(c))));
                }
                Value::Text(text) if text.trim().is_empty() => {}
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
        let mut name = values::line(std::mem::take(&mut draft.name), self.findings, name_at);
        if kind == Kind::Stake && name.trim().is_empty() {
            name = self.stake_name(&links, &facts);
        }
        if name.trim().is_empty() && !part {
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
        let aka =
            aka.map(|(i, t)| values::line(t, self.findings, || At::field(kind, n, "aka", Some(i)))).collect();
        let note = values::note(draft.note.take(), self.findings, || At::field(kind, n, "note", None));
        let wrong = self.findings.errors() - before - minor;
        let evidence = std::mem::take(&mut draft.evidence).into_iter().enumerate();
        let evidence = evidence.filter_map(|(i, e)| self.evidence(kind, n, i, e)).collect();
        if wrong > 0 {
            return None;
        }
        Some(Record {
            kind,
            id: self.ids.id(thing).into(),
            name,
            aka,
            when,
            status: draft.status.take(),
            links: links.into(),
            facts: facts.into(),
            note,
            evidence,
        })
    }

    /// "Renault Group in Nissan, 15 %": a stake may go without a name of its own.
    fn stake_name(&self, links: &[(Field, Thing)], facts: &[(Field, Fact)]) -> Box<str> {
        let name = |field| {
            let (_, thing) = links.iter().find(|(f, _)| *f == field)?;
            self.records.get(thing.index()).map(|r| &*r.name).filter(|name| !name.is_empty())
        };
        let (Some(holder), Some(of)) = (name(Field::Holder), name(Field::Of)) else { return Box::default() };
        let percent = facts.iter().find_map(|(field, fact)| match (field, fact) {
            (Field::Percent, Fact::Number(percent)) => Some(format!(", {percent} %")),
            _ => None,
        });
        format!("{holder} in {of}{}", percent.unwrap_or_default()).into()
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
                    suggest.hint(id, kinds.iter().flat_map(|k| ids.of_kind(*k))),
                ),
                None if sources.find(id).is_some() => (
                    format!("{} is a source, not {}", quoted(id), a(&wanted)),
                    Some("name sources in evidence: [(source: \"…\")]".to_owned()),
                ),
                None => (
                    format!("there is no {wanted} {}", quoted(id)),
                    values::meant_country(field, id)
                        .or_else(|| suggest.hint(id, kinds.iter().flat_map(|k| ids.of_kind(*k))))
                        .or_else(|| Some(format!("write the id of {} of this file", a(&wanted)))),
                ),
            };
            Finding::error(at(), message, hint)
        });
        None
    }

    fn evidence(&mut self, kind: Kind, n: usize, i: usize, given: schema::Evidence<'a>) -> Option<Evidence> {
        let at = |steps: &[Step]| {
            let own = [Step::Field("evidence"), Step::Index(i)];
            At::Record(list_word(kind), n, own.into_iter().chain(steps.iter().cloned()).collect())
        };
        let source = sources::find(&given.source, self, || at(&[Step::Field("source")]));
        let mut claims = Vec::with_capacity(given.claims.0.len());
        for (k, (name, value)) in given.claims.0.into_iter().enumerate() {
            let fields = schema::fields_of(kind);
            let key = || at(&[Step::Field("claims"), Step::Key(k)]);
            match Field::from_word(&name).filter(|_| fields.contains(&&*name)) {
                Some(field) => claims.push((field, values::line(value, self.findings, key))),
                None => {
                    let suggest = self.suggest;
                    self.findings.error(|| {
                        let claimable = || fields.iter().copied().filter(|f| Field::from_word(f).is_some());
                        let all =
                            || Some(format!("its fields are {}", claimable().collect::<Vec<_>>().join(", ")));
                        let hint = suggest.hint(&name, claimable()).or_else(all);
                        let message = format!("{} has no field {} to claim", a(kind.word()), quoted(&name));
                        Finding::error(key(), message, hint)
                    });
                }
            }
        }
        let mut text = |text, field| values::note(text, self.findings, || at(&[Step::Field(field)]));
        let place = text(given.place, "place");
        let quote = text(given.quote, "quote");
        let note = text(given.note, "note");
        let source: SourceIndex = source?;
        Some(Evidence { source, place, said: given.said, quote, note, claims: claims.into() })
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
