//! Progress of reading a file, told across threads, and whether anybody still waits for it.
//!
//! It must never guess a time: it counts records, and names what is being done.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};

/// What is being done, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Bytes come from the disk.
    Reading,
    /// Records are made of text.
    Understanding,
    /// A slip was found: records are read one by one.
    Recovering,
    /// References, dates and numbers are checked; the plan's columns are built.
    Checking,
    /// Words are prepared for searching.
    Indexing,
}

impl Stage {
    const ALL: [Self; 5] =
        [Self::Reading, Self::Understanding, Self::Recovering, Self::Checking, Self::Indexing];

    /// As a person reads it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Reading => "reading the file",
            Self::Understanding => "understanding its records",
            Self::Recovering => "reading record by record, since something is wrong",
            Self::Checking => "checking references and dates",
            Self::Indexing => "preparing the search",
        }
    }

    /// The shares of the work that are done when the stage begins and when it ends, 0 to 1: measured on a
    /// large plan. What is done after the last record of a stage was counted belongs to it too.
    fn shares(self) -> (f32, f32) {
        match self {
            Self::Reading => (0.0, 0.04),
            Self::Understanding => (0.04, 0.5),
            Self::Recovering => (0.2, 0.5),
            Self::Checking => (0.5, 0.85),
            Self::Indexing => (0.97, 1.0),
        }
    }
}

/// How far reading one file has come.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicU8,
    done: AtomicUsize,
    all: AtomicUsize,
    given_up: AtomicBool,
}

impl Progress {
    /// A stage begins, in which about so many records are worked on.
    pub fn enter(&self, stage: Stage, all: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
        self.stage.store(stage as u8, Ordering::Relaxed);
    }

    /// So many more records are done; false where nobody waits for the others.
    pub fn step(&self, records: usize) -> bool {
        self.done.fetch_add(records, Ordering::Relaxed);
        !self.is_given_up()
    }

    /// What is being done now.
    pub fn stage(&self) -> Stage {
        let told = usize::from(self.stage.load(Ordering::Relaxed));
        Stage::ALL.get(told).copied().unwrap_or(Stage::Reading)
    }

    /// The share of the whole work that is done, 0 to 1.
    pub fn share(&self) -> f32 {
        let (from, to) = self.stage().shares();
        let (done, all) = (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed));
        let part = if all == 0 { 0.0 } else { (done as f32 / all as f32).min(1.0) };
        from + (to - from) * part
    }

    /// Nobody waits any more: reading ends at the next records.
    pub fn give_up(&self) {
        self.given_up.store(true, Ordering::Relaxed);
    }

    /// Whether nobody waits any more.
    pub fn is_given_up(&self) -> bool {
        self.given_up.load(Ordering::Relaxed)
    }
}

thread_local! {
    /// What this thread is reading. A deserializer has no place for an argument that comes by on every record.
    static READING: RefCell<Option<Arc<Progress>>> = const { RefCell::new(None) };
}

/// Lets [`counted`] tell a progress while `read` runs.
pub fn telling<R>(progress: &Arc<Progress>, read: impl FnOnce() -> R) -> R {
    READING.set(Some(Arc::clone(progress)));
    let result = read();
    READING.set(None);
    result
}

/// So many more records were read; false where nobody waits for the others.
pub fn counted(records: usize) -> bool {
    READING.with_borrow(|reading| reading.as_ref().is_none_or(|progress| progress.step(records)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_only_grows() {
        let progress = Progress::default();
        let mut last = 0.0;
        for stage in Stage::ALL {
            if stage == Stage::Recovering {
                continue;
            }
            progress.enter(stage, 10);
            assert_eq!(progress.stage(), stage);
            // More records than were expected are no more than all.
            for _ in 0..12 {
                assert!(progress.share() >= last && progress.share() <= 1.0);
                last = progress.share();
                assert!(progress.step(1));
            }
        }
    }

    #[test]
    fn who_gives_up_is_told_to_the_reader() {
        let progress = Arc::new(Progress::default());
        assert!(counted(1), "outside of any reading");
        telling(&progress, || {
            assert!(counted(1));
            progress.give_up();
            assert!(!counted(1));
        });
        assert!(counted(1));
    }
}
