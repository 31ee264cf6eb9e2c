//! When the program has to stop at a fault of its own: a report is left, and where the person was.
//!
//! It must never fail itself, nor hold anything back from what the system does at a fault.

use serde::{Deserialize, Serialize};
use std::backtrace::Backtrace;
use std::fs;
use std::io::Write;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Where a person was, so that the next window can take them back.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Last {
    /// The open file; `None` for a plan that comes with the program.
    pub file: Option<PathBuf>,
    /// Which plan of the program, where no file was open.
    pub bundled: usize,
    /// The report of the fault; only its own state says so, not the keeper's.
    pub report: Option<PathBuf>,
    /// How it was looked at, in the form of [`crate::session::Arrangement::to_text`].
    pub arrangement: String,
}

/// What a fault left behind.
#[derive(Debug, Clone, PartialEq)]
pub struct Remains {
    /// Where the person was.
    pub last: Last,
    /// The report of the fault.
    pub report: PathBuf,
}

const STATE: &str = "last.ron";
/// Reports are called so, then the day and a number follow.
const REPORT: &str = "report-";
/// Older reports than these are removed.
const KEPT: usize = 10;
/// The highest number of a report of one day.
const MOST: u32 = 999;

/// Keeps in mind where the person is; its copies keep the same.
#[derive(Debug, Clone, Default)]
pub struct Keeper(Arc<Mutex<Option<Last>>>);

impl Keeper {
    /// The person is here now.
    pub fn note(&self, last: Last) {
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some(last);
        }
    }

    /// Where the person was; nothing where that is being noted just now, since a fault must not wait.
    fn last(&self) -> Option<Last> {
        self.0.try_lock().ok().and_then(|kept| kept.clone())
    }
}

/// From now on a fault leaves its report in a folder, and where the person was if it ends the window.
pub fn watch(folder: PathBuf, keeper: Keeper) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        before(info);
        // The window's own thread carries the program; a fault in another one is told by whoever waits for it.
        let last =
            std::thread::current().name().is_none_or(|name| name == "main").then(|| keeper.last()).flatten();
        match leave(&folder, &described(info, last.as_ref()), last.as_ref()) {
            Ok(report) => eprintln!("roadscope: a fault of the program; the report is {}", report.display()),
            Err(error) => {
                eprintln!(
                    "roadscope: a fault of the program; no report could be left in {}: {error}",
                    folder.display()
                );
            }
        }
    }));
}

/// What the last fault left in a folder, once: the state is taken away, so that it cannot cause a second fault.
pub fn take(folder: &Path) -> Option<Remains> {
    let state = folder.join(STATE);
    let text = fs::read_to_string(&state).ok()?;
    fs::remove_file(&state).ok()?;
    // A state of another version of the program may be of another shape; what it knows is used.
    let last: Last = ron::from_str(&text).unwrap_or_default();
    let newest = || reports(folder).pop().map_or_else(|| folder.to_owned(), |name| folder.join(name));
    let report = last.report.clone().unwrap_or_else(newest);
    Some(Remains { last, report })
}

/// Where reports are left: the person's own folder for a program's state.
pub fn folder() -> PathBuf {
    let variable = |name| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let home = || Some(variable("HOME")?.join(".local").join("state"));
    let base = variable("XDG_STATE_HOME").or_else(|| variable("LOCALAPPDATA")).or_else(home);
    base.unwrap_or_else(std::env::temp_dir).join("roadscope")
}

/// What to do about a fault that did not end the window.
pub fn hint() -> String {
    let folder = folder();
    let report = reports(&folder).pop().map_or_else(|| folder.clone(), |name| folder.join(name));
    format!("send {} to the makers of Roadscope", report.display())
}

/// Writes a report and where the person was; the report's path.
fn leave(folder: &Path, report: &str, last: Option<&Last>) -> std::io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = new_report(folder, report)?;
    let of_this = last.map(|last| Last { report: Some(path.clone()), ..last.clone() });
    if let Some(text) = of_this.and_then(|last| ron::to_string(&last).ok()) {
        fs::write(folder.join(STATE), text)?;
    }
    // Never the one just written, whatever a clock that was set back makes of its name.
    let others =
        reports(folder).into_iter().rev().map(|name| folder.join(name)).filter(|other| *other != path);
    for other in others.skip(KEPT - 1) {
        // One that cannot be removed is only one too many.
        let _ = fs::remove_file(other);
    }
    Ok(path)
}

/// Writes a report under a name that no other has: two programs that stop at once leave two.
fn new_report(folder: &Path, report: &str) -> std::io::Result<PathBuf> {
    let start = format!("{REPORT}{}-", jiff::Zoned::now().date());
    // Behind the newest: a number that was given away is not given again when its report is gone.
    let number = |name: &String| name.strip_prefix(&start)?.get(..3)?.parse().ok();
    let mut number = reports(folder).iter().filter_map(number).max().unwrap_or(0) + 1;
    loop {
        let path = folder.join(format!("{start}{number:03}.txt"));
        match fs::File::create_new(&path) {
            Ok(mut file) => return file.write_all(report.as_bytes()).map(|()| path),
            Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists && number < MOST => number += 1,
            Err(e) => return Err(e),
        }
    }
}

