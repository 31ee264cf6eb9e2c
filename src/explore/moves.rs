//! The part of a filter that asks how far dates moved. It must never hold where no date moved.

use super::period::Period;
use crate::date::{DateError, Day, Slip};
use crate::plan::{BitSet, Change, Facet, Plan};
use std::fmt;

/// The key that asks for it.
pub(super) const KEY: &str = "slip";
/// What may be written behind it.
pub(super) const EXAMPLES: &str = ">6m, <1y, 3m..12m, <-6m";

/// How far a date may have moved: later by more than one length of time, by less than another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moves {
    least: Option<Length>,
    most: Option<Length>,
}

/// A length of time forth or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Length {
    period: Period,
    back: bool,
}

impl Length {
    fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        let rest = text.strip_prefix(['-', '−']);
        let period = Period::parse(rest.unwrap_or(text)).map_err(|error| DateError {
            hint: "write how far a date moved, later ones without a sign: slip:>6m, slip:3m..12m, slip:<-1y",
            ..error
        })?;
        Ok(Self { period, back: rest.is_some() })
    }

    fn from(self, day: Day) -> Day {
        if self.back { self.period.before(day) } else { self.period.after(day) }
    }

    fn words(self) -> String {
        format!("{} {}", self.period.length(), if self.back { "earlier" } else { "later" })
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.back { "-" } else { "" }, self.period)
    }
}

impl Moves {
    /// Reads `>6m`, `<6m`, `3m..12m`; a length alone asks for more than it.
    ///
    /// # Errors
    /// What is wrong with the text and how it should look.
    pub(super) fn parse(text: &str) -> Result<Self, DateError> {
        let text = text.trim();
        if let Some((from, to)) = text.split_once("..") {
            let end = |text: &str| if text.is_empty() { Ok(None) } else { Length::parse(text).map(Some) };
            let (least, most) = (end(from)?, end(to)?);
            let day = Day(0);
            let is_turned = least.zip(most).is_some_and(|(a, b)| a.from(day) >= b.from(day));
            if is_turned || (least.is_none() && most.is_none()) {
                return Err(DateError {
                    message: format!("\"{text}\" holds no length of time"),
                    hint: "put the shorter one first: slip:3m..12m",
                });
            }
            return Ok(Self { least, most });
        }
        let rest = |signs: &[char]| text.strip_prefix(signs).map(|rest| rest.trim_start_matches('='));
        match rest(&['<', '≤']) {
            Some(rest) => Ok(Self { least: None, most: Some(Length::parse(rest)?) }),
            None => {
                let least = Length::parse(rest(&['>', '≥']).unwrap_or(text))?;
                Ok(Self { least: Some(least), most: None })
            }
        }
    }

    fn holds(self, slip: Slip) -> bool {
        let bound = |length: Option<Length>| length.map(|length| move |day| length.from(day));
        slip.may_lie_between(bound(self.least), bound(self.most))
    }

    /// As a caption says it: "moved perhaps more than 6 months later".
    pub(super) fn words(self) -> String {
        match (self.least, self.most) {
            (Some(least), Some(most)) => {
                format!("moved perhaps by {} to {}", least.words(), most.words())
            }
            (Some(least), None) if least.back => format!("moved at most {}, or later", least.words()),
            (Some(least), None) => format!("moved perhaps more than {}", least.words()),
            (None, Some(most)) if most.back => format!("moved perhaps more than {}", most.words()),
            (None, Some(most)) => format!("moved perhaps less than {}, or earlier", most.words()),
            (None, None) => "moved".to_owned(),
        }
    }
}

impl fmt::Display for Moves {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (Some(least), Some(most)) => write!(f, "{least}..{most}"),
            (Some(least), None) => write!(f, ">{least}"),
            (None, Some(most)) => write!(f, "<{most}"),
            (None, None) => Ok(()),
        }
    }
}

/// The items whose dates moved, and as far as one of these; all that moved where there is none.
pub(super) fn moved(plan: &Plan, any: &[Moves]) -> BitSet {
    let items = plan.items();
    let column = items.column(Facet::Change);
    let mut set = BitSet::none(items.len());
    for change in Change::ALL.iter().filter(|change| change.is_move()) {
        if let Some(value) = column.value_of_key(change.word()) {
            column.members(value).add_to(&mut set);
        }
    }
    let mut kept = BitSet::none(items.len());
    for item in set.iter() {
        let slip = plan.became(items.thing(item)).and_then(|became| became.slip());
        if slip.is_some_and(|slip| any.is_empty() || any.iter().any(|moves| moves.holds(slip))) {
            kept.insert(item);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_written_as_it_was_read() {
        for (asked, written) in [
            (">6m", ">6m"),
            ("6m", ">6m"),
            ("> 6 months", ">6m"),
            (">=1 year", ">1y"),
            ("<6m", "<6m"),
            ("<-6m", "<-6m"),
            ("3m..12m", "3m..12m"),
            ("-1y..1y", "-1y..1y"),
            ("..2q", "<2q"),
        ] {
            assert_eq!(Moves::parse(asked).map(|moves| moves.to_string()).as_deref(), Ok(written), "{asked}");
        }
        for wrong in ["", "..", "soon", "12m..3m", ">", "0m", "6m..6m", "99999999y"] {
            assert!(Moves::parse(wrong).is_err(), "{wrong}");
        }
    }
}
