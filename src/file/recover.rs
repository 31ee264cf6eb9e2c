//! The second, slower reading of a file in which something is wrong: record by record, so that each broken
//! one is told of and the others are kept.
//!
//! It must never give a record other values than the file does: one with a slip is left out whole, and what
//! is left of it is only judged.

use super::explain::{explain, is_in_value};
use super::findings::{At, Finding, Findings, Step};
use super::headings::is_list;
use super::kinds::Piece;
use super::list::List;
use super::outline::{Item, Outline, TopField};
use super::problem::quoted;
use super::progress::Progress;
use super::scan::{Scanner, TokenKind};
use super::schema::{File, Single, TOP_FIELDS, each_list};
use super::text::Text;
use super::tree::Node;
use super::version;
use crate::plan::Near;
use ron::Options;
use ron::error::{Error, SpannedError};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How much is known of a record that has a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Salvaged {
    /// The id at most.
    Id,
    /// All but the values in which the slips are, which have been told.
    Part,
}

/// Records that could not be read as they stand, by list and place; [`PLAN_NAME`] where the plan's name could not.
pub type Broken = HashMap<(&'static str, usize), Salvaged>;

/// Stands for the plan's own name among what is broken.
pub const PLAN_NAME: (&str, usize) = ("name", 0);

/// A record whose slips were taken out.
#[derive(Debug)]
pub struct Mended {
    list: &'static str,
    n: usize,
    /// The byte of the file at which it begins.
    start: usize,
    text: String,
    /// The file gives it an id, be it a wrong one.
    has_id: bool,
}

/// How many slips of one record are told at most.
const SLIPS: usize = 10;

impl Mended {
    /// Whether it is the record at a place of a list.
    pub fn is_of(&self, list: &str, n: usize) -> bool {
        (self.list, self.n) == (list, n)
    }

    /// Its parts.
    pub fn tree(&self) -> Node {
        Node::read(&self.text, 0..self.text.len())
    }

    /// Where a value stands in the file, by its parts. Places in lists are counted as they were judged: without
    /// what was taken out.
    pub fn find(&self, tree: &Node, steps: &[Step]) -> Range<usize> {
        let found = tree.find(&self.text, steps);
        self.start + found.start..self.start + found.end
    }
}

/// Reads what can be read as it stands; what is left of other records is read with [`put_back`] afterwards.
pub fn read<'a>(
    text: &'a str,
    options: &Options,
    outline: &Outline,
    suggest: &Near,
    findings: &mut Findings,
    progress: &Progress,
) -> (File<'a>, Broken, Vec<Mended>) {
    let (broken, mended) = (Broken::new(), Vec::new());
    let mut reader = Recoverer { text, options, suggest, findings, progress, broken, mended };
    let mut file = File::default();
    let mut names = HashSet::new();
    for (n, field) in outline.fields.iter().enumerate() {
        let name = text.get(field.name.clone()).unwrap_or_default();
        let again = !names.insert(name);
        if again {
            let message = format!("the field {} is there twice", quoted(name));
            let hint = "put both into one, or leave one out".to_owned();
            reader.findings.error(|| Finding::error(At::Bytes(field.name.clone()), message, hint));
        }
        // What a list holds is judged and can be referred to all the same.
        if !again || is_list(name) {
            reader.top(&mut file, name, field, n == 0);
        }
    }
    (file, reader.broken, reader.mended)
}

/// Puts what is left of records into their places.
pub fn put_back<'a>(file: &mut File<'a>, mended: &'a [Mended], options: &Options) {
    fn put<'a, T: Piece<'a>>(list: &mut List<T>, mended: &'a [Mended], options: &Options) {
        for one in mended.iter().filter(|one| one.list == T::LIST) {
            if let (Some(place), Ok(mut record)) = (list.get_mut(one.n), options.from_str::<T>(&one.text)) {
                if one.has_id && record.id().is_none() {
                    record.set_id(Text::default());
                }
                *place = record;
            }
        }
    }
    put(&mut file.sources, mended, options);
    each_list!(file, list => put(list, mended, options));
}

struct Recoverer<'a, 'o> {
    text: &'a str,
    options: &'o Options,
    suggest: &'o Near,
    findings: &'o mut Findings,
    progress: &'o Progress,
    broken: Broken,
    mended: Vec<Mended>,
}

