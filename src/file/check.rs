//! Step from the records of a file to those of the plan: every id is resolved, every value is looked at.
//!
//! A record with an error in its own values is left out, though all of it is judged; a reference, a claim or a
//! piece of evidence that leads nowhere is left out of its record. It must never put a value right, only leave
//! it out and say so.

use super::checker::{Checker, Stray};
use super::draft::Draft;
use super::findings::{At, Finding, Findings};
use super::ids::Ids;
use super::judge::{self, Judge};
use super::kinds::Entry;
use super::list::List;
use super::problem::quoted;
use super::progress::{Progress, Stage};
use super::record::{self, Unnamed};
use super::recover::{Broken, Salvaged};
use super::schema::{File, each_list};
use super::spellings::Spellings;
use super::text::Text;
use super::{about, circles, sources};
use crate::plan::{Fact, Field, Near, Plan, Record, Thing, Tie, fold};

/// The most records that a plan may hold.
pub const RECORDS: usize = 2_000_000;

/// Progress is told after so many records.
const STEP: usize = 1024;

/// Makes a plan of a file; what is wrong is noted.
pub fn plan(
    mut file: File<'_>,
    broken: &Broken,
    suggest: &Near,
    findings: &mut Findings,
    progress: &Progress,
    judge: Option<Judge>,
) -> Option<Plan> {
    let mut count = 0;
    each_list!(file, list => count += list.len());
    if count > RECORDS {
        let message = format!("the plan has {count} records, more than the {RECORDS} that can be shown");
        findings.error(|| Finding::error(At::File, message, "split it into several files".to_owned()));
        return None;
    }
    progress.enter(Stage::Checking, count);
    let about = about::check(&mut file, broken, findings);
    let (ids, sources) = (Ids::with_capacity(count), Ids::with_capacity(file.sources.len()));
    let mut checker =
        Checker { ids, sources, suggest, findings, strays: Vec::new(), spellings: Spellings::default() };
    let sources = sources::check(std::mem::take(&mut file.sources), broken, &mut checker);
    let (records, left_out) = (Vec::with_capacity(count), Vec::with_capacity(count));
    let mut table = Table { checker, broken, progress, records, left_out, unnamed: Vec::new() };
    each_list!(file, list => table.take_ids(list));
    each_list!(file, list => table.take_records(std::mem::take(list)));
    if progress.is_given_up() {
        return None;
    }
    table.name_stakes();
    table.name_strays();
    circles::cut(&mut table.records, &table.checker.ids, table.checker.findings);
    let records = without(table.records, &table.left_out);
    let plan = Plan::new(about, sources, records);
    if let Some(judge) = judge {
        judge::note(judge, &plan, &table.checker.ids, &table.left_out, table.checker.findings);
    }
    Some(plan)
}

/// The records that are not left out, with links between them only.
fn without(mut records: Vec<Record>, left_out: &[bool]) -> Vec<Record> {
    if !left_out.contains(&true) {
        return records;
    }
    let mut next = 0;
    let places: Vec<Option<Thing>> = left_out
        .iter()
        .map(|out| {
            let place = (!out).then_some(Thing::nth(next));
            next += usize::from(!out);
            place
        })
        .collect();
    let mut n = 0;
    records.retain_mut(|record| {
        let kept = places.get(n).is_some_and(Option::is_some);
        n += 1;
        let to = |(field, thing): &(Field, Thing)| Some((*field, places.get(thing.index()).copied()??));
        record.links = record.links.iter().filter_map(to).collect();
        let place = |thing: Thing| places.get(thing.index()).copied().flatten();
        let ties = std::mem::take(&mut record.ties).into_iter();
        record.ties = ties.filter_map(|tie| Some(Tie { to: place(tie.to)?, ..tie })).collect();
        kept
    });
    records
}

/// The plan's records while they are made, each at the place that its id has.
struct Table<'a, 'c> {
    checker: Checker<'a, 'c>,
    broken: &'c Broken,
    progress: &'c Progress,
    records: Vec<Record>,
    /// For each record, whether it is left out.
    left_out: Vec<bool>,
    /// Stakes without a name of their own.
    unnamed: Vec<Unnamed<'a>>,
}

impl<'a> Table<'a, '_> {
    /// Notes the ids of a list and which of its records are left out from the start.
    fn take_ids<T: Entry<'a>>(&mut self, list: &mut List<T>) {
        let kind = T::KIND;
        self.checker.ids.begin(kind);
        for (n, record) in list.iter_mut().enumerate() {
            let salvaged = self.broken.get(&(T::LIST, n)).copied();
            let id = record.id_mut().take();
            let at = || At::field(kind, n, "id", None);
            let sound = self.checker.id_is_sound(T::WORD, id.as_deref(), salvaged, at);
            let again =
                self.checker.ids.add(id.unwrap_or_default()).filter(|_| salvaged != Some(Salvaged::Id));
            if let Some(first) = again {
                self.used_twice(first, at());
            }
            self.left_out.push(salvaged.is_some() || !sound || again.is_some());
        }
    }

    /// Tells that the id noted last is another record's already.
    fn used_twice(&mut self, first: Thing, at: At) {
        let Checker { ids, findings, .. } = &mut self.checker;
        let (other, m) = ids.place(first);
        let message = format!("the id {} is used twice", quoted(ids.id(first)));
        let see = Some(Box::new(("it is first used", At::field(other, m, "id", None))));
        let hint = "give one of the two another id".to_owned();
        findings.error(|| Finding { see, ..Finding::error(at, message, hint) });
    }

    /// Makes the records of a list.
    fn take_records<T: Entry<'a>>(&mut self, list: List<T>) {
        let mut draft = Draft::default();
        for (n, entry) in list.into_iter().enumerate() {
            let thing = Thing::nth(self.records.len());
            if n % STEP == STEP - 1 && !self.progress.step(STEP) {
                return;
            }
            let known_out = self.left_out.get(thing.index()).copied().unwrap_or(true);
            let salvaged = self.broken.get(&(T::LIST, n)).copied();
            let mut record = None;
            if salvaged != Some(Salvaged::Id) {
                entry.draft(&mut draft);
                let place = record::Place { kind: T::KIND, n, thing, part: salvaged.is_some() };
                let made = record::make(&mut self.checker, place, &mut draft);
                self.unnamed.extend(made.unnamed);
                record = made.record.filter(|_| !known_out);
            }
            if let (None, Some(out)) = (&record, self.left_out.get_mut(thing.index())) {
                *out = true;
            }
            // What is left out keeps its place until all are there.
            self.records.push(record.unwrap_or_else(|| Record::new(T::KIND, "", "")));
        }
    }

    /// Where an id that leads nowhere is the name of a record, or like one and like no id, its hint says so.
    fn name_strays(&mut self) {
        for Stray { finding, id, kinds, is_like_an_id } in std::mem::take(&mut self.checker.strays) {
            let records = || self.records.iter().filter(|record| kinds.contains(&record.kind));
            let names =
                |record: &Record| record.aka.iter().chain([&record.name]).any(|name| fold(name) == fold(&id));
            if let Some(named) = records().find(|record| names(record)) {
                let hint = format!("{} is a name of {}: write the id", quoted(&id), quoted(&named.id));
                self.checker.findings.set_hint(finding, hint);
            } else if !is_like_an_id
                && let Some(name) = self.checker.suggest.to(&id, records().map(|record| &*record.name))
                && let Some(named) = records().find(|record| &*record.name == name)
            {
                let hint = format!("did you mean {}, whose name is {}?", quoted(&named.id), quoted(name));
                self.checker.findings.set_hint(finding, hint);
            }
        }
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
}
