//! Which other editions of a plan are at hand: in the program, beside the plan's file, among recent files.
//!
//! It must never read a plan whole, nor take a coarser date for a later one.

use super::settings::{Edition, Place, Recent};
use crate::file;
use std::path::Path;

/// No more files of a folder are looked at: a folder of more is no folder of plans.
const MOST: usize = 500;

/// An edition, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Where.
    pub place: Place,
    /// What it says of itself.
    pub edition: Edition,
}

/// Every edition of a plan that is at hand, the latest first; the plan at `here` is among them. Looks into the
/// folder of its file and at recent files.
pub fn editions(of: &Edition, here: &Place, recent: &[Recent]) -> Vec<Known> {
    let mut found = vec![Known { place: here.clone(), edition: of.clone() }];
    let bundled = file::BUNDLED.iter().filter_map(|bundled| {
        let edition = Edition::of(&file::head_of(bundled.text)?);
        Some(Known { place: Place::Bundled(bundled.name.to_owned()), edition })
    });
    found.extend(bundled);
    let folder = match here {
        Place::File(path) => path.parent(),
        Place::Bundled(_) => None,
    };
    found.extend(folder.map(beside).unwrap_or_default());
    let recent =
        recent.iter().filter(|recent| recent.edition.is_of(of)).filter_map(|recent| match &recent.place {
            Place::File(path) => at(path),
            Place::Bundled(_) => None,
        });
    found.extend(recent);
    let mut known: Vec<Known> = Vec::new();
    for one in found {
        if one.edition.is_of(of) && known.iter().all(|other| other.place != one.place) || known.is_empty() {
            known.push(one);
        }
    }
    known.sort_by_key(|one| std::cmp::Reverse(one.edition.days.map(|(_, last)| last)));
    known
}

/// The editions in a folder.
fn beside(folder: &Path) -> Vec<Known> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().take(MOST);
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let is_plan = |path: &Path| path.extension().is_some_and(|end| end == "ron");
    paths.iter().filter(|path| is_plan(path)).filter_map(|path| at(path)).collect()
}

fn at(path: &Path) -> Option<Known> {
    let edition = Edition::of(&file::head(path)?);
    Some(Known { place: Place::File(super::memory::absolute(path)), edition })
}

/// The latest edition that speaks of a later time than another, if there is one.
pub fn newer<'k>(known: &'k [Known], than: &Edition) -> Option<&'k Known> {
    let (_, until) = than.days?;
    known.iter().find(|one| one.edition.is_of(than) && one.edition.days.is_some_and(|(from, _)| from > until))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Document;

    fn edition(id: &str, days: Option<(i32, i32)>) -> Edition {
        Edition { id: id.into(), days, ..Edition::default() }
    }

    #[test]
    fn the_bundled_plan_of_2025_has_a_newer_edition_and_that_has_none() {
        let of = |number: usize| Edition::of(Document::bundled(number).plan.about());
        let place = |number: usize| Place::Bundled(file::BUNDLED[number].name.into());
        let known = editions(&of(0), &place(0), &[]);
        assert_eq!(known.len(), 3, "{known:?}");
        let newest = newer(&known, &of(0)).expect("a newer edition");
        assert_eq!(newest.place, place(2));
        assert_eq!(newest.edition.as_of, "April 2026");
        assert_eq!(newer(&known, &of(2)), None);
    }

    #[test]
    fn a_folder_and_recent_files_are_looked_at_and_only_a_later_time_is_newer() {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let write = |path: &Path, id: &str, as_of: &str| {
            std::fs::write(path, format!("(version: 1, id: \"{id}\", name: \"P\", as_of: \"{as_of}\")"))
                .unwrap();
            Place::File(crate::session::memory::absolute(path))
        };
        let here = write(&folder.path().join("a.ron"), "p", "2025-06");
        write(&folder.path().join("vague.ron"), "p", "2025");
        write(&folder.path().join("foreign.ron"), "q", "2027");
        std::fs::write(folder.path().join("broken.ron"), "(((").unwrap();
        std::fs::create_dir(folder.path().join("folder.ron")).unwrap();
        let of = at(&folder.path().join("a.ron")).unwrap().edition;
        assert_eq!(newer(&editions(&of, &here, &[]), &of), None);
        let later = write(&other.path().join("b.ron"), "p", "2026-01");
        let recent = [Recent { place: later.clone(), opened: 1, edition: edition("p", None) }];
        let known = editions(&of, &here, &recent);
        assert_eq!(known.len(), 3, "{known:?}");
        assert_eq!(newer(&known, &of).map(|one| &one.place), Some(&later));
    }

    #[test]
    fn a_plan_without_id_or_date_has_no_editions() {
        let here = Place::File("none.ron".into());
        for of in [edition("", Some((1, 2))), edition("alliance", None), edition("", None)] {
            assert_eq!(newer(&editions(&of, &here, &[]), &of), None, "{of:?}");
        }
    }
}
