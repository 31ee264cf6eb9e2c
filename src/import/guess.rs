//! Guess of a mapping: which row holds the headings, what each column means, what a row is.
//!
//! It must never be sure of what only the cells suggest.

use super::Fault;
use super::amounts;
use super::cells;
use super::headings;
use super::ids::slug;
use super::mapping::{ColumnMapping, Mapping, Order, Rows, Use};
use super::meaning::{Meaning, Sure};
use super::sample::{Sample, of_own, sample};
use super::settle::settle;
use super::sheet::{Cell, Sheet};
use crate::date::people::{DayOrder, People};
use crate::plan::fold;
use std::collections::HashSet;

/// Headings are looked for in so many filled rows.
const HEAD: usize = 60;
/// Cells of so many rows say what a column holds.
pub const SAMPLE: usize = 400;

/// A guessed mapping and what it rests on.
#[derive(Debug, Clone, Default)]
pub struct Guess {
    /// The mapping.
    pub mapping: Mapping,
    /// What the cells of each column are, in the order of the mapping.
    pub samples: Vec<Sample>,
    /// In how many cells the order of day and month was seen.
    pub order_seen: usize,
    /// The first cell whose day and month may be in either order.
    pub order_open: Option<(u32, u16)>,
    /// How sure it is what a row is.
    pub rows_sure: bool,
}

/// Guesses the mapping of a sheet.
///
/// # Errors
/// Where the sheet is empty, or no row of it can be one of headings.
pub fn guess(sheet: &Sheet) -> Result<Guess, Fault> {
    if sheet.count() == 0 {
        return Err(Fault::new("this sheet is empty", "choose another one with --sheet"));
    }
    let Some(header) = header_row(sheet) else {
        let first = sheet.rows().next().map_or(0, |row| row.number);
        let place = sheet.place(first, 0);
        return Err(Fault::new(
            format!("{place}: no row of headings was found in this sheet"),
            "put a row above the columns that says what they are, such as Name, SOP, EOP",
        ));
    };
    Ok(guess_at(sheet, header))
}

/// The row that most likely holds the headings.
fn header_row(sheet: &Sheet) -> Option<u32> {
    let mut best: Option<(f64, u32)> = None;
    for row in sheet.rows().take(HEAD) {
        let mut score = 0.0;
        let mut known = HashSet::new();
        let mut others = 0;
        for (column, cell) in row.filled() {
            let Cell::Text(text) = cell else {
                score -= if matches!(cell, Cell::Date { .. }) { 0.0 } else { 0.4 };
                continue;
            };
            if text.chars().count() > 60 || !known.insert(fold(text.trim())) {
                continue;
            }
            let heading = composed(sheet, row.number, column, text);
            match headings::meaning(&heading) {
                Some((_, Sure::Certain)) => score += 3.0,
                Some(_) if text.chars().count() < 40 => score += 1.2,
                _ => others += 1,
            }
        }
        if score > 0.0 {
            score += f64::from(others.min(12)) * 0.2;
        }
        let below = sheet.rows_from(row.number + 1).next().is_some();
        let enough = score >= 4.0 || score >= 2.4 && known.len() > 1 || score >= 3.0 && sheet.width() == 1;
        if enough && below && best.is_none_or(|(most, _)| score > most * 1.02) {
            best = Some((score, row.number));
        }
    }
    best.map(|(_, row)| row).or_else(|| plain_header(sheet))
}

/// A first row of texts over columns of other things.
fn plain_header(sheet: &Sheet) -> Option<u32> {
    let first = sheet.rows().next()?;
    let count = first.filled().count();
    let texts = |row: &super::sheet::Row<'_>| {
        row.filled()
            .filter(|(_, cell)| {
                matches!(cell, Cell::Text(text) if !People::default().read(text).is_understood()
                && amounts::read(text, false).is_none() && text.chars().count() < 40)
            })
            .count()
    };
    let different: HashSet<String> = first.filled().map(|(_, cell)| fold(&cell.shown())).collect();
    let body: Vec<_> = sheet.rows_from(first.number + 1).take(20).collect();
    let is_mixed = body.iter().any(|row| texts(row) < row.filled().count());
    (count > 1 && texts(&first) == count && different.len() == count && is_mixed).then_some(first.number)
}

