//! Saved views: arrangements with names in a file beside their plan, so that a team shares them.
//!
//! It must never overwrite a file that it does not understand whole, nor a view that nobody asked to replace.

use super::arrangement::{Arrangement, newer};
use super::memory::Key;
use super::settings::Place;
use super::store;
use crate::plan::{About, Near, Plan, PlanView, fold};
use crate::printable;
use crate::views::{Side, ViewKind};
use ron::value::RawValue;
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The version of the written form.
const VERSION: u32 = 1;
/// The folder for views of plans that have no folder of their own.
const VIEWS: &str = "views";
/// The longest name of a view, in characters.
const LONGEST: usize = 120;

/// A saved view: its name, and its arrangement as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedView {
    /// As menus call it.
    pub name: String,
    /// The arrangement's text, kept to the letter, so that what a later program wrote there lives on.
    text: String,
}

impl SavedView {
    /// A view of that name.
    pub fn new(name: &str, arrangement: &Arrangement) -> Self {
        Self { name: name.to_owned(), text: arrangement.to_text().trim().to_owned() }
    }

    /// What it says.
    ///
    /// # Errors
    /// Why it cannot be used, in words for the person.
    pub fn arrangement(&self) -> Result<Arrangement, String> {
        let read = Arrangement::read(&self.text);
        let name = printable::word(&self.name);
        read.message
            .map_or(Ok(read.arrangement), |message| Err(format!("the saved view \"{name}\": {message}")))
    }
}

/// Why a view was not saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSaved {
    /// There is another of that name, which was not to be replaced.
    Exists,
    /// The file that is there cannot be read: why, in words for the person; it is as it was.
    Unreadable(String),
    /// What else is in the way, in words for the person; the file is as it was.
    Because(String),
}

impl NotSaved {
    /// The same in words.
    pub fn words(self) -> String {
        match self {
            Self::Exists => "there is another of that name".to_owned(),
            Self::Unreadable(why) | Self::Because(why) => why,
        }
    }
}

/// The file of a plan's saved views: beside the plan's own file.
pub fn beside(plan: &Path) -> PathBuf {
    let stem = plan.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    plan.with_file_name(format!("{stem}.views.ron"))
}

/// The files that hold the saved views of a plan, that to write to first: beside the plan's file, and in a folder
/// of the program's own for what comes with it, or where nothing can be written beside a file.
pub fn files(place: &Place, key: &Key, own: Option<&Path>) -> Vec<PathBuf> {
    let beside = match place {
        Place::File(path) => Some(beside(path)),
        Place::Bundled(_) => None,
    };
    let own = own.map(|own| own.join(VIEWS).join(key.file_name() + ".views.ron"));
    beside.into_iter().chain(own).collect()
}

/// Every view of a plan: those of its files, then those that its own file brings; of two of one name the first.
///
/// # Errors
/// Which file cannot be read, and why, in words for the person.
pub fn of(files: &[PathBuf], plan: &Plan) -> Result<Vec<SavedView>, String> {
    let mut all: Vec<SavedView> = Vec::new();
    let mut add = |views: Vec<SavedView>| {
        for view in views {
            if all.iter().all(|known| known.name != view.name) {
                all.push(view);
            }
        }
    };
    for file in files {
        add(read(file)?);
    }
    add(of_plan(plan));
    Ok(all)
}

/// Whether a file holds saved views rather than a plan, by its name.
pub fn is_views_file(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".views.ron"))
}

/// The views of a file in their order; none where there is no file.
///
/// # Errors
/// Why it cannot be read, in words for the person.
pub fn read(path: &Path) -> Result<Vec<SavedView>, String> {
    let told = |why: String| format!("{} cannot be read: {why}", printable::path(path));
    let Some(text) = store::read(path).map_err(told)? else { return Ok(Vec::new()) };
    parse(&text).map_err(told)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "version")]
    _version: u32,
    #[serde(default, rename = "plan")]
    _plan: String,
    views: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    arrangement: Box<RawValue>,
}

pub(super) fn parse(text: &str) -> Result<Vec<SavedView>, String> {
    if let Some(version) = newer(text, VERSION) {
        return Err(format!(
            "it is of a newer Roadscope (version {version}, this one reads up to {VERSION}): open it with that one"
        ));
    }
    let file: File = ron::from_str(text)
        .map_err(|e| format!("line {}, column {}: {}", e.span.start.line, e.span.start.col, e.code))?;
    let view =
        |entry: Entry| SavedView { name: entry.name, text: entry.arrangement.get_ron().trim().to_owned() };
    Ok(file.views.into_iter().map(view).collect())
}

