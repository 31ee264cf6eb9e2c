//! How large a picture is. It must never depend on what is drawn.

use super::Error;
use emath::{Vec2, vec2};
use std::str::FromStr;

/// The shortest side of a picture in points.
pub const MIN_SIDE: f32 = 240.0;
/// The longest side of a picture in points.
pub const MAX_SIDE: f32 = 10_000.0;
/// Pixels a point where a picture on paper becomes a PNG: 300 an inch.
const PRINT: f32 = 300.0 / 72.0;

/// Width and height of a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageSize {
    /// In points: 1/72 inch on paper, a pixel on screen.
    pub points: Vec2,
    /// Pixels a point of a PNG, unless asked otherwise.
    pub scale: f32,
}

/// The sizes that have a name: width and height in points, and pixels a point.
const NAMED: &[(&str, f32, f32, f32)] = &[
    ("a5", 595.0, 420.0, PRINT),
    ("a4", 842.0, 595.0, PRINT),
    ("a3", 1191.0, 842.0, PRINT),
    ("a2", 1684.0, 1191.0, PRINT),
    ("letter", 792.0, 612.0, PRINT),
    ("tabloid", 1224.0, 792.0, PRINT),
    ("slide", 1280.0, 720.0, 1.5),
    ("wide", 1600.0, 900.0, 1.2),
    ("square", 1080.0, 1080.0, 1.0),
];

impl PageSize {
    /// Every name, as a help text lists them.
    pub fn names() -> String {
        NAMED.iter().map(|n| n.0).collect::<Vec<_>>().join(", ")
    }
}

impl FromStr for PageSize {
    type Err = Error;

    /// Reads `1920x1080` or a name; paper lies on its side unless `-portrait` follows.
    fn from_str(text: &str) -> Result<Self, Error> {
        let lower = text.trim().to_lowercase();
        let (name, portrait) = match lower.strip_suffix("-portrait") {
            Some(name) => (name, true),
            None => (lower.strip_suffix("-landscape").unwrap_or(&lower), false),
        };
        if let Some((_, width, height, scale)) = NAMED.iter().find(|n| n.0 == name) {
            let points = if portrait { vec2(*height, *width) } else { vec2(*width, *height) };
            return Ok(Self { points, scale: *scale });
        }
        let sides = lower.split_once(['x', '×']).and_then(|(w, h)| {
            let side = |t: &str| t.trim().parse::<u32>().ok().map(|n| n as f32);
            Some(vec2(side(w)?, side(h)?))
        });
        let Some(points) = sides else {
            return Err(Error::new(format!(
                "\"{text}\" is not a size: write width x height such as 1920x1080, or one of {} (paper also \
                 with -portrait)",
                Self::names()
            )));
        };
        if points.min_elem() < MIN_SIDE || points.max_elem() > MAX_SIDE {
            return Err(Error::new(format!(
                "{text} is out of range: each side of a picture is {MIN_SIDE} to {MAX_SIDE}"
            )));
        }
        Ok(Self { points, scale: 1.0 })
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
        assert_eq!(points("A4"), Ok(vec2(842.0, 595.0)));
        assert_eq!(points("a4-portrait"), Ok(vec2(595.0, 842.0)));
        let error = points("a9").unwrap_err().to_string();
        assert!(error.contains("a4") && error.contains("1920x1080"), "{error}");
        assert!(points("99999x99999").unwrap_err().to_string().contains("10000"));
    }
}
