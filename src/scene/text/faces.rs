//! Which face draws which character: the bundled font first, then the machine's fonts, each for what the
//! bundled one lacks.
//!
//! It must never ask the machine for fonts before a text needs one, nor answer differently for what was
//! asked before: the same text is drawn in the same faces whatever else is laid out.

use super::{Face, Weight};
use fontique::{
    Attributes, Collection, CollectionOptions, FallbackKey, FamilyId, FontStyle, FontWeight, FontWidth,
    GenericFamily, Language, QueryFont, QueryStatus, Script, SourceCache, SourceCacheOptions,
};
use skrifa::MetadataProvider;
use std::collections::HashMap;

/// The faces of the bundled font, and those found for other characters.
pub(super) struct Faces {
    bundled: [Face; 2],
    others: Others,
    found: Vec<Face>,
    known: HashMap<(char, Weight, bool), Option<usize>>,
}

/// Where faces for other characters come from.
enum Others {
    /// The machine's fonts, not looked for yet.
    Unasked,
    /// The machine's fonts.
    Machine(Box<Machine>),
    /// These and no others, in the order in which they are tried.
    Given(Vec<Face>),
}

/// The fonts that are installed.
pub(super) struct Machine {
    fonts: Collection,
    files: SourceCache,
    /// Every family by its name, the likest to the bundled font first.
    families: Vec<FamilyId>,
}

impl Faces {
    /// The bundled font and the machine's.
    pub(super) fn of_machine() -> Self {
        Self::with(Others::Unasked)
    }

    /// The bundled font, and these fonts in the place of the machine's.
    pub(super) fn given(fonts: Vec<Vec<u8>>) -> Self {
        let faces = fonts.into_iter().enumerate().filter_map(|(n, data)| {
            Face::read(data.into(), 0, fontique::Synthesis::default(), format!("given-{n}"))
        });
        Self::with(Others::Given(faces.collect()))
    }

    fn with(others: Others) -> Self {
        let bundled = [Weight::Regular, Weight::Semibold].map(Face::bundled);
        Self { bundled, others, found: Vec::new(), known: HashMap::new() }
    }

    /// The bundled font of a weight.
    pub(super) fn bundled(&self, weight: Weight) -> &Face {
        match weight {
            Weight::Regular => &self.bundled[0],
            Weight::Semibold => &self.bundled[1],
        }
    }

    /// The best face for a character that the bundled font lacks, where there is one.
    pub(super) fn other(&mut self, c: char, weight: Weight, emoji: bool) -> Option<&Face> {
        let at = match self.known.get(&(c, weight, emoji)) {
            Some(known) => *known,
            None => {
                let found = self.others.find(c, weight, emoji).map(|face| self.keep(face));
                self.known.insert((c, weight, emoji), found);
                found
            }
        };
        self.found.get(at?)
    }

    /// The face that a run was shaped with.
    pub(super) fn of(&self, instance: &parley_engine::FontInstance) -> Option<&Face> {
        self.bundled.iter().chain(&self.found).find(|face| face.is_of(instance))
    }

    /// A face that a text has used, by its name.
    pub(super) fn of_name(&self, name: &str) -> Option<Face> {
        self.found.iter().find(|face| face.name() == name).cloned()
    }

    /// Whether the machine's fonts are yet to be listed.
    pub(super) fn is_unasked(&self) -> bool {
        matches!(self.others, Others::Unasked)
    }

    /// Takes the machine's fonts, where they are still wanted.
    pub(super) fn answer(&mut self, machine: Machine) {
        if self.is_unasked() {
            self.others = Others::Machine(Box::new(machine));
        }
    }

    fn keep(&mut self, face: Face) -> usize {
        let same = self.found.iter().position(|f| f.is_of(face.instance()));
        same.unwrap_or_else(|| {
            self.found.push(face);
            self.found.len() - 1
        })
    }
}

impl Others {
    fn find(&mut self, c: char, weight: Weight, emoji: bool) -> Option<Face> {
        if matches!(self, Self::Unasked) {
            *self = Self::Machine(Box::new(Machine::new()));
        }
        match self {
            Self::Unasked => None,
            Self::Machine(machine) => machine.find(c, weight, emoji),
            Self::Given(faces) => faces.iter().find(|face| face.has(c)).cloned(),
        }
    }
}

