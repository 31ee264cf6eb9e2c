//! A picture as PNG, drawn from its SVG. It must never draw by itself.

use super::fallback::{Fallback, resolver};
use super::font::{WEIGHTS, characters, subset};
use super::{Error, Picture, svg};
use crate::scene::{FAMILY, Role};
use fontdb::{Database, Source};
use resvg::{tiny_skia, usvg};
use std::sync::Arc;

/// The longest side of a PNG in pixels.
const MAX_SIDE: u32 = 16_384;
/// The most pixels of a PNG.
const MAX_PIXELS: u64 = 200_000_000;

/// The picture as a PNG with `scale` pixels a point.
///
/// # Errors
/// Where the picture would be larger than `MAX_SIDE` or `MAX_PIXELS` allow, or empty.
pub fn png(picture: &Picture<'_>, scale: f32) -> Result<Vec<u8>, Error> {
    let (width, height) = pixels(picture, scale)?;
    let text = svg::document(picture, svg::Reader::Resvg);
    let options = options(picture);
    let tree = usvg::Tree::from_str(&text, &options)
        .map_err(|e| Error::new(format!("the picture could not be drawn: {e}")))?;
    let mut pixmap = tiny_skia::Pixmap::new(width, height)
        .ok_or_else(|| Error::new(format!("there is no memory for {width} x {height} pixels")))?;
    // Where the size is no whole number of pixels, the last row and column are covered too.
    let ground = picture.theme.color(Role::Panel);
    pixmap.fill(tiny_skia::Color::from_rgba8(ground.r, ground.g, ground.b, u8::MAX));
    let transform = tiny_skia::Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|e| Error::new(format!("the picture could not be packed as PNG: {e}")))
}

fn pixels(picture: &Picture<'_>, scale: f32) -> Result<(u32, u32), Error> {
    let size = picture.size() * scale;
    if !(size.x >= 1.0 && size.y >= 1.0) {
        return Err(Error::new(format!("a picture of {} x {} pixels is empty", size.x, size.y)));
    }
    let (width, height) = (size.x.round() as u32, size.y.round() as u32);
    if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Error::new(format!(
            "{width} x {height} pixels are too many: a PNG may have {MAX_SIDE} a side and {} million in all; \
             make the size or the scale smaller, or write SVG or PDF",
            MAX_PIXELS / 1_000_000
        )));
    }
    Ok((width, height))
}

/// The fonts of the picture and nothing else.
fn options(picture: &Picture<'_>) -> usvg::Options<'static> {
    let fallback = Arc::new(Fallback::new([picture.scene]));
    let mut fonts = fallback.faces.clone();
    // Another copy of the font may be installed: its letters could stand at other places.
    let [regular, semibold] = WEIGHTS.map(|weight| {
        let mut letters = characters(picture.scene, weight).0;
        // Each weight has a face of its own, even without letters: by it the fallback knows the weight.
        letters.insert(' ');
        let font = subset(weight, &letters)?;
        fonts.load_font_source(Source::Binary(Arc::new(font))).first().copied()
    });
    let select = move |font: &usvg::Font, _: &mut Arc<Database>| match font.weight() {
        w if w > 500 => semibold.or(regular),
        _ => regular.or(semibold),
    };
    usvg::Options {
        fontdb: Arc::new(fonts),
        font_family: FAMILY.to_owned(),
        font_resolver: usvg::FontResolver {
            select_font: Box::new(select),
            select_fallback: Box::new(resolver(fallback)),
        },
        ..usvg::Options::default()
    }
}
