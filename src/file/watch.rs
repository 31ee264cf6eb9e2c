//! Whether a file on disk is another than it was, looked at beside whoever shows it.
//!
//! It must never read the file: its length and time are enough, and asking for them is cheap. Nor may it wake
//! anybody while nothing has changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};

/// How often a watched file is looked at.
const LOOK: Duration = Duration::from_secs(1);
/// After so many looks at which it is not there, a file is gone: editors take a file away for a moment while
/// they save it.
const GONE: u8 = 2;

/// A file and what it looked like when it was last looked at.
#[derive(Debug, Clone)]
pub struct Watched {
    path: PathBuf,
    stamp: Option<Stamp>,
    missed: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

/// What a look at a file tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// As it was.
    Same,
    /// Another than at the last look.
    Changed,
    /// No longer there.
    Gone,
}

impl Watched {
    /// Begins to watch a file, as it is now.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let stamp = stamp(&path);
        Self { path, stamp, missed: if stamp.is_none() { GONE } else { 0 } }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks at the file.
    pub fn look(&mut self) -> Sight {
        let Some(now) = stamp(&self.path) else {
            self.missed = self.missed.saturating_add(1);
            return if self.missed >= GONE { Sight::Gone } else { Sight::Same };
        };
        self.missed = 0;
        match self.stamp.replace(now) == Some(now) {
            true => Sight::Same,
            false => Sight::Changed,
        }
    }
}

/// A thread that looks at a file; it ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    seen: Arc<Seen>,
    _stop: Sender<()>,
}

#[derive(Debug, Default)]
struct Seen {
    changed: AtomicBool,
    gone: AtomicBool,
}

impl Watch {
    /// Watches a file from now on, and wakes somebody when there is news of it.
    pub fn new(mut watched: Watched, wake: impl Fn() + Send + 'static) -> Self {
        let (stop, stopped) = channel();
        let seen = Arc::new(Seen::default());
        seen.gone.store(watched.missed >= GONE, Ordering::Relaxed);
        let told = Arc::clone(&seen);
        std::thread::spawn(move || {
            while stopped.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                let sight = watched.look();
                let was_gone = told.gone.swap(sight == Sight::Gone, Ordering::Relaxed);
                if sight == Sight::Changed {
                    told.changed.store(true, Ordering::Relaxed);
                }
                if sight == Sight::Changed || was_gone != (sight == Sight::Gone) {
                    wake();
                }
            }
        });
        Self { seen, _stop: stop }
    }

    /// Whether the file has changed since this was last asked.
    pub fn take_change(&self) -> bool {
        self.seen.changed.swap(false, Ordering::Relaxed)
    }

    /// Whether the file is no longer there.
    pub fn is_gone(&self) -> bool {
        self.seen.gone.load(Ordering::Relaxed)
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Stamp { modified: about.modified().ok(), length: about.len() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::Receiver;

    #[test]
    fn a_file_that_is_written_again_has_changed_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.ron");
        let mut missing = Watched::new(&path);
        assert_eq!(missing.look(), Sight::Gone);
        fs::write(&path, "one").expect("written");
        assert_eq!([missing.look(), missing.look()], [Sight::Changed, Sight::Same]);
        let mut watched = Watched::new(&path);
        assert_eq!(watched.look(), Sight::Same);
        fs::write(&path, "three").expect("written");
        assert_eq!([watched.look(), watched.look()], [Sight::Changed, Sight::Same]);
    }

    #[test]
    fn a_file_that_an_editor_takes_away_for_a_moment_is_not_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.ron");
        fs::write(&path, "one").expect("written");
        let mut watched = Watched::new(&path);
        let aside = folder.path().join("plan.ron~");
        fs::rename(&path, &aside).expect("renamed");
        assert_eq!(watched.look(), Sight::Same);
        fs::rename(&aside, &path).expect("renamed");
        assert_eq!(watched.look(), Sight::Same);
        fs::remove_file(&path).expect("removed");
        assert_eq!([watched.look(), watched.look(), watched.look()], [Sight::Same, Sight::Gone, Sight::Gone]);
    }

    #[test]
    fn a_watch_wakes_on_news_only_and_ends_with_who_holds_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.ron");
        fs::write(&path, "one").expect("written");
        let (wake, woken) = channel();
        let watch = Watch::new(Watched::new(&path), move || {
            let _ = wake.send(());
        });
        let patience = Duration::from_secs(60);
        let news = |woken: &Receiver<()>| woken.recv_timeout(patience).is_ok();
        assert_eq!(woken.recv_timeout(LOOK * 5 / 2), Err(RecvTimeoutError::Timeout), "nothing has changed");
        fs::write(&path, "three").expect("written");
        assert!(news(&woken) && watch.take_change() && !watch.take_change());
        fs::remove_file(&path).expect("removed");
        assert!(news(&woken) && watch.is_gone() && !watch.take_change());
        fs::write(&path, "back again").expect("written");
        assert!(news(&woken) && !watch.is_gone() && watch.take_change());
        drop(watch);
        assert_eq!(woken.recv_timeout(patience), Err(RecvTimeoutError::Disconnected), "the thread has ended");
    }
}