impl Machine {
    /// Lists them.
    pub(super) fn new() -> Self {
        let mut fonts = Collection::new(CollectionOptions { shared: false, system_fonts: true });
        let mut names: Vec<(bool, bool, String)> = fonts
            .family_names()
            .map(|name| (unlike(name), !name.contains("Noto"), name.to_owned()))
            .collect();
        names.sort();
        let families = names.iter().filter_map(|(_, _, name)| fonts.family_id(name)).collect();
        Self { fonts, files: SourceCache::new(SourceCacheOptions::default()), families }
    }

    /// The face that the machine prefers for a character's script; else that of a general font; else any.
    fn find(&mut self, c: char, weight: Weight, emoji: bool) -> Option<Face> {
        let general = [
            GenericFamily::SansSerif,
            GenericFamily::SystemUi,
            GenericFamily::Emoji,
            GenericFamily::Math,
            GenericFamily::Serif,
            GenericFamily::Monospace,
        ];
        let mut tries: Vec<FamilyId> = Vec::new();
        if emoji {
            tries.extend(self.fonts.generic_families(GenericFamily::Emoji));
        }
        if let Some(script) = script(c) {
            for locale in locales(script) {
                tries.extend(self.fonts.fallback_families(FallbackKey::new(script, locale.as_ref())));
            }
        }
        for family in general {
            tries.extend(self.fonts.generic_families(family));
        }
        tries.extend(&self.families);
        let font = self.first(&tries, c, weight)?;
        let name = self.fonts.family_name(font.family.0).unwrap_or("unnamed").to_owned();
        Face::read(font.blob, font.index, font.synthesis, name)
    }

    fn first(&mut self, families: &[FamilyId], c: char, weight: Weight) -> Option<QueryFont> {
        let mut query = self.fonts.query(&mut self.files);
        query.set_families(families.iter().copied());
        let weight = match weight {
            Weight::Regular => FontWeight::NORMAL,
            Weight::Semibold => FontWeight::SEMI_BOLD,
        };
        query.set_attributes(Attributes::new(FontWidth::NORMAL, FontStyle::Normal, weight));
        let mut found = None;
        query.matches_with(|font| {
            if draws(font, c) {
                found = Some(font.clone());
                return QueryStatus::Stop;
            }
            QueryStatus::Continue
        });
        found
    }
}

/// Whether a font has a glyph for a character, and something to draw for it.
fn draws(font: &QueryFont, c: char) -> bool {
    let Some(glyph) = font.charmap().and_then(|map| map.map(c)).filter(|glyph| *glyph != 0) else {
        return false;
    };
    let Ok(face) = skrifa::FontRef::from_index(font.blob.as_ref(), font.index) else { return false };
    let glyph = skrifa::GlyphId::new(glyph);
    face.outline_glyphs().get(glyph).is_some()
        || face.color_glyphs().get(glyph).is_some()
        || face.bitmap_strikes().glyph_for_size(skrifa::instance::Size::unscaled(), glyph).is_some()
}

/// Whether a font is drawn with another hand than the bundled one, by what its family is called.
fn unlike(family: &str) -> bool {
    ["Serif", "Mono", "Emoji", "Unifont", "LastResort", "Last Resort"]
        .iter()
        .any(|part| family.contains(part))
}

fn script(c: char) -> Option<Script> {
    use icu_properties::props::{NamedEnumeratedProperty, Script as Property};
    let script = icu_properties::CodePointMapData::<Property>::new().get(c);
    let shared = matches!(script, Property::Common | Property::Inherited | Property::Unknown);
    (!shared).then(|| Script::parse(script.short_name()).ok()).flatten()
}

/// For which languages a script's fonts are asked, first to last.
///
/// One Han character has a form for each language. A plan does not say which; Japanese makers are the
/// likelier readers.
fn locales(script: Script) -> Vec<Option<Language>> {
    if script != Script::from_bytes(*b"Hani") {
        return vec![None];
    }
    let languages = ["ja", "zh-SG", "zh-TW", "ko"].iter().filter_map(|tag| Language::parse(tag).ok());
    languages.map(Some).chain([None]).collect()
}
