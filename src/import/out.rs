//! A plan's items as a workbook: a sheet for each kind, typed cells, dates that show no more than is known.
//!
//! It must never write a formula, nor a record that does not match but for the things that others are of.

use super::Fault;
use super::draft::{Draft, PlanDraft, Proof, TieDraft, Value};
use super::from_plan;
use super::native::{ABOUT, EVIDENCE, JOINT, SOURCES};
use super::onto::is_reference;
use crate::date::{Moment, Part, When};
use crate::file::headings::list_word;
use crate::file::kinds::fields_of;
use crate::plan::{BitSet, Field, Kind, Plan};
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};
use std::collections::{HashMap, HashSet};

/// The widest that a column is made.
const WIDEST: usize = 60;

/// The bytes of a workbook with the items that match and the things that they are of.
///
/// # Errors
/// Where a sheet would be larger than a workbook may hold.
pub fn workbook(plan: &Plan, matching: &BitSet) -> Result<Vec<u8>, Fault> {
    let draft = chosen(plan, matching);
    let failed = |error: XlsxError| {
        Fault::new(format!("the workbook could not be made: {error}"), "narrow the list down with --where")
    };
    Writer::new(&draft).write().map_err(failed)
}

/// The records that match, and those that they refer to which are no items.
fn chosen(plan: &Plan, matching: &BitSet) -> PlanDraft {
    let mut draft = from_plan::plan(plan);
    let items: HashSet<String> =
        matching.iter().map(|item| plan.record(plan.items().thing(item)).id.to_string()).collect();
    if items.len() == plan.items().len() {
        return draft;
    }
    let by_id: HashMap<&str, &Draft> =
        draft.records.iter().map(|record| (record.id.as_str(), record)).collect();
    let mut kept = items.clone();
    let mut next: Vec<String> = items.into_iter().collect();
    while let Some(id) = next.pop() {
        let Some(record) = by_id.get(id.as_str()) else { continue };
        for to in references(record) {
            let is_thing = by_id.get(to).is_some_and(|record| !record.kind.is_item());
            if is_thing && kept.insert(to.to_owned()) {
                next.push(to.to_owned());
            }
        }
    }
    draft.records.retain(|record| kept.contains(&record.id));
    let used: HashSet<String> = draft
        .records
        .iter()
        .flat_map(|record| {
            let ties = record.fields.iter().filter_map(|(_, value)| match value {
                Value::Ties(ties) => Some(ties),
                _ => None,
            });
            let tied = ties.flatten().flat_map(|tie| &tie.evidence);
            record.evidence.iter().chain(tied).map(|proof| proof.source.clone()).collect::<Vec<_>>()
        })
        .collect();
    draft.sources.retain(|source| used.contains(&source.id));
    draft
}

fn references(record: &Draft) -> impl Iterator<Item = &str> {
    record.fields.iter().filter(|(field, _)| is_reference(*field)).flat_map(|(_, value)| match value {
        Value::Text(id) => vec![id.as_str()],
        Value::Texts(ids) => ids.iter().map(String::as_str).collect(),
        Value::Ties(ties) => ties.iter().map(|tie| tie.to.as_str()).collect(),
        _ => Vec::new(),
    })
}

/// Writer state: the workbook and what records are called in it.
struct Writer<'p> {
    plan: &'p PlanDraft,
    book: Workbook,
    /// What a record is called where others refer to it: its name, or its id where the name is no one's alone.
    names: HashMap<&'p str, &'p str>,
    formats: Formats,
}

struct Formats {
    head: Format,
    wrap: Format,
    day: Format,
    month: Format,
    year: Format,
}

impl<'p> Writer<'p> {
    fn new(plan: &'p PlanDraft) -> Self {
        let mut count: HashMap<&str, usize> = HashMap::new();
        let ids: HashSet<&str> = plan.records.iter().map(|record| record.id.as_str()).collect();
        for record in &plan.records {
            *count.entry(record.name.as_str()).or_default() += 1;
        }
        let names = plan.records.iter().map(|record| {
            let name = record.name.as_str();
            let alone =
                count.get(name) == Some(&1) && !ids.contains(name) && !name.contains([';', '\n', '|']);
            (record.id.as_str(), if alone { name } else { record.id.as_str() })
        });
        let date = |code: &str| Format::new().set_num_format(code).set_align(FormatAlign::Left);
        Self {
            plan,
            book: Workbook::new(),
            names: names.collect(),
            formats: Formats {
                head: Format::new().set_bold(),
                wrap: Format::new().set_text_wrap().set_align(FormatAlign::Top),
                day: date("yyyy-mm-dd"),
                month: date("mmm yyyy"),
                year: date("yyyy"),
            },
        }
    }

