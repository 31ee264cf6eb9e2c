//! Colours by what they mean. It must never hold a colour value: that is the theme's.

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Behind everything.
    App,
    /// Behind a view or panel.
    Panel,
    /// The finest lines.
    Grid,
    /// Borders and separators.
    Line,
    /// Around what can be clicked or written in.
    Edge,
    /// Words and figures.
    Text,
    /// Words of second rank.
    Muted,
    /// What the person chose or selected.
    Accent,
    /// Behind what is chosen.
    Chosen,
    /// Countries outside every region.
    Land,
    /// Where sources disagree, and errors.
    Disagreement,
    /// A step of the map's ramp, 0 to 3; 4 and 5 are of what became fewer.
    Ramp(u8),
    /// A colour of the categories; those past the palette share a grey, and `own_category` is one by itself.
    Category(u32),
    /// Text on a category's colour: black or white by contrast.
    OnCategory(u32),
    /// Text on a step of the ramp.
    OnRamp(u8),
}

/// A role with an opacity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ink {
    /// What it is for.
    pub role: Role,
    /// 255 is opaque.
    pub alpha: u8,
}

impl Ink {
    /// This much of a role's colour; 255 is opaque.
    pub fn thin(role: Role, alpha: u8) -> Self {
        Self { role, alpha }
    }
}

impl From<Role> for Ink {
    fn from(role: Role) -> Self {
        Self { role, alpha: 255 }
    }
}
