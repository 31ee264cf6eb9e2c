//! What a person may rely on in a table.

use super::{Column, Copied, Sort, Table, TableOptions, Viewport, copied};
use crate::explore::sample::{random, random_filter, small};
use crate::explore::{Filter, Index};
use crate::plan::{About, BitSet, Facet, Kind, NOT_STATED, Plan, Record, Thing};
use crate::scene::{Metrics, Scene, Shape, StandsFor};
use crate::views::Look;
use crate::views::fixture::{Shown, ferries};
use crate::views::timeline::{GroupKey, GroupOrder};
use emath::vec2;
use proptest::prelude::*;
use std::cmp::Ordering;

fn view(width: f32, height: f32) -> Viewport {
    Viewport { across: 0.0, down: 0.0, size: vec2(width, height) }
}

fn texts(scene: &Scene) -> Vec<&str> {
    scene.texts().collect()
}

/// A table of what a query keeps: its groups, each with the names in its rows.
fn listed(plan: &Plan, query: &str, options: TableOptions) -> Vec<(String, Vec<String>)> {
    let filter = Filter::parse(query, plan).filter;
    let matching = filter.matching(plan, &Index::new(plan));
    let metrics = Metrics::new();
    let look = Look::new(plan, &filter, &matching, &metrics);
    let table = Table::new(&look, options, true);
    let mut rows = table.things(&look, 0..table.rows()).into_iter();
    let name = |thing: Thing| plan.record(thing).name.to_string();
    let of = |group: &super::Group| {
        let count = if group.closed { 0 } else { group.count };
        (group.name.to_string(), rows.by_ref().take(count).map(name).collect())
    };
    table.groups().iter().map(of).collect()
}

fn sorted(by: Column, descending: bool) -> TableOptions {
    TableOptions { group: None, sort: Sort { by, descending }, ..TableOptions::default() }
}

fn names(plan: &Plan, options: TableOptions) -> Vec<String> {
    listed(plan, "", options).into_iter().flat_map(|(_, names)| names).collect()
}

#[test]
fn a_table_looks_as_it_did() {
    let shown = Shown::new(ferries());
    let look = shown.look();
    let picked = Look { selection: shown.plan.find("bornholm-class"), ..look };
    let options = TableOptions { group: Some(Facet::Brand), ..TableOptions::of(&shown.plan) };
    let table = Table::new(&picked, options, true);
    let grouped = table.scene(&picked, &view(720.0, 240.0), &|_| false);
    let small = Shown::new(small());
    let options = TableOptions { group: None, ..TableOptions::default().sorted_by(Column::Figure) };
    let table = Table::new(&small.look(), options, false);
    let chosen = small.plan.find("micra");
    let one_list = table.scene(&small.look(), &view(1000.0, 220.0), &|thing| Some(thing) == chosen);
    let told = format!("{grouped}\n{one_list}");
    assert_eq!(told, include_str!("golden.txt"), "\n{told}");
}

#[test]
fn rows_are_sorted_by_any_column_and_what_has_no_value_is_last_either_way() {
    let plan = small();
    let dated = names(&plan, sorted(Column::When, false));
    let undated: Vec<&String> = dated.iter().skip_while(|name| *name != "New battery").collect();
    assert_eq!(dated.first().map(String::as_str), Some("PSA in itself"), "{dated:?}");
    let backwards = names(&plan, sorted(Column::When, true));
    let ends = |names: &[String], n: usize| names[names.len() - n..].to_vec();
    let without = dated.len() - plan.items().dated().count();
    assert_eq!(ends(&dated, without), ends(&backwards, without), "undated ones are last both ways, by name");
    assert_ne!(dated, backwards);
    assert!(undated.len() <= dated.len());
    let figures = names(&plan, sorted(Column::Figure, true));
    assert_eq!(figures[..2], ["80 % shared", "PSA in itself"], "{figures:?}");
    let brands = names(&plan, sorted(Column::Facet(Facet::Brand), false));
    let first = brands.iter().position(|name| name == "Micra");
    assert!(brands.iter().position(|name| name == "5") < first, "Citroën before Nissan: {brands:?}");
    let disputed = names(&plan, sorted(Column::Facet(Facet::Disputed), false));
    assert_eq!(disputed[0], "Micra launched");
}