    fn write(mut self) -> Result<Vec<u8>, XlsxError> {
        // What is listed comes first, then what it is about.
        let kinds = [
            Kind::Milestone,
            Kind::Model,
            Kind::Target,
            Kind::Initiative,
            Kind::Stake,
            Kind::Company,
            Kind::Brand,
            Kind::Region,
            Kind::Plant,
            Kind::Platform,
            Kind::Person,
        ];
        for kind in kinds {
            self.kind(kind)?;
        }
        self.evidence()?;
        self.sources()?;
        self.about()?;
        self.book.save_to_buffer()
    }

    /// The sheet of one kind, where there are such records.
    fn kind(&mut self, kind: Kind) -> Result<(), XlsxError> {
        let records: Vec<&Draft> = self.plan.records.iter().filter(|record| record.kind == kind).collect();
        if records.is_empty() {
            return Ok(());
        }
        let is_used = |name: &&str| match *name {
            "id" | "name" | "what" => true,
            "aka" => records.iter().any(|record| !record.aka.is_empty()),
            "note" => records.iter().any(|record| record.note.is_some()),
            "evidence" => false,
            name => Field::from_word(name)
                .is_some_and(|field| records.iter().any(|record| record.get(field).is_some())),
        };
        let fields: Vec<&str> = fields_of(kind).iter().copied().filter(is_used).collect();
        let mut sheet = Worksheet::new();
        sheet.set_name(list_word(kind))?;
        let mut widths = vec![0; fields.len()];
        for (n, record) in records.iter().enumerate() {
            for (column, name) in fields.iter().enumerate() {
                let length = self.cell(&mut sheet, (n as u32 + 1, column as u16), record, name)?;
                if let Some(width) = widths.get_mut(column) {
                    *width = length.max(*width);
                }
            }
        }
        self.finish(&mut sheet, &fields, &widths, records.len())?;
        self.book.push_worksheet(sheet);
        Ok(())
    }

    /// Headings, widths, filters, and the first row and columns that stay.
    fn finish(
        &self,
        sheet: &mut Worksheet,
        heads: &[&str],
        widths: &[usize],
        rows: usize,
    ) -> Result<(), XlsxError> {
        for (column, head) in heads.iter().enumerate() {
            let column = column as u16;
            sheet.write_string_with_format(0, column, *head, &self.formats.head)?;
            let width = widths.get(usize::from(column)).copied().unwrap_or(0).max(head.len());
            sheet.set_column_width(column, (width + 2).min(WIDEST) as f64)?;
        }
        sheet.set_freeze_panes(1, 2.min(heads.len() as u16))?;
        if let Some(last) = heads.len().checked_sub(1) {
            sheet.autofilter(0, 0, rows as u32, last as u16)?;
        }
        Ok(())
    }

    /// One cell of a record; gives how long its text is.
    fn cell(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        record: &Draft,
        name: &str,
    ) -> Result<usize, XlsxError> {
        let text = match name {
            "id" => record.id.clone(),
            "name" | "what" => record.name.clone(),
            "aka" => joined(record.aka.iter().map(String::as_str)),
            "note" => record.note.clone().unwrap_or_default(),
            _ => {
                let Some(field) = Field::from_word(name) else { return Ok(0) };
                let Some(value) = record.get(field) else { return Ok(0) };
                return self.value(sheet, at, field, value);
            }
        };
        self.text(sheet, at, &text)
    }

    fn text(&self, sheet: &mut Worksheet, (row, column): (u32, u16), text: &str) -> Result<usize, XlsxError> {
        if text.contains('\n') {
            sheet.write_string_with_format(row, column, text, &self.formats.wrap)?;
        } else if !text.is_empty() {
            sheet.write_string(row, column, text)?;
        }
        Ok(text.lines().map(|line| line.chars().count()).max().unwrap_or(0))
    }

