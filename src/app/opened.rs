//! An open plan in the window: its session, and what the window's parts keep of it between frames.
//!
//! It must never change how the plan is looked at but by applying commands to its session.

use super::compare_bar::CompareBar;
use super::facets::Facets;
use super::inspector::Inspector;
use super::known_names::KnownNames;
use super::middle::Middle;
use super::query_field::Query;
use crate::session::{Arrangement, Edition, Key, Known, Place, SavedView, Session};

/// An open plan.
pub struct Opened {
    /// The plan and how it is looked at.
    pub session: Session,
    /// What is typed in the query field.
    pub query: Query,
    /// The id of the record that the pointer rests on, in whichever view.
    pub pointed: Option<Box<str>>,
    /// Its names, for all that looks names up.
    pub names: KnownNames,
    /// The views.
    pub middle: Middle,
    /// The bar above the views while the plan is compared.
    pub compare_bar: CompareBar,
    /// The panel at the left.
    pub facets: Facets,
    /// The panel at the right.
    pub inspector: Inspector,
    /// What became of the selection or the arrangement, until something else is done.
    pub notice: Option<String>,
    /// What is known of its other editions.
    pub editions: Vec<Known>,
    /// Its saved views, and why they cannot be read.
    pub views: Result<Vec<SavedView>, String>,
    /// Where its plan is.
    pub place: Place,
    /// By what it is remembered.
    pub key: Key,
    /// What its plan says of itself.
    pub edition: Edition,
    /// The version of the session and the arrangement of which was told last where the person is.
    pub told: Option<(u64, Arrangement)>,
}

impl Opened {
    /// A plan as it is when it was just opened.
    pub fn new(session: Session) -> Self {
        let about = session.plan().about();
        let place = session.document().place();
        Self {
            key: Key::of(about, &place),
            edition: Edition::of(about),
            place,
            session,
            query: Query::default(),
            names: KnownNames::default(),
            pointed: None,
            middle: Middle::default(),
            compare_bar: CompareBar::default(),
            facets: Facets::default(),
            inspector: Inspector::default(),
            notice: None,
            editions: Vec::new(),
            views: Ok(Vec::new()),
            told: None,
        }
    }

    /// Another plan may have taken the place of the one before.
    pub fn follow(&mut self) {
        let about = self.session.plan().about();
        self.place = self.session.document().place();
        self.key = Key::of(about, &self.place);
        self.edition = Edition::of(about);
    }
}
