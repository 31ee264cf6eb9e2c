//! What a window remembers from one start to the next: settings, and the last arrangement of each plan, in a
//! folder of the program's own.
//!
//! It must never keep a window waiting or from opening, overwrite what it could not read, or hold anything of a
//! plan that is not to be remembered.

use super::arrangement::Arrangement;
use super::settings::{Place, Settings};
use super::store;
use crate::plan::About;
use crate::printable;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;

/// By what a plan is known again: its id, or else its place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// What a person recognises of it in a folder.
    readable: String,
    sum: u64,
}

/// The longest readable part of a file's name, in characters.
const READABLE: usize = 40;

impl Key {
    /// The key of a plan: all its editions share it, where they have an id.
    pub fn of(about: &About, place: &Place) -> Self {
        let (kind, name) = match place {
            _ if !about.id.is_empty() => ("id", about.id.to_string()),
            Place::Bundled(name) => ("bundled", name.clone()),
            Place::File(path) => ("file", absolute(path).to_string_lossy().into_owned()),
        };
        let stem =
            Path::new(&name).file_stem().map_or_else(|| name.clone(), |s| s.to_string_lossy().into_owned());
        let plain =
            |c: char| if c.is_ascii_alphanumeric() || c == '-' { c.to_ascii_lowercase() } else { '_' };
        let readable = stem.chars().map(plain).take(READABLE).collect();
        Self { readable, sum: sum(kind, &name) }
    }

    /// The name of a file that is this plan's alone.
    pub fn file_name(&self) -> String {
        format!("{}-{:016x}", self.readable, self.sum)
    }
}

