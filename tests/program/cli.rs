//! The real program, run as a person runs it: pictures, checks, lists and their failures.

#![allow(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn roadscope(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roadscope")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Runs it, expects success, and gives standard output.
fn good(arguments: &[&str]) -> String {
    let output = roadscope(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// Runs it, expects an exit status, and gives standard error.
fn bad(status: i32, arguments: &[&str]) -> String {
    let output = roadscope(arguments);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {}", text(&output.stderr));
    assert_eq!(text(&output.stdout), "", "{arguments:?}");
    text(&output.stderr)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn path(folder: &tempfile::TempDir, name: &str) -> (PathBuf, String) {
    let path = folder.path().join(name);
    let word = path.to_str().unwrap().to_owned();
    (path, word)
}

fn export(view: &str, query: &str, output: &str, more: &[&str]) {
    let mut arguments = vec!["export", "--view", view, "--where", query, "--output", output];
    arguments.extend(more);
    good(&arguments);
}

#[test]
fn every_view_becomes_every_format_and_twice_the_same() {
    let folder = folder();
    for view in ["timeline", "map", "matrix", "table"] {
        for (format, begins) in [("svg", "<?xml".as_bytes()), ("png", b"\x89PNG"), ("pdf", b"%PDF")] {
            let (one, one_word) = path(&folder, &format!("{view}-1.{format}"));
            let (two, two_word) = path(&folder, &format!("{view}-2.{format}"));
            export(view, "brand:nissan region:europe", &one_word, &["--size", "960x600"]);
            export(view, "brand:nissan region:europe", &two_word, &["--size", "960x600"]);
            let (one, two) = (fs::read(one).unwrap(), fs::read(two).unwrap());
            assert!(one.starts_with(begins), "{view} {format}");
            assert!(one == two, "{view} {format} differs from run to run");
        }
    }
}

#[test]
fn a_filter_really_filters_a_picture() {
    let folder = folder();
    for view in ["timeline", "map", "matrix", "table"] {
        let draw = |query: &str, name: &str| {
            let (file, word) = path(&folder, name);
            export(view, query, &word, &[]);
            fs::read_to_string(file).unwrap()
        };
        let (mitsubishi, renault) = (draw("brand:mitsubishi", "m.svg"), draw("brand:renault", "r.svg"));
        assert!(!mitsubishi.contains("FlexEVan"), "{view}");
        assert!(mitsubishi.contains(">Mitsubishi: "), "{view}: the headline says the filter");
        assert_eq!(renault.contains("FlexEVan"), view != "map", "{view}");
    }
}

#[test]
fn a_focus_date_is_drawn_only_when_asked_for_and_said() {
    let folder = folder();
    for view in ["timeline", "map", "matrix", "table"] {
        let draw = |more: &[&str], name: &str| {
            let (file, word) = path(&folder, name);
            export(view, "", &word, more);
            fs::read_to_string(file).unwrap()
        };
        assert!(!draw(&[], "all.svg").contains("begun by"), "{view}");
        assert!(draw(&["--focus", "2026"], "then.svg").contains("begun by 31 December 2026"), "{view}");
    }
}

#[test]
fn a_picture_is_as_large_as_ordered() {
    let folder = folder();
    let (svg, svg_word) = path(&folder, "a.svg");
    for (size, width, height) in [
        ("1920x1080", "1920", "1080"),
        ("a4", "297mm", "210mm"),
        ("a4-portrait", "210mm", "297mm"),
        ("100x120mm", "100mm", "120mm"),
    ] {
        export("timeline", "", &svg_word, &["--size", size]);
        let drawn = fs::read_to_string(&svg).unwrap();
        assert!(drawn.contains(&format!("width=\"{width}\" height=\"{height}\"")), "{size}");
    }
    let (png, png_word) = path(&folder, "a.png");
    export("matrix", "", &png_word, &["--size", "640x400", "--scale", "1.5"]);
    let bytes = fs::read(png).unwrap();
    let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((side(16), side(20)), (960, 600));
}

#[test]
fn a_page_that_is_too_small_says_so() {
    let folder = folder();
    let (svg, word) = path(&folder, "a.svg");
    let says = "Not everything fits";
    let output = roadscope(&["export", "--view", "timeline", "--size", "960x400", "--output", &word]);
    assert!(output.status.success());
    assert!(text(&output.stderr).contains("not everything fits"));
    let told = |svg: String| svg.contains(says) || svg.contains("more without room");
    assert!(told(fs::read_to_string(&svg).unwrap()));
    export("timeline", "", &word, &[]);
    assert!(!told(fs::read_to_string(&svg).unwrap()), "a page of its own height holds everything");
}

#[test]
fn arguments_change_the_picture_as_they_say() {
    let folder = folder();
    let (svg, word) = path(&folder, "a.svg");
    let draw = |view: &str, more: &[&str]| {
        export(view, "brand:nissan", &word, more);
        fs::read_to_string(&svg).unwrap()
    };
    let usual = draw("timeline", &[]);
    assert!(usual.contains("Timeline by brand") && usual.contains(">Sources "));
    assert!(draw("timeline", &["--group", "region"]).contains("Timeline by region"));
    assert!(!draw("timeline", &["--plain"]).contains(">Sources "));
    assert!(draw("timeline", &["--theme", "dark"]).contains("#1A1E22"));
    assert!(draw("timeline", &["--from", "2026", "--to", "2027-Q2"]).contains("Nissan, 2026 to Q2 2027: "));
    assert!(draw("matrix", &["--group", "region"]).contains("Region by brand"));
    assert!(draw("matrix", &["--group", "plant", "--columns", "kind"]).contains("Plant by kind"));
    assert!(draw("matrix", &["--group", "brand"]).contains("Brand by platform"), "the two change places");
    assert_ne!(draw("timeline", &["--today", "2026-06-15"]), usual);
}

#[test]
fn words_of_ones_own_stand_in_the_place_of_the_usual_ones() {
    let folder = folder();
    let (svg, word) = path(&folder, "a.svg");
    let own = ["--title", "Head & line", "--subtitle", "Sub", "--note", "Remark.", "--source", "Our desk"];
    export("timeline", "brand:nissan", &word, &[&own[..], &["--credit", "Ann", "--alt", "Bars"]].concat());
    let drawn = fs::read_to_string(&svg).unwrap();
    for text in [
        "<title id=",
        ">Head &amp; line<",
        ">Sub<",
        "Remark.",
        ">Our desk<",
        "Ann  ·  Made with",
        ">Bars</desc>",
    ] {
        assert!(drawn.contains(text), "{text}");
    }
    assert!(!drawn.contains(">Sources ") && !drawn.contains("Timeline by brand"));
    export("timeline", "brand:nissan", &word, &[]);
    let usual = fs::read_to_string(&svg).unwrap();
    for text in [" lang=\"en\"", ">Nissan: ", "<desc id=", " First: ", " Last: ", "role=\"graphics-symbol\""]
    {
        assert!(usual.contains(text), "{text}");
    }
    assert!(!usual.contains("Everything"));
    // Two documents on one page have no name in common.
    let names = |svg: &str| -> std::collections::BTreeSet<String> {
        svg.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    };
    assert!(names(&drawn).len() > 3 && names(&drawn).is_disjoint(&names(&usual)));
    export("timeline", "brand:nissan", &word, &["--plain", "--background", "none"]);
    let bare = fs::read_to_string(&svg).unwrap();
    assert!(!bare.contains("fill=\"#FFFFFF\"/>") && !bare.contains("Made with"), "nothing behind the marks");
}

#[test]
fn nothing_that_matches_makes_no_picture() {
    let folder = folder();
    for view in ["timeline", "map", "matrix"] {
        let (svg, word) = path(&folder, "none.svg");
        let output = roadscope(&["export", "--view", view, "--where", "xyzzy", "--output", &word]);
        assert_eq!(output.status.code(), Some(1), "{view}");
        let told = text(&output.stderr);
        assert!(told.contains("nothing") && told.contains("xyzzy") && told.contains("no file"), "{told}");
        assert!(!svg.exists());
    }
}

#[test]
fn what_cannot_be_done_is_told_and_leaves_files_alone() {
    let folder = folder();
    let (old, word) = path(&folder, "old.svg");
    fs::write(&old, "old").unwrap();
    let refused = |more: &[&str], says: &str| {
        let mut arguments = vec!["export", "--view", "timeline", "--output", &word];
        arguments.extend(more);
        let output = roadscope(&arguments);
        assert!(!output.status.success(), "{more:?}");
        let told = text(&output.stderr);
        assert!(told.contains(says), "{more:?}: {told}");
        assert_eq!(fs::read_to_string(&old).unwrap(), "old", "{more:?}");
    };
    refused(&["--where", "brand:nisan"], "nissan");
    refused(&["--where", "colour:red"], "colour");
    refused(&["--size", "9x9"], "240");
    refused(&["--size", "poster"], "1920x1080");
    refused(&["--group", "wheels"], "brand");
    refused(&["--from", "2030", "--to", "2020"], "earlier date first");
    refused(&["--from", "soon"], "is not a date");
    refused(&["--today", "2026"], "2026-11-22");
    refused(&["no-such-plan.ron"], "no such file");
    let output_of = |name: &str| bad(1, &["export", "--view", "map", "--output", name]);
    assert!(output_of("picture.jpg").contains(".svg, .png or .pdf"));
    assert!(
        output_of(&folder.path().join("none/a.svg").display().to_string()).contains("there is no folder")
    );
    let large = ["export", "--view", "map", "--output", "x.png", "--size", "9000x9000", "--scale", "4"];
    assert!(bad(1, &large).contains("too many"));
    assert!(!Path::new("x.png").exists());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
}

#[test]
fn check_lists_every_mistake_with_its_line() {
    let folder = folder();
    let (file, word) = path(&folder, "five.ron");
    fs::write(&file, FIVE).unwrap();
    let output = roadscope(&["check", &word]);
    let told = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    let lines: Vec<usize> = FIVE
        .lines()
        .zip(1..)
        .filter(|(line, _)| line.contains("// wrong"))
        .map(|(_, number)| number)
        .collect();
    assert_eq!(lines.len(), 5);
    for line in lines {
        assert!(told.contains(&format!("{word}:{line}:")), "line {line} is not told:\n{told}");
    }
}

const FIVE: &str = r#"(
    version: 1,
    plan: (id: "five", name: "Five mistakes", edition: "1", as_of: "2026"),
    sources: [
        (id: "paper", title: "A paper"),
    ],
    brands: [
        (id: "one", name: "One"),
    ],
    models: [
        (id: "car", name: "Car", brands: ["onee"]), // wrong: no such brand
        (id: "car", name: "Other car", brands: ["one"]), // wrong: the id is taken
    ],
    milestones: [
        (id: "launch", what: "Launch", of: ["car"], when: "2026-13"), // wrong: no such month
        (id: "stop", what: "Stop", of: ["car"], when: "2030/2026"), // wrong: ends before it starts
        (id: "talk", what: "Talk", wen: "2026"), // wrong: no such field
    ],
)
"#;

#[test]
fn check_tells_clean_from_broken_from_unreadable() {
    let folder = folder();
    assert!(good(&["check"]).contains("no problems"));
    assert_eq!(roadscope(&["check", "no-such-plan.ron"]).status.code(), Some(2));
    assert_eq!(roadscope(&["check", folder.path().to_str().unwrap()]).status.code(), Some(2));
    let (file, word) = path(&folder, "empty.ron");
    fs::write(&file, "").unwrap();
    assert_eq!(roadscope(&["check", &word]).status.code(), Some(1));
}

#[test]
fn the_sample_is_a_plan_that_loads_again() {
    let folder = folder();
    let (file, word) = path(&folder, "sample.ron");
    fs::write(&file, good(&["sample"])).unwrap();
    assert!(good(&["check", &word]).contains("no problems"));
    assert_eq!(good(&["list", &word, "--format", "json"]), good(&["list", "--format", "json"]));
}

#[test]
fn lists_can_be_read_by_programs() {
    let json = good(&["list", "--where", "brand:mitsubishi", "--format", "json"]);
    let items: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
    assert!(!items.is_empty());
    for item in &items {
        let brands = item["facets"]["brand"].as_array().unwrap();
        assert!(brands.iter().any(|b| b == "Mitsubishi"), "{item}");
        assert!(item["evidence"].as_array().is_some_and(|e| !e.is_empty()), "{item}");
    }
    let table = good(&["list", "--where", "brand:mitsubishi", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let mut place = |name: &str| reader.headers().unwrap().iter().position(|h| h == name).unwrap();
    let (id, what) = (place("id"), place("what"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), items.len());
    for (row, item) in rows.iter().zip(&items) {
        assert_eq!(&row[id], item["id"]);
        assert_eq!(&row[what], item["what"]);
    }
    let read = good(&["list", "--where", "brand:mitsubishi"]);
    assert!(read.ends_with(&format!("{} of {} items\n", items.len(), good(&["list"]).lines().count() - 2)));
}

#[test]
fn a_query_with_a_slip_is_refused_with_what_to_write() {
    let told = bad(1, &["list", "--where", "brand:nissan OR brand:mitsubishi"]);
    assert!(told.contains("write: brand:nissan,mitsubishi"), "{told}");
}

#[test]
fn a_fiscal_year_of_the_command_line_is_that_of_the_plan() {
    let folder = folder();
    let (file, word) = path(&folder, "fiscal.svg");
    export("timeline", "", &word, &["--from", "FY2024", "--to", "2028", "--size", "960x600"]);
    let drawn = fs::read_to_string(file).unwrap();
    assert!(drawn.contains("fiscal 2024 (April 2024 to March 2025)"), "{}", &drawn[..600]);
}

#[test]
fn text_of_a_plan_is_neither_markup_nor_formula() {
    let folder = folder();
    let (file, word) = path(&folder, "odd.ron");
    let odd = r#"(version: 1, id: "odd", name: "<b>Odd</b> & \"co\"", edition: "1", as_of: "2026",
        sources: [(id: "s", title: "=S</text><script>")],
        milestones: [(id: "m", what: "=1+1</text><script>", when: "2026", evidence: [(source: "s")]),
            (id: "n", what: "-2 & 日本 <i>", when: "2026-05-01", evidence: [(source: "s")])])"#;
    fs::write(&file, odd).unwrap();
    let table = good(&["list", &word, "--format", "csv"]);
    assert!(table.contains("'=1+1") && table.contains("'-2 &"), "{table}");
    let (picture, picture_word) = path(&folder, "odd.svg");
    good(&["export", &word, "--view", "timeline", "--output", &picture_word]);
    let drawn = fs::read_to_string(picture).unwrap();
    assert!(drawn.contains("&lt;script&gt;") && !drawn.contains("<script") && !drawn.contains("<b>"));
    assert!(drawn.contains("&lt;b&gt;Odd&lt;/b&gt; &amp; &quot;co"));
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_is_no_failure() {
    for arguments in [&["sample"][..], &["list", "--format", "json"], &["check"], &["--help"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_roadscope"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let told = text(&output.stderr);
        assert!(!told.contains("panic"), "{arguments:?}: {told}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
    }
}

#[test]
fn every_query_of_the_readme_is_understood() {
    let readme = include_str!("../../README.md");
    let table = readme.split("| Write | To see |").nth(1).unwrap().split("\n\n").next().unwrap();
    // Between every other pair of signs stands a query.
    let queries: Vec<&str> = table
        .lines()
        .filter_map(|row| row.split('|').nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    assert!(queries.len() > 7, "{queries:?}");
    for query in queries {
        // What changed is asked of two editions.
        let asks_changes = query.contains("change:") || query.contains("slip:");
        let older: &[&str] =
            if asks_changes { &["alliance-2026.ron", "--compare", "alliance-2025.ron"] } else { &[] };
        let listed = good(&[&["list", "--where", query], older].concat());
        assert!(!listed.contains("\n0 of"), "{query} finds nothing\n{listed}");
    }
}

#[test]
fn a_plan_of_the_program_is_opened_by_its_name() {
    let listed = good(&["list", "alliance-2026.ron"]);
    assert_ne!(listed, good(&["list"]));
    assert!(good(&["check", "alliance-2022.ron", "template.ron"]).contains("no problems"));
    assert!(bad(1, &["list", "alliance-2027.ron"]).contains("no such file"));
}

#[test]
fn a_command_with_a_slip_opens_no_window() {
    assert!(bad(1, &["exprot"]).contains("did you mean \"export\"?"));
    assert!(bad(1, &["no-such-plan.ron"]).contains("--help"));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_not_checked() {
    let folder = folder();
    let (_, pipe) = path(&folder, "pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let output = roadscope(&["check", &pipe]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("not a plain file"));
}

#[test]
fn the_help_names_every_command() {
    let help = good(&["--help"]);
    for word in ["export", "check", "list", "sample", "FILE"] {
        assert!(help.contains(word), "{word}");
    }
    assert!(bad(2, &["export"]).contains("--view"));
}

#[test]
fn a_map_is_fitted_to_what_a_frame_names() {
    let folder = folder();
    let draw = |frame: &[&str], name: &str| {
        let (file, word) = path(&folder, name);
        export("map", "region:europe", &word, frame);
        fs::read_to_string(file).unwrap()
    };
    let (own, world) = (draw(&[], "own.svg"), draw(&["--frame", "world"], "world.svg"));
    assert!(own.contains("Lambert equal-area projection") && own.contains(">Finland<"));
    assert!(world.contains("Equal Earth projection"), "the frame wins over the filter");
    assert_eq!(draw(&["--frame", "EUROPE"], "named.svg"), draw(&["--frame", "match"], "matching.svg"));
    assert!(draw(&["--frame", "japan"], "japan.svg").contains(">Japan<"));
    let (_, word) = path(&folder, "no.svg");
    let export =
        |view: &str, frame: &str| bad(2, &["export", "--view", view, "--frame", frame, "--output", &word]);
    let unknown = export("map", "Atlantis");
    assert!(
        unknown.contains("no region \"Atlantis\"") && unknown.contains("world, match, europe"),
        "{unknown}"
    );
    assert!(export("matrix", "world").contains("a matrix is not fitted to places"));
    assert!(!folder.path().join("no.svg").exists());
}
