//! The edition that a session's plan is compared with: read beside the window, watched, joined with the plan.
//!
//! It must never take the comparison away because the other file broke or went: it stands as that was last read.

use super::arrangement::Compared;
use super::document::{Arrived, Document, Waker};
use crate::changes::{self, NothingInCommon};
use crate::explore::Index;
use crate::file;
use crate::plan::Plan;
use crate::printable;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// The older edition, and one plan of both.
pub(super) struct Against {
    /// What the arrangement asks for.
    pub asked: Compared,
    apart: Vec<Box<str>>,
    older: Document,
    /// The older edition has been read.
    is_read: bool,
    /// Its file has to be opened yet.
    to_open: bool,
    both: Option<Both>,
    joining: Option<Receiver<Joined>>,
    /// What keeps the two from being compared.
    trouble: Option<String>,
}

/// One plan of two editions, and what it was made of.
struct Both {
    plan: Arc<Plan>,
    index: Arc<Index>,
    made_of: (Arc<Plan>, Arc<Plan>),
}

type Joined = Result<Both, NothingInCommon>;

/// Plans of so many records together are joined beside the window.
const LARGE: usize = 20_000;

/// What became of a comparison since it was last looked after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// Nothing.
    Same,
    /// What is shown is another plan now.
    Shown,
    /// The two plans have nothing in common.
    Ended,
}

impl Against {
    /// Begins to compare with what an arrangement asks for.
    pub fn new(asked: &Compared, apart: &[Box<str>]) -> Self {
        let number = match asked {
            Compared::Bundled(name) => file::bundled_by_name(name.as_ref()),
            Compared::File(_) => None,
        };
        let nothing = || Document::of(Plan::new(Default::default(), Vec::new(), Vec::new()));
        let is_gone = number.is_none() && matches!(asked, Compared::Bundled(_));
        Self {
            asked: asked.clone(),
            apart: apart.to_vec(),
            older: number.map_or_else(nothing, Document::bundled),
            is_read: number.is_some(),
            to_open: matches!(asked, Compared::File(_)),
            both: None,
            joining: None,
            trouble: is_gone
                .then(|| format!("the program has no plan called {}", printable::path(&asked.path()))),
        }
    }

    /// A document that is open already, as the older edition.
    pub fn with(asked: Compared, older: Document, apart: &[Box<str>]) -> Self {
        let apart = apart.to_vec();
        let (both, joining, trouble) = (None, None, None);
        Self { asked, apart, older, is_read: true, to_open: false, both, joining, trouble }
    }

    /// The older edition, given away.
    pub fn into_older(self) -> Document {
        self.older
    }

    /// Takes other records apart.
    pub fn take_apart(&mut self, apart: &[Box<str>]) {
        if self.apart != apart {
            self.apart = apart.to_vec();
            self.both = None;
        }
    }

    /// The older edition's document.
    pub fn older(&self) -> &Document {
        &self.older
    }

    /// The plan of both, where there is one of this newer plan.
    pub fn shown(&self) -> Option<(&Arc<Plan>, &Arc<Index>)> {
        self.both.as_ref().map(|both| (&both.plan, &both.index))
    }

    /// What there is to say of the older edition's file.
    pub fn message(&self) -> Option<String> {
        let name = self.older.name();
        if let Some(trouble) = &self.trouble {
            return Some(trouble.clone());
        }
        match () {
            () if self.older.opening().is_some() && !self.is_read => Some(format!("reading {name}")),
            () if self.to_open || self.joining.is_some() => Some("comparing".to_owned()),
            () if self.older.is_gone() => {
                Some(format!("{name} is no longer there: the comparison stands as it was last read"))
            }
            () if self.older.is_stale() && self.is_read => {
                Some(format!("{name} cannot be read as a plan: the comparison stands as it was last read"))
            }
            () => None,
        }
    }

    /// Reads and watches the older edition's file; `hint` says what to do where the reading itself failed.
    pub fn tend(&mut self, newer: &Arc<Plan>, waker: &Waker, hint: impl FnOnce() -> String) -> Turn {
        if let Compared::File(path) = &self.asked
            && std::mem::take(&mut self.to_open)
        {
            self.older.open(path, waker);
        }
        self.older.look_again(waker);
        match self.older.arrive(hint) {
            Some(Arrived::Nothing(path)) if !self.is_read => {
                let name = printable::path(&path);
                self.trouble =
                    Some(format!("{name} holds no plan to compare with: see it with roadscope check"));
            }
            Some(Arrived::Apart(document)) => {
                self.older = *document;
                (self.is_read, self.trouble) = (true, None);
            }
            Some(Arrived::NewPlan | Arrived::SamePlan) => {
                (self.is_read, self.trouble) = (true, None);
            }
            _ => {}
        }
        self.join(newer, Some(waker))
    }

    /// Joins both plans where that is to be done: beside the window where they are large and somebody can be woken.
    pub fn join(&mut self, newer: &Arc<Plan>, waker: Option<&Waker>) -> Turn {
        if let Some(joining) = &self.joining {
            let joined = match joining.try_recv() {
                Ok(joined) => joined,
                Err(TryRecvError::Empty) => return Turn::Same,
                Err(TryRecvError::Disconnected) => {
                    self.joining = None;
                    self.trouble = Some("comparing stopped at a fault of the program".to_owned());
                    return Turn::Same;
                }
            };
            self.joining = None;
            return self.take(joined);
        }
        let is_made_of = |both: &Both| {
            Arc::ptr_eq(&both.made_of.0, &self.older.plan) && Arc::ptr_eq(&both.made_of.1, newer)
        };
        if !self.is_read || self.trouble.is_some() || self.both.as_ref().is_some_and(is_made_of) {
            return Turn::Same;
        }
        // What is older than either of the two is shown no longer.
        self.both = None;
        let count = newer.records().len() + self.older.plan.records().len();
        if count > LARGE && waker.is_none() {
            // Nobody waits for it: whoever looks after the session can be woken.
            return Turn::Shown;
        }
        let made_of = (Arc::clone(&self.older.plan), Arc::clone(newer));
        let apart = self.apart.clone();
        let join = move || {
            let plan = changes::compare(&made_of.0, &made_of.1, &apart)?;
            let index = Index::new(&plan);
            Ok(Both { plan: Arc::new(plan), index: Arc::new(index), made_of })
        };
        match waker.filter(|_| count > LARGE) {
            Some(waker) => {
                let (sender, receiver) = channel();
                let waker = Arc::clone(waker);
                std::thread::spawn(move || {
                    // Nobody listens any more where the comparison was ended.
                    let _ = sender.send(join());
                    waker();
                });
                self.joining = Some(receiver);
                Turn::Same
            }
            None => self.take(join()),
        }
    }

    fn take(&mut self, joined: Joined) -> Turn {
        match joined {
            Ok(both) => {
                self.both = Some(both);
                Turn::Shown
            }
            Err(nothing) => {
                self.trouble = Some(nothing.to_string());
                Turn::Ended
            }
        }
    }
}
