//! Records on their way into a plan file: what each says, and which cell says so.
//!
//! It must never know how a plan file is spelt.

use crate::plan::{Field, Kind, Said};

/// What a field of a record holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text, a date, an id or a figure.
    Text(String),
    /// Several.
    Texts(Vec<String>),
    /// A word of the plan's own, such as a status.
    Word(&'static str),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Latitude and longitude.
    Place(f64, f64),
    /// Corners of an outline.
    Corners(Vec<(f64, f64)>),
    /// Named figures.
    Figures(Vec<(String, String)>),
    /// References that hold for a time or in part.
    Ties(Vec<TieDraft>),
}

/// A reference that holds for a time or in part.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs)]
pub struct TieDraft {
    /// The word for what it leads to: `plant`, `platform`, `owner`.
    pub key: &'static str,
    pub to: String,
    pub from: Option<String>,
    pub until: Option<String>,
    pub percent: Option<f64>,
    pub votes: Option<f64>,
    pub evidence: Vec<Proof>,
}

/// A piece of evidence.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs)]
pub struct Proof {
    pub source: String,
    pub place: Option<String>,
    pub said: Said,
    pub quote: Option<String>,
    pub note: Option<String>,
    pub claims: Vec<(Field, String)>,
}

/// A record.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub struct Draft {
    pub kind: Kind,
    pub id: String,
    pub name: String,
    pub fields: Vec<(Field, Value)>,
    pub aka: Vec<String>,
    pub note: Option<String>,
    pub evidence: Vec<Proof>,
    /// What stands above it in the file, such as the row that it comes from.
    pub comment: Option<String>,
}

impl Draft {
    /// A record that says no more than its name.
    pub fn new(kind: Kind, id: String, name: String) -> Self {
        let (fields, aka, evidence) = (Vec::new(), Vec::new(), Vec::new());
        Self { kind, id, name, fields, aka, note: None, evidence, comment: None }
    }

    /// What a field holds.
    pub fn get(&self, field: Field) -> Option<&Value> {
        self.fields.iter().find(|(known, _)| *known == field).map(|(_, value)| value)
    }

    /// Sets a field, in place of what it held.
    pub fn set(&mut self, field: Field, value: Value) {
        match self.fields.iter_mut().find(|(known, _)| *known == field) {
            Some((_, old)) => *old = value,
            None => self.fields.push((field, value)),
        }
    }

    /// Adds a value to a list, unless it is there.
    pub fn add(&mut self, field: Field, text: String) {
        match self.fields.iter_mut().find(|(known, _)| *known == field) {
            Some((_, Value::Texts(texts))) if !texts.contains(&text) => texts.push(text),
            Some(_) => {}
            None => self.fields.push((field, Value::Texts(vec![text]))),
        }
    }

    /// Adds a line to its note.
    pub fn remark(&mut self, line: &str) {
        match &mut self.note {
            Some(note) if note.len() + line.len() < 9000 => {
                note.push('\n');
                note.push_str(line);
            }
            Some(_) => {}
            note => *note = Some(line.to_owned()),
        }
    }
}

/// A source.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs)]
pub struct SourceDraft {
    pub id: String,
    pub title: String,
    pub publisher: Option<String>,
    pub date: Option<String>,
    pub accessed: Option<String>,
    pub url: Option<String>,
    pub archive: Option<String>,
    pub note: Option<String>,
}

/// A whole plan.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs)]
pub struct PlanDraft {
    pub id: String,
    pub name: String,
    pub edition: String,
    pub as_of: Option<String>,
    pub horizon: Option<String>,
    pub fiscal_year_start: u8,
    pub arrivals: Vec<String>,
    /// The kinds of milestones that mean a stage of a life, where they are not the usual ones.
    pub life: Vec<(&'static str, Vec<String>)>,
    /// What the plan calls its facets: key, one, several.
    pub words: Vec<(&'static str, String, String)>,
    /// Ways to look at the plan that come with it, as the file spells them.
    pub views: Vec<crate::plan::PlanView>,
    pub note: Option<String>,
    pub sources: Vec<SourceDraft>,
    pub records: Vec<Draft>,
}
