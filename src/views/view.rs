//! What a view is: its name, what can be chosen of it, the part of it that is looked at, and how it is made ready.
//!
//! It must never hold a plan. Only the registry knows which views there are.

use super::Look;
use super::prepared::Prepared;
use crate::plan::{Facet, Plan};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

/// A way to show a plan. What it holds of one plan by number is made in [`View::prepare`]; its options and its
/// port outlive the plan: facets by word, values by key, records by id.
pub trait View {
    /// How it is arranged.
    type Options: Clone + PartialEq + Debug + Default + Serialize + DeserializeOwned;
    /// The part of it that is looked at; the default is all of it.
    type Port: Clone + PartialEq + Debug + Default + Serialize + DeserializeOwned;

    /// As the command line, arrangements and file names spell it.
    const WORD: &'static str;
    /// As the window and pictures call it.
    const NAME: &'static str;

    /// Whether a picture can show only the part that its port says, rather than all rows.
    const SHOWS_PART: bool = true;

    /// The options that suit a plan nobody has looked at yet.
    fn options_for(_plan: &Plan) -> Self::Options {
        Self::Options::default()
    }

    /// The facet along a side, where there is one.
    fn side(_options: &Self::Options, _side: Side) -> Option<Facet> {
        None
    }

    /// The options with another facet along a side, by the word of the command line.
    ///
    /// # Errors
    /// Where the view has no such side, or nothing of that word can stand there.
    fn with_side(_options: &Self::Options, _side: Side, _word: &str) -> Result<Self::Options, SideError> {
        Err(SideError::NoSuchSide)
    }

    /// The port that shows some days, from the first to the end of the last; `None` where time is no axis.
    fn port_of_days(_from: f64, _to: f64) -> Option<Self::Port> {
        None
    }

    /// The port that shows what a word names: the world, what matches, a region.
    ///
    /// # Errors
    /// Where the view has no frame, or nothing of that word can be one.
    fn port_of_frame(_plan: &Plan, _word: &str) -> Result<Self::Port, FrameError> {
        Err(FrameError::NoFrame)
    }

    /// A port without what no view can show, whatever a file said.
    fn tidied(port: Self::Port) -> Self::Port;

    /// Makes it ready for what it is looked at with: everything that plan, filter and options decide. `live`
    /// where a person works with it, rather than in a picture.
    fn prepare<'a>(
        look: &Look<'a>,
        looked: &Looked<Self::Options, Self::Port>,
        live: bool,
    ) -> impl Prepared + 'a;
}

/// A side along which a view may have the values of a facet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// What goes down.
    Rows,
    /// What goes across.
    Columns,
}

/// Why nothing was put along a side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SideError {
    /// The view has no such side.
    NoSuchSide,
    /// There is no facet of that word, nor is it this one, which may stand there too.
    Unknown(&'static str),
}

/// Why a view was not fitted to what a word names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FrameError {
    /// The view cannot be fitted to places.
    NoFrame,
    /// There is no region of that word, but these.
    Unknown(Vec<String>),
}

/// A view's arrangement.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Looked<O: Default, P: Default> {
    /// How it is arranged.
    pub options: O,
    /// The part that is looked at.
    pub port: P,
}
