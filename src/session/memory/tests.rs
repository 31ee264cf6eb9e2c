//! The memory of a window, tried with folders that are missing, in the way, or shared.

use super::*;
use crate::session::{Recent, ThemeChoice};
use std::fs;

fn key(id: &str) -> Key {
    Key::of(&About { id: id.into(), ..About::default() }, &Place::Bundled(String::new()))
}

fn asking(query: &str) -> Arrangement {
    Arrangement { query: query.into(), ..Arrangement::default() }
}

fn files(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn what_was_left_is_there_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("not").join("yet there");
    let at = Some(inner.clone());
    let mut memory = Memory::open(at.clone());
    memory.settings_mut().theme = ThemeChoice::Dark;
    memory.keep(&key("p"), &asking("brand:nissan"));
    assert!(memory.has_news());
    drop(memory);
    let mut memory = Memory::open(at.clone());
    assert_eq!(memory.settings().theme, ThemeChoice::Dark);
    assert_eq!(memory.arrangement(&key("p")), Some(asking("brand:nissan")));
    assert_eq!(memory.arrangement(&key("q")), None);
    assert!(!memory.has_news() && memory.take_notice().is_none());
    let plans = inner.join("plans");
    assert_eq!(files(&plans).len(), 1);
    assert!(files(&plans)[0].starts_with("p-"), "{:?}", files(&plans));
}

#[test]
fn plans_are_told_apart_by_id_or_else_by_place() {
    let about = About::default();
    let file = |name: &str| Key::of(&about, &Place::File(name.into()));
    assert_ne!(file("a/plan.ron"), file("b/plan.ron"));
    assert_eq!(file("plan.ron"), file("./plan.ron"));
    assert_ne!(key("p"), key("P"));
    assert_eq!(key("../../etc/passwd").file_name().matches(['/', '.', '\\']).count(), 0);
    // The same in every later version: what was kept must be found again.
    assert_eq!(key("alliance").file_name(), "alliance-cb0cc7a1e7636ea1");
}

#[test]
fn broken_and_newer_state_is_told_and_kept_beside() {
    for text in ["(version: 77, theme: Dark)", "(theme: ", "\u{0}", ""] {
        let folder = tempfile::tempdir().unwrap();
        let at = Some(folder.path().to_owned());
        fs::write(folder.path().join("settings.ron"), text).unwrap();
        let plans = folder.path().join("plans");
        fs::create_dir(&plans).unwrap();
        fs::write(plans.join(file(&key("p"))), text.replace("theme", "query")).unwrap();
        let mut memory = Memory::open(at.clone());
        assert_eq!(*memory.settings(), Settings::default());
        assert_eq!(memory.arrangement(&key("p")), None);
        let told = [memory.take_notice().unwrap(), memory.take_notice().unwrap()];
        assert!(told[0].contains("settings.kept-1.ron"), "{told:?}");
        assert!(told[1].contains("kept-1.ron") && told[1].contains("as usual"), "{told:?}");
        memory.settings_mut().scale = 2.0;
        memory.keep(&key("p"), &asking("now"));
        drop(memory);
        assert_eq!(fs::read_to_string(folder.path().join("settings.kept-1.ron")).unwrap(), text);
        let mut memory = Memory::open(at);
        assert_eq!((memory.settings().scale, memory.take_notice()), (2.0, None));
        assert_eq!(memory.arrangement(&key("p")), Some(asking("now")));
        assert_eq!(files(&plans).len(), 2);
    }
}

#[test]
fn what_a_later_program_wrote_meanwhile_is_not_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut memory = Memory::open(Some(folder.path().to_owned()));
    memory.keep(&key("p"), &asking("one"));
    memory.write();
    memory.finish();
    let path = folder.path().join("plans").join(file(&key("p")));
    fs::write(&path, "(version: 99, sparkles: true)").unwrap();
    memory.keep(&key("p"), &asking("two"));
    memory.close();
    assert!(memory.take_notice().unwrap().contains("newer Roadscope"));
    assert_eq!(fs::read_to_string(&path).unwrap(), asking("two").to_text());
    assert_eq!(files(&folder.path().join("plans")).len(), 2, "the later one is kept beside");
}

