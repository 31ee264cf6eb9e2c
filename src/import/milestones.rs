//! A row that is a milestone: what happens, when, to which things, where.
//!
//! It must never make a date of parts finer than the parts that are there.

use super::cells;
use super::draft::{Draft, Value};
use super::fields;
use super::make::{MadeRow, Maker};
use super::meaning::Meaning;
use super::models::{self, line};
use super::problem::Grade;
use super::regions;
use super::sheet::{Cell, Row};
use crate::date::people::{Reading, Stand};
use crate::date::{Day, Moment, Part, When};
use crate::plan::{Field, Kind};

/// Takes a row.
pub fn take(maker: &mut Maker<'_>, row: &Row<'_>, name: &str, column: u16) {
    let at = (row.number, column);
    let name = cells::clean(name, false);
    let of = things(maker, row, column);
    let first = of.first().cloned().unwrap_or_default();
    let id = maker.ids.of(&name, &[&first, "milestone"]);
    let mut draft = Draft::new(Kind::Milestone, id, name);
    draft.comment = Some(match maker.sheet.name.as_str() {
        "" => format!("row {}", row.number + 1),
        sheet => format!("{sheet}, row {}", row.number + 1),
    });
    if !of.is_empty() {
        draft.set(Field::Of, Value::Texts(of));
    }
    for (meaning, field) in [(Meaning::Kind, Field::Kind), (Meaning::Theme, Field::Theme)] {
        if let Some(text) = line(maker, row, &meaning) {
            let text = maker.spelling(field, &text);
            draft.set(field, Value::Text(text));
        }
    }
    if draft.get(Field::Theme).is_none()
        && maker.mapping.column(&Meaning::Brand).is_some()
        && let Some(section) = maker.section.clone()
    {
        draft.set(Field::Theme, Value::Text(section));
    }
    draft.evidence.push(maker.proof(at, None));
    let kept = date(maker, row, &mut draft);
    let places = places(maker, row);
    if !places.is_empty() {
        draft.set(Field::Where, Value::Texts(places));
    }
    if let Some((lat, lon)) = models::coordinates(maker, row) {
        draft.set(Field::At, Value::Place(lat, lon));
    }
    let source = maker.row_source(row);
    draft.evidence.extend(source);
    // The cell of the date says more than that of the name.
    if draft.evidence.len() > 1 && draft.evidence.iter().skip(1).any(|proof| proof.source == maker.source) {
        draft.evidence.remove(0);
    }
    let place = maker.push(draft);
    for (at, text, why) in kept {
        fields::keep(maker, place, at, &text, &why);
    }
    fields::status(maker, row, place);
    fields::notes(maker, row, place);
    fields::figures(maker, row, place);
    fields::own(maker, row, place);
    others(maker, row, place);
    maker.made.rows.push(MadeRow { row: row.number, record: place, milestones: vec![(column, place)] });
}

/// What of a row a milestone has no field for: kept as words.
fn others(maker: &mut Maker<'_>, row: &Row<'_>, record: usize) {
    let mapping = maker.mapping;
    let kept = mapping.columns.iter().filter(|column| {
        matches!(
            column.meaning,
            Meaning::Life(_)
                | Meaning::Code
                | Meaning::Predecessor
                | Meaning::Technology
                | Meaning::OtherName
                | Meaning::Segment
                | Meaning::Body
                | Meaning::Energy
        )
    });
    for column in kept {
        let Some(text) = cells::note(row.cell(column.column)) else { continue };
        let place = maker.sheet.place(row.number, column.column);
        let heading = cells::clean(&column.heading, false);
        if let Some(draft) = maker.record(record) {
            draft.remark(&format!("{place}, {heading}: {text}"));
        }
    }
}

