//! What is on the virtual screen: Xvfb keeps it in a file, in the form that `xwd` writes.

use egui::{Pos2, Rect, pos2};
use std::fs;
use std::path::Path;

/// A screen's bytes, and how they lie: read as they are, since a screen is looked at many times.
#[derive(Clone, PartialEq)]
pub struct Picture {
    width: usize,
    height: usize,
    /// Bytes of a line.
    line: usize,
    /// Where the first pixel lies.
    start: usize,
    first_is_blue: bool,
    bytes: Vec<u8>,
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
        if head == 0 {
            return None;
        }
        assert_eq!((number(1)?, bits), (7, 32), "Xvfb writes another form than expected");
        let first_is_blue = number(7)? == 0;
        let start = head + colors * 12;
        (bytes.len() >= start + line * height).then_some(Self {
            width,
            height,
            line,
            start,
            first_is_blue,
            bytes,
        })
    }

    /// The pixels within a rectangle, row after row.
    fn within(&self, rect: Rect) -> impl Iterator<Item = [u8; 3]> + '_ {
        let range = |from: f32, to: f32, most: usize| {
            (from.max(0.0) as usize).min(most)..(to.max(0.0) as usize).min(most)
        };
        let columns = range(rect.left(), rect.right(), self.width);
        range(rect.top(), rect.bottom(), self.height).flat_map(move |y| {
            let row = self.start + y * self.line;
            let pixels = self.bytes[row + columns.start * 4..row + columns.end * 4].chunks_exact(4);
            pixels.map(|p| if self.first_is_blue { [p[2], p[1], p[0]] } else { [p[1], p[2], p[3]] })
        })
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
        let all = Rect::from_min_max(Pos2::ZERO, pos2(self.width as f32, self.height as f32));
        let mut bytes = format!("P6 {} {} 255\n", self.width, self.height).into_bytes();
        bytes.extend(self.within(all).flatten());
        fs::write(path, bytes)
    }
}
