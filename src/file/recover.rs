//! The second, slower reading of a file in which something is wrong: record by record, so that each broken
//! one is told of and the others are kept.
//!
//! It must never give a record other values than the file does: one with a slip is left out whole.

use super::explain::{explain, is_in_value};
use super::findings::{At, Finding, Findings};
use super::outline::{Item, Outline, TopField};
use super::problem::quoted;
use super::schema::{Entry, File, Piece, Source, TOP_FIELDS, list_word};
use super::suggest::Suggest;
use super::text::Text;
use super::tree::Node;
use ron::Options;
use ron::error::Error;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// Records that could not be read, by list and place. Of them only the id is known, if that.
pub type Broken = HashSet<(&'static str, usize)>;

/// How many slips of one record are told at most.
const SLIPS: usize = 10;

/// Reads what can be read.
pub fn read<'a>(
    text: &'a str,
    options: &Options,
    outline: &Outline,
    suggest: &Suggest,
    findings: &mut Findings,
) -> (File<'a>, Broken) {
    let mut reader = Reader { text, options, suggest, findings, broken: Broken::new() };
    let mut file = File::default();
    for (n, field) in outline.fields.iter().enumerate() {
        let name = text.get(field.name.clone()).unwrap_or_default();
        let same = |other: &TopField| text.get(other.name.clone()) == Some(name);
        if outline.fields.iter().take(n).any(same) {
            let message = format!("the field {} is there twice", quoted(name));
            let hint = "put both into one, or leave one out".to_owned();
            reader.findings.error(|| Finding::error(At::Bytes(field.name.clone()), message, hint));
        } else {
            reader.top(&mut file, name, field);
        }
    }
    (file, reader.broken)
}

struct Reader<'a, 'o> {
    text: &'a str,
    options: &'o Options,
    suggest: &'o Suggest,
    findings: &'o mut Findings,
    broken: Broken,
}

