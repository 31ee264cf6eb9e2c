//! Broken plan files, and what is told of them.
//!
//! Each file in `tests/problems` says on its lines what is expected of them:
//! `// error <underlined text>: the whole message; hint: a part of the hint` (or `warning`), several one after
//! another on one line. The hint may be left out; `&quot;` stands for a quotation mark where one would be read
//! as a part of the file. What is told must be that and nothing else.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use roadscope::file::{self, Loaded, Problem, Severity};
use std::fs;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/problems");

fn told(problems: &[Problem]) -> String {
    problems.iter().map(|p| format!("{p}\n")).collect()
}

#[test]
fn what_comes_with_the_program_is_sound() {
    for bundled in &file::BUNDLED {
        let loaded = bundled.load();
        assert!(loaded.problems.is_empty(), "{}", told(&loaded.problems));
        assert!(loaded.plan.is_some_and(|plan| plan.records().len() > 10));
    }
}

/// A problem as a file expects it.
#[derive(Debug, PartialEq)]
struct Expected {
    line: usize,
    severity: Severity,
    underlined: String,
    message: String,
    hint: String,
}

fn expected(text: &str) -> Vec<Expected> {
    let mut all = Vec::new();
    for (n, line) in text.lines().enumerate() {
        for part in line.split("// ").skip(1) {
            let (severity, rest) = match (part.strip_prefix("error <"), part.strip_prefix("warning <")) {
                (Some(rest), _) => (Severity::Error, rest),
                (_, Some(rest)) => (Severity::Warning, rest),
                _ => continue,
            };
            let (underlined, rest) = rest.split_once(">: ").expect("what is underlined, in < >");
            let (message, hint) = rest.trim_end().split_once("; hint: ").unwrap_or((rest.trim_end(), ""));
            let [underlined, message, hint] = [underlined, message, hint].map(|t| t.replace("&quot;", "\""));
            all.push(Expected { line: n + 1, severity, underlined, message, hint });
        }
    }
    all
}

/// What is told, in the form of what is expected; hints are cut to the expected part if they hold it.
fn given(loaded: &Loaded, text: &str, expected: &[Expected]) -> Vec<Expected> {
    let mut all = Vec::new();
    for (n, problem) in loaded.problems.iter().enumerate() {
        let place = problem.place.as_ref().expect("a place in the file");
        let line = text.lines().nth(place.line - 1).unwrap_or_default();
        let underlined = line.chars().skip(place.column - 1).take(place.length).collect();
        let hint = problem.hint.clone().unwrap_or_default();
        let part = expected.get(n).map(|e| e.hint.clone()).filter(|part| hint.contains(part));
        let (severity, message) = (problem.severity, problem.message.clone());
        all.push(Expected { line: place.line, severity, underlined, message, hint: part.unwrap_or(hint) });
    }
    all
}

