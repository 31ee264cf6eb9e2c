//! A sheet's rows as the records of a plan, by a mapping, with every cell told of that was not taken as it stands.
//!
//! It must never drop a filled cell of a mapped column without keeping its words or telling of it.

use super::draft::{Draft, PlanDraft, Proof, SourceDraft, Value};
use super::ids::{Ids, slug};
use super::mapping::{ColumnMapping, Mapping, Rows, Use};
use super::meaning::{Meaning, life_label};
use super::places::Places;
use super::problem::{Grade, Problem};
use super::rows::{RowKind, RowReader};
use super::sheet::{Row, Sheet};
use super::{Fault, Reading, cells, models, regions, write};
use crate::date::people::People;
use crate::plan::{Field, Kind, fold};
use std::collections::HashMap;

/// The most problems that are put into words.
const TOLD: usize = 20_000;
/// The most rows that become records.
const ROWS: usize = 1_500_000;

/// What a plan made of a sheet is called.
#[derive(Debug, Clone, Default)]
pub struct Naming {
    /// The name of the sheet's file.
    pub file: String,
    /// The edition, such as `2026-12`.
    pub edition: Option<String>,
}

/// What became of a row: which of the plan's records are its.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeRow {
    /// Its number, counted from 0.
    pub row: u32,
    /// The place of its main record among those of the plan.
    pub record: usize,
    /// The milestones of its columns, each by its column.
    pub milestones: Vec<(u16, usize)>,
}

/// What came of a sheet.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// The plan.
    pub plan: PlanDraft,
    /// What was not taken as it stands, the worst first, then by row.
    pub problems: Vec<Problem>,
    /// How many more there are that were not put into words.
    pub more: usize,
    /// The rows that became records.
    pub rows: Vec<MadeRow>,
    /// How many rows there were to take.
    pub seen: usize,
    /// Of each column, how many cells were read and how many are filled.
    pub cells: HashMap<u16, (u32, u32)>,
}

impl Made {
    /// How many problems there are of a grade.
    pub fn count(&self, grade: Grade) -> usize {
        self.problems.iter().filter(|problem| problem.grade == grade).count()
    }

    /// How many records of a kind there are.
    pub fn records(&self, kind: Kind) -> usize {
        self.plan.records.iter().filter(|record| record.kind == kind).count()
    }

    /// The text of the plan file.
    pub fn text(&self, head: &[String]) -> String {
        write::plan(&self.plan, head)
    }
}

/// Makes the records of a sheet.
///
/// # Errors
/// Where nobody waits any more, or the sheet has more rows than a plan may hold.
pub fn make(
    sheet: &Sheet,
    mapping: &Mapping,
    places: &Places,
    naming: &Naming,
    reading: &Reading<'_>,
) -> Result<Made, Fault> {
    let mut maker = Maker::new(sheet, mapping, places, naming);
    let rows = RowReader::new(sheet, places, mapping);
    let mut section: Option<String> = None;
    for row in rows.rows() {
        reading.go_on(1)?;
        let is_full = maker.made.rows.len() >= ROWS;
        if is_full {
            return Err(Fault::new(
                format!(
                    "{}: this sheet has more rows than the {ROWS} that a plan takes",
                    sheet.place(row.number, 0)
                ),
                "split it into several sheets",
            ));
        }
        match rows.kind(&row) {
            RowKind::Blank => {}
            RowKind::Section(name) => section = Some(name),
            RowKind::LeftOut(column, why) => {
                maker.made.seen += 1;
                let says = cells::clean(&row.cell(column).shown(), false);
                maker.tell(Grade::LeftOut, (row.number, column), says, "Row left out", &why);
            }
            RowKind::Record(name, column) => {
                maker.made.seen += 1;
                maker.section.clone_from(&section);
                maker.count(&rows, &row);
                match mapping.rows {
                    Rows::Models => models::take(&mut maker, &row, &name, column),
                    Rows::Milestones => super::milestones::take(&mut maker, &row, &name, column),
                }
            }
        }
    }
    maker.link_predecessors();
    Ok(maker.finish())
}