    fn value(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        field: Field,
        value: &Value,
    ) -> Result<usize, XlsxError> {
        let called = |id: &str| {
            if is_reference(field) { (*self.names.get(id).unwrap_or(&id)).to_owned() } else { id.to_owned() }
        };
        let is_date = matches!(field, Field::When | Field::Deadline | Field::From | Field::Until);
        match value {
            Value::Text(text) if is_date => self.date(sheet, at, text),
            Value::Text(text) => self.text(sheet, at, &called(text)),
            Value::Texts(all) => {
                let all: Vec<String> = all.iter().map(|one| called(one)).collect();
                self.text(sheet, at, &joined(all.iter().map(String::as_str)))
            }
            Value::Word(word) => self.text(sheet, at, word),
            Value::Number(number) => {
                sheet.write_number(at.0, at.1, *number)?;
                Ok(8)
            }
            Value::Flag(flag) => {
                sheet.write_boolean(at.0, at.1, *flag)?;
                Ok(5)
            }
            Value::Place(lat, lon) => self.text(sheet, at, &format!("{lat}, {lon}")),
            Value::Corners(points) => {
                let points: Vec<String> = points.iter().map(|(lat, lon)| format!("{lat}, {lon}")).collect();
                self.text(sheet, at, &points.join("; "))
            }
            Value::Figures(figures) => {
                let lines: Vec<String> =
                    figures.iter().map(|(what, value)| format!("{what}{JOINT}{value}")).collect();
                self.text(sheet, at, &lines.join("\n"))
            }
            Value::Ties(ties) => {
                let lines: Vec<String> = ties.iter().map(|tie| tie_line(tie, &called(&tie.to))).collect();
                self.text(sheet, at, &lines.join("\n"))
            }
        }
    }

    /// A date: as a date that shows as much as is known, or in the words of plan files where that says more.
    fn date(&self, sheet: &mut Worksheet, (row, column): (u32, u16), text: &str) -> Result<usize, XlsxError> {
        let when = When::parse(text).ok();
        let typed = match when {
            Some(When::At(Moment::On(Part::Day(y, m, d)))) => Some((y, m, d, &self.formats.day)),
            Some(When::At(Moment::On(Part::Month(y, m)))) => Some((y, m, 1, &self.formats.month)),
            Some(When::At(Moment::On(Part::Year(y)))) => Some((y, 1, 1, &self.formats.year)),
            _ => None,
        };
        let date = typed.and_then(|(y, m, d, format)| {
            let year = u16::try_from(y).ok().filter(|year| *year > 1900)?;
            Some((ExcelDateTime::from_ymd(year, m, d).ok()?, format))
        });
        match date {
            Some((date, format)) => {
                sheet.write_datetime_with_format(row, column, date, format)?;
                Ok(10)
            }
            None => self.text(sheet, (row, column), text),
        }
    }

