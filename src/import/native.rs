//! A workbook that this program wrote, read back: the same records, with their evidence.
//!
//! It must never take another workbook for one of these.

use super::cells;
use super::draft::{Draft, Proof, SourceDraft, TieDraft, Value};
use super::from_plan::{TIES, is_list};
use super::ids::Ids;
use super::make::{Made, MadeRow};
use super::onto::is_reference;
use super::problem::{Grade, Problem};
use super::sheet::{Cell, Row, Sheet};
use super::{Book, Fault, How, Reading, regions};
use crate::date::people::People;
use crate::date::{Calendar, When};
use crate::file::headings::list_word;
use crate::file::kinds::fields_of;
use crate::plan::{Field, Kind, Said, Status, fold};
use std::collections::HashMap;

/// The sheets that no kind of record has.
pub const EVIDENCE: &str = "evidence";
/// See [`EVIDENCE`].
pub const SOURCES: &str = "sources";
/// See [`EVIDENCE`].
pub const ABOUT: &str = "plan";
/// What parts the pieces of one value.
pub const JOINT: &str = " | ";

/// Whether a file is a workbook of this program: its last sheet says so, and its others are of kinds.
pub fn is_native(book: &Book) -> bool {
    let known = |name: &String| {
        [EVIDENCE, SOURCES, ABOUT].contains(&name.as_str())
            || Kind::ALL.iter().any(|kind| list_word(*kind) == name)
    };
    book.sheets.last().is_some_and(|name| name == ABOUT)
        && book.sheets.iter().all(known)
        && book.sheets.len() > 1
}

/// Reads it.
///
/// # Errors
/// Where a sheet cannot be read.
pub fn read(book: &Book, edition: Option<&str>, reading: &Reading<'_>) -> Result<Made, Fault> {
    let mut sheets = HashMap::new();
    for (n, name) in book.sheets.iter().enumerate() {
        sheets.insert(name.as_str(), book.sheet(n, How::default(), reading)?);
    }
    let mut reader = Reader {
        made: Made::default(),
        names: HashMap::new(),
        ids: HashMap::new(),
        calendar: Calendar::default(),
    };
    if let Some(sheet) = sheets.get(ABOUT) {
        reader.about(sheet);
    }
    if let Some(edition) = edition {
        reader.made.plan.edition = edition.to_owned();
        let as_of = crate::date::Moment::parse(edition).ok().map(|moment| moment.to_string());
        reader.made.plan.as_of = as_of.or(reader.made.plan.as_of.take());
    }
    reader.calendar = Calendar::new(reader.made.plan.fiscal_year_start.max(1));
    if let Some(sheet) = sheets.get(SOURCES) {
        reader.sources(sheet);
    }
    // Names first, as records may refer to those of later sheets.
    let mut taken = Ids::default();
    for kind in Kind::ALL {
        if let Some(sheet) = sheets.get(list_word(*kind)) {
            reader.name(sheet, *kind, &mut taken);
        }
    }
    for kind in Kind::ALL {
        if let Some(sheet) = sheets.get(list_word(*kind)) {
            reader.records(sheet, *kind, reading)?;
        }
    }
    if let Some(sheet) = sheets.get(EVIDENCE) {
        reader.evidence(sheet);
    }
    reader.made.problems.sort_by_key(|problem| (problem.grade, problem.at));
    Ok(reader.made)
}

struct Reader {
    made: Made,
    /// Ids by what a record is called: its id, or its name.
    names: HashMap<String, String>,
    /// The id of each row.
    ids: HashMap<(Kind, u32), String>,
    calendar: Calendar,
}

/// The columns of a sheet by their headings.
fn columns(sheet: &Sheet) -> HashMap<String, u16> {
    let heads = sheet.row(0);
    heads.filled().map(|(column, cell)| (cell.shown().trim().to_owned(), column)).collect()
}

