//! Where the columns of targets stand, whatever the width. It must never know what they hold.

use super::roll::PAD;

/// Where columns stand; a column of no width is left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub name: f32,
    pub whose: (f32, f32),
    pub from: (f32, f32),
    pub to: (f32, f32),
    pub axis: (f32, f32),
    pub said: (f32, f32),
    pub count: f32,
    pub end: f32,
}

impl Columns {
    pub fn of(width: f32) -> Self {
        let part =
            |least: f32, share: f32, from: f32| if width < from { 0.0 } else { (width * share).max(least) };
        let name = PAD + 22.0;
        let narrow = width < 900.0;
        let mut x = name + if narrow { width * 0.26 } else { (width * 0.2).clamp(150.0, 290.0) };
        let mut column = |wide: f32| {
            let from = x;
            x += wide;
            (from, x)
        };
        let whose = column(part(96.0, 0.08, 900.0));
        let from = column(part(74.0, 0.055, 1040.0));
        let to = column((width * if narrow { 0.14 } else { 0.095 }).clamp(60.0, 150.0));
        let axis = column((width * if narrow { 0.25 } else { 0.2 }).clamp(120.0, 400.0));
        let said = column(part(72.0, 0.055, 900.0));
        Self { name, whose, from, to, axis, said, count: x + 8.0, end: width - PAD }
    }
}
