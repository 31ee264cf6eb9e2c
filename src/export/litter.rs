//! Files that are being written: under which names they grow, and that none stays behind.
//!
//! It must never remove what another program, or a running one of ours, still writes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;
use tempfile::NamedTempFile;

const PREFIX: &str = ".roadscope-";
/// How many letters and digits follow.
const RANDOM: usize = 6;
/// A file that nobody wrote to for so long is nobody's: no picture takes an hour.
const NOBODYS: Duration = Duration::from_secs(60 * 60);

/// The file that is being written, for the case of a signal.
static GROWING: Mutex<Option<PathBuf>> = Mutex::new(None);

/// A file that is removed again unless it is given its name.
pub fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).rand_bytes(RANDOM);
    allow_others_to_read(&mut builder);
    // Held while the file is made: a signal meanwhile waits for its name.
    let mut growing = GROWING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let file = builder.tempfile_in(folder)?;
    *growing = Some(file.path().to_owned());
    Ok(file)
}

/// Removes what a program that was killed left in a folder. What cannot be removed is somebody else's matter.
pub fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(is_our_name);
        let is_old = || {
            let found = entry.metadata().ok().filter(|found| found.is_file())?;
            Some(found.modified().ok()?.elapsed().ok()? >= NOBODYS)
        };
        if is_ours && is_old() == Some(true) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn is_our_name(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX);
    random.is_some_and(|r| r.len() == RANDOM && r.bytes().all(|b| b.is_ascii_alphanumeric()))
}

/// From now on a signal that ends the program (INT, TERM, HUP) first removes the file that is being written. One
/// that whoever started the program had it ignore, as `nohup` does, is ignored still.
#[cfg(unix)]
pub fn remove_on_signals() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;
    // Without a handler a signal ends the program as it always did.
    let ignored = ignored();
    let ending = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(|signal| ignored >> (signal - 1) & 1 == 0);
    let Ok(mut signals) = Signals::new(ending) else { return };
    std::thread::spawn(move || {
        for signal in signals.forever() {
            let growing = GROWING.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if let Some(path) = &*growing {
                // A file that has got its name is no longer there.
                let _ = fs::remove_file(path);
            }
            let _ = emulate_default_handler(signal);
        }
    });
}

/// The signals that are ignored, a bit each from signal 1 on; none where the system does not say.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let bits = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    bits.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0)
}

/// On this system a program that is ended is not asked before.
#[cfg(not(unix))]
pub fn remove_on_signals() {}

/// A picture is made to be handed on: the usual file mode, less what the person's mask takes away.
#[cfg(unix)]
fn allow_others_to_read(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn allow_others_to_read(_: &mut tempfile::Builder<'_, '_>) {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    #[test]
    fn only_old_files_of_our_own_names_are_swept() {
        let folder = tempfile::tempdir().unwrap();
        let old = SystemTime::now() - NOBODYS - Duration::from_secs(5);
        let names =
            [".roadscope-AbC123", ".roadscope-new123", ".roadscope-AbC12", ".roadscope-AbC12.", "a.svg"];
        for name in names {
            let file = fs::File::create(folder.path().join(name)).unwrap();
            if !name.contains("new") {
                file.set_modified(old).unwrap();
            }
        }
        let inner = folder.path().join(".roadscope-folder");
        fs::create_dir(&inner).unwrap();
        fs::File::open(&inner).unwrap().set_modified(old).unwrap();
        sweep(folder.path());
        let mut left: Vec<String> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(
            left,
            [".roadscope-AbC12", ".roadscope-AbC12.", ".roadscope-folder", ".roadscope-new123", "a.svg"]
        );
    }
}
