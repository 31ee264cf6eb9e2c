//! What a person may rely on in a matrix.

use super::{Axis, Matrix, MatrixOptions, Sort, Viewport};
use crate::date::When;
use crate::explore::sample::{random, small};
use crate::explore::{Filter, Index};
use crate::plan::{About, BitSet, Facet, Fact, Field, Kind, Plan, Record, Thing};
use crate::scene::{Metrics, Scene, Shape, StandsFor};
use crate::views::Look;
use crate::views::fixture::ferries;
use emath::{Rect, Vec2, pos2, vec2};
use proptest::prelude::*;
use std::sync::OnceLock;

fn metrics() -> &'static Metrics {
    static METRICS: OnceLock<Metrics> = OnceLock::new();
    METRICS.get_or_init(Metrics::new)
}

/// A matrix of what a query keeps, and its scene.
fn shown(
    plan: &Plan,
    query: &str,
    options: MatrixOptions,
    viewport: Viewport,
    picked: &str,
) -> (Matrix, Scene) {
    let filter = Filter::parse(query, plan).filter;
    let matching = filter.matching(plan, &Index::new(plan));
    let look = Look { selection: plan.find(picked), ..Look::new(plan, &filter, &matching, metrics()) };
    let matrix = Matrix::new(&look, options);
    let scene = matrix.scene(&look, viewport);
    (matrix, scene)
}

fn view(width: f32, height: f32) -> Viewport {
    Viewport { scroll: Vec2::ZERO, size: vec2(width, height) }
}

fn facets(rows: Facet, columns: Facet) -> MatrixOptions {
    MatrixOptions { rows: Axis::Facet(rows), columns: Axis::Facet(columns), ..MatrixOptions::default() }
}

/// Names and totals of rows, then of columns, then of cells row after row, then of all.
fn table(matrix: &Matrix) -> String {
    let heads = |heads: &[super::Head]| {
        heads.iter().map(|h| format!("{} {}", h.name, h.total)).collect::<Vec<_>>().join(", ")
    };
    let cell = |r, c| matrix.count(r, c).to_string();
    let columns = matrix.columns().len() as u32;
    let rows = (0..matrix.rows().len() as u32)
        .map(|r| (0..columns).map(|c| cell(r, c)).collect::<Vec<_>>().join(" "))
        .collect::<Vec<_>>();
    format!(
        "{} | {} | {} | {}",
        heads(matrix.rows()),
        heads(matrix.columns()),
        rows.join(", "),
        matrix.total()
    )
}

fn texts(scene: &Scene) -> Vec<&str> {
    let texts = scene.marks().filter_map(|(_, mark)| match &mark.shape {
        Shape::Text(text) => Some(&*text.text),
        _ => None,
    });
    texts.collect()
}

/// The small plan, its target for sharing with a rule for counting.
fn ruled(rule: &str) -> Plan {
    let plan = small();
    let mut records = plan.records().to_vec();
    for record in records.iter_mut().filter(|record| &*record.id == "shared") {
        let rule = (Field::Counts, Fact::Text(rule.into()));
        record.facts = record.facts.iter().cloned().chain([rule]).collect();
    }
    Plan::new(plan.about().clone(), plan.sources().to_vec(), records)
}

#[test]
fn only_a_target_that_counts_models_stands_beside_their_count() {
    let target = |plan: &Plan| {
        let (matrix, _) = shown(plan, "", MatrixOptions::default(), view(420.0, 300.0), "");
        matrix.sharing().unwrap().target.is_some()
    };
    assert!(!target(&small()), "it says no rule");
    assert!(target(&ruled("kind:model")) && target(&ruled("kind:model brand:nissan")));
    for rule in ["", "kind:launch", "kind:model,launch", "nonsense:model"] {
        assert!(!target(&ruled(rule)), "{rule}");
    }
}

