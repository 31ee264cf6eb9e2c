//! The jobs that are measured, each over several runs.

use crate::{Figure, changes, crowds, frames, palette, rooms, sheets, synthetic};
use emath::vec2;
use roadscope::date::Day;
use roadscope::explore::{Filter, Index};
use roadscope::export::{self, Picture};
use roadscope::file;
use roadscope::plan::{BitSet, Facet, Plan};
use roadscope::scene::{Metrics, Scene, Theme};
use roadscope::views::map::{self, Fit, Frame, MapChoices, PinLayout, Tally};
use roadscope::views::matrix::{Axis, Matrix, MatrixOptions, Viewport};
use roadscope::views::picture::{self, Order};
use roadscope::views::table::{self, Column, Table, TableOptions};
use roadscope::views::{Look, ViewKind, timeline};
use std::hint::black_box;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Instant;

/// The size of scenes and pictures in points.
pub const SIZE: emath::Vec2 = vec2(1920.0, 1080.0);

/// Measures everything on a plan of so many milestones.
pub fn all(milestones: usize) -> Vec<Figure> {
    // First of all, while nothing is warm.
    let first_map = first_map();
    let Some(path) = written(milestones) else { return Vec::new() };
    let repeat = if milestones >= 1_000_000 { 3 } else { 7 };
    // No other plan is held meanwhile: the memory told with these two is that of opening one.
    let open = || {
        let plan = file::read(&path).plan?;
        Some((Index::new(&plan), everything(&plan)))
    };
    let mut figures = vec![figure("open (file to first scene)", repeat, open)];
    figures.extend(first_map);
    figures.push(figure("load (file to plan)", repeat, || file::read(&path)));
    let Some(plan) = file::read(&path).plan else { return figures };
    figures.push(figure("index (words)", repeat, || Index::new(&plan)));
    let index = Index::new(&plan);
    let metrics = Metrics::new();
    let asked = Filter::parse("brand:brand-3,brand-4 status:announced,done", &plan).filter;
    let none = Filter::default();
    for (job, filter) in [("filter set to counts", &asked), ("filter cleared to counts", &none)] {
        figures.push(figure(job, 15, || filter.answer(&plan, &index)));
    }
    for (job, filter) in [("filter set to new scene", &asked), ("filter cleared to new scene", &none)] {
        figures.push(figure(job, 15, || {
            let answer = filter.answer(&plan, &index);
            let look = look(&plan, &answer.matching, &metrics);
            scene_of(&look)
        }));
    }
    let usual = MatrixOptions::of(&plan);
    let (kind, region) = (Axis::Facet(Facet::Kind), Axis::Facet(Facet::Region));
    let of_items = usual.with_rows(kind).with_columns(region);
    for (job, filter, options) in [
        ("filter set to new matrix", &asked, usual),
        ("filter cleared to new matrix", &none, usual),
        ("filter cleared to matrix of items", &none, of_items),
    ] {
        figures.push(figure(job, 15, || {
            let answer = filter.answer(&plan, &index);
            let look = look(&plan, &answer.matching, &metrics);
            Matrix::new(&look, options).scene(&look, Viewport { scroll: vec2(0.0, 0.0), size: SIZE })
        }));
    }
    for (job, filter) in [("filter set to new map", &asked), ("filter cleared to new map", &none)] {
        figures.push(figure(job, 15, || {
            let answer = filter.answer(&plan, &index);
            map_of(&look(&plan, &answer.matching, &metrics))
        }));
    }
    let matching = none.matching(&plan, &index);
    let at_focus = Look { focus: Some(Day(20_800)), ..look(&plan, &matching, &metrics) };
    figures.push(figure("focus date moved to new map", 15, || map_of(&at_focus)));
    let look = look(&plan, &matching, &metrics);
    figures.push(figure("first scene", 15, || scene_of(&look)));
    figures.extend(tables(&look));
    figures.extend(palette::figures(&plan));
    figures.push(packed("lanes of a group, one of 20", &look, timeline::TimelineChoices::default()));
    let one = timeline::TimelineChoices { group: None, ..timeline::TimelineChoices::default() };
    figures.push(packed("lanes of all in one group", &look, one));
    let scene = picture::draw(&look, &Order::new(ViewKind::Timeline), SIZE.x, Some(SIZE.y)).scene;
    let shown = Picture::new(&scene, Theme::Light).as_wide_as(SIZE.x);
    figures.push(figure("PNG 1920x1080", 7, || export::png(&shown, 1.0)));
    figures.push(figure("SVG", 7, || export::svg(&shown)));
    figures.extend(changes::all(&plan, repeat));
    drop((plan, index));
    figures.extend(frames::all(&path));
    figures.extend(changes::frames(&path));
    figures.extend(crowds::all(milestones));
    if milestones == 10_000 {
        figures.extend(rooms::all());
    }
    figures.extend(sheets::figures(milestones));
    // The file is only there for this run; one that cannot be removed does no harm.
    let _ = std::fs::remove_file(path);
    figures
}

