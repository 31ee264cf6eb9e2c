//! Light and dark: what colour each role has. It must never be asked by a view, only by who paints.

use super::{Ink, Role};

/// A colour: red, green, blue and opacity, not premultiplied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Rgba {
    pub r: u8,
    pub g: u8,
    pub b: u8,
    pub a: u8,
}

/// Which colours roles have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// How many categories have a colour of their own.
pub const CATEGORIES: u32 = 7;
/// The category of what belongs to several.
pub const SEVERAL: u32 = 200;
/// Categories from here on are colours of their own.
const OWN: u32 = 1 << 24;
/// How much a plan's own colour must stand out from the ground, as WCAG 2 counts it for forms.
const LEAST_CONTRAST: f64 = 3.0;

/// The category of a colour that a plan gives: red, green and blue.
pub fn own_category([r, g, b]: [u8; 3]) -> u32 {
    OWN | u32::from(r) << 16 | u32::from(g) << 8 | u32::from(b)
}

/// Whether a category is a colour that a plan gives.
pub fn is_own(category: u32) -> bool {
    category >= OWN
}

impl Theme {
    /// The colour of an ink.
    pub fn color(self, ink: impl Into<Ink>) -> Rgba {
        let ink = ink.into();
        let value = self.value(ink.role);
        Rgba { r: (value >> 16) as u8, g: (value >> 8) as u8, b: value as u8, a: ink.alpha }
    }

    fn value(self, role: Role) -> u32 {
        let pick = |light: u32, dark: u32| if self == Self::Light { light } else { dark };
        match role {
            Role::App => pick(0xF4F4F1, 0x121518),
            Role::Panel => pick(0xFFFFFF, 0x1A1E22),
            Role::Grid => pick(0xE7E6E1, 0x262B31),
            Role::Line => pick(0xD5D4CE, 0x343A41),
            Role::Edge => pick(0x8E949A, 0x737C86),
            Role::Text => pick(0x1C2024, 0xE9EAEC),
            Role::Muted => pick(0x5F6670, 0x98A0A9),
            Role::Accent => pick(0x2B66D9, 0x7DB0FF),
            Role::Chosen => pick(0xEEF3FD, 0x22304A),
            Role::Land => pick(0xE9E8E3, 0x2A2F35),
            Role::Disagreement => pick(0xB3261E, 0xFF8A80),
            Role::Ramp(step) => match step {
                0 => pick(0xDCE8F3, 0x223547),
                1 => pick(0xA9C9E4, 0x2C5677),
                2 => pick(0x5E9CCB, 0x3E82B3),
                4 => pick(0xF0C38E, 0x5C3D1E),
                5 => pick(0xA4560F, 0xE3A262),
                _ => pick(0x1F6FA8, 0x7BB8E4),
            },
            // Ochre, vermilion, blue, then violet, green, rose and cyan. Hue alone is not told apart by
            // everybody, so their lightness differs too; `palette_tests` says how much is enough.
            Role::Category(n) => match n {
                0 => pick(0xCA8715, 0xEBBB33),
                1 => pick(0xC64E2E, 0xEE815C),
                2 => pick(0x147BBF, 0x54ACE6),
                3 => pick(0x464192, 0x8283AF),
                4 => pick(0x6DA173, 0xA3CBA0),
                5 => pick(0x9D375E, 0xC75D71),
                6 => pick(0x136788, 0x51D1F6),
                SEVERAL => pick(0x3C3C35, 0xE3E3E3),
                own if is_own(own) => self.seen(own & 0xFF_FFFF),
                _ => pick(0x7C7E83, 0xA3A3A3),
            },
            Role::OnCategory(n) => self.readable_on(Role::Category(n)),
            Role::OnRamp(n) => self.readable_on(Role::Ramp(n)),
        }
    }

    /// A plan's own colour as it is, or as near to it as stands out from the ground of this theme.
    fn seen(self, own: u32) -> u32 {
        let (ground, towards) = (self.value(Role::Panel), self.value(Role::Text));
        let mixed = |part: u32| {
            let channel = |shift: u32| {
                let of = |rgb: u32| (rgb >> shift) & 0xFF;
                ((of(own) * (16 - part) + of(towards) * part) / 16) << shift
            };
            channel(16) | channel(8) | channel(0)
        };
        let stands_out = |rgb: &u32| contrast(*rgb, ground) >= LEAST_CONTRAST;
        (0..=16).map(mixed).find(stands_out).unwrap_or(towards)
    }

    /// Black or white, whichever stands out more.
    fn readable_on(self, ground: Role) -> u32 {
        let ground = self.value(ground);
        let (white, black) = (0xFFFFFF, 0x0B0D0F);
        if contrast(white, ground) >= contrast(black, ground) { white } else { black }
    }
}

/// How far two 0xRRGGBB colours stand apart, as WCAG 2 counts it: 1 to 21.
fn contrast(one: u32, other: u32) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance as WCAG 2 defines it, 0 to 1, of a 0xRRGGBB colour.
pub(crate) fn luminance(rgb: u32) -> f64 {
    let [red, green, blue] = linear(rgb);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// How much light there is of red, green and blue, 0 to 1, in a 0xRRGGBB colour.
pub(crate) fn linear(rgb: u32) -> [f64; 3] {
    [16u32, 8, 0].map(|shift| {
        let c = f64::from((rgb >> shift) as u8) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    })
}