#[test]
fn models_stand_under_platform_and_brand() {
    let plan = ruled("kind:model");
    let (matrix, scene) = shown(&plan, "", MatrixOptions::default(), view(420.0, 300.0), "micra");
    assert_eq!(
        table(&matrix),
        "Small Common 2, Large 1, not stated 2 | Citroën 2, Nissan 2, Dacia 1, not stated 1 | \
         1 1 0 0, 1 0 1 0, 0 1 0 1 | 5"
    );
    assert_eq!(matrix.hidden(), (1, 0));
    let sharing = matrix.sharing().unwrap();
    assert_eq!(
        sharing.words(plan.words()),
        "3 of 4 models (75 %) on shared platforms, 1 not stated, 1 cancelled left out"
    );
    assert_eq!(sharing.target.as_ref().unwrap().1, "plan's target: 80 % shared by 2026");
    let golden = include_str!("golden.txt");
    assert_eq!(scene.to_string(), golden, "\n{scene}");
}

#[test]
fn a_platform_without_models_is_shown_or_counted_as_left_out() {
    let plan = small();
    let all = MatrixOptions { hide_empty: false, ..MatrixOptions::default() };
    let (matrix, scene) = shown(&plan, "brand:nissan", all, view(600.0, 400.0), "");
    assert_eq!(
        table(&matrix),
        "Small Common 1, Large 0, Unused 0, not stated 1 | Citroën 0, Nissan 2, Dacia 0 | \
         0 1 0, 0 0 0, 0 0 0, 0 1 0 | 2"
    );
    assert!(texts(&scene).contains(&"Unused"));
    let (matrix, scene) = shown(&plan, "brand:nissan", MatrixOptions::default(), view(600.0, 400.0), "");
    assert_eq!(matrix.hidden(), (2, 2));
    assert!(texts(&scene).contains(&"2 platforms and 2 brands without a match hidden"), "{scene}");
    assert!(!texts(&scene).contains(&"Unused"));
}

#[test]
fn nothing_is_said_to_be_nothing() {
    let plan = small();
    let (matrix, scene) = shown(&plan, "xyzzy", MatrixOptions::default(), view(600.0, 400.0), "");
    assert_eq!(matrix.total(), 0);
    assert_eq!(texts(&scene)[0], "Nothing matches the filter");
    let empty = Plan::new(About::default(), Vec::new(), Vec::new());
    for options in [MatrixOptions::default(), facets(Facet::Status, Facet::Theme)] {
        let scene = shown(&empty, "", options, view(300.0, 200.0), "").1;
        assert_eq!(texts(&scene)[0], "This plan has no items yet");
        assert!(texts(&scene)[1].starts_with("Write models"), "{scene}");
    }
}

#[test]
fn other_axes_count_what_they_are_about() {
    let plan = small();
    let table = |options| table(&shown(&plan, "", options, view(600.0, 400.0), "").0);
    let (matrix, _) = shown(&plan, "", facets(Facet::Status, Facet::Kind), view(600.0, 400.0), "");
    assert!(!matrix.is_of_models() && matrix.sharing().is_none());
    assert_eq!(matrix.total() as usize, plan.items().len());
    let years = MatrixOptions { columns: Axis::Year, ..MatrixOptions::default() };
    assert_eq!(
        table(years),
        "Small Common 2, Large 1, not stated 2 | 2025 1, 2028 1, undated 3 | 1 1 0, 0 0 1, 0 0 2 | 5"
    );
    assert_eq!(
        table(years.swapped()),
        "2025 1, 2028 1, undated 3 | Small Common 2, Large 1, not stated 2 | 1 0 0, 1 0 0, 0 1 2 | 5"
    );
    let sorted = |sort| table(MatrixOptions { sort, ..facets(Facet::Brand, Facet::Energy) });
    assert!(sorted(Sort::Name).starts_with("Citroën 2, Dacia 1, Nissan 2, not stated 1 | electric 2"));
    assert!(sorted(Sort::Count).starts_with("Citroën 2, Nissan 2, Dacia 1, not stated 1 |"));
    assert!(sorted(Sort::First).starts_with("Nissan 2, Citroën 2, Dacia 1, not stated 1 |"));
}

