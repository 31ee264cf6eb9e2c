//! Sheets that become plans: made here by real workbook libraries, as planners, journalists and other tools make
//! them.

#![allow(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

mod bad_input;
mod books;
mod command;
mod conventions;
mod headers;
mod round;

use roadscope::date::When;
use roadscope::file;
use roadscope::import::{Book, Grade, Made, Mapping, Opened, Reading};
use roadscope::plan::{Field, Kind, Plan};

/// Opens the bytes of a file.
fn open(name: &str, bytes: Vec<u8>) -> Opened {
    let book = Book::from_bytes(name.to_owned(), bytes).unwrap();
    Opened::of_book(book, None, None, &Reading::default()).unwrap()
}

/// What comes of the bytes of a file.
fn made(name: &str, bytes: Vec<u8>) -> Made {
    open(name, bytes).make(None, &Reading::default()).unwrap()
}

/// What comes of them by a saved mapping.
fn made_by(name: &str, bytes: Vec<u8>, mapping: &Mapping) -> Made {
    let book = Book::from_bytes(name.to_owned(), bytes).unwrap();
    let opened = Opened::of_book(book, None, Some(mapping), &Reading::default()).unwrap();
    opened.make(None, &Reading::default()).unwrap()
}

/// The plan of what came of a sheet; it must pass `check`.
fn plan(made: &Made) -> Plan {
    let text = made.text(&[]);
    let loaded = file::parse("plan.ron", text.as_bytes());
    assert!(loaded.problems.is_empty(), "{:#?}\n{text}", loaded.problems);
    loaded.plan.unwrap()
}

/// Each model with its milestones, each milestone by itself where there are no models: `A1: sop 2026-07, eop 2033`.
fn told(plan: &Plan) -> Vec<String> {
    let when = |when: Option<When>| when.map_or_else(|| "undated".to_owned(), |when| when.to_string());
    let models = plan.of_kind(Kind::Model).map(|(thing, model)| {
        let of = plan
            .of_kind(Kind::Milestone)
            .filter(|(_, milestone)| milestone.links(Field::Of).any(|of| of == thing));
        let dates: Vec<String> = of
            .map(|(_, milestone)| {
                let kind = milestone.texts(Field::Kind).next().unwrap_or("");
                format!("{kind} {}", when(milestone.when))
            })
            .collect();
        format!("{}: {}", model.name, dates.join(", "))
    });
    let models: Vec<String> = models.collect();
    if !models.is_empty() {
        return models;
    }
    plan.of_kind(Kind::Milestone).map(|(_, one)| format!("{}: {}", one.name, when(one.when))).collect()
}

/// The problems, each as its grade and cell.
fn problems(made: &Made) -> Vec<String> {
    made.problems
        .iter()
        .map(|problem| {
            let grade = match problem.grade {
                Grade::LeftOut => "out",
                Grade::Words => "words",
                Grade::Doubt => "doubt",
            };
            format!("{grade} {}", problem.place)
        })
        .collect()
}