impl<'a> Recoverer<'a, '_> {
    fn top(&mut self, file: &mut File<'a>, name: &str, field: &TopField, first: bool) {
        match name {
            // Where it is the first field, it was looked at before anything else.
            "version" if first => {}
            "version" => {
                let word = self.text.get(field.value.clone()).unwrap_or_default();
                if let Some(finding) = version::unknown(word, field.value.clone()) {
                    self.findings.error(|| finding);
                }
            }
            "sources" => self.list(&mut file.sources, field),
            _ if is_list(name) => each_list!(file, list => {
                if list_of(list) == name {
                    self.list(list, field);
                }
            }),
            _ => {
                let before = self.findings.errors();
                let known = file.take_single(name, &mut TopValue { field, recoverer: self });
                if !known {
                    self.unknown_field(name, field);
                } else if name == "name" && (field.broken || self.findings.errors() > before) {
                    self.broken.insert(PLAN_NAME, Salvaged::Id);
                }
            }
        }
    }

    fn unknown_field(&mut self, name: &str, field: &TopField) {
        let near = self.suggest.hint(name, TOP_FIELDS.iter().copied());
        let hint = near.unwrap_or_else(|| format!("its fields are {}", TOP_FIELDS.join(", ")));
        let message = format!("a plan has no field {}", quoted(name));
        self.findings.error(|| Finding::error(At::Bytes(field.name.clone()), message, hint));
    }

    fn list<T: Piece<'a>>(&mut self, records: &mut List<T>, field: &TopField) {
        let Some(items) = &field.items else {
            let message = format!("{} takes a list", quoted(T::LIST));
            let hint = "put square brackets around the records: [(id: \"…\", …)]".to_owned();
            self.findings.error(|| Finding::error(At::Bytes(field.value.clone()), message, hint));
            return;
        };
        // A list that is there twice goes on where it ended.
        let first = records.len();
        for (n, item) in (first..).zip(items) {
            if !self.progress.step(1) {
                return;
            }
            let record = self.record(item, n).unwrap_or_else(|left| {
                self.broken.insert((T::LIST, n), left);
                let mut record = T::default();
                record.set_id(self.salvaged_id(&item.span));
                record
            });
            records.push(record);
        }
    }

    /// The id of a record that could not be read, so that references to it are not told as mistakes too.
    fn salvaged_id(&self, span: &Range<usize>) -> Text<'a> {
        let tree = Node::read(self.text, span.clone());
        let id = tree.field(self.text, "id").and_then(|id| self.text.get(id.span.clone()));
        let id = id.unwrap_or_default();
        // It may be a raw string: r#"a"#.
        let id = id.strip_prefix('r').filter(|id| id.ends_with(['"', '#'])).unwrap_or(id);
        Text(Cow::Borrowed(id.trim_matches('#').trim_matches('"')))
    }

    /// Reads a record; where there are slips, tells each, and keeps what is left.
    fn record<T: Piece<'a>>(&mut self, item: &Item, n: usize) -> Result<T, Salvaged> {
        let piece = self.text.get(item.span.clone()).unwrap_or_default();
        if item.broken {
            return Err(Salvaged::Id);
        }
        let first = match self.options.from_str(piece) {
            Ok(record) => return Ok(record),
            Err(error) => error,
        };
        let tree = Node::read(self.text, item.span.clone());
        let has_id = tree.field(self.text, "id").is_some();
        let start = item.span.start;
        let Some(text) = self.slips::<T>(start, &tree, piece, first) else { return Err(Salvaged::Id) };
        self.mended.push(Mended { list: T::LIST, n, start, text, has_id });
        Err(Salvaged::Part)
    }

    /// Tells the slips of a record that begins at byte `base`, each taken out before the next is looked for;
    /// gives what is left in the end, unless there are slips still.
    fn slips<T: Piece<'a>>(
        &mut self,
        base: usize,
        tree: &Node,
        piece: &str,
        first: SpannedError,
    ) -> Option<String> {
        let mut work = piece.to_owned();
        let mut error = first;
        let mut taken_out: Vec<Range<usize>> = Vec::new();
        loop {
            if taken_out.len() == SLIPS {
                let message = "more may be wrong in this record";
                let hint = "mend what is told of it, and look again".to_owned();
                self.findings.error(|| Finding::error(At::Bytes(base..base + 1), message, hint));
                return None;
            }
            let finding = explain(&work, base, T::WORD, &error, self.suggest);
            let at = match &finding.at {
                At::Bytes(at) => at.start,
                _ => base,
            };
            // A field that is missing in a place from which something was taken out was most often only
            // misspelt or of a wrong kind, and that has been told.
            let missing =
                matches!(error.code, Error::MissingStructField { .. } | Error::InvalidValueForType { .. });
            let known = missing
                && tree.around(at).is_some_and(|place| {
                    taken_out.iter().any(|out| place.start <= out.start && out.end <= place.end)
                });
            if !known {
                self.findings.error(|| finding);
            }
            if at <= base || !is_in_value(&error.code) || self.findings.is_full() {
                return None;
            }
            // With the slip's own part taken out, the next slip shows.
            let part = tree.innermost(self.text, at)?;
            work = without(&work, part.start - base..part.end - base)?;
            taken_out.push(part);
            match T::slip(self.options, &work) {
                None => return Some(work),
                Some(next) if next != error => error = next,
                Some(_) => return None,
            }
        }
    }
}

/// A field of the file itself that is no list of records.
struct TopValue<'r, 'a, 'o> {
    field: &'r TopField,
    recoverer: &'r mut Recoverer<'a, 'o>,
}

impl<'a> Single<'a> for TopValue<'_, 'a, '_> {
    /// What cannot be read is told; where the value does not end as it should, that has been told.
    fn value<T: Deserialize<'a>>(&mut self) -> Option<T> {
        if self.field.broken {
            return None;
        }
        let Recoverer { text, options, suggest, findings, .. } = &mut *self.recoverer;
        let piece = text.get(self.field.value.clone()).unwrap_or_default();
        let explained = |error| explain(piece, self.field.value.start, "plan", &error, suggest);
        options.from_str(piece).map_err(|error| findings.error(|| explained(error))).ok()
    }
}

fn list_of<'a, T: Piece<'a>>(_: &List<T>) -> &'static str {
    T::LIST
}

/// A text with a part and the comma behind it turned into spaces; `None` where nothing would change.
fn without(text: &str, part: Range<usize>) -> Option<String> {
    let comma = Scanner::from(text, part.end).next().filter(|t| t.kind == TokenKind::Comma);
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
