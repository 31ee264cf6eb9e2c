//! What became of one record that both editions have: every change that holds.
//!
//! It must never weigh one change against another: a record has all that hold.

use crate::date::{Slip, Way};
use crate::plan::{Change, Fact, Field, Kind, Record, Status, Thing, Tie, fold};

/// Fields that say where and whose a thing is.
const PLACES: [Field; 15] = [
    Field::Platform,
    Field::BuiltOn,
    Field::Plants,
    Field::BuiltAt,
    Field::Regions,
    Field::Where,
    Field::Country,
    Field::Countries,
    Field::Brand,
    Field::Brands,
    Field::Company,
    Field::Parent,
    Field::Owner,
    Field::Owners,
    Field::Holder,
];

/// Fields that say how much.
const FIGURES: [Field; 8] = [
    Field::Value,
    Field::Unit,
    Field::Percent,
    Field::Votes,
    Field::Capacity,
    Field::Volume,
    Field::Cost,
    Field::Figures,
];

/// Fields whose references may hold for a time or in part.
const TIED: [Field; 3] = [Field::BuiltAt, Field::BuiltOn, Field::Owners];

/// Whether two records say the same, evidence aside, one after the other: most records do. `places` lead from the
/// older record's references to where they stand now.
pub(super) fn is_same(old: &Record, new: &Record, places: &[Thing]) -> bool {
    let place = |to: Thing| places.get(to.index()).copied();
    let links = || old.links.iter().zip(&new.links).all(|(a, b)| a.0 == b.0 && place(a.1) == Some(b.1));
    let ties = || old.ties.iter().zip(&new.ties).all(|(a, b)| place(a.to) == Some(b.to) && same_tie(a, b));
    old.when == new.when
        && old.status == new.status
        && old.links.len() == new.links.len()
        && old.ties.len() == new.ties.len()
        && old.name == new.name
        && old.facts == new.facts
        && old.note == new.note
        && old.aka == new.aka
        && links()
        && ties()
        && old.is_disputed() == new.is_disputed()
}

/// Whether two references say the same but for what they lead to and who says so.
fn same_tie(a: &Tie, b: &Tie) -> bool {
    a.field == b.field && a.when == b.when && a.percent == b.percent && a.votes == b.votes
}

/// Every change from one record to the other, whose references lead into one table; and how the date moved.
pub(super) fn changes(old: &Record, new: &Record, was_disputed: bool) -> (Vec<Change>, Option<Slip>) {
    let mut all = Vec::new();
    let mut when = |change: Change, holds: bool| all.extend(holds.then_some(change));
    let slip = Slip::between(old.when, new.when);
    let turned = |status: Status| new.status == Some(status) && old.status != new.status;
    when(Change::Cancelled, turned(Status::Cancelled));
    when(Change::Ended, turned(Status::Ended));
    when(Change::PutOff, turned(Status::Slipped));
    let fields = differences(old, new);
    let differs = |change: Change| fields.iter().any(|(_, kind)| *kind == change);
    // Of another share the date says since when it is held: nothing slipped.
    let slip = slip.filter(|_| new.kind != Kind::Stake || !differs(Change::Figure));
    if let Some(slip) = slip {
        when(of_way(slip.way()), true);
    }
    when(Change::Figure, differs(Change::Figure));
    when(Change::Status, old.status != new.status);
    when(Change::Moved, differs(Change::Moved));
    let renamed = fold(&old.name) != fold(&new.name);
    when(Change::Renamed, renamed);
    let otherwise = differs(Change::Text)
        || old.note != new.note
        || (old.name != new.name && !renamed)
        || !is_same_set(&old.aka, &new.aka)
        || (slip.is_none() && old.when != new.when)
        || was_disputed != new.is_disputed();
    when(Change::Text, otherwise);
    (all, slip)
}

fn of_way(way: Way) -> Change {
    match way {
        Way::Later => Change::Later,
        Way::PerhapsLater => Change::PerhapsLater,
        Way::Earlier => Change::Earlier,
        Way::PerhapsEarlier => Change::PerhapsEarlier,
        Way::Firmer => Change::Firmer,
        Way::Vaguer => Change::Vaguer,
    }
}

/// The fields in which two records say something else, whatever the order in which they say it, each with what kind
/// of change that is.
pub(super) fn differences(old: &Record, new: &Record) -> Vec<(Field, Change)> {
    let kind = |field: Field| match field {
        field if PLACES.contains(&field) => Change::Moved,
        field if FIGURES.contains(&field) => Change::Figure,
        _ => Change::Text,
    };
    let mut all: Vec<(Field, Change)> =
        differing(old, new).into_iter().map(|field| (field, kind(field))).collect();
    for field in TIED {
        let of = |record: &Record| record.ties(field).cloned().collect::<Vec<Tie>>();
        let (was, is) = (of(old), of(new));
        let shares =
            |ties: &[Tie]| ties.iter().map(|tie| (tie.to, tie.percent, tie.votes)).collect::<Vec<_>>();
        let spans = |ties: &[Tie]| ties.iter().map(|tie| (tie.to, tie.when)).collect::<Vec<_>>();
        let places = |ties: &[Tie]| ties.iter().map(|tie| tie.to).collect::<Vec<_>>();
        // That it leads elsewhere is told by the plain references, which lead there too.
        let change = match () {
            () if is_same_set(&was, &is) => continue,
            () if !is_same_set(&places(&was), &places(&is)) => Change::Text,
            () if !is_same_set(&shares(&was), &shares(&is)) => Change::Figure,
            () if !is_same_set(&spans(&was), &spans(&is)) => Change::Text,
            () => continue,
        };
        if change == Change::Figure || !all.iter().any(|(_, kind)| *kind == Change::Moved) {
            all.push((field, change));
        }
    }
    all
}

/// The fields of which two records say something else in references and facts.
fn differing(old: &Record, new: &Record) -> Vec<Field> {
    let of = |record: &Record| {
        let links = record.links.iter().map(|(field, _)| *field);
        let facts = record.facts.iter().map(|(field, _)| *field);
        links.chain(facts).collect::<Vec<_>>()
    };
    let mut fields = of(old);
    fields.extend(of(new));
    fields.sort_unstable();
    fields.dedup();
    let differs = |field: &Field| {
        let links = |record: &Record| record.links(*field).collect::<Vec<_>>();
        let facts = |record: &Record| record.facts(*field).cloned().collect::<Vec<Fact>>();
        !is_same_set(&links(old), &links(new)) || !is_same_set(&facts(old), &facts(new))
    };
    fields.into_iter().filter(differs).collect()
}

fn is_same_set<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.len() == b.len() && a.iter().all(|one| b.contains(one)) && b.iter().all(|one| a.contains(one))
}
