//! Reading a plan: its bytes become text, the text a plan, and what is wrong with it problems.
//!
//! It must never stop at the first slip, nor go on for nobody.

use super::findings::{At, Finding, Findings};
use super::judge::Judge;
use super::outline::Outline;
use super::problem::{Problem, Severity};
use super::progress::{self, Progress, Stage};
use super::recover::{self, Broken, Mended};
use super::schema::File;
use super::{check, explain, locate, version};
use crate::plan::{Near, Plan};
use ron::Options;
use ron::error::SpannedError;
use ron::extensions::Extensions;
use std::fs;
use std::io::{self, Read};
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
        Self::nothing(&crate::printable::path(path).into(), Finding::error(At::File, message, hint), "")
    }

    /// Nothing, because nobody waits for it any more.
    fn unwanted() -> Self {
        Self { plan: None, problems: Vec::new(), more: 0, unread: false }
    }

    fn nothing(file: &Arc<str>, finding: Finding, text: &str) -> Self {
        let mut findings = Findings::default();
        findings.error(|| finding);
        let (problems, more) = locate::problems(findings, file, text, None, &[]);
        Self { plan: None, problems, more, unread: false }
    }
}

/// Reads a plan file.
pub fn read(path: &Path) -> Loaded {
    read_with(path, &Arc::default(), None)
}

/// Reads a plan file, tells how far it has come, and lets a judge look at it. Where nobody waits any more, what is
/// read is no plan.
pub fn read_judged(path: &Path, progress: &Arc<Progress>, judge: Judge) -> Loaded {
    read_with(path, progress, Some(judge))
}

fn read_with(path: &Path, progress: &Arc<Progress>, judge: Option<Judge>) -> Loaded {
    let name: Arc<str> = crate::printable::path(path).into();
    progress.enter(Stage::Reading, 0);
    match bytes(path) {
        Ok(bytes) => parse_with(&name, &bytes, progress, judge),
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
    parse_with(name, bytes, &Arc::default(), None)
}

/// Reads a plan from the bytes of a file, and lets a judge look at it.
pub fn parse_judged(name: &str, bytes: &[u8], judge: Judge) -> Loaded {
    parse_with(name, bytes, &Arc::default(), Some(judge))
}

fn parse_with(name: &str, bytes: &[u8], progress: &Arc<Progress>, judge: Option<Judge>) -> Loaded {
    // Each record and each source has an id.
    progress.enter(Stage::Understanding, memchr::memmem::find_iter(bytes, b"id:").count());
    let file: Arc<str> = name.into();
    let (text, unreadable) = text_of(bytes);
    if let Some(finding) = unreadable {
        return Loaded::nothing(&file, finding, text);
    }
    let mut findings = Findings::default();
    match version::look(text) {
        Ok(None) => {}
        Ok(Some(finding)) => findings.error(|| finding),
        Err(finding) => return Loaded::nothing(&file, finding, text),
    }
    let options = Options::default().with_default_extension(Extensions::IMPLICIT_SOME);
    let read = match findings.is_empty() {
        true => progress::telling(progress, || options.from_str(text).map_err(Some)),
        false => Err(None),
    };
    if progress.is_given_up() {
        return Loaded::unwanted();
    }
    let reading = Reading { text, file, options, findings, suggest: Near::default(), progress, judge };
    match read {
        Ok(file) => reading.finish(file, &Broken::new(), None, &[]),
        Err(slip) => reading.again(slip),
    }
}

/// What is known while a text is made a plan.
struct Reading<'a, 'p> {
    text: &'a str,
    /// What problems call the file.
    file: Arc<str>,
    options: Options,
    findings: Findings,
    suggest: Near,
    progress: &'p Progress,
    judge: Option<Judge>,
}

impl<'a> Reading<'a, '_> {
    /// Reads a text with a slip record by record.
    fn again(mut self, slip: Option<SpannedError>) -> Loaded {
        let outline = Outline::read(self.text, &mut self.findings);
        let count = outline.fields.iter().filter_map(|field| Some(field.items.as_ref()?.len())).sum();
        self.progress.enter(Stage::Recovering, count);
        if outline.too_deep {
            return self.tell(None, Some(outline), &[]);
        }
        let (text, options, suggest, progress) = (self.text, &self.options, &self.suggest, self.progress);
        let (mut file, broken, mended) =
            recover::read(text, options, &outline, suggest, &mut self.findings, progress);
        recover::put_back(&mut file, &mended, options);
        if let (true, Some(slip)) = (self.findings.is_empty(), slip) {
            self.findings.error(|| explain::explain(text, 0, "plan", &slip, suggest));
        }
        self.finish(file, &broken, Some(outline), &mended)
    }

    /// Makes a plan of what was read.
    fn finish(
        mut self,
        file: File<'_>,
        broken: &Broken,
        outline: Option<Outline>,
        mended: &[Mended],
    ) -> Loaded {
        if self.progress.is_given_up() {
            return Loaded::unwanted();
        }
        let plan = check::plan(file, broken, &self.suggest, &mut self.findings, self.progress, self.judge);
        if self.findings.is_empty() {
            return Loaded { plan, problems: Vec::new(), more: 0, unread: false };
        }
        let mut loaded = self.tell(plan, outline, mended);
        // Where a slip left no record at all, an empty plan would be a false one.
        if loaded.has_errors() && loaded.plan.as_ref().is_some_and(|plan| plan.records().is_empty()) {
            loaded.plan = None;
        }
        loaded
    }

    /// A plan and what is wrong with its file.
    fn tell(self, plan: Option<Plan>, outline: Option<Outline>, mended: &[Mended]) -> Loaded {
        let outline = outline.unwrap_or_else(|| Outline::read(self.text, &mut Findings::default()));
        let (problems, more) = locate::problems(self.findings, &self.file, self.text, Some(&outline), mended);
        Loaded { plan, problems, more, unread: false }
    }
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
