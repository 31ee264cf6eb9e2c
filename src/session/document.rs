//! The open file: its plan, its problems, reading it beside the window and again when it changes.
//!
//! It must never drop the last good plan before another one is there, nor know who shows it.

use crate::explore::Index;
use crate::file::{self, Loaded, Problem, Progress, Stage};
use crate::plan::Plan;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};
use std::time::{Duration, Instant};

/// Calls whoever shows the document, from any thread: there is something new to see.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// What is open, and what is being opened.
pub struct Document {
    /// `None` for a plan that comes with the program.
    pub path: Option<PathBuf>,
    /// Which plan of the program it is, where it is one.
    pub number: usize,
    /// The last good plan.
    pub plan: Plan,
    /// For finding words in it.
    pub index: Index,
    /// What is wrong in the file, at its last reading.
    pub problems: Vec<Problem>,
    /// How many more problems there are than can be listed.
    pub more: usize,
    /// Whether the plan shown is older than the file, because the file cannot be read as a plan.
    pub stale: bool,
    /// A file that was to be opened and holds no plan: its problems are told, and it is watched.
    broken: Option<PathBuf>,
    watched: Option<file::Watched>,
    looked: Instant,
    opening: Option<Opening>,
}

/// A file that is being read beside the window.
pub struct Opening {
    /// Which.
    pub path: PathBuf,
    /// Since when.
    pub since: Instant,
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
    watched: file::Watched,
}

/// What reading a file brought.
pub enum Arrived {
    /// Another plan is open now.
    NewPlan,
    /// The same file was read again.
    SamePlan,
    /// The file holds no plan: what was open stays.
    Nothing,
}

/// How often the open file is looked at for changes.
const LOOK: Duration = Duration::from_secs(1);

impl Document {
    /// The bundled plan.
    pub fn bundled(number: usize) -> Self {
        let loaded = file::BUNDLED.get(number).map_or_else(file::bundled, file::Bundled::load);
        let plan = loaded.plan.unwrap_or_else(|| Plan::new(Default::default(), Vec::new(), Vec::new()));
        let index = Index::new(&plan);
        let (problems, more) = (loaded.problems, loaded.more);
        Self {
            path: None,
            number,
            plan,
            index,
            problems,
            more,
            stale: false,
            broken: None,
            watched: None,
            looked: Instant::now(),
            opening: None,
        }
    }

    /// Begins to read a file; the window goes on meanwhile, and is woken once it is read.
    pub fn open(&mut self, path: &Path, waker: &Waker) {
        let (sender, result) = channel();
        let (file, waker) = (path.to_owned(), Arc::clone(waker));
        let progress = Arc::new(Progress::default());
        let told = Arc::clone(&progress);
        std::thread::spawn(move || {
            // Looked at before it is read: what changes meanwhile is a change.
            let watched = file::Watched::new(&file);
            let loaded = file::read_telling(&file, &told);
            told.enter(Stage::Indexing, 0);
            let index = loaded.plan.as_ref().map(Index::new);
            // Nobody listens any more where the person cancelled.
            let _ = sender.send(Read { loaded, index, watched });
            waker();
        });
        self.opening = Some(Opening { path: path.to_owned(), since: Instant::now(), progress, result });
    }

    /// What is being opened.
    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
    }

    /// Stops waiting for a file.
    pub fn cancel(&mut self) {
        self.opening = None;
    }

    /// The file that was read last, which the problems are about; `None` for a plan of the program.
    pub fn file(&self) -> Option<&Path> {
        self.broken.as_deref().or(self.path.as_deref())
    }

    /// The name of the file that was read last.
    pub fn name(&self) -> String {
        match self.file() {
            Some(path) => path.file_name().map_or_else(String::new, |n| n.to_string_lossy().into_owned()),
            None => "bundled plan".to_owned(),
        }
    }

    /// How long from now the file is to be looked at again; `None` where no file is open.
    pub fn looks_in(&self) -> Option<Duration> {
        self.file().map(|_| LOOK)
    }

    /// Begins to read the file again where it has changed.
    pub fn look_again(&mut self, waker: &Waker) {
        let Some(path) = self.file().map(Path::to_owned) else { return };
        if self.opening.is_some() || self.looked.elapsed() < LOOK {
            return;
        }
        self.looked = Instant::now();
        if self.watched.as_mut().is_some_and(file::Watched::changed) {
            self.open(&path, waker);
        }
    }

    /// Takes over what was read, if it is there; `fault` says what to do where reading stopped at a fault of
    /// the program.
    pub fn arrive(&mut self, fault: impl FnOnce() -> String) -> Option<Arrived> {
        let opening = self.opening.as_ref()?;
        let path = opening.path.clone();
        let read = match opening.result.try_recv() {
            Ok(read) => read,
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => Read {
                loaded: Loaded::given_up(&path, fault()),
                index: None,
                watched: file::Watched::new(&path),
            },
        };
        self.opening = None;
        let same = self.path.as_ref() == Some(&path);
        (self.problems, self.more) = (read.loaded.problems, read.loaded.more);
        self.watched = Some(read.watched);
        let (Some(plan), Some(index)) = (read.loaded.plan, read.index) else {
            self.stale = true;
            self.broken = Some(path);
            return Some(Arrived::Nothing);
        };
        self.broken = None;
        self.plan = plan;
        self.index = index;
        self.stale = false;
        self.path = Some(path);
        Some(if same { Arrived::SamePlan } else { Arrived::NewPlan })
    }
}
