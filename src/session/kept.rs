//! Arrangements in files of the program's own, so that a command line can name them.
//!
//! It must never overwrite another arrangement: a file's name follows from its text.

use super::Arrangement;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Keeps an arrangement in a folder, which is made where it is not there yet; one of the same text is the same
/// file.
///
/// # Errors
/// Why the folder or the file could not be written.
pub fn keep(folder: &Path, arrangement: &Arrangement) -> io::Result<PathBuf> {
    let text = arrangement.to_text();
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    let path = folder.join(format!("{:016x}.ron", hasher.finish()));
    fs::create_dir_all(folder)?;
    fs::write(&path, text)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let arrangement = Arrangement { query: "brand:nissan".into(), ..Arrangement::default() };
        let path = keep(&folder.path().join("new"), &arrangement).expect("kept");
        assert_eq!(keep(&folder.path().join("new"), &arrangement).ok().as_ref(), Some(&path));
        let read = Arrangement::read(&fs::read_to_string(path).expect("the file"));
        assert_eq!((read.arrangement, read.message), (arrangement, None));
    }
}