/// The ids of what a milestone happens to: models, else platforms, brands and companies.
fn things(maker: &mut Maker<'_>, row: &Row<'_>, naming: u16) -> Vec<String> {
    let mapping = maker.mapping;
    let mut ids: Vec<String> = Vec::new();
    let brands = models::brands(maker, row);
    for column in mapping.columns(&Meaning::Model).filter(|column| column.column != naming) {
        let Some(text) = cells::line(row.cell(column.column)) else { continue };
        for name in cells::several(&text) {
            let (id, place) = maker.entity(Kind::Model, &name, (row.number, column.column));
            if let Some(draft) = maker.record(place) {
                for brand in &brands {
                    draft.add(Field::Brands, brand.clone());
                }
            }
            ids.push(id);
        }
    }
    if !ids.is_empty() {
        return ids;
    }
    for (meaning, kind) in [(Meaning::Platform, Kind::Platform), (Meaning::Company, Kind::Company)] {
        for column in mapping.columns(&meaning) {
            if kind == Kind::Company && !brands.is_empty() {
                continue;
            }
            let Some(text) = cells::line(row.cell(column.column)) else { continue };
            for name in cells::several(&text) {
                ids.push(maker.entity(kind, &name, (row.number, column.column)).0);
            }
        }
    }
    ids.extend(brands);
    ids.dedup();
    ids
}

/// Regions, plants and countries of a row.
fn places(maker: &mut Maker<'_>, row: &Row<'_>) -> Vec<String> {
    let mapping = maker.mapping;
    let mut all: Vec<String> = Vec::new();
    let mut add = |id: String| {
        if !all.contains(&id) {
            all.push(id)
        }
    };
    for column in mapping.columns(&Meaning::Plant) {
        let Some(text) = cells::line(row.cell(column.column)) else { continue };
        for name in cells::several(&text) {
            add(maker.entity(Kind::Plant, &name, (row.number, column.column)).0);
        }
    }
    for column in mapping.columns(&Meaning::Region) {
        let Some(text) = cells::region(row.cell(column.column)) else { continue };
        for name in cells::several(&text) {
            match maker.region(&name, (row.number, column.column)) {
                Some(id) => add(id),
                None => maker.tell(
                    Grade::Words,
                    (row.number, column.column),
                    name,
                    "Left as words",
                    "It is not known which countries that is, and a region needs countries.",
                ),
            }
        }
    }
    for column in mapping.columns(&Meaning::Country) {
        let Some(text) = cells::line(row.cell(column.column)) else { continue };
        for name in cells::several(&text) {
            match regions::country(&name) {
                Some(country) => add(country.code().to_owned()),
                None => maker.tell(
                    Grade::Words,
                    (row.number, column.column),
                    name,
                    "Left as words",
                    "There is no country of this name.",
                ),
            }
        }
    }
    all
}

/// A cell that is kept as words: where it is, what it says, and why.
type Kept = ((u32, u16), String, String);