#[test]
fn every_problem_of_a_file_is_told_on_its_line_and_nothing_else() {
    let mut wrong = String::new();
    let mut files: Vec<_> =
        fs::read_dir(FOLDER).expect("the folder").map(|e| e.expect("a file").path()).collect();
    files.sort();
    assert!(files.len() > 10);
    for path in files {
        let text = fs::read_to_string(&path).expect("text");
        let expected = expected(&text);
        let loaded = file::read(&path);
        let given = given(&loaded, &text, &expected);
        if given != expected {
            let differs = (0..).find(|n| given.get(*n) != expected.get(*n)).unwrap_or(0);
            let (path, all) = (path.display(), told(&loaded.problems));
            let (given, expected) = (given.get(differs), expected.get(differs));
            wrong += &format!("== {path}\nexpected {expected:#?}\ngiven {given:#?}\n{all}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// What is told of a file in the temporary folder, without the folder's name.
fn read_in(folder: &Path, name: &str) -> (bool, String) {
    let loaded = file::read(&folder.join(name));
    let folder = format!("{}/", folder.display());
    (loaded.plan.is_some(), told(&loaded.problems).replace(&folder, ""))
}

#[test]
fn what_is_no_readable_text_is_told_in_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = folder.path();
    let deep = format!("(version: 1, brands: [(id: {}", "[(".repeat(200_000));
    let files: [(&str, &[u8], &str); 8] = [
        ("empty.ron", b"", "empty.ron: error: this file is empty"),
        ("blank.ron", b"\xef\xbb\xbf \n\n", "blank.ron: error: this file is empty"),
        ("comment.ron", b"// nothing", "comment.ron:1:1: error: this is not a plan"),
        (
            "latin.ron",
            b"(version: 1,\n name: \"Citro\xebn\")",
            "latin.ron:2:14: error: this file is not UTF-8 text",
        ),
        ("wide.ron", b"\xff\xfe(\0v\0", "wide.ron:1:1: error: this file is not UTF-8 text"),
        ("zip.ron", b"PK\x03\x04\x00\xff\xfe\xfd", "zip.ron:1:6: error: this file is not UTF-8 text"),
        ("deep.ron", deep.as_bytes(), "deep.ron:1:57: error: brackets are nested deeper than 32"),
        ("nul.ron", b"\0\0\0\0", "nul.ron:1:1: error: this is not a plan"),
    ];
    for (name, bytes, start) in files {
        fs::write(at.join(name), bytes).expect("written");
        let (plan, told) = read_in(at, name);
        assert!(!plan && told.starts_with(start), "{name}: {told}");
        assert_eq!(told.matches("error: ").count(), 1, "{told}");
    }
    fs::create_dir(at.join("folder.ron")).expect("a folder");
    assert!(read_in(at, "folder.ron").1.starts_with("folder.ron: error: this is a folder"));
    assert!(read_in(at, "missing.ron").1.starts_with("missing.ron: error: there is no such file"));
    assert!(read_in(at, "empty.ron/plan.ron").1.contains("plan.ron: error: "));
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_and_one_that_never_ends_are_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("secret.ron");
    fs::write(&path, "(version: 1)").expect("written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("set");
    // The administrator may read everything, and then there is nothing to see.
    if fs::read(&path).is_err() {
        let (plan, told) = read_in(folder.path(), "secret.ron");
        assert!(!plan && told.starts_with("secret.ron: error: this file may not be read"), "{told}");
    }
    let endless = file::read(Path::new("/dev/zero"));
    assert!(told(&endless.problems).starts_with("/dev/zero: error: this is not a plain file"));
}

#[test]
fn limits_are_told() {
    let long = "x".repeat(10_001);
    let text = format!("(version: 1, name: \"n\", brands: [(id: \"a\", name: \"{long}\")])");
    let loaded = file::parse("long.ron", text.as_bytes());
    let told = told(&loaded.problems);
    assert!(
        told.starts_with("long.ron:1:50: error: this text is 10001 bytes long, more than 10000"),
        "{told}"
    );
    assert!(told.lines().all(|line| line.chars().count() < 130), "{told}");

    let large = tempfile::NamedTempFile::new().expect("a file");
    large.as_file().set_len(file::FILE_SIZE + 1).expect("a long file");
    let loaded = file::read(large.path());
    assert!(loaded.problems.iter().all(|p| p.message == "this file is larger than 512 MiB"));
    assert_eq!(loaded.problems.len(), 1);

    let brackets = format!("(version: 1, note: \"{}\")", "(".repeat(8_000_000));
    let loaded = file::parse("many.ron", brackets.as_bytes());
    assert!(loaded.plan.is_none() && loaded.problems.len() == 1);
}

#[test]
fn of_very_many_problems_the_first_are_told_and_the_others_counted() {
    let ids: String =
        (0..20_000).map(|n| format!("(id: \"brand-{n}\", name: \"B\", company: \"c-{n}\"),\n")).collect();
    let loaded = file::parse("many.ron", format!("(version: 1, name: \"n\", brands: [{ids}])").as_bytes());
    assert_eq!((loaded.problems.len(), loaded.more), (200, 19_800));
    assert!(loaded.has_errors() && loaded.plan.is_some_and(|plan| plan.records().len() == 20_000));
    assert_eq!(loaded.problems.last().and_then(|p| p.place.as_ref()).map(|p| p.line), Some(200));
}

#[test]
fn long_rows_of_one_slip_neither_hang_nor_crash() {
    let head = "(version: 1, name: \"n\", models: [";
    for slip in [
        "(",
        "[",
        "{",
        "\"",
        "'",
        "r#",
        "r#\"",
        "b'",
        "/*",
        "//",
        "(id:",
        "(id: \"a\"",
        "(id: \"a\", ",
        "\\",
        ",",
        ":",
        "]",
        ")",
        "\"a\" \"b\"",
        "(id: \"a\" \"b\"),\n",
        "(id: \"a\" b),\n",
        "(id: \"a\", x: 1),",
        "models: [(",
        "(id: r#\"x\n",
        "(id: \"x\n",
        "(id: \"a\", derived_from: [\"a\"]),",
    ] {
        for close in ["", "])"] {
            let text = format!("{head}{}{close}", slip.repeat(10_000));
            let loaded = file::parse("row.ron", text.as_bytes());
            assert!(loaded.has_errors(), "{slip}");
        }
    }
    // Larger ones, each of a shape that a reader which looks back or ahead too far would sit over for minutes.
    let many = |n: usize, one: &dyn Fn(usize) -> String| (0..n).map(one).collect::<String>();
    let of = many(100_000, &|n| format!("\"x{n}\","));
    let countries = "\"FR\",".repeat(50_000);
    for text in [
        format!("(version: 1, {})", many(100_000, &|n| format!("x{n}: 1,"))),
        format!("{head}(id: {}", "\\\"\n".repeat(1_000_000)),
        format!("{head}{}", "(id: \\\"\n".repeat(100_000)),
        format!("{head}{}", "(id: \"a\", of: [(id: \"b\"), \"x\",".repeat(20_000)),
        format!("(version: 1, milestones: [(id: \"m\", what: \"M\", of: [{of}])])"),
        format!("{head}(id: \"m\", name: \"M\", energy: [{of}])])"),
        format!("(version: 1, regions: [(id: \"r\", name: \"R\", countries: [{countries}])])"),
    ] {
        assert!(file::parse("row.ron", text.as_bytes()).has_errors(), "{}", &text[..40]);
    }
    let chain: String = (1..50_000)
        .map(|n| format!("(id: \"m{n}\", name: \"M\", derived_from: [\"m{}\"]),", n - 1))
        .collect();
    let text = format!("{head}(id: \"m0\", name: \"M\", derived_from: [\"m49999\"]),{chain}])");
    let loaded = file::parse("chain.ron", text.as_bytes());
    assert_eq!(loaded.problems.len(), 1, "{}", told(&loaded.problems));
}
