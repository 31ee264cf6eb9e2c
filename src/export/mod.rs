//! A scene as a picture in a file: SVG, PNG, PDF, page sizes, and writing it so that it lands whole.
//!
//! It must never lay anything out, know a view, or depend on anything but the scene, the theme and the
//! fonts: the same input gives the same bytes. Text from a plan stays text, never markup.

mod defs;
mod font;
mod format;
mod landing;
mod letters;
mod litter;
mod paint;
mod pdf;
mod pixels;
mod png;
mod size;
mod svg;
mod xml;

pub use format::Format;
pub use landing::{Landed, Old, free_name, old, write, write_beside};
pub use litter::remove_on_signals;
pub use pdf::pdf;
pub use png::{Pixels, pixels, png};
pub use size::{MILLIMETRE, PageSize};
pub use svg::svg;

#[cfg(test)]
mod alike;
#[cfg(test)]
mod tests;

use crate::scene::{Scene, StandsFor, Theme};
use emath::Vec2;
use std::collections::BTreeSet;
use std::fmt;

/// Tells what a mark stands for, in words for a reader who points at it.
pub type Naming<'a> = dyn Fn(StandsFor) -> Option<String> + 'a;

/// What is drawn, and what a file says of it.
#[derive(Clone, Copy)]
pub struct Picture<'a> {
    /// The marks.
    pub scene: &'a Scene,
    /// Pages after the first one, each as large; only a PDF has them.
    pub further: &'a [Scene],
    /// Light or dark.
    pub theme: Theme,
    /// The document's title; may be empty.
    pub title: &'a str,
    /// The document's description; may be empty.
    pub about: &'a str,
    /// How large a unit of the scene is drawn, in points.
    pub zoom: f32,
    /// Whether an SVG draws its letters as outlines rather than as text.
    pub outlines: bool,
    /// Nothing behind the marks: neither a ground nor what is painted in its colour to hide what lies beneath.
    pub bare: bool,
    /// Who says so, in words; may be empty.
    pub source: &'a str,
    /// On paper: an SVG says its size in millimetres.
    pub paper: bool,
    /// Words for marks, shown when a reader of an SVG points at one.
    pub naming: Option<&'a Naming<'a>>,
}

impl<'a> Picture<'a> {
    /// A picture without title and words.
    pub fn new(scene: &'a Scene, theme: Theme) -> Self {
        Self {
            scene,
            further: &[],
            theme,
            title: "",
            about: "",
            zoom: 1.0,
            outlines: false,
            bare: false,
            source: "",
            paper: false,
            naming: None,
        }
    }

    /// The picture drawn as wide as `width` points.
    #[must_use]
    pub fn as_wide_as(self, width: f32) -> Self {
        let zoom = width / self.scene.size.x;
        Self { zoom: if zoom.is_finite() && zoom > 0.0 { zoom } else { 1.0 }, ..self }
    }

    /// Whether a shape only hides what lies beneath it, and has nothing to hide on a bare picture.
    fn is_hidden(&self, shape: &crate::scene::Shape) -> bool {
        self.bare && shape.is_ground()
    }

    /// The scene of each page.
    fn pages(&self) -> impl Iterator<Item = &'a Scene> + Clone {
        std::iter::once(self.scene).chain(self.further)
    }

    /// Width and height in points.
    pub fn size(&self) -> Vec2 {
        self.scene.size * self.zoom
    }
}

/// The characters of a picture that no font has, neither the bundled one nor one of this machine: boxes stand
/// in their place.
pub fn unwritable(picture: &Picture<'_>) -> Vec<char> {
    let texts = picture.pages().flat_map(font::texts);
    texts
        .flat_map(|text| text.line().unwritable().collect::<Vec<_>>())
        .collect::<BTreeSet<char>>()
        .into_iter()
        .collect()
}

/// Why a picture could not be made, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(String);

impl Error {
    /// With words for the person.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}