    /// Who says what of which record.
    fn evidence(&mut self) -> Result<(), XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(EVIDENCE)?;
        let heads = ["record", "tie", "source", "place", "said", "quote", "note", "claims"];
        let mut row = 0;
        let mut line = |writer: &Self, sheet: &mut Worksheet, id: &str, tie: &str, proof: &Proof| {
            row += 1;
            let claims = proof.claims.iter().map(|(field, claim)| format!("{}{JOINT}{claim}", field.word()));
            let claims = claims.collect::<Vec<_>>().join("\n");
            let cells = [
                id,
                tie,
                &proof.source,
                proof.place.as_deref().unwrap_or_default(),
                proof.said.word(),
                proof.quote.as_deref().unwrap_or_default(),
                proof.note.as_deref().unwrap_or_default(),
                &claims,
            ];
            for (column, cell) in cells.into_iter().enumerate() {
                writer.text(sheet, (row, column as u16), cell)?;
            }
            Ok::<(), XlsxError>(())
        };
        for record in &self.plan.records {
            for proof in &record.evidence {
                line(self, &mut sheet, &record.id, "", proof)?;
            }
            for (field, value) in &record.fields {
                let Value::Ties(ties) = value else { continue };
                for (n, tie) in ties.iter().enumerate() {
                    for proof in &tie.evidence {
                        line(self, &mut sheet, &record.id, &format!("{} {}", field.word(), n + 1), proof)?;
                    }
                }
            }
        }
        if row > 0 {
            self.finish(&mut sheet, &heads, &[24, 10, 20, 20, 10, 40, 40, 30], row as usize)?;
            self.book.push_worksheet(sheet);
        }
        Ok(())
    }

    fn sources(&mut self) -> Result<(), XlsxError> {
        if self.plan.sources.is_empty() {
            return Ok(());
        }
        let mut sheet = Worksheet::new();
        sheet.set_name(SOURCES)?;
        let heads = ["id", "title", "publisher", "date", "accessed", "url", "archive", "note"];
        // A workbook takes no more links than this.
        let mut links = 60_000usize;
        for (n, source) in self.plan.sources.iter().enumerate() {
            let row = n as u32 + 1;
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            self.text(&mut sheet, (row, 0), &source.id)?;
            self.text(&mut sheet, (row, 1), &source.title)?;
            self.text(&mut sheet, (row, 2), &text(&source.publisher))?;
            self.date(&mut sheet, (row, 3), &text(&source.date))?;
            self.date(&mut sheet, (row, 4), &text(&source.accessed))?;
            for (column, url) in [(5, &source.url), (6, &source.archive)] {
                let Some(url) = url else { continue };
                links = links.saturating_sub(1);
                let is_link = links > 0
                    && url.len() < 2000
                    && sheet.write_url(row, column, Url::new(url.as_str()).set_text(url.as_str())).is_ok();
                if !is_link {
                    self.text(&mut sheet, (row, column), url)?;
                }
            }
            self.text(&mut sheet, (row, 7), &text(&source.note))?;
        }
        self.finish(&mut sheet, &heads, &[16, 50, 24, 10, 10, 50, 20, 40], self.plan.sources.len())?;
        self.book.push_worksheet(sheet);
        Ok(())
    }

    /// What the plan says of itself, a line each.
    fn about(&mut self) -> Result<(), XlsxError> {
        let plan = self.plan;
        let mut lines = vec![
            ("id", plan.id.clone()),
            ("name", plan.name.clone()),
            ("edition", plan.edition.clone()),
            ("as_of", plan.as_of.clone().unwrap_or_default()),
            ("horizon", plan.horizon.clone().unwrap_or_default()),
            ("fiscal_year_start", plan.fiscal_year_start.to_string()),
            ("arrivals", joined(plan.arrivals.iter().map(String::as_str))),
            ("note", plan.note.clone().unwrap_or_default()),
        ];
        lines.extend(plan.life.iter().map(|(stage, kinds)| {
            ("life", format!("{stage}{JOINT}{}", joined(kinds.iter().map(String::as_str))))
        }));
        lines.extend(
            plan.words.iter().map(|(key, one, many)| ("word", format!("{key}{JOINT}{one}{JOINT}{many}"))),
        );
        let mut sheet = Worksheet::new();
        sheet.set_name(ABOUT)?;
        let filled: Vec<(&str, String)> = lines.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        for (n, (key, text)) in filled.iter().enumerate() {
            sheet.write_string(n as u32 + 1, 0, *key)?;
            self.text(&mut sheet, (n as u32 + 1, 1), text)?;
        }
        self.finish(&mut sheet, &["field", "value"], &[18, 60], filled.len())?;
        self.book.push_worksheet(sheet);
        Ok(())
    }
}

/// Several values in one cell; a value with the sign that parts them goes on a line of its own.
fn joined<'t>(values: impl Iterator<Item = &'t str>) -> String {
    let all: Vec<&str> = values.collect();
    if all.iter().any(|value| value.contains(';')) {
        return all.join("\n") + "\n";
    }
    all.join("; ")
}

fn tie_line(tie: &TieDraft, called: &str) -> String {
    let mut parts = vec![called.to_owned()];
    parts.extend(tie.percent.map(|percent| format!("percent {percent}")));
    parts.extend(tie.votes.map(|votes| format!("votes {votes}")));
    parts.extend(tie.from.as_ref().map(|from| format!("from {from}")));
    parts.extend(tie.until.as_ref().map(|until| format!("until {until}")));
    parts.join(JOINT)
}