/// The names of the reports in a folder, the oldest first.
fn reports(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let written = |entry: &fs::DirEntry| entry.metadata().and_then(|found| found.modified()).ok();
    let named = entries.filter_map(|entry| Some((written(&entry), entry.file_name().into_string().ok()?)));
    let is_report = |name: &str| name.starts_with(REPORT) && name.ends_with(".txt");
    let mut reports: Vec<_> = named.filter(|(_, name)| is_report(name)).collect();
    // By when they were written; of those written at once, by their numbers.
    reports.sort();
    reports.into_iter().map(|(_, name)| name).collect()
}

fn described(info: &PanicHookInfo<'_>, last: Option<&Last>) -> String {
    let (version, system, machine) =
        (env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH);
    let place = last.map(|last| format!("{last:#?}\n")).unwrap_or_default();
    let trace = Backtrace::force_capture();
    format!(
        "Roadscope {version} on {system} {machine} stopped at a fault of its own.\n\n{info}\n\n{place}\n{trace}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Arrangement;

    #[test]
    fn a_fault_leaves_a_report_and_the_way_back_once() {
        let temporary = tempfile::tempdir().expect("a folder");
        let folder = temporary.path().join("not").join("yet there");
        let arrangement = Arrangement { query: "brand:nissan".into(), ..Arrangement::default() };
        let last = Last { arrangement: arrangement.to_text(), ..Last::default() };
        let keeper = Keeper::default();
        keeper.note(last.clone());
        watch(folder.clone(), keeper);
        let fault = std::thread::Builder::new()
            .name("main".into())
            .spawn(|| "seven".parse::<u8>().expect("something is missing"));
        assert!(fault.expect("a thread").join().is_err());
        drop(std::panic::take_hook());
        let remains = take(&folder).expect("what was left");
        assert_eq!(remains.last, Last { report: Some(remains.report.clone()), ..last });
        let report = fs::read_to_string(&remains.report).expect("the report");
        assert!(report.contains("something is missing"), "{report}");
        assert!(report.contains("brand:nissan"), "{report}");
        assert_eq!(take(&folder), None, "it is offered once");
    }

    #[test]
    fn reports_are_numbered_and_the_newest_ten_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("report-2001-01-01-001.txt"), "old").expect("written");
        fs::write(folder.path().join("notes.txt"), "the person's own").expect("written");
        let left: Vec<PathBuf> =
            (0..12).map(|n| leave(folder.path(), &format!("fault {n}"), None).expect("left")).collect();
        assert_eq!(reports(folder.path()).len(), KEPT);
        assert!(!left[1].exists() && left[2].exists());
        assert_eq!(fs::read_to_string(&left[11]).expect("the report"), "fault 11");
        let day = jiff::Zoned::now().date();
        assert!(left[11].ends_with(format!("report-{day}-012.txt")), "{left:?}");
        assert!(folder.path().join("notes.txt").exists());
    }

    #[test]
    fn the_report_told_is_that_of_the_state_and_a_clock_set_back_removes_none() {
        let folder = tempfile::tempdir().expect("a folder");
        for n in 0..12 {
            fs::write(folder.path().join(format!("report-2999-01-{n:02}-001.txt")), "later")
                .expect("written");
        }
        let report = leave(folder.path(), "mine", Some(&Last::default())).expect("left");
        leave(folder.path(), "of another thread", None).expect("left");
        assert_eq!(take(folder.path()).map(|r| r.report).as_ref(), Some(&report));
        assert_eq!(fs::read_to_string(&report).expect("the report"), "mine");
        assert_eq!(reports(folder.path()).len(), KEPT);
    }

    #[test]
    fn programs_that_stop_at_once_leave_a_report_each() {
        let folder = tempfile::tempdir().expect("a folder");
        let start = std::sync::Barrier::new(8);
        let left: Vec<PathBuf> = std::thread::scope(|scope| {
            let stop = |n: usize| {
                let (folder, start) = (folder.path(), &start);
                scope.spawn(move || {
                    start.wait();
                    leave(folder, &format!("fault {n}"), Some(&Last::default())).expect("left")
                })
            };
            let stopped: Vec<_> = (0..8).map(stop).collect();
            stopped.into_iter().map(|thread| thread.join().expect("joined")).collect()
        });
        for (n, report) in left.iter().enumerate() {
            assert_eq!(fs::read_to_string(report).expect("the report"), format!("fault {n}"));
        }
        let told = take(folder.path()).expect("what was left").report;
        assert!(left.contains(&told), "{told:?}");
    }

    #[test]
    fn an_unknown_state_is_no_fault() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(STATE), "(bundled: true").expect("written");
        assert_eq!(take(folder.path()).map(|r| r.last), Some(Last::default()));
    }
}
