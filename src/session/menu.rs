//! What a menu on a target offers, for all views alike: ways to narrow the filter, each with what would remain, ways
//! to group, and what there is to copy.
//!
//! It must never change anything itself: every entry is a command, or a text.

use super::click::Target;
use super::command::{Command, Heading, Value};
use crate::explore::{Filter, Index, Stretch, citation};
use crate::plan::{Facet, NOT_STATED, Plan, Thing};
use crate::views::timeline::GroupKey;
use crate::views::{Arranged, Side, ViewKind};

/// What is looked at when a menu opens.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its words.
    pub index: &'a Index,
    /// The filter as it was understood.
    pub filter: &'a Filter,
    /// How views are arranged.
    pub views: &'a Arranged,
    /// The view that the menu opens in.
    pub view: Option<ViewKind>,
}

/// A menu.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Menu {
    /// What it is on: a record's name, a value's.
    pub title: String,
    /// A record's date and that sources disagree; a value's facet.
    pub note: String,
    /// Ways to ask for what it has alone.
    pub only: Vec<Entry>,
    /// Ways to leave out what it has.
    pub exclude: Vec<Entry>,
    /// What the view can be grouped by.
    pub group_by: Vec<Entry>,
    /// The record that it is on, by its id.
    pub record: Option<Box<str>>,
    /// Who says so, with the address.
    pub citation: Option<String>,
    /// Where the record's best source is.
    pub address: Option<String>,
}

/// An entry of a menu.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Of what: "brand".
    pub of: String,
    /// What: "Nissan".
    pub what: String,
    /// How many items remain.
    pub count: Option<usize>,
    /// What it does; nothing where that is so already.
    pub command: Option<Command>,
}

/// No more values of a facet than these are offered: who has more is of no one in particular.
const VALUES: usize = 4;

/// The menu on a target; `None` where there is nothing to offer.
pub fn menu(around: &Around<'_>, target: &Target) -> Option<Menu> {
    let plan = around.plan;
    match target {
        Target::Record(id) => plan.find(id).map(|thing| around.record(thing)),
        Target::Value(value) => around.value(value),
        Target::Year(year) => Some(around.year(*year)),
        Target::Group(GroupKey::Of(key)) => {
            let facet = around.grouped_by()?;
            around.value(&Value { facet, key: key.clone() })
        }
        Target::Group(GroupKey::Undated) => Some(around.year(None)),
        Target::Cell(row, column) => around.headings(&[row, column]),
        Target::Column(crate::views::table::Column::Facet(facet)) => Some(Menu {
            title: plan.words().heading(*facet),
            note: "column".to_owned(),
            group_by: around.group_by(),
            ..Menu::default()
        }),
        Target::Group(GroupKey::All | GroupKey::Several)
        | Target::Rows(_)
        | Target::Count { .. }
        | Target::Column(_) => None,
    }
}

