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
        let short: String = text.chars().take(40).collect();
        Self::new(
            format!("\"{short}\" is not a date"),
            "write 2026, 2026-Q3, 2026-H2, 2026-07, 2026-07-14, 202X, 2026~ (about), [..2026] (by), \
             [2026..] (not before), [2026..2030] (some time in), 2026/2030 or 2026/.. (from, to)",
        )
    }

    pub(super) fn order(text: &str) -> Self {
        let short: String = text.chars().take(40).collect();
        Self::new(format!("\"{short}\" ends before it starts"), "put the earlier date first")
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.hint)
    }
}

impl std::error::Error for DateError {}
