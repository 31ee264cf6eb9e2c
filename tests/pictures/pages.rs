//! Pictures as pages: what fits, what does not and who says so, over the bundled plans and many sizes.

#![allow(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

use roadscope::explore::{Filter, Index};
use roadscope::file;
use roadscope::plan::{Facet, Plan};
use roadscope::scene::{Metrics, Scene, Shape, Text};
use roadscope::views::matrix::Axis;
use roadscope::views::picture::{Drawn, Order, draw};
use roadscope::views::{Look, ViewKind};
use std::path::Path;
use std::process::{Command, Output};

const SAYS: &str = "Not everything fits on this page. Left out: ";
/// Where a view chose what to show.
const CHOSE: &str = "more without room";
const SIZES: [(f32, f32); 8] = [
    (1280.0, 720.0),
    (1920.0, 1080.0),
    (842.0, 595.0),
    (595.0, 842.0),
    (1080.0, 1080.0),
    (640.0, 300.0),
    (480.0, 900.0),
    (2400.0, 400.0),
];

fn plans() -> Vec<Plan> {
    ["2022", "2025", "2026"].map(|year| plan(&format!("assets/alliance-{year}.ron"))).into()
}

fn plan(path: &str) -> Plan {
    file::read(Path::new(path)).plan.unwrap()
}

fn drawn(plan: &Plan, query: &str, size: (f32, Option<f32>), order: impl FnOnce(&mut Order)) -> Drawn {
    let filter = Filter::parse(query, plan).filter;
    let matching = filter.matching(plan, &Index::new(plan));
    let metrics = Metrics::new();
    let look = Look::new(plan, &filter, &matching, &metrics);
    let mut ordered = Order::new(ViewKind::Timeline);
    order(&mut ordered);
    draw(&look, &ordered, size.0, size.1)
}

/// The texts of a scene that show, with what cuts them off.
fn texts(scene: &Scene) -> Vec<(emath::Rect, &Text)> {
    scene
        .marks()
        .filter_map(|(clip, mark)| match &mark.shape {
            Shape::Text(text) if mark.shape.bounds().intersects(*clip) => Some((*clip, text)),
            _ => None,
        })
        .collect()
}

fn says(scene: &Scene, words: &str) -> bool {
    // What is longer than a line stands in several texts, one after another.
    let all: Vec<&str> = texts(scene).iter().map(|(_, text)| &*text.text).collect();
    all.join(" ").contains(words)
}

