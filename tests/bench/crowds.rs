//! The map with two thousand plants and two hundred flows, and a matrix of 500 by 200 over 100,000 models.

use crate::jobs::figure;
use crate::synthetic::Seeded;
use crate::{Figure, frames};
use emath::vec2;
use roadscope::explore::Filter;
use roadscope::plan::{BitSet, Facet, Plan};
use roadscope::scene::Metrics;
use roadscope::views::Look;
use roadscope::views::map::{self, Camera, Flows, MapChoices, PinLayout, Tally};
use roadscope::views::matrix::{Axis, Matrix, MatrixOptions, Viewport};
use std::fmt::Write as _;
use std::sync::LazyLock;

/// Measured once, with the plan of this size.
const WITH: usize = 100_000;
const SIZE: emath::Vec2 = vec2(1920.0, 1080.0);

/// Scenes and frames of crowded maps and matrices.
pub fn all(milestones: usize) -> Vec<Figure> {
    if milestones != WITH {
        return Vec::new();
    }
    let mut figures = map_figures();
    figures.extend(matrix_figures());
    let path = std::env::temp_dir().join(format!("roadscope-bench-{}-models.ron", std::process::id()));
    if std::fs::write(&path, models()).is_ok() {
        figures.extend(frames::matrix(&path));
        // The file is only there for this run; one that cannot be removed does no harm.
        let _ = std::fs::remove_file(path);
    }
    figures
}

fn map_figures() -> Vec<Figure> {
    let Some(plan) = roadscope::file::parse("plants", plants().as_bytes()).plan else { return Vec::new() };
    let (all, metrics) = (BitSet::all(plan.items().len()), Metrics::new());
    let look = look(&plan, &all, &metrics);
    let choices = MapChoices { flows: Flows::All };
    let world = Camera::world(SIZE);
    let near = world.zoomed(4.0, (SIZE / 2.0).to_pos2(), SIZE);
    let tally = Tally::new(&look, choices);
    let (mut at, mut layout) = (0.0f32, PinLayout::default());
    let mut pan = |camera: Camera| {
        at += 7.0;
        map::draw(&look, &tally, &mut layout, &camera.panned(vec2(at % 90.0, at % 40.0), SIZE), SIZE)
    };
    let mut figures = vec![
        figure("map of 2000 plants: first scene", 9, || map::scene(&look, choices, &world, SIZE)),
        figure("map of 2000 plants: far frame", 120, || pan(world)),
        figure("map of 2000 plants: near frame", 120, || pan(near)),
    ];
    if let Some(path) = written() {
        figures.extend(frames::crowded_map(&path));
        // The file is only there for this run; one that cannot be removed does no harm.
        let _ = std::fs::remove_file(path);
    }
    figures
}

fn written() -> Option<std::path::PathBuf> {
    let path = std::env::temp_dir().join(format!("roadscope-bench-{}-plants.ron", std::process::id()));
    std::fs::write(&path, plants()).ok().map(|()| path)
}

fn matrix_figures() -> Vec<Figure> {
    let Some(plan) = roadscope::file::parse("models", models().as_bytes()).plan else { return Vec::new() };
    let (all, metrics) = (BitSet::all(plan.items().len()), Metrics::new());
    let look = look(&plan, &all, &metrics);
    let (rows, columns) = (Axis::Facet(Facet::Platform), Axis::Facet(Facet::Brand));
    let options = MatrixOptions { rows, columns, ..MatrixOptions::default() };
    let at = |scroll| Viewport { scroll, size: SIZE };
    let matrix = Matrix::new(&look, options);
    let mut down = 0.0f32;
    vec![
        figure("matrix 500x200: first scene", 9, || {
            Matrix::new(&look, options).scene(&look, at(vec2(0.0, 0.0)))
        }),
        figure("matrix 500x200: scroll frame", 120, || {
            down += 37.0;
            matrix.scene(&look, at(vec2(down * 2.0, down)))
        }),
    ]
}

fn look<'a>(plan: &'a Plan, matching: &'a BitSet, metrics: &'a Metrics) -> Look<'a> {
    static NONE: LazyLock<Filter> = LazyLock::new(Filter::default);
    Look::new(plan, &NONE, matching, metrics)
}

/// 2,000 plants all over the world, 200 models that go from some of them to other regions.
fn plants() -> String {
    let mut random = Seeded(11);
    let mut out = String::from(
        "(version: 1, id: \"p\", name: \"Plants\", brands: [(id: \"b\", name: \"Brand\")], regions: [",
    );
    for (n, country) in ["FR", "IN", "BR", "JP", "MX"].iter().enumerate() {
        let _ = write!(out, "(id: \"r{n}\", name: \"Region {n}\", countries: [\"{country}\"]),");
    }
    out.push_str("], plants: [");
    for n in 0..2000 {
        let (lat, lon) = (random.below(1100) as f64 / 10.0 - 40.0, random.below(3400) as f64 / 10.0 - 170.0);
        let _ = write!(
            out,
            "(id: \"plant-{n}\", name: \"Plant {n}\", country: \"FR\", at: ({lat:.1}, {lon:.1})),"
        );
    }
    out.push_str("], models: [");
    for n in 0..200 {
        let (plant, region) = (random.below(2000), random.below(5));
        let _ = write!(
            out,
            "(id: \"m{n}\", name: \"Model {n}\", brands: [\"b\"], plants: [\"plant-{plant}\"], regions: [\"r{region}\"]),"
        );
    }
    out.push_str("])");
    out
}

/// 100,000 models on 500 platforms under 200 brands.
fn models() -> String {
    let mut random = Seeded(13);
    let mut out = String::from("(version: 1, id: \"m\", name: \"Models\", brands: [");
    for n in 0..200 {
        let _ = write!(out, "(id: \"b{n}\", name: \"Brand {n}\"),");
    }
    out.push_str("], platforms: [");
    for n in 0..500 {
        let _ = write!(out, "(id: \"p{n}\", name: \"Platform {n}\"),");
    }
    out.push_str("], models: [");
    for n in 0..100_000 {
        let (brand, platform) = (random.below(200), random.below(500));
        let _ = writeln!(
            out,
            "(id: \"m{n}\", name: \"Model {n}\", brands: [\"b{brand}\"], platform: \"p{platform}\", energy: [\"electric\"]),"
        );
    }
    out.push_str("])");
    out
}
