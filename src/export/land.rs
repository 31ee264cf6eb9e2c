//! Writing a file so that it lands whole or not at all. It must never leave a half-written file.

use super::Error;
use std::io::{ErrorKind, Write};
use std::path::Path;

/// Writes a file: the old one stays as it was until the new one is complete.
///
/// # Errors
/// What is in the way, and what to do; then nothing has changed on disk.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if path.is_dir() {
        return Err(Error::new(format!("{} is a folder: add a file name to it", path.display())));
    }
    // Where a link points, not the link, is replaced.
    let target = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let attempt = || {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".roadscope-");
        allow_others_to_read(&mut builder);
        let mut file = builder.tempfile_in(folder)?;
        file.write_all(bytes)?;
        // A full disk may only be noticed here.
        file.as_file().sync_all()?;
        if let Ok(old) = std::fs::metadata(&target) {
            if old.permissions().readonly() {
                return Err(ErrorKind::PermissionDenied.into());
            }
            file.as_file().set_permissions(old.permissions())?;
        }
        file.persist(&target).map(drop).map_err(|e| e.error)
    };
    attempt().map_err(|e| explain(path, folder, &e))
}

/// A picture is made to be handed on: the usual file mode, less what the person's mask takes away.
#[cfg(unix)]
fn allow_others_to_read(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn allow_others_to_read(_: &mut tempfile::Builder<'_, '_>) {}

fn explain(path: &Path, folder: &Path, error: &std::io::Error) -> Error {
    let (path, folder) = (path.display(), folder.display());
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

    #[test]
    fn a_file_lands_whole_and_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.svg");
        write(&path, b"one").unwrap();
        write(&path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("a.svg"), folder.path().join("link.svg"));
        std::fs::write(&file, b"one").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write(&link, b"two").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&file).unwrap(), b"two");
    }

    #[test]
    fn what_is_in_the_way_is_named_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join("old.svg");
        std::fs::write(&old, b"old").unwrap();
        let message = |path: &Path| write(path, b"new").unwrap_err().to_string();
        assert!(message(folder.path()).contains("is a folder"));
        assert!(message(&folder.path().join("none/a.svg")).contains("there is no folder"));
        let inside = message(&old.join("a.svg"));
        assert!(inside.contains("not a folder"), "{inside}");
        let mut mode = std::fs::metadata(&old).unwrap().permissions();
        mode.set_readonly(true);
        std::fs::set_permissions(&old, mode).unwrap();
        assert!(message(&old).contains("may not be written"));
        assert_eq!(std::fs::read(&old).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
