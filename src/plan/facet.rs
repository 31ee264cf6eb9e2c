//! What is true of each facet, said once: what captions, menus, panels, lists and the search make of it.
//!
//! It must never hold a value of a plan. Every facet can group rows and stand along a side of a matrix.

use super::{Facet, Kind, Plan};

/// What is true of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetTraits {
    /// What one of its values is called: "kind of energy".
    pub one: &'static str,
    /// What several of them are called: "kinds of energy".
    pub many: &'static str,
    /// Where a caption speaks of it.
    pub part: SentencePart,
    /// What stands before its values in a caption: "in ", or nothing.
    pub lead: &'static str,
    /// The kind of the records that its values are, where they are records.
    pub of: Option<Kind>,
    /// Whether it says something of models, rather than of what happens to them or who says it.
    pub of_models: bool,
    /// Whether colours tell its values apart: there are too many of some.
    pub colourable: bool,
    /// Whether the names of its values count as words of their items.
    pub searchable: bool,
    /// Whether the facets panel shows it opened.
    pub opened: bool,
    /// Whether its values stand in the order of the plan, rather than the most frequent first.
    pub in_plan_order: bool,
    /// Whether lists that people read have a column of it. Lists for programs have all facets.
    pub listed: bool,
}

/// Where a caption speaks of a facet: "Nissan in Europe, announced".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentencePart {
    /// Who or what it is about.
    Who,
    /// In which place, on what.
    Where,
    /// What else is so.
    Else,
}

/// What is true of most facets.
const USUAL: FacetTraits = FacetTraits {
    one: "",
    many: "",
    part: SentencePart::Else,
    lead: "",
    of: None,
    of_models: true,
    colourable: true,
    searchable: false,
    opened: false,
    in_plan_order: false,
    listed: false,
};

/// Facets in the order in which captions speak of them.
macro_rules! facets {
    ($($facet:ident: $one:literal, $many:literal, { $($field:ident: $value:expr),* };)*) => {
        impl Facet {
            /// All of them, in the order in which captions speak of them.
            pub const IN_CAPTIONS: &[Self] = &[$(Self::$facet),*];

            /// What is true of it.
            pub const fn traits(self) -> FacetTraits {
                match self {
                    $(Self::$facet => FacetTraits { one: $one, many: $many, $($field: $value,)* ..USUAL },)*
                }
            }
        }
    };
}

facets! {
    Change: "change", "changes", {
        of_models: false, opened: true, in_plan_order: true
    };
    Model: "model", "models", {
        part: SentencePart::Who, of: Some(Kind::Model), colourable: false, searchable: true
    };
    Brand: "brand", "brands", {
        part: SentencePart::Who, of: Some(Kind::Brand), searchable: true, opened: true, in_plan_order: true,
        listed: true
    };
    Company: "company", "companies", {
        part: SentencePart::Who, of: Some(Kind::Company), searchable: true
    };
    Region: "region", "regions", {
        part: SentencePart::Where, lead: "in ", of: Some(Kind::Region), searchable: true, opened: true,
        listed: true
    };
    Country: "country", "countries", { part: SentencePart::Where, lead: "in ", searchable: true };
    Platform: "platform", "platforms", {
        part: SentencePart::Where, lead: "on ", of: Some(Kind::Platform), searchable: true, opened: true,
        listed: true
    };
    Plant: "plant", "plants", {
        part: SentencePart::Where, lead: "at ", of: Some(Kind::Plant), searchable: true
    };
    Energy: "kind of energy", "kinds of energy", { opened: true };
    Segment: "segment", "segments", { lead: "segment " };
    Body: "body", "bodies", {};
    Kind: "kind", "kinds", { of_models: false, opened: true };
    Theme: "theme", "themes", { lead: "about ", of_models: false };
    Status: "status", "statuses", { of_models: false, opened: true, in_plan_order: true };
    Said: "firmness", "firmnesses", {
        of_models: false, opened: true, in_plan_order: true
    };
    Source: "source", "sources", {
        lead: "according to ", of_models: false, colourable: false, searchable: true
    };
    Disputed: "answer", "answers", { of_models: false, opened: true, in_plan_order: true };
}

impl Facet {
    /// What so many of its values are called: "1 brand", "2 kinds of energy".
    pub const fn counted(self, count: u32) -> &'static str {
        if count == 1 { self.traits().one } else { self.traits().many }
    }

    /// The facet whose values are records of a kind, if there is one.
    pub fn of_kind(kind: Kind) -> Option<Self> {
        Self::ALL.iter().copied().find(|facet| facet.traits().of == Some(kind))
    }

    /// Those that lists to be read have columns of: what tells the plan's items apart first.
    pub fn listed(plan: &Plan) -> Vec<Self> {
        let main = plan.main_grouping();
        let others = Self::ALL.iter().copied().filter(|facet| facet.traits().listed && *facet != Self::Brand);
        let change = plan.against().map(|_| Self::Change);
        let all = change.into_iter().chain([main]).chain(others.filter(|facet| *facet != main));
        all.collect()
    }

    /// Those of which a plan states something, in the order of the facets panel: what menus offer.
    pub fn stated(plan: &Plan) -> impl Iterator<Item = Self> {
        let items = plan.items();
        Self::ALL.iter().copied().filter(move |facet| items.column(*facet).is_stated())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_facet_has_its_place_in_a_caption_and_names_of_its_own() {
        for facet in Facet::ALL {
            assert_eq!(Facet::IN_CAPTIONS.iter().filter(|f| *f == facet).count(), 1, "{facet:?}");
            let FacetTraits { one, many, .. } = facet.traits();
            assert!(!one.is_empty() && one != many, "{facet:?}");
        }
        let names: HashSet<&str> = Facet::ALL.iter().map(|facet| facet.counted(2)).collect();
        assert_eq!(names.len(), Facet::ALL.len());
    }

    #[test]
    fn no_two_facets_are_of_one_kind_of_records() {
        for facet in Facet::ALL.iter().filter(|facet| facet.traits().of.is_some()) {
            assert_eq!(facet.traits().of.and_then(Facet::of_kind), Some(*facet));
        }
    }
}
