//! What is on the virtual screen: Xvfb keeps it in a file, in the form that `xwd` writes.

use egui::Rect;
use std::fs;
use std::io::Write as _;
use std::path::Path;

/// The colours of a screen, three bytes a pixel.
#[derive(Clone, PartialEq)]
pub struct Picture {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Reads the screen as it is now; `None` while Xvfb has not written all of it.
    pub fn read(path: &Path) -> Option<Self> {
        let bytes = fs::read(path).ok()?;
        // The head is a row of 32-bit numbers, the most significant byte first.
        let number =
            |n: usize| Some(u32::from_be_bytes(bytes.get(n * 4..n * 4 + 4)?.try_into().ok()?) as usize);
        let (head, width, height) = (number(0)?, number(4)?, number(5)?);
        let (bits, line, colors) = (number(11)?, number(12)?, number(19)?);
        assert_eq!((number(1)?, bits), (7, 32), "Xvfb writes another form than expected");
        let first_is_blue = number(7)? == 0;
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let at = head + colors * 12 + y * line + x * 4;
                let [a, b, c, d]: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
                pixels.push(if first_is_blue { [c, b, a] } else { [b, c, d] });
            }
        }
        Some(Self { width, height, pixels })
    }

    /// The pixels within a rectangle, row after row.
    fn within(&self, rect: Rect) -> impl Iterator<Item = [u8; 3]> + '_ {
        let range = |from: f32, to: f32, most: usize| {
            (from.max(0.0) as usize).min(most)..(to.max(0.0) as usize).min(most)
        };
        let columns = range(rect.left(), rect.right(), self.width);
        range(rect.top(), rect.bottom(), self.height)
            .flat_map(move |y| columns.clone().map(move |x| self.pixels[y * self.width + x]))
    }

    /// How many pixels of a rectangle differ from another picture's.
    pub fn changed(&self, other: &Self, rect: Rect) -> usize {
        self.within(rect).zip(other.within(rect)).filter(|(a, b)| a != b).count()
    }

    /// How many colours there are in a rectangle.
    pub fn colors(&self, rect: Rect) -> usize {
        self.within(rect).collect::<std::collections::HashSet<_>>().len()
    }

    /// How many pixels of a rectangle are red, as problems are written.
    pub fn red(&self, rect: Rect) -> usize {
        let is_red = |[r, g, b]: &[u8; 3]| {
            *r > 120 && u16::from(*r) > 2 * u16::from(*g) && u16::from(*r) > 2 * u16::from(*b)
        };
        self.within(rect).filter(is_red).count()
    }

    /// Writes it down (PPM), for whoever looks into a failure.
    pub fn keep(&self, path: &Path) -> std::io::Result<()> {
        let mut file = std::io::BufWriter::new(fs::File::create(path)?);
        writeln!(file, "P6 {} {} 255", self.width, self.height)?;
        self.pixels.iter().try_for_each(|pixel| file.write_all(pixel))
    }
}