/// Times a job, after one run that warms caches up.
pub fn figure<R>(job: &'static str, repeat: usize, mut run: impl FnMut() -> R) -> Figure {
    black_box(run());
    let runs = (0..repeat)
        .map(|_| {
            let start = Instant::now();
            let result = run();
            let time = start.elapsed().as_secs_f64() * 1000.0;
            drop(black_box(result));
            time
        })
        .collect();
    Figure::new(job, runs)
}

/// How long it takes until a group's lanes are there, the first time that one looks closer. The window does
/// it beside its frames.
fn packed(job: &'static str, look: &Look<'_>, options: timeline::TimelineChoices) -> Figure {
    let run = || {
        let timeline = timeline::Timeline::new(look, options.clone(), true);
        let start = Instant::now();
        if let Some(packing) = timeline.to_pack_group(look, 0) {
            packing.run();
        }
        let time = start.elapsed().as_secs_f64() * 1000.0;
        drop(black_box(timeline));
        time
    };
    Figure::new(job, (0..9).map(|_| run()).collect())
}

/// The first scene of a table: as usual, in one list, and sorted by its names, which takes the longest.
fn tables(look: &Look<'_>) -> Vec<Figure> {
    let usual = TableOptions::of(look.plan);
    let by_brand = usual.clone().grouped(Some(Facet::Brand));
    let one = usual.clone().grouped(None);
    let by_name = one.clone().sorted_by(Column::Name);
    let view = table::Viewport { across: 0.0, down: 0.0, size: SIZE };
    let jobs = [
        ("table by kind: first scene", usual),
        ("table by brand: first scene", by_brand),
        ("table in one list: first scene", one),
        ("table by name: first scene", by_name),
    ];
    let scene =
        |options: &TableOptions| Table::new(look, options.clone(), true).scene(look, &view, &|_| false);
    jobs.into_iter().map(|(job, options)| figure(job, 9, || scene(&options))).collect()
}

fn written(milestones: usize) -> Option<PathBuf> {
    let path = std::env::temp_dir().join(format!("roadscope-bench-{}-{milestones}.ron", std::process::id()));
    std::fs::write(&path, synthetic::plan(milestones)).ok().map(|()| path)
}

fn look<'a>(plan: &'a Plan, matching: &'a roadscope::plan::BitSet, metrics: &'a Metrics) -> Look<'a> {
    static NONE: LazyLock<Filter> = LazyLock::new(Filter::default);
    Look::new(plan, &NONE, matching, metrics)
}

fn everything(plan: &Plan) -> Scene {
    let all = roadscope::plan::BitSet::all(plan.items().len());
    let metrics = Metrics::new();
    scene_of(&look(plan, &all, &metrics))
}

fn map_of(look: &Look<'_>) -> Scene {
    let tally = Tally::new(look, MapChoices::default());
    let camera = Fit::new(look.plan, &tally, &Frame::Match).camera(SIZE);
    map::draw(look, &tally, &mut PinLayout::default(), &camera, SIZE)
}

/// The map of the bundled plan, in a process that has drawn none yet: outlines are decoded for it.
fn first_map() -> Option<Figure> {
    let plan = file::bundled().plan?;
    let (all, metrics) = (BitSet::all(plan.items().len()), Metrics::new());
    let look = look(&plan, &all, &metrics);
    let start = Instant::now();
    black_box(map_of(&look));
    Some(Figure::new("first map of a process", vec![start.elapsed().as_secs_f64() * 1000.0]))
}

fn scene_of(look: &Look<'_>) -> Scene {
    let timeline = timeline::Timeline::new(look, timeline::TimelineChoices::default(), true);
    let (from, to) = timeline::home(look.plan);
    timeline.scene(look, &timeline::Viewport { from, to, scroll: 0.0, size: SIZE })
}
