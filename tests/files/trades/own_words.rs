//! A plan's own words stand wherever the usual ones would: in views, captions, the search.

use super::{WIND, ask, plan};
use roadscope::explore::{Filter, Index};
use roadscope::plan::{Facet, Kind, Plan};
use roadscope::scene::Metrics;
use roadscope::views::{Arranged, Look, ViewKind, prepare};

/// Everything that a view says of itself.
fn said(plan: &Plan, kind: ViewKind, query: &str) -> String {
    let filter = Filter::parse(query, plan).filter;
    let matching = filter.matching(plan, &Index::new(plan));
    let metrics = Metrics::new();
    let look = Look::new(plan, &filter, &matching, &metrics);
    let view = prepare(kind, &look, &Arranged::of(plan), false);
    let mut said = vec![view.headline()];
    said.extend(view.notes(&matching));
    said.extend(view.legend(1200.0, None).into_iter().map(|entry| entry.label));
    said.join("\n")
}

#[test]
fn no_view_speaks_of_cars_where_a_plan_has_words_of_its_own() {
    for text in [WIND] {
        let plan = plan(text);
        let own = Kind::ALL.iter().filter(|kind| plan.words().of(kind.word()).is_some());
        let usual: Vec<&str> = own.map(|kind| kind.label()).collect();
        assert!(usual.contains(&"model"), "{usual:?}");
        for kind in [ViewKind::Timeline, ViewKind::Table] {
            let said = said(&plan, kind, "");
            let words = said.split(|c: char| !c.is_alphabetic());
            let strange: Vec<&str> =
                words.filter(|w| usual.iter().any(|u| *w == *u || w.strip_suffix('s') == Some(u))).collect();
            assert!(strange.is_empty(), "{kind:?} says {strange:?}:\n{said}");
        }
    }
}

#[test]
fn a_facet_is_called_as_the_plan_calls_it() {
    let plan = plan(WIND);
    let (one, many) = plan.words().of("model").expect("a word of its own");
    assert_eq!(plan.words().counted(Facet::Model, 1), one);
    assert_eq!(plan.words().counted(Facet::Model, 7), many);
    assert_eq!(plan.words().heading(Facet::Model).to_lowercase(), one);
    // What it has no word for keeps the usual one.
    assert_eq!(plan.words().heading(Facet::Theme), "Theme");
    let id = &plan.records().iter().find(|record| record.kind == Kind::Model).expect("a model").id;
    for key in [one, many, "model"] {
        assert_eq!(ask(&plan, &format!("{key}:{id}")), ask(&plan, &format!("model:{id}")), "{key}");
    }
    let caption = Filter::parse("-model:none", &plan).filter.words(&plan);
    assert!(caption.contains(one) || caption.contains(many), "{caption}");
}
