//! The house rules, held by a test: layers, heads, sizes, nothing left undone, nothing lying about.
//!
//! Each rule is a function from a file's text to faults, and is itself tried on a tiny bad file.

#![allow(clippy::expect_used, clippy::panic, reason = "a helper of tests may fail the test")]

mod code;

use code::Named;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A breach of a rule.
#[derive(Debug, PartialEq)]
struct Fault {
    file: String,
    line: usize,
    words: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.words)
    }
}

/// A source file: its path from the repository's top, with slashes, and its text.
struct Source {
    path: String,
    text: String,
}

/// What each room of `src` may use of the others. A room that is not listed may use nothing.
const MAY_USE: [(&str, &[&str]); 14] = [
    // What a terminal may show: for every room.
    ("printable", &[]),
    ("date", &[]),
    ("plan", &["date"]),
    ("file", &["date", "plan"]),
    ("import", &["date", "plan", "file"]),
    ("explore", &["date", "plan"]),
    ("changes", &["date", "plan", "explore"]),
    // Of the plan it knows the places, so that a mark can say what it stands for.
    ("scene", &["plan"]),
    ("views", &["date", "plan", "explore", "changes", "scene"]),
    ("export", &["plan", "scene"]),
    ("session", &["date", "plan", "file", "explore", "changes", "scene", "views", "export"]),
    ("publish", &["date", "plan", "explore", "changes", "scene", "views", "export", "session"]),
    (
        "app",
        &[
            "date", "plan", "file", "explore", "changes", "scene", "views", "export", "session", "publish",
            "import",
        ],
    ),
    (
        "cli",
        &[
            "date", "plan", "file", "explore", "changes", "scene", "views", "export", "session", "publish",
            "import",
        ],
    ),
];
/// Rooms that compute and do nothing else.
const PURE: [&str; 6] = ["date", "plan", "explore", "changes", "scene", "views"];
/// Parts of the standard library that reach outside the program.
const OUTSIDE: [&str; 6] = ["env", "fs", "io", "net", "process", "time"];
/// Crates that do so, too.
const OUTSIDE_CRATES: [&str; 4] = ["rfd", "signal_hook", "tempfile", "ureq"];
/// Methods of a path that ask the disk.
const ASKS_THE_DISK: [&str; 9] = [
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];
/// Macros that write to a terminal.
const PRINTS: [&str; 5] = ["dbg", "eprint", "eprintln", "print", "println"];
/// Crates that only the window may name.
const WINDOW_ONLY: [&str; 4] = ["egui", "eframe", "egui_plot", "rfd"];
/// A file has fewer lines than this.
const LINES: usize = 500;
/// What lies at the repository's top, dot files aside.
const TOP: [&str; 7] = ["Cargo.lock", "Cargo.toml", "LICENSE", "README.md", "assets", "src", "tests"];

/// Only `app` names the window's crates.
fn names_no_window(source: &Source) -> Vec<Fault> {
    if room(&source.path) == Some("app") || !source.path.starts_with("src/") {
        return Vec::new();
    }
    of_paths(source, |path, _| {
        let first = path.first().filter(|first| WINDOW_ONLY.contains(&first.as_str()))?;
        Some(format!("only src/app may name {first}: move this there, or use emath and ecolor"))
    })
}

/// The rooms that compute reach for nothing outside the program: no disk, no clock, no terminal.
fn reaches_nothing_outside(source: &Source) -> Vec<Fault> {
    let Some(room) = room(&source.path).filter(|room| PURE.contains(room)) else { return Vec::new() };
    let hand_in = "let file, export, cli or app hand in what it needs";
    let mut faults = of_paths(source, |path, _| {
        let is_outside = match path.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["std", part, ..] => OUTSIDE.contains(&part) || part == "*",
            ["jiff", .., "now" | "system" | "*"] => true,
            [name, ..] => OUTSIDE_CRATES.contains(&name),
            [] => false,
        };
        // Another name for all of a crate would hide what is taken of it.
        is_outside.then(|| format!("{room} may not use {}: {hand_in}", path.join("::")))
    });
    let code = code(source);
    let told = |(line, name): &(usize, String), kind: &str| {
        fault(source, *line, format!("{room} may not use {name}{kind}: {hand_in}"))
    };
    faults.extend(
        code.methods.iter().filter(|(_, m)| ASKS_THE_DISK.contains(&m.as_str())).map(|m| told(m, "()")),
    );
    faults.extend(code.macros.iter().filter(|(_, m)| PRINTS.contains(&m.as_str())).map(|m| told(m, "!")));
    faults
}

