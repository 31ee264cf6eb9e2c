//! Writing a file so that it lands whole or not at all.
//!
//! It must never leave a half-written file, replace what is no plain file, nor write over what it was made of.

use super::{Error, litter};
use crate::printable;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What there is to tell of a file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Landed {
    /// What of the replaced file could not be kept.
    pub notes: Vec<String>,
}

/// More links than these in a row lead in a circle.
const LINKS: usize = 40;
/// More names beside a taken one than these are not tried.
const TRIED: u32 = 10_000;

/// Writes a file: the old one stays as it was until the new one is complete. A link stays, and what it points
/// to is written. `inputs` are the files that the bytes were made of.
///
/// # Errors
/// What is in the way, and what to do; then nothing has changed on disk.
pub fn write(path: &Path, bytes: &[u8], inputs: &[&Path]) -> Result<Landed, Error> {
    let target = target_of(path)?;
    if let Some(input) = inputs.iter().find(|input| is_same_file(input, &target)) {
        let (path, input) = (printable::path(path), printable::path(input));
        let which = if path == input { String::new() } else { format!(", {input}") };
        return Err(Error::new(format!(
            "{path} is the very file that this is made of{which}: choose another name"
        )));
    }
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    litter::sweep(folder);
    replace(&target, folder, bytes).map_err(|e| explain(path, folder, &e))
}

/// A file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Old {
    /// When it was written last, where the system says.
    pub written: Option<SystemTime>,
    /// How many bytes it has.
    pub bytes: u64,
}

/// The file that stands where another one is to be written; `None` where none does.
pub fn old(path: &Path) -> Option<Old> {
    let found = fs::metadata(path).ok().filter(Metadata::is_file)?;
    Some(Old { written: found.modified().ok(), bytes: found.len() })
}

/// The first name beside a taken one that is free: "europe-2.svg" beside "europe.svg".
pub fn free_name(path: &Path) -> PathBuf {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let numbered = |n: u32| path.with_file_name(format!("{stem}-{n}{ending}"));
    let taken = |path: &PathBuf| fs::symlink_metadata(path).is_ok();
    (2..TRIED).map(numbered).find(|path| !taken(path)).unwrap_or_else(|| numbered(TRIED))
}

/// As [`write()`], but never over a file: where the name is taken, even at the last moment, the next free one beside it
/// is. The name that it got.
///
/// # Errors
/// As [`write()`].
pub fn write_beside(path: &Path, bytes: &[u8], inputs: &[&Path]) -> Result<(PathBuf, Landed), Error> {
    let mut name = path.to_owned();
    for _ in 0..TRIED {
        if fs::symlink_metadata(&name).is_ok() {
            // What is no file is told as it is where it would be replaced.
            target_of(&name)?;
            name = free_name(path);
            continue;
        }
        // The name is held by an empty file while the picture grows beside it.
        match File::create_new(&name) {
            Ok(_) => {
                let landed = write(&name, bytes, inputs);
                if landed.is_err() {
                    let _ = fs::remove_file(&name);
                }
                return landed.map(|landed| (name, landed));
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => name = free_name(path),
            // Why not, in words.
            Err(_) => return write(&name, bytes, inputs).map(|landed| (name, landed)),
        }
    }
    Err(Error::new(format!("{}: every name beside it is taken: choose another name", printable::path(path))))
}

fn replace(target: &Path, folder: &Path, bytes: &[u8]) -> io::Result<Landed> {
    let mut file = litter::temporary(folder)?;
    file.write_all(bytes)?;
    // A full disk may only be noticed here.
    file.as_file().sync_all()?;
    let mut landed = Landed::default();
    if let Ok(old) = fs::metadata(target) {
        if old.permissions().readonly() {
            return Err(ErrorKind::PermissionDenied.into());
        }
        file.as_file().set_permissions(old.permissions())?;
        landed.notes = kept(file.as_file(), &old, target);
    }
    file.persist(target)?;
    Ok(landed)
}

/// Where a path leads through links, though nothing may be there yet.
fn target_of(path: &Path) -> Result<PathBuf, Error> {
    // What the system finds there counts, whatever the links say: devices hide behind links that lead nowhere.
    match fs::metadata(path) {
        Ok(found) if !found.is_file() => return Err(refused(path, &found)),
        _ => {}
    }
    let mut target = path.to_owned();
    for _ in 0..LINKS {
        match fs::read_link(&target) {
            Ok(next) => {
                let folder = target.parent().unwrap_or(Path::new("")).to_owned();
                target = folder.join(next);
            }
            Err(_) => return Ok(target),
        }
    }
    let path = printable::path(path);
    Err(Error::new(format!("{path} is a link that leads back to itself: remove it, or choose another name")))
}

fn refused(path: &Path, found: &Metadata) -> Error {
    let name = printable::path(path);
    if found.is_dir() {
        return Error::new(format!("{name} is a folder: add a file name to it"));
    }
    let what = special(found);
    Error::new(format!(
        "{name} is {what}, not a file: a picture in its place would destroy it: choose another name"
    ))
}

#[cfg(unix)]
fn special(found: &Metadata) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    let kind = found.file_type();
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_: &Metadata) -> &'static str {
    "a device"
}

