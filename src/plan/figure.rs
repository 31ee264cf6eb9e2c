//! Figures with a unit, exact or as a range. They must never be finer than they were written.

use std::fmt;

/// A figure: one number, or all between two, or what lies above or below one.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it measures, where its field does not say: "nameplate".
    pub what: Option<Box<str>>,
    /// The least that it may be; `None` where only the most is known.
    pub low: Option<f64>,
    /// The most that it may be; `None` where only the least is known.
    pub high: Option<f64>,
    /// What is counted: "GW", "cars a year".
    pub unit: Option<Box<str>>,
}

impl Figure {
    /// Its one number, where it is not a range.
    pub fn exact(&self) -> Option<f64> {
        self.low.filter(|_| self.low == self.high)
    }

    /// The number in the middle, or the only one that is known: what to sort by and to draw as one length.
    pub fn middle(&self) -> Option<f64> {
        match (self.low, self.high) {
            (Some(low), Some(high)) => Some(low + (high - low) / 2.0),
            (low, high) => low.or(high),
        }
    }

    /// In words, with numbers as `number` writes them: "10 to 12 GW", "at least 10 GW".
    pub fn words(&self, number: impl Fn(f64) -> String) -> String {
        let amount = match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => number(low),
            (Some(low), Some(high)) => format!("{} to {}", number(low), number(high)),
            (Some(low), None) => format!("at least {}", number(low)),
            (None, Some(high)) => format!("at most {}", number(high)),
            (None, None) => String::new(),
        };
        match &self.unit {
            Some(unit) => format!("{amount} {unit}"),
            None => amount,
        }
    }
}

/// As files write it: `10..12 GW`.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => write!(f, "{low}")?,
            (low, high) => {
                let end = |end: Option<f64>| end.map(|end| end.to_string()).unwrap_or_default();
                write!(f, "{}..{}", end(low), end(high))?;
            }
        }
        self.unit.as_ref().map_or(Ok(()), |unit| write!(f, " {unit}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_written_as_it_was_and_in_words() {
        for (low, high, unit, written, words, middle) in [
            (Some(240.0), Some(240.0), Some("GWh"), "240 GWh", "240 GWh", 240.0),
            (Some(10.0), Some(12.0), Some("GW"), "10..12 GW", "10 to 12 GW", 11.0),
            (Some(10.5), None, None, "10.5..", "at least 10.5", 10.5),
            (None, Some(3.0), Some("bn €"), "..3 bn €", "at most 3 bn €", 3.0),
        ] {
            let figure = Figure { what: None, low, high, unit: unit.map(Into::into) };
            assert_eq!((&*figure.to_string(), &*figure.words(|n| n.to_string())), (written, words));
            assert_eq!(figure.middle(), Some(middle));
            assert_eq!(figure.exact(), low.filter(|_| low == high));
        }
    }
}
