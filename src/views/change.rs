//! What became of things since an older edition, as views say it: signs, legends, notes, names.
//!
//! It must never show a sign that means something else elsewhere, nor tell a change by colour alone.

use super::{LegendEntry, Look};
use crate::changes::{self, edition, edition_and_date};
use crate::explore::Index;
use crate::plan::{BitSet, Change, Plan, Thing};
use crate::scene::{Ink, Paint, Role, Shape, Stroke};
use emath::{Pos2, Rect, pos2};
use std::borrow::Cow;

/// The sign of a change, within 18 by 10 points from the origin.
pub fn sign(change: Change) -> Shape {
    let line = |points: &[(f32, f32)], stroke: Stroke| {
        let points: Vec<Pos2> = points.iter().map(|(x, y)| pos2(*x, *y)).collect();
        Shape::Line { points, stroke }
    };
    let full = || Stroke::new(Role::Text, 1.4);
    let thin = || Stroke::new(Role::Text, 1.0);
    let boxed = |fill: Option<Paint>, stroke: Stroke| Shape::Rect {
        rect: Rect::from_min_max(pos2(2.0, 1.0), pos2(16.0, 9.0)),
        radius: 1.0,
        fill,
        stroke: Some(stroke),
    };
    let hatch = || Some(Paint::Hatch(Role::Text.into()));
    const LATER: [(f32, f32); 5] = [(1.0, 5.0), (17.0, 5.0), (12.5, 2.0), (17.0, 5.0), (12.5, 8.0)];
    let earlier = LATER.map(|(x, y)| (18.0 - x, y));
    match change {
        Change::Cancelled => boxed(hatch(), thin()),
        Change::Ended => Shape::Polygon {
            points: vec![pos2(3.0, 9.0), pos2(15.0, 1.0), pos2(15.0, 9.0)],
            fill: hatch(),
            stroke: Some(thin()),
        },
        Change::PutOff => line(&[(1.0, 5.0), (17.0, 5.0)], Stroke::dashed(Role::Text, 2.0, 2.0)),
        Change::Later => line(&LATER, full()),
        Change::PerhapsLater => line(&LATER, Stroke::dashed(Role::Text, 1.2, 2.0)),
        Change::Earlier => line(&earlier, full()),
        Change::PerhapsEarlier => line(&earlier, Stroke::dashed(Role::Text, 1.2, 2.0)),
        Change::Firmer => line(
            &[
                (2.0, 2.0),
                (6.0, 5.0),
                (2.0, 8.0),
                (6.0, 5.0),
                (12.0, 5.0),
                (16.0, 2.0),
                (12.0, 5.0),
                (16.0, 8.0),
            ],
            thin(),
        ),
        Change::Vaguer => line(
            &[
                (5.0, 2.0),
                (1.0, 5.0),
                (5.0, 8.0),
                (1.0, 5.0),
                (17.0, 5.0),
                (13.0, 2.0),
                (17.0, 5.0),
                (13.0, 8.0),
            ],
            thin(),
        ),
        Change::Figure => {
            line(&[(2.0, 8.0), (7.0, 8.0), (7.0, 5.0), (12.0, 5.0), (12.0, 2.0), (17.0, 2.0)], full())
        }
        Change::Status => {
            let stroke = Some(Stroke::new(Role::Text, 1.6));
            Shape::Circle { center: pos2(9.0, 5.0), radius: 3.6, fill: None, stroke }
        }
        Change::Moved => {
            line(&[(3.0, 1.0), (3.0, 6.5), (15.0, 6.5), (12.0, 3.5), (15.0, 6.5), (12.0, 9.5)], thin())
        }
        Change::Renamed => {
            line(&[(6.0, 1.0), (12.0, 1.0), (9.0, 1.0), (9.0, 9.0), (6.0, 9.0), (12.0, 9.0)], thin())
        }
        Change::Text => line(&[(3.0, 5.0), (15.0, 5.0)], Stroke::dashed(Role::Text, 1.6, 1.6)),
        Change::Same => line(&[(3.0, 5.0), (15.0, 5.0)], thin()),
        Change::Silent => boxed(
            Some(Paint::Solid(Ink::thin(Role::Muted, 56))),
            Stroke::new(Ink::thin(Role::Muted, 110), 1.0),
        ),
        Change::New => line(&[(9.0, 1.0), (9.0, 9.0), (9.0, 5.0), (5.0, 5.0), (13.0, 5.0)], full()),
    }
}

/// What became of shown items, each with how many, counted once by its weightiest change; unchanged ones need no sign.
pub fn legend(plan: &Plan, shown: &BitSet) -> Vec<LegendEntry> {
    if plan.against().is_none() {
        return Vec::new();
    }
    let tally = changes::tally(plan, shown);
    let told = tally.all().filter(|(change, _)| *change != Change::Same);
    told.map(|(change, count)| LegendEntry {
        swatch: sign(change),
        label: format!("{} {count}", change.label()),
    })
    .collect()
}