#[test]
fn a_plan_is_arranged_by_what_tells_its_models_or_items_apart() {
    let arranged = |plan: &Plan| MatrixOptions::of(plan).axes().map(Axis::word);
    for plan in bundled() {
        // The template is of ferries of one brand.
        let usual = if plan.about().id.starts_with("alliance") {
            ["platform", "brand"]
        } else {
            ["platform", "energy"]
        };
        assert_eq!(arranged(&plan), usual, "{}", plan.about().name);
    }
    let ferries = ferries();
    assert_eq!(arranged(&ferries), ["region", "brand"]);
    let (matrix, _) = shown(&ferries, "", MatrixOptions::of(&ferries), view(600.0, 400.0), "");
    assert_eq!(table(&matrix), "North 3, South 1 | Blue 2, Night 1 | 2 1, 0 1 | 3");
    let none = Plan::new(About::default(), Vec::new(), Vec::new());
    assert_eq!(arranged(&none), ["platform", "brand"]);
    let milestones: Vec<Record> = [("2027", "a"), ("2028", "b")]
        .map(|(year, id)| Record { when: When::parse(year).ok(), ..Record::new(Kind::Milestone, id, "Step") })
        .into();
    assert_eq!(arranged(&Plan::new(About::default(), Vec::new(), milestones)), ["kind", "year"]);
}

#[test]
fn what_is_no_model_stands_somewhere_too() {
    let plan = small();
    let (matrix, scene) = shown(&plan, "kind:stake,target", MatrixOptions::default(), view(600.0, 400.0), "");
    assert_eq!(table(&matrix), "Small Common 1, not stated 1 | Citroën 1, not stated 1 | 1 0, 0 1 | 2");
    assert!(!matrix.is_of_models() && texts(&scene).contains(&"all items"));
}

/// The plans that come with the program.
fn bundled() -> Vec<Plan> {
    let plan = |b: &crate::file::Bundled| crate::file::parse(b.name, b.text.as_bytes()).plan.unwrap();
    crate::file::BUNDLED.iter().map(plan).collect()
}

/// Counted by hand in the three files.
#[test]
fn sharing_is_counted_out_loud() {
    let said = bundled().into_iter().filter_map(|plan| {
        let (matrix, _) = shown(&plan, "", MatrixOptions::default(), view(900.0, 600.0), "");
        let sharing = matrix.sharing()?;
        // Their targets count components, or say no rule: none may stand beside a count of models.
        assert_eq!(sharing.target, None, "{}", plan.about().edition);
        Some(format!("{}: {}", plan.about().edition, sharing.words(plan.words())))
    });
    let said: Vec<String> = said.collect();
    for words in [
        "2022: 18 of 22 models (82 %) on shared platforms, 3 not stated",
        "2025: 37 of 47 models (79 %) on shared platforms, 10 not stated",
        "2026: 41 of 56 models (73 %) on shared platforms, 10 not stated, 1 cancelled left out",
    ] {
        assert!(said.iter().any(|s| s == words), "{words} is not among {said:#?}");
    }
}

#[test]
fn rows_stand_under_their_owners() {
    let plan = small();
    let options = MatrixOptions { group_rows_by_owner: true, ..MatrixOptions::default() };
    let (matrix, scene) = shown(&plan, "", options, view(600.0, 400.0), "");
    let names: Vec<&str> = matrix.rows().iter().map(|row| &*row.name).collect();
    assert_eq!(names, ["Small Common", "Large", "not stated"]);
    assert!(texts(&scene).contains(&"PSA Group") && texts(&scene).contains(&"owner not stated"));
    let none = MatrixOptions { group_rows_by_owner: true, ..facets(Facet::Energy, Facet::Brand) };
    assert!(!texts(&shown(&plan, "", none, view(600.0, 400.0), "").1).contains(&"owner not stated"));
}

/// Models on so many platforms and of so many brands, about so many in each cell.
fn large(platforms: u32, brands: u32, models: u32) -> Plan {
    let many = |kind: Kind, count: u32| {
        (0..count).map(move |n| Record::new(kind, &format!("{}-{n}", kind.word()), &format!("{kind:?} {n}")))
    };
    let mut records: Vec<Record> = many(Kind::Brand, brands).chain(many(Kind::Platform, platforms)).collect();
    for (n, mut model) in (0..models).zip(many(Kind::Model, models)) {
        let step = n.wrapping_mul(2_654_435_761) >> 8;
        let (brand, platform) = (Thing::nth(step % brands), Thing::nth(brands + step / brands % platforms));
        model.links = Box::new([(Field::Brands, brand), (Field::Platform, platform)]);
        records.push(model);
    }
    Plan::new(About::default(), Vec::new(), records)
}

