//! Plants of a cell, some of them for a time: "Zwickau -> Wolfsburg (from 27)".
//!
//! It must never give a stay a date that the cell does not.

use super::cells;
use crate::date::people::People;
use crate::date::{Moment, When};

/// A plant and when something is built there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stay {
    /// As the cell names it.
    pub name: String,
    /// From when on.
    pub from: Option<String>,
    /// Until when.
    pub until: Option<String>,
}

const ARROWS: [&str; 7] = ["->", "→", "=>", "➔", ">>", "⇒", "-->"];
/// Words before the date on which a stay begins.
const FROM: [&str; 9] =
    ["from ", "ab ", "since ", "seit ", "as of ", "depuis ", "desde ", "a partir de ", "starting "];
/// Words before the date on which it ends.
const UNTIL: [&str; 8] = ["until ", "bis ", "till ", "to ", "jusqu'en ", "hasta ", "through ", "ends "];

/// The stays of a cell, and whether an arrow leads from one to the next without a date.
pub fn stays(text: &str, people: People) -> (Vec<Stay>, bool) {
    let mut plain = text.to_owned();
    for arrow in ARROWS {
        plain = plain.replace(arrow, "→");
    }
    if !plain.contains('→') {
        return (cells::several(text).iter().map(|one| stay(one, people)).collect(), false);
    }
    let mut all: Vec<Stay> = Vec::new();
    let mut open = false;
    for piece in plain.split('→') {
        let mut stay = stay(piece, people);
        if cells::is_nothing(&stay.name) {
            continue;
        }
        if let Some(before) = all.last_mut() {
            // A date alone behind the later one is when it moves.
            if stay.from.is_none() {
                stay.from = stay.until.take();
            }
            open |= stay.from.is_none() && before.until.is_none();
            if before.until.is_none() {
                before.until.clone_from(&stay.from);
            } else if stay.from.is_none() {
                stay.from.clone_from(&before.until);
            }
        }
        all.push(stay);
    }
    (all, open)
}

/// One plant with its dates.
fn stay(text: &str, people: People) -> Stay {
    let text = cells::clean(text, false);
    let lower = text.to_lowercase();
    let found = |words: &[&str]| {
        let places = words.iter().filter_map(|word| {
            let at = lower.find(word)?;
            let bare = at == 0 || lower.get(..at)?.ends_with([' ', '(', ',', '[']);
            bare.then_some((at, at + word.len()))
        });
        places.min()
    };
    let (from, until) = (found(&FROM), found(&UNTIL));
    let bracket = text.find(['(', '[']);
    let ends = [from.map(|at| at.0), until.map(|at| at.0), bracket];
    let Some(end) = ends.into_iter().flatten().min() else {
        return Stay { name: text.trim().to_owned(), ..Stay::default() };
    };
    let name = text.get(..end).unwrap_or_default().trim().trim_end_matches(['(', '[', ',']).trim().to_owned();
    let read = |at: Option<(usize, usize)>, stop: Option<usize>| {
        let (_, begin) = at?;
        let stop = stop.filter(|stop| *stop > begin).unwrap_or(text.len());
        part(text.get(begin..stop)?, people)
    };
    let stay = Stay {
        from: read(from, until.map(|at| at.0)),
        until: read(until, from.map(|at| at.0)),
        name: name.clone(),
    };
    if stay.from.is_some() || stay.until.is_some() {
        return stay;
    }
    // Brackets with a date or two and nothing else.
    let inner = bracket.and_then(|at| text.get(at + 1..)).unwrap_or_default();
    let inner = inner.split([')', ']']).next().unwrap_or_default();
    match people.read(inner).when {
        Some(When::At(Moment::Within(from, until))) => {
            Stay { name, from: Some(from.to_string()), until: Some(until.to_string()) }
        }
        Some(When::At(moment)) if !name.is_empty() => {
            Stay { name, from: cells::part(moment).map(|part| part.to_string()), until: None }
        }
        // What stands in brackets is part of its name.
        _ => Stay { name: text.trim().to_owned(), ..Stay::default() },
    }
}

fn part(text: &str, people: People) -> Option<String> {
    let text = text.trim().trim_matches(['(', ')', '[', ']', ',', '.', ' ']);
    match people.read(text).when? {
        When::At(moment) => cells::part(moment).map(|part| part.to_string()),
        When::Span(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plant_may_be_left_for_another() {
        let told = |text: &str| {
            let stays = stays(text, People::default()).0;
            let told = stays.into_iter().map(|Stay { name, from, until }| {
                format!("{name} {}/{}", from.unwrap_or_default(), until.unwrap_or_default())
            });
            told.collect::<Vec<_>>().join("; ")
        };
        for (text, wanted) in [
            ("Zwickau -> Wolfsburg (from 27)", "Zwickau /2027; Wolfsburg 2027/"),
            ("Zwickau → Wolfsburg ab Q4/26", "Zwickau /2026-Q4; Wolfsburg 2026-Q4/"),
            ("Zwickau (until 2026) -> Emden", "Zwickau /2026; Emden 2026/"),
            ("Plant A, B from 2028", "Plant A /; B 2028/"),
            ("Zwickau / Emden", "Zwickau /; Emden /"),
            ("Leipzig (2019-2026)", "Leipzig 2019/2026"),
            ("Halle (Saale)", "Halle (Saale) /"),
            ("Puebla", "Puebla /"),
        ] {
            assert_eq!(told(text), wanted, "{text}");
        }
        assert!(stays("A -> B", People::default()).1);
    }
}
