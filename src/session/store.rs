//! Small files of the program's own on disk: read whole, written whole or not at all, one writer at a time.
//!
//! It must never overwrite what it could not read, nor wait long for another program.

use crate::export;
use crate::printable;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

/// The largest file that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;
/// How long another writer of the same folder is waited for.
const PATIENCE: Duration = Duration::from_secs(4);
/// No more files than this are kept beside one that could not be read.
const KEPT: u32 = 999;

/// A folder in which nobody else writes for as long as this lives.
#[derive(Debug)]
pub struct Lock {
    _held: Option<File>,
}

/// Takes a folder for writing.
///
/// # Errors
/// The folder is not there, or another program holds it and does not let go; in words for the person.
pub fn lock(folder: &Path) -> Result<Lock, String> {
    let told = |error: &io::Error| format!("{}: {}", printable::path(folder), reason(error));
    let file = lock_file(folder).map_err(|error| told(&error))?;
    match file.try_lock() {
        Ok(()) => return Ok(Lock { _held: Some(file) }),
        // A disk that knows no locks: files still land whole.
        Err(TryLockError::Error(_)) => return Ok(Lock { _held: None }),
        Err(TryLockError::WouldBlock) => {}
    }
    // Whoever asks again and again may never have its turn, so one waits in the row, beside; that it was not
    // waited for long enough, it finds out when its turn comes.
    let (sender, turn) = channel();
    let waits = std::thread::Builder::new().name("lock".to_owned());
    let waiting = waits.spawn(move || {
        let held = file.lock().is_ok();
        let _ = sender.send(Lock { _held: held.then_some(file) });
    });
    let lock = waiting.ok().and_then(|_| turn.recv_timeout(PATIENCE).ok());
    lock.ok_or_else(|| format!("another program is writing in {}: try again", printable::path(folder)))
}

/// The folder itself, so that no lock lies about beside a person's files.
#[cfg(unix)]
fn lock_file(folder: &Path) -> io::Result<File> {
    let file = File::open(folder)?;
    if file.metadata()?.is_dir() { Ok(file) } else { Err(ErrorKind::NotADirectory.into()) }
}

/// Elsewhere a folder cannot be opened.
#[cfg(not(unix))]
fn lock_file(folder: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(folder.join(".roadscope.lock"))
}

/// The text of a file; `None` where there is none.
///
/// # Errors
/// Why it could not be read, in words for the person.
pub fn read(path: &Path) -> Result<Option<String>, String> {
    let about = match fs::metadata(path) {
        Ok(about) => about,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(reason(&error)),
    };
    if !about.is_file() {
        return Err("it is not a plain file".to_owned());
    }
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|error| reason(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(format!("it is larger than {} MiB", LARGEST / (1024 * 1024)));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| "it is not UTF-8 text".to_owned())
}

/// Writes a file, whole or not at all.
///
/// # Errors
/// What is in the way, in words for the person; then nothing has changed on disk.
pub fn write(path: &Path, text: &str) -> Result<(), String> {
    export::write(path, text.as_bytes(), &[]).map(drop).map_err(|error| error.to_string())
}

/// Gives a file that could not be read another name beside its own, so that the next one does not replace it;
/// the new name. The folder must be locked.
///
/// # Errors
/// Why it stays where it is, in words for the person.
pub fn set_aside(path: &Path) -> Result<PathBuf, String> {
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let name = |n: u32| path.with_file_name(format!("{stem}.kept-{n}.ron"));
    let free = (1..=KEPT).map(name).find(|path| fs::symlink_metadata(path).is_err());
    let free = free.ok_or_else(|| format!("{KEPT} files are kept beside it already: remove some"))?;
    fs::rename(path, &free).map_err(|error| reason(&error))?;
    Ok(free)
}

/// Removes a file; one that is not there is no fault.
///
/// # Errors
/// Why it is still there, in words for the person.
pub fn remove(path: &Path) -> Result<(), String> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(format!("{} could not be removed: {}", printable::path(path), reason(&error)))
        }
        _ => Ok(()),
    }
}

/// Makes a folder that may be there already.
///
/// # Errors
/// Why there is none, in words for the person.
pub fn make_folder(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {}", printable::path(folder), reason(&error)))
}

/// An error of the system in a few words.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        ErrorKind::NotFound => "there is no such folder".to_owned(),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "it is no folder".to_owned(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_what_is_no_text_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        assert_eq!(read(&path), Ok(None));
        write(&path, "(a: 1)").unwrap();
        assert_eq!(read(&path).unwrap().as_deref(), Some("(a: 1)"));
        fs::write(&path, b"\xff\xfe").unwrap();
        assert!(read(&path).unwrap_err().contains("UTF-8"));
        assert!(read(folder.path()).unwrap_err().contains("plain file"));
        assert_eq!(read(&path.join("below a file")), Ok(None));
    }

    #[test]
    fn nothing_that_is_set_aside_replaces_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        for n in 1..=3 {
            fs::write(&path, format!("broken {n}")).unwrap();
            let kept = set_aside(&path).unwrap();
            assert_eq!(kept, folder.path().join(format!("a.kept-{n}.ron")));
            assert_eq!(fs::read_to_string(kept).unwrap(), format!("broken {n}"));
        }
    }

    #[test]
    fn one_writes_after_the_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("count.ron");
        fs::write(&path, "0").unwrap();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..10 {
                        let _lock = lock(folder.path()).unwrap();
                        let count: u32 = read(&path).unwrap().unwrap().parse().unwrap();
                        write(&path, &(count + 1).to_string()).unwrap();
                    }
                });
            }
        });
        assert_eq!(read(&path).unwrap().as_deref(), Some("80"));
    }

    #[test]
    fn a_folder_that_stays_held_is_told_and_not_waited_for_forever() {
        let folder = tempfile::tempdir().unwrap();
        let held = lock(folder.path()).unwrap();
        assert!(lock(folder.path()).unwrap_err().contains("another program"));
        drop(held);
        lock(folder.path()).unwrap();
        assert!(lock(&folder.path().join("none")).is_err());
    }
}