#[test]
fn groups_are_those_of_a_timeline() {
    let plan = small();
    let by = |query: &str, group: Facet| {
        listed(&plan, query, TableOptions { group: Some(group), ..TableOptions::default() })
    };
    let told = |groups: &[(String, Vec<String>)]| {
        groups.iter().map(|(name, rows)| format!("{name} {}", rows.len())).collect::<Vec<_>>().join(", ")
    };
    let brands = by("", Facet::Brand);
    assert!(brands.iter().any(|(name, _)| name == "No brand stated"), "{}", told(&brands));
    let asked = by("brand:nissan", Facet::Brand);
    assert_eq!(asked.len(), 1, "what a filter does not ask for has no group: {}", told(&asked));
    let closed = TableOptions {
        group: Some(Facet::Brand),
        closed: [GroupKey::Of("nissan".into())].into(),
        ..TableOptions::default()
    };
    let closed = listed(&plan, "", closed);
    assert!(closed.iter().any(|(name, rows)| name == "Nissan" && rows.is_empty()), "{}", told(&closed));
}

#[test]
fn what_is_copied_is_one_line_a_row_and_no_formula() {
    let mut records =
        vec![Record::new(Kind::Model, "a", "=1+1"), Record::new(Kind::Model, "b", "Two\nlines\t, \"x\"")];
    records.push(Record {
        when: crate::date::When::parse("2026").ok(),
        ..Record::new(Kind::Milestone, "c", "Ends")
    });
    let plan = Plan::new(About::default(), Vec::new(), records);
    let things: Vec<Thing> = ["a", "b", "c"].iter().filter_map(|id| plan.find(id)).collect();
    let options = TableOptions { group: None, columns: Vec::new(), ..TableOptions::default() };
    let options = options.toggled(Column::When).toggled(Column::Figure);
    assert_eq!(
        copied(&plan, &options, &things, Copied::Tabs),
        "'=1+1\t\t\t\n\"Two lines , \"\"x\"\"\"\t\t\t\nEnds\t2026\t\t\n"
    );
    let csv = copied(&plan, &options, &things[..1], Copied::Commas);
    assert_eq!(csv, "Name,When,Figure,Unit\n'=1+1,,,\n");
    let named = copied(&plan, &options, &things[..1], Copied::TabsWithHeadings);
    assert!(named.starts_with("Name\tWhen\tFigure\tUnit\n"), "{named}");
    assert_eq!(
        copied(&small(), &TableOptions::default(), &[small().find("stake").unwrap()], Copied::Tabs)
            .split('\t')
            .nth(4)
            .map(str::to_owned),
        Some("28.4".to_owned()),
        "a figure is a plain number"
    );
}

#[test]
fn only_what_is_in_view_is_laid_out() {
    let many =
        (0..40_000).map(|n| Record::new(Kind::Model, &format!("m{n}"), &format!("Model {n}"))).collect();
    let shown = Shown::new(Plan::new(About::default(), Vec::new(), many));
    let look = shown.look();
    let table = Table::new(&look, sorted(Column::Name, false), true);
    let (_, height) = table.content_size(800.0);
    assert!(height > 900_000.0);
    for down in [0.0, 123_456.7, height - 400.0] {
        let scene = table.scene(&look, &Viewport { down, ..view(800.0, 400.0) }, &|_| false);
        let is_row = |shape: &Shape| matches!(shape, Shape::Rect { rect, .. } if rect.width() == 800.0);
        let rows = scene.marks().filter(|(_, mark)| is_row(&mark.shape)).count();
        assert!((14..20).contains(&rows), "{rows} at {down}");
    }
    let bottom = table.scene(&look, &Viewport { down: height - 400.0, ..view(800.0, 400.0) }, &|_| false);
    assert!(texts(&bottom).contains(&"Model 9999"), "by name the last one");
}

