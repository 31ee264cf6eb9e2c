//! One record of a plan: an entity or a milestone, whatever its kind.
//!
//! It must never hold an id that is not resolved: links are places in the plan's table.

use super::{Country, Field, Figure, Kind, Said, Status};
use crate::date::{Moment, When};

/// A record's place in the plan: what a selection points at and a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thing(pub(super) u32);

impl Thing {
    /// The record of a place in the list that a plan is made of: for whoever makes the plan, or walks its records.
    pub fn nth(place: impl TryInto<u32>) -> Self {
        // Lists so long do not fit into memory; a place beyond them is nobody's.
        Self(place.try_into().unwrap_or(u32::MAX))
    }

    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A source's place in the plan's list of sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceIndex(pub u32);

impl SourceIndex {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// An entity or a milestone.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What it is.
    pub kind: Kind,
    /// Unique in the plan.
    pub id: Box<str>,
    /// Its name or headline; never empty on a checked plan.
    pub name: Box<str>,
    /// Other names.
    pub aka: Box<[Box<str>]>,
    /// A milestone's or initiative's `when`, a target's deadline, a stake's or role's from and until.
    pub when: Option<When>,
    /// How far it has come.
    pub status: Option<Status>,
    /// References to other records, in the order of the file.
    pub links: Box<[(Field, Thing)]>,
    /// Everything else that the record says of itself.
    pub facts: Box<[(Field, Fact)]>,
    /// References that hold for a time or in part, each with its own evidence. To what they lead, `links` lead too:
    /// by [`Field::Plants`] for [`Field::BuiltAt`], by [`Field::Platform`] for [`Field::BuiltOn`], by their own
    /// field for others.
    pub ties: Box<[Tie]>,
    /// A remark of whoever wrote the record.
    pub note: Option<Box<str>>,
    /// Who says so.
    pub evidence: Box<[Evidence]>,
}

impl Record {
    /// A record of which nothing is known but what it is, its id and its name.
    pub fn new(kind: Kind, id: &str, name: &str) -> Self {
        Self {
            kind,
            id: id.into(),
            name: name.into(),
            aka: Box::default(),
            when: None,
            status: None,
            links: Box::default(),
            facts: Box::default(),
            ties: Box::default(),
            note: None,
            evidence: Box::default(),
        }
    }

    /// The records that it refers to by a field.
    pub fn links(&self, field: Field) -> impl Iterator<Item = Thing> + '_ {
        self.links.iter().filter(move |(f, _)| *f == field).map(|(_, thing)| *thing)
    }

    /// What it says of itself in a field.
    pub fn facts(&self, field: Field) -> impl Iterator<Item = &Fact> + '_ {
        self.facts.iter().filter(move |(f, _)| *f == field).map(|(_, fact)| fact)
    }

    /// The texts of a field.
    pub fn texts(&self, field: Field) -> impl Iterator<Item = &str> + '_ {
        self.facts(field).filter_map(|fact| match fact {
            Fact::Text(text) => Some(&**text),
            _ => None,
        })
    }

    /// The countries of a field.
    pub fn countries(&self, field: Field) -> impl Iterator<Item = Country> + '_ {
        self.facts(field).filter_map(|fact| match fact {
            Fact::Country(country) => Some(*country),
            _ => None,
        })
    }

    /// Latitude and longitude, where it has them.
    pub fn coordinates(&self) -> Option<(f64, f64)> {
        self.facts(Field::At).find_map(|fact| match fact {
            Fact::Coordinates(lat, lon) => Some((*lat, *lon)),
            _ => None,
        })
    }

    /// The references of a field that hold for a time or in part.
    pub fn ties(&self, field: Field) -> impl Iterator<Item = &Tie> + '_ {
        self.ties.iter().filter(move |tie| tie.field == field)
    }

    /// Its figures, each with the field that gives it: capacity, volume, cost and others.
    pub fn figures(&self) -> impl Iterator<Item = (Field, &Figure)> + '_ {
        self.facts.iter().filter_map(|(field, fact)| match fact {
            Fact::Figure(figure) => Some((*field, &**figure)),
            _ => None,
        })
    }

    /// Whether it is still to come about: neither done nor given up nor over.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, Some(Status::Done | Status::Cancelled | Status::Ended))
    }

    /// Its own colour, where it has one: red, green and blue.
    pub fn color(&self) -> Option<[u8; 3]> {
        self.facts(Field::Color).find_map(|fact| match fact {
            Fact::Color(color) => Some(*color),
            _ => None,
        })
    }

    /// Its evidence and that of its ties.
    pub fn all_evidence(&self) -> impl Iterator<Item = &Evidence> + '_ {
        self.evidence.iter().chain(self.ties.iter().flat_map(|tie| &tie.evidence))
    }

    /// Whether some evidence says something else than the record itself, its ties aside.
    pub fn is_disputed(&self) -> bool {
        self.evidence.iter().any(|e| !e.claims.is_empty())
    }
}

/// A reference that holds for a time or in part.
#[derive(Debug, Clone, PartialEq)]
pub struct Tie {
    /// What it means: [`Field::BuiltAt`], [`Field::BuiltOn`], [`Field::Owners`].
    pub field: Field,
    /// What it leads to.
    pub to: Thing,
    /// From when and until when it holds; `None` where nothing is said.
    pub when: Option<When>,
    /// Which part it is, 0 to 100.
    pub percent: Option<f64>,
    /// Which part of the votes it is, 0 to 100.
    pub votes: Option<f64>,
    /// Who says so.
    pub evidence: Box<[Evidence]>,
}

/// A value that is no reference.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// Words.
    Text(Box<str>),
    /// A number in the record's unit.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// A country.
    Country(Country),
    /// Latitude and longitude in degrees.
    Coordinates(f64, f64),
    /// A figure with its unit, exact or a range.
    Figure(Box<Figure>),
    /// Red, green and blue.
    Color([u8; 3]),
}

/// A source, the place in it, how firmly it speaks, and what it says differently.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// Which source.
    pub source: SourceIndex,
    /// Section and paragraph, page, minute.
    pub place: Option<Box<str>>,
    /// How firmly it speaks.
    pub said: Said,
    /// Its very words, where they matter.
    pub quote: Option<Box<str>>,
    /// A remark of whoever wrote the record.
    pub note: Option<Box<str>>,
    /// Fields in which it says something else than the record, and what.
    pub claims: Box<[(Field, Box<str>)]>,
}

/// Something that was published or said.
#[derive(Debug, Clone, PartialEq, Default)]
#[allow(missing_docs)]
pub struct Source {
    pub id: Box<str>,
    pub title: Box<str>,
    pub publisher: Option<Box<str>>,
    pub date: Option<Moment>,
    /// When it was last seen at its address.
    pub accessed: Option<Moment>,
    /// A link only where it begins with http:// or https://.
    pub url: Option<Box<str>>,
    /// A lasting copy of it, a link as `url` is.
    pub archive: Option<Box<str>>,
    pub note: Option<Box<str>>,
}

impl Source {
    /// Who published it, or else its title, and when: "Reuters, 20 May 2025".
    pub fn line(&self) -> String {
        let publisher = self.publisher.as_deref().unwrap_or(&self.title);
        match self.date {
            Some(date) => format!("{publisher}, {}", date.words()),
            None => publisher.to_owned(),
        }
    }
}
