//! What a reader of PDF finds in a picture: its words, in the order in which they are read.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use emath::{Rect, pos2, vec2};
use roadscope::export::{Picture, pdf, png, svg, unwritable};
use roadscope::scene::{Metrics, Role, Scene, Size, Theme, Weight};
use std::fs;
use std::process::Command;
use unicode_normalization::UnicodeNormalization;

const PLAN: &str = r#"(version: 1, id: "words", name: "Words of a plan", edition: "1", as_of: "2026", horizon: "2030",
    regions: [(id: "japan", name: "日本", countries: ["JP"])],
    milestones: [(id: "m", what: "Solid-state cells are shown", when: "2027-03", where: ["japan"]),
        (id: "n", what: "إطلاق (2027) في السوق", when: "2028-05")])"#;

/// The text of a PDF as poppler reads it; nothing where that is not installed.
fn read(pdf: &std::path::Path) -> Option<String> {
    let Ok(output) = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output() else {
        let required = std::env::var("ROADSCOPE_REQUIRE_DISPLAY").is_ok_and(|value| value == "1");
        assert!(!required, "pdftotext is not installed, and ROADSCOPE_REQUIRE_DISPLAY=1 asks for it");
        println!("skipped: pdftotext is not installed; no PDF was read");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_pdf_holds_real_text() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, pdf) = (folder.path().join("plan.ron"), folder.path().join("plan.pdf"));
    fs::write(&plan, PLAN).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_roadscope"));
    program.args(["export", "--view", "timeline", "--group", "region", "--output"]).args([&pdf, &plan]);
    assert!(program.output().unwrap().status.success());
    let Some(text) = read(&pdf) else { return };
    for words in
        ["Words of a plan", "Timeline by region", "Solid-state cells are shown", "2027", "as of 2026"]
    {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    // What the bundled font lacks comes from the system's, where it has them.
    if std::env::var("ROADSCOPE_REQUIRE_DISPLAY").is_ok() {
        assert!(text.contains("日本"), "{text}");
    }
}

/// Texts of every kind of script, for which `tests/fonts` has the letters.
const TEXTS: [&str; 12] = [
    "To AVAIL Te, Wy.",
    "1920x1080 -> CMF-BEV (E-Tech) 9:30",
    "S\u{30C}koda E\u{301}toile",
    "Σχέδιο ΑΥΤΟ",
    "計画 Σχέδιο",
    "Škoda 東京",
    "דגם 5 (חדש) יושק ב-2027!",
    "إطلاق (2027) في السوق",
    "דגם חדש יושק",
    "क्षेत्र योजना हिन्दी",
    "ภาษาไทยที่นั่น",
    "Go 🚗🔋",
];

#[test]
fn a_pdf_gives_every_text_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("text.pdf");
    let metrics = Metrics::with_fonts(fonts());
    // What a reader adds to keep directions apart is no part of the text.
    let is_mark = |c: &char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}');
    let plain = |text: &str| text.chars().filter(|c| !is_mark(c)).nfc().collect::<String>();
    // Each on its own page: a reader takes for the direction of a page that of most of its letters.
    for text in TEXTS {
        let mut scene = Scene::new(vec2(400.0, 100.0));
        let layer = scene.layer(Rect::from_min_size(pos2(0.0, 0.0), scene.size));
        layer.add(metrics.text(pos2(20.0, 50.0), text, Size::Body, Weight::Regular, Role::Text));
        fs::write(&path, pdf(&Picture::new(&scene, Theme::Light)).unwrap()).unwrap();
        let Some(read) = read(&path) else { return };
        let (read, text) = (plain(read.trim()), plain(text));
        match text.contains(|c| matches!(c, '\u{590}'..='\u{6FF}')) && text.contains('2') {
            // Where digits stand among words from right to left, pdftotext has an order of its own.
            true => {
                let words =
                    text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
                words.for_each(|word| assert!(read.contains(word), "{word} is not in {read}"));
            }
            false => assert_eq!(read, text),
        }
    }
}

#[test]
fn a_letter_that_no_font_has_stops_no_picture() {
    let metrics = Metrics::with_fonts(Vec::new());
    let mut scene = Scene::new(vec2(400.0, 100.0));
    let layer = scene.layer(Rect::from_min_size(pos2(0.0, 0.0), scene.size));
    let text = "one ᚠ 東京 דגם \u{10FFFF}\u{E000}\u{94D} more";
    layer.add(metrics.text(pos2(20.0, 50.0), text, Size::Body, Weight::Regular, Role::Text));
    let picture = Picture::new(&scene, Theme::Light);
    assert!(pdf(&picture).is_ok() && png(&picture, 1.0).is_ok());
    assert!(svg(&picture).contains("<text"));
    assert!(unwritable(&picture).contains(&'東'));
}

fn fonts() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fonts");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "ttf")).collect();
    files.sort();
    files.iter().map(|path| fs::read(path).unwrap()).collect()
}