/// A path that means the same wherever the program is started.
pub fn absolute(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// The same on every machine and in every version of the program (FNV-1a).
fn sum(kind: &str, name: &str) -> u64 {
    let bytes = kind.bytes().chain([0]).chain(name.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The folder in which the program keeps what it remembers; `None` where the system names none.
pub fn folder() -> Option<PathBuf> {
    directories::BaseDirs::new().map(|dirs| dirs.config_dir().join("roadscope"))
}

/// What is remembered.
#[derive(Debug, Default)]
pub struct Memory {
    /// Nothing is read or written where there is none.
    folder: Option<PathBuf>,
    settings: Settings,
    /// The settings as they were read or written last.
    written: Settings,
    /// Arrangements of this window: known at once, whatever becomes of their files.
    kept: BTreeMap<Key, Arrangement>,
    /// Arrangements that are to be written.
    waiting: BTreeMap<Key, Arrangement>,
    /// Plans whose files are to be removed.
    leaving: Vec<Key>,
    /// What could not be written: tried again with the next change, and when the window closes.
    behind: Option<Job>,
    writing: Option<JoinHandle<Done>>,
    notices: Vec<String>,
    /// That nothing can be written was told.
    told: bool,
}

/// What came of writing.
#[derive(Debug)]
struct Done {
    settings: Option<Settings>,
    problem: Option<(String, Job)>,
    notices: Vec<String>,
}

impl Memory {
    /// What a folder holds, and whatever is to be told of that. Without a folder nothing outlives the window.
    pub fn open(folder: Option<PathBuf>) -> Self {
        let mut memory = Self::default();
        memory.folder = folder;
        if let Some(path) = memory.folder.as_ref().map(|folder| folder.join(SETTINGS)) {
            let (settings, notice) = read(&path, Settings::read);
            memory.settings = settings.unwrap_or_default();
            memory.notices.extend(notice.map(|why| format!("Your settings are as usual again: {why}")));
        }
        memory.written = memory.settings.clone();
        memory
    }

    /// The folder for what belongs to plans without a folder of their own.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The person's settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The same, to be changed; what changed is written with [`Memory::write`].
    pub fn settings_mut(&mut self) -> &mut Settings {
        &mut self.settings
    }

    /// How a plan was looked at last.
    pub fn arrangement(&mut self, key: &Key) -> Option<Arrangement> {
        if let Some(arrangement) = self.kept.get(key) {
            return Some(arrangement.clone());
        }
        let path = self.folder.as_ref().filter(|_| self.remembers(key))?.join(PLANS).join(file(key));
        let (arrangement, notice) = read(&path, arrangement);
        self.notices.extend(notice.map(|why| format!("The plan is shown as usual: {why}")));
        arrangement
    }

    /// Whether anything of a plan may be remembered.
    pub fn remembers(&self, key: &Key) -> bool {
        !self.settings.unremembered.contains(&key.sum)
    }

    /// Remembers a plan from now on, or nothing of it: what was kept of it is removed.
    pub fn set_remembered(&mut self, key: &Key, remembered: bool) {
        self.settings.unremembered.retain(|sum| *sum != key.sum);
        if !remembered {
            self.settings.unremembered.push(key.sum);
            self.kept.remove(key);
            self.waiting.remove(key);
            self.leaving.push(key.clone());
        }
    }

    /// How a plan is looked at now.
    pub fn keep(&mut self, key: &Key, arrangement: &Arrangement) {
        if !self.remembers(key) {
            return;
        }
        self.kept.insert(key.clone(), arrangement.clone());
        if self.folder.is_some() {
            self.waiting.insert(key.clone(), arrangement.clone());
        }
    }

    /// Whether something is to be written.
    pub fn has_news(&self) -> bool {
        let news = self.settings != self.written || !self.waiting.is_empty() || !self.leaving.is_empty();
        self.folder.is_some() && news
    }

    /// Begins to write what changed, beside the window; false while an earlier writing still goes on.
    pub fn write(&mut self) -> bool {
        if self.writing.as_ref().is_some_and(|writing| !writing.is_finished()) {
            return false;
        }
        self.finish();
        let Some(folder) = self.folder.clone().filter(|_| self.has_news()) else { return true };
        let behind = self.behind.take();
        let base = behind.as_ref().map_or_else(|| self.written.clone(), |job| job.base.clone());
        let mine = self.settings.clone();
        let (mut arrangements, mut leaving) =
            behind.map_or_else(Default::default, |job| (job.arrangements, job.leaving));
        arrangements.append(&mut self.waiting);
        leaving.append(&mut self.leaving);
        arrangements.retain(|key, _| self.remembers(key));
        // Not to be written once more, unless it changes once more.
        self.written = mine.clone();
        let job = Job { folder, base, mine, arrangements, leaving };
        let thread = std::thread::Builder::new().name("memory".to_owned());
        match thread.spawn(move || job.run()) {
            Ok(writing) => self.writing = Some(writing),
            Err(error) => self.fail(&error.to_string()),
        }
        true
    }

    /// Writes what changed and waits for it: the window closes.
    pub fn close(&mut self) {
        self.finish();
        if let Some(job) = self.behind.take() {
            self.written = job.base;
            job.arrangements.into_iter().for_each(|(key, arrangement)| {
                self.waiting.entry(key).or_insert(arrangement);
            });
            self.leaving.extend(job.leaving);
        }
        self.write();
        self.finish();
    }

    fn finish(&mut self) {
        let Some(done) = self.writing.take() else { return };
        let Ok(done) = done.join() else { return };
        self.notices.extend(done.notices);
        if let Some((problem, job)) = done.problem {
            self.fail(&problem);
            self.behind = Some(job);
        }
        if let Some(settings) = done.settings {
            // What another copy wrote is known from now on; what changed here meanwhile counts.
            self.settings = Settings::merged(&self.written, &self.settings, &settings);
            self.written = settings;
        }
    }

    fn fail(&mut self, why: &str) {
        if !std::mem::replace(&mut self.told, true) {
            self.notices.push(format!(
                "How you look at plans cannot be kept for the next time: {why}. All else works as usual"
            ));
        }
    }

    /// What there is to tell, once.
    pub fn take_notice(&mut self) -> Option<String> {
        if self.writing.as_ref().is_some_and(JoinHandle::is_finished) {
            self.finish();
        }
        (!self.notices.is_empty()).then(|| self.notices.remove(0))
    }
}

const SETTINGS: &str = "settings.ron";
const PLANS: &str = "plans";

fn file(key: &Key) -> String {
    key.file_name() + ".ron"
}

fn arrangement(text: &str) -> Result<Arrangement, String> {
    let read = Arrangement::read(text);
    read.message.map_or(Ok(read.arrangement), Err)
}

/// Reads a file. One that cannot be used is kept beside under another name, and that is told.
fn read<T>(path: &Path, parse: impl Fn(&str) -> Result<T, String>) -> (Option<T>, Option<String>) {
    let look = || store::read(path).and_then(|text| text.map(|text| parse(&text)).transpose());
    let Err(_) = look() else { return (look().ok().flatten(), None) };
    // Once more under the lock: another copy may have put it right, or set it aside, just now.
    let lock = path.parent().map(store::lock);
    match look() {
        Ok(read) => (read, None),
        Err(why) => {
            let name = printable::path(path);
            let kept = match lock {
                Some(Ok(_)) => store::set_aside(path),
                _ => Err("its folder cannot be written".to_owned()),
            };
            let kept = kept.map(|kept| format!("it is kept as {}", printable::path(&kept)));
            let kept = kept.unwrap_or_else(|why| format!("it stays as it is: {why}"));
            (None, Some(format!("{name} cannot be used: {why}; {kept}")))
        }
    }
}

/// What is to be written.
#[derive(Debug)]
struct Job {
    folder: PathBuf,
    base: Settings,
    mine: Settings,
    arrangements: BTreeMap<Key, Arrangement>,
    leaving: Vec<Key>,
}

impl Job {
    fn run(self) -> Done {
        let mut done = Done { settings: None, problem: None, notices: Vec::new() };
        let plans = self.folder.join(PLANS);
        let mut write = || {
            store::make_folder(&plans)?;
            self.plans(&plans, &mut done.notices)?;
            if self.base != self.mine {
                done.settings = Some(self.settings(&mut done.notices)?);
            }
            Ok(())
        };
        let outcome: Result<(), String> = write();
        done.problem = outcome.err().map(|why| (why, self));
        done
    }

    fn plans(&self, folder: &Path, notices: &mut Vec<String>) -> Result<(), String> {
        // What another, later program may have written meanwhile is not written over.
        let paths = || self.arrangements.keys().map(|key| folder.join(file(key)));
        notices.extend(paths().filter_map(|path| read(&path, arrangement).1));
        let _lock = store::lock(folder)?;
        for key in &self.leaving {
            store::remove(&folder.join(file(key)))?;
        }
        for (key, arrangement) in &self.arrangements {
            store::write(&folder.join(file(key)), &arrangement.to_text())?;
        }
        Ok(())
    }

    /// The settings as they are on the disk now.
    fn settings(&self, notices: &mut Vec<String>) -> Result<Settings, String> {
        let path = self.folder.join(SETTINGS);
        let (_, notice) = read(&path, Settings::read);
        notices.extend(notice);
        let _lock = store::lock(&self.folder)?;
        // One that became unreadable just now stays: the next writing sets it aside.
        let theirs = match store::read(&path)? {
            Some(text) => Settings::read(&text)?,
            None => self.base.clone(),
        };
        let merged = Settings::merged(&self.base, &self.mine, &theirs);
        store::write(&path, &merged.to_text())?;
        Ok(merged)
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.close();
    }
}

#[cfg(test)]
mod tests;
