//! A row that is a model: what it is, where it is made, and each date of its life as a milestone.
//!
//! It must never join two rows that another brand or code tells apart.

use super::cells;
use super::draft::{Draft, TieDraft, Value};
use super::fields::{figures, keep, notes, own, status};
use super::make::{MadeRow, Maker};
use super::mapping::ColumnMapping;
use super::meaning::Meaning;
use super::problem::Grade;
use super::sheet::{Cell, Row};
use super::{plants, regions};
use crate::date::When;
use crate::date::people::{Reading, Stand};
use crate::plan::{Field, Kind, Status, fold};

/// Takes a row.
pub fn take(maker: &mut Maker<'_>, row: &Row<'_>, name: &str, column: u16) {
    let at = (row.number, column);
    let name = cells::clean(name, false);
    let brands = brands(maker, row);
    let code = line(maker, row, &Meaning::Code).filter(|code| fold(code) != fold(&name));
    let (model, first) = model(maker, &name, &brands, code.as_deref(), at);
    if maker.mapping.column(&Meaning::Model).is_some_and(|named| named.column != column) {
        let why = "The column of names is empty here: another one names the row.";
        maker.tell(Grade::Doubt, at, name.clone(), &format!("Taken as the name “{name}”"), why);
    }
    if let Some(first) = first {
        let why = format!("Row {first} has the same name, brand and code: both are one model.");
        maker.tell(Grade::Doubt, at, name.clone(), "Added to the model of that name", &why);
    }
    traits(maker, row, model);
    places(maker, row, model);
    figures(maker, row, model);
    own(maker, row, model);
    links(maker, row, model);
    let source = maker.row_source(row);
    let mut made = MadeRow { row: row.number, record: model, milestones: Vec::new() };
    let columns: Vec<&ColumnMapping> =
        maker.mapping.columns.iter().filter(|column| matches!(column.meaning, Meaning::Life(_))).collect();
    for column in columns {
        if let Some(place) = life(maker, row, model, column) {
            made.milestones.push((column.column, place));
        }
    }
    if let Some(source) = source {
        for place in made.milestones.iter().map(|(_, place)| *place).chain([model]) {
            if let Some(draft) = maker.record(place) {
                draft.evidence.push(source.clone());
            }
        }
    }
    maker.made.rows.push(made);
}

/// What stands in the first column of a meaning.
pub fn line(maker: &Maker<'_>, row: &Row<'_>, meaning: &Meaning) -> Option<String> {
    maker.mapping.columns(meaning).find_map(|column| cells::line(row.cell(column.column)))
}

/// The ids of the row's brands; a heading over the rows is one where no column holds brands.
pub fn brands(maker: &mut Maker<'_>, row: &Row<'_>) -> Vec<String> {
    let (mut ids, mut places) = (Vec::new(), Vec::new());
    let columns: Vec<u16> = maker.mapping.columns(&Meaning::Brand).map(|column| column.column).collect();
    for column in &columns {
        let Some(text) = cells::line(row.cell(*column)) else { continue };
        for name in cells::several(&text) {
            let (id, place) = maker.entity(Kind::Brand, &name, (row.number, *column));
            if !ids.contains(&id) {
                ids.push(id);
                places.push(place);
            }
        }
    }
    if columns.is_empty()
        && let Some(section) = maker.section.clone()
    {
        let (id, place) = maker.entity(Kind::Brand, &section, (row.number, 0));
        ids.push(id);
        places.push(place);
    }
    // A company that stands beside one brand is the brand's.
    if let Some(column) = maker.mapping.column(&Meaning::Company).map(|column| column.column)
        && let Some(name) = cells::line(row.cell(column))
        && let [place] = places[..]
    {
        let (company, _) = maker.entity(Kind::Company, &name, (row.number, column));
        if let Some(draft) = maker.record(place)
            && draft.get(Field::Company).is_none()
        {
            draft.set(Field::Company, Value::Text(company));
        }
    }
    ids
}

