//! Text, laid out once: how wide it is, where it breaks, and the glyphs that every picture and the window draw.
//!
//! It must never be measured in another way: what is drawn and what was measured are the same glyphs.

mod cut;
mod face;
mod faces;
mod line;
mod quick;
mod room;
#[cfg(test)]
mod tests;
mod wrap;

pub use cut::{ellipsis, middle_cut};
pub use face::{Face, REGULAR, SEMIBOLD};
pub use line::{Glyph, Letter, Line, Run};
pub use room::clean;
pub use wrap::{wrap, wrap_to};

use super::{Ink, Shape, Text};
use emath::{Pos2, vec2};
use faces::Faces;
use quick::Quick;
use room::Room;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// The name that the bundled font goes by in pictures.
pub const FAMILY: &str = "Inter";

/// How large a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// Axis ticks and counts: 10 points.
    Tick,
    /// Notes and legends: 11 points.
    Note,
    /// Text: 12 points.
    Body,
    /// Titles of views: 13 points.
    Title,
    /// What is selected, and titles of pictures: 18 points.
    Head,
}

impl Size {
    /// In points.
    pub fn points(self) -> f32 {
        match self {
            Self::Tick => 10.0,
            Self::Note => 11.0,
            Self::Body => 12.0,
            Self::Title => 13.0,
            Self::Head => 18.0,
        }
    }

    /// Height above the baseline, in points.
    pub fn ascent(self) -> f32 {
        self.points() * 0.97
    }

    /// Depth below the baseline, in points.
    pub fn descent(self) -> f32 {
        self.points() * 0.24
    }

    /// From the middle of capitals down to the baseline: add it to a row's middle to place text in it.
    pub fn middle(self) -> f32 {
        self.points() * 0.364
    }
}

/// How bold a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Weight {
    /// As running text.
    #[default]
    Regular,
    /// As titles.
    Semibold,
}

/// Measures text and lays it out. Clones share what was laid out; threads may share one.
#[derive(Clone)]
pub struct Metrics(Arc<Shared>);

struct Shared {
    quick: [Quick; 2],
    room: Mutex<Room>,
}

impl Metrics {
    /// With the bundled font, and those of the machine for what it lacks. All of them are one.
    pub fn new() -> Self {
        static ALL: OnceLock<Metrics> = OnceLock::new();
        ALL.get_or_init(|| Self::with(Faces::of_machine())).clone()
    }

    /// With the bundled font, and these font files for what it lacks, whatever the machine has.
    pub fn with_fonts(fonts: Vec<Vec<u8>>) -> Self {
        Self::with(Faces::given(fonts))
    }

    fn with(faces: Faces) -> Self {
        let quick = [Weight::Regular, Weight::Semibold].map(Quick::new);
        Self(Arc::new(Shared { quick, room: Mutex::new(Room::new(faces)) }))
    }

    /// The width of a text in points.
    pub fn width(&self, text: &str, size: Size, weight: Weight) -> f32 {
        let ems = self.quick(weight).width(text).unwrap_or_else(|| self.line(text, weight).width);
        ems * size.points()
    }

    /// A text laid out on one line, its direction that of its first strong letter.
    pub fn line(&self, text: &str, weight: Weight) -> Arc<Line> {
        self.room().line(text, weight)
    }

    /// The face that draws a letter of any script.
    pub fn face(&self, letter: &str, weight: Weight) -> Option<Face> {
        self.room().face(letter, weight)
    }

    /// The face that goes by a name, where a text has used it.
    pub fn face_of_name(&self, name: &str) -> Option<Face> {
        self.room().faces.of_name(name)
    }

    /// Lists the machine's fonts, so that no text has to wait for that later: for a thread beside the others.
    pub fn ask_machine(&self) {
        if self.room().faces.is_unasked() {
            let machine = faces::Machine::new();
            self.room().faces.answer(machine);
        }
    }

    /// One line of text whose baseline begins at a point.
    pub fn mark(&self, at: Pos2, text: &str, size: Size, weight: Weight, ink: impl Into<Ink>) -> Text {
        let quick = self.quick(weight).width(text);
        let width = quick.unwrap_or_else(|| self.line(text, weight).width) * size.points();
        let is_plain = quick.is_some();
        Text { at, text: text.into(), size, weight, ink: ink.into(), width, is_plain, metrics: self.clone() }
    }

    /// As [`Self::mark`], as a shape.
    pub fn text(&self, at: Pos2, text: &str, size: Size, weight: Weight, ink: impl Into<Ink>) -> Shape {
        Shape::Text(self.mark(at, text, size, weight, ink))
    }

    /// One line of text whose baseline ends at a point.
    pub fn text_ending(
        &self,
        at: Pos2,
        text: &str,
        size: Size,
        weight: Weight,
        ink: impl Into<Ink>,
    ) -> Shape {
        self.text_back(1.0, at, text, (size, weight), ink.into())
    }

    /// One line of text whose baseline has its middle at a point.
    pub fn text_around(
        &self,
        at: Pos2,
        text: &str,
        size: Size,
        weight: Weight,
        ink: impl Into<Ink>,
    ) -> Shape {
        self.text_back(0.5, at, text, (size, weight), ink.into())
    }

    /// One line of text that begins by such a part of its width before a point.
    fn text_back(&self, part: f32, at: Pos2, text: &str, of: (Size, Weight), ink: Ink) -> Shape {
        let mut text = self.mark(at, text, of.0, of.1, ink);
        text.at -= vec2(text.width * part, 0.0);
        Shape::Text(text)
    }

    /// The letters of a text, each as wide as it is among its neighbours.
    fn letters(&self, text: &str, weight: Weight) -> Vec<Letter> {
        self.quick(weight).letters(text).unwrap_or_else(|| self.line(text, weight).letters.clone())
    }

    fn quick(&self, weight: Weight) -> &Quick {
        match weight {
            Weight::Regular => &self.0.quick[0],
            Weight::Semibold => &self.0.quick[1],
        }
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        self.0.room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Metrics")
    }
}

/// Fonts are no part of what a text says: any two are equal.
impl PartialEq for Metrics {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Text {
    /// Whether it is letters of the bundled font from left to right, as nearly every text is: any program with
    /// the font that kerns draws it as it is laid out.
    pub fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// The text laid out, in ems: the glyphs that are drawn, from the left end of the baseline.
    pub fn line(&self) -> Arc<Line> {
        self.metrics.line(&self.text, self.weight)
    }
}