#[test]
fn only_what_is_in_view_is_laid_out() {
    let plan = large(500, 200, 20_000);
    let viewport = Viewport { scroll: vec2(3000.0, 9000.0), size: vec2(900.0, 600.0) };
    let (matrix, scene) = shown(&plan, "", MatrixOptions::default(), viewport, "");
    assert_eq!((matrix.rows().len(), matrix.columns().len()), (500, 200));
    let marks = scene.marks().count();
    assert!((50..600).contains(&marks), "{marks}");
    for (clip, mark) in scene.marks() {
        assert!(clip.expand(90.0).intersects(mark.shape.bounds()), "{:?}", mark.shape);
    }
    let cell = scene.marks().find_map(|(clip, mark)| match mark.stands_for {
        StandsFor::Cell(r, c) if clip.contains_rect(mark.shape.bounds()) => Some((r, c, mark.shape.bounds())),
        _ => None,
    });
    let (row, column, rect) = cell.unwrap();
    assert_eq!(matrix.cell_at(viewport, rect.center()), Some((row, column)));
    assert_eq!(matrix.cell_rect(viewport, row, column), rect);
}

#[test]
fn a_page_adds_up_what_stands_on_it() {
    let plan = large(40, 3, 200);
    let (filter, matching) = (Filter::default(), BitSet::all(plan.items().len()));
    let look = Look::new(&plan, &filter, &matching, metrics());
    let matrix = Matrix::printed(&look, MatrixOptions::default());
    let (mut scroll, mut sum) = (Some(Vec2::ZERO), 0);
    while let Some(from) = scroll {
        let (page, next) = matrix.page(from, vec2(1200.0, 500.0));
        let shown = matrix.shown(&plan, page).count();
        let scene = matrix.scene(&look, page);
        let told = texts(&scene);
        assert!(shown < 200 && told.contains(&"on this page") && !told.contains(&"all models"));
        assert!(told.contains(&&*shown.to_string()), "{shown}: {told:?}");
        // A model stands under one platform and one brand here: pages share none.
        sum += shown;
        scroll = next;
    }
    assert_eq!(sum, 200);
}

#[test]
fn a_cell_that_is_higher_than_a_page_goes_on_over_several() {
    let plan = large(1, 1, 120);
    let (filter, matching) = (Filter::default(), BitSet::all(plan.items().len()));
    let look = Look::new(&plan, &filter, &matching, metrics());
    let matrix = Matrix::printed(&look, MatrixOptions::default());
    let (mut scroll, mut shown, mut pages) = (Some(Vec2::ZERO), 0, 0);
    let mut named = std::collections::BTreeMap::new();
    while let Some(from) = scroll.filter(|_| pages < 50) {
        let (page, next) = matrix.page(from, vec2(900.0, 480.0));
        shown += matrix.shown(&plan, page).count();
        for (clip, mark) in matrix.scene(&look, page).marks() {
            let (StandsFor::Thing(thing), Shape::Text(text)) = (mark.stands_for, &mark.shape) else {
                continue;
            };
            // Letters are whole on one page or not there at all.
            let letters = text.bounds().shrink2(vec2(0.0, 3.5));
            assert!(!clip.intersects(letters) || clip.contains_rect(letters), "{}", text.text);
            if clip.contains_rect(letters) && text.text.starts_with("Model") {
                *named.entry(thing).or_insert(0) += 1;
            }
        }
        (scroll, pages) = (next, pages + 1);
    }
    assert!(pages > 2);
    assert_eq!((shown, named.len()), (120, 120));
    assert!(named.values().all(|times| *times == 1), "each once");
}