#[test]
fn any_row_can_be_brought_into_view_under_its_heading() {
    let shown = Shown::new(small());
    let look = shown.look();
    let table = Table::new(&look, TableOptions { group: Some(Facet::Kind), ..TableOptions::default() }, true);
    let mut at = view(500.0, 140.0);
    for row in (0..table.rows()).chain((0..table.rows()).rev()).chain([3, table.rows() - 1, 0]) {
        at.down = table.down_to(&at, row);
        let thing = table.thing_at(&look, row).unwrap();
        let scene = table.scene(&look, &at, &|_| false);
        let name = &*shown.plan.record(thing).name;
        let seen =
            scene.marks().find(|(_, mark)| matches!(&mark.shape, Shape::Text(text) if &*text.text == name));
        let place = seen.map(|(_, mark)| mark.shape.bounds()).unwrap_or_else(|| panic!("{name} at {at:?}"));
        assert_eq!(scene.hit(place.center()).map(|(what, _)| what), Some(StandsFor::Thing(thing)), "{name}");
        assert!(place.bottom() <= 140.0);
        assert_eq!(table.row_of(&look, thing).and_then(|row| table.thing_at(&look, row)), Some(thing));
    }
}

#[test]
fn endless_names_stay_in_their_cells() {
    let mut records = small().records().to_vec();
    let long: Box<str> = "Ünendliche 日本 ".repeat(700).into();
    records.iter_mut().for_each(|record| record.name = long.clone());
    let shown = Shown::new(Plan::new(About::default(), Vec::new(), records));
    let look = shown.look();
    for (width, live) in [(900.0, true), (300.0, false), (60.0, true), (0.0, true), (3000.0, false)] {
        let table = Table::new(&look, TableOptions::default(), live);
        for (_, mark) in table.scene(&look, &view(width, 300.0), &|_| false).marks() {
            if let Shape::Text(text) = &mark.shape {
                assert!(text.width <= width.max(480.0), "{} {}", text.width, text.text);
            }
        }
    }
}