/// A heading with the one that stretches above it: “Production” over “Start”.
fn composed(sheet: &Sheet, header: u32, column: u16, text: &str) -> String {
    let above = header.checked_sub(1).and_then(|above| {
        let stretch = sheet.stretches(above).find(|stretch| (stretch.from..=stretch.to).contains(&column))?;
        // A title over the whole sheet says nothing of one column.
        let width = sheet.width();
        if stretch.to - stretch.from + 1 >= width.saturating_sub(1).max(2) {
            return None;
        }
        cells::line(sheet.row(above).cell(stretch.from))
    });
    match above {
        Some(above) if fold(&above) != fold(text.trim()) => {
            let joined = format!("{above} {}", text.trim());
            match headings::meaning(&joined) {
                Some((_, Sure::Certain)) => joined,
                // The word above tells columns apart that would be alike.
                _ if matches!(
                    headings::meaning(text),
                    Some((Meaning::Start | Meaning::End | Meaning::When, _))
                ) =>
                {
                    joined
                }
                _ => text.trim().to_owned(),
            }
        }
        _ => cells::clean(text, false).trim().to_owned(),
    }
}

/// Guesses the mapping of a sheet whose headings stand in a row, counted from 0.
pub fn guess_at(sheet: &Sheet, header: u32) -> Guess {
    let mut guess = Guess::default();
    let row = sheet.row(header);
    let mut headings_of: Vec<(u16, String)> = Vec::new();
    for column in 0..sheet.width() {
        let cell = row.cell(column);
        let heading = match cell {
            Cell::Text(text) => composed(sheet, header, column, text),
            other => cells::clean(&other.shown(), false).trim().to_owned(),
        };
        let below = || sheet.rows_from(header + 1).take(SAMPLE).any(|row| !row.cell(column).is_empty());
        if !heading.is_empty() || below() {
            headings_of.push((column, heading));
        }
    }
    let day_first = headings::is_day_first(headings_of.iter().map(|(_, heading)| heading.as_str()));
    let comma = decimal_comma(sheet, header).unwrap_or(day_first || sheet.semicolons);
    let order = order(sheet, header, &headings_of, day_first, &mut guess);
    let people = People { order: order.map(Order::of_dates), year_start: 1 };
    guess.samples =
        headings_of.iter().map(|(column, _)| sample(sheet, header, *column, people, comma)).collect();
    let mut columns: Vec<ColumnMapping> = headings_of
        .iter()
        .zip(&guess.samples)
        .map(|((column, heading), sample)| {
            let is_date = !matches!(row.cell(*column), Cell::Text(_) | Cell::Empty)
                || people.read(heading).when.is_some();
            let (meaning, sure, used) = of_column(heading, sample, is_date);
            ColumnMapping { heading: heading.clone(), meaning, used, column: *column, sure }
        })
        .collect();
    let rows = rows(&mut columns, &guess.samples);
    guess.rows_sure = rows.1;
    settle(&mut columns, rows.0, &guess.samples);
    guess.mapping = Mapping {
        sheet: (!sheet.name.is_empty()).then(|| sheet.name.clone()),
        header_row: Some(header + 1),
        rows: rows.0,
        decimal_comma: comma,
        date_order: order,
        fiscal_year_start: if is_japanese_fiscal(sheet, header) { 4 } else { 1 },
        columns,
        ..Mapping::default()
    };
    guess
}

/// Whether numbers have a decimal comma; `None` where no cell shows it.
fn decimal_comma(sheet: &Sheet, header: u32) -> Option<bool> {
    let (mut commas, mut points) = (0usize, 0usize);
    for row in sheet.rows_from(header + 1).take(SAMPLE) {
        for (_, cell) in row.filled() {
            if let Cell::Text(text) = cell {
                match amounts::decimal_comma(text) {
                    Some(true) => commas += 1,
                    Some(false) => points += 1,
                    None => {}
                }
            }
        }
    }
    (commas != points).then_some(commas > points)
}

/// Whether cells speak of Japanese fiscal years, which begin in April.
fn is_japanese_fiscal(sheet: &Sheet, header: u32) -> bool {
    let rows = sheet.rows_from(header + 1).take(SAMPLE);
    rows.flat_map(|row| row.filled().map(|(_, cell)| cell.shown().contains("年度")).collect::<Vec<_>>())
        .any(|is| is)
}

