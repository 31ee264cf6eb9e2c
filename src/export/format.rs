//! Which format a file's name asks for. It must never look at the file.

use super::{Error, Picture, pdf, png, svg};
use std::path::Path;

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Format {
    Svg,
    Png,
    Pdf,
}

impl Format {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Svg, Self::Png, Self::Pdf];

    /// As a file's name ends, without the point.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// The format that a file's name asks for, in upper or lower case.
    ///
    /// # Errors
    /// Where the name ends in none of the three.
    pub fn of(path: &Path) -> Result<Self, Error> {
        let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase());
        let found = Self::ALL.into_iter().find(|f| ending.as_deref() == Some(f.extension()));
        found.ok_or_else(|| {
            let what = match ending {
                Some(ending) => format!("a picture cannot be written as .{ending}"),
                None => "the picture's name does not say its format".to_owned(),
            };
            Error::new(format!(
                "{}: {what}: end the name in .svg, .png or .pdf",
                crate::printable::path(path)
            ))
        })
    }

    /// The picture's bytes; `scale` is pixels a point and matters to PNG only.
    ///
    /// # Errors
    /// As [`png`] and [`pdf`].
    pub fn write(self, picture: &Picture<'_>, scale: f32) -> Result<Vec<u8>, Error> {
        match self {
            Self::Svg => Ok(svg(picture).into_bytes()),
            Self::Png => png(picture, scale),
            Self::Pdf => pdf(picture),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_the_format() {
        let of = |p: &str| Format::of(Path::new(p));
        assert_eq!(of("a/b.SVG"), Ok(Format::Svg));
        assert_eq!(of("plan.v2.png"), Ok(Format::Png));
        assert_eq!(of("x.Pdf"), Ok(Format::Pdf));
        for bad in ["x.jpg", "x", ".svg", "x."] {
            let message = of(bad).unwrap_err().to_string();
            assert!(message.contains(".svg, .png or .pdf"), "{message}");
        }
    }
}
