//! Meanings that depend on each other: what names a row, what there is only once, what start and end are of.
//!
//! It must never take a meaning from a column whose heading is sure for one whose is not.

use super::headings;
use super::ids::slug;
use super::mapping::{ColumnMapping, Rows, Use};
use super::meaning::{Meaning, Sure};
use super::sample::{Sample, of_own};
use std::collections::HashMap;

/// Puts meanings right that depend on each other.
pub fn settle(columns: &mut [ColumnMapping], rows: Rows, samples: &[Sample]) {
    let place = |columns: &[ColumnMapping], meaning: &Meaning| {
        columns.iter().position(|column| column.meaning == *meaning)
    };
    if rows == Rows::Models {
        // What names the row: the model, else a name, else a code, else the first text that tells rows apart.
        let (model, name) = (place(columns, &Meaning::Model), place(columns, &Meaning::Name));
        match (model, name) {
            (Some(_), Some(name)) => set(columns, name, Meaning::OtherName),
            (None, Some(name)) => {
                if let Some(column) = columns.get_mut(name) {
                    column.meaning = Meaning::Model;
                }
            }
            (None, None) => {
                let at = telling(columns, samples)
                    .or_else(|| place(columns, &Meaning::Code))
                    .or_else(|| place(columns, &Meaning::Platform));
                if let Some(at) = at {
                    set(columns, at, Meaning::Model);
                }
            }
            _ => {}
        }
        // Start and end of a model are those of its production.
        for (meaning, kind) in [(Meaning::Start, "sop"), (Meaning::End, "eop"), (Meaning::When, "launch")] {
            let life = Meaning::Life(kind.into());
            let is_there = place(columns, &life).is_some();
            for column in columns.iter_mut().filter(|column| column.meaning == meaning) {
                let kind = if is_there { slug(&headings::bare(&column.heading)) } else { kind.to_owned() };
                (column.meaning, column.sure) = (Meaning::Life(kind.into()), Sure::Guess);
            }
        }
        for column in
            columns.iter_mut().filter(|column| matches!(column.meaning, Meaning::Kind | Meaning::Theme))
        {
            (column.meaning, column.used) = (Meaning::Own, Use::Facet);
        }
    } else {
        if place(columns, &Meaning::Name).is_none() {
            let at = place(columns, &Meaning::Model)
                .filter(|_| place(columns, &Meaning::Kind).is_none())
                .or_else(|| telling(columns, samples));
            if let Some(at) = at {
                set(columns, at, Meaning::Name);
            }
        }
        // What is due has begun before.
        if place(columns, &Meaning::Start).is_some()
            && place(columns, &Meaning::End).is_none()
            && let Some(at) = place(columns, &Meaning::When)
        {
            set(columns, at, Meaning::End);
        }
        // In a list of tasks these are of the tasks.
        if place(columns, &Meaning::When).is_none() && place(columns, &Meaning::Start).is_none() {
            let life = columns.iter().position(|column| matches!(column.meaning, Meaning::Life(_)));
            if let Some(at) = life {
                set(columns, at, Meaning::When);
            }
        }
    }
    // A second column of what a row has once.
    let once = [
        Meaning::Name,
        Meaning::Model,
        Meaning::When,
        Meaning::Start,
        Meaning::End,
        Meaning::Year,
        Meaning::Month,
        Meaning::Day,
        Meaning::Status,
        Meaning::Segment,
        Meaning::Body,
        Meaning::Code,
        Meaning::Volume,
        Meaning::Capacity,
        Meaning::Cost,
        Meaning::Platform,
        Meaning::Latitude,
        Meaning::Longitude,
        Meaning::Kind,
    ];
    let mut seen: HashMap<Meaning, usize> = HashMap::new();
    for at in 0..columns.len() {
        let Some(column) = columns.get(at) else { continue };
        let meaning = column.meaning.clone();
        if !once.contains(&meaning) {
            continue;
        }
        match seen.get(&meaning).copied() {
            None => {
                seen.insert(meaning, at);
            }
            Some(first) => {
                // Of two the surer one stays.
                let surer =
                    column.sure == Sure::Certain && columns.get(first).is_some_and(|c| c.sure == Sure::Guess);
                let loser = if surer { first } else { at };
                if surer {
                    seen.insert(meaning.clone(), at);
                }
                let sample = samples.get(loser).cloned().unwrap_or_default();
                if let Some(column) = columns.get_mut(loser) {
                    column.sure = Sure::Guess;
                    let is_day = meaning.is_date() && sample.dates > 0;
                    column.meaning = match meaning {
                        Meaning::Name | Meaning::Model if rows == Rows::Models => Meaning::OtherName,
                        _ if is_day && rows == Rows::Models => {
                            Meaning::Life(slug(&headings::bare(&column.heading)).into())
                        }
                        _ => Meaning::Own,
                    };
                    column.used = of_own(&sample);
                }
            }
        }
    }
}

fn set(columns: &mut [ColumnMapping], at: usize, meaning: Meaning) {
    if let Some(column) = columns.get_mut(at) {
        (column.meaning, column.sure) = (meaning, Sure::Guess);
    }
}

/// The first column of texts that tell rows apart.
fn telling(columns: &[ColumnMapping], samples: &[Sample]) -> Option<usize> {
    let tells = |sample: &Sample| {
        sample.filled > 0
            && sample.different * 10 >= sample.filled * 7
            && sample.numbers * 2 < sample.filled
            && sample.dates * 2 < sample.filled
            && sample.longest < 120
    };
    columns.iter().zip(samples).position(|(column, sample)| {
        tells(sample)
            && matches!(column.meaning, Meaning::Own | Meaning::Theme | Meaning::Comment | Meaning::Kind)
    })
}
