//! Fields that models and milestones have alike: status, notes, figures, and columns of the sheet's own.
//!
//! It must never drop a cell that a field does not take: its words are kept.

use super::cells;
use super::draft::Value;
use super::make::Maker;
use super::mapping::Use;
use super::meaning::Meaning;
use super::problem::Grade;
use super::sheet::{Cell, Row};
use super::{amounts, headings, statuses};
use crate::plan::Field;

/// The status of a row's record.
pub fn status(maker: &mut Maker<'_>, row: &Row<'_>, record: usize) {
    let Some(column) = maker.mapping.column(&Meaning::Status).map(|column| column.column) else { return };
    let Some(text) = cells::line(row.cell(column)) else { return };
    match statuses::status(&text) {
        Some(status) => {
            if let Some(draft) = maker.record(record) {
                draft.set(Field::Status, Value::Word(status.word()));
            }
        }
        None => keep(maker, record, (row.number, column), &text, "No status of a plan has this name."),
    }
}

/// Comments, and cells of columns that are kept as notes.
pub fn notes(maker: &mut Maker<'_>, row: &Row<'_>, record: usize) {
    let mapping = maker.mapping;
    for column in mapping.columns(&Meaning::Comment) {
        let Some(text) = cells::note(row.cell(column.column)) else { continue };
        let place = maker.sheet.place(row.number, column.column);
        if let Some(draft) = maker.record(record) {
            draft.remark(&format!("{place}: {text}"));
        }
    }
}

/// Keeps a cell as words of the record, and tells of it.
pub fn keep(maker: &mut Maker<'_>, record: usize, at: (u32, u16), text: &str, why: &str) {
    let place = maker.sheet.place(at.0, at.1);
    if let Some(draft) = maker.record(record) {
        draft.remark(&format!("{place}: {text}"));
    }
    maker.tell(Grade::Words, at, text.to_owned(), "Kept as words", why);
}

/// Volume, capacity and cost.
pub fn figures(maker: &mut Maker<'_>, row: &Row<'_>, record: usize) {
    let mapping = maker.mapping;
    for (meaning, field) in
        [(Meaning::Volume, Field::Volume), (Meaning::Capacity, Field::Capacity), (Meaning::Cost, Field::Cost)]
    {
        let Some(column) = mapping.column(&meaning) else { continue };
        let cell = row.cell(column.column);
        let Some(text) = cells::line(cell) else { continue };
        match figure(maker, cell, &column.heading) {
            Some(value) => {
                if let Some(draft) = maker.record(record) {
                    draft.set(field, Value::Text(value));
                }
            }
            None => {
                keep(maker, record, (row.number, column.column), &text, "This is not a number with a unit.")
            }
        }
    }
}

/// A cell as a figure, with the unit that its heading gives in brackets.
fn figure(maker: &Maker<'_>, cell: Cell<'_>, heading: &str) -> Option<String> {
    let amount = match cell {
        Cell::Number(number) => amounts::Amount { low: number, high: number, unit: String::new() },
        cell => amounts::read(&cell.shown(), maker.mapping.decimal_comma)?,
    };
    let (factor, unit) = headings::unit(heading).map_or((1.0, String::new()), amounts::factor);
    // "95k" under a heading in thousands says its thousands itself.
    let says_itself = matches!(cell, Cell::Text(text) if text.contains(|c: char| c.is_alphabetic()));
    let amount = if says_itself { amount } else { amount.times(factor) };
    Some(amount.ron(Some(&unit).filter(|unit| !unit.is_empty()).map(String::as_str)))
}

/// Columns of the sheet's own.
pub fn own(maker: &mut Maker<'_>, row: &Row<'_>, record: usize) {
    let mapping = maker.mapping;
    let mut named: Vec<(String, String)> = Vec::new();
    for column in mapping.columns(&Meaning::Own) {
        let cell = row.cell(column.column);
        let at = (row.number, column.column);
        let heading = cells::clean(&column.heading, false);
        let facet = maker.own_facets.get(&column.column).copied();
        match (column.used, facet) {
            (Use::LeaveOut, _) => {}
            (Use::Facet, Some(field)) => {
                let Some(text) = cells::line(cell) else { continue };
                let text = maker.spelling(field, &text);
                if let Some(draft) = maker.record(record) {
                    if field == Field::Energy {
                        draft.add(field, text);
                    } else {
                        draft.set(field, Value::Text(text));
                    }
                }
            }
            (Use::Figure, _) => {
                let Some(text) = cells::line(cell) else { continue };
                match figure(maker, cell, &column.heading) {
                    Some(value) => named.push((headings::plain(&heading), value)),
                    None => keep(maker, record, at, &text, "This is not a number with a unit."),
                }
            }
            (Use::Facet | Use::Note, _) => {
                let Some(text) = cells::note(cell) else { continue };
                let place = maker.sheet.place(at.0, at.1);
                if let Some(draft) = maker.record(record) {
                    draft.remark(&format!("{place}, {heading}: {text}"));
                }
            }
        }
    }
    if !named.is_empty()
        && let Some(draft) = maker.record(record)
    {
        draft.set(Field::Figures, Value::Figures(named));
    }
}
