//! Checker state: the ids of a file, and what is wrong with it so far. Single references are looked at here.
//!
//! It must never hold a record: what one says is judged where it is made.

use super::explain::a;
use super::findings::{At, Finding, Findings};
use super::ids::Ids;
use super::problem::quoted;
use super::recover::Salvaged;
use super::{refer, values};
use crate::plan::{Country, Field, Kind, Near, Thing};

/// The state that checking a file goes through.
pub struct Checker<'a, 'c> {
    /// The ids of all records.
    pub ids: Ids<'a>,
    /// The ids of all sources.
    pub sources: Ids<'a>,
    /// Looks for what was meant.
    pub suggest: &'c Near,
    /// What is wrong so far.
    pub findings: &'c mut Findings,
    /// Ids that lead nowhere: they may be names, which are not known before all records are there.
    pub strays: Vec<Stray>,
}

/// An id that leads nowhere.
pub struct Stray {
    /// Where it is told.
    pub finding: usize,
    /// As the file has it.
    pub id: Box<str>,
    /// What it may lead to.
    pub kinds: &'static [Kind],
    /// Some id is like it.
    pub is_like_an_id: bool,
}

impl Checker<'_, '_> {
    /// Whether the id of a record or source may be used; tells if not. One that could not be read has been told.
    pub(super) fn id_is_sound(
        &mut self,
        word: &str,
        id: Option<&str>,
        left: Option<Salvaged>,
        at: impl FnOnce() -> At,
    ) -> bool {
        match (id, left) {
            (_, Some(Salvaged::Id)) | (Some(""), Some(Salvaged::Part)) => true,
            (Some(id), _) => values::id(id, self.findings, at),
            (None, _) => {
                let message = format!("{} needs the field \"id\"", a(word));
                self.findings.error(|| Finding::error(at(), message, "write id: \"…\",".to_owned()));
                false
            }
        }
    }

    /// Tells that a value of a field lacks a part.
    pub(super) fn lacks(&mut self, field: Field, part: &str, at: At) {
        let message = format!("an entry of {} needs the field {}", quoted(field.word()), quoted(part));
        self.findings.error(|| Finding::error(at, message, format!("write {part}: \"…\",")));
    }

    /// The country of a code, if there is one; tells if not.
    pub(super) fn country(&mut self, text: &str, at: impl FnOnce() -> At) -> Option<Country> {
        let country = Country::from_alpha2(text);
        if country.is_none() {
            self.findings.error(|| values::unknown_country(text, at(), self.suggest));
        }
        country
    }

    /// The record that an id leads to, if there is one and a field of this kind may lead there.
    pub(super) fn link(
        &mut self,
        kind: Kind,
        field: Field,
        id: &str,
        at: impl FnOnce() -> At,
    ) -> Option<Thing> {
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
            let near = || suggest.hint(id, kinds.iter().flat_map(|kind| ids.of_kind(*kind)));
            let or_else = || Some(format!("write the id of {} of this file", a(&wanted)));
            let (message, hint) = match other {
                Some(other) => (
                    format!("{} is {}, not {}", quoted(id), a(other.word()), a(&wanted)),
                    near().or_else(or_else),
                ),
                None if sources.find(id).is_some() => (
                    format!("{} is a source, not {}", quoted(id), a(&wanted)),
                    Some("name sources in evidence: [(source: \"…\")]".to_owned()),
                ),
                None => (
                    format!("there is no {wanted} {}", quoted(id)),
                    values::meant_country(field, id, suggest).or_else(near).or_else(or_else),
                ),
            };
            Finding::error(at(), message, hint)
        });
        self.note_stray(id, kinds, other.is_none());
        None
    }

    /// Keeps an id in mind that leads nowhere, if what was told of it can still be said better.
    fn note_stray(&mut self, id: &str, kinds: &'static [Kind], unknown: bool) {
        let kept = self.findings.last_error().filter(|_| unknown && self.sources.find(id).is_none());
        if let Some(finding) = kept {
            let ids = kinds.iter().flat_map(|kind| self.ids.of_kind(*kind));
            let is_like_an_id = self.suggest.to(id, ids).is_some();
            self.strays.push(Stray { finding, id: id.into(), kinds, is_like_an_id });
        }
    }
}