/// The model of a row, and the row that made it where that is another one: the same name, brands and code are one.
fn model(
    maker: &mut Maker<'_>,
    name: &str,
    brands: &[String],
    code: Option<&str>,
    at: (u32, u16),
) -> (usize, Option<u32>) {
    let key =
        format!("{}\u{1}{}\u{1}{}", fold(name), brands.join("\u{1}"), code.map(fold).unwrap_or_default());
    if let Some((place, row)) = maker.models.get(&key) {
        return (*place, Some(row + 1));
    }
    let brand = brands.first().cloned().unwrap_or_default();
    let code_word = code.unwrap_or_default();
    let id = maker.ids.of(name, &[&brand, code_word, "model"]);
    let mut draft = Draft::new(Kind::Model, id, name.to_owned());
    draft.comment = Some(match maker.sheet.name.as_str() {
        "" => format!("row {}", at.0 + 1),
        sheet => format!("{sheet}, row {}", at.0 + 1),
    });
    if !brands.is_empty() {
        draft.set(Field::Brands, Value::Texts(brands.to_vec()));
    }
    if let Some(code) = code {
        draft.set(Field::Code, Value::Text(code.to_owned()));
    }
    draft.evidence.push(maker.proof(at, None));
    let place = maker.push(draft);
    maker.models.insert(key, (place, at.0));
    (place, None)
}

/// Segment, body, energy, technology, status, other names.
fn traits(maker: &mut Maker<'_>, row: &Row<'_>, model: usize) {
    for (meaning, field) in [(Meaning::Segment, Field::Segment), (Meaning::Body, Field::Body)] {
        if let Some(text) = line(maker, row, &meaning) {
            let text = maker.spelling(field, &text);
            if let Some(draft) = maker.record(model) {
                draft.set(field, Value::Text(text));
            }
        }
    }
    for (meaning, field) in [(Meaning::Energy, Field::Energy), (Meaning::Technology, Field::Technology)] {
        let Some(text) = line(maker, row, &meaning) else { continue };
        for value in cells::several(&text) {
            let value = maker.spelling(field, &value);
            if let Some(draft) = maker.record(model) {
                draft.add(field, value);
            }
        }
    }
    if let Some(id) = line(maker, row, &Meaning::OtherName)
        && let Some(draft) = maker.record(model)
        && fold(&id) != fold(&draft.name)
        && !draft.aka.contains(&id)
    {
        draft.aka.push(id);
    }
    status(maker, row, model);
    notes(maker, row, model);
}

/// Platforms, plants, regions, countries, coordinates, companies.
fn places(maker: &mut Maker<'_>, row: &Row<'_>, model: usize) {
    let mapping = maker.mapping;
    for column in mapping.columns(&Meaning::Platform) {
        let Some(text) = cells::line(row.cell(column.column)) else { continue };
        let (id, _) = maker.entity(Kind::Platform, &text, (row.number, column.column));
        if let Some(draft) = maker.record(model) {
            draft.set(Field::Platform, Value::Text(id));
        }
    }
    let country = mapping.column(&Meaning::Country).and_then(|column| {
        let text = cells::line(row.cell(column.column))?;
        Some((text, column.column))
    });
    let mut plant_ids = Vec::new();
    for column in mapping.columns(&Meaning::Plant) {
        let cell = row.cell(column.column);
        if cells::line(cell).is_none() {
            continue;
        }
        plant_ids.extend(built_at(maker, model, &cell.shown(), (row.number, column.column)));
    }
    if let Some((text, column)) = country {
        let at = (row.number, column);
        match (regions::country(&text), &plant_ids[..]) {
            (Some(country), [plant]) => {
                let place = *plant;
                if let Some(draft) = maker.record(place)
                    && draft.get(Field::Country).is_none()
                {
                    draft.set(Field::Country, Value::Text(country.code().to_owned()));
                }
            }
            _ => region(maker, model, &text, at),
        }
    }
    for column in mapping.columns(&Meaning::Region) {
        if let Some(text) = cells::region(row.cell(column.column)) {
            region(maker, model, &text, (row.number, column.column));
        }
    }
    if let (Some((lat, lon)), Some(draft)) = (coordinates(maker, row), maker.record(model)) {
        draft.set(Field::At, Value::Place(lat, lon));
    }
    for column in mapping.columns(&Meaning::Company) {
        let Some(text) = cells::line(row.cell(column.column)) else { continue };
        for name in cells::several(&text) {
            let (id, _) = maker.entity(Kind::Company, &name, (row.number, column.column));
            if let Some(draft) = maker.record(model) {
                draft.add(Field::DevelopedBy, id);
            }
        }
    }
}