fn text(row: &Row<'_>, columns: &HashMap<String, u16>, head: &str) -> Option<String> {
    let text = cells::clean(&row.cell(*columns.get(head)?).shown(), true);
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The values of a cell that holds several.
fn values(text: &str) -> Vec<String> {
    let sign = if text.contains('\n') { '\n' } else { ';' };
    text.split(sign).map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned).collect()
}

impl Reader {
    fn about(&mut self, sheet: &Sheet) {
        let plan = &mut self.made.plan;
        plan.fiscal_year_start = 1;
        for row in sheet.rows_from(1) {
            let key = row.cell(0).shown().into_owned();
            let value = cells::clean(&row.cell(1).shown(), true).trim().to_owned();
            let mut parts = value.split(JOINT).map(str::to_owned);
            match key.as_str() {
                "id" => plan.id = value,
                "name" => plan.name = value,
                "edition" => plan.edition = value,
                "as_of" => plan.as_of = Some(value),
                "horizon" => plan.horizon = Some(value),
                "note" => plan.note = Some(value),
                "fiscal_year_start" => plan.fiscal_year_start = value.parse().unwrap_or(1),
                "arrivals" => plan.arrivals = values(&value),
                "life" => {
                    let stages = ["start", "sale", "change", "end"];
                    let stage = parts.next().and_then(|word| stages.into_iter().find(|stage| *stage == word));
                    if let (Some(stage), Some(kinds)) = (stage, parts.next()) {
                        plan.life.push((stage, values(&kinds)));
                    }
                }
                "word" => {
                    let keys = Kind::ALL
                        .iter()
                        .map(|kind| kind.word())
                        .chain(["segment", "body", "energy", "theme"]);
                    let word = parts.next().unwrap_or_default();
                    let key = keys.into_iter().find(|key| *key == word);
                    if let (Some(key), Some(one), Some(many)) = (key, parts.next(), parts.next()) {
                        plan.words.push((key, one, many));
                    }
                }
                _ => {}
            }
        }
    }

    fn sources(&mut self, sheet: &Sheet) {
        let columns = columns(sheet);
        for row in sheet.rows_from(1) {
            let Some(id) = text(&row, &columns, "id") else { continue };
            let text = |head: &str| text(&row, &columns, head);
            self.made.plan.sources.push(SourceDraft {
                title: text("title").unwrap_or_else(|| id.clone()),
                publisher: text("publisher"),
                date: text("date"),
                accessed: text("accessed"),
                url: text("url"),
                archive: text("archive"),
                note: text("note"),
                id,
            });
        }
    }

    /// Notes what the rows of a sheet are called; a row that a person added has no id yet.
    fn name(&mut self, sheet: &Sheet, kind: Kind, taken: &mut Ids) {
        let columns = columns(sheet);
        for row in sheet.rows_from(1) {
            let name = text(&row, &columns, "name").or_else(|| text(&row, &columns, "what"));
            let id = text(&row, &columns, "id");
            let Some(called) = name.clone().or_else(|| id.clone()) else { continue };
            let id = match id {
                Some(id) => {
                    taken.keep(&id);
                    id
                }
                None => taken.of(&called, &[kind.word()]),
            };
            self.names.insert(id.clone(), id.clone());
            if let Some(name) = name {
                self.names.entry(name).or_insert_with(|| id.clone());
            }
            self.ids.insert((kind, row.number), id);
        }
    }