#[test]
fn two_running_copies_lose_nothing_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Memory::open(Some(folder.path().to_owned()));
    std::thread::scope(|scope| {
        for copy in 0..4_u64 {
            scope.spawn(move || {
                let mut memory = open();
                for n in 0..5 {
                    let place = Place::File(format!("/plans/{copy}-{n}.ron").into());
                    let recent = Recent { place, opened: 10 * n + copy, edition: Default::default() };
                    memory.settings_mut().note(recent);
                    memory.keep(&key(&format!("{copy}-{n}")), &asking("x"));
                    memory.write();
                    memory.finish();
                }
                assert_eq!(memory.take_notice(), None);
            });
        }
    });
    assert_eq!(open().settings().recent.len(), 20);
    assert_eq!(files(&folder.path().join("plans")).len(), 20);
}

#[test]
fn of_a_plan_that_is_not_to_be_remembered_nothing_stays() {
    let folder = tempfile::tempdir().unwrap();
    let open = || Memory::open(Some(folder.path().to_owned()));
    let mut memory = open();
    memory.keep(&key("secret"), &asking("a"));
    memory.close();
    memory.keep(&key("secret"), &asking("b"));
    memory.set_remembered(&key("secret"), false);
    memory.keep(&key("secret"), &asking("c"));
    drop(memory);
    assert_eq!(files(&folder.path().join("plans")), [""; 0]);
    let settings = fs::read_to_string(folder.path().join("settings.ron")).unwrap();
    assert!(!settings.contains("secret"), "{settings}");
    let mut memory = open();
    assert!(!memory.remembers(&key("secret")) && memory.arrangement(&key("secret")).is_none());
    memory.set_remembered(&key("secret"), true);
    memory.keep(&key("secret"), &asking("d"));
    drop(memory);
    assert_eq!(open().arrangement(&key("secret")), Some(asking("d")));
}

#[test]
fn a_folder_that_cannot_be_written_is_told_once_and_written_once_it_can_be() {
    let folder = tempfile::tempdir().unwrap();
    let blocked = folder.path().join("roadscope");
    fs::write(&blocked, "a file in the way").unwrap();
    let mut memory = Memory::open(Some(blocked.clone()));
    for n in 0..3 {
        memory.settings_mut().scale = 1.5;
        memory.keep(&key(&n.to_string()), &asking("x"));
        memory.write();
        memory.finish();
    }
    let told = memory.take_notice().unwrap();
    assert!(told.contains("cannot be kept") && told.contains("no folder"), "{told}");
    assert_eq!(memory.take_notice(), None, "it is told once");
    assert_eq!(memory.settings().scale, 1.5);
    fs::remove_file(&blocked).unwrap();
    memory.close();
    assert_eq!(files(&blocked.join("plans")).len(), 3);
    assert_eq!(Memory::open(Some(blocked)).settings().scale, 1.5);
}

/// What was kept is known at once: before it is written, while it is, and where it never can be.
#[test]
fn what_was_kept_is_known_in_the_same_window_whatever_becomes_of_the_file() {
    let good = tempfile::tempdir().unwrap();
    let blocked = good.path().join("in the way");
    fs::write(&blocked, "").unwrap();
    for folder in [None, Some(good.path().to_owned()), Some(blocked)] {
        let mut memory = Memory::open(folder);
        memory.keep(&key("p"), &asking("brand:nissan"));
        for _ in 0..3 {
            assert_eq!(memory.arrangement(&key("p")), Some(asking("brand:nissan")));
            memory.write();
        }
        memory.finish();
        assert_eq!(memory.arrangement(&key("p")), Some(asking("brand:nissan")));
        memory.keep(&key("p"), &asking("brand:renault"));
        assert_eq!(memory.arrangement(&key("p")), Some(asking("brand:renault")));
        memory.set_remembered(&key("p"), false);
        assert_eq!(memory.arrangement(&key("p")), None, "nothing of it is held any more");
    }
}
