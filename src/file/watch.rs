//! State of a file on disk: whether it is another than it was.
//!
//! It must never read the file: its length and time are enough, and asking for them is cheap.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file and what it looked like when it was last looked at.
#[derive(Debug, Clone)]
pub struct Watched {
    path: PathBuf,
    stamp: Option<Stamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

impl Watched {
    /// Begins to watch a file, as it is now.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        let path = path.into();
        let stamp = stamp(&path);
        Self { path, stamp }
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is there and another than at the last look. A file that has gone is not told: editors take
    /// a file away for a moment while they save it, and what is on screen is better than nothing.
    pub fn changed(&mut self) -> bool {
        let now = stamp(&self.path);
        let changed = now.is_some() && now != self.stamp;
        if now.is_some() {
            self.stamp = now;
        }
        changed
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some(Stamp { modified: about.modified().ok(), length: about.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_written_again_has_changed_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.ron");
        let mut missing = Watched::new(&path);
        assert!(!missing.changed());
        fs::write(&path, "one").expect("written");
        assert!(missing.changed() && !missing.changed());
        let mut watched = Watched::new(&path);
        assert!(!watched.changed());
        fs::write(&path, "three").expect("written");
        assert!(watched.changed() && !watched.changed());
        fs::remove_file(&path).expect("removed");
        assert!(!watched.changed());
    }
}
