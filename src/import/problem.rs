//! What was not taken as it stands, by the address of its cell.
//!
//! It must never say that something is wrong without saying what was made of it.

use std::fmt;

/// How much was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// The row makes no record.
    LeftOut,
    /// The cell is kept as words.
    Words,
    /// The cell was read, and may mean something else.
    Doubt,
}

impl Grade {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::LeftOut, Self::Words, Self::Doubt];

    /// As a list of problems calls it.
    pub fn label(self) -> &'static str {
        match self {
            Self::LeftOut => "Row left out",
            Self::Words => "Kept as words",
            Self::Doubt => "Read with doubt",
        }
    }
}

/// A cell that was not taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How much was lost.
    pub grade: Grade,
    /// Its row and column, counted from 0.
    pub at: (u32, u16),
    /// Its address with its sheet: `Plan!G14`.
    pub place: String,
    /// What stands in the cell.
    pub says: String,
    /// What was made of it.
    pub made: String,
    /// Why.
    pub why: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, says, made, why, .. } = self;
        let says = if says.is_empty() { "(empty)".to_owned() } else { format!("“{says}”") };
        write!(f, "{place}: {says}: {made}. {why}")
    }
}
