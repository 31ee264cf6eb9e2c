//! Lists for programs and spreadsheets: every facet, every figure, and ends that are open.

use super::{CHIPS, TRAINS, WIND};
use roadscope::plan::Facet;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::process::Command;

/// Lists a plan of another trade; the arguments are those after the file.
fn list(text: &str, arguments: &[&str]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("plan.ron");
    std::fs::write(&file, text).expect("written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_roadscope"));
    let output = command.arg("list").arg(&file).args(arguments).output().expect("run");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The rows of a CSV by id, each cell by the name of its column.
fn rows(csv: &str) -> HashMap<String, HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let head = reader.headers().expect("a head").clone();
    let row = |row: csv::StringRecord| {
        let cells = head.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
        (row.get(0).expect("an id").to_owned(), cells)
    };
    reader.records().map(|record| row(record.expect("a row"))).collect()
}

fn objects(text: &str) -> HashMap<String, Value> {
    let items: Vec<Value> = serde_json::from_str(text).expect("JSON");
    items.into_iter().map(|item| (item["id"].as_str().expect("an id").to_owned(), item)).collect()
}

#[test]
fn every_facet_and_figure_stands_in_both() {
    let (csv, json) =
        (rows(&list(TRAINS, &["--format", "csv"])), objects(&list(TRAINS, &["--format", "json"])));
    assert_eq!(csv.len(), json.len());
    for facet in Facet::ALL {
        assert!(csv["beds"].contains_key(facet.word()), "{}", facet.word());
        assert!(json["beds"]["facets"][facet.word()].is_array(), "{}", facet.word());
    }
    for (id, column, cell, value) in [
        ("athens-line", "plant", "Πειραιάς", json!(["Πειραιάς"])),
        ("athens-line", "disputed", "no", json!(["no"])),
        ("athens-line", "body", "", json!([])),
        ("beds", "value", "12500", json!(12500.0)),
        ("beds", "unit", "beds", json!("beds")),
        ("beds", "measure", "beds a night", json!("beds a night")),
        ("beds", "percent", "", Value::Null),
        ("pension-part", "percent", "43.4", json!(43.4)),
        ("pension-part", "holder", "Mila Örn", json!("mila-orn")),
        ("pension-part", "cost", "28.5 m€", json!({"what": null, "low": 28.5, "high": 28.5, "unit": "m€"})),
        (
            "order",
            "figures",
            "coaches: 10..12 sets",
            json!([{"what": "coaches", "low": 10.0, "high": 12.0, "unit": "sets"}]),
        ),
        ("order", "of", "Athens line", json!(["athens-line"])),
        ("order", "note", "Options, \"not yet\" drawn.", json!("Options, \"not yet\" drawn.")),
        ("stop", "note", "", Value::Null),
    ] {
        assert_eq!(csv[id][column], cell, "{id} {column}");
        let is_facet = Facet::from_word(column).is_some();
        let found = if is_facet { &json[id]["facets"][column] } else { &json[id][column] };
        assert_eq!(*found, value, "{id} {column}");
    }
    let chips = rows(&list(CHIPS, &["--format", "csv"]));
    let days = |id: &str| (chips[id]["first_day"].clone(), chips[id]["last_day"].clone());
    assert_eq!(days("o2-volume"), ("2026-10-01".into(), "2026-12-31".into()));
    assert_eq!(days("p2-volume"), ("2026-04-06".into(), "2026-04-12".into()));
}

#[test]
fn an_open_end_has_no_day_in_a_list() {
    let (csv, json) = (rows(&list(WIND, &["--format", "csv"])), objects(&list(WIND, &["--format", "json"])));
    for (id, first, last) in [
        ("floating", "2022-01-01", ""),
        ("tide-in-amber", "2022-09-01", ""),
        ("turbine-type", "2027-01-01", ""),
        ("vlissingen-quay", "", "2029-12-31"),
        ("survey", "", "2026-06-30"),
        ("amber-cod", "2028-07-01", "2028-09-30"),
    ] {
        assert_eq!((&*csv[id]["first_day"], &*csv[id]["last_day"]), (first, last), "{id}");
        let day = |name: &str| json[id][name].as_str().unwrap_or("").to_owned();
        assert_eq!((day("first_day"), day("last_day")), (first.to_owned(), last.to_owned()), "{id}");
    }
}

#[test]
fn a_spreadsheet_knows_the_text_for_unicode_and_a_program_need_not() {
    let marked = list(TRAINS, &["--format", "csv"]);
    let plain = list(TRAINS, &["--format", "csv", "--plain-csv"]);
    assert_eq!(marked.strip_prefix('\u{feff}'), Some(&*plain));
    assert!(plain.starts_with("id,kind,what,when,first_day,last_day,status,"));
    assert_eq!(list(TRAINS, &["--plain-csv"]), plain);
    let table = list(WIND, &[]);
    assert!(
        table.contains("North Wind Power") && !table.contains("brand"),
        "a plan without brands speaks of none"
    );
}