/// Whether two paths lead to one file, by whatever links.
#[cfg(unix)]
fn is_same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &Path| fs::metadata(path).ok().map(|found| (found.dev(), found.ino()));
    identity(a).is_some_and(|a| identity(b) == Some(a))
}

#[cfg(not(unix))]
fn is_same_file(a: &Path, b: &Path) -> bool {
    a.canonicalize().is_ok_and(|a| b.canonicalize().is_ok_and(|b| a == b))
}

/// Keeps the owner of a replaced file; says what is not kept.
#[cfg(unix)]
fn kept(file: &File, old: &Metadata, target: &Path) -> Vec<String> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let mut notes = Vec::new();
    let name = printable::path(target);
    let is_ours = file.metadata().is_ok_and(|new| (new.uid(), new.gid()) == (old.uid(), old.gid()));
    let give = |owner, group| fchown(file, owner, group).is_ok();
    // Who may not give a file away may still leave it to its group.
    if !is_ours && !give(Some(old.uid()), Some(old.gid())) {
        give(None, Some(old.gid()));
        notes.push(format!("{name} belongs to you now: its former owner could not be kept"));
    }
    if old.nlink() > 1 {
        let others = old.nlink() - 1;
        let (names, keep) = if others == 1 { ("name", "keeps") } else { ("names", "keep") };
        notes.push(format!("{name} had {others} other {names}, which {keep} the old picture"));
    }
    notes
}

#[cfg(not(unix))]
fn kept(_: &File, _: &Metadata, _: &Path) -> Vec<String> {
    Vec::new()
}