/// Maker state: the plan as far as it is made.
pub struct Maker<'s> {
    pub(super) sheet: &'s Sheet,
    pub(super) mapping: &'s Mapping,
    pub(super) places: &'s Places,
    pub(super) people: People,
    pub(super) made: Made,
    pub(super) ids: Ids,
    /// The heading above the row, where one stands alone in its row.
    pub(super) section: Option<String>,
    /// The source that the sheet is.
    pub(super) source: String,
    /// Records by kind and folded name.
    known: HashMap<(Kind, String), usize>,
    /// Models by name, brands and code, each with its row.
    pub(super) models: HashMap<String, (usize, u32)>,
    /// Sources by address or title.
    sources: HashMap<String, String>,
    /// Predecessors to be found once all rows are read: the model, its cell, the name.
    pub(super) predecessors: Vec<(usize, (u32, u16), String)>,
    /// The field that a column of the sheet's own became a facet of.
    pub(super) own_facets: HashMap<u16, Field>,
    /// Spellings of values that differ only in case.
    spellings: HashMap<(Field, String), String>,
}

impl<'s> Maker<'s> {
    fn new(sheet: &'s Sheet, mapping: &'s Mapping, places: &'s Places, naming: &Naming) -> Self {
        let stem = naming.file.rsplit_once('.').map_or(naming.file.as_str(), |(stem, _)| stem);
        let mut ids = Ids::default();
        let id = slug(stem);
        let source = format!("sheet-{id}");
        ids.keep(&source);
        let edition = naming.edition.clone().unwrap_or_default();
        let as_of = crate::date::Moment::parse(&edition).ok().map(|moment| moment.to_string());
        let plan = PlanDraft {
            id,
            name: cells::clean(stem, false).replace(['_', '-'], " ").trim().to_owned(),
            edition,
            as_of,
            fiscal_year_start: mapping.fiscal_year_start,
            sources: vec![SourceDraft {
                id: source.clone(),
                title: cells::clean(&naming.file, false),
                note: Some("A spreadsheet. Evidence names its cells.".to_owned()),
                ..SourceDraft::default()
            }],
            ..PlanDraft::default()
        };
        let people = People {
            order: mapping.date_order.map(super::mapping::Order::of_dates),
            year_start: mapping.fiscal_year_start.clamp(1, 12),
        };
        let made = Made { plan, ..Made::default() };
        let mut maker = Self {
            sheet,
            mapping,
            places,
            people,
            made,
            ids,
            section: None,
            source,
            known: HashMap::new(),
            models: HashMap::new(),
            sources: HashMap::new(),
            predecessors: Vec::new(),
            own_facets: HashMap::new(),
            spellings: HashMap::new(),
        };
        maker.choose_facets();
        maker
    }

    /// Gives each column of the sheet's own that is to be a facet one that the sheet does not use otherwise, under
    /// the column's name.
    fn choose_facets(&mut self) {
        let mapping = self.mapping;
        let used = |meaning: &Meaning| mapping.column(meaning).is_some();
        let free = match mapping.rows {
            Rows::Models => vec![
                (Field::Body, Meaning::Body),
                (Field::Segment, Meaning::Segment),
                (Field::Energy, Meaning::Energy),
            ],
            Rows::Milestones => vec![(Field::Theme, Meaning::Theme), (Field::Kind, Meaning::Kind)],
        };
        let mut free = free.into_iter().filter(|(_, meaning)| !used(meaning)).map(|(field, _)| field);
        let columns = mapping
            .columns
            .iter()
            .filter(|column| column.meaning == Meaning::Own && column.used == Use::Facet);
        for column in columns {
            let Some(field) = free.next() else { break };
            self.own_facets.insert(column.column, field);
            let word = cells::clean(&column.heading, false);
            // A milestone's kind has no name of its own in a plan.
            if let Some(key) =
                ["body", "segment", "energy", "theme"].into_iter().find(|key| *key == field.word())
            {
                self.made.plan.words.push((key, word.clone(), word));
            }
        }
    }

    /// Counts the filled cells of a row.
    fn count(&mut self, rows: &RowReader<'s>, row: &Row<'s>) {
        for (column, _) in rows.filled(row) {
            let entry = self.made.cells.entry(column).or_default();
            entry.0 += 1;
            entry.1 += 1;
        }
    }

    /// Tells of a cell; one that is kept as words or makes no record was not read.
    pub(super) fn tell(&mut self, grade: Grade, at: (u32, u16), says: String, made: &str, why: &str) {
        if grade == Grade::Words
            && let Some(entry) = self.made.cells.get_mut(&at.1)
        {
            entry.0 = entry.0.saturating_sub(1);
        }
        if self.made.problems.len() >= TOLD {
            self.made.more += 1;
            return;
        }
        let place = self.sheet.place(at.0, at.1);
        let (made, why) = (made.to_owned(), why.to_owned());
        self.made.problems.push(Problem { grade, at, place, says, made, why });
    }