fn options() -> impl Strategy<Value = TableOptions> {
    let columns: Vec<Column> = Column::all().collect();
    let column = || proptest::sample::select(columns.clone());
    let group = prop::option::of(proptest::sample::select(Facet::ALL));
    let orders = proptest::sample::select(GroupOrder::ALL.map(|order| order.0).to_vec());
    (column(), any::<bool>(), group, orders).prop_map(|(by, descending, group, order)| TableOptions {
        group,
        order,
        sort: Sort { by, descending },
        ..TableOptions::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn every_matching_item_has_one_row_in_each_group_of_its_values(
        plan in random(), options in options(), every in 1usize..4, choices in random_filter(),
    ) {
        let mut filter = Filter::default();
        for (facet, value, not) in choices {
            let facet = Facet::ALL[usize::from(facet) % Facet::ALL.len()];
            let value = u32::from(value) % plan.items().column(facet).values().len() as u32;
            if not { filter.exclude(facet, value) } else { filter.toggle(facet, value) }
        }
        let mut matching = filter.matching(&plan, &Index::new(&plan));
        let kept = BitSet::of(plan.items().len(), |item| item % every == 0);
        matching.and(&kept);
        let metrics = Metrics::new();
        let look = Look::new(&plan, &filter, &matching, &metrics);
        let table = Table::new(&look, options.clone(), true);
        let asked = options.group.map(|facet| look.chosen(facet)).unwrap_or_default();
        let mut seen = BitSet::none(plan.items().len());
        let mut rows = table.things(&look, 0..table.rows()).into_iter();
        for group in table.groups() {
            let mut items: Vec<u32> = rows.by_ref().take(group.count)
                .filter_map(|thing| plan.items().item_of(thing)).map(|item| item.0).collect();
            prop_assert_eq!(items.len(), group.count);
            prop_assert!(group.count > 0, "no group is empty");
            items.iter().for_each(|item| seen.insert(*item as usize));
            items.sort_unstable();
            let belongs = |item: &usize| options.group.is_none_or(|facet| plan.items().column(facet).of(*item).contains(&group.value));
            let expected: Vec<u32> = matching.iter().filter(belongs).map(|item| item as u32).collect();
            prop_assert_eq!(items, expected, "{}", group.name);
            prop_assert!(asked.is_empty() || asked.contains(&group.value));
        }
        prop_assert_eq!(rows.next(), None);
        prop_assert_eq!(seen.count(), matching.count(), "every one stands somewhere");
    }

    #[test]
    fn the_order_is_total_ties_go_by_name_and_what_has_no_value_is_last(
        plan in random(), options in options(), looks in prop::collection::vec((0usize..60, 1usize..20), 1..5),
    ) {
        let options = TableOptions { group: None, ..options };
        let (metrics, filter) = (Metrics::new(), Filter::default());
        let matching = BitSet::all(plan.items().len());
        let look = Look::new(&plan, &filter, &matching, &metrics);
        let table = Table::new(&look, options.clone(), true);
        let rows: Vec<usize> = table.things(&look, 0..table.rows()).iter()
            .filter_map(|thing| plan.items().item_of(*thing)).map(|item| item.0 as usize).collect();
        for (at, many) in looks {
            let again = Table::new(&look, options.clone(), true);
            let end = (at + many).min(rows.len());
            let part: Vec<usize> = again.things(&look, at..at + many).iter()
                .filter_map(|thing| plan.items().item_of(*thing)).map(|item| item.0 as usize).collect();
            prop_assert_eq!(&part[..], &rows[at.min(end)..end], "the order does not depend on where one looks");
        }
        let value = |item: usize| match options.sort.by {
            Column::Facet(facet) => !matches!(plan.items().column(facet).of(item), [NOT_STATED]),
            Column::When => plan.items().days(item).is_some(),
            _ => true,
        };
        let valued: Vec<bool> = rows.iter().map(|item| value(*item)).collect();
        prop_assert!(valued.is_sorted_by(|a, b| a >= b), "what has no value is last: {valued:?}");
        for pair in rows.windows(2) {
            let (a, b) = (table.keys.row(&plan, pair[0] as u32), table.keys.row(&plan, pair[1] as u32));
            prop_assert_eq!(table.keys.compare(&plan, &a, &b), Ordering::Less);
            if a.0 == b.0 && options.sort.by != Column::Name {
                let name = |item: usize| &*plan.record(plan.items().thing(item)).name;
                prop_assert_ne!(super::key::by_name(name(pair[0]), name(pair[1])), Ordering::Greater);
            }
        }
    }

    #[test]
    fn no_mark_leaves_the_view(
        plan in random(), options in options(), w in 0f32..1400.0, h in 0f32..900.0, down in 0f64..2000.0, across in 0f32..600.0, live in any::<bool>(),
    ) {
        let (metrics, filter) = (Metrics::new(), Filter::default());
        let matching = BitSet::all(plan.items().len());
        let look = Look::new(&plan, &filter, &matching, &metrics);
        let table = Table::new(&look, options, live);
        let view = Viewport { across, down, size: vec2(w, h) };
        let scene = table.scene(&look, &view, &|_| true);
        let frame = emath::Rect::from_min_size(emath::Pos2::ZERO, view.size).expand(40.0);
        for (clip, mark) in scene.marks() {
            let seen = clip.intersect(mark.shape.bounds());
            prop_assert!(!seen.is_positive() || frame.contains_rect(seen), "{}", mark.shape);
        }
    }
}
