//! One record of any kind, as it stands in the file but in one shape: what a field means is said here.
//!
//! It must never judge what it holds: that is `check`.

use super::schema::{
    Brand, Company, Evidence, Initiative, Milestone, Model, Person, Plant, Platform, Region, Stake, Target,
};
use super::text::Text;
use crate::plan::{Field, Status};

/// What a field of a record says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// The id of another record.
    Link(Text<'a>),
    /// The id of another record, or a country's two letters.
    Place(Text<'a>),
    /// A country's two letters.
    Country(Text<'a>),
    /// Words.
    Text(Text<'a>),
    /// A moment or span.
    Date(Text<'a>),
    /// A number.
    Number(f64),
    /// Yes or no.
    Flag(bool),
    /// Latitude and longitude.
    At(f64, f64),
}

/// A record on its way from the file into the plan. One is used for all, so that its room is reused.
#[derive(Debug, Default)]
#[allow(missing_docs)]
pub struct Draft<'a> {
    /// The name or headline.
    pub name: Text<'a>,
    pub aka: Box<[Text<'a>]>,
    pub note: Option<Text<'a>>,
    pub evidence: Box<[Evidence<'a>]>,
    pub status: Option<Status>,
    /// Every other field that is there, with its place in its list where it is one.
    pub values: Vec<(Field, Option<usize>, Value<'a>)>,
}

impl<'a> Draft<'a> {
    fn one(&mut self, field: Field, text: Option<Text<'a>>, value: fn(Text<'a>) -> Value<'a>) {
        self.values.extend(text.map(|text| (field, None, value(text))));
    }

    fn all(&mut self, field: Field, texts: Box<[Text<'a>]>, value: fn(Text<'a>) -> Value<'a>) {
        self.values.extend(texts.into_iter().enumerate().map(|(n, text)| (field, Some(n), value(text))));
    }

    fn number(&mut self, field: Field, number: Option<f64>) {
        self.values.extend(number.map(|number| (field, None, Value::Number(number))));
    }
}

/// What the fields of a kind of record mean.
pub trait Drafted<'a>: Sized {
    /// Moves the fields that only this kind has into the draft.
    fn fill(self, draft: &mut Draft<'a>);
}

impl<'a> Drafted<'a> for Company<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.name;
        draft.one(Field::Country, self.country, Value::Country);
        draft.one(Field::Brand, self.brand, Value::Link);
        draft.one(Field::Parent, self.parent, Value::Link);
    }
}

impl<'a> Drafted<'a> for Brand<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.name;
        draft.one(Field::Company, self.company, Value::Link);
    }
}

impl<'a> Drafted<'a> for Region<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.name;
        draft.all(Field::Countries, self.countries, Value::Country);
        if self.excluded {
            draft.values.push((Field::Excluded, None, Value::Flag(true)));
        }
    }
}

impl<'a> Drafted<'a> for Plant<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.name;
        draft.one(Field::Country, self.country, Value::Country);
        draft.values.extend(self.at.map(|(lat, lon)| (Field::At, None, Value::At(lat, lon))));
        draft.one(Field::Company, self.company, Value::Link);
    }
}

impl<'a> Drafted<'a> for Platform<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.name;
        draft.one(Field::Owner, self.owner, Value::Link);
        draft.one(Field::Segment, self.segment, Value::Text);
        draft.all(Field::Energy, self.energy, Value::Text);
    }
}

impl<'a> Drafted<'a> for Model<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.name;
        draft.status = self.status;
        draft.all(Field::Brands, self.brands, Value::Link);
        draft.one(Field::Segment, self.segment, Value::Text);
        draft.one(Field::Body, self.body, Value::Text);
        draft.all(Field::Energy, self.energy, Value::Text);
        draft.one(Field::Platform, self.platform, Value::Link);
        draft.all(Field::Plants, self.plants, Value::Link);
        draft.all(Field::Regions, self.regions, Value::Link);
        draft.all(Field::DevelopedBy, self.developed_by, Value::Link);
        draft.all(Field::DerivedFrom, self.derived_from, Value::Link);
        draft.all(Field::Technology, self.technology, Value::Text);
    }
}

impl<'a> Drafted<'a> for Initiative<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.name;
        draft.status = self.status;
        draft.one(Field::Theme, self.theme, Value::Text);
        draft.all(Field::By, self.by, Value::Link);
        draft.all(Field::Of, self.of, Value::Link);
        draft.all(Field::Regions, self.regions, Value::Link);
        draft.one(Field::When, self.when, Value::Date);
        draft.one(Field::PartOf, self.part_of, Value::Link);
        draft.all(Field::LeadsTo, self.leads_to, Value::Link);
    }
}

impl<'a> Drafted<'a> for Target<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.name;
        draft.status = self.status;
        draft.one(Field::Theme, self.theme, Value::Text);
        draft.one(Field::Measure, self.measure, Value::Text);
        draft.number(Field::Value, self.value);
        draft.one(Field::Unit, self.unit, Value::Text);
        draft.all(Field::Of, self.of, Value::Link);
        draft.all(Field::Regions, self.regions, Value::Link);
        draft.one(Field::Deadline, self.deadline, Value::Date);
        draft.one(Field::Baseline, self.baseline, Value::Text);
    }
}

impl<'a> Drafted<'a> for Stake<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.name;
        draft.status = self.status;
        draft.one(Field::Holder, self.holder, Value::Link);
        draft.one(Field::Of, self.of, Value::Link);
        draft.number(Field::Percent, self.percent);
        draft.values.extend(self.voting.map(|voting| (Field::Voting, None, Value::Flag(voting))));
        draft.one(Field::Via, self.via, Value::Text);
        draft.one(Field::From, self.from, Value::Date);
        draft.one(Field::Until, self.until, Value::Date);
    }
}

impl<'a> Drafted<'a> for Person<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.name;
        draft.one(Field::Role, self.role, Value::Text);
        draft.one(Field::Company, self.company, Value::Link);
        draft.one(Field::From, self.from, Value::Date);
        draft.one(Field::Until, self.until, Value::Date);
    }
}

impl<'a> Drafted<'a> for Milestone<'a> {
    fn fill(self, draft: &mut Draft<'a>) {
        draft.name = self.what;
        draft.status = self.status;
        draft.one(Field::Kind, self.kind, Value::Text);
        draft.one(Field::Theme, self.theme, Value::Text);
        draft.all(Field::Of, self.of, Value::Link);
        draft.one(Field::When, self.when, Value::Date);
        draft.all(Field::Where, self.r#where, Value::Place);
        draft.all(Field::LeadsTo, self.leads_to, Value::Link);
    }
}