/// Latitude and longitude of a row.
pub fn coordinates(maker: &Maker<'_>, row: &Row<'_>) -> Option<(f64, f64)> {
    let degrees = |meaning: &Meaning| {
        let column = maker.mapping.column(meaning)?;
        match row.cell(column.column) {
            Cell::Number(number) => Some(number),
            cell => cells::line(cell)?.trim_end_matches('°').replace(',', ".").parse().ok(),
        }
    };
    let at = (degrees(&Meaning::Latitude)?, degrees(&Meaning::Longitude)?);
    (at.0.abs() <= 90.0 && at.1.abs() <= 180.0).then_some(at)
}

/// The regions of a cell; what is none is kept as words.
fn region(maker: &mut Maker<'_>, model: usize, text: &str, at: (u32, u16)) {
    let mut unknown = Vec::new();
    for name in cells::several(text) {
        match maker.region(&name, at) {
            Some(id) => {
                if let Some(draft) = maker.record(model) {
                    draft.add(Field::Regions, id);
                }
            }
            None => unknown.push(name),
        }
    }
    if !unknown.is_empty() {
        let words = unknown.join(", ");
        keep(
            maker,
            model,
            at,
            &words,
            "It is not known which countries that is, and a region needs countries.",
        );
    }
}

/// The plants of a cell, each once or for a time; gives their places among the records.
fn built_at(maker: &mut Maker<'_>, model: usize, text: &str, at: (u32, u16)) -> Vec<usize> {
    let (stays, open) = plants::stays(text, maker.people);
    let dated = stays.iter().any(|stay| stay.from.is_some() || stay.until.is_some());
    let mut places = Vec::new();
    let mut ties = Vec::new();
    for stay in stays {
        let (id, place) = maker.entity(Kind::Plant, &stay.name, at);
        if places.contains(&place) && !dated {
            continue;
        }
        places.push(place);
        if dated {
            ties.push(TieDraft {
                key: "plant",
                to: id,
                from: stay.from,
                until: stay.until,
                ..TieDraft::default()
            });
        } else if let Some(draft) = maker.record(model) {
            draft.add(Field::Plants, id);
        }
    }
    if dated {
        let told: Vec<String> = ties
            .iter()
            .filter_map(|tie| {
                let name = maker.made.plan.records.iter().find(|draft| draft.id == tie.to)?.name.clone();
                let from = tie.from.as_ref().map(|from| format!(" from {from}")).unwrap_or_default();
                let until = tie.until.as_ref().map(|until| format!(" until {until}")).unwrap_or_default();
                Some(format!("{name}{from}{until}"))
            })
            .collect();
        if let Some(draft) = maker.record(model) {
            draft.set(Field::BuiltAt, Value::Ties(ties));
        }
        let says = cells::clean(text, false);
        maker.tell(Grade::Doubt, at, says, &told.join(", "), "Plants with dates in one cell.");
    } else if open {
        let says = cells::clean(text, false);
        let place = maker.sheet.place(at.0, at.1);
        if let Some(draft) = maker.record(model) {
            draft.remark(&format!("{place}: {says}"));
        }
        maker.tell(
            Grade::Doubt,
            at,
            says,
            "Both plants, without dates",
            "An arrow alone leaves open when it moves.",
        );
    }
    places
}

