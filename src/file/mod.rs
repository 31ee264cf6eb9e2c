//! A plan on disk: read, checked, and told what is wrong with it, each problem with line and column.
//!
//! Two ways lead through this room. A sound file is read once, by RON, into [`schema`]'s structs. A file with
//! a slip is read again by [`outline`], which finds its records whatever is broken, and record by record by
//! [`recover`]. Either way [`check`] makes a plan of what was read.
//!
//! It must never crash or hang whatever a file holds, write to the disk, or put a plan right in silence: what
//! is left out is told.

mod ahead;
mod bundled;
mod check;
mod circles;
mod draft;
mod evidence;
mod explain;
mod findings;
mod ids;
mod list;
mod lists;
mod outline;
mod problem;
mod progress;
mod recover;
mod refer;
mod scan;
pub mod schema;
mod sources;

#[cfg(test)]
mod tests;
mod text;
mod tree;
mod values;
mod watch;

pub use bundled::{BUNDLED, Bundled, bundled, bundled_by_name};
pub use problem::{Place, Problem, Severity};
pub use progress::{Progress, Stage};
pub use watch::{Watch, Watched};

use crate::plan::{Near, Plan};
use findings::{At, Finding, Findings};
use ron::Options;
use ron::extensions::Extensions;
use scan::{Kind, Scanner};
use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

/// The largest file that is read, in bytes.
pub const FILE_SIZE: u64 = 512 * 1024 * 1024;
/// The most opening round brackets in a file: each record and each piece of evidence has one.
const BRACKETS: usize = 8_000_000;

/// What came of reading a file.
#[derive(Debug)]
pub struct Loaded {
    /// The plan without what is wrong; `None` where the file is no plan that could be shown.
    pub plan: Option<Plan>,
    /// What is wrong, in the order of the file.
    pub problems: Vec<Problem>,
    /// How many more problems there are that were not put into words.
    pub more: usize,
    /// The file could not be opened or read at all.
    pub unread: bool,
}

impl Loaded {
    /// How many errors there are: each left something out. Of problems that are only counted, the worst is taken.
    pub fn errors(&self) -> usize {
        self.more + self.problems.iter().filter(|p| p.severity == Severity::Error).count()
    }

    /// Whether something was left out.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// Nothing, because the program itself stopped while it read a file; `hint` says what to do.
    pub fn given_up(path: &Path, hint: String) -> Self {
        let message = "reading this file stopped at a fault of the program, not of the file";
        Self::nothing(&path.display().to_string().into(), Finding::error(At::File, message, hint), "")
    }

    /// Nothing, because nobody waits for it any more.
    fn unwanted() -> Self {
        Self { plan: None, problems: Vec::new(), more: 0, unread: false }
    }

    fn nothing(file: &Arc<str>, finding: Finding, text: &str) -> Self {
        let mut findings = Findings::default();
        findings.error(|| finding);
        let (problems, more) = findings.told(file, text, None, &[]);
        Self { plan: None, problems, more, unread: false }
    }
}

/// Reads a plan file.
pub fn read(path: &Path) -> Loaded {
    read_telling(path, &Arc::default())
}

/// Reads a plan file and tells how far it has come. Where nobody waits any more, what is read is no plan.
pub fn read_telling(path: &Path, progress: &Arc<Progress>) -> Loaded {
    let name: Arc<str> = path.display().to_string().into();
    progress.enter(Stage::Reading, 0);
    match bytes(path) {
        Ok(bytes) => parse_telling(&name, &bytes, progress),
        Err(finding) => Loaded { unread: true, ..Loaded::nothing(&name, finding, "") },
    }
}

/// The bytes of a file that may be a plan.
fn bytes(path: &Path) -> Result<Vec<u8>, Finding> {
    let wrong = |message: &str, hint: &str| Finding::error(At::File, message, hint.to_owned());
    let told = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => wrong("there is no such file", "check its name and folder"),
        io::ErrorKind::PermissionDenied => {
            wrong("this file may not be read", "ask for the right to read it, or copy it to your own folder")
        }
        _ => wrong(&format!("this file cannot be read: {error}"), "check its name and folder"),
    };
    let about = fs::metadata(path).map_err(told)?;
    if about.is_dir() {
        return Err(wrong("this is a folder, not a plan file", "name a file in it, such as plan.ron"));
    }
    if !about.is_file() {
        return Err(wrong("this is not a plain file", "name a plan file, such as plan.ron"));
    }
    let too_large = || {
        let most = FILE_SIZE / (1024 * 1024);
        wrong(&format!("this file is larger than {most} MiB"), "a plan is text; split it into several files")
    };
    if about.len() > FILE_SIZE {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or(0) + 1);
    // A file may grow while it is read.
    fs::File::open(path).and_then(|f| f.take(FILE_SIZE + 1).read_to_end(&mut bytes)).map_err(told)?;
    if bytes.len() as u64 > FILE_SIZE {
        return Err(too_large());
    }
    Ok(bytes)
}

/// Reads a plan from the bytes of a file; `name` is what problems call it.
pub fn parse(name: &str, bytes: &[u8]) -> Loaded {
    parse_telling(name, bytes, &Arc::default())
}

