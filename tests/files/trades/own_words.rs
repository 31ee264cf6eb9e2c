//! A plan's own words stand wherever the usual ones would: in views, captions, the search.

use super::{CHIPS, WIND, ask, plan};
use roadscope::explore::{Filter, Index};
use roadscope::plan::{Facet, Kind, Plan};
use roadscope::scene::{Metrics, Shape};
use roadscope::views::picture::{self, Order};
use roadscope::views::{Arranged, Look, ViewKind, prepare};

/// Everything that a view says by itself, and everything that stands in a picture of it.
fn said(plan: &Plan, kind: ViewKind, query: &str) -> String {
    let filter = Filter::parse(query, plan).filter;
    let matching = filter.matching(plan, &Index::new(plan));
    let metrics = Metrics::new();
    let look = Look::new(plan, &filter, &matching, &metrics);
    let arranged = Arranged::of(plan);
    let view = prepare(kind, &look, &arranged, false);
    let mut said = vec![view.headline(), view.count(&matching).to_string(), view.details(&matching)];
    said.extend(view.notes(&matching));
    said.extend(view.legend(1200.0, None).into_iter().map(|entry| entry.label));
    let order = Order { views: arranged, ..Order::new(kind) };
    let drawn = picture::draw(&look, &order, 1400.0, None);
    for (_, mark) in drawn.scene.marks() {
        if let Shape::Text(text) = &mark.shape {
            said.push(text.text.to_string());
        }
        said.extend(view.words(mark.stands_for));
    }
    said.join("\n")
}

/// Whatever a plan wrote itself, and the program's own words for things that the plan has a word of its own for.
fn words_of_cars(plan: &Plan, said: &str) -> Vec<String> {
    let own: Vec<&Kind> = Kind::ALL.iter().filter(|kind| plan.words().of(kind.word()).is_some()).collect();
    let written: String = plan.records().iter().map(|record| record.name.to_lowercase() + "\n").collect();
    let usual = own.into_iter().map(|kind| kind.label()).filter(|word| !written.contains(word));
    let usual: Vec<&str> = usual.collect();
    assert!(!usual.is_empty(), "the plan has words of its own");
    let is_one = |line: &&str| {
        let line = line.to_lowercase();
        let mut words = line.split(|c: char| !c.is_alphabetic());
        words.any(|w| usual.iter().any(|u| w == *u || w.strip_suffix('s') == Some(u)))
    };
    said.lines().filter(is_one).map(str::to_owned).collect()
}

#[test]
fn no_view_speaks_of_cars_where_a_plan_has_words_of_its_own() {
    for text in [WIND, CHIPS] {
        let plan = plan(text);
        for kind in ViewKind::ALL {
            for query in ["", "-kind:milestone"] {
                let strange = words_of_cars(&plan, &said(&plan, *kind, query));
                assert!(strange.is_empty(), "{kind:?}: {strange:#?}");
            }
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