fn to_text(about: &About, views: &[SavedView]) -> String {
    let quoted = |text: &str| ron::to_string(text).unwrap_or_default();
    let mut text = format!("(\n  version: {VERSION},\n  plan: {},\n  views: [\n", quoted(&about.id));
    for view in views {
        // A text that is written grows nothing that a reader would not find again.
        let _ = writeln!(text, "    (name: {}, arrangement: {}),", quoted(&view.name), view.text);
    }
    text + "  ],\n)\n"
}

/// A name as it can be saved.
///
/// # Errors
/// What is wrong with it, in words for the person.
pub fn name(typed: &str) -> Result<String, String> {
    let name = typed.trim();
    if name.is_empty() {
        return Err("give the view a name".to_owned());
    }
    if name.chars().count() > LONGEST {
        return Err(format!("the name is longer than {LONGEST} characters: shorten it"));
    }
    if printable::word(name) != name {
        return Err("the name holds characters that cannot be shown: leave them out".to_owned());
    }
    Ok(name.to_owned())
}

/// Puts a view into a file, behind those that are there now, or in the place of that of its name.
///
/// # Errors
/// There is one of that name and it was not to be replaced; or the file cannot be read or written, and stays as
/// it was.
pub fn save(path: &Path, about: &About, view: &SavedView, replace: bool) -> Result<(), NotSaved> {
    change(path, about, |views| {
        match views.iter_mut().find(|known| known.name == view.name) {
            Some(known) if replace || known.text == view.text => view.clone_into(known),
            Some(_) => return Err(NotSaved::Exists),
            None => views.push(view.clone()),
        }
        Ok(())
    })
}

/// Puts a view into the first of some files that can be written; which that was.
///
/// # Errors
/// As [`save`], of the first file.
pub fn save_first(
    files: &[PathBuf],
    about: &About,
    view: &SavedView,
    replace: bool,
) -> Result<PathBuf, NotSaved> {
    let mut first = None;
    for (n, file) in files.iter().enumerate() {
        // The program's own folder may not be there yet; a plan's is.
        let made = match file.parent() {
            Some(folder) if n > 0 || files.len() == 1 => {
                store::make_folder(folder).map_err(NotSaved::Because)
            }
            _ => Ok(()),
        };
        match made.and_then(|()| save(file, about, view, replace)) {
            Ok(()) => return Ok(file.clone()),
            Err(not @ NotSaved::Because(_)) => first = first.or(Some(not)),
            Err(not) => return Err(not),
        }
    }
    let nowhere = || NotSaved::Because("this system names no folder for what programs keep".to_owned());
    Err(first.unwrap_or_else(nowhere))
}

/// Takes a view out of a file.
///
/// # Errors
/// The file cannot be read or written, and stays as it was.
pub fn remove(path: &Path, about: &About, name: &str) -> Result<(), NotSaved> {
    change(path, about, |views| {
        views.retain(|view| view.name != name);
        Ok(())
    })
}

fn change(
    path: &Path,
    about: &About,
    change: impl FnOnce(&mut Vec<SavedView>) -> Result<(), NotSaved>,
) -> Result<(), NotSaved> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let _lock = store::lock(folder).map_err(NotSaved::Because)?;
    let mut views = read(path).map_err(|why| NotSaved::Unreadable(format!("{why}; it was left as it is")))?;
    let before = views.clone();
    change(&mut views)?;
    if views == before && path.exists() {
        return Ok(());
    }
    store::write(path, &to_text(about, &views)).map_err(NotSaved::Because)
}

/// The saved view of a name: written so, or else alike but for case and accents.
///
/// # Errors
/// That there is none, which there are, and which was meant.
pub fn find<'v>(views: &'v [SavedView], name: &str) -> Result<&'v SavedView, String> {
    let wanted = fold(name.trim());
    let exact = views.iter().find(|view| view.name == name);
    if let Some(view) = exact.or_else(|| views.iter().find(|view| fold(&view.name) == wanted)) {
        return Ok(view);
    }
    let names = || views.iter().map(|view| view.name.as_str());
    let hint = match Near::default().hint(name, names()) {
        Some(near) => near,
        None if views.is_empty() => "none is saved for this plan: Ctrl+S in the window saves one".to_owned(),
        None => "see them with: roadscope views".to_owned(),
    };
    Err(format!("there is no saved view \"{}\": {hint}", printable::word(name)))
}

/// The ways to look at a plan that its own file brings. What a view cannot do is passed over.
pub fn of_plan(plan: &Plan) -> Vec<SavedView> {
    plan.about().views.iter().map(|view| SavedView::new(&view.name, &arranged(plan, view))).collect()
}

