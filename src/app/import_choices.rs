//! How a sheet is read, above the columns: file, sheet, header row, delimiter, encoding, date order, rows.
//!
//! It must never read anything itself: what the person changes is told.

use super::import_dialog::Ready;
use super::import_parts::{choice, labelled};
use super::style;
use crate::import::{Delimiter, Letters, Order, Rows};
use crate::printable;
use crate::scene::{Role, Size, Weight};
use egui::Ui;
use std::path::Path;

/// What a person changed.
#[allow(missing_docs)]
pub enum Change {
    Column(crate::import::ColumnMapping),
    Sheet(String),
    Header(u32),
    Delimiter(Delimiter),
    Letters(Letters),
    Order(Order),
    Rows(Rows),
}

/// File, sheet, and how the text is read; true where another file is to be looked for.
pub fn ui(ui: &mut Ui, path: &Path, ready: Option<&Ready>, change: &mut Option<Change>) -> bool {
    let mut browse = false;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        labelled(ui, "File", "", |ui| {
            ui.horizontal(|ui| {
                ui.label(style::text(ui, printable::word(&name), Size::Body, Weight::Regular, Role::Text));
                browse = ui.button("Browse…").clicked();
            });
        });
        let Some(Ready { opened, mapping, .. }) = ready else { return };
        let sheets = &opened.book.sheets;
        labelled(ui, "Sheet", "", |ui| {
            let current = if opened.sheet.name.is_empty() { "only in workbooks" } else { &opened.sheet.name };
            ui.add_enabled_ui(sheets.len() > 1, |ui| {
                choice(
                    ui,
                    "Sheet",
                    current,
                    sheets.iter().map(|name| (name.clone(), name.clone())),
                    |name| {
                        *change = Some(Change::Sheet(name));
                    },
                );
            });
        });
        labelled(ui, "Header row", "found", |ui| {
            let now = mapping.header_row.unwrap_or(1);
            let rows = opened.sheet.rows().take(30).map(|row| (row.number + 1, (row.number + 1).to_string()));
            choice(ui, "Header row", &now.to_string(), rows, |row| *change = Some(Change::Header(row)));
        });
        let how = opened.book.how(mapping.how());
        labelled(ui, "Delimiter", if how.is_some() { "found" } else { "" }, |ui| {
            ui.add_enabled_ui(how.is_some(), |ui| {
                let now = how.map_or("only in text files", |(_, delimiter)| delimiter.label());
                let all = Delimiter::ALL.into_iter().map(|one| (one, one.label().to_owned()));
                choice(ui, "Delimiter", now, all, |one| *change = Some(Change::Delimiter(one)));
            });
        });
        labelled(ui, "Encoding", if how.is_some() { "found" } else { "" }, |ui| {
            ui.add_enabled_ui(how.is_some(), |ui| {
                let now = how.map_or("only in text files", |(letters, _)| letters.label());
                let all = Letters::ALL.into_iter().map(|one| (one, one.label().to_owned()));
                choice(ui, "Encoding", now, all, |one| *change = Some(Change::Letters(one)));
            });
        });
        let seen = match (opened.guess.order_seen, opened.guess.order_open) {
            (0, Some(_)) => "open: please choose".to_owned(),
            (0, None) => String::new(),
            (1, _) => "found in 1 cell".to_owned(),
            (n, _) => format!("found in {n} cells"),
        };
        labelled(ui, "Date order", &seen, |ui| {
            let now = mapping.date_order.map_or("not needed", Order::label);
            let now =
                if mapping.date_order.is_none() && opened.guess.order_open.is_some() { "open" } else { now };
            let all = [Order::DayFirst, Order::MonthFirst].map(|one| (one, one.label().to_owned()));
            choice(ui, "Date order", now, all.into_iter(), |one| *change = Some(Change::Order(one)));
        });
        labelled(ui, "Each row is", if opened.guess.rows_sure { "found" } else { "guess" }, |ui| {
            let all = [Rows::Models, Rows::Milestones].map(|one| (one, one.label().to_owned()));
            choice(ui, "Each row is", mapping.rows.label(), all.into_iter(), |one| {
                *change = Some(Change::Rows(one))
            });
        });
    });
    browse
}