impl<'a> Reader<'a, '_> {
    fn top(&mut self, file: &mut File<'a>, name: &str, field: &TopField) {
        match name {
            // Its value was looked at before anything else.
            "version" => {}
            "id" => file.id = self.value(field),
            "name" => file.name = self.value(field),
            "edition" => file.edition = self.value(field),
            "as_of" => file.as_of = self.value(field),
            "horizon" => file.horizon = self.value(field),
            "fiscal_year_start" => file.fiscal_year_start = self.value(field),
            "note" => file.note = self.value(field),
            "sources" => {
                file.sources = self.list(field, "sources", "source", |s: &mut Source<'a>, id| s.id = id);
            }
            "companies" => file.companies = self.records(field),
            "brands" => file.brands = self.records(field),
            "regions" => file.regions = self.records(field),
            "plants" => file.plants = self.records(field),
            "platforms" => file.platforms = self.records(field),
            "models" => file.models = self.records(field),
            "initiatives" => file.initiatives = self.records(field),
            "targets" => file.targets = self.records(field),
            "stakes" => file.stakes = self.records(field),
            "people" => file.people = self.records(field),
            "milestones" => file.milestones = self.records(field),
            _ => {
                let near = self.suggest.hint(name, TOP_FIELDS.iter().copied());
                let hint = near.unwrap_or_else(|| format!("its fields are {}", TOP_FIELDS.join(", ")));
                let message = format!("a plan has no field {}", quoted(name));
                self.findings.error(|| Finding::error(At::Bytes(field.name.clone()), message, hint));
            }
        }
    }

    /// A value of the file itself.
    fn value<T: Deserialize<'a> + Default>(&mut self, field: &TopField) -> T {
        let piece = self.text.get(field.value.clone()).unwrap_or_default();
        if field.broken {
            return T::default();
        }
        self.options.from_str(piece).unwrap_or_else(|error| {
            let (base, suggest) = (field.value.start, self.suggest);
            self.findings.error(|| explain(piece, base, "plan", &error, suggest));
            T::default()
        })
    }

    fn records<T: Entry<'a>>(&mut self, field: &TopField) -> Vec<T> {
        let kind = T::KIND;
        self.list(field, list_word(kind), kind.word(), |record: &mut T, id| *record.id_mut() = id)
    }

    fn list<T: Piece<'a>>(
        &mut self,
        field: &TopField,
        list: &'static str,
        what: &str,
        set_id: impl Fn(&mut T, Text<'a>),
    ) -> Vec<T> {
        let Some(items) = &field.items else {
            let message = format!("{} takes a list", quoted(list));
            let hint = "put square brackets around the records: [(id: \"…\", …)]".to_owned();
            self.findings.error(|| Finding::error(At::Bytes(field.value.clone()), message, hint));
            return Vec::new();
        };
        let mut records = Vec::with_capacity(items.len());
        for (n, item) in items.iter().enumerate() {
            let record = self.record(item, what).unwrap_or_else(|| {
                self.broken.insert((list, n));
                let mut record = T::default();
                set_id(&mut record, self.salvaged_id(&item.span));
                record
            });
            records.push(record);
        }
        records
    }

    /// The id of a record that could not be read, so that references to it are not told as mistakes too.
    fn salvaged_id(&self, span: &Range<usize>) -> Text<'a> {
        let tree = Node::read(self.text, span.clone());
        let id = tree.field(self.text, "id").and_then(|id| self.text.get(id.span.clone()));
        Text(Cow::Borrowed(id.unwrap_or_default().trim_matches('"')))
    }

    /// Reads a record; where there are slips, tells each and gives nothing.
    fn record<T: Piece<'a>>(&mut self, item: &Item, what: &str) -> Option<T> {
        let piece = self.text.get(item.span.clone()).unwrap_or_default();
        if item.broken {
            return None;
        }
        let first = match self.options.from_str(piece) {
            Ok(record) => return Some(record),
            Err(error) => error,
        };
        let tree = Node::read(self.text, item.span.clone());
        let base = item.span.start;
        let mut work = piece.to_owned();
        let mut error = first;
        let mut misspelt = None;
        for _ in 0..SLIPS {
            let finding = explain(&work, base, what, &error, self.suggest);
            let at = match &finding.at {
                At::Bytes(at) => at.start,
                _ => base,
            };
            // A field that is missing was most often only misspelt, and that has been told.
            match &error.code {
                Error::MissingStructField { outer, .. } if misspelt.as_ref() == Some(outer) => {}
                code => {
                    if let Error::NoSuchStructField { outer, .. } = code {
                        misspelt = Some(outer.clone());
                    }
                    self.findings.error(|| finding);
                }
            }
            if at <= base || !is_in_value(&error.code) || self.findings.is_full() {
                break;
            }
            // With the slip's own part taken out, the next slip shows.
            let part = tree.innermost(at).and_then(|part| without(&work, part.start - base..part.end - base));
            let Some(rest) = part else { break };
            work = rest;
            match T::slip(self.options, &work) {
                Some(next) if next != error => error = next,
                _ => break,
            }
        }
        None
    }
}

/// A text with a part and the comma behind it turned into spaces; `None` where nothing would change.
fn without(text: &str, part: Range<usize>) -> Option<String> {
    let comma =
        super::scan::Scanner::from(text, part.end).next().filter(|t| t.kind == super::scan::Kind::Comma);
    let end = comma.map_or(part.end, |t| t.span.end);
    let (before, cut, after) = (text.get(..part.start)?, text.get(part.start..end)?, text.get(end..)?);
    if cut.trim().is_empty() {
        return None;
    }
    // Every byte but a line end becomes a space, so that nothing moves.
    let blank: String = cut.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect();
    Some([before, &blank, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_taken_out_in_place() {
        assert_eq!(without("(a: é, b: 2)", 1..6).as_deref(), Some("(       b: 2)"));
        assert_eq!(without("(   )", 1..3), None);
    }
}
