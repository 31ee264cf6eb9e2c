//! What a person chose once for all plans: theme, scale, panels, recent files, the tabs of the last window.
//!
//! It must never hold how one plan is looked at, nor lose what another running copy wrote.

use super::arrangement::Compared;
use super::pictures::PictureChoices;
use crate::plan::About;
use serde::{Deserialize, Serialize};

/// The version of the written form.
const VERSION: u32 = 1;
/// How many recent files are kept.
const RECENT: usize = 120;
/// How many tabs are opened again.
const TABS: usize = 100;
/// The smallest and largest scale of the window.
pub const SCALES: (f32, f32) = (0.5, 3.0);

/// Where a plan is: in the program or in a file.
pub type Place = Compared;

/// A person's settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The version of the written form, from 1 on.
    pub version: u32,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// The size of everything in the window, 1 as usual.
    pub scale: f32,
    /// The panel of facets.
    pub left: Side,
    /// The inspector.
    pub right: Side,
    /// The window's width and height in points.
    pub window: Option<(f32, f32)>,
    /// Plans that were opened, the latest first.
    pub recent: Vec<Recent>,
    /// The plans that were open, in their order.
    pub tabs: Vec<Place>,
    /// The place in that list of the one in front.
    pub front: usize,
    /// Plans of which nothing is to be remembered: sums of their keys, which tell nobody what they are.
    pub unremembered: Vec<u64>,
    /// How the last picture was made.
    pub pictures: PictureChoices,
}

/// Which theme the window has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ThemeChoice {
    /// That of the system.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A panel at a side of the window.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Side {
    /// Its width in points; as usual where there is none.
    pub width: Option<f32>,
    /// It was folded by hand.
    pub folded: bool,
}

/// A plan that was opened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it is.
    pub place: Place,
    /// When it was opened last, in seconds since 1970.
    #[serde(default)]
    pub opened: u64,
    /// What it said of itself then.
    #[serde(default)]
    pub edition: Edition,
}

/// Which state of which plan a file holds, as its head says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Edition {
    /// The plan's id.
    pub id: String,
    /// Its title.
    pub name: String,
    /// What the edition is called.
    pub edition: String,
    /// The date that it speaks of, in words.
    pub as_of: String,
    /// The first and last day of that date, in days since 1970, to order editions by.
    pub days: Option<(i32, i32)>,
}

impl Edition {
    /// What a plan says of itself.
    pub fn of(about: &About) -> Self {
        Self {
            id: about.id.to_string(),
            name: about.name.to_string(),
            edition: about.edition.to_string(),
            as_of: about.as_of.map_or_else(String::new, |moment| moment.words()),
            days: about.as_of.map(|moment| moment.days()).map(|(first, last)| (first.0, last.0)),
        }
    }

    /// Whether both are states of one plan.
    pub fn is_of(&self, other: &Self) -> bool {
        !self.id.is_empty() && self.id == other.id
    }

    /// Its edition and date, as a menu tells them: "edition 2026 · April 2026".
    pub fn words(&self) -> String {
        let edition = Some(&self.edition).filter(|text| !text.is_empty());
        let edition = edition.map(|text| format!("edition {text}"));
        // An edition that is called by its date says it once.
        let as_of = Some(&self.as_of).filter(|text| !text.is_empty() && **text != self.edition).cloned();
        edition.into_iter().chain(as_of).collect::<Vec<_>>().join(" · ")
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: VERSION,
            theme: ThemeChoice::default(),
            scale: 1.0,
            left: Side::default(),
            right: Side::default(),
            window: None,
            recent: Vec::new(),
            tabs: Vec::new(),
            front: 0,
            unremembered: Vec::new(),
            pictures: PictureChoices::default(),
        }
    }
}

impl Settings {
    /// The written form.
    pub fn to_text(&self) -> String {
        let pretty = ron::ser::PrettyConfig::new().indentor("  ").struct_names(false);
        // Settings hold nothing that RON cannot write.
        ron::ser::to_string_pretty(self, pretty).map(|text| text + "\n").unwrap_or_default()
    }

    /// Reads the written form.
    ///
    /// # Errors
    /// Why it cannot be used, in words for the person.
    pub fn read(text: &str) -> Result<Self, String> {
        if let Some(version) = super::arrangement::newer(text, VERSION) {
            return Err(format!(
                "it is of a newer Roadscope (version {version}, this one reads up to {VERSION})"
            ));
        }
        let read: Self = ron::from_str(text)
            .map_err(|e| format!("line {}, column {}: {}", e.span.start.line, e.span.start.col, e.code))?;
        Ok(read.tidied())
    }

    /// The same as it must be, whatever a file said.
    fn tidied(mut self) -> Self {
        self.version = VERSION;
        self.scale = if self.scale.is_finite() { self.scale.clamp(SCALES.0, SCALES.1) } else { 1.0 };
        for side in [&mut self.left, &mut self.right] {
            side.width = side.width.filter(|width| (100.0..=2_000.0).contains(width));
        }
        let fits = |size: &f32| (200.0..=20_000.0).contains(size);
        self.window = self.window.filter(|(wide, high)| fits(wide) && fits(high));
        self.pictures = self.pictures.tidied();
        self.tabs.truncate(TABS);
        self.front = self.front.min(self.tabs.len().saturating_sub(1));
        self.order();
        self
    }

    fn order(&mut self) {
        self.recent.sort_by_key(|recent| std::cmp::Reverse(recent.opened));
        let mut known: Vec<Place> = Vec::new();
        self.recent.retain(|recent| {
            let new = !known.contains(&recent.place);
            known.push(recent.place.clone());
            new
        });
        self.recent.truncate(RECENT);
        self.unremembered.sort_unstable();
        self.unremembered.dedup();
    }