    fn records(&mut self, sheet: &Sheet, kind: Kind, reading: &Reading<'_>) -> Result<(), Fault> {
        let columns = columns(sheet);
        for row in sheet.rows_from(1) {
            reading.go_on(1)?;
            if row.filled().next().is_none() {
                continue;
            }
            self.made.seen += 1;
            let Some(id) = self.ids.get(&(kind, row.number)).cloned() else {
                let says = row.filled().next().map(|(_, cell)| cell.shown().into_owned()).unwrap_or_default();
                self.tell(
                    sheet,
                    Grade::LeftOut,
                    (row.number, 0),
                    says,
                    "Row left out",
                    "A record needs an id or a name.",
                );
                continue;
            };
            let name =
                text(&row, &columns, "name").or_else(|| text(&row, &columns, "what")).unwrap_or_default();
            let mut draft = Draft::new(kind, id, name.replace('\n', " "));
            draft.aka = text(&row, &columns, "aka").map(|text| values(&text)).unwrap_or_default();
            draft.note = text(&row, &columns, "note");
            for word in fields_of(kind) {
                let (Some(field), Some(column)) = (Field::from_word(word), columns.get(*word)) else {
                    continue;
                };
                let cell = row.cell(*column);
                if cell.is_empty() || matches!(field, Field::Name | Field::What) {
                    continue;
                }
                match self.value(kind, field, cell) {
                    Ok(value) => draft.set(field, value),
                    Err(why) => {
                        let says = cells::clean(&cell.shown(), true);
                        draft.remark(&format!("{}: {says}", sheet.place(row.number, *column)));
                        self.tell(sheet, Grade::Words, (row.number, *column), says, "Kept as words", &why);
                    }
                }
            }
            let record = self.made.plan.records.len();
            self.made.rows.push(MadeRow { row: row.number, record, milestones: Vec::new() });
            self.made.plan.records.push(draft);
        }
        Ok(())
    }

    fn tell(&mut self, sheet: &Sheet, grade: Grade, at: (u32, u16), says: String, made: &str, why: &str) {
        let place = sheet.place(at.0, at.1);
        self.made.problems.push(Problem {
            grade,
            at,
            place,
            says,
            made: made.to_owned(),
            why: why.to_owned(),
        });
    }

    /// The id of what a cell calls a record.
    fn id(&self, field: Field, called: &str) -> Result<String, String> {
        let is_code = called.len() == 2 && called.bytes().all(|byte| byte.is_ascii_uppercase());
        let found = self.names.get(called).cloned().or_else(|| {
            self.names.iter().find(|(name, _)| fold(name) == fold(called)).map(|(_, id)| id.clone())
        });
        match found {
            Some(id) => Ok(id),
            None if field == Field::Where && is_code => Ok(called.to_owned()),
            None if field == Field::Where => regions::country(called)
                .map(|country| country.code().to_owned())
                .ok_or_else(|| format!("There is no record “{called}” in this workbook.")),
            None => Err(format!("There is no record “{called}” in this workbook.")),
        }
    }

    /// What a cell of a field holds.
    fn value(&self, kind: Kind, field: Field, cell: Cell<'_>) -> Result<Value, String> {
        let shown = cells::clean(&cell.shown(), true);
        let shown = shown.trim();
        let number = || match cell {
            Cell::Number(number) => Ok(number),
            _ => shown.replace(',', ".").parse::<f64>().map_err(|_| "This is not a number.".to_owned()),
        };
        let points = || {
            let point = |text: &str| {
                let (lat, lon) = text.split_once(',')?;
                Some((lat.trim().parse().ok()?, lon.trim().parse().ok()?))
            };
            shown
                .split(';')
                .map(|text| point(text).ok_or_else(|| "These are no coordinates.".to_owned()))
                .collect::<Result<Vec<(f64, f64)>, String>>()
        };
        if let Some((_, key, _)) = TIES.iter().find(|(tie, ..)| *tie == field) {
            let ties: Result<Vec<TieDraft>, String> =
                shown.lines().map(|line| self.tie(field, key, line)).collect();
            return ties.map(Value::Ties);
        }
        Ok(match field {
            Field::When | Field::Deadline | Field::From | Field::Until => {
                Value::Text(self.date(field, cell).ok_or_else(|| "No date was found in it.".to_owned())?)
            }
            Field::Status => {
                let status = Status::from_word(shown).or_else(|| super::statuses::status(shown));
                Value::Word(status.ok_or_else(|| "No status of a plan has this name.".to_owned())?.word())
            }
            Field::Value | Field::Percent | Field::Votes => Value::Number(number()?),
            Field::Voting | Field::Excluded => match (cell, shown.to_lowercase().as_str()) {
                (Cell::Flag(flag), _) => Value::Flag(flag),
                (_, "true" | "yes") => Value::Flag(true),
                (_, "false" | "no") => Value::Flag(false),
                _ => return Err("This is neither yes nor no.".to_owned()),
            },
            Field::At => match points()?[..] {
                [(lat, lon)] => Value::Place(lat, lon),
                _ => return Err("These are no coordinates.".to_owned()),
            },
            Field::Points | Field::Box => Value::Corners(points()?),
            Field::Figures => {
                let figure = |line: &str| {
                    line.split_once(JOINT).map(|(what, value)| (what.to_owned(), value.to_owned()))
                };
                let figures: Option<Vec<_>> = shown.lines().map(figure).collect();
                Value::Figures(figures.ok_or_else(|| format!("A figure is written as what{JOINT}value."))?)
            }
            field if is_list(kind, field) => {
                let all = values(shown);
                let all: Result<Vec<String>, String> = match is_reference(field) {
                    true => all.iter().map(|one| self.id(field, one)).collect(),
                    false => Ok(all),
                };
                Value::Texts(all?)
            }
            field if is_reference(field) => Value::Text(self.id(field, shown)?),
            _ => Value::Text(shown.replace('\n', " ")),
        })
    }

