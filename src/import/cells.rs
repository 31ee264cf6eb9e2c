//! Cells as dates and texts, whatever they hold.
//!
//! It must never take a number for a date that a person would not read as one.

use super::sheet::Cell;
use crate::date::people::{People, Reading, Stand};
use crate::date::{Moment, Part, When};

/// Reads a cell as a date.
pub fn date(cell: Cell<'_>, people: People) -> Reading {
    match cell {
        Cell::Empty => Reading { stand: Some(Stand::Undated), ..Reading::default() },
        Cell::Text(text) => people.read(text),
        Cell::Date { part, .. } => {
            let in_range = crate::date::YEARS.contains(&part.years().0);
            let when = in_range.then_some(When::At(Moment::On(part)));
            let doubt = (!in_range).then_some("The date lies outside the years of plans.");
            Reading { when, words: !in_range, doubt, ..Reading::default() }
        }
        Cell::Number(number) => of_number(number, people),
        Cell::Flag(_) => Reading { words: true, ..Reading::default() },
        Cell::Fault(_) => {
            Reading { words: true, doubt: Some("The formula in this cell failed."), ..Reading::default() }
        }
    }
}

/// 2030, 28, 202607 and 20260714 are dates; 46113 is the number behind a date whose format is lost.
fn of_number(number: f64, people: People) -> Reading {
    let words = |doubt| Reading { words: true, doubt, ..Reading::default() };
    if number.fract() != 0.0 || !(0.0..1e8).contains(&number) {
        return words(None);
    }
    let reading = people.read(&format!("{number}"));
    if reading.when.is_none() && (20_000.0..100_000.0).contains(&number) {
        return words(Some("A day's number whose date format is lost: format the cell as a date."));
    }
    reading
}

/// A cell as a text of one line; `None` where it says nothing.
pub fn line(cell: Cell<'_>) -> Option<String> {
    region(cell).filter(|text| !text.eq_ignore_ascii_case("na"))
}

/// The same where "NA" is North America and not "not applicable".
pub fn region(cell: Cell<'_>) -> Option<String> {
    let text = clean(&cell.shown(), false);
    let text = text.trim();
    if matches!(cell, Cell::Fault(_)) || is_nothing(text) { None } else { Some(text.to_owned()) }
}

/// A cell as a text of several lines; `None` where it says nothing.
pub fn note(cell: Cell<'_>) -> Option<String> {
    let text = clean(&cell.shown(), true);
    let text = text.trim();
    if matches!(cell, Cell::Fault(_)) || text.is_empty() || text == "-" {
        None
    } else {
        Some(text.to_owned())
    }
}

/// Words that stand for an empty cell.
pub fn is_nothing(text: &str) -> bool {
    const NOTHING: &[&str] = &[
        "",
        "-",
        "--",
        "–",
        "—",
        "n/a",
        "n.a.",
        "tbd",
        "tba",
        "tbc",
        "none",
        "null",
        "#n/a",
        "?",
        "k.a.",
        "offen",
        "open",
        "unknown",
        "unbekannt",
        "inconnu",
        "por definir",
        "未定",
        "なし",
        "n.n.",
        "x.x.",
        "nil",
        ".",
        "/",
    ];
    NOTHING.contains(&text.trim().to_lowercase().as_str())
}

/// The longest text that a plan file takes, with room for what is put before it.
const LONGEST: usize = 8000;

/// A text without what cannot be shown; line ends stay where a text has several lines.
pub fn clean(text: &str, lines: bool) -> String {
    let is_plain = text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) && text.len() <= LONGEST;
    if is_plain && !text.contains("  ") {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len().min(LONGEST));
    let mut last = ' ';
    for c in text.chars() {
        let c = match c {
            '\r' => continue,
            '\n' if lines => '\n',
            '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{61c}' => continue,
            '\u{202a}'..='\u{202e}' | '\u{fffe}' | '\u{ffff}' => continue,
            c if c.is_control() || c.is_whitespace() || c == '\u{2028}' || c == '\u{2029}' => ' ',
            c => c,
        };
        if out.len() + c.len_utf8() > LONGEST {
            break;
        }
        if c != ' ' || last != ' ' {
            out.push(c);
        }
        last = c;
    }
    out
}

/// The values of a cell that holds several: parted by commas, semicolons, slashes, plus signs and line ends.
pub fn several(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut depth = 0u32;
    let mut value = String::new();
    let letters: Vec<char> = text.chars().collect();
    for (n, c) in letters.iter().enumerate() {
        let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
        let in_number = digit(n.checked_sub(1)) && digit(Some(n + 1));
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        match c {
            ',' | ';' | '/' | '+' | '&' | '\n' | '|' | '、' | '・' | '，' if depth == 0 && !in_number => {
                out.push(std::mem::take(&mut value));
            }
            c => value.push(*c),
        }
    }
    out.push(value);
    let out = out.iter().flat_map(|value| {
        let joints = [" and ", " und ", " et ", " y ", " et/ou "];
        let joint = joints.iter().find(|joint| value.contains(**joint));
        joint.map_or_else(|| vec![value.as_str()], |joint| value.split(joint).collect())
    });
    out.map(|value| clean(value, false).trim().to_owned()).filter(|value| !is_nothing(value)).collect()
}

/// The part of a moment that is only one part; `None` of a range.
pub fn part(moment: Moment) -> Option<Part> {
    match moment {
        Moment::On(part)
        | Moment::About(part)
        | Moment::Unsure(part)
        | Moment::UnsureAbout(part)
        | Moment::By(part)
        | Moment::From(part) => Some(part),
        Moment::Within(..) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_dates_only_where_people_read_them_so() {
        let read = |number| date(Cell::Number(number), People::default()).when.map(|when| when.to_string());
        assert_eq!(read(2030.0).as_deref(), Some("2030"));
        assert_eq!(read(28.0).as_deref(), Some("2028"));
        assert_eq!(read(202_607.0).as_deref(), Some("2026-07"));
        assert_eq!((read(46113.0), read(2026.5), read(3.0)), (None, None, None));
    }

    #[test]
    fn a_cell_may_hold_several_values() {
        assert_eq!(several("EU/NA, WW"), ["EU", "NA", "WW"]);
        assert_eq!(several("BEV + PHEV"), ["BEV", "PHEV"]);
        assert_eq!(several("Zwickau (2/26), Emden"), ["Zwickau (2/26)", "Emden"]);
        assert_eq!(several("tbd"), Vec::<String>::new());
    }
}