    /// Evidence that a cell gives.
    pub(super) fn proof(&self, at: (u32, u16), quote: Option<String>) -> Proof {
        Proof {
            source: self.source.clone(),
            place: Some(self.sheet.place(at.0, at.1)),
            quote,
            ..Proof::default()
        }
    }

    /// Adds a record and gives its place.
    pub(super) fn push(&mut self, draft: Draft) -> usize {
        self.made.plan.records.push(draft);
        self.made.plan.records.len() - 1
    }

    /// The record at a place.
    pub(super) fn record(&mut self, place: usize) -> Option<&mut Draft> {
        self.made.plan.records.get_mut(place)
    }

    /// The id of the entity of a name, made where it is new.
    pub(super) fn entity(&mut self, kind: Kind, name: &str, at: (u32, u16)) -> (String, usize) {
        let key = (kind, fold(name.trim()));
        if let Some(place) = self.known.get(&key).copied() {
            let id = self.made.plan.records.get(place).map(|draft| draft.id.clone()).unwrap_or_default();
            return (id, place);
        }
        let id = self.ids.of(name, &[kind.word()]);
        let mut draft = Draft::new(kind, id.clone(), name.trim().to_owned());
        draft.evidence.push(self.proof(at, None));
        if let Some(place) = (kind == Kind::Plant).then(|| self.places.find(name)).flatten() {
            if let Some((lat, lon)) = place.at {
                draft.set(Field::At, Value::Place(lat, lon));
                draft.evidence.push(Proof {
                    source: self.source.clone(),
                    place: Some(place.cell.clone()),
                    ..Proof::default()
                });
            }
            if let Some(country) = place.country {
                draft.set(Field::Country, Value::Text(country.code().to_owned()));
            }
        }
        let place = self.push(draft);
        self.known.insert(key, place);
        (id, place)
    }

    /// The id of a region, by what sheets call it; `None` where its countries are not known.
    pub(super) fn region(&mut self, name: &str, at: (u32, u16)) -> Option<String> {
        let (name, countries) = regions::region(name)?;
        let (id, place) = self.entity(Kind::Region, &name, at);
        let codes = countries.iter().map(|country| country.code().to_owned()).collect();
        if let Some(draft) = self.record(place).filter(|draft| draft.get(Field::Countries).is_none()) {
            draft.set(Field::Countries, Value::Texts(codes));
        }
        Some(id)
    }

    /// A value in the spelling that it had first.
    pub(super) fn spelling(&mut self, field: Field, value: &str) -> String {
        let key = (field, crate::plan::one_case(value).into_owned());
        self.spellings.entry(key).or_insert_with(|| value.to_owned()).clone()
    }

