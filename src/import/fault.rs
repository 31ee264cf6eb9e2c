//! What keeps a file from being read as a sheet, and how long reading may take.
//!
//! It must never leave a person without a next step.

use crate::file::Progress;
use std::fmt;
use std::io;
use std::sync::Arc;

/// What is wrong with a whole file, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

impl Fault {
    /// A fault and what to do.
    pub fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    pub(super) fn no_sheet(message: &str) -> Self {
        Self::new(message, "name a sheet: .xlsx, .ods, .csv or .tsv")
    }

    pub(super) fn password() -> Self {
        Self::new("this workbook is locked by a password", "open it and save it without one")
    }

    pub(super) fn disk(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::new("there is no such file", "check its name and folder"),
            io::ErrorKind::PermissionDenied => {
                Self::new("this file may not be read", "ask for the right to read it, or copy it")
            }
            _ => Self::new(format!("this file cannot be read: {error}"), "check its name and folder"),
        }
    }

    /// Nobody waits any more.
    fn unwanted() -> Self {
        Self::new("reading was stopped", "import the sheet again")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.message, self.hint)
    }
}

/// Reading that tells how far it has come, and ends where nobody waits.
#[derive(Debug, Default, Clone)]
pub struct Reading<'p> {
    progress: Option<&'p Arc<Progress>>,
}

impl<'p> Reading<'p> {
    /// Reading that tells a progress.
    pub fn telling(progress: &'p Arc<Progress>) -> Self {
        Self { progress: Some(progress) }
    }

    /// So many more cells are read.
    ///
    /// # Errors
    /// Where nobody waits for the others.
    pub fn go_on(&self, cells: usize) -> Result<(), Fault> {
        match self.progress {
            Some(progress) if !progress.step(cells) => Err(Fault::unwanted()),
            _ => Ok(()),
        }
    }
}
