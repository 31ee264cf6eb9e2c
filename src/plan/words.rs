//! The plan's own vocabulary: kinds of records, fields, facets, statuses, firmness.
//!
//! It must never hold a word of one company's trade beyond these lists.

use serde::{Deserialize, Serialize};

/// Declares an enum whose variants each have one word for files and queries and one label for people.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal, $label:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// Every one, in order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// As files and queries spell it.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// As the window and pictures spell it.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)* }
            }

            /// The one of that word, if there is one.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

vocabulary! {
    /// What a record is.
    Kind {
        Company = "company", "company";
        Brand = "brand", "brand";
        Region = "region", "region";
        Plant = "plant", "plant";
        Platform = "platform", "platform";
        Model = "model", "model";
        Initiative = "initiative", "initiative";
        Target = "target", "target";
        Stake = "stake", "stake";
        Person = "person", "person";
        Milestone = "milestone", "milestone";
    }
}

impl Kind {
    /// Whether records of this kind are items: what a filter matches and a view shows.
    pub fn is_item(self) -> bool {
        matches!(self, Self::Model | Self::Initiative | Self::Target | Self::Stake | Self::Milestone)
    }
}

vocabulary! {
    /// How far a thing has come.
    Status {
        /// Only explored.
        Considered = "considered", "considered";
        /// Told by others than the company.
        Reported = "reported", "reported";
        /// Told by the company.
        Announced = "announced", "announced";
        /// Repeated by the company, or agreed by contract.
        Confirmed = "confirmed", "confirmed";
        /// Begun and not finished.
        Underway = "underway", "under way";
        /// It happened.
        Done = "done", "done";
        /// It was moved to a later date.
        Slipped = "slipped", "slipped";
        /// It was given up.
        Cancelled = "cancelled", "cancelled";
        /// It existed and is over.
        Ended = "ended", "ended";
    }
}

vocabulary! {
    /// How firmly a source speaks, firmest first.
    Said {
        /// Said outright.
        Stated = "stated", "stated";
        /// Said with "would", "plans to", "expected to", "aims to".
        Conditional = "conditional", "conditional";
        /// Only follows from the wording.
        Implied = "implied", "implied";
        /// Concluded by whoever wrote the record.
        Inferred = "inferred", "inferred";
    }
}

vocabulary! {
    /// What became of a thing from one edition to the next, the weightiest first.
    Change {
        /// Said to be given up.
        Cancelled = "cancelled", "cancelled";
        /// Said to be over.
        Ended = "ended", "ended";
        /// Said to have slipped.
        PutOff = "put-off", "put off";
        /// No day of now lies among or before those of then.
        Later = "later", "later";
        PerhapsLater = "perhaps-later", "perhaps later";
        Earlier = "earlier", "earlier";
        PerhapsEarlier = "perhaps-earlier", "perhaps earlier";
        /// Its date lies within what it was.
        Firmer = "firmer", "firmer";
        Vaguer = "vaguer", "vaguer";
        Figure = "figure", "another figure";
        Status = "status", "another status";
        /// To another platform, plant, region, brand or owner.
        Moved = "moved", "moved";
        Renamed = "renamed", "renamed";
        /// Something else that is said of it.
        Text = "text", "other details";
        Same = "same", "unchanged";
        /// The newer edition does not mention it, which does not mean that it is given up.
        Silent = "silent", "not mentioned";
        /// The older edition does not mention it.
        New = "new", "new";
    }
}

#[expect(clippy::derivable_impls, reason = "the vocabulary macro derives the same for all")]
impl Default for Said {
    fn default() -> Self {
        Self::Stated
    }
}

vocabulary! {
    /// A field of a record, as a plan file spells it.
    Field {
        Name = "name", "name";
        What = "what", "what";
        Kind = "kind", "kind";
        When = "when", "when";
        Deadline = "deadline", "deadline";
        From = "from", "from";
        Until = "until", "until";
        Status = "status", "status";
        Holder = "holder", "holder";
        Of = "of", "of";
        By = "by", "by";
        Percent = "percent", "percent";
        Votes = "votes", "votes";
        Voting = "voting", "voting";
        Via = "via", "held through";
        Brand = "brand", "brand";
        Brands = "brands", "brand";
        Company = "company", "company";
        Owners = "owners", "owners";
        Parent = "parent", "belongs to";
        Owner = "owner", "owner";
        Role = "role", "role";
        Code = "code", "code";
        Segment = "segment", "segment";
        Body = "body", "body";
        Energy = "energy", "energy";
        Platform = "platform", "platform";
        Plants = "plants", "built at";
        BuiltAt = "built_at", "when built where";
        BuiltOn = "built_on", "when on which platform";
        Regions = "regions", "region";
        Where = "where", "where";
        Country = "country", "country";
        Countries = "countries", "countries";
        Without = "without", "without";
        Points = "points", "outline";
        Box = "box", "between";
        At = "at", "coordinates";
        Excluded = "excluded", "left out";
        DevelopedBy = "developed_by", "developed by";
        DerivedFrom = "derived_from", "derived from";
        Replaces = "replaces", "replaces";
        Technology = "technology", "technology";
        Theme = "theme", "theme";
        Measure = "measure", "measure";
        Value = "value", "value";
        Unit = "unit", "unit";
        Counts = "counts", "counts";
        Capacity = "capacity", "capacity";
        Volume = "volume", "volume";
        Cost = "cost", "cost";
        Figures = "figures", "figures";
        Baseline = "baseline", "starts from";
        Color = "color", "colour";
        PartOf = "part_of", "part of";
        LeadsTo = "leads_to", "leads to";
    }
}

vocabulary! {
    /// A column of items that a filter can ask for.
    Facet {
        Change = "change", "Change";
        Region = "region", "Region";
        Brand = "brand", "Brand";
        Platform = "platform", "Platform";
        Energy = "energy", "Energy";
        Kind = "kind", "Kind";
        Status = "status", "Status";
        Said = "said", "Said";
        Theme = "theme", "Theme";
        Company = "company", "Company";
        Country = "country", "Country";
        Plant = "plant", "Plant";
        Model = "model", "Model";
        Segment = "segment", "Segment";
        Body = "body", "Body";
        Source = "source", "Source";
        Disputed = "disputed", "Sources disagree";
    }
}
