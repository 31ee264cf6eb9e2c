//! How a plan is looked at, as one value that can be written down: what history, saved views, crash recovery,
//! pictures and the command line share.
//!
//! It must never hold a number that only one plan understands: records by id, facet values by key. Text that
//! is broken or of a newer program gives the usual arrangement and a message, never a fault.

use super::Panes;
use crate::date::Day;
use crate::plan::Plan;
use crate::views::{Arranged, ViewKind};
use serde::{Deserialize, Serialize};

/// The version of the written form.
pub const VERSION: u32 = 1;

/// Everything about how a plan is looked at, but for settings of the person (theme, panel widths).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrangement {
    /// The version of the written form, from 1 on.
    pub version: u32,
    /// The query's text.
    pub query: String,
    /// What becomes of items that do not match.
    pub others: Others,
    /// The id of the selected record.
    pub selection: Option<Box<str>>,
    /// The date at which the plan is looked at; all of it where there is none.
    pub focus: Option<Day>,
    /// The edition that the plan is compared with.
    pub compared: Option<Compared>,
    /// The ids of those of its records that are not to be found by their names.
    pub apart: Vec<Box<str>>,
    /// How views share the window.
    pub panes: Panes,
    /// How each view is arranged, and the part of it that is looked at.
    pub views: Arranged,
}

/// What becomes of items that a filter does not keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Others {
    /// They are left out.
    #[default]
    Hidden,
    /// They stay, pale.
    Dimmed,
}

impl Others {
    /// The other way.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Hidden => Self::Dimmed,
            Self::Dimmed => Self::Hidden,
        }
    }
}

/// Another edition to compare with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Compared {
    /// A plan that comes with the program, by its file name.
    Bundled(String),
    /// A file, by its path.
    File(std::path::PathBuf),
}

impl Compared {
    /// What the command line calls it: a path, or the name of a plan of the program.
    pub fn path(&self) -> std::path::PathBuf {
        match self {
            Self::Bundled(name) => name.into(),
            Self::File(path) => path.clone(),
        }
    }
}

impl Default for Arrangement {
    fn default() -> Self {
        Self {
            version: VERSION,
            query: String::new(),
            others: Others::default(),
            selection: None,
            focus: None,
            compared: None,
            apart: Vec::new(),
            panes: Panes::default(),
            views: Arranged::default(),
        }
    }
}

/// An arrangement that was read, and what to tell of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// What was read, or the usual arrangement.
    pub arrangement: Arrangement,
    /// Why it is not what the text says, in words for the person.
    pub message: Option<String>,
}

impl Arrangement {
    /// The arrangement that suits a plan nobody looked at yet.
    pub fn of(plan: &Plan) -> Self {
        Self { views: Arranged::of(plan), ..Self::default() }
    }

    /// The same for a picture of one view.
    #[must_use]
    pub fn showing(mut self, kind: ViewKind) -> Self {
        self.panes = Panes::of(kind);
        self
    }

    /// Its written form: RON, a field a line.
    pub fn to_text(&self) -> String {
        let write = |state: &Self| {
            let pretty = ron::ser::PrettyConfig::new().indentor("  ").struct_names(false);
            ron::ser::to_string_pretty(state, pretty).map(|text| text + "\n")
        };
        // It holds nothing that RON cannot write, but for the path of a compared file that is no Unicode.
        let without = || write(&Self { compared: None, ..self.clone() });
        write(self).or_else(|_| without()).unwrap_or_default()
    }

    /// Reads the written form. Fields that are missing are as usual, unknown ones are passed over.
    pub fn read(text: &str) -> Read {
        let usual = |message: String| Read { arrangement: Self::default(), message: Some(message) };
        if let Some(version) = newer(text, VERSION) {
            return usual(format!(
                "the arrangement is of a newer Roadscope (version {version}, this one reads up to {VERSION}): \
                 open it with that one; the usual arrangement is used"
            ));
        }
        match ron::from_str::<Self>(text) {
            Ok(read) => Read { arrangement: read.tidied(), message: None },
            Err(error) => usual(format!(
                "the arrangement cannot be read: line {}, column {}: {}; the usual arrangement is used",
                error.span.start.line, error.span.start.col, error.code
            )),
        }
    }

    fn tidied(self) -> Self {
        Self { version: VERSION, panes: self.panes.tidied(), views: self.views.tidied(), ..self }
    }
}

/// The version of a written form, where it is above the highest that is read.
pub(super) fn newer(text: &str, most: u32) -> Option<u32> {
    #[derive(Deserialize)]
    struct Versioned {
        #[serde(default)]
        version: u32,
    }
    ron::from_str(text).ok().map(|Versioned { version }| version).filter(|version| *version > most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_and_newer_texts_give_the_usual_arrangement_and_say_why() {
        for (text, said) in [
            ("(version: 99, views: 7)", "newer Roadscope"),
            ("(query: 7)", "line 1, column"),
            ("(query: \"brand:nissan\"", "line 1"),
            ("", "line 1"),
            ("\u{0}\u{1b}[31m", "line 1"),
        ] {
            let read = Arrangement::read(text);
            assert_eq!(read.arrangement, Arrangement::default(), "{text}");
            assert!(read.message.as_ref().is_some_and(|m| m.contains(said)), "{text}: {read:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_path_that_is_no_unicode_is_all_that_is_lost() {
        use std::os::unix::ffi::OsStringExt;
        let path = std::ffi::OsString::from_vec(vec![b'a', 0xff]).into();
        let arrangement = Arrangement {
            query: "brand:nissan".into(),
            compared: Some(Compared::File(path)),
            ..Arrangement::default()
        };
        let read = Arrangement::read(&arrangement.to_text());
        assert_eq!((read.arrangement.query.as_str(), read.message), ("brand:nissan", None));
    }

    #[test]
    fn old_texts_without_later_fields_are_read() {
        let read = Arrangement::read("(query: \"brand:nissan\", something_new: (1, 2))");
        assert_eq!(read.message, None);
        assert_eq!(read.arrangement, Arrangement { query: "brand:nissan".into(), ..Arrangement::default() });
    }
}
