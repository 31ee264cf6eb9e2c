//! The words of a picture: its headline, what stands beneath it, what a reader hears of it.
//!
//! It must never say that something is shown which is not.

use crate::plan::{BitSet, Kind, Plan};
use crate::views::count::{Count, of_kind};
use crate::views::furniture::Edition;
use crate::views::{Look, Prepared, sentence, words};

/// Words of the person's own, each in the place of the usual ones. Empty ones are as if they were not there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// The headline.
    pub title: String,
    /// What stands beneath it.
    pub subtitle: String,
    /// A remark beneath the view.
    pub note: String,
    /// Who says so, instead of the list of sources.
    pub source: String,
    /// Who made the picture.
    pub credit: String,
    /// What is to be seen, for those who cannot see it.
    pub alt: String,
}

/// What is shown, as a headline: "Nissan in Europe, 2026 to 2030: 12 milestones".
pub(super) fn headline(look: &Look<'_>, count: &Count, shown: &BitSet) -> String {
    let words = look.filter.headline(look.plan, &look.plan.about().name);
    format!("{}: {}", sentence(&words), counted(look.plan, count, shown))
}

/// What a count is of: "12 milestones" where all are of one kind.
fn counted(plan: &Plan, count: &Count, shown: &BitSet) -> String {
    let mut kinds = shown.iter().map(|item| plan.record(plan.items().thing(item)).kind);
    let first = kinds.next().filter(|_| count.shown == shown.count());
    let only = first.filter(|kind| kinds.all(|other| other == *kind));
    match (count.noun.is_models(), only) {
        (true, _) => of_kind(plan, Kind::Model, count.shown),
        (false, Some(kind)) => of_kind(plan, kind, count.shown),
        (false, None) => count.noun.counted(count.shown),
    }
}

/// The view and its count, whose plan it is, and of which date.
pub(super) fn subtitle(look: &Look<'_>, summary: &str) -> String {
    let edition = Edition::of(look.plan);
    // The usual headline says the plan's name where the filter names nobody.
    let name = &*look.plan.about().name;
    let named = look.filter.headline(look.plan, name).contains(name);
    let plan = if named { String::new() } else { name.to_owned() };
    let state = [edition.name, edition.as_of].into_iter().filter(|part| !part.is_empty());
    let state = sentence(&state.collect::<Vec<_>>().join(", "));
    let parts = [summary.to_owned(), plan, state];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(". ")
}

/// What is to be seen, for those who cannot see it: the view with its count, from when to when, and what comes
/// first and last.
pub(super) fn description(look: &Look<'_>, view: &dyn Prepared, shown: &BitSet) -> String {
    let items = look.plan.items();
    let mut told = format!("{}.", view.summary(shown));
    // What happens by itself: a model stands there by its milestones.
    let dated = || shown.iter().filter(|item| items.drawn().contains(*item));
    let first = dated().filter_map(|item| Some((items.days(item)?.0, item))).min();
    let last = dated().filter_map(|item| Some((items.days(item)?.0, item))).max();
    for (what, found) in [("First", first), ("Last", last)] {
        if let Some((_, item)) = found {
            told += &format!(" {what}: {}.", words::name_and_date(look.plan, items.thing(item)));
        }
    }
    let disputed =
        shown.iter().filter(|item| look.plan.is_contradicted(look.plan.record(items.thing(*item))));
    match disputed.count() {
        0 => {}
        1 => told += " Of one of them sources disagree.",
        n => told += &format!(" Of {n} of them sources disagree."),
    }
    told
}