/// Names of predecessors, to be found once all rows are read.
fn links(maker: &mut Maker<'_>, row: &Row<'_>, model: usize) {
    let columns: Vec<u16> =
        maker.mapping.columns(&Meaning::Predecessor).map(|column| column.column).collect();
    for column in columns {
        let Some(text) = cells::line(row.cell(column)) else { continue };
        // A name may hold a sign that parts others.
        let names = cells::several(&text);
        maker.predecessors.extend(names.into_iter().map(|name| (model, (row.number, column), name)));
    }
}

/// The milestone that a cell of a life's date is; `None` where it holds none.
fn life(maker: &mut Maker<'_>, row: &Row<'_>, model: usize, column: &ColumnMapping) -> Option<usize> {
    let Meaning::Life(kind) = &column.meaning else { return None };
    let cell = row.cell(column.column);
    if cell.is_empty() {
        return None;
    }
    let at = (row.number, column.column);
    let says = cells::clean(&cell.shown(), false);
    let reading = cells::date(cell, maker.people);
    if !reading.is_understood() {
        let why = reading.doubt.unwrap_or("No date was found in it.");
        keep(maker, model, at, &says, why);
        return None;
    }
    let (id, name) =
        maker.made.plan.records.get(model).map(|draft| (draft.id.clone(), draft.name.clone()))?;
    let milestone = maker.ids.of(&format!("{id} {kind}"), &[]);
    let what = format!("{name}: {}", Maker::life_name(column, kind));
    let mut draft = Draft::new(Kind::Milestone, milestone, what);
    draft.set(Field::Kind, Value::Text(kind.to_string()));
    draft.set(Field::Of, Value::Texts(vec![id]));
    dated(maker, &mut draft, &reading, at, &says);
    Some(maker.push(draft))
}

/// Gives a milestone what its cell says of its date, with the cell as evidence, and tells of what is in doubt.
pub fn dated(maker: &mut Maker<'_>, draft: &mut Draft, reading: &Reading, at: (u32, u16), says: &str) {
    let place = maker.sheet.place(at.0, at.1);
    if let Some(when) = reading.when {
        draft.set(Field::When, Value::Text(when.to_string()));
    }
    let status = match reading.stand {
        Some(Stand::Cancelled) => Some(Status::Cancelled),
        Some(Stand::Slipped) => Some(Status::Slipped),
        _ => None,
    };
    if let Some(status) = status {
        draft.set(Field::Status, Value::Word(status.word()));
    }
    let plain = reading.when.is_some_and(|when| when.to_string() == says);
    let quote = (!plain).then(|| says.to_owned()).filter(|says| !says.is_empty());
    draft.evidence.push(maker.proof(at, quote.clone()));
    if let Some(claim) = reading.claim.filter(|claim| Some(*claim) != reading.when) {
        let mut proof = maker.proof(at, quote);
        proof.claims.push((Field::When, claim.to_string()));
        draft.evidence.push(proof);
    }
    let mut made = reading.when.map_or_else(|| "No date".to_owned(), When::words);
    if let Some(claim) = reading.claim {
        made += &format!(", and {} as another claim", claim.words());
    }
    if let Some(before) = reading.before {
        made += &format!(", put off from {}", before.words());
        draft.remark(&format!("{place}: {says}"));
    }
    if reading.words {
        draft.remark(&format!("{place}: {says}"));
    }
    let is_fiscal = reading.when.is_some_and(|when| when.to_string().contains("FY"));
    let why = match reading {
        Reading { doubt: None, .. } if is_fiscal && maker.mapping.fiscal_year_start <= 1 => {
            "The month in which fiscal years begin is not known: set fiscal_year_start in the mapping."
        }
        Reading { doubt: Some(doubt), .. } => *doubt,
        Reading { words: true, .. } => "A date among words: the words are kept.",
        Reading { before: Some(_), .. } => "The date before it is kept as words.",
        Reading { claim: Some(_), .. } => "Two dates in one cell.",
        _ => return,
    };
    let why = if reading.order_open {
        "Day and month may be in either order: say which under “Date order”, or with date_order in the mapping."
    } else {
        why
    };
    maker.tell(Grade::Doubt, at, says.to_owned(), &made, why);
}
