//! A picture as PNG: its size, its words, its packing. It must never draw by itself.

use super::pixels::paint;
use super::{Error, Picture};
use png::{BitDepth, ColorType, Compression, Encoder, PixelDimensions, Unit};

/// The longest side of a PNG in pixels.
const MAX_SIDE: u32 = 16_384;
/// The most pixels of a PNG.
const MAX_PIXELS: u64 = 200_000_000;
/// Points a metre: a point is a 72nd of an inch.
const METRE: f32 = 72.0 / 0.0254;

/// A picture as pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// How many side by side.
    pub width: usize,
    /// How many one below the other.
    pub height: usize,
    /// From the top left on, four bytes each: red, green, blue and opacity.
    pub rgba: Vec<u8>,
}

/// The picture as a PNG with `scale` pixels a point.
///
/// # Errors
/// Where the picture would be larger than `MAX_SIDE` or `MAX_PIXELS` allow, or empty.
pub fn png(picture: &Picture<'_>, scale: f32) -> Result<Vec<u8>, Error> {
    let (width, height) = measured(picture, scale)?;
    let failed = |e: png::EncodingError| Error::new(format!("the picture could not be packed as PNG: {e}"));
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, u32::from(width), u32::from(height));
    encoder.set_color(if picture.bare { ColorType::Rgba } else { ColorType::Rgb });
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    let dense = (scale * METRE).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: dense, yppu: dense, unit: Unit::Meter }));
    let words = [
        ("Title", picture.title),
        ("Description", picture.about),
        ("Source", picture.source),
        ("Software", "Roadscope"),
    ];
    for (word, text) in words {
        if !text.is_empty() {
            encoder.add_itxt_chunk(word.to_owned(), text.replace('\0', "\u{FFFD}")).map_err(failed)?;
        }
    }
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&paint(picture, scale, width, height)).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(out)
}

/// The picture's pixels with `scale` of them a point, for whoever shows it rather than writes it.
///
/// # Errors
/// As [`png()`].
pub fn pixels(picture: &Picture<'_>, scale: f32) -> Result<Pixels, Error> {
    let (width, height) = measured(picture, scale)?;
    let painted = paint(picture, scale, width, height);
    let rgba = match picture.bare {
        true => painted,
        false => painted.chunks_exact(3).flat_map(|p| [p[0], p[1], p[2], u8::MAX]).collect(),
    };
    Ok(Pixels { width: usize::from(width), height: usize::from(height), rgba })
}

fn measured(picture: &Picture<'_>, scale: f32) -> Result<(u16, u16), Error> {
    let size = picture.size() * scale;
    if !(size.x >= 1.0 && size.y >= 1.0) {
        return Err(Error::new(format!("a picture of {} x {} pixels is empty", size.x, size.y)));
    }
    let (width, height) = (size.x.round() as u32, size.y.round() as u32);
    let all = u64::from(width) * u64::from(height);
    match (u16::try_from(width), u16::try_from(height)) {
        (Ok(w), Ok(h)) if width <= MAX_SIDE && height <= MAX_SIDE && all <= MAX_PIXELS => Ok((w, h)),
        _ => Err(Error::new(format!(
            "{width} x {height} pixels are too many: a PNG may have {MAX_SIDE} a side and {} million in all; \
             make the size or the scale smaller, or write SVG or PDF",
            MAX_PIXELS / 1_000_000
        ))),
    }
}