/// The order of day and month, as the columns show it as a whole.
fn order(
    sheet: &Sheet,
    header: u32,
    columns: &[(u16, String)],
    day_first: bool,
    guess: &mut Guess,
) -> Option<Order> {
    let (mut days, mut months) = (0usize, 0usize);
    for row in sheet.rows_from(header + 1).take(SAMPLE * 10) {
        for (column, _) in columns {
            let Cell::Text(text) = row.cell(*column) else { continue };
            if text.len() > 60 {
                continue;
            }
            match People::order_shown(text) {
                Some(DayOrder::DayFirst) if !text.contains('.') => days += 1,
                Some(DayOrder::MonthFirst) => months += 1,
                _ if guess.order_open.is_none()
                    && text.contains(['/', '-'])
                    && People::default().read(text).order_open =>
                {
                    guess.order_open = Some((row.number, *column));
                }
                _ => {}
            }
        }
    }
    guess.order_seen = days + months;
    match (days, months) {
        (0, 0) => (day_first && guess.order_open.is_some()).then_some(Order::DayFirst),
        (days, 0) if days > 0 => Some(Order::DayFirst),
        (0, _) => Some(Order::MonthFirst),
        // Both are seen: what is open stays open.
        _ => None,
    }
}

/// What a column means by its heading and its cells.
fn of_column(heading: &str, sample: &Sample, date_heading: bool) -> (Meaning, Sure, Use) {
    let Sample { filled, dates, numbers, links, .. } = *sample;
    let most = |count: usize| count * 10 >= filled * 6 && filled > 0;
    if heading.is_empty() {
        return (Meaning::Nothing, Sure::Guess, Use::LeaveOut);
    }
    // The grid of a Gantt chart: a date for each column, and marks or nothing below.
    if date_heading && headings::meaning(heading).is_none() {
        return (Meaning::Nothing, Sure::Guess, Use::LeaveOut);
    }
    let known = headings::meaning(heading);
    if let Some((meaning, sure)) = known {
        let fits = match &meaning {
            Meaning::Life(_) | Meaning::When | Meaning::Start | Meaning::End => {
                filled == 0 || dates * 10 >= filled * 3
            }
            Meaning::Year | Meaning::EndYear => filled == 0 || most(dates),
            Meaning::Volume | Meaning::Capacity | Meaning::Cost => filled == 0 || numbers * 10 >= filled * 4,
            Meaning::Status => filled == 0 || sample.statuses * 10 >= filled * 2 || sample.different < 15,
            Meaning::Region => filled == 0 || most(sample.regions),
            _ => true,
        };
        // The heading says otherwise than the cells only where it is sure and nothing contradicts it.
        let is_text = matches!(meaning, Meaning::Year | Meaning::Month | Meaning::Day) || meaning.is_date();
        if fits && (sure == Sure::Certain || is_text || !most(dates) || numbers == filled) {
            return (meaning, sure, Use::Note);
        }
    }
    if links * 2 > filled && filled > 0 {
        return (Meaning::Url, Sure::Guess, Use::Note);
    }
    let bare_numbers = numbers == filled && dates < filled;
    if most(dates) && !bare_numbers {
        return (Meaning::Life(slug(&headings::bare(heading)).into()), Sure::Guess, Use::Note);
    }
    (Meaning::Own, Sure::Guess, of_own(sample))
}

/// What each row is, and whether that is sure.
fn rows(columns: &mut [ColumnMapping], samples: &[Sample]) -> (Rows, bool) {
    let has = |meaning: &Meaning| columns.iter().any(|column| column.meaning == *meaning);
    let lives = columns.iter().filter(|column| matches!(column.meaning, Meaning::Life(_))).count();
    let named = [
        Meaning::Platform,
        Meaning::Segment,
        Meaning::Body,
        Meaning::Predecessor,
        Meaning::Energy,
        Meaning::Volume,
        Meaning::Capacity,
    ];
    let traits = named.iter().filter(|meaning| has(meaning)).count();
    let (model, name) = (has(&Meaning::Model), has(&Meaning::Name));
    let dated = has(&Meaning::When) || has(&Meaning::Year) || has(&Meaning::Start) || has(&Meaning::End);
    let different = |meaning: &Meaning| {
        let at = columns.iter().position(|column| column.meaning == *meaning);
        at.and_then(|at| samples.get(at)).map_or((0, 0), |sample| (sample.different, sample.filled))
    };
    if model && name && dated {
        return (Rows::Milestones, true);
    }
    // One model in several rows, each with its date, is a list of what happens.
    let (models, filled) = different(&Meaning::Model);
    if model && dated && lives == 0 && has(&Meaning::Kind) && models * 2 <= filled {
        return (Rows::Milestones, true);
    }
    if lives > 0 {
        return (Rows::Models, lives > 1 || traits > 0 || model);
    }
    if dated && name && traits == 0 {
        return (Rows::Milestones, true);
    }
    if model || traits > 0 {
        return (Rows::Models, model && traits > 0);
    }
    (if dated { Rows::Milestones } else { Rows::Models }, false)
}
