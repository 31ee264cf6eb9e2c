//! How a person had the last picture made: what the export dialog begins with.
//!
//! It must never hold words or a part of a plan: those are one picture's.

use crate::export::{Format, PageSize};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The page that a person has who never chose one.
pub const USUAL_PAGE: &str = "slide";
/// The least and most pixels a point of a PNG.
const SCALES: (f32, f32) = (0.1, 8.0);

/// How pictures are made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureChoices {
    /// The page, as the command line spells it; empty for one that is as high as everything needs.
    pub page: String,
    /// The kind of file, as its name ends.
    pub format: String,
    /// Pixels a point of a PNG; as suits the page where there is none.
    pub scale: Option<f32>,
    /// Light on dark.
    pub dark: bool,
    /// Nothing behind the marks.
    pub bare: bool,
    /// The letters of an SVG as outlines.
    pub outlines: bool,
    /// Without title, legend and sources.
    pub plain: bool,
    /// The folder of the last picture.
    pub folder: Option<PathBuf>,
}

impl Default for PictureChoices {
    fn default() -> Self {
        Self {
            page: USUAL_PAGE.to_owned(),
            format: Format::Svg.extension().to_owned(),
            scale: None,
            dark: false,
            bare: false,
            outlines: false,
            plain: false,
            folder: None,
        }
    }
}

impl PictureChoices {
    /// The kind of file.
    pub fn format(&self) -> Format {
        Format::of(Path::new(&format!("picture.{}", self.format))).unwrap_or(Format::Svg)
    }

    /// The same as it must be, whatever a file said.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        if !self.page.is_empty() && self.page.parse::<PageSize>().is_err() {
            self.page = USUAL_PAGE.to_owned();
        }
        self.format = self.format().extension().to_owned();
        let fits = |scale: &f32| (SCALES.0..=SCALES.1).contains(scale);
        self.scale = self.scale.filter(fits);
        self
    }
}