impl Around<'_> {
    fn record(&self, thing: Thing) -> Menu {
        let record = self.plan.record(thing);
        let own = record.when.map(|when| when.words());
        let date = own.or_else(|| self.plan.coming(thing).map(|coming| coming.moment.words()));
        let date = date.or_else(|| record.kind.is_item().then(|| "undated".to_owned()));
        let disputed = self.plan.is_contradicted(record).then(|| "sources disagree".to_owned());
        let kind = (!record.kind.is_item()).then(|| self.plan.words().kind(record.kind).to_owned());
        let note = [kind, date, disputed].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let values = self.values_of(thing);
        let best = record.evidence.iter().min_by_key(|evidence| evidence.said);
        let only = values.iter().filter_map(|value| self.only(value)).chain(self.only_when(thing));
        Menu {
            title: record.name.to_string(),
            note,
            only: only.collect(),
            exclude: values.iter().filter_map(|value| self.exclude(value)).collect(),
            group_by: self.group_by(),
            record: Some(record.id.clone()),
            citation: Some(citation(self.plan, thing)),
            address: best.and_then(|best| self.plan.source(best.source).url.as_deref().map(str::to_owned)),
        }
    }

    fn value(&self, value: &Value) -> Option<Menu> {
        let number = value.number(self.plan)?;
        let of = self.plan.items().column(value.facet).values().get(number as usize)?;
        let record = of.thing.map(|thing| self.record(thing));
        Some(Menu {
            title: of.name.to_string(),
            note: self.plan.words().inner(value.facet),
            only: self.only(value).into_iter().collect(),
            exclude: self.exclude(value).into_iter().collect(),
            group_by: self.group_by(),
            ..record.unwrap_or_default()
        })
    }

    fn year(&self, year: Option<i16>) -> Menu {
        let title = year.map_or_else(|| "Undated".to_owned(), |year| year.to_string());
        let entry = self.asking("when", &title, Command::OnlyYear(year), |filter| {
            filter.set_when([Stretch::of_year(year)]);
        });
        Menu {
            title,
            note: "year".to_owned(),
            only: vec![entry],
            group_by: self.group_by(),
            ..Menu::default()
        }
    }

    /// A cell asks for what stands under both of its headings.
    fn headings(&self, headings: &[&Heading]) -> Option<Menu> {
        let name = |heading: &Heading| match heading {
            Heading::Year(year) => Some(year.map_or_else(|| "undated".to_owned(), |year| year.to_string())),
            Heading::Value(value) => {
                let number = value.number(self.plan)?;
                Some(self.plan.items().column(value.facet).values().get(number as usize)?.name.to_string())
            }
        };
        let names: Option<Vec<String>> = headings.iter().map(|heading| name(heading)).collect();
        let title = names?.join(" × ");
        let narrow = Command::Narrow(headings.iter().map(|heading| (*heading).clone()).collect());
        let entry = self.asking("both", &title, narrow, |filter| {
            for heading in headings {
                match heading {
                    Heading::Year(year) => filter.set_when([Stretch::of_year(*year)]),
                    Heading::Value(value) => {
                        if let Some(number) = value.number(self.plan) {
                            filter.only(value.facet, number);
                        }
                    }
                }
            }
        });
        let of_each = headings.iter().filter_map(|heading| match heading {
            Heading::Value(value) => self.only(value),
            Heading::Year(_) => None,
        });
        let only = std::iter::once(entry).chain(of_each).collect();
        Some(Menu { title, note: "cell".to_owned(), only, group_by: self.group_by(), ..Menu::default() })
    }

    /// What a record is known by in each facet: as an item by its values, as a thing by itself.
    fn values_of(&self, thing: Thing) -> Vec<Value> {
        let items = self.plan.items();
        let Some(item) = items.item_of(thing) else {
            let facet = Facet::of_kind(self.plan.record(thing).kind);
            let value =
                |facet: Facet| Value::of(self.plan, facet, items.column(facet).value_of_thing(thing)?);
            return facet.and_then(value).into_iter().collect();
        };
        // Of who says something and how firmly nobody thinks first.
        let facets =
            Facet::ALL.iter().filter(|facet| !matches!(facet, Facet::Source | Facet::Said | Facet::Disputed));
        let values = facets.flat_map(|facet| {
            let values = items.column(*facet).of(item.0 as usize);
            let few = values.len() <= VALUES;
            values.iter().filter(move |value| few && **value != NOT_STATED).map(move |value| (*facet, *value))
        });
        values.filter_map(|(facet, value)| Value::of(self.plan, facet, value)).collect()
    }

    fn only(&self, value: &Value) -> Option<Entry> {
        let number = value.number(self.plan)?;
        let narrow = |filter: &mut Filter| filter.only(value.facet, number);
        Some(self.asking(
            &self.plan.words().inner(value.facet),
            &self.name(value, number)?,
            Command::Only(value.clone()),
            narrow,
        ))
    }

    fn exclude(&self, value: &Value) -> Option<Entry> {
        let number = value.number(self.plan)?;
        let leave_out = |filter: &mut Filter| {
            if !filter.is_excluded(value.facet, number) {
                filter.exclude(value.facet, number);
            }
        };
        Some(self.asking(
            &self.plan.words().inner(value.facet),
            &self.name(value, number)?,
            Command::Exclude(value.clone()),
            leave_out,
        ))
    }

    /// The year that an item is in, where it is in one.
    fn only_when(&self, thing: Thing) -> Option<Entry> {
        let item = self.plan.items().item_of(thing)?;
        let days = self.plan.items().days(item.0 as usize);
        let year = match days {
            Some((first, last)) if first.ymd().0 == last.ymd().0 => Some(first.ymd().0),
            Some(_) => return None,
            None => None,
        };
        let what = year.map_or_else(|| "undated".to_owned(), |year| year.to_string());
        Some(self.asking("when", &what, Command::OnlyYear(year), |filter| {
            filter.set_when([Stretch::of_year(year)]);
        }))
    }

    fn name(&self, value: &Value, number: u32) -> Option<String> {
        let values = self.plan.items().column(value.facet).values();
        values.get(number as usize).map(|value| value.name.to_string())
    }

    /// An entry that changes the filter, with what remains then; what changes nothing is so already.
    fn asking(&self, of: &str, what: &str, command: Command, change: impl Fn(&mut Filter)) -> Entry {
        let mut filter = self.filter.clone();
        change(&mut filter);
        let done = filter == *self.filter;
        let count = (!done).then(|| filter.matching(self.plan, self.index).count());
        Entry { of: of.to_owned(), what: what.to_owned(), count, command: (!done).then_some(command) }
    }

    /// What the view is grouped by now.
    fn grouped_by(&self) -> Option<Facet> {
        self.views.side(self.view?, Side::Rows)
    }

    fn group_by(&self) -> Vec<Entry> {
        let Some(view) = self.view else { return Vec::new() };
        let can = |facet: &Facet| self.views.clone().set_side(view, Side::Rows, facet.word()).is_ok();
        let now = self.grouped_by();
        let entry = |facet: Facet| Entry {
            of: String::new(),
            what: self.plan.words().inner(facet),
            count: None,
            command: (now != Some(facet)).then_some(Command::Group(view, facet)),
        };
        Facet::stated(self.plan).filter(can).map(entry).collect()
    }
}
