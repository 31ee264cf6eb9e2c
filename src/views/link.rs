//! A way from a mark to another place of the program: what is shown there, and by which view.
//!
//! It must never hold a number of one plan: a link may be followed after another plan has arrived.

use super::ViewKind;

/// Where a mark leads. What is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// The view to look at.
    pub view: Option<ViewKind>,
    /// The query to ask.
    pub query: Option<String>,
    /// The record to pick, by its id.
    pub select: Option<Box<str>>,
}

impl Link {
    /// To a view.
    pub fn view(kind: ViewKind) -> Self {
        Self { view: Some(kind), ..Self::default() }
    }

    /// To what a query keeps.
    pub fn query(text: String) -> Self {
        Self { query: Some(text), ..Self::default() }
    }

    /// The same, by a view.
    #[must_use]
    pub fn by(self, kind: ViewKind) -> Self {
        Self { view: Some(kind), ..self }
    }
}
