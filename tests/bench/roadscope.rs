//! `cargo bench`: how long the main jobs take on a seeded plan of 1,000 to 1,000,000 milestones.
//!
//! Prints one table and writes `target/bench/roadscope.csv` (`job,milestones,median_ms,p95_ms,peak_mb`).
//! Each size runs in a process of its own, so that its peak memory is its own. Times are wall-clock times of
//! one thread unless the program itself uses more; nothing here needs a display or a GPU.

mod changes;
mod crowds;
mod frames;
mod jobs;
mod palette;
mod rooms;
mod sheets;
mod synthetic;

use std::path::Path;
use std::process::Command;

/// The plans that are measured, by their milestones.
const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];

/// One line of the table.
pub struct Figure {
    /// What was done.
    pub job: &'static str,
    /// Milliseconds of each run, ascending.
    pub runs: Vec<f64>,
    /// The most memory that the process had held when the job was done, in MB.
    pub peak: Option<f64>,
}

impl Figure {
    /// A job's runs in any order, and the memory held by now.
    pub fn new(job: &'static str, mut runs: Vec<f64>) -> Self {
        runs.sort_by(f64::total_cmp);
        Self { job, runs, peak: peak_mb() }
    }

    fn at(&self, share: f64) -> f64 {
        let last = self.runs.len().saturating_sub(1);
        self.runs.get((last as f64 * share).round() as usize).copied().unwrap_or(f64::NAN)
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    // Cargo runs a bench target once under `cargo test --benches` too; there is nothing to test in it.
    if args.iter().any(|a| a == "--test") {
        return;
    }
    if let Some(size) = args.iter().position(|a| a == "--milestones").and_then(|at| args.get(at + 1)) {
        if let Ok(size) = size.parse() {
            measure(size);
        }
        return;
    }
    let sizes: Vec<usize> = match args.iter().find_map(|a| a.parse::<usize>().ok()) {
        Some(most) => SIZES.into_iter().filter(|s| *s <= most).collect(),
        None => SIZES.to_vec(),
    };
    let mut csv = String::from("job,milestones,median_ms,p95_ms,peak_mb\n");
    println!("{:<34} {:>11} {:>11} {:>11} {:>9}", "job", "milestones", "median ms", "p95 ms", "peak MB");
    for size in sizes {
        let Ok(program) = std::env::current_exe() else { return };
        let output = Command::new(program).args(["--milestones", &size.to_string()]).output();
        let Ok(output) = output else { continue };
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            csv.push_str(line);
            csv.push('\n');
            let cells: Vec<&str> = line.split(',').collect();
            if let [job, size, median, p95, peak] = cells[..] {
                println!("{job:<34} {size:>11} {median:>11} {p95:>11} {peak:>9}");
            }
        }
        if !output.status.success() {
            eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench");
    let written =
        std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(folder.join("roadscope.csv"), csv));
    match written {
        Ok(()) => println!("also written to {}", folder.join("roadscope.csv").display()),
        Err(error) => eprintln!("the table could not be written to {}: {error}", folder.display()),
    }
}

fn measure(milestones: usize) {
    for figure in jobs::all(milestones) {
        let peak = figure.peak.map_or_else(|| "-".to_owned(), |mb| format!("{mb:.0}"));
        println!("{},{milestones},{:.2},{:.2},{peak}", figure.job, figure.at(0.5), figure.at(0.95));
    }
}

/// The most memory that this process has held so far, where the system tells (Linux).
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024.0)
}
