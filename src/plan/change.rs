//! What became of a plan's records since another edition, beside the records of both.
//!
//! It must never call cancelled or ended what a plan merely does not mention.

use super::{About, Change, Record};
use crate::date::{Moment, Slip, When};

/// Another edition that a plan is set against, and what became of each record since.
#[derive(Debug, Clone)]
pub struct Against {
    /// What the older edition says of itself.
    pub about: About,
    /// Of each record of the plan, in its order.
    pub became: Vec<Became>,
}

/// What became of a record: one or more changes.
#[derive(Debug, Clone, Default)]
pub struct Became {
    changes: u32,
    /// How it was, where both editions have it and something about it is another.
    pub before: Option<Box<Before>>,
}

/// A record as the older edition has it.
#[derive(Debug, Clone)]
pub struct Before {
    /// The record, its references leading to records of the plan that holds both editions. Its evidence is of
    /// the older edition's sources, which only that one knows: it is left out.
    pub record: Record,
    /// How its date moved.
    pub slip: Option<Slip>,
    /// When it was to come, for a model by its milestones.
    pub coming: Option<Moment>,
    /// Whether sources disagreed about it.
    pub disputed: bool,
    /// The place of the evidence that says what is new, among all of the record's; none where it has none.
    pub told_by: Option<u32>,
    /// Whether it was found by its name, because its id is another.
    pub by_name: bool,
}

impl Became {
    /// What became of a record, by some changes; unchanged where there are none.
    pub fn of(changes: impl IntoIterator<Item = Change>) -> Self {
        let bits = changes.into_iter().fold(0, |bits, change| bits | 1 << change as u32);
        Self { changes: if bits == 0 { 1 << Change::Same as u32 } else { bits }, before: None }
    }

    /// Whether it became this.
    pub fn is(&self, change: Change) -> bool {
        self.changes >> change as u32 & 1 == 1
    }

    /// Everything that it became, the weightiest first.
    pub fn all(&self) -> impl Iterator<Item = Change> + '_ {
        Change::ALL.iter().copied().filter(|change| self.is(*change))
    }

    /// The weightiest change.
    pub fn weightiest(&self) -> Change {
        self.all().next().unwrap_or(Change::Same)
    }

    /// How its date moved.
    pub fn slip(&self) -> Option<Slip> {
        self.before.as_ref().and_then(|before| before.slip)
    }

    /// Its older date, where it moved.
    pub fn older_date(&self) -> Option<When> {
        self.slip()?;
        self.before.as_ref()?.record.when
    }

    /// Whether both editions speak of it and something about it is another.
    pub fn is_changed(&self) -> bool {
        !(self.is(Change::Same) || self.is(Change::Silent) || self.is(Change::New))
    }
}

impl Change {
    /// What a reader calls so many items of it, behind their number: "may be later", "not mentioned any more".
    pub fn counted(self) -> &'static str {
        match self {
            Self::PerhapsLater => "may be later",
            Self::PerhapsEarlier => "may be earlier",
            Self::Figure => "with another figure",
            Self::Status => "with another status",
            Self::Text => "changed otherwise",
            Self::Silent => "not mentioned any more",
            other => other.label(),
        }
    }

    /// Whether a date moved, or may have.
    pub fn is_move(self) -> bool {
        matches!(self, Self::Later | Self::PerhapsLater | Self::Earlier | Self::PerhapsEarlier)
    }
}
