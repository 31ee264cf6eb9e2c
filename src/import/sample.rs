//! What the cells of a column are, by a look at the first few hundred of them.
//!
//! It must never say what the column means.

use super::guess::SAMPLE;
use super::mapping::Use;
use super::sheet::{Cell, Sheet};
use super::{amounts, cells, regions, statuses};
use crate::date::people::People;
use crate::plan::fold;
use std::collections::HashSet;

/// What the cells of a column are.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// The first few different texts.
    pub texts: Vec<String>,
    /// How many are filled.
    pub filled: usize,
    /// How many are read as dates.
    pub dates: usize,
    /// How many are numbers.
    pub numbers: usize,
    /// How many different texts there are.
    pub different: usize,
    /// How many forms its dates are written in.
    pub forms: usize,
    /// How many are web addresses.
    pub links: usize,
    /// How many are statuses.
    pub statuses: usize,
    /// How many are parts of the world.
    pub regions: usize,
    /// How long the longest text is.
    pub longest: usize,
}

impl Sample {
    /// What they are, in words: “text, 3 values”, “date, 9 forms”.
    pub fn words(&self) -> String {
        let several =
            |n: usize, one: &str, many: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {many}") };
        if self.filled == 0 {
            "empty".to_owned()
        } else if self.dates * 10 >= self.filled * 6 && self.numbers < self.filled {
            format!("date, {}", several(self.forms, "form", "forms"))
        } else if self.numbers * 10 >= self.filled * 8 {
            "number".to_owned()
        } else if self.different * 2 <= self.filled && self.different <= 99 {
            format!("text, {}", several(self.different, "value", "values"))
        } else {
            "text".to_owned()
        }
    }
}

/// Looks at the cells of a column below the headings.
pub fn sample(sheet: &Sheet, header: u32, column: u16, people: People, comma: bool) -> Sample {
    let mut sample = Sample::default();
    let mut known: HashSet<String> = HashSet::new();
    let mut forms: HashSet<String> = HashSet::new();
    for row in sheet.rows_from(header + 1).take(SAMPLE) {
        let cell = row.cell(column);
        let Some(text) = cells::line(cell) else { continue };
        sample.filled += 1;
        sample.longest = sample.longest.max(text.chars().count());
        let is_number = match cell {
            Cell::Number(_) => true,
            Cell::Text(text) => amounts::read(text, comma).is_some(),
            _ => false,
        };
        sample.numbers += usize::from(is_number);
        let reading = cells::date(cell, people);
        if reading.when.is_some() {
            sample.dates += 1;
            forms.insert(form(&text));
        }
        sample.links += usize::from(
            text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."),
        );
        sample.statuses += usize::from(statuses::status(&text).is_some());
        sample.regions += usize::from(cells::several(&text).iter().any(|one| regions::region(one).is_some()));
        if known.insert(fold(&text)) && sample.texts.len() < 4 {
            sample.texts.push(text);
        }
    }
    (sample.different, sample.forms) = (known.len(), forms.len());
    sample
}

/// The form of a date: digits and letters as one each.
fn form(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let class = if c.is_ascii_digit() {
            '0'
        } else if c.is_alphabetic() {
            'a'
        } else {
            c
        };
        if !out.ends_with(class) || class == '0' {
            out.push(class);
        }
    }
    out
}

/// What becomes of a column that no heading is known for.
pub fn of_own(sample: &Sample) -> Use {
    let Sample { filled, numbers, different, longest, .. } = *sample;
    if filled == 0 {
        Use::LeaveOut
    } else if numbers * 10 >= filled * 8 {
        Use::Figure
    } else if different <= 24 && different * 2 <= filled && longest < 40 && different > 1 {
        Use::Facet
    } else {
        Use::Note
    }
}
