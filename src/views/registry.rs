//! The list of views: a line each, from which their names, what arrangements keep of them and what commands
//! say of them follow.
//!
//! It must never draw. Nothing else in the program lists all views.

use super::map::{MapChoices, MapPort};
use super::matrix::{MatrixOptions, MatrixPort};
use super::timeline::{TimelineChoices, TimelinePort};
use crate::plan::Plan;
use serde::{Deserialize, Serialize};

macro_rules! views {
    ($($kind:ident $field:ident $word:literal $name:literal $options:ident $port:ident;)*) => {
        /// One of the views.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub enum ViewKind { #[default] $($kind,)* }

        impl ViewKind {
            /// All of them, in the order of the window.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// As the window and pictures call it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// As the command line and file names spell it.
            pub fn word(self) -> &'static str {
                match self { $(Self::$kind => $word,)* }
            }
        }

        /// How each view is arranged, and the part of it that is looked at.
        #[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
        #[serde(default)]
        #[allow(missing_docs)]
        pub struct Arranged { $(pub $field: Looked<$options, $port>,)* }

        /// How one of the views is to be arranged.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs)]
        pub enum ViewOptions { $($kind($options),)* }

        /// The part of one of the views that is to be looked at.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs)]
        pub enum ViewPort { $($kind($port),)* }

        impl ViewPort {
            /// Of which view.
            pub fn kind(&self) -> ViewKind {
                match self { $(Self::$kind(_) => ViewKind::$kind,)* }
            }
        }

        $(
            impl From<$options> for ViewOptions {
                fn from(options: $options) -> Self {
                    Self::$kind(options)
                }
            }

            impl From<$port> for ViewPort {
                fn from(port: $port) -> Self {
                    Self::$kind(port)
                }
            }
        )*

        impl Arranged {
            /// Arranges a view. What it is looked at stays.
            pub fn set_options(&mut self, options: ViewOptions) {
                match options { $(ViewOptions::$kind(options) => self.$field.options = options,)* }
            }

            /// Looks at a part of a view.
            pub fn set_port(&mut self, port: ViewPort) {
                match port { $(ViewPort::$kind(port) => self.$field.port = port.tidied(),)* }
            }

            /// Looks at all of a view.
            pub fn fit(&mut self, kind: ViewKind) {
                match kind { $(ViewKind::$kind => self.$field.port = <$port>::default(),)* }
            }

            /// The same, with all of every view in view.
            #[must_use]
            pub fn whole(&self) -> Self {
                let mut whole = self.clone();
                $(whole.$field.port = <$port>::default();)*
                whole
            }

            /// The same, without parts that no view has, whatever a file said.
            #[must_use]
            pub fn tidied(mut self) -> Self {
                $(self.$field.port = self.$field.port.tidied();)*
                self
            }
        }
    };
}

views! {
    Timeline timeline "timeline" "Timeline" TimelineChoices TimelinePort;
    Map map "map" "Map" MapChoices MapPort;
    Matrix matrix "matrix" "Matrix" MatrixOptions MatrixPort;
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

impl ViewKind {
    /// The view of that word, if there is one.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.word() == word)
    }
}

impl Arranged {
    /// As it suits a plan that nobody has looked at yet.
    pub fn of(plan: &Plan) -> Self {
        let mut arranged = Self::default();
        arranged.matrix.options = MatrixOptions::of(plan);
        arranged
    }
}
