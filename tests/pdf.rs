//! What a reader of PDF finds in a picture: its words, in the order in which they are read.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::process::Command;

const PLAN: &str = r#"(version: 1, id: "words", name: "Words of a plan", edition: "1", as_of: "2026", horizon: "2030",
    regions: [(id: "japan", name: "日本", countries: ["JP"])],
    milestones: [(id: "m", what: "Solid-state cells are shown", when: "2027-03", where: ["japan"]),
        (id: "n", what: "إطلاق (2027) في السوق", when: "2028-05")])"#;

/// The text of a PDF as poppler reads it; nothing where that is not installed.
fn read(pdf: &std::path::Path) -> Option<String> {
    let output = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_pdf_holds_real_text() {
    let folder = tempfile::tempdir().unwrap();
    let (plan, pdf) = (folder.path().join("plan.ron"), folder.path().join("plan.pdf"));
    fs::write(&plan, PLAN).unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_roadscope"));
    program.args(["export", "--view", "timeline", "--group", "region", "--output"]).args([&pdf, &plan]);
    assert!(program.output().unwrap().status.success());
    let Some(text) = read(&pdf) else {
        let required = std::env::var("ROADSCOPE_REQUIRE_DISPLAY").is_ok_and(|value| value == "1");
        assert!(!required, "pdftotext is not installed, and ROADSCOPE_REQUIRE_DISPLAY=1 asks for it");
        println!("skipped: pdftotext is not installed; no PDF was read");
        return;
    };
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