/// A name for a view, and what orders it.
type Case = (&'static str, fn(&mut Order));

fn orders() -> Vec<Case> {
    vec![
        ("timeline", |_| {}),
        ("timeline by region", |o| o.views.timeline.options.group = Some(Facet::Region)),
        ("map", |o| o.view = ViewKind::Map),
        ("matrix", |o| o.view = ViewKind::Matrix),
        ("matrix by region", |o| {
            o.view = ViewKind::Matrix;
            o.views.matrix.options.rows = Axis::Facet(Facet::Region);
        }),
        ("years by energy", |o| {
            o.view = ViewKind::Matrix;
            (o.views.matrix.options.rows, o.views.matrix.options.columns) =
                (Axis::Facet(Facet::Energy), Axis::Year);
        }),
    ]
}

/// Everything that a page promises, whatever its size.
#[test]
fn a_page_holds_everything_or_says_what_it_leaves_out() {
    for plan in plans() {
        for query in ["", "brand:nissan", "when:undated", "region:europe when:2026..2028"] {
            for (name, order) in orders() {
                let free = drawn(&plan, query, (1600.0, None), order);
                for (width, height) in SIZES {
                    let case = format!("{name}, {query:?}, {width} x {height}");
                    let page = drawn(&plan, query, (width, Some(height)), order);
                    let scene = &page.scene;
                    let chosen = says(scene, CHOSE);
                    let told = says(scene, SAYS) || chosen;
                    assert_eq!(told, !page.left.is_nothing(), "{case}: {:?}", page.left);
                    let told = says(scene, "not shown:") || chosen;
                    // On the smallest page only the count of what is left out has room.
                    if height >= 400.0 || page.left.items == 0 {
                        assert_eq!(told, page.left.items > 0, "{case}: {:?}", page.left);
                    }
                    assert_eq!(page.count.shown + page.left.items, free.count.shown, "{case}");
                    assert!(page.further.is_empty());
                    let print = width / scene.size.x;
                    assert!((1.0 / 1.61..=1.51).contains(&print), "{case}: {print}");
                    assert!((scene.size.y * print - height).abs() < 1.0, "{case}");
                    let electric = texts(scene).iter().filter(|(_, text)| &*text.text == "electric").count();
                    assert!(name != "matrix" || electric <= 1, "{case}: a second legend");
                    if height > 500.0 {
                        no_line_is_cut_through(scene, &case);
                    }
                    if page.left.items > 0 {
                        assert!(print > 0.79, "{case}: small print that does not even show all");
                    }
                }
            }
        }
    }
}

fn no_line_is_cut_through(scene: &Scene, case: &str) {
    for (clip, text) in texts(scene) {
        let (top, bottom) = (text.at.y - text.size.ascent() * 0.6, text.at.y);
        assert!(top >= clip.top() - 1.0 && bottom <= clip.bottom() + 1.0, "{case}: {} is cut", text.text);
    }
}

#[test]
fn what_a_pdf_has_no_room_for_follows_on_further_pages() {
    for plan in plans() {
        for (name, order) in orders() {
            let free = drawn(&plan, "", (1600.0, None), order);
            for (width, height) in [(1280.0, 720.0), (842.0, 595.0), (595.0, 842.0)] {
                let case = format!("{name}, {width} x {height}");
                let pages = drawn(&plan, "", (width, Some(height)), |o| {
                    order(o);
                    o.further = true;
                });
                assert_eq!(pages.count, free.count, "{case}");
                assert_eq!(pages.left.items, 0, "{case}");
                let of = pages.further.len() + 1;
                for (n, page) in std::iter::once(&pages.scene).chain(&pages.further).enumerate() {
                    assert_eq!(page.size, pages.scene.size, "{case}");
                    no_line_is_cut_through(page, &case);
                    if n + 1 == of {
                        assert!(says(page, "Sources ("), "{case}: the last page");
                        assert!(!says(page, " more on the next page"), "{case}: all are listed");
                    }
                    // Pages of sources behind a view that stands on one page are none of its pages.
                    let number = format!("Page {} of {of}", n + 1);
                    assert_eq!(says(page, &number), says(&pages.scene, "Page 1 of "), "{case}: {number}");
                }
            }
        }
    }
}

#[test]
fn a_page_with_room_to_spare_is_not_said_to_be_too_small() {
    let plan = plan("assets/alliance-2026.ron");
    for query in ["when:undated", "brand:mitsubishi", "energy:electric", "region:europe"] {
        for (name, order) in orders() {
            // A scene is drawn as wide as ordered.
            let size = drawn(&plan, query, (1280.0, None), order).scene.size;
            let high = size.y * 1280.0 / size.x + 1.0;
            let page = drawn(&plan, query, (1280.0, Some(high.max(500.0))), order);
            assert!(page.left.is_nothing(), "{name}, {query}: {:?}", page.left);
        }
    }
}

#[test]
fn a_legend_explains_what_is_drawn_and_nothing_else() {
    let plan = plan("assets/alliance-2025.ron");
    let undated = drawn(&plan, "when:undated", (1280.0, Some(720.0)), |_| {}).scene;
    for form in ["some time within", "reported or considered", "conditional", "implied", "a day"] {
        assert!(!says(&undated, form), "{form}");
    }
    assert!(says(&drawn(&plan, "", (1600.0, None), |_| {}).scene, "some time within"));
}

#[test]
fn every_view_says_that_nothing_matches_and_what_to_do() {
    let plan = plan("assets/alliance-2025.ron");
    for (name, order) in orders() {
        for height in [None, Some(720.0)] {
            let empty = drawn(&plan, "xyzzy", (1280.0, height), order).scene;
            assert!(says(&empty, "Nothing matches the filter") && says(&empty, "see more"), "{name}");
        }
    }
}

#[test]
fn the_parts_of_a_caption_add_up() {
    for plan in plans() {
        for query in ["", "brand:nissan", "kind:model", "brand:mitsubishi when:2026.."] {
            let matching = Filter::parse(query, &plan).filter.matching(&plan, &Index::new(&plan)).count();
            let scene = drawn(&plan, query, (1600.0, None), |_| {}).scene;
            let all = texts(&scene);
            let caption = all.iter().find(|(_, t)| t.text.starts_with("Timeline by brand: ")).unwrap().1;
            let figures = |text: &str| -> Vec<usize> {
                text.split(|c: char| !c.is_ascii_digit()).filter_map(|w| w.parse().ok()).collect()
            };
            // Behind the count stand the edition and its date.
            let numbers = figures(caption.text.split(". ").next().unwrap());
            assert_eq!(numbers[1], plan.items().len());
            if numbers.len() > 2 {
                assert_eq!(numbers[0], numbers[2..].iter().sum::<usize>(), "{}", caption.text);
            }
            let beyond: usize = all
                .iter()
                .filter(|(_, t)| t.text.contains("outside the years") || t.text.contains("not drawn"))
                .flat_map(|(_, t)| figures(&t.text))
                .sum();
            assert_eq!(numbers[0] + beyond, matching, "{query}: {}", caption.text);
        }
    }
}

fn export(arguments: &[&str], output: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roadscope"));
    command.arg("export").args(arguments).arg("--output").arg(output).output().unwrap()
}

/// What a run says, and what the picture holds.
fn told(arguments: &[&str], name: &str) -> (String, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let output = export(arguments, &path);
    let said = String::from_utf8(output.stderr).unwrap();
    let picture =
        std::fs::read(&path).map_or_else(|_| String::new(), |b| String::from_utf8_lossy(&b).into_owned());
    (said, picture)
}

#[test]
fn standard_error_says_what_the_picture_says() {
    for (view, query, size) in [
        ("timeline", "when:undated", "slide"),
        ("timeline", "", "slide"),
        ("timeline", "", "square"),
        ("matrix", "", "slide"),
        ("matrix", "", "a5"),
        ("map", "", "640x300"),
        ("map", "", "slide"),
    ] {
        let (said, picture) = told(&["--view", view, "--where", query, "--size", size], "p.svg");
        let warned = said.contains("not everything fits on");
        assert_eq!(
            warned,
            picture.contains(SAYS) || picture.contains(CHOSE),
            "{view} {query} {size}: {said}"
        );
        // One line more tells the edition.
        assert_eq!(said.lines().count(), 2 + usize::from(warned), "{said}");
        assert!(said.lines().last().unwrap().contains(&format!("({view}, ")), "{said}");
    }
}

#[test]
fn a_picture_of_its_own_height_that_gets_too_high_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("high.ron");
    let milestone =
        |n: usize| format!("(id: \"m{n}\", of: [\"a\"], when: \"2027-05-01\", what: \"Milestone {n}\"),");
    let milestones: String = (0..1200).map(milestone).collect();
    std::fs::write(
        &file,
        format!(
            "(version: 1, id: \"high\", name: \"High\", brands: [(id: \"a\", name: \"A\")], milestones: [{milestones}])"
        ),
    )
    .unwrap();
    let (said, picture) = told(&[file.to_str().unwrap(), "--view", "timeline"], "p.svg");
    assert!(said.contains("Give a size, or narrow the filter"), "{said}");
    assert!(picture.contains(CHOSE), "{said}");
}

#[test]
fn a_date_beyond_the_plan_is_named_as_such() {
    let (said, _) = told(&["--view", "timeline", "--from", "2040"], "p.svg");
    assert!(said.contains("where the timeline ends") && !said.contains("--to:"), "{said}");
    let (said, _) = told(&["--view", "timeline", "--from", "2030", "--to", "2027"], "p.svg");
    assert!(said.contains("--from lies after --to"), "{said}");
}

#[test]
fn characters_that_no_font_has_are_named() {
    let arguments = ["--view", "timeline", "--size", "slide", "--title", "\u{10FFFD}"];
    let (said, _) = told(&arguments, "p.png");
    assert!(said.contains("no font on this machine has: ") && said.contains("U+10FFFD"), "{said}");
    let (said, _) = told(&arguments[..4], "p.png");
    assert!(!said.contains("no font"), "{said}");
}
