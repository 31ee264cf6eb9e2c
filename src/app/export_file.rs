//! The file of a picture in the export dialog: its name, what stands there already, and which of the two stays.
//!
//! It must never touch the disk itself, nor replace a file unless that was chosen for this very name.

use super::export_parts::bytes_in_words;
use super::shown::Shown;
use super::style;
use crate::date::Day;
use crate::export::{self, Format, Landed, Old};
use crate::printable;
use crate::scene::{Role, Size, Weight};
use crate::views::{ViewKind, focus};
use egui::{Ui, vec2};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The longest name that is made of a filter, in letters.
const LONG: usize = 48;

/// Where the picture goes.
#[derive(Default)]
pub struct FileRow {
    pub path: String,
    /// The name was not written by hand: it follows view and filter.
    follows: bool,
    /// The path field has had the cursor.
    focused: bool,
    /// What stands there, and for which path that was looked up.
    known: Option<(String, Option<Old>, PathBuf)>,
    /// What stands there is to be replaced.
    replace: bool,
}

/// What was asked of the row.
#[derive(Default)]
pub struct FileAsked {
    pub browse: bool,
    /// Enter was pressed.
    pub enter: bool,
}

impl FileRow {
    /// A file of the usual name in a folder.
    pub fn new(folder: Option<&Path>, format: Format) -> Self {
        let folder = folder.map_or_else(usual_folder, Path::to_owned);
        let path = folder.join(format!("picture.{}", format.extension())).display().to_string();
        Self { path, follows: true, ..Self::default() }
    }

    /// The kind of file that the name asks for.
    pub fn format(&self) -> Result<Format, export::Error> {
        Format::of(Path::new(self.path.trim()))
    }

    /// Another kind of file.
    pub fn set_format(&mut self, format: Format) {
        let path = PathBuf::from(self.path.trim()).with_extension(format.extension());
        self.path = path.display().to_string();
    }

    /// The person chose this file.
    pub fn choose(&mut self, path: &Path) {
        (self.path, self.follows) = (path.display().to_string(), false);
    }

    /// Looks once more at what stands there.
    pub fn look_again(&mut self) {
        self.known = None;
    }

    /// The same, but for what was chosen to be replaced: that was seen.
    pub fn look_again_unless_replaced(&mut self) {
        if !self.replace {
            self.known = None;
        }
    }

    /// Names the file after what is shown, unless the person named it.
    pub fn follow(&mut self, shown: &Shown<'_>, view: ViewKind) {
        if !self.follows {
            return;
        }
        let old = PathBuf::from(&self.path);
        let ending = old.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
        let named = match shown.filter.is_empty() {
            true => String::new(),
            false => slug(&shown.filter.headline(shown.plan, "")),
        };
        let name = if named.is_empty() { view.word().to_owned() } else { format!("{named}-{}", view.word()) };
        self.path = old.with_file_name(name + &ending).display().to_string();
    }

    /// The row itself, as wide as there is room.
    pub fn ui(&mut self, ui: &mut Ui, width: f32) -> FileAsked {
        let mut asked = FileAsked::default();
        let words = style::text(ui, "File", Size::Body, Weight::Regular, Role::Muted);
        ui.add_sized([32.0, 28.0], egui::Label::new(words));
        let field = egui::TextEdit::singleline(&mut self.path).desired_width((width - 134.0).max(80.0));
        let field = field.margin(egui::Margin::symmetric(8, 4)).min_size(vec2(80.0, 32.0));
        let response = ui.add(field.align(egui::Align2::LEFT_CENTER));
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Picture file"));
        if !std::mem::replace(&mut self.focused, true) {
            response.request_focus();
        }
        self.follows &= !response.changed();
        asked.enter = response.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
        asked.browse = ui.add(egui::Button::new("Browse…").min_size(vec2(0.0, 32.0))).clicked();
        asked
    }