/// In the window only what a fault leaves behind is written past `file` and `export`.
fn leaves_the_disk_alone(source: &Source) -> Vec<Fault> {
    if room(&source.path) != Some("app") || source.path == "src/app/crash.rs" {
        return Vec::new();
    }
    let words = "the window reads and writes through file and export";
    let mut faults = of_paths(source, |path, in_tests| {
        let names = |n: usize, name: &str| path.get(n).is_some_and(|part| part == name);
        let is_disk = names(0, "std") && names(1, "fs") || names(0, "tempfile");
        (is_disk && !in_tests).then(|| words.to_owned())
    });
    let code = code(source);
    let asked = code
        .methods
        .iter()
        .filter(|(line, method)| ASKS_THE_DISK.contains(&method.as_str()) && !code.is_test(*line));
    faults.extend(asked.map(|(line, _)| fault(source, *line, words.to_owned())));
    faults
}

/// Rooms use only the rooms before them.
fn keeps_direction(source: &Source) -> Vec<Fault> {
    let Some(room) = room(&source.path) else { return Vec::new() };
    let may: &[&str] = MAY_USE.iter().find(|(name, _)| *name == room).map_or(&[], |(_, may)| may);
    let rooms = MAY_USE.map(|(name, _)| name);
    // A room's tests may read the bundled plan.
    let is_test = source.path.ends_with("/tests.rs");
    of_paths(source, |path, in_tests| {
        let used = match path {
            [root, used, ..] if root == "crate" => used.as_str(),
            _ => return None,
        };
        if used == "*" {
            return Some("name the rooms that are used, rather than all of them".to_owned());
        }
        let is_free = !rooms.contains(&used)
            || used == room
            || used == "printable"
            || may.contains(&used)
            || (is_test || in_tests) && used == "file";
        (!is_free).then(|| {
            format!("{room} may not use {used}: hand the data in, or move the code to a room after both")
        })
    })
}

/// A fault for each path of a file that a rule has words about, once a line. The rule is told whether the path
/// stands in tests.
fn of_paths(source: &Source, rule: impl Fn(&[String], bool) -> Option<String>) -> Vec<Fault> {
    let code = code(source);
    let told =
        |(line, path): &(usize, Vec<String>)| Some(fault(source, *line, rule(path, code.is_test(*line))?));
    let mut faults: Vec<Fault> = code.paths.iter().filter_map(told).collect();
    faults.sort_by(|a, b| (a.line, &a.words).cmp(&(b.line, &b.words)));
    faults.dedup();
    faults
}

fn code(source: &Source) -> Named {
    code::named(&source.path, &source.text).unwrap_or_else(|why| panic!("{}:{why}", source.path))
}

/// The first line says what the file is for.
fn has_a_head(source: &Source) -> Vec<Fault> {
    let says =
        source.text.lines().next().and_then(|l| l.strip_prefix("//!")).is_some_and(|l| !l.trim().is_empty());
    let words = "begin the file with a //! line that says what it is for".to_owned();
    if says { Vec::new() } else { vec![fault(source, 1, words)] }
}

/// A file can be read at one sitting.
fn is_short(source: &Source) -> Vec<Fault> {
    let lines = source.text.lines().count();
    let words = format!(
        "{lines} lines, and a file has fewer than {LINES}: give one of its concepts a file of its own"
    );
    if lines < LINES { Vec::new() } else { vec![fault(source, LINES, words)] }
}

/// Nothing is put off, and no test is left out.
fn leaves_nothing_undone(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (n, line) in source.text.lines().enumerate() {
        // Put together here, so that this file does not breach its own rule.
        for mark in [concat!("TO", "DO"), concat!("FIX", "ME")] {
            if words(line).any(|word| word == mark) {
                faults.push(fault(
                    source,
                    n + 1,
                    format!("{mark} is no plan: do it now, or leave the line out"),
                ));
            }
        }
    }
    let attributes = code(source).attributes.into_iter().filter(|(_, word)| word == "ignore");
    let words = "a test that is ignored proves nothing: mend it or delete it";
    faults.extend(attributes.map(|(line, _)| fault(source, line, words.to_owned())));
    faults.sort_by_key(|fault| fault.line);
    faults
}

/// What lies at the top and does not belong there, and what belongs there and is missing.
fn top_level(names: &[String]) -> Vec<Fault> {
    let at = |name: &str, words: &str| Fault { file: name.to_owned(), line: 1, words: words.to_owned() };
    let strange = names
        .iter()
        .filter(|name| !name.starts_with('.') && *name != "target" && !TOP.contains(&name.as_str()))
        .map(|name| at(name, "does not belong at the top: move it into src, tests or assets"));
    let missing = TOP
        .iter()
        .filter(|name| !names.iter().any(|n| n == *name))
        .map(|name| at(name, "is missing at the top: put it back"));
    strange.chain(missing).collect()
}