fn explain(path: &Path, folder: &Path, error: &io::Error) -> Error {
    let (path, folder) = (printable::path(path), printable::path(folder));
    Error::new(match error.kind() {
        ErrorKind::NotFound => format!("{path}: there is no folder {folder}: make it or choose another"),
        ErrorKind::NotADirectory => format!("{path}: {folder} is not a folder: choose another place"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            format!("{path} may not be written here: choose another place, or change its permissions")
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            format!("{path}: the disk is full: free some space or choose another place")
        }
        ErrorKind::InvalidFilename => format!("{path}: the name cannot be a file's: choose a shorter one"),
        _ => format!("{path} could not be written ({error}): choose another place"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(path: &Path, inputs: &[&Path]) -> String {
        write(path, b"new", inputs).unwrap_err().to_string()
    }

    #[test]
    fn a_file_lands_whole_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.svg");
        assert_eq!(write(&path, b"one", &[]), Ok(Landed::default()));
        assert_eq!(write(&path, b"two", &[]), Ok(Landed::default()));
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_taken_name_keeps_its_file_and_the_new_one_lands_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.b.svg");
        for (n, name) in ["a.b.svg", "a.b-2.svg", "a.b-3.svg"].into_iter().enumerate() {
            let bytes = [b'0' + n as u8];
            let (landed, _) = write_beside(&path, &bytes, &[]).unwrap();
            assert_eq!(landed, folder.path().join(name));
            assert_eq!(fs::read(landed).unwrap(), bytes);
            assert_eq!(old(&path).unwrap().bytes, 1);
        }
        assert_eq!(fs::read(&path).unwrap(), b"0");
        assert_eq!(free_name(&path), folder.path().join("a.b-4.svg"));
        assert_eq!(old(folder.path()), None, "a folder is no file");
        assert!(write_beside(&folder.path().join("none/a.svg"), b"x", &[]).is_err());
        assert!(write_beside(folder.path(), b"x", &[]).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing else is left behind");
    }

    #[test]
    fn what_is_in_the_way_is_named_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("old.svg");
        fs::write(&old, b"old").unwrap();
        assert!(said(folder.path(), &[]).contains("is a folder"));
        assert!(said(&folder.path().join("none/a.svg"), &[]).contains("there is no folder"));
        let inside = said(&old.join("a.svg"), &[]);
        assert!(inside.contains("not a folder"), "{inside}");
        let mut mode = fs::metadata(&old).unwrap().permissions();
        mode.set_readonly(true);
        fs::set_permissions(&old, mode).unwrap();
        assert!(said(&old, &[]).contains("may not be written"));
        assert_eq!(fs::read(&old).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    mod unix {
        use super::*;
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
        use std::os::unix::net::UnixListener;

        #[test]
        fn a_link_stays_a_link_and_a_broken_one_is_followed() {
            let folder = tempfile::tempdir().unwrap();
            let (file, link) = (folder.path().join("a.svg"), folder.path().join("link.svg"));
            symlink("a.svg", &link).unwrap();
            for bytes in [b"one", b"two"] {
                write(&link, bytes, &[]).unwrap();
                assert!(link.is_symlink());
                assert_eq!(fs::read(&file).unwrap(), bytes);
            }
        }

        #[test]
        fn the_input_is_not_written_over_by_any_name() {
            let folder = tempfile::tempdir().unwrap();
            let at = |name: &str| folder.path().join(name);
            fs::write(at("plan.ron"), b"plan").unwrap();
            symlink("plan.ron", at("link.svg")).unwrap();
            symlink("link.svg", at("second.svg")).unwrap();
            fs::hard_link(at("plan.ron"), at("hard.svg")).unwrap();
            for name in ["plan.ron", "link.svg", "second.svg", "hard.svg", "../x/../plan.ron"] {
                let path = if name.starts_with("..") { at(".").join("plan.ron") } else { at(name) };
                assert!(said(&path, &[&at("other.ron"), &at("plan.ron")]).contains("made of"), "{name}");
            }
            // The plan may be the link, too.
            assert!(said(&at("plan.ron"), &[&at("second.svg")]).contains("made of"));
            assert_eq!(fs::read(at("plan.ron")).unwrap(), b"plan");
        }

        #[test]
        fn what_is_no_plain_file_is_not_replaced() {
            let folder = tempfile::tempdir().unwrap();
            let at = |name: &str| folder.path().join(name);
            let _socket = UnixListener::bind(at("socket.svg")).unwrap();
            symlink("/dev/null", at("null.svg")).unwrap();
            symlink("loop.svg", at("loop.svg")).unwrap();
            symlink("ping.svg", at("pong.svg")).unwrap();
            symlink("pong.svg", at("ping.svg")).unwrap();
            assert!(std::process::Command::new("mkfifo").arg(at("pipe.svg")).status().unwrap().success());
            for (name, words) in [
                ("socket.svg", "a socket"),
                ("null.svg", "a device"),
                ("loop.svg", "leads back to itself"),
                ("ping.svg", "leads back to itself"),
                ("pipe.svg", "a pipe"),
            ] {
                let message = said(&at(name), &[]);
                assert!(message.contains(words) && message.contains("choose another name"), "{message}");
            }
            assert!(fs::symlink_metadata(at("loop.svg")).unwrap().is_symlink());
        }

        #[test]
        fn the_mode_stays_and_other_names_are_told() {
            let folder = tempfile::tempdir().unwrap();
            let (path, other) = (folder.path().join("a.svg"), folder.path().join("b.svg"));
            fs::write(&path, b"old").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
            fs::hard_link(&path, &other).unwrap();
            let owner = fs::metadata(&path).unwrap().uid();
            let landed = write(&path, b"new", &[]).unwrap();
            assert!(landed.notes.iter().any(|note| note.contains("1 other name, which keeps")), "{landed:?}");
            let now = fs::metadata(&path).unwrap();
            assert_eq!((now.permissions().mode() & 0o777, now.uid()), (0o640, owner));
            assert_eq!((fs::read(&path).unwrap(), fs::read(&other).unwrap()), (b"new".into(), b"old".into()));
        }
    }
}
