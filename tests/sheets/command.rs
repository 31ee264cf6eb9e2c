//! `roadscope import` as a person runs it: what it writes, and what it leaves alone.

use std::fs;
use std::process::{Command, Output};

const SHEET: &str = "Brand,Model,Code,Segment,Plant,SOP,EOP\nNord,N1,P1,B,Oslo,Q4/26,2033\nNord,N2,P2,C,Turku,2027 (2028?),tbd\n";

fn roadscope(folder: &tempfile::TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_roadscope")).current_dir(folder.path()).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn names(folder: &tempfile::TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_check_tells_what_would_come_and_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.csv"), SHEET).unwrap();
    let output = roadscope(&folder, &["import", "plan.csv", "--check"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(told.contains("2 models with 4 milestones from 2 of 2 rows"), "{told}");
    assert!(told.contains("F3: “2027 (2028?)”"), "{told}");
    assert_eq!(names(&folder), ["plan.csv"]);
}

#[test]
fn a_sheet_becomes_a_plan_that_passes_check_and_its_mapping_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.csv"), SHEET).unwrap();
    let output = roadscope(&folder, &["import", "plan.csv", "--output", "out.ron"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(names(&folder), ["out.ron", "plan.csv", "plan.map.ron"]);
    let checked = roadscope(&folder, &["check", "out.ron"]);
    assert!(checked.status.success(), "{}", text(&checked.stdout));
    // The mapping is taken as it was edited.
    let map = fs::read_to_string(folder.path().join("plan.map.ron")).unwrap();
    fs::write(
        folder.path().join("plan.map.ron"),
        map.replace("meaning: \"milestone: eop\"", "meaning: \"nothing\""),
    )
    .unwrap();
    let output = roadscope(&folder, &["import", "plan.csv", "--check"]);
    assert!(text(&output.stdout).contains("2 models with 2 milestones"), "{}", text(&output.stdout));
    fs::write(folder.path().join("plan.map.ron"), "(columns: [(heading: \"A\", meaning: \"smell\")])")
        .unwrap();
    let output = roadscope(&folder, &["import", "plan.csv", "--check"]);
    assert!(!output.status.success());
    assert!(text(&output.stderr).contains("plan.map.ron: line 1"), "{}", text(&output.stderr));
}

#[test]
fn what_is_read_is_never_written_and_a_fault_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("plan.csv"), SHEET).unwrap();
    let output = roadscope(&folder, &["import", "plan.csv", "--output", "./plan.csv"]);
    assert!(!output.status.success());
    assert_eq!(fs::read_to_string(folder.path().join("plan.csv")).unwrap(), SHEET);
    fs::write(folder.path().join("noise.xlsx"), b"PK\x03\x04").unwrap();
    let output = roadscope(&folder, &["import", "noise.xlsx", "--output", "out.ron"]);
    assert!(!output.status.success());
    assert!(text(&output.stderr).starts_with("roadscope: noise.xlsx: "), "{}", text(&output.stderr));
    let output = roadscope(&folder, &["import", "missing.xlsx", "--check"]);
    assert!(text(&output.stderr).contains("there is no such file"), "{}", text(&output.stderr));
    assert_eq!(names(&folder), ["noise.xlsx", "plan.csv"]);
}

#[test]
fn a_newer_sheet_makes_the_next_edition_and_leaves_what_people_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("march.csv"), SHEET).unwrap();
    assert!(
        roadscope(&folder, &["import", "march.csv", "--edition", "2026-03", "--output", "plan.ron"])
            .status
            .success()
    );
    // A person gives a record another id, evidence of a source of their own, and a record of their own.
    let plan = fs::read_to_string(path("plan.ron")).unwrap();
    let plan = plan.replace("\"n1\"", "\"northern-one\"");
    let plan =
        plan.replace("    sources: [\n", "    sources: [\n        (id: \"press\", title: \"Press\"),\n");
    let plan = plan.replace(
        "evidence: [(source: \"sheet-march\", place: \"F2\", quote: \"Q4/26\")]",
        "evidence: [(source: \"sheet-march\", place: \"F2\", quote: \"Q4/26\"), \
         (source: \"press\", claims: {\"when\": \"2027\"})]",
    );
    let plan = plan.replace(
        "    milestones: [\n",
        "    milestones: [\n        (id: \"mine\", what: \"Mine\", of: [\"northern-one\"], when: \"2026-05\", \
         evidence: [(source: \"press\")]),\n",
    );
    fs::write(path("plan.ron"), &plan).unwrap();
    let before = roadscope(&folder, &["check", "plan.ron"]);
    assert!(before.status.success(), "{}", text(&before.stdout));
    let newer = SHEET.replace("Q4/26", "Q2/27").replace("Nord,N2,P2", "Nord,N3,P3");
    fs::write(path("december.csv"), newer).unwrap();
    let arguments = [
        "import",
        "december.csv",
        "--map",
        "march.map.ron",
        "--edition",
        "2026-12",
        "--onto",
        "plan.ron",
        "--output",
        "next.ron",
    ];
    let output = roadscope(&folder, &arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let next = fs::read_to_string(path("next.ron")).unwrap();
    let checked = roadscope(&folder, &["check", "next.ron"]);
    assert!(checked.status.success(), "{}\n{next}", text(&checked.stdout));
    let loaded = roadscope::file::parse("next", next.as_bytes()).plan.unwrap();
    assert_eq!(&*loaded.about().edition, "2026-12");
    let sop = loaded.record(loaded.find("n1-sop").unwrap());
    assert_eq!(sop.when.unwrap().to_string(), "2027-Q2");
    assert_eq!(sop.evidence.len(), 2, "{:?}", sop.evidence);
    assert!(sop.is_disputed());
    assert_eq!(&*loaded.record(loaded.find("northern-one").unwrap()).name, "N1");
    assert!(loaded.find("mine").is_some() && loaded.find("n3").is_some() && loaded.find("n2").is_none());
    assert_eq!(fs::read_to_string(path("plan.ron")).unwrap(), plan, "the older edition stays as it was");
}