/// Assets whose origin nobody tells.
fn untold_assets(files: &[String], readme: &str) -> Vec<Fault> {
    files
        .iter()
        .filter(|file| {
            let name =
                Path::new(file).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            name != "README.md" && !readme.contains(&name)
        })
        .map(|file| {
            let words = "say in assets/README.md where it is from, its version and its licence".to_owned();
            Fault { file: file.clone(), line: 1, words }
        })
        .collect()
}

fn fault(source: &Source, line: usize, words: String) -> Fault {
    Fault { file: source.path.clone(), line, words }
}

/// The room that a file belongs to: `src/plan/mod.rs` to plan, `src/cli.rs` to cli, `src/lib.rs` to none.
fn room(path: &str) -> Option<&str> {
    let inner = path.strip_prefix("src/")?;
    let name =
        inner.split_once('/').map_or_else(|| inner.strip_suffix(".rs").unwrap_or(inner), |(room, _)| room);
    MAY_USE.iter().any(|(room, _)| *room == name).then_some(name)
}

/// The identifiers in a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty())
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    let inner = path.strip_prefix(top()).expect("below the top");
    inner.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn sources() -> Vec<Source> {
    let all = files(&top().join("src")).into_iter().chain(files(&top().join("tests")));
    let rust = all.filter(|path| path.extension().is_some_and(|e| e == "rs"));
    rust.map(|path| Source { path: name(&path), text: fs::read_to_string(&path).expect("source text") })
        .collect()
}

fn none(faults: &[Fault]) {
    let told: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(told.is_empty(), "\n{}\n", told.join("\n"));
}

fn hold(rule: fn(&Source) -> Vec<Fault>) {
    let sources = sources();
    assert!(sources.len() > 100, "only {} source files were found", sources.len());
    none(&sources.iter().flat_map(rule).collect::<Vec<_>>());
}

/// The lines at which a rule finds fault.
fn lines(rule: fn(&Source) -> Vec<Fault>, path: &str, text: &str) -> Vec<usize> {
    let faults = rule(&Source { path: path.to_owned(), text: text.to_owned() });
    faults.into_iter().map(|fault| fault.line).collect()
}

#[test]
fn only_the_window_names_the_windows_crates() {
    hold(names_no_window);
    assert_eq!(
        lines(
            names_no_window,
            "src/views/mod.rs",
            "// egui\nuse egui::Rect;\nconst A: &str = \"egui::Rect\";\nfn a() { b!(egui::Pos2) }"
        ),
        [2, 4]
    );
    assert_eq!(lines(names_no_window, "src/main.rs", "fn main() { eframe::run() }"), [1]);
    assert!(lines(names_no_window, "src/app/mod.rs", "use egui::Rect;").is_empty());
    assert!(lines(names_no_window, "src/views/mod.rs", "use emath::Rect; // as egui has it").is_empty());
}

#[test]
fn rooms_that_compute_reach_for_nothing_outside() {
    hold(reaches_nothing_outside);
    assert_eq!(
        lines(reaches_nothing_outside, "src/plan/mod.rs", "\nuse std::{\n    fmt,\n    fs::File,\n};"),
        [4]
    );
    assert_eq!(lines(reaches_nothing_outside, "src/date.rs", "fn now() { std::time::Instant::now(); }"), [1]);
    for text in [
        "fn a() { jiff::Zoned::now(); }",
        "use jiff::Zoned; fn a() { Zoned::now(); }",
        "use jiff::{Timestamp as Clock}; fn a() { Clock::now(); }",
        "use std as s; fn a() { s::fs::read(\"x\"); }",
        "fn a() { use std::fs as disk; }",
        "fn a() { b!(std::env::var(\"HOME\")); }",
        "fn a(p: &std::path::Path) -> bool { p.exists() }",
        "fn a() { println!(\"so\"); }",
        "fn a() { tempfile::tempdir(); }",
        "const A: &str = \"https://a.org\"; fn a() { std::fs::read(\"x\"); }",
    ] {
        let found = lines(reaches_nothing_outside, "src/plan/mod.rs", text);
        assert!(!found.is_empty() && found.iter().all(|line| *line == 1), "{text}");
    }
    let free = "/// [`std::fs`]\nuse jiff::civil::Date;\nfn a() { let exists = \"std::fs\"; b(exists); }";
    assert!(lines(reaches_nothing_outside, "src/plan/mod.rs", free).is_empty());
    assert!(lines(reaches_nothing_outside, "src/file/mod.rs", "use std::fs;").is_empty());
    assert!(lines(reaches_nothing_outside, "src/scene/mod.rs", "use std::{fmt, sync::Arc};").is_empty());
}

