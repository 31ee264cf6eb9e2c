//! The open file: its plan, its problems, reading it beside the window and again when it changes.
//!
//! It must never drop the last good plan before another one is there, nor know who shows it.

use super::judge;
use super::memory::absolute;
use super::settings::Place;
use crate::explore::Index;
use crate::file::{self, Loaded, Problem, Progress, Stage, Watch, Watched};
use crate::plan::Plan;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::Instant;

/// Calls whoever shows the document, from any thread: there is something new to see.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// What is open, and what is being opened.
pub struct Document {
    /// `None` for a plan that comes with the program.
    pub path: Option<PathBuf>,
    /// Which plan of the program it is, where it is one.
    pub number: usize,
    /// The last good plan.
    pub plan: Arc<Plan>,
    /// For finding words in it.
    pub index: Arc<Index>,
    wrong: Wrong,
    /// The plan shown is older than its file, because the file cannot be read as a plan.
    stale: bool,
    watch: Option<Watch>,
    failed: Option<Failed>,
    opening: Option<Opening>,
}

/// What is wrong in a file, at its last reading, and how much more than can be listed.
#[derive(Default)]
struct Wrong {
    problems: Vec<Problem>,
    more: usize,
}

/// Another file that was to be opened and holds no plan. It is watched as well: once it is put right, it opens.
struct Failed {
    path: PathBuf,
    wrong: Wrong,
    watch: Watch,
}

/// A file that is being read beside the window.
pub struct Opening {
    /// Which.
    pub path: PathBuf,
    /// Since when.
    pub since: Instant,
    /// Its plan takes the place of the one that is open.
    here: bool,
    waker: Waker,
    progress: Arc<Progress>,
    result: Receiver<Read>,
}

impl Opening {
    /// How far it has come.
    pub fn progress(&self) -> &Progress {
        &self.progress
    }
}

impl Drop for Opening {
    fn drop(&mut self) {
        self.progress.give_up();
    }
}

struct Read {
    loaded: Loaded,
    index: Option<Index>,
    watched: Watched,
}

/// What reading a file brought.
pub enum Arrived {
    /// Another plan is open now, in the place of the one before.
    NewPlan,
    /// Another plan was read; what was open stays.
    Apart(Box<Document>),
    /// The same file was read again.
    SamePlan,
    /// This file holds no plan: what was open stays.
    Nothing(PathBuf),
}

impl Document {
    /// A plan that comes with the program.
    pub fn bundled(number: usize) -> Self {
        let loaded = file::BUNDLED.get(number).map_or_else(file::bundled, file::Bundled::load);
        let plan = loaded.plan.unwrap_or_else(|| Plan::new(Default::default(), Vec::new(), Vec::new()));
        let wrong = Wrong { problems: loaded.problems, more: loaded.more };
        Self { number, wrong, ..Self::of(plan) }
    }

    /// A plan without a file.
    pub fn of(plan: Plan) -> Self {
        let index = Index::new(&plan);
        Self {
            path: None,
            number: 0,
            plan: Arc::new(plan),
            index: Arc::new(index),
            wrong: Wrong::default(),
            stale: false,
            watch: None,
            failed: None,
            opening: None,
        }
    }

    /// Opens a plan that comes with the program in the place of what is open.
    pub fn open_bundled(&mut self, number: usize) {
        let left = std::mem::replace(self, Self::bundled(number));
        aside((left.plan, left.index));
    }

    /// Begins to read a file; the window goes on meanwhile, and is woken once it is read. Another file than the
    /// one that is open gives a document of its own.
    pub fn open(&mut self, path: &Path, waker: &Waker) {
        self.begin(path, waker, false);
    }

    /// The same for a file whose plan is to take the place of the one that is open.
    pub fn open_here(&mut self, path: &Path, waker: &Waker) {
        self.begin(path, waker, true);
    }

    fn begin(&mut self, path: &Path, waker: &Waker, here: bool) {
        let (sender, result) = channel();
        let (file, wakes) = (path.to_owned(), Wakes(Arc::clone(waker)));
        let progress = Arc::new(Progress::default());
        let told = Arc::clone(&progress);
        std::thread::spawn(move || {
            // Dropped in the opposite order: who is woken by a fault finds that nothing comes any more.
            let _wakes = wakes;
            let sender = sender;
            // Looked at before it is read: what changes meanwhile is a change.
            let watched = Watched::new(&file);
            let loaded = file::read_judged(&file, &told, judge);
            told.enter(Stage::Indexing, 0);
            let index = loaded.plan.as_ref().map(Index::new);
            // Nobody listens any more where the person cancelled.
            let _ = sender.send(Read { loaded, index, watched });
        });
        let waker = Arc::clone(waker);
        let since = Instant::now();
        self.opening = Some(Opening { path: path.to_owned(), since, here, waker, progress, result });
    }