#[test]
fn a_picture_writes_every_name_whole_however_narrow_its_columns() {
    let mut records = large(6, 4, 60).records().to_vec();
    for (n, record) in records.iter_mut().enumerate().filter(|(_, r)| r.kind == Kind::Model) {
        record.name = format!("Model of many words and the number {n}").into();
    }
    let plan = Plan::new(About::default(), Vec::new(), records);
    let (filter, matching) = (Filter::default(), BitSet::all(plan.items().len()));
    let look = Look::new(&plan, &filter, &matching, metrics());
    let matrix = Matrix::printed(&look, MatrixOptions::default());
    for width in [620.0, 900.0, 1600.0] {
        let size = matrix.content_size(vec2(width, f32::INFINITY));
        let scene = matrix.scene(&look, Viewport { scroll: Vec2::ZERO, size });
        for (thing, record) in plan.of_kind(Kind::Model) {
            let lines: Vec<&str> = scene
                .marks()
                .filter(|(_, mark)| mark.stands_for == StandsFor::Thing(thing))
                .filter_map(|(_, mark)| match &mark.shape {
                    Shape::Text(text) => Some(&*text.text),
                    _ => None,
                })
                .collect();
            assert!(lines.join(" ").contains(&*record.name), "{width}: {lines:?}");
        }
    }
}

#[test]
fn a_place_asks_for_what_stands_under_its_headings() {
    let plan = small();
    let years = MatrixOptions { columns: Axis::Year, ..MatrixOptions::default() };
    let viewport = view(600.0, 400.0);
    let (matrix, _) = shown(&plan, "", years, viewport, "");
    let asked = |at: Option<(Option<u32>, Option<u32>)>| {
        let mut filter = Filter::parse("brand:nissan", &plan).filter;
        let (row, column) = at?;
        matrix.narrow(&mut filter, row, column);
        Some(filter.to_text(&plan))
    };
    let cell = matrix.cell_rect(viewport, 0, 1).center();
    let text = |at| asked(matrix.place_at(viewport, at));
    assert_eq!(text(cell).as_deref(), Some("brand:nissan platform:small when:2028"));
    assert_eq!(text(pos2(cell.x, 10.0)).as_deref(), Some("brand:nissan when:2028"));
    assert_eq!(text(pos2(10.0, cell.y)).as_deref(), Some("brand:nissan platform:small"));
    assert_eq!(asked(Some((Some(2), Some(2)))).as_deref(), Some("brand:nissan platform:none when:undated"));
    assert_eq!(text(pos2(10.0, 10.0)), None);
    // What is asked for already is released.
    let mut filter = Filter::parse("brand:nissan platform:small when:2028", &plan).filter;
    matrix.narrow(&mut filter, Some(0), Some(1));
    assert_eq!(filter.to_text(&plan), "brand:nissan");
}

#[test]
fn year_headings_stand_for_their_years() {
    let plan = small();
    let years = MatrixOptions { columns: Axis::Year, ..MatrixOptions::default() };
    let (matrix, scene) = shown(&plan, "", years, view(600.0, 400.0), "");
    let of: Vec<StandsFor> = matrix.columns().iter().map(|head| Axis::Year.stands_for(head.value)).collect();
    assert_eq!(of, [StandsFor::Year(Some(2025)), StandsFor::Year(Some(2028)), StandsFor::Year(None)]);
    assert!(of.iter().all(|what| scene.marks().any(|(_, mark)| mark.stands_for == *what)));
    let year = of.first().and_then(|what| matrix.words(&plan, *what));
    assert_eq!(year.as_deref(), Some("Year: 2025, 1 model"));
    assert_eq!(
        matrix.words(&plan, StandsFor::Cell(0, 1)).as_deref(),
        Some("Small Common × 2028, 1 model: 5")
    );
}

#[test]
fn any_cell_can_be_brought_into_view() {
    let plan = large(60, 40, 3_000);
    let mut viewport = view(700.0, 500.0);
    let (matrix, _) = shown(&plan, "", MatrixOptions::default(), viewport, "");
    for (row, column) in [(59, 39), (0, 0), (30, 39), (59, 0), (12, 20)] {
        viewport.scroll = matrix.scroll_to(viewport, row, column);
        let rect = matrix.cell_rect(viewport, row, column);
        assert_eq!(matrix.cell_at(viewport, rect.center()), Some((row, column)));
        assert_eq!(matrix.scroll_to(viewport, row, column), viewport.scroll);
    }
    let whole = Viewport { size: matrix.content_size(vec2(700.0, f32::INFINITY)), ..viewport };
    let rect = matrix.cell_rect(Viewport { scroll: Vec2::ZERO, ..whole }, 59, 39);
    assert!(Rect::from_min_size(pos2(0.0, 0.0), whole.size).contains_rect(rect));
}