    /// The source that a row names, if it names one.
    pub(super) fn row_source(&mut self, row: &Row<'_>) -> Option<Proof> {
        let mapping = self.mapping;
        let line = |meaning: &Meaning| {
            let column = mapping.column(meaning)?;
            Some((cells::line(row.cell(column.column))?, column.column))
        };
        let (title, url) = (line(&Meaning::Source), line(&Meaning::Url));
        let address = |text: &str| {
            let text = if text.starts_with("www.") { format!("https://{text}") } else { text.to_owned() };
            let host = text
                .split_once("://")
                .filter(|(scheme, _)| ["http", "https"].contains(&scheme.to_lowercase().as_str()));
            host.is_some_and(|(_, rest)| rest.starts_with(char::is_alphanumeric)) && !text.contains(' ')
        };
        let whole =
            |text: &str| if text.starts_with("www.") { format!("https://{text}") } else { text.to_owned() };
        // An address in the column of sources is one too.
        let (title, url) = match (title, url) {
            (Some(title), None) if address(&title.0) => (None, Some(title)),
            (title, Some(url)) if !address(&url.0) => (title.or(Some(url)), None),
            other => other,
        };
        let (at, key) = match (&title, &url) {
            (None, None) => return None,
            (_, Some((url, column))) => (*column, whole(url)),
            (Some((title, column)), None) => (*column, title.clone()),
        };
        let id = match self.sources.get(&key) {
            Some(id) => id.clone(),
            None => {
                let host =
                    key.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or(rest).to_owned());
                let name =
                    title.as_ref().map(|(title, _)| title.clone()).or(host).unwrap_or_else(|| key.clone());
                let id = self.ids.of(&format!("source {name}"), &[]);
                let url = url.as_ref().map(|(url, _)| whole(url));
                self.made.plan.sources.push(SourceDraft {
                    id: id.clone(),
                    title: name,
                    url,
                    ..SourceDraft::default()
                });
                self.sources.insert(key, id.clone());
                id
            }
        };
        let note = format!("Named in {}", self.sheet.place(row.number, at));
        Some(Proof { source: id, note: Some(note), ..Proof::default() })
    }

    /// Finds the models that rows name as predecessors.
    fn link_predecessors(&mut self) {
        let mut names: HashMap<String, usize> = HashMap::new();
        for (place, draft) in
            self.made.plan.records.iter().enumerate().filter(|(_, draft)| draft.kind == Kind::Model)
        {
            let code = match draft.get(Field::Code) {
                Some(Value::Text(code)) => Some(code.as_str()),
                _ => None,
            };
            for name in
                std::iter::once(draft.name.as_str()).chain(code).chain(draft.aka.iter().map(String::as_str))
            {
                names.entry(fold(name)).or_insert(place);
            }
        }
        let mut leads: HashMap<usize, Vec<usize>> = HashMap::new();
        for (model, at, name) in std::mem::take(&mut self.predecessors) {
            let found = names.get(&fold(&name)).copied().filter(|found| *found != model);
            let circle = found.is_some_and(|found| leads_to(&leads, found, model));
            match found.filter(|_| !circle) {
                Some(found) => {
                    leads.entry(model).or_default().push(found);
                    let id =
                        self.made.plan.records.get(found).map(|draft| draft.id.clone()).unwrap_or_default();
                    if let Some(draft) = self.record(model) {
                        draft.add(Field::Replaces, id);
                    }
                }
                None => {
                    let place = self.sheet.place(at.0, at.1);
                    if let Some(draft) = self.record(model) {
                        draft.remark(&format!("{place}: replaces {name}"));
                    }
                    let why = if circle {
                        "Each of the two would replace the other."
                    } else {
                        "No row has this name, and a link needs a record."
                    };
                    self.tell(Grade::Words, at, name, "Kept as words", why);
                }
            }
        }
    }

    /// The plan with its own words for the stages of a life.
    fn finish(mut self) -> Made {
        let mut kinds: Vec<String> = Vec::new();
        for draft in self.made.plan.records.iter().filter(|draft| draft.kind == Kind::Milestone) {
            if let Some(Value::Text(kind)) = draft.get(Field::Kind)
                && !kinds.contains(kind)
                && kinds.len() < 200
            {
                kinds.push(kind.clone());
            }
        }
        let plan = &mut self.made.plan;
        let arrivals = ["launch", "sop", "cod", "production"];
        plan.arrivals = arrivals
            .iter()
            .filter(|kind| kinds.iter().any(|k| k == *kind))
            .map(|k| (*k).to_owned())
            .collect();
        if kinds.iter().any(|kind| kind == "cod") {
            let usual = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
            plan.life.push(("start", usual(&["cod", "sop", "production"])));
        }
        self.made.problems.sort_by_key(|problem| (problem.grade, problem.at));
        self.made
    }

    /// What a column's milestones are called: its meaning, or its heading where that says more.
    pub(super) fn life_name(column: &ColumnMapping, kind: &str) -> String {
        let is_plain = super::headings::meaning(&column.heading).is_some_and(|(meaning, sure)| {
            sure == super::meaning::Sure::Certain && meaning == Meaning::Life(kind.into())
        });
        if is_plain || column.heading.trim().is_empty() {
            life_label(kind).to_lowercase()
        } else {
            cells::clean(&column.heading, false)
        }
    }
}

/// Whether links lead from one record to another.
fn leads_to(leads: &HashMap<usize, Vec<usize>>, from: usize, to: usize) -> bool {
    let (mut next, mut steps) = (vec![from], 0);
    while let Some(here) = next.pop() {
        if here == to {
            return true;
        }
        steps += 1;
        if steps > 1000 {
            return true;
        }
        next.extend(leads.get(&here).into_iter().flatten());
    }
    false
}
