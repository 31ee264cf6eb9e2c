//! What a plan says of itself: its title and dates, its own words, and how it wants to be looked at.
//!
//! It must never hold anything about one record.

use super::{Facet, Kind};
use crate::date::{Calendar, Moment};

/// What a plan file says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct About {
    /// The plan's id; editions of one plan share it.
    pub id: Box<str>,
    /// Its title.
    pub name: Box<str>,
    /// Which state of the plan this is.
    pub edition: Box<str>,
    /// The date that the edition speaks of.
    pub as_of: Option<Moment>,
    /// The date that the plan looks to.
    pub horizon: Option<Moment>,
    /// The month (1 to 12) in which its companies' years begin.
    pub fiscal_year_start: u8,
    /// The kinds of milestones at which a thing comes, as the plan names them; empty where it names none.
    pub arrivals: Box<[Box<str>]>,
    /// Which kinds of milestones mean what in the life of a thing.
    pub life: Life,
    /// What the plan calls its kinds of records and facets.
    pub words: PlanWords,
    /// Ways to look at the plan that come with it.
    pub views: Box<[PlanView]>,
    /// A remark of whoever wrote the plan.
    pub note: Option<Box<str>>,
}

impl About {
    /// What dates of the plan, and of questions to it, are read by.
    pub fn calendar(&self) -> Calendar {
        Calendar::new(self.fiscal_year_start)
    }
}

/// A stage in the life of a thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LifeStage {
    /// It begins to be made.
    Start,
    /// It can be bought or used.
    Sale,
    /// It is changed.
    Change,
    /// It is no longer made.
    End,
}

/// The kinds of milestones that mean each stage of a life.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Life {
    pub start: Box<[Box<str>]>,
    pub sale: Box<[Box<str>]>,
    pub change: Box<[Box<str>]>,
    pub end: Box<[Box<str>]>,
}

impl Default for Life {
    /// The words that count where a plan names no others.
    fn default() -> Self {
        let words = |words: &[&str]| words.iter().map(|word| Box::from(*word)).collect();
        Self {
            start: words(&["sop", "production"]),
            sale: words(&["launch", "on-sale"]),
            change: words(&["facelift"]),
            end: words(&["eop", "end"]),
        }
    }
}

impl Life {
    /// The stage that a kind of milestone means, whatever its case; `None` where it means none.
    pub fn stage(&self, kind: &str) -> Option<LifeStage> {
        self.stages().into_iter().find_map(|(stage, words)| {
            words.iter().any(|word| word.eq_ignore_ascii_case(kind)).then_some(stage)
        })
    }

    /// Each stage with the kinds of milestones that mean it, in the order of a life.
    pub fn stages(&self) -> [(LifeStage, &[Box<str>]); 4] {
        [
            (LifeStage::Start, &self.start),
            (LifeStage::Sale, &self.sale),
            (LifeStage::Change, &self.change),
            (LifeStage::End, &self.end),
        ]
    }
}

/// What a plan calls its kinds of records and facets.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanWords(pub Box<[PlanWord]>);

/// The plan's own name for something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanWord {
    /// As files and queries spell it where a plan has no word of its own: "model", "segment".
    pub key: &'static str,
    /// The plan's word for one of it.
    pub one: Box<str>,
    /// The plan's word for several.
    pub many: Box<str>,
}

impl PlanWords {
    /// The words for what files and queries call by `key`, one and several; `None` where the plan has none.
    pub fn of(&self, key: &str) -> Option<(&str, &str)> {
        self.0.iter().find(|word| word.key == key).map(|word| (&*word.one, &*word.many))
    }

    /// What one record of a kind is called.
    pub fn kind(&self, kind: Kind) -> &str {
        self.of(kind.word()).map_or(kind.label(), |(one, _)| one)
    }

    /// What several records of a kind are called.
    pub fn kinds(&self, kind: Kind) -> String {
        let usual = || match kind.label() {
            label if label.ends_with('y') => format!("{}ies", label.trim_end_matches('y')),
            label => format!("{label}s"),
        };
        self.of(kind.word()).map_or_else(usual, |(_, many)| many.to_owned())
    }

    /// What one value of a facet is called: "brand", "developer".
    pub fn one(&self, facet: Facet) -> &str {
        self.counted(facet, 1)
    }

    /// What so many values of a facet are called: "1 brand", "2 developers".
    pub fn counted(&self, facet: Facet, count: u32) -> &str {
        match self.of(facet.word()) {
            Some((one, many)) => {
                if count == 1 {
                    one
                } else {
                    many
                }
            }
            None => facet.counted(count),
        }
    }

    /// What a facet is called where it stands by itself: "Brand", "Developer".
    pub fn heading(&self, facet: Facet) -> String {
        let Some((one, _)) = self.of(facet.word()) else { return facet.label().to_owned() };
        let mut letters = one.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// What a facet is called within a sentence: "drive", "developer".
    pub fn inner(&self, facet: Facet) -> String {
        self.of(facet.word()).map_or_else(|| facet.label().to_lowercase(), |(one, _)| one.to_owned())
    }

    /// The key that a word of the plan stands for, be it for one or for several, whatever its case.
    pub fn key_of(&self, word: &str) -> Option<&'static str> {
        let is = |own: &str| own.to_lowercase() == word.to_lowercase();
        self.0.iter().find(|own| is(&own.one) || is(&own.many)).map(|own| own.key)
    }
}

/// A way to look at the plan that comes with it, as its file has it. What its texts mean is known where views are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlanView {
    /// As a menu calls it.
    pub name: Box<str>,
    /// Which items it shows; everything where it is empty.
    pub query: Box<str>,
    /// The word of a view, such as "timeline".
    pub view: Option<Box<str>>,
    /// The facet that it is grouped by.
    pub group: Option<Box<str>>,
    /// Other options of the view, by name.
    pub options: Box<[(Box<str>, Box<str>)]>,
    /// A remark of whoever wrote it.
    pub note: Option<Box<str>>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_milestone_means_a_stage_whatever_its_case() {
        let life = Life::default();
        assert_eq!(life.stage("SOP"), Some(LifeStage::Start));
        assert_eq!(life.stage("on-sale"), Some(LifeStage::Sale));
        assert_eq!(life.stage("end"), Some(LifeStage::End));
        assert_eq!(life.stage("reveal"), None);
    }

    #[test]
    fn the_words_of_a_plan_are_found_both_ways() {
        let word = PlanWord { key: "model", one: "farm".into(), many: "farms".into() };
        let words = PlanWords([word].into());
        assert_eq!((words.kind(Kind::Model), words.kind(Kind::Plant)), ("farm", "plant"));
        assert_eq!((words.key_of("Farms"), words.key_of("plant")), (Some("model"), None));
    }
}