    fn date(&self, field: Field, cell: Cell<'_>) -> Option<String> {
        if let Cell::Text(text) = cell {
            let text = text.trim();
            let exact = match field {
                Field::When => self.calendar.when(text).ok(),
                _ => self.calendar.moment(text).ok().map(When::At),
            };
            if let Some(when) = exact {
                return Some(when.to_string());
            }
        }
        let reading = cells::date(cell, People::default());
        reading.when.filter(|_| !reading.words && reading.claim.is_none()).map(|when| when.to_string())
    }

    fn tie(&self, field: Field, key: &'static str, line: &str) -> Result<TieDraft, String> {
        let mut parts = line.split(JOINT).map(str::trim);
        let to = self.id(field, parts.next().unwrap_or_default())?;
        let mut tie = TieDraft { key, to, ..TieDraft::default() };
        for part in parts {
            let (word, value) = part.split_once(' ').unwrap_or((part, ""));
            match word {
                "from" => tie.from = Some(value.to_owned()),
                "until" => tie.until = Some(value.to_owned()),
                "percent" => tie.percent = value.parse().ok(),
                "votes" => tie.votes = value.parse().ok(),
                _ => return Err(format!("“{part}” is no part of it: write from, until, percent or votes.")),
            }
        }
        Ok(tie)
    }

    fn evidence(&mut self, sheet: &Sheet) {
        let columns = columns(sheet);
        let places: HashMap<String, usize> =
            self.made.plan.records.iter().enumerate().map(|(n, record)| (record.id.clone(), n)).collect();
        for row in sheet.rows_from(1) {
            let text = |head: &str| text(&row, &columns, head);
            let (Some(record), Some(source)) = (text("record"), text("source")) else { continue };
            let claims = text("claims").unwrap_or_default();
            let claims = claims.lines().filter_map(|line| {
                let (field, claim) = line.split_once(JOINT)?;
                Some((Field::from_word(field)?, claim.to_owned()))
            });
            let proof = Proof {
                source,
                place: text("place"),
                said: text("said").and_then(|word| Said::from_word(&word)).unwrap_or_default(),
                quote: text("quote"),
                note: text("note"),
                claims: claims.collect(),
            };
            let record = places.get(&record).and_then(|place| self.made.plan.records.get_mut(*place));
            let Some(record) = record else { continue };
            let Some(tie) = text("tie") else {
                record.evidence.push(proof);
                continue;
            };
            let Some((field, number)) = tie.split_once(' ') else { continue };
            let (field, number) = (Field::from_word(field), number.parse::<usize>().unwrap_or(0));
            let value =
                record.fields.iter_mut().find(|(known, _)| Some(*known) == field).map(|(_, value)| value);
            if let Some(Value::Ties(ties)) = value
                && let Some(tie) = number.checked_sub(1).and_then(|n| ties.get_mut(n))
            {
                tie.evidence.push(proof);
            }
        }
    }
}