fn parse_telling(name: &str, bytes: &[u8], progress: &Arc<Progress>) -> Loaded {
    // Each record and each source has an id.
    progress.enter(Stage::Understanding, memchr::memmem::find_iter(bytes, b"id:").count());
    let file: Arc<str> = name.into();
    let (text, unreadable) = text_of(bytes);
    if let Some(finding) = unreadable {
        return Loaded::nothing(&file, finding, text);
    }
    let suggest = Near::default();
    let mut findings = Findings::default();
    match version(text) {
        Ok(None) => {}
        Ok(Some(finding)) => findings.error(|| finding),
        Err(finding) => return Loaded::nothing(&file, finding, text),
    }
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let read = if findings.is_empty() {
        progress::telling(progress, || options.from_str(text).map_err(Some))
    } else {
        Err(None)
    };
    let mut remains = Vec::new();
    let (read, broken, outline) = match read {
        Ok(read) => (read, recover::Broken::new(), None),
        Err(_) if progress.is_given_up() => return Loaded::unwanted(),
        Err(slip) => {
            let outline = outline::Outline::read(text, &mut findings);
            let count = outline.fields.iter().filter_map(|field| Some(field.items.as_ref()?.len())).sum();
            progress.enter(Stage::Recovering, count);
            if outline.too_deep {
                let (problems, more) = findings.told(&file, text, Some(&outline), &[]);
                return Loaded { plan: None, problems, more, unread: false };
            }
            let (mut read, broken, left) =
                recover::read(text, &options, &outline, &suggest, &mut findings, progress);
            remains = left;
            recover::remains(&mut read, &remains, &options);
            if let (true, Some(slip)) = (findings.is_empty(), slip) {
                findings.error(|| explain::explain(text, 0, "plan", &slip, &suggest));
            }
            (read, broken, Some(outline))
        }
    };
    if progress.is_given_up() {
        return Loaded::unwanted();
    }
    let plan = check::plan(read, &broken, &suggest, &mut findings, progress);
    if findings.is_empty() {
        return Loaded { plan, problems: Vec::new(), more: 0, unread: false };
    }
    let outline = outline.unwrap_or_else(|| outline::Outline::read(text, &mut Findings::default()));
    let (problems, more) = findings.told(&file, text, Some(&outline), &remains);
    let mut loaded = Loaded { plan, problems, more, unread: false };
    // Where a slip left no record at all, an empty plan would be a false one.
    if loaded.has_errors() && loaded.plan.as_ref().is_some_and(|plan| plan.records().is_empty()) {
        loaded.plan = None;
    }
    loaded
}

/// The text of a file; where it is none, the part that could be read and the problem.
fn text_of(bytes: &[u8]) -> (&str, Option<Finding>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let wrong = |at, message: &str, hint: &str| Some(Finding::error(at, message, hint.to_owned()));
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let hint = match bytes {
                [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "it is UTF-16: save it as UTF-8 in your editor",
                _ => "save it as UTF-8 in your editor; if it is not text at all, it is no plan",
            };
            let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let at = At::Bytes(sound.len()..sound.len());
            let finding = wrong(at, "this file is not UTF-8 text from here on", hint);
            return (std::str::from_utf8(sound).unwrap_or_default(), finding);
        }
    };
    if text.trim().is_empty() {
        return (
            text,
            wrong(At::File, "this file is empty", "`roadscope sample` prints a plan to start from"),
        );
    }
    if memchr::memchr_iter(b'(', bytes).count() > BRACKETS {
        let message = "this file holds more records and evidence than can be shown";
        return (text, wrong(At::File, message, "split it into several files"));
    }
    (text, None)
}

/// Looks at what a plan begins with. `Ok(Some(…))`: the rest can be read all the same.
fn version(text: &str) -> Result<Option<Finding>, Finding> {
    let first = Scanner::new(text).next().map_or(0..0, |token| token.span);
    let mut scanner = Scanner::new(text);
    let Some(open) = outline::enter(text, &mut scanner) else {
        let hint = match text.get(first.clone()) {
            Some("{" | "[") => "this looks like JSON; a plan is RON and begins with (version: 1,",
            Some("<") => "this looks like a web page; a plan is RON and begins with (version: 1,",
            _ => "a plan begins with (version: 1, — `roadscope sample` prints one",
        };
        return Err(Finding::error(At::Bytes(first), "this is not a plan", hint.to_owned()));
    };
    let newest = schema::VERSION;
    let missing = |at| {
        let message = "the version is missing: it must be the first field";
        Ok(Some(Finding::error(At::Bytes(at), message, format!("write (version: {newest}, …"))))
    };
    let Some(field) = scanner.next().map(|t| t.span) else { return missing(open.span) };
    let colon = scanner.next().is_some_and(|t| t.kind == Kind::Colon);
    if !colon || text.get(field.clone()) != Some("version") {
        return missing(open.span);
    }
    let value = scanner.next().map_or(field, |t| t.span);
    let word = text.get(value.clone()).unwrap_or_default();
    match unknown_version(word, value) {
        Some(finding) if is_newer(word) => Err(finding),
        finding => Ok(finding),
    }
}

fn is_newer(word: &str) -> bool {
    word.parse::<u64>().is_ok_and(|n| n > u64::from(schema::VERSION))
}

/// What is wrong with a version, if it is not this program's.
fn unknown_version(word: &str, at: Range<usize>) -> Option<Finding> {
    let newest = schema::VERSION;
    if word == newest.to_string() {
        return None;
    }
    let (message, hint) = if is_newer(word) {
        let message = format!("this plan is of version {word}, and this program reads {newest} at most");
        (message, "use a newer Roadscope to open it".to_owned())
    } else {
        let message = format!("there is no version {}", problem::quoted(word.trim_matches('"')));
        (message, format!("write version: {newest},"))
    };
    Some(Finding::error(At::Bytes(at), message, hint))
}