    /// What is being opened.
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }

    /// Stops waiting for a file.
    pub fn cancel(&mut self) {
        self.opening = None;
    }

    /// The file to read again when asked to: that of the plan shown. Where that comes with the program, the
    /// one that could not be opened.
    pub fn file(&self) -> Option<&Path> {
        self.path.as_deref().or(self.failed.as_ref().map(|failed| failed.path.as_path()))
    }

    /// The file name of the plan of the program that it is, where it is one.
    pub fn bundled_name(&self) -> &'static str {
        file::BUNDLED.get(self.number).map_or("", |plan| plan.name)
    }

    /// Where its plan is.
    pub fn place(&self) -> Place {
        let bundled = || self.bundled_name().to_owned();
        self.path.as_deref().map_or_else(|| Place::Bundled(bundled()), |path| Place::File(absolute(path)))
    }

    /// The name of the file that the problems are about.
    pub fn name(&self) -> String {
        match self.failed.as_ref().map(|failed| &failed.path).or(self.path.as_ref()) {
            Some(path) => path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned()),
            None => "bundled plan".to_owned(),
        }
    }

    /// What is wrong in the file that was read last.
    pub fn problems(&self) -> &[Problem] {
        &self.wrong().problems
    }

    /// How many more problems there are than can be listed.
    pub fn more(&self) -> usize {
        self.wrong().more
    }

    fn wrong(&self) -> &Wrong {
        self.failed.as_ref().map_or(&self.wrong, |failed| &failed.wrong)
    }

    /// Whether the plan shown is not what the file read last holds, because that cannot be read as a plan.
    pub fn is_stale(&self) -> bool {
        self.stale || self.failed.is_some()
    }

    /// Whether the file of the plan shown is no longer there.
    pub fn is_gone(&self) -> bool {
        self.failed.is_none() && self.watch.as_ref().is_some_and(Watch::is_gone)
    }

    /// Begins to read a file again where it has changed.
    pub fn look_again(&mut self, waker: &Waker) {
        if self.opening.is_some() {
            return;
        }
        let failed = self.failed.as_ref().map(|failed| (&failed.path, &failed.watch));
        let watches = failed.into_iter().chain(self.path.as_ref().zip(self.watch.as_ref()));
        let changed = watches.into_iter().find(|(_, watch)| watch.take_change());
        if let Some(path) = changed.map(|(path, _)| path.clone()) {
            self.open(&path, waker);
        }
    }

    /// Takes over what was read, if it is there; `fault` says what to do where reading stopped at a fault of
    /// the program.
    pub fn arrive(&mut self, fault: impl FnOnce() -> String) -> Option<Arrived> {
        let opening = self.opening.as_ref()?;
        let (path, here) = (opening.path.clone(), opening.here);
        let read = match opening.result.try_recv() {
            Ok(read) => read,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => {
                Read { loaded: Loaded::given_up(&path, fault()), index: None, watched: Watched::new(&path) }
            }
        };
        let waker = Arc::clone(&opening.waker);
        self.opening = None;
        let same = self.path.as_ref() == Some(&path);
        let wrong = Wrong { problems: read.loaded.problems, more: read.loaded.more };
        let watch = Watch::new(read.watched, move || waker());
        match read.loaded.plan.zip(read.index) {
            Some((plan, index)) if !same && !here => {
                self.failed = self.failed.take().filter(|failed| failed.path != path);
                Some(Arrived::Apart(Box::new(Self {
                    path: Some(path),
                    number: 0,
                    plan: Arc::new(plan),
                    index: Arc::new(index),
                    wrong,
                    stale: false,
                    watch: Some(watch),
                    failed: None,
                    opening: None,
                })))
            }
            Some((plan, index)) => {
                let left = (
                    std::mem::replace(&mut self.plan, Arc::new(plan)),
                    std::mem::replace(&mut self.index, Arc::new(index)),
                );
                aside(left);
                (self.wrong, self.watch, self.stale, self.failed) = (wrong, Some(watch), false, None);
                self.path = Some(path);
                Some(if same { Arrived::SamePlan } else { Arrived::NewPlan })
            }
            None if same => {
                (self.wrong, self.watch, self.stale, self.failed) = (wrong, Some(watch), true, None);
                Some(Arrived::Nothing(path))
            }
            None => {
                self.failed = Some(Failed { path: path.clone(), wrong, watch });
                Some(Arrived::Nothing(path))
            }
        }
    }
}

/// Wakes somebody when a thread ends, however it ends.
struct Wakes(Waker);

impl Drop for Wakes {
    fn drop(&mut self) {
        (self.0)();
    }
}

/// Frees what is large beside the window, which goes on meanwhile.
fn aside(left: impl Send + 'static) {
    std::thread::spawn(move || drop(left));
}
