//! What is wrong with a date, and how to write one. It must never leave a person without an example.

use std::fmt;

/// What is wrong with a date, and how to write it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
}

impl DateError {
    pub(super) fn new(message: String, hint: &'static str) -> Self {
        Self { message, hint }
    }

    pub(super) fn form(text: &str) -> Self {
        Self::new(
            format!("{} is not a date", quoted(text)),
            "write 2026, 2026-Q3, 2026-H2, 2026-07, 2026-W15, 2026-07-14, 202X, FY2026-Q1, 2026~ (about), \
             2026? (perhaps), [..2026] (by), [2026..] (not before), [2026..2030] (some time in), 2026/2030 or 2026/.. (from, to)",
        )
    }

    pub(super) fn order(text: &str) -> Self {
        Self::new(format!("{} ends before it starts", quoted(text)), "put the earlier date first")
    }

    pub(super) fn outside(text: &str) -> Self {
        let (first, last) = (super::YEARS.start(), super::YEARS.end());
        Self::new(
            format!("{} lies outside the years {first} to {last}", quoted(text)),
            "a plan is drawn within these years; look for a slip of the keyboard",
        )
    }
}

/// Enough of a text to recognise it by, in quotation marks.
fn quoted(text: &str) -> String {
    let more = if text.chars().nth(40).is_some() { "…" } else { "" };
    format!("\"{}{more}\"", text.chars().take(40).collect::<String>())
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.hint)
    }
}

impl std::error::Error for DateError {}