#[test]
fn chips_stand_closer_where_all_fits_then() {
    let mut records = large(4, 2, 30).records().to_vec();
    records
        .iter_mut()
        .filter(|r| r.kind == Kind::Model)
        .for_each(|r| r.name = "A name of many letters".into());
    let plan = Plan::new(About::default(), Vec::new(), records);
    let (matrix, _) = shown(&plan, "", MatrixOptions::default(), view(700.0, 500.0), "");
    let free = matrix.content_size(vec2(700.0, f32::INFINITY));
    let tight = matrix.content_size(vec2(700.0, free.y - 40.0));
    assert!(tight.y <= free.y - 40.0, "{tight} {free}");
    assert_eq!(
        matrix.content_size(vec2(700.0, 100.0)),
        free,
        "where it does not fit anyway, they keep their room"
    );
}

#[test]
fn endless_names_stay_in_their_places() {
    let mut records = small().records().to_vec();
    let long: Box<str> = "Ünendliche 日本 ".repeat(700).into();
    records.iter_mut().for_each(|record| record.name = long.clone());
    let plan = Plan::new(About::default(), Vec::new(), records);
    for size in [vec2(420.0, 300.0), vec2(60.0, 20.0), vec2(0.0, 0.0), vec2(5000.0, 3000.0)] {
        let viewport = Viewport { scroll: Vec2::ZERO, size };
        let (_, scene) = shown(&plan, "", MatrixOptions::default(), viewport, "");
        for (_, mark) in scene.marks() {
            if let Shape::Text(text) = &mark.shape {
                assert!(text.width <= size.x.max(240.0), "{} {}", text.width, text.text);
            }
        }
    }
}

fn axis() -> impl Strategy<Value = Axis> {
    (0..Facet::ALL.len() + 1).prop_map(|n| Facet::ALL.get(n).map_or(Axis::Year, |f| Axis::Facet(*f)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn totals_are_counts_of_distinct_items(
        plan in random(), rows in axis(), columns in axis(), hide_empty in any::<bool>(), every in 1usize..4,
    ) {
        let mut matching = BitSet::none(plan.items().len());
        (0..plan.items().len()).step_by(every).for_each(|item| matching.insert(item));
        let filter = Filter::default();
        let look = Look::new(&plan, &filter, &matching, metrics());
        let options = MatrixOptions { rows, columns, hide_empty, group_rows_by_owner: true, ..Default::default() };
        let matrix = Matrix::new(&look, options);
        let is_counted = |item: &usize| {
            !matrix.is_of_models() || plan.record(plan.items().thing(*item)).kind == Kind::Model
        };
        let counted: Vec<usize> = matching.iter().filter(is_counted).collect();
        prop_assert_eq!(matrix.total() as usize, counted.len());
        let mut seen = BitSet::none(plan.items().len());
        let stands = |axis: Axis, item: usize, value: u32| axis.values(&plan, item).contains(&value);
        for row in matrix.rows() {
            let total = counted.iter().filter(|item| stands(rows, **item, row.value)).count();
            prop_assert_eq!(row.total as usize, total);
        }
        for (c, column) in (0u32..).zip(matrix.columns()) {
            let of_column: Vec<usize> =
                counted.iter().copied().filter(|item| stands(columns, *item, column.value)).collect();
            prop_assert_eq!(column.total as usize, of_column.len());
            for (r, row) in (0u32..).zip(matrix.rows()) {
                let items: Vec<u32> =
                    of_column.iter().filter(|item| stands(rows, **item, row.value)).map(|n| *n as u32).collect();
                prop_assert_eq!(matrix.count(r, c) as usize, items.len());
                items.iter().for_each(|item| seen.insert(*item as usize));
                prop_assert_eq!(matrix.cell(&plan, r, c), items);
            }
        }
        // Every item stands in at least one cell.
        prop_assert_eq!(seen.count(), counted.len());
    }
}
