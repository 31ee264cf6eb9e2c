//! What a table can have in its columns. It must never ask for an item: that is a cell's.

use super::cell::{Amount, sources};
use crate::plan::{Facet, Field, Plan, PlanWords, Record};
use serde::{Deserialize, Serialize};

/// Only so many items are read to find out whether a plan states something.
const READ: usize = 20_000;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum Column {
    /// The item's name: always there, always first.
    Name,
    /// Its date; of a model when it comes.
    When,
    /// The first of its figures, with the unit.
    Figure,
    /// How many pieces of evidence it has.
    Sources,
    /// Its date in the edition that the plan is compared with.
    Before,
    /// What became of it since.
    Became,
    /// Its values of a facet.
    Facet(Facet),
}

impl Column {
    /// Those that are no facet.
    const OWN: [Self; 6] = [Self::Name, Self::Before, Self::When, Self::Became, Self::Figure, Self::Sources];

    /// Every column, in the order in which a chooser lists them.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::OWN.into_iter().chain(Facet::ALL.iter().copied().map(Self::Facet))
    }

    /// Those of which a plan states something, the name among them.
    pub fn stated(plan: &Plan) -> impl Iterator<Item = Self> {
        let items = plan.items();
        let some = move |has: fn(&Record) -> bool| {
            (0..items.len()).take(READ).any(|item| has(plan.record(items.thing(item))))
        };
        let is_stated = move |column: &Self| match column {
            Self::When => items.extent().is_some(),
            Self::Figure => some(|record| Amount::of(record).is_some()),
            Self::Sources => some(|record| sources(record) > 0),
            Self::Before | Self::Became => plan.against().is_some(),
            Self::Name | Self::Facet(_) => true,
        };
        Self::OWN.into_iter().filter(is_stated).chain(Facet::stated(plan).map(Self::Facet))
    }

    /// As arrangements spell it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::When => "when",
            Self::Figure => "figure",
            Self::Sources => "sources",
            Self::Before => "before",
            Self::Became => "became",
            Self::Facet(facet) => facet.word(),
        }
    }

    /// The column of that word, if there is one.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::all().find(|column| column.word() == word)
    }

    /// As the window and pictures call it, in the words of a plan.
    pub fn heading(self, words: &PlanWords) -> String {
        match self {
            Self::Name => "Name".to_owned(),
            Self::When => "When".to_owned(),
            Self::Figure => "Figure".to_owned(),
            Self::Sources => "Sources".to_owned(),
            Self::Before => "Was".to_owned(),
            Self::Became => "What changed".to_owned(),
            // Beside the number of sources their names need another word.
            Self::Facet(Facet::Source) => "Said by".to_owned(),
            Self::Facet(facet) => words.heading(facet),
        }
    }

    /// Whether it holds numbers, which stand at the right.
    pub fn is_number(self) -> bool {
        matches!(self, Self::Sources)
    }

    /// The column that shows what a field of a record says; that of names where none does.
    pub fn of_field(field: Field) -> Self {
        match field {
            Field::When | Field::Deadline | Field::From | Field::Until => Self::When,
            Field::Value
            | Field::Unit
            | Field::Percent
            | Field::Votes
            | Field::Capacity
            | Field::Volume
            | Field::Cost
            | Field::Figures => Self::Figure,
            Field::Kind => Self::Facet(Facet::Kind),
            Field::Status => Self::Facet(Facet::Status),
            Field::Brand | Field::Brands => Self::Facet(Facet::Brand),
            Field::Company | Field::Owner | Field::Owners | Field::Holder => Self::Facet(Facet::Company),
            Field::Segment => Self::Facet(Facet::Segment),
            Field::Body => Self::Facet(Facet::Body),
            Field::Energy => Self::Facet(Facet::Energy),
            Field::Theme => Self::Facet(Facet::Theme),
            Field::Platform | Field::BuiltOn => Self::Facet(Facet::Platform),
            Field::Plants | Field::BuiltAt => Self::Facet(Facet::Plant),
            Field::Regions | Field::Where => Self::Facet(Facet::Region),
            Field::Country | Field::Countries => Self::Facet(Facet::Country),
            Field::Of => Self::Facet(Facet::Model),
            _ => Self::Name,
        }
    }
}

impl From<Column> for &'static str {
    fn from(column: Column) -> Self {
        column.word()
    }
}

impl TryFrom<String> for Column {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        Self::from_word(&word).ok_or_else(|| format!("a table has no column \"{word}\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_column_has_a_word_and_a_name_of_its_own() {
        let words: HashSet<&str> = Column::all().map(Column::word).collect();
        let words_of_none = PlanWords::default();
        let labels: HashSet<String> = Column::all().map(|column| column.heading(&words_of_none)).collect();
        assert_eq!((words.len(), labels.len()), (Column::all().count(), Column::all().count()));
        for column in Column::all() {
            assert_eq!(Column::from_word(column.word()), Some(column));
        }
    }
}
