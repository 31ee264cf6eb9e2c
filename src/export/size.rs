//! How large a picture is. It must never depend on what is drawn.

use super::Error;
use emath::{Vec2, vec2};
use std::fmt;
use std::str::FromStr;

/// The shortest side of a picture in points.
pub const MIN_SIDE: f32 = 240.0;
/// The longest side of a picture in points.
pub const MAX_SIDE: f32 = 10_000.0;
/// Pixels a point where a picture on paper becomes a PNG: 300 an inch.
const PRINT: f32 = 300.0 / 72.0;
/// Points a millimetre.
pub const MILLIMETRE: f32 = 72.0 / 25.4;

/// Width and height of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageSize {
    /// In points: 1/72 inch on paper, a pixel on screen.
    pub points: Vec2,
    /// Pixels a point of a PNG, unless asked otherwise.
    pub scale: f32,
    /// On paper rather than on a screen.
    pub paper: bool,
}

/// Paper that has a name: width and height in millimetres, lying on its side.
const PAPER: &[(&str, f32, f32)] = &[
    ("a5", 210.0, 148.0),
    ("a4", 297.0, 210.0),
    ("a3", 420.0, 297.0),
    ("a2", 594.0, 420.0),
    ("letter", 279.4, 215.9),
    ("tabloid", 431.8, 279.4),
];
/// Sizes of screens that have a name: width and height in points, and pixels a point.
const SCREENS: &[(&str, f32, f32, f32)] =
    &[("slide", 1280.0, 720.0, 1.5), ("wide", 1600.0, 900.0, 1.2), ("square", 1080.0, 1080.0, 1.0)];

impl PageSize {
    /// Every name, as a help text lists them.
    pub fn names() -> String {
        Self::named().collect::<Vec<_>>().join(", ")
    }

    /// Every name, those of paper first.
    pub fn named() -> impl Iterator<Item = &'static str> {
        PAPER.iter().map(|n| n.0).chain(SCREENS.iter().map(|n| n.0))
    }
}

impl fmt::Display for PageSize {
    /// As it is read again: "1920x1080", "297x210mm".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = |points: f32| (points / MILLIMETRE * 10.0).round() / 10.0;
        match self.paper {
            true => write!(f, "{}x{}mm", tenths(self.points.x), tenths(self.points.y)),
            false => write!(f, "{}x{}", self.points.x.round(), self.points.y.round()),
        }
    }
}

impl PageSize {
    /// A sheet of paper of a width and height in millimetres.
    fn of_paper(millimetres: Vec2) -> Self {
        Self { points: millimetres * MILLIMETRE, scale: PRINT, paper: true }
    }
}

impl FromStr for PageSize {
    type Err = Error;

    /// Reads `1920x1080`, `210x297mm` or a name; paper lies on its side unless `-portrait` follows.
    fn from_str(text: &str) -> Result<Self, Error> {
        let lower = text.trim().to_lowercase();
        let (name, portrait) = match lower.strip_suffix("-portrait") {
            Some(name) => (name, true),
            None => (lower.strip_suffix("-landscape").unwrap_or(&lower), false),
        };
        let turned = |side: Vec2| if portrait { vec2(side.y, side.x) } else { side };
        if let Some((_, width, height)) = PAPER.iter().find(|n| n.0 == name) {
            return Ok(Self::of_paper(turned(vec2(*width, *height))));
        }
        if let Some((_, width, height, scale)) = SCREENS.iter().find(|n| n.0 == name) {
            return Ok(Self { points: turned(vec2(*width, *height)), scale: *scale, paper: false });
        }
        let (numbers, on_paper) = match lower.strip_suffix("mm") {
            Some(numbers) => (numbers, true),
            None => (&*lower, false),
        };
        let sides = numbers.split_once(['x', '×']).and_then(|(w, h)| {
            let side = |t: &str| match on_paper {
                true => t.trim().parse::<f32>().ok().filter(|n| n.is_finite() && *n > 0.0),
                false => t.trim().parse::<u32>().ok().map(|n| n as f32),
            };
            Some(vec2(side(w)?, side(h)?) * if on_paper { MILLIMETRE } else { 1.0 })
        });
        let Some(points) = sides else {
            return Err(Error::new(format!(
                "\"{text}\" is not a size: write width x height such as 1920x1080, on paper in millimetres \
                 such as 210x297mm, or one of {} (paper also with -portrait)",
                Self::names()
            )));
        };
        if points.min_elem() < MIN_SIDE || points.max_elem() > MAX_SIDE {
            return Err(Error::new(format!(
                "{text} is out of range: each side of a picture is {MIN_SIDE} to {MAX_SIDE}, on paper {} to {} mm",
                (MIN_SIDE / MILLIMETRE).ceil(),
                (MAX_SIDE / MILLIMETRE).floor()
            )));
        }
        Ok(Self { points, scale: if on_paper { PRINT } else { 1.0 }, paper: on_paper })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_a_size_within_limits_or_an_error(text in ".{0,16}|[0-9]{1,6}x[0-9]{1,6}") {
            if let Ok(size) = text.parse::<PageSize>() {
                prop_assert!(size.points.min_elem() >= MIN_SIDE && size.points.max_elem() <= MAX_SIDE);
            }
        }
    }

    #[test]
    fn sizes_are_read_by_name_and_by_number() {
        let points = |t: &str| t.parse::<PageSize>().map(|s| s.points);
        assert_eq!(points("1920x1080"), Ok(vec2(1920.0, 1080.0)));
        let paper = |t: &str| {
            let size: PageSize = t.parse().unwrap();
            assert!(size.paper, "{t}");
            let side = |points: f32| (points / MILLIMETRE * 10.0).round() / 10.0;
            (side(size.points.x), side(size.points.y))
        };
        assert_eq!(paper("A4"), (297.0, 210.0));
        assert_eq!(paper("a4-portrait"), (210.0, 297.0));
        assert_eq!(paper("letter"), (279.4, 215.9));
        assert_eq!(paper("210 x 297 mm"), (210.0, 297.0));
        assert!(points("infxnanmm").is_err() && points("-1x2mm").is_err());
        let error = points("a9").unwrap_err().to_string();
        assert!(error.contains("a4") && error.contains("1920x1080"), "{error}");
        assert!(points("99999x99999").unwrap_err().to_string().contains("10000"));
    }
}
