//! Looking names up: the names of every record, prepared once, then a question letter by letter.

use crate::Figure;
use roadscope::explore::Names;
use roadscope::plan::Plan;
use std::hint::black_box;
use std::time::Instant;

/// What is typed: words of names, letters scattered over them, and what nothing is called.
const TYPED: [&str; 4] = ["milestone 4", "mlst7", "brand-3 launch", "qqqq"];
/// Rows that a group shows.
const ROWS: usize = 4;

/// How long preparing takes, and each key stroke of all that is typed.
pub fn figures(plan: &Plan) -> Vec<Figure> {
    let names = || Names::new(plan.records().iter().map(|record| &*record.name));
    let prepare = || {
        let start = Instant::now();
        black_box(names());
        start.elapsed().as_secs_f64() * 1000.0
    };
    let prepared = (0..5).map(|_| prepare()).collect();
    let names = names();
    let mut strokes = Vec::new();
    for text in TYPED {
        for (at, _) in text.char_indices().skip(1).chain([(text.len(), ' ')]) {
            for _ in 0..3 {
                let start = Instant::now();
                black_box(names.find(&text[..at], ROWS));
                strokes.push(start.elapsed().as_secs_f64() * 1000.0);
            }
        }
    }
    let slowest = strokes.iter().copied().fold(0.0, f64::max);
    vec![
        Figure::new("palette: names prepared", prepared),
        Figure::new("palette: a key stroke", strokes),
        Figure::new("palette: the slowest key stroke", vec![slowest]),
    ]
}
