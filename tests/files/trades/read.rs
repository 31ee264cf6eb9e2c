//! What a reader reads in each view of each trade's plan, line by line: goldens without a car in them.
//!
//! `UPDATE_GOLDENS=1` writes them anew: look at what changed before it is taken over.

use super::{CHIPS, TRAINS, WIND, plan};
use roadscope::explore::{Filter, Index};
use roadscope::plan::Plan;
use roadscope::scene::{Metrics, Scene, Shape};
use roadscope::views::picture::{self, Order};
use roadscope::views::{Arranged, Look, ViewKind};
use std::fs;
use std::path::Path;

/// The texts of a picture in the order of reading: what stands at one height is one line.
fn lines(scene: &Scene) -> Vec<String> {
    let texts = scene.marks().filter_map(|(clip, mark)| match &mark.shape {
        // What lies outside of its layer is not seen.
        Shape::Text(text) if clip.intersects(mark.shape.bounds()) => Some((text.at, text.text.to_string())),
        _ => None,
    });
    let mut texts: Vec<_> = texts.collect();
    texts.sort_by(|(a, _), (b, _)| a.y.round().total_cmp(&b.y.round()).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<(f32, String)> = Vec::new();
    for (at, text) in texts {
        match lines.last_mut() {
            Some((y, line)) if (*y - at.y.round()).abs() < 1.0 => *line += &format!(" | {text}"),
            _ => lines.push((at.y.round(), text)),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn read(plan: &Plan) -> String {
    let (filter, metrics) = (Filter::default(), Metrics::new());
    let matching = filter.matching(plan, &Index::new(plan));
    let look = Look::new(plan, &filter, &matching, &metrics);
    let mut all = String::new();
    for kind in ViewKind::ALL {
        let order = Order { views: Arranged::of(plan), ..Order::new(*kind) };
        let drawn = picture::draw(&look, &order, 1200.0, None);
        all += &format!("== {}\n{}\n\n", kind.name(), lines(&drawn.scene).join("\n"));
    }
    all
}

#[test]
fn each_view_of_each_trade_reads_as_it_was_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/trades");
    for (name, text) in [("wind", WIND), ("chips", CHIPS), ("trains", TRAINS)] {
        let (path, given) = (folder.join(format!("{name}.txt")), read(&plan(text)));
        if std::env::var_os("UPDATE_GOLDENS").is_some() {
            fs::write(&path, &given).expect("the golden can be written");
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        let differs = golden.lines().zip(given.lines()).find(|(a, b)| a != b);
        assert!(golden == given, "{name}: {differs:#?}");
    }
}
