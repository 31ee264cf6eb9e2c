//! Cells for spreadsheets. They must never hand on a formula.

use std::borrow::Cow;

/// A cell that no spreadsheet takes for a formula: one that would be begins with an apostrophe.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    match cell
        .trim_start_matches([' ', '\u{A0}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
    {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}
