//! What the views that are read downwards show of the bundled plans, against what the document says of equity (S18
//! to S28) and of its target (S16); and that plans about anything fill them.

use super::{Edition, edition, editions};
use roadscope::explore::Filter;
use roadscope::explore::counting::{Due, value_words};
use roadscope::file;
use roadscope::plan::{BitSet, Plan};
use roadscope::scene::{Metrics, Shape, StandsFor};
use roadscope::views::{Arranged, Look, PagePart, ViewKind, prepare};
use std::path::Path;

fn with_look<R>(plan: &Plan, run: impl FnOnce(&Look<'_>) -> R) -> R {
    let (all, metrics, filter) = (BitSet::all(plan.items().len()), Metrics::new(), Filter::default());
    run(&Look::new(plan, &filter, &all, &metrics))
}

#[test]
fn ownership_shows_what_the_document_says_of_equity() {
    let Edition { plan, .. } = edition(2025);
    let says: [(&str, &str, &[&str]); 7] = [
        ("S19", "renault-in-nissan", &["Renault Group in Nissan Motor: 15 %", "with votes"]),
        ("S20", "nissan-in-renault", &["Nissan Motor in Renault Group: 15 %", "with votes"]),
        ("S21", "trust-block", &["28.4 %"]),
        // The document turns the block round: so it stands, and what others say stands beside it.
        ("S22", "trust-block", &["Nissan Motor in Renault Group", "Renault Group in Nissan Motor"]),
        ("S23, S24", "trust-block", &["through a trust under French law", "without votes"]),
        ("S26", "nissan-in-ampere", &["Nissan Motor in Ampere: 15 %", "promised"]),
        ("S28", "mitsubishi-in-ampere", &["Mitsubishi Motors in Ampere: share not stated", "promised"]),
    ];
    with_look(&plan, |look| {
        let view = prepare(ViewKind::Ownership, look, &Arranged::of(&plan), true);
        for (row, id, parts) in says {
            let thing = plan.find(id).expect(id);
            let words = view.words(StandsFor::Thing(thing)).expect(id);
            for part in parts {
                assert!(words.contains(part), "{row}: “{part}” is not in “{words}”");
            }
        }
    });
}

#[test]
fn targets_show_what_the_document_aims_at() {
    let Edition { plan, .. } = edition(2025);
    let target = plan.record(plan.find("share-80").expect("S16"));
    assert_eq!(value_words(target), "80 %");
    assert_eq!(target.when.map(|when| when.words()).as_deref(), Some("by 31 December 2026"));
    let as_of = plan.about().as_of.expect("a date").days();
    assert_eq!(Due::of(target, as_of), Due::Open);
}

#[test]
fn every_view_shows_every_plan_whatever_it_is_about() {
    let trades = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/trades");
    let others = ["wind.ron", "trains.ron"].map(|name| file::read(&trades.join(name)).plan.expect(name));
    let bundled = editions().map(|edition| edition.plan);
    for plan in bundled.iter().chain(&others) {
        with_look(plan, |look| {
            for kind in ViewKind::ALL {
                let view = prepare(*kind, look, &Arranged::of(plan), false);
                for width in [420.0, 1600.0] {
                    let room = emath::vec2(width, 900.0);
                    let part = PagePart { size: room, ..view.all(room) };
                    let scene = view.scene(part);
                    let texts =
                        scene.marks().filter(|(_, mark)| matches!(mark.shape, Shape::Text(_))).count();
                    assert!(texts > 0, "{kind:?} of {} is blank at {width}", plan.about().name);
                }
            }
        });
    }
}