    /// What stands there already, and what is to become of it.
    pub fn existing_ui(&mut self, ui: &mut Ui) {
        let (Some(old), free) = self.existing() else { return };
        let date =
            old.written.and_then(day).map_or(String::new(), |day| format!(", from {}", focus::words(day)));
        let words = format!("That file exists{date}, {}.", bytes_in_words(old.bytes));
        ui.label(style::text(ui, words, Size::Body, Weight::Semibold, Role::Text));
        ui.add_space(4.0);
        let name = free.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let keep = format!("Keep both, as {}", printable::text(&name));
        for (words, replace) in [(keep, false), ("Replace it".to_owned(), true)] {
            if ui.radio(self.replace == replace, words).clicked() {
                self.replace = replace;
            }
        }
    }

    /// What stands where the picture is to go, and the free name beside it.
    fn existing(&mut self) -> (Option<Old>, &Path) {
        let path = self.path.trim();
        if self.known.as_ref().is_none_or(|(of, ..)| of != path) {
            // Replacing was chosen for another name.
            self.replace = false;
            let file = Path::new(path);
            self.known = Some((path.to_owned(), export::old(file), export::free_name(file)));
        }
        self.known.as_ref().map_or((None, Path::new("")), |(_, old, free)| (*old, free))
    }

    /// How the picture lands: over what stands there, or beside it.
    pub fn landing(&mut self) -> Landing {
        let exists = self.existing().0.is_some();
        Landing { path: PathBuf::from(self.path.trim()), replace: exists && self.replace }
    }
}

/// Where a picture lands.
pub struct Landing {
    path: PathBuf,
    replace: bool,
}

impl Landing {
    /// Writes the picture; the name that it got.
    ///
    /// # Errors
    /// As [`export::write`].
    pub fn write(&self, bytes: &[u8], inputs: &[&Path]) -> Result<(PathBuf, Landed), export::Error> {
        match self.replace {
            true => export::write(&self.path, bytes, inputs).map(|landed| (self.path.clone(), landed)),
            false => export::write_beside(&self.path, bytes, inputs),
        }
    }
}

/// Where pictures go as long as nobody chose another folder: where the program was started, unless that is the
/// root of all files, where programs start from a menu.
fn usual_folder() -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    match here.parent() {
        Some(_) => here,
        None => directories::UserDirs::new()
            .map(|dirs| dirs.picture_dir().unwrap_or(dirs.home_dir()).to_owned())
            .unwrap_or(here),
    }
}

/// Words as a part of a file's name.
fn slug(words: &str) -> String {
    let mut name = String::new();
    for letter in words.chars() {
        match letter.is_alphanumeric() {
            true => name.extend(letter.to_lowercase()),
            false if !name.is_empty() && !name.ends_with('-') => name.push('-'),
            false => {}
        }
    }
    let short: String = name.chars().take(LONG).collect();
    // A word that is cut off is left out.
    let whole = short.len() == name.len();
    let cut = if whole { short.as_str() } else { short.rsplit_once('-').map_or(&*short, |(begin, _)| begin) };
    cut.trim_matches('-').to_owned()
}

fn day(time: SystemTime) -> Option<Day> {
    let date = jiff::Timestamp::try_from(time).ok()?.to_zoned(jiff::tz::TimeZone::system()).date();
    Day::new(date.year(), date.month().unsigned_abs(), date.day().unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_of_words_and_cut_between_them() {
        assert_eq!(slug("Nissan and Mitsubishi in Europe, 2025"), "nissan-and-mitsubishi-in-europe-2025");
        assert_eq!(slug(" …/../ "), "");
        let long = slug(&"a word and another ".repeat(9));
        assert!(long.len() <= LONG && !long.ends_with('-') && !long.ends_with("anot"), "{long}");
        assert_eq!(slug("日本 で"), "日本-で");
    }

    #[test]
    fn replacing_is_chosen_for_one_name_alone() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for name in ["a.svg", "b.svg"] {
            std::fs::write(at(name), "old").unwrap();
        }
        let mut row = FileRow::new(Some(folder.path()), Format::Svg);
        row.choose(&at("a.svg"));
        row.existing();
        row.replace = true;
        assert!(row.landing().replace);
        row.choose(&at("b.svg"));
        assert!(!row.landing().replace);
        let (landed, _) = row.landing().write(b"new", &[]).unwrap();
        assert_eq!(landed, at("b-2.svg"));
        assert_eq!(std::fs::read(at("b.svg")).unwrap(), b"old");
    }
}