    /// A plan was opened now.
    pub fn note(&mut self, recent: Recent) {
        self.recent.retain(|known| known.place != recent.place);
        self.recent.insert(0, recent);
        self.recent.truncate(RECENT);
    }

    /// What is to be written: what changed here since `base` was read or written, and for the rest what is on the
    /// disk now, which another running copy may have written.
    pub fn merged(base: &Self, mine: &Self, theirs: &Self) -> Self {
        fn pick<T: PartialEq + Clone>(base: &T, mine: &T, theirs: &T) -> T {
            if base == mine { theirs.clone() } else { mine.clone() }
        }
        let tabs = if base.tabs == mine.tabs && base.front == mine.front { theirs } else { mine };
        let mut merged = Self {
            version: VERSION,
            theme: pick(&base.theme, &mine.theme, &theirs.theme),
            scale: pick(&base.scale, &mine.scale, &theirs.scale),
            left: pick(&base.left, &mine.left, &theirs.left),
            right: pick(&base.right, &mine.right, &theirs.right),
            window: pick(&base.window, &mine.window, &theirs.window),
            recent: mine.recent.clone(),
            tabs: tabs.tabs.clone(),
            front: tabs.front,
            unremembered: both(&base.unremembered, &mine.unremembered, &theirs.unremembered),
            pictures: pick(&base.pictures, &mine.pictures, &theirs.pictures),
        };
        // What was taken out here stays out, unless it was opened there since.
        for other in &theirs.recent {
            let same = |list: &[Recent]| list.iter().find(|known| known.place == other.place).cloned();
            let out = same(&base.recent).is_some_and(|known| known.opened >= other.opened);
            match merged.recent.iter_mut().find(|known| known.place == other.place) {
                Some(known) if other.opened > known.opened => *known = other.clone(),
                None if !out => merged.recent.push(other.clone()),
                _ => {}
            }
        }
        // And what was taken out there.
        let gone = |known: &Recent| {
            let is_same = |other: &Recent| other.place == known.place;
            let unchanged = base.recent.iter().any(|other| is_same(other) && other.opened == known.opened);
            unchanged && !theirs.recent.iter().any(is_same)
        };
        merged.recent.retain(|known| !gone(known));
        merged.order();
        merged
    }
}

/// A set that two have changed.
fn both(base: &[u64], mine: &[u64], theirs: &[u64]) -> Vec<u64> {
    let added = mine.iter().filter(|n| !base.contains(n));
    let left = theirs.iter().filter(|n| mine.contains(n) || !base.contains(n));
    added.chain(left).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn recent(name: &str, opened: u64) -> Recent {
        Recent { place: Place::File(name.into()), opened, edition: Edition::default() }
    }

    #[test]
    fn two_copies_lose_nothing_of_each_other() {
        let base = Settings { recent: vec![recent("old.ron", 1)], ..Settings::default() };
        let mut mine = base.clone();
        mine.theme = ThemeChoice::Dark;
        mine.note(recent("mine.ron", 5));
        mine.unremembered.push(7);
        let mut theirs = base.clone();
        theirs.scale = 1.5;
        theirs.note(recent("theirs.ron", 6));
        theirs.unremembered.push(8);
        let merged = Settings::merged(&base, &mine, &theirs);
        assert_eq!((merged.theme, merged.scale), (ThemeChoice::Dark, 1.5));
        assert_eq!(merged.unremembered, [7, 8]);
        let names: Vec<&Place> = merged.recent.iter().map(|r| &r.place).collect();
        assert_eq!(
            names,
            ["theirs.ron", "mine.ron", "old.ron"].map(|n| Place::File(n.into())).iter().collect::<Vec<_>>()
        );
    }

    #[test]
    fn what_is_taken_out_stays_out_unless_it_was_opened_again() {
        let base = Settings { recent: vec![recent("a.ron", 1), recent("b.ron", 1)], ..Settings::default() };
        let mine = Settings { recent: vec![recent("b.ron", 1)], ..base.clone() };
        assert_eq!(Settings::merged(&base, &mine, &base).recent, mine.recent);
        assert_eq!(Settings::merged(&base, &base, &mine).recent, mine.recent);
        let again = Settings { recent: vec![recent("a.ron", 9), recent("b.ron", 1)], ..base.clone() };
        assert_eq!(Settings::merged(&base, &mine, &again).recent, again.recent);
    }

    #[test]
    fn what_a_file_says_is_made_fit() {
        let read =
            Settings::read("(scale: inf, front: 9, left: (width: Some(-3.0)), window: Some((1.0, 2.0)))");
        assert_eq!(read, Ok(Settings::default()));
        assert!(Settings::read("(version: 2, theme: Purple)").unwrap_err().contains("newer Roadscope"));
        assert!(Settings::read("(theme: Purple)").unwrap_err().contains("line 1"));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn merging_with_nobody_changes_nothing(opened in prop::collection::vec((0u8..6, 0u64..9), 0..8), more in 0u64..9) {
            let mut base = Settings::default();
            for (name, at) in opened {
                base.note(recent(&name.to_string(), at));
            }
            let base = base.tidied();
            let mut mine = base.clone();
            mine.note(recent("new", 100 + more));
            prop_assert_eq!(Settings::merged(&base, &mine, &base), mine.clone());
            prop_assert_eq!(Settings::merged(&base, &base, &mine), mine.clone());
            prop_assert_eq!(Settings::merged(&mine, &mine, &mine), mine);
        }
    }
}