#[test]
fn the_window_reads_and_writes_through_other_rooms() {
    hold(leaves_the_disk_alone);
    assert_eq!(lines(leaves_the_disk_alone, "src/app/dialogs.rs", "use std::{fs, io};"), [1]);
    assert_eq!(lines(leaves_the_disk_alone, "src/app/a.rs", "fn a(p: &P) { p.is_dir(); }"), [1]);
    assert!(
        lines(leaves_the_disk_alone, "src/app/a.rs", "#[cfg(test)] mod tests { use std::fs; }").is_empty()
    );
    assert!(lines(leaves_the_disk_alone, "src/export/land.rs", "use std::fs;").is_empty());
}

#[test]
fn rooms_use_only_the_rooms_before_them() {
    hold(keeps_direction);
    assert_eq!(
        lines(keeps_direction, "src/plan/mod.rs", "use crate::date::Day;\nuse crate::views::Look;"),
        [2]
    );
    assert_eq!(lines(keeps_direction, "src/date.rs", "use crate::{plan::Plan};"), [1]);
    assert_eq!(lines(keeps_direction, "src/export/mod.rs", "pub(crate) use crate::app::Window;"), [1]);
    assert_eq!(lines(keeps_direction, "src/session/document.rs", "use crate::app::Window;"), [1]);
    assert_eq!(lines(keeps_direction, "src/views/mod.rs", "use crate::session::Document;"), [1]);
    assert_eq!(lines(keeps_direction, "src/views/tests.rs", "use crate::{file, app};"), [1]);
    for text in [
        "use super::app::Window;",
        "use super::super::app::Window;",
        "fn a() { super::super::app::run(); }",
        "use crate as c; fn a() { c::app::run(); }",
        "use crate::*;",
        "mod inner { use super::super::super::app; }",
        "fn a() { b!(crate::app::run()); }",
        "const A: &str = \"//\"; fn a() { crate::app::run(); }",
        "fn a(x: Vec<crate::app::Window>) {}",
    ] {
        let path = if text.starts_with("use super::app") { "src/plan.rs" } else { "src/plan/items.rs" };
        assert_eq!(lines(keeps_direction, path, text), [1], "{text}");
    }
    let free = "// crate::app\nconst A: &str = \"crate::app::x\"; use super::super::date; mod app {} use app as own;";
    assert!(lines(keeps_direction, "src/plan/items.rs", free).is_empty());
    let tests = "#[cfg(test)]\nmod tests { use crate::file; }";
    assert!(lines(keeps_direction, "src/views/mod.rs", tests).is_empty());
    assert!(lines(keeps_direction, "src/app/mod.rs", "use crate::{date, views::{map, file}};").is_empty());
}

#[test]
fn every_file_says_what_it_is_for() {
    hold(has_a_head);
    assert_eq!(lines(has_a_head, "src/new.rs", "use std::fmt;"), [1]);
    assert_eq!(lines(has_a_head, "src/new.rs", "//!\n//! late"), [1]);
    assert_eq!(lines(has_a_head, "src/new.rs", ""), [1]);
}

#[test]
fn every_file_can_be_read_at_one_sitting() {
    hold(is_short);
    assert_eq!(lines(is_short, "src/new.rs", &"\n".repeat(LINES)), [LINES]);
    assert!(lines(is_short, "src/new.rs", &"\n".repeat(LINES - 1)).is_empty());
}

#[test]
fn nothing_is_put_off() {
    hold(leaves_nothing_undone);
    let text = concat!("// TO", "DO: later\n#[ignore]\nfn fixme() {} // FIX", "ME\nfn x() { TO", "DOS }");
    assert_eq!(lines(leaves_nothing_undone, "src/new.rs", text), [1, 2, 3]);
}

#[test]
fn nothing_lies_about_at_the_top() {
    let entries = fs::read_dir(top()).expect("the top");
    let names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    none(&top_level(&names));
    let mut bad: Vec<String> = TOP.iter().skip(1).map(|name| (*name).to_owned()).collect();
    bad.extend([".ci".to_owned(), "target".to_owned(), "notes.txt".to_owned()]);
    let told: Vec<String> = top_level(&bad).into_iter().map(|fault| fault.file).collect();
    assert_eq!(told, ["notes.txt", "Cargo.lock"]);
}

#[test]
fn every_asset_says_where_it_is_from() {
    let readme = fs::read_to_string(top().join("assets/README.md")).expect("assets/README.md");
    let assets: Vec<String> = files(&top().join("assets")).iter().map(|path| name(path)).collect();
    none(&untold_assets(&assets, &readme));
    let told = untold_assets(&["assets/a.svg".to_owned(), "assets/b.svg".to_owned()], "`a.svg`: ours");
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].to_string().split(':').next(), Some("assets/b.svg"));
}
