//! Fonts of the system, for characters that the bundled font lacks.
//!
//! It must never look at the system's fonts for a picture whose characters are all bundled.

use super::font::{WEIGHTS, characters, number};
use crate::scene::{Scene, Weight};
use fontdb::{Database, ID, Style};
use skrifa::{FontRef, MetadataProvider};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Which face of the system draws which character.
pub(super) struct Fallback {
    /// The system's faces, or none.
    pub(super) faces: Database,
    chosen: HashMap<(char, Weight), ID>,
    unwritable: BTreeSet<char>,
}

impl Fallback {
    /// Chooses faces for all characters of scenes that the bundled font lacks.
    pub(super) fn new<'s>(scenes: impl IntoIterator<Item = &'s Scene> + Clone) -> Self {
        let mut this = Self { faces: Database::new(), chosen: HashMap::new(), unwritable: BTreeSet::new() };
        let missing = WEIGHTS.map(|weight| {
            let all = scenes.clone().into_iter().flat_map(|scene| characters(scene, weight).1);
            all.filter(|c| !is_invisible(*c)).collect::<BTreeSet<char>>()
        });
        if missing.iter().all(BTreeSet::is_empty) {
            return this;
        }
        this.faces.load_system_fonts();
        for (weight, missing) in WEIGHTS.into_iter().zip(missing) {
            this.choose(weight, missing);
        }
        this
    }

    /// The characters that no face has.
    pub(super) fn unwritable(&self) -> impl Iterator<Item = char> + '_ {
        self.unwritable.iter().copied()
    }

    /// The face for a character, where the system has one.
    pub(super) fn face(&self, c: char, weight: Weight) -> Option<ID> {
        self.chosen.get(&(c, weight)).copied()
    }

    /// The file of a face, and its number in it.
    pub(super) fn data(&self, face: ID) -> Option<(Vec<u8>, u32)> {
        self.faces.with_face_data(face, |data, index| (data.to_vec(), index))
    }

    /// Gives each character the best face that has it, best first.
    fn choose(&mut self, weight: Weight, mut missing: BTreeSet<char>) {
        let mut faces: Vec<_> = self.faces.faces().map(|face| (rank(face, weight), face.id)).collect();
        faces.sort();
        for (_, id) in faces {
            if missing.is_empty() {
                return;
            }
            let has: Vec<char> = self
                .faces
                .with_face_data(id, |data, index| {
                    let map = FontRef::from_index(data, index).ok().map(|f| f.charmap());
                    let has = |c: &char| map.as_ref().is_some_and(|m| m.map(*c).is_some());
                    missing.iter().copied().filter(has).collect()
                })
                .unwrap_or_default();
            for c in has {
                missing.remove(&c);
                self.chosen.insert((c, weight), id);
            }
        }
        self.unwritable.append(&mut missing);
    }
}

/// How far a face is from the bundled font: a smaller rank is nearer, and no two are equal.
fn rank(face: &fontdb::FaceInfo, weight: Weight) -> (bool, bool, bool, bool, bool, u16, String, u32) {
    let name = &face.post_script_name;
    let unlike = ["Serif", "Mono", "Emoji", "Unifont", "LastResort"].iter().any(|part| name.contains(part));
    // One Han character has a form for each language. A plan does not say which; Japanese makers are
    // the likelier readers.
    let han_elsewhere = name.contains("CJK") && !name.contains("CJKjp");
    (
        unlike || face.monospaced,
        han_elsewhere,
        // Drawn with as even a hand as the bundled font, in most scripts.
        !name.contains("Noto"),
        face.style != Style::Normal,
        face.stretch != fontdb::Stretch::Normal,
        face.weight.0.abs_diff(number(weight)),
        name.clone(),
        face.index,
    )
}

/// Characters that draw nothing: no font need be looked for.
pub(super) fn is_invisible(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

/// The fallback as resvg asks for it.
pub(super) fn resolver(
    fallback: Arc<Fallback>,
) -> impl Fn(char, &[ID], &mut Arc<Database>) -> Option<ID> + Send + Sync {
    move |c, tried, faces| {
        let bold = tried.first().and_then(|id| faces.face(*id)).is_some_and(|f| f.weight.0 > 500);
        let weight = if bold { Weight::Semibold } else { Weight::Regular };
        fallback.face(c, weight).filter(|id| !tried.contains(id))
    }
}
