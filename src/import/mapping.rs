//! How a sheet is taken: what each column means, and how its text is read. Saved beside the sheet.
//!
//! It must never name a column by its place alone: next month's sheet may have another one before it.

use super::Fault;
use super::meaning::{Meaning, Sure};
use super::text::{Delimiter, How, Letters};
use crate::date::people::DayOrder;
use crate::plan::fold;
use serde::{Deserialize, Serialize};

/// What each row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Rows {
    #[default]
    #[serde(rename = "model")]
    Models,
    #[serde(rename = "milestone")]
    Milestones,
}

impl Rows {
    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Models => "a model",
            Self::Milestones => "a milestone",
        }
    }

    /// What several rows make.
    pub fn many(self) -> &'static str {
        match self {
            Self::Models => "models",
            Self::Milestones => "milestones",
        }
    }
}

/// What becomes of a column that a plan has no field for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Use {
    #[serde(rename = "facet")]
    Facet,
    #[serde(rename = "figure")]
    Figure,
    #[default]
    #[serde(rename = "note")]
    Note,
    #[serde(rename = "leave out")]
    LeaveOut,
}

impl Use {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Facet, Self::Figure, Self::Note, Self::LeaveOut];

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Facet => "Facet",
            Self::Figure => "Figure",
            Self::Note => "Note",
            Self::LeaveOut => "Leave out",
        }
    }
}

/// Which of two numbers before a year is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Order {
    #[serde(rename = "day first")]
    DayFirst,
    #[serde(rename = "month first")]
    MonthFirst,
}

impl Order {
    /// As dates are read by it.
    pub fn of_dates(self) -> DayOrder {
        match self {
            Self::DayFirst => DayOrder::DayFirst,
            Self::MonthFirst => DayOrder::MonthFirst,
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::DayFirst => "day, month, year",
            Self::MonthFirst => "month, day, year",
        }
    }
}

/// What one column means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnMapping {
    /// As the sheet has it.
    pub heading: String,
    /// What it means.
    pub meaning: Meaning,
    /// What becomes of it where a plan has no field for it.
    #[serde(default, rename = "use", skip_serializing_if = "is_default")]
    pub used: Use,
    /// Its place in the sheet at hand.
    #[serde(skip)]
    pub column: u16,
    /// How sure its meaning is.
    #[serde(skip, default = "chosen")]
    pub sure: Sure,
}

fn chosen() -> Sure {
    Sure::Chosen
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// How a sheet is taken.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The sheet of the workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row with the headings, counted from 1 as spreadsheets do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u32>,
    /// What each row is.
    #[serde(default)]
    pub rows: Rows,
    /// The encoding of a text, where it is not the one that is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Letters>,
    /// The delimiter of a text, where it is not the one that is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
    /// Whether numbers have a decimal comma.
    #[serde(default)]
    pub decimal_comma: bool,
    /// Which of two numbers is the day; `None` where that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<Order>,
    /// The month in which fiscal years begin.
    #[serde(default = "january", skip_serializing_if = "is_january")]
    pub fiscal_year_start: u8,
    /// What the columns mean.
    pub columns: Vec<ColumnMapping>,
}

fn january() -> u8 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference in")]
fn is_january(month: &u8) -> bool {
    *month <= 1
}

impl Mapping {
    /// Reads a mapping as it was saved.
    ///
    /// # Errors
    /// What is wrong with it, with its line.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let options =
            ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        options.from_str(text).map_err(|error| {
            let at = error.span.start;
            Fault::new(
                format!("line {}, column {}: {}", at.line, at.col, error.code),
                "mend it, or delete the file: then the columns are guessed anew",
            )
        })
    }

    /// As it is saved.
    pub fn print(&self) -> String {
        let pretty = ron::ser::PrettyConfig::new()
            .depth_limit(2)
            .indentor("    ")
            .extensions(ron::extensions::Extensions::IMPLICIT_SOME);
        let options =
            ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME);
        let text = options.to_string_pretty(self, pretty).unwrap_or_default();
        format!(
            "// What the columns of a sheet mean, for roadscope import. Columns are found by their headings.\n{text}\n"
        )
    }

    /// How the text of a sheet is read.
    pub fn how(&self) -> How {
        How { encoding: self.encoding, delimiter: self.delimiter }
    }

    /// The first column of a meaning.
    pub fn column(&self, meaning: &Meaning) -> Option<&ColumnMapping> {
        self.columns.iter().find(|column| column.meaning == *meaning)
    }

    /// The columns of a meaning.
    pub fn columns(&self, meaning: &Meaning) -> impl Iterator<Item = &ColumnMapping> {
        self.columns.iter().filter(move |column| column.meaning == *meaning)
    }

    /// Takes over what a saved mapping says of columns with the same headings.
    pub fn take_over(&mut self, saved: &Self) {
        self.rows = saved.rows;
        self.decimal_comma = saved.decimal_comma;
        self.date_order = saved.date_order.or(self.date_order);
        self.fiscal_year_start = saved.fiscal_year_start;
        self.encoding = saved.encoding.or(self.encoding);
        self.delimiter = saved.delimiter.or(self.delimiter);
        let mut left: Vec<&ColumnMapping> = saved.columns.iter().collect();
        for column in &mut self.columns {
            let heading = fold(column.heading.trim());
            let Some(at) = left.iter().position(|saved| fold(saved.heading.trim()) == heading) else {
                continue;
            };
            let saved = left.remove(at);
            (column.meaning, column.used, column.sure) = (saved.meaning.clone(), saved.used, Sure::Chosen);
        }
    }
}
