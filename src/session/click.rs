//! What a click on a mark means, for all views alike.
//!
//! It must never change anything itself: it says which command a click is.

use super::command::{Command, Heading, Value};
use crate::plan::Plan;
use crate::scene::StandsFor;
use crate::views::table::Column;
use crate::views::timeline::GroupKey;

/// What lies under a pointer, known by ids and keys.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A record, by its id.
    Record(Box<str>),
    /// A value of a facet.
    Value(Value),
    /// A year, or no date at all.
    Year(Option<i16>),
    /// The heading of a group.
    Group(GroupKey),
    /// The switch between all rows of a group and as many as there is room for.
    Rows(GroupKey),
    /// A count of what begins within these days.
    Count {
        /// First day, days since 1970.
        from: i32,
        /// Last day.
        to: i32,
    },
    /// A cell of a matrix.
    Cell(Heading, Heading),
    /// The heading of a table's column.
    Column(Column),
}

/// How it was clicked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Click {
    /// For the second time in quick succession.
    pub double: bool,
    /// With the key that adds to what is chosen (Ctrl).
    pub adds: bool,
}

/// What a click asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// A change of the arrangement.
    Do(Command),
    /// The view is to look closer at it.
    Closer(Target),
    /// The view is to close or open a group.
    Fold(GroupKey),
    /// The view is to show all rows of a group, or as many as there is room for.
    AllRows(GroupKey),
    /// The view is to list what a cell holds.
    List(Heading, Heading),
    /// The view is to be sorted by a column, or the other way round.
    Sort(Column),
}

/// What a click on a target means; without a target it lets go of the selection.
pub fn meaning(target: Option<&Target>, click: Click) -> Option<Meaning> {
    let Some(target) = target else {
        return (!click.double).then_some(Meaning::Do(Command::Select(None)));
    };
    if click.double {
        return can_look_closer(target).then(|| Meaning::Closer(target.clone()));
    }
    Some(match target {
        Target::Record(id) => Meaning::Do(Command::Select(Some(id.clone()))),
        Target::Value(value) if click.adds => Meaning::Do(Command::Toggle(value.clone())),
        Target::Value(value) => Meaning::Do(Command::Only(value.clone())),
        Target::Year(year) => Meaning::Do(Command::OnlyYear(*year)),
        Target::Group(key) => Meaning::Fold(key.clone()),
        Target::Rows(key) => Meaning::AllRows(key.clone()),
        Target::Count { .. } => Meaning::Closer(target.clone()),
        Target::Cell(row, column) => Meaning::List(row.clone(), column.clone()),
        Target::Column(column) => Meaning::Sort(*column),
    })
}

/// Whether a double click looks closer at a target, so that its first click has to wait whether a second
/// follows. Choosing a record does not wait: looking closer at it chooses it as well.
pub fn waits(target: &Target) -> bool {
    can_look_closer(target) && !matches!(target, Target::Record(_) | Target::Count { .. })
}

fn can_look_closer(target: &Target) -> bool {
    match target {
        Target::Record(_) | Target::Group(_) | Target::Value(_) => true,
        Target::Year(_) | Target::Rows(_) | Target::Count { .. } | Target::Cell(..) | Target::Column(_) => {
            false
        }
    }
}

/// The target of a mark that every view can tell; `None` for what only its view knows.
pub fn target(plan: &Plan, what: StandsFor) -> Option<Target> {
    match what {
        StandsFor::Thing(thing) => Some(Target::Record(plan.record(thing).id.clone())),
        StandsFor::Value(facet, number) => Value::of(plan, facet, number).map(Target::Value),
        StandsFor::Year(year) => Some(Target::Year(year)),
        StandsFor::Count { from, to, .. } => Some(Target::Count { from, to }),
        StandsFor::Group(_)
        | StandsFor::Rows(_)
        | StandsFor::Cell(..)
        | StandsFor::Column(_)
        | StandsFor::Link(_)
        | StandsFor::Nothing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Facet;

    fn value(facet: Facet) -> Target {
        Target::Value(Value { facet, key: "x".into() })
    }

    #[test]
    fn a_double_click_never_filters_and_a_single_one_never_flies() {
        let heading = Heading::Year(Some(2027));
        for target in [
            Target::Record("a".into()),
            value(Facet::Region),
            value(Facet::Brand),
            Target::Year(None),
            Target::Group(GroupKey::All),
            Target::Rows(GroupKey::All),
            Target::Cell(heading.clone(), heading),
            Target::Column(Column::When),
        ] {
            let double = meaning(Some(&target), Click { double: true, adds: false });
            assert!(matches!(double, None | Some(Meaning::Closer(_))), "{target:?}");
            assert!(!matches!(meaning(Some(&target), Click::default()), None | Some(Meaning::Closer(_))));
        }
        assert_eq!(meaning(None, Click::default()), Some(Meaning::Do(Command::Select(None))));
    }

    #[test]
    fn what_waits_for_a_second_click_has_something_to_do_then() {
        for target in [
            value(Facet::Region),
            value(Facet::Brand),
            Target::Group(GroupKey::All),
            Target::Rows(GroupKey::All),
        ] {
            let double = meaning(Some(&target), Click { double: true, adds: false });
            assert!(!waits(&target) || double.is_some(), "{target:?}");
        }
    }
}
