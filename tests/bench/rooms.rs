//! The first scene of the views that are read downwards: 10,000 models with a date each, 200 targets, 200 stakes.

use crate::Figure;
use crate::jobs::{SIZE, figure};
use crate::synthetic::Seeded;
use roadscope::explore::Filter;
use roadscope::file;
use roadscope::plan::BitSet;
use roadscope::scene::Metrics;
use roadscope::views::{Arranged, Look, Prepared, ViewKind, prepare};
use std::fmt::Write as _;

const MODELS: usize = 10_000;
const STAKES: usize = 200;
const COMPANIES: u64 = 90;

/// Each view's first scene, from plan to marks; and what a frame costs once it is prepared.
pub fn all() -> Vec<Figure> {
    let path = std::env::temp_dir().join(format!("roadscope-rooms-{}.ron", std::process::id()));
    if std::fs::write(&path, text()).is_err() {
        return Vec::new();
    }
    let plan = file::read(&path).plan;
    // The file is only there for this run; one that cannot be removed does no harm.
    let _ = std::fs::remove_file(&path);
    let Some(plan) = plan else { return Vec::new() };
    let (all, metrics, filter) = (BitSet::all(plan.items().len()), Metrics::new(), Filter::default());
    let look = Look::new(&plan, &filter, &all, &metrics);
    let views = Arranged::of(&plan);
    let jobs = [
        (ViewKind::Cycle, "cycle plan: first scene", "cycle plan: frame"),
        (ViewKind::Targets, "targets: first scene", "targets: frame"),
        (ViewKind::Ownership, "ownership: first scene", "ownership: frame"),
        (ViewKind::Coverage, "coverage: first scene", "coverage: frame"),
        (ViewKind::Overview, "overview: first scene", "overview: frame"),
    ];
    let mut figures = Vec::new();
    for (kind, first, frame) in jobs {
        let part = |view: &dyn Prepared| roadscope::views::PagePart { size: SIZE, ..view.all(SIZE) };
        figures.push(figure(first, 15, || {
            let view = prepare(kind, &look, &views, true);
            view.scene(part(&*view))
        }));
        let view = prepare(kind, &look, &views, true);
        figures.push(figure(frame, 60, || view.scene(part(&*view))));
    }
    figures
}

fn text() -> String {
    let mut random = Seeded(16);
    let mut out = String::from(
        "(version: 2, id: \"rooms\", name: \"Rooms\", edition: \"1\", as_of: \"2026\", horizon: \"2030\", arrivals: [\"launch\"],\n",
    );
    out.push_str("sources: [(id: \"s\", title: \"Seeded numbers\")],\ncompanies: [");
    for n in 0..COMPANIES {
        let _ = write!(out, "(id: \"c{n}\", name: \"Company {n}\"),");
    }
    out.push_str("],\nbrands: [");
    for n in 0..20 {
        let _ = write!(out, "(id: \"brand-{n}\", name: \"Brand {n}\", company: \"c{n}\"),");
    }
    out.push_str("],\nplatforms: [");
    for n in 0..12 {
        let _ = write!(out, "(id: \"platform-{n}\", name: \"Platform {n}\"),");
    }
    out.push_str("],\nmodels: [\n");
    for n in 0..MODELS {
        let (brand, platform) = (random.below(20), random.below(12));
        let replaces = if n % 9 == 8 { format!(", replaces: [\"model-{}\"]", n - 1) } else { String::new() };
        let _ = writeln!(
            out,
            "(id: \"model-{n}\", name: \"Model {n}\", brands: [\"brand-{brand}\"], platform: \"platform-{platform}\"{replaces}),"
        );
    }
    out.push_str("],\ntargets: [\n");
    for n in 0..STAKES {
        let (value, year) = (random.below(900), 2024 + random.below(9));
        let _ = writeln!(
            out,
            "(id: \"t{n}\", name: \"Target {n}\", value: {value}, unit: \"models\", counts: \"kind:model brand:brand-{}\", deadline: \"[..{year}]\", status: announced),",
            n % 20
        );
    }
    out.push_str("],\nstakes: [\n");
    for n in 0..STAKES {
        let (holder, of, part) = (random.below(COMPANIES), random.below(COMPANIES), random.below(60));
        let year = 2018 + random.below(9);
        let _ = writeln!(
            out,
            "(id: \"k{n}\", name: \"Stake {n}\", holder: \"c{holder}\", of: \"c{of}\", percent: {part}, from: \"{year}\", status: done),"
        );
    }
    out.push_str("],\nmilestones: [\n");
    for n in 0..MODELS {
        let (year, month) = (2022 + random.below(9), 1 + random.below(12));
        let _ = writeln!(
            out,
            "(id: \"m{n}\", what: \"Model {n} comes\", kind: \"launch\", of: [\"model-{n}\"], when: \"{year}-{month:02}\"),"
        );
    }
    out.push_str("])\n");
    out
}
