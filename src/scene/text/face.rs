//! One face of a font: its file, and which glyphs are in it. It must never choose for whom it is.

use super::Weight;
use fontique::{Blob, Synthesis};
use parley_engine::{FontData, FontInstance};
use skrifa::charmap::Charmap;
use skrifa::instance::Location;
use skrifa::{FontRef, MetadataProvider};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The bundled font, regular.
pub const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/Inter-Regular.otf");
/// The bundled font, semibold.
pub const SEMIBOLD: &[u8] = include_bytes!("../../../assets/fonts/Inter-SemiBold.otf");

/// A face of a font. Clones are the same face; two faces are equal where they are one.
#[derive(Clone)]
pub struct Face(Arc<Inner>);

struct Inner {
    instance: FontInstance,
    bundled: Option<Weight>,
    name: String,
}

impl Face {
    /// The bundled font of a weight.
    pub(super) fn bundled(weight: Weight) -> Self {
        let data: &'static [u8] = match weight {
            Weight::Regular => REGULAR,
            Weight::Semibold => SEMIBOLD,
        };
        Self::of(Blob::new(Arc::new(data)), 0, Synthesis::default(), Some(weight), "bundled".to_owned())
    }

    /// A face of a font file, by its number in the file; nothing where the file is no font.
    pub(super) fn read(data: Blob<u8>, index: u32, synthesis: Synthesis, name: String) -> Option<Self> {
        FontRef::from_index(data.as_ref(), index).ok()?;
        Some(Self::of(data, index, synthesis, None, name))
    }

    fn of(data: Blob<u8>, index: u32, synthesis: Synthesis, bundled: Option<Weight>, name: String) -> Self {
        Self(Arc::new(Inner {
            instance: FontInstance { font: FontData { data, index }, synthesis },
            bundled,
            name,
        }))
    }

    /// Its weight, where it is the bundled font.
    pub fn weight(&self) -> Option<Weight> {
        self.0.bundled
    }

    /// A name that no other face of this program has.
    pub fn name(&self) -> String {
        let font = &self.0.instance.font;
        format!("{} {}.{}", self.0.name, font.data.id(), font.index)
    }

    /// The bytes of its file, and its number in the file.
    pub fn data(&self) -> (&Blob<u8>, u32) {
        let font = &self.0.instance.font;
        (&font.data, font.index)
    }

    /// Its file as those take it who draw with it.
    pub fn resource(&self) -> &FontData {
        &self.0.instance.font
    }

    /// The settings of a font that varies: the names of axes and where on them the face stands.
    pub fn variations(&self) -> Vec<([u8; 4], f32)> {
        let settings = self.0.instance.synthesis.variation_settings();
        settings.iter().map(|(tag, value)| (tag.to_be_bytes(), *value)).collect()
    }

    /// The font as it is read, where its file is sound.
    pub fn font(&self) -> Option<FontRef<'_>> {
        let (data, index) = self.data();
        FontRef::from_index(data.as_ref(), index).ok()
    }

    /// Where a font that varies stands on its axes.
    pub fn location(&self) -> Location {
        let settings = self.0.instance.synthesis.variation_settings();
        let settings = settings.iter().map(|(tag, value)| (skrifa::Tag::new(&tag.to_be_bytes()), *value));
        self.font().map(|font| font.axes().location(settings)).unwrap_or_default()
    }

    /// The characters that it has.
    pub fn characters(&self) -> Option<Charmap<'_>> {
        self.font().map(|font| font.charmap())
    }

    /// Whether it can draw a character.
    pub fn has(&self, c: char) -> bool {
        self.characters().and_then(|map| map.map(c)).is_some_and(|glyph| glyph.to_u32() != 0)
    }

    pub(super) fn instance(&self) -> &FontInstance {
        &self.0.instance
    }

    pub(super) fn is_of(&self, instance: &FontInstance) -> bool {
        self.0.instance == *instance
    }
}

impl PartialEq for Face {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Face {}

impl Hash for Face {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.0).hash(state);
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({})", self.0.name)
    }
}