fn arranged(plan: &Plan, view: &PlanView) -> Arrangement {
    let mut arrangement = Arrangement { query: view.query.to_string(), ..Arrangement::of(plan) };
    let kind = view.view.as_deref().and_then(ViewKind::from_word);
    if let Some(group) = &view.group {
        let kinds = kind.map_or(ViewKind::ALL, |_| &[]).iter().copied().chain(kind);
        for kind in kinds {
            // A view that cannot be grouped by it stays as usual.
            let _ = arrangement.views.set_side(kind, Side::Rows, &group.to_lowercase());
        }
    }
    if let Some(kind) = kind {
        arrangement.panes.enlarged = Some(kind);
    }
    arrangement
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn about() -> About {
        About { id: "p".into(), ..About::default() }
    }

    fn view(name: &str, query: &str) -> SavedView {
        SavedView::new(name, &Arrangement { query: query.into(), ..Arrangement::default() })
    }

    #[test]
    fn what_is_saved_is_found_again_whatever_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = beside(&folder.path().join("plan.ron"));
        assert!(path.ends_with("plan.views.ron") && is_views_file(&path));
        for name in ["Nissan in Europe", "\"quoted\" \\ back", "日本語 🚗", "a,b)(]"] {
            save(&path, &about(), &view(name, name), false).unwrap();
        }
        let views = read(&path).unwrap();
        assert_eq!(views.len(), 4);
        for view in &views {
            assert_eq!(view.arrangement().unwrap().query, view.name);
        }
        assert_eq!(find(&views, "nissan in europe").unwrap().name, "Nissan in Europe");
        assert!(find(&views, "Nisan in Europe").unwrap_err().contains("did you mean"));
        remove(&path, &about(), "a,b)(]").unwrap();
        assert_eq!(read(&path).unwrap(), views[..3]);
    }

    #[test]
    fn a_name_is_replaced_only_when_asked_for() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.views.ron");
        save(&path, &about(), &view("A", "one"), false).unwrap();
        assert_eq!(save(&path, &about(), &view("A", "one"), false), Ok(()));
        assert_eq!(save(&path, &about(), &view("A", "two"), false), Err(NotSaved::Exists));
        assert_eq!(read(&path).unwrap(), [view("A", "one")]);
        save(&path, &about(), &view("A", "two"), true).unwrap();
        assert_eq!(read(&path).unwrap(), [view("A", "two")]);
    }

    #[test]
    fn broken_and_newer_files_are_told_and_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.views.ron");
        for (text, words) in [
            ("(version: 1, views: [(name: \"A\", arrangement: (", "line 1"),
            ("(version: 2, views: [], more: 7)", "newer Roadscope"),
            ("(version: 1, views: [], more: 7)", "line 1"),
            ("(version: 1, views: [(name: \"A\", arrangement: (), by: \"me\")])", "line 1"),
            ("Dear reader", "line 1"),
            ("", "line 1"),
        ] {
            fs::write(&path, text).unwrap();
            assert!(read(&path).unwrap_err().contains(words), "{text}: {:?}", read(&path));
            let not = save(&path, &about(), &view("B", ""), true);
            assert!(matches!(&not, Err(NotSaved::Unreadable(why)) if why.contains(words)), "{text}: {not:?}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn what_a_later_program_wrote_into_an_arrangement_lives_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.views.ron");
        let later = "(version: 1, query: \"later\", sparkles: [1, 2] /* of theirs */)";
        fs::write(&path, format!("(version: 1, views: [(name: \"L\", arrangement: {later})])")).unwrap();
        for n in 0..5 {
            save(&path, &about(), &view(&n.to_string(), ""), false).unwrap();
        }
        assert!(fs::read_to_string(&path).unwrap().contains(&format!("arrangement: {later}),")));
        // One that cannot be used is told when it is asked for, and harms no other.
        let newer = "(version: 1, views: [(name: \"N\", arrangement: (version: 99)), (name: \"O\", arrangement: ())])";
        fs::write(&path, newer).unwrap();
        let views = read(&path).unwrap();
        assert!(views[0].arrangement().unwrap_err().contains("newer Roadscope"));
        assert_eq!(views[1].arrangement(), Ok(Arrangement::default()));
    }

    #[test]
    fn many_who_save_at_once_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.views.ron");
        std::thread::scope(|scope| {
            for writer in 0..10 {
                let path = &path;
                scope.spawn(move || {
                    for n in 0..12 {
                        save(path, &about(), &view(&format!("{writer} {n}"), "x"), false).unwrap();
                    }
                });
            }
        });
        let mut names: Vec<String> = read(&path).unwrap().into_iter().map(|view| view.name).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 120);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else lies about");
    }

    #[test]
    fn names_are_trimmed_and_those_that_nobody_can_read_refused() {
        assert_eq!(name("  A view "), Ok("A view".into()));
        for bad in ["", "  ", "a\u{1b}[31m", "a\nb", &"x".repeat(121)] {
            assert!(name(bad).is_err(), "{bad:?}");
        }
    }
}