/// What a picture says of the comparison beneath its view: how many items became what, and what is left out.
pub fn notes(look: &Look<'_>) -> Vec<String> {
    let plan = look.plan;
    let Some(against) = plan.against() else { return Vec::new() };
    let (older, newer) = (edition_and_date(&against.about), edition_and_date(plan.about()));
    let mut filter = look.filter.clone();
    filter.clear_changes();
    let index = if filter.words_asked().is_empty() { Index::without_words() } else { Index::new(plan) };
    let tally = changes::tally(plan, &filter.matching(plan, &index));
    let shown = changes::tally(plan, look.matching);
    let alone = |is_shown: bool| {
        let of_one = [Change::Silent, Change::New].into_iter();
        let told = of_one.filter(|change| (shown.of(*change) > 0) == is_shown && tally.of(*change) > 0);
        told.map(|change| format!("{} {}", tally.of(change), change.counted())).collect::<Vec<_>>().join(", ")
    };
    let (there, left_out) = (alone(true), alone(false));
    let there = if there.is_empty() { there } else { format!("; {there}") };
    let left_out = if left_out.is_empty() { left_out } else { format!("; left out here: {left_out}") };
    let changed: Vec<String> = tally
        .all()
        .filter(|(change, _)| !matches!(change, Change::Silent | Change::New | Change::Same))
        .map(|(change, count)| format!("{count} {}", change.counted()))
        .collect();
    let changed = if changed.is_empty() { String::new() } else { format!(" ({})", changed.join(", ")) };
    vec![
        format!(
            "What changed from {older} to {newer}: {} items in both, {} of them changed{changed}{there}{left_out}. \
             Each item counts once, by its weightiest change.",
            tally.in_both(),
            tally.changed(),
        ),
        format!(
            "A slip is as exact as both dates. Not mentioned in {} does not mean cancelled: that is said only where a \
             record says so.",
            edition(plan.about())
        ),
    ]
}

/// A name with the sign of what only one edition mentions: "+ Bridger", `[FlexEVan]`.
pub fn named(plan: &Plan, thing: Thing, name: &str) -> String {
    match plan.became(thing) {
        Some(became) if became.is(Change::New) => format!("+ {name}"),
        Some(became) if became.is(Change::Silent) => format!("[{name}]"),
        _ => name.to_owned(),
    }
}

/// What became of a thing, in a few words for those who point at it; nothing where it is unchanged.
pub fn words(plan: &Plan, thing: Thing) -> Option<String> {
    let became = plan.became(thing)?;
    match became.weightiest() {
        Change::Same => None,
        Change::New => Some(format!("new in {}", edition(plan.about()))),
        Change::Silent => Some(format!("not mentioned in {}", edition(plan.about()))),
        change => {
            let words = changes::words(plan, thing).into_iter().next()?;
            Some(format!("{}: {}", change.label(), words.whole()))
        }
    }
}

/// What became of a thing, beside the sign of it: "announced → under way"; nothing where it is unchanged.
pub fn said(plan: &Plan, thing: Thing) -> Option<String> {
    let became = plan.became(thing)?;
    match became.weightiest() {
        Change::Same => None,
        Change::New => Some(Change::New.label().to_owned()),
        Change::Silent => Some(Change::Silent.label().to_owned()),
        weightiest => {
            let words = changes::words(plan, thing).into_iter().find(|words| words.change == weightiest)?;
            let is_of_date = weightiest.is_move() || matches!(weightiest, Change::Firmer | Change::Vaguer);
            // Both dates have columns of their own.
            let told = match weightiest {
                _ if is_of_date && !words.by.is_empty() => words.by,
                // Which way is plain from both.
                Change::Status => words.from_to(),
                _ => words.whole(),
            };
            Some(if told.is_empty() { weightiest.label().to_owned() } else { told })
        }
    }
}

/// A name with what became of what it names, where a plan is compared: "First cars: up to 9 months later".
pub fn told<'n>(plan: &Plan, thing: Thing, name: &'n str) -> Cow<'n, str> {
    if plan.against().is_none() {
        return Cow::Borrowed(name);
    }
    let name = named(plan, thing, name);
    Cow::Owned(match brief(plan, thing) {
        Some(brief) => format!("{name}: {brief}"),
        None => name,
    })
}

/// What became of a thing above all, as few words as say it: "up to 13 months later", "34 % → 24 %". Nothing where its
/// sign says all, or no more than its details changed.
fn brief(plan: &Plan, thing: Thing) -> Option<String> {
    let weightiest = plan.became(thing)?.weightiest();
    let words = match weightiest {
        Change::Same | Change::New | Change::Silent | Change::Text => return None,
        // Their bars are hatched and their names struck.
        Change::Cancelled | Change::Ended => return None,
        change => changes::words(plan, thing).into_iter().find(|words| words.change == change)?,
    };
    let by_date = weightiest.is_move() || matches!(weightiest, Change::Firmer | Change::Vaguer);
    Some(match weightiest {
        Change::PutOff => weightiest.label().to_owned(),
        Change::Renamed => words.among_others(),
        _ if by_date && !words.by.is_empty() => words.by,
        _ => words.from_to(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::views::SWATCH;

    #[test]
    fn every_change_has_a_sign_of_its_own_that_fits_a_legend() {
        let mut known: Vec<String> = Vec::new();
        for change in Change::ALL {
            let sign = sign(*change);
            let room = Rect::from_min_size(Pos2::ZERO, SWATCH);
            assert!(room.contains_rect(sign.bounds()), "{change:?}");
            let drawn = format!("{sign:?}");
            assert!(!known.contains(&drawn), "{change:?}");
            known.push(drawn);
        }
    }
}
