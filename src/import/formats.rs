//! How fine a number format shows a date: "mmm-yy" shows a month.
//!
//! It must never judge a value.

use crate::date::Part;

/// What of a date a format shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// No date.
    Nothing,
    /// A day.
    Day,
    /// A month and no day.
    Month,
    /// A year and no month.
    Year,
    /// A percentage.
    Percent,
}

impl Shows {
    /// What a number format shows.
    pub fn of(code: &str) -> Self {
        let (mut year, mut month, mut day, mut time, mut number) = (false, 0usize, 0usize, false, false);
        let code = bare(code);
        let mut letters = code.chars().peekable();
        let mut last = ' ';
        while let Some(letter) = letters.next() {
            let mut run = 1;
            while letters.next_if_eq(&letter).is_some() {
                run += 1;
            }
            match letter {
                'y' => year = true,
                // Behind a digit it is an exponent.
                'e' if !number => year = true,
                '0' | '#' => number = true,
                // Behind hours, and before seconds, it is minutes.
                'm' if last == 'h' || next_is_seconds(&letters.clone().collect::<String>()) => time = true,
                'm' => month = month.max(run),
                // Three letters and more are the day of the week.
                'd' if run < 3 => day = day.max(run),
                'h' | 's' => time = true,
                '%' => return Self::Percent,
                _ => {}
            }
            if letter.is_ascii_alphabetic() {
                last = letter;
            }
        }
        match (year, month > 0, day > 0) {
            (_, _, true) => Self::Day,
            (true, true, false) => Self::Month,
            (true, false, false) => Self::Year,
            (false, true, false) if !time => Self::Month,
            _ => Self::Nothing,
        }
    }

    /// The part of a day that is shown; `None` where none is.
    pub fn part(self, (year, month, day): (i16, u8, u8)) -> Option<Part> {
        match self {
            Self::Day => Some(Part::Day(year, month, day)),
            Self::Month => Some(Part::Month(year, month)),
            Self::Year => Some(Part::Year(year)),
            Self::Nothing | Self::Percent => None,
        }
    }
}

fn next_is_seconds(rest: &str) -> bool {
    rest.trim_start_matches([':', '.', ' ']).starts_with('s')
}

/// The first section of a format in small letters, without quoted texts, brackets and escaped signs.
fn bare(code: &str) -> String {
    let mut out = String::new();
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => while letters.next().is_some_and(|c| c != '"') {},
            '[' => {
                let inner: String = letters.by_ref().take_while(|c| *c != ']').collect();
                // "[h]" counts hours beyond a day; anything else is a colour, a language or a condition.
                if inner.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's')) {
                    out.extend(inner.chars().flat_map(char::to_lowercase));
                }
            }
            '\\' | '_' | '*' => drop(letters.next()),
            ';' => break,
            other => out.extend(other.to_lowercase()),
        }
    }
    if out == "general" { String::new() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_as_much_as_its_letters_say() {
        for (code, shows) in [
            ("mmm-yy", Shows::Month),
            ("mmm yyyy", Shows::Month),
            ("[$-409]mmm\\-yy;@", Shows::Month),
            ("[$-407]mmmm yyyy", Shows::Month),
            ("yyyy", Shows::Year),
            ("dd.mm.yyyy", Shows::Day),
            ("m/d/yy h:mm", Shows::Day),
            ("ddd mm/yy", Shows::Month),
            ("d-mmm", Shows::Day),
            ("yyyy\"年\"m\"月\"", Shows::Month),
            ("\"day\" yyyy", Shows::Year),
            ("h:mm:ss", Shows::Nothing),
            ("mm:ss", Shows::Nothing),
            ("[h]:mm", Shows::Nothing),
            ("General", Shows::Nothing),
            ("#,##0.00", Shows::Nothing),
            ("0%", Shows::Percent),
            ("0.00E+00", Shows::Nothing),
        ] {
            assert_eq!(Shows::of(code), shows, "{code}");
        }
    }
}
