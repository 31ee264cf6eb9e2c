//! The list of views: a line each, from which their names, what arrangements keep of them and what commands
//! say of them follow.
//!
//! It must never draw. Nothing else in the program lists all views.

use super::{FrameError, Look, Looked, Prepared, Side, SideError, View};
use crate::plan::{Facet, Plan};
use serde::{Deserialize, Serialize};

macro_rules! views {
    ($($kind:ident $field:ident $view:ty;)*) => {
        /// One of the views.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[serde(into = "&'static str", try_from = "String")]
        #[allow(missing_docs)]
        pub enum ViewKind { #[default] $($kind,)* }

        impl ViewKind {
            /// All of them, in the order of the window.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// As the window and pictures call it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => <$view as View>::NAME,)* }
            }

            /// Whether a picture can show only the part that is looked at.
            pub fn can_show_part(self) -> bool {
                match self { $(Self::$kind => <$view as View>::SHOWS_PART,)* }
            }

            /// Whether time is an axis of it.
            pub fn is_along_time(self) -> bool {
                match self { $(Self::$kind => <$view as View>::port_of_days(0.0, 1.0).is_some(),)* }
            }

            /// As the command line and file names spell it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$kind => <$view as View>::WORD,)* }
            }
        }

        /// How each view is arranged, and the part of it that is looked at.
        #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
        #[serde(default)]
        #[allow(missing_docs)]
        pub struct Arranged { $(pub $field: Looked<<$view as View>::Options, <$view as View>::Port>,)* }

        /// How one of the views is to be arranged.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs)]
        pub enum ViewOptions { $($kind(<$view as View>::Options),)* }

        /// The part of one of the views that is to be looked at.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs)]
        pub enum ViewPort { $($kind(<$view as View>::Port),)* }

        impl ViewPort {
            /// Of which view.
            pub fn kind(&self) -> ViewKind {
                match self { $(Self::$kind(_) => ViewKind::$kind,)* }
            }
        }

        $(
            impl From<<$view as View>::Options> for ViewOptions {
                fn from(options: <$view as View>::Options) -> Self {
                    Self::$kind(options)
                }
            }

            impl From<<$view as View>::Port> for ViewPort {
                fn from(port: <$view as View>::Port) -> Self {
                    Self::$kind(port)
                }
            }
        )*

        /// A view made ready for pictures, and for the words and signs of a pane: `live` there.
        pub fn prepare<'a>(
            kind: ViewKind,
            look: &Look<'a>,
            views: &Arranged,
            live: bool,
        ) -> Box<dyn Prepared + 'a> {
            match kind { $(ViewKind::$kind => Box::new(<$view as View>::prepare(look, &views.$field, live)),)* }
        }

        impl Arranged {
            /// As it suits a plan that nobody has looked at yet.
            pub fn of(plan: &Plan) -> Self {
                Self { $($field: Looked { options: <$view as View>::options_for(plan), ..Looked::default() },)* }
            }

            /// Arranges a view. What it is looked at stays.
            pub fn set_options(&mut self, options: ViewOptions) {
                match options { $(ViewOptions::$kind(options) => self.$field.options = options,)* }
            }

            /// Looks at a part of a view.
            pub fn set_port(&mut self, port: ViewPort) {
                match port { $(ViewPort::$kind(port) => self.$field.port = <$view as View>::tidied(port),)* }
            }

            /// Puts a facet along a side of a view, by the word of the command line.
            ///
            /// # Errors
            /// Where the view has no such side, or nothing of that word can stand there.
            pub fn set_side(&mut self, kind: ViewKind, side: Side, word: &str) -> Result<(), SideError> {
                match kind {
                    $(ViewKind::$kind => {
                        self.$field.options = <$view as View>::with_side(&self.$field.options, side, word)?;
                    })*
                }
                Ok(())
            }

            /// The facet along a side of a view, where there is one.
            pub fn side(&self, kind: ViewKind, side: Side) -> Option<Facet> {
                match kind { $(ViewKind::$kind => <$view as View>::side(&self.$field.options, side),)* }
            }

            /// Fits a view to what a word names: the world, what matches, a region.
            ///
            /// # Errors
            /// Where the view has no frame, or nothing of that word can be one.
            pub fn set_frame(&mut self, kind: ViewKind, plan: &Plan, word: &str) -> Result<(), FrameError> {
                match kind {
                    $(ViewKind::$kind => self.$field.port = <$view as View>::port_of_frame(plan, word)?,)*
                }
                Ok(())
            }

            /// Looks at some days, from the first to the end of the last, where time is an axis of a view.
            pub fn look_at_days(&mut self, kind: ViewKind, from: f64, to: f64) {
                match kind {
                    $(ViewKind::$kind => {
                        if let Some(port) = <$view as View>::port_of_days(from, to) {
                            self.$field.port = port;
                        }
                    })*
                }
            }

            /// Looks at all of a view.
            pub fn fit(&mut self, kind: ViewKind) {
                match kind { $(ViewKind::$kind => self.$field.port = Default::default(),)* }
            }

            /// The same, with all of every view in view.
            #[must_use]
            pub fn whole(&self) -> Self {
                let mut whole = self.clone();
                $(whole.$field.port = Default::default();)*
                whole
            }

            /// The same, without parts that no view has, whatever a file said.
            #[must_use]
            pub fn tidied(mut self) -> Self {
                $(self.$field.port = <$view as View>::tidied(self.$field.port);)*
                self
            }
        }
    };
}

views! {
    Timeline timeline super::timeline::TimelineView;
    Map map super::map::MapView;
    Matrix matrix super::matrix::MatrixView;
    Table table super::table::TableView;
    Cycle cycle super::cycle::CycleView;
    Targets targets super::targets::TargetsView;
    Ownership ownership super::ownership::OwnershipView;
    Coverage coverage super::coverage::CoverageView;
    Overview overview super::overview::OverviewView;
}

impl ViewKind {
    /// The view of that word, if there is one.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

impl From<ViewKind> for &'static str {
    fn from(kind: ViewKind) -> Self {
        kind.word()
    }
}

impl TryFrom<String> for ViewKind {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        let words = || Self::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(", ");
        Self::from_word(&word).ok_or_else(|| format!("there is no view \"{word}\": there are {}", words()))
    }
}