/// Gives the milestone its date: of one cell, of start and end, or of year, month and day.
fn date(maker: &mut Maker<'_>, row: &Row<'_>, draft: &mut Draft) -> Vec<Kept> {
    let mut kept: Vec<Kept> = Vec::new();
    let column = |meaning: &Meaning| maker.mapping.column(meaning).map(|column| column.column);
    let (when, start, end) = (column(&Meaning::When), column(&Meaning::Start), column(&Meaning::End));
    let (year, end_year) = (column(&Meaning::Year), column(&Meaning::EndYear));
    let mut ends: [Option<Moment>; 2] = [None, None];
    let mut single: Option<(Reading, (u32, u16), String)> = None;
    for (column, which) in [(when, 0), (start, 1), (end, 2)] {
        let Some(column) = column else { continue };
        let cell = row.cell(column);
        if cell.is_empty() {
            continue;
        }
        let at = (row.number, column);
        let says = cells::clean(&cell.shown(), false);
        let reading = cells::date(cell, maker.people);
        if !reading.is_understood() {
            let why = reading.doubt.unwrap_or("No date was found in it.").to_owned();
            kept.push((at, says, why));
            continue;
        }
        match (which, reading.when) {
            (1 | 2, Some(When::At(moment))) if start.is_some() && end.is_some() => {
                if let Some(slot) = ends.get_mut(which - 1) {
                    *slot = Some(moment);
                }
                draft.evidence.push(maker.proof(at, None));
                if reading.doubt.is_some()
                    || reading.words
                    || reading.claim.is_some()
                    || reading.before.is_some()
                {
                    let why = reading.doubt.unwrap_or("A date among words: the words are kept.");
                    let place = maker.sheet.place(at.0, at.1);
                    draft.remark(&format!("{place}: {says}"));
                    maker.tell(Grade::Doubt, at, says, &moment.words(), why);
                }
            }
            _ if single.is_none() => single = Some((reading, at, says)),
            _ => kept.push((at, says, "The row has a date already.".to_owned())),
        }
    }
    if let Some(part) = year.and_then(|year| parts(maker, row, year, &Meaning::Month, &Meaning::Day)) {
        let at = (row.number, year.unwrap_or(0));
        let last = end_year.and_then(|year| parts(maker, row, year, &Meaning::EndMonth, &Meaning::EndDay));
        let alike = last.is_none_or(|last| last == part);
        ends = [Some(Moment::On(part)), last.map(Moment::On)];
        draft.evidence.push(maker.proof(at, None));
        if alike {
            draft.set(Field::When, Value::Text(part.to_string()));
            return kept;
        }
    } else if let Some(year) = year.filter(|_| single.is_none()) {
        let cell = row.cell(year);
        if !cell.is_empty() {
            let says = cells::clean(&cell.shown(), false);
            let reading = cells::date(cell, maker.people);
            if reading.is_understood() {
                single = Some((reading, (row.number, year), says));
            } else {
                kept.push(((row.number, year), says, "This is not a year.".to_owned()));
            }
        }
    }
    match ends {
        [Some(from), Some(until)] if from == until => {
            draft.set(Field::When, Value::Text(from.to_string()));
        }
        [Some(from), Some(until)] if from.may_precede(until) => {
            draft.set(Field::When, Value::Text(When::Span(Some(from), Some(until)).to_string()));
        }
        [Some(from), Some(until)] => {
            draft.set(Field::When, Value::Text(from.to_string()));
            if let Some(column) = end {
                let why = format!("It would end before it starts ({from}).");
                kept.push(((row.number, column), until.to_string(), why));
            }
        }
        [Some(from), None] => {
            let when = if end.is_some() || end_year.is_some() {
                When::At(from)
            } else {
                When::Span(Some(from), None)
            };
            draft.set(Field::When, Value::Text(when.to_string()));
        }
        [None, Some(until)] => draft.set(Field::When, Value::Text(When::At(until).to_string())),
        [None, None] => {}
    }
    if let Some((reading, at, says)) = single {
        if draft.get(Field::When).is_some() && reading.stand != Some(Stand::Cancelled) {
            kept.push((at, says, "The row has a date already.".to_owned()));
        } else {
            models::dated(maker, draft, &reading, at, &says);
        }
    }
    kept
}

/// A date of a year, and a month and a day where they are there.
fn parts(maker: &Maker<'_>, row: &Row<'_>, year: u16, month: &Meaning, day: &Meaning) -> Option<Part> {
    let number = |cell: Cell<'_>| match cell {
        Cell::Number(number) if number.fract() == 0.0 => Some(number as i64),
        cell => cells::line(cell)?.trim().parse::<i64>().ok(),
    };
    let y = i16::try_from(number(row.cell(year))?).ok().filter(|y| crate::date::YEARS.contains(y))?;
    let cell = |meaning: &Meaning| maker.mapping.column(meaning).map(|column| row.cell(column.column));
    let m = cell(month).filter(|cell| !cell.is_empty()).and_then(|cell| match number(cell) {
        Some(number) => u8::try_from(number).ok().filter(|m| (1..=12).contains(m)),
        // A month by its name.
        None => match maker.people.read(&format!("{} {y}", cell.shown())).when? {
            When::At(Moment::On(Part::Month(_, m))) => Some(m),
            _ => None,
        },
    });
    let d = cell(day).and_then(number).and_then(|d| u8::try_from(d).ok());
    Some(match (m, d) {
        (Some(m), Some(d)) if Day::new(y, m, d).is_some() => Part::Day(y, m, d),
        (Some(m), _) => Part::Month(y, m),
        (None, _) => Part::Year(y),
    })
}
