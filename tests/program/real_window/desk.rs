//! A virtual screen with the real program on it, and the hands that work it. All of it ends with the test.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a helper of tests may fail the test"
)]

use super::picture::Picture;
use super::twin::PATIENCE;
use egui::{Pos2, Rect, Vec2};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

/// A process that ends when it is no longer needed, also when the test fails.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The screen, the program on it, and the folder for all that they write.
pub struct Desk {
    program: Process,
    _screen: Process,
    display: String,
    /// For files of the test.
    pub folder: tempfile::TempDir,
    window: String,
}

/// What the test needs and the machine does not have.
pub fn missing() -> Option<&'static str> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let is_there = |name: &&str| !std::env::split_paths(&path).any(|folder| folder.join(name).is_file());
    ["Xvfb", "xdotool"].into_iter().find(is_there)
}

/// A program that runs beside the one at hand.
pub struct Other {
    program: Process,
    window: String,
}

impl Desk {
    /// Starts the screen and the program, and gives its window a size.
    pub fn new(size: Vec2) -> Self {
        Self::with(size, &[])
    }

    /// The same, with arguments for the program.
    pub fn with(size: Vec2, arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (screen, display) = screen(folder.path());
        let program = program(folder.path(), &display, arguments);
        let mut desk = Self { program, _screen: screen, display, folder, window: String::new() };
        desk.place(size);
        desk
    }

    /// Gives the window of the program that was started last its size, and the keyboard.
    fn place(&mut self, size: Vec2) {
        let pid = self.program.0.id().to_string();
        let found = |desk: &Self| {
            desk.xdotool(&["search", "--all", "--onlyvisible", "--pid", &pid, "--name", "^Roadscope$"])
        };
        self.wait("the window opens", |desk| found(desk).is_some_and(|id| !id.is_empty()));
        self.window = found(self).unwrap();
        let [wide, high] = [size.x, size.y].map(|n| n.to_string());
        self.hand(&["windowmove", &self.window, "0", "0"]);
        self.hand(&["windowsize", &self.window, &wide, &high]);
        self.hand(&["windowfocus", &self.window]);
        let sized = format!("WIDTH={wide}\nHEIGHT={high}");
        self.wait("the window has its size", |desk| {
            let told = desk.xdotool(&["getwindowgeometry", "--shell", &desk.window]);
            told.is_some_and(|told| told.contains(&sized) && told.contains("X=0\nY=0"))
        });
        self.away();
    }

    /// Closes the window, and waits until the program has ended.
    pub fn end(&mut self) {
        self.hand(&["key", "ctrl+q"]);
        let start = Instant::now();
        while self.program.0.try_wait().unwrap().is_none() {
            assert!(start.elapsed() < PATIENCE, "the program does not end with its window\n{}", self.told());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Starts the program once more, with the same folders, in front of what is there; the one before goes on.
    pub fn start(&mut self, size: Vec2, arguments: &[&str]) -> Other {
        let program = program(self.folder.path(), &self.display, arguments);
        let left = std::mem::replace(&mut self.program, program);
        let other = Other { program: left, window: std::mem::take(&mut self.window) };
        self.place(size);
        other
    }

    /// Brings another running program to the front.
    pub fn turn_to(&mut self, other: &mut Other) {
        std::mem::swap(&mut self.program, &mut other.program);
        std::mem::swap(&mut self.window, &mut other.window);
        self.hand(&["windowraise", &self.window]);
        self.hand(&["windowfocus", &self.window]);
        self.settled();
    }

    /// Clicks a place of the window, and takes the pointer away again.
    pub fn click(&self, at: Pos2) {
        let [x, y] = [at.x, at.y].map(|n| n.round().to_string());
        self.hand(&["mousemove", &x, &y]);
        self.settled();
        self.hand(&["click", "1"]);
        self.settled();
        self.away();
    }

    /// Takes the pointer, which is part of the screen's picture, to a corner where nothing answers to it.
    fn away(&self) {
        self.hand(&["mousemove", "1", "1"]);
        self.settled();
    }

    /// Presses keys, as xdotool names them.
    pub fn press(&self, keys: &str) {
        self.hand(&["key", keys]);
        self.settled();
    }

    /// Types a text.
    pub fn write(&self, text: &str) {
        self.hand(&["type", "--delay", "15", text]);
        self.settled();
    }

    /// The screen as it is now.
    pub fn look(&self) -> Picture {
        let path = self.folder.path().join("screen").join("Xvfb_screen0");
        let start = Instant::now();
        loop {
            match Picture::read(&path) {
                Some(picture) => return picture,
                None => assert!(start.elapsed() < PATIENCE, "Xvfb does not show its screen"),
            }
        }
    }

    /// The screen once it stays the same for a while.
    pub fn settled(&self) -> Picture {
        let (start, mut last, mut since) = (Instant::now(), self.look(), Instant::now());
        while since.elapsed() < Duration::from_millis(400) {
            assert!(start.elapsed() < PATIENCE, "the window does not come to rest");
            std::thread::sleep(Duration::from_millis(50));
            let now = self.look();
            if now != last {
                (last, since) = (now, Instant::now());
            }
        }
        last
    }

    /// Waits until something holds.
    pub fn wait(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let start = Instant::now();
        while !holds(self) {
            let ended = self.program.0.try_wait().unwrap();
            assert!(ended.is_none(), "the program ended before {what}: {ended:?}\n{}", self.told());
            if start.elapsed() > PATIENCE {
                let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("real-window.ppm");
                self.look().keep(&kept).unwrap();
                panic!("waited too long until {what}; the screen is in {}\n{}", kept.display(), self.told());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Waits until the screen differs from, or is again like, an earlier picture within a rectangle.
    pub fn wait_for_change(&mut self, what: &str, before: &Picture, rect: Rect, differs: bool) {
        self.wait(what, |desk| (desk.look().changed(before, rect) > 0) == differs);
    }

    /// The time that the program has kept processors busy, in seconds: user's and system's together.
    pub fn cpu_seconds(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.program.0.id())).unwrap();
        // Behind the name, which may hold anything: the 12th and 13th numbers are ticks, a hundred a second.
        let (_, numbers) = stat.rsplit_once(')').unwrap();
        let ticks = numbers.split_whitespace().skip(11).take(2).map(|n| n.parse::<f64>().unwrap());
        ticks.sum::<f64>() / 100.0
    }

    /// What the program wrote to standard error.
    pub fn told(&self) -> String {
        fs::read_to_string(self.folder.path().join("told")).unwrap_or_default()
    }

    fn hand(&self, arguments: &[&str]) {
        assert!(self.xdotool(arguments).is_some(), "xdotool {arguments:?} failed\n{}", self.told());
    }

    /// What xdotool prints; `None` where it fails.
    fn xdotool(&self, arguments: &[&str]) -> Option<String> {
        let mut command = Command::new("xdotool");
        let output = command.args(arguments).env("DISPLAY", &self.display).output().unwrap();
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }
}

/// A screen that nobody sees, larger than the window, and its number.
fn screen(folder: &Path) -> (Process, String) {
    let shown = folder.join("screen");
    fs::create_dir(&shown).unwrap();
    let mut command = Command::new("Xvfb");
    command.args(["-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset"]);
    // On a slow machine a key may seem to be held down: it must not repeat.
    command.args(["-ar1", "600000", "-fbdir"]);
    command.arg(&shown).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = Process(command.spawn().unwrap());
    let told = process.0.stdout.take().unwrap();
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut line = String::new();
        let _ = BufReader::new(told).read_line(&mut line);
        // Nobody waits any more where Xvfb took too long.
        let _ = sender.send(line);
    });
    let number = receiver.recv_timeout(PATIENCE).expect("Xvfb tells the number of its screen");
    (process, format!(":{}", number.trim()))
}

/// The real program, kept apart from the machine's settings, buses and file dialogs.
fn program(folder: &Path, display: &str, arguments: &[&str]) -> Process {
    let home = |name: &str| -> PathBuf {
        let path = folder.join(name);
        fs::create_dir_all(&path).unwrap();
        path
    };
    let mut command = Command::new(env!("CARGO_BIN_EXE_roadscope"));
    for variable in
        ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "XDG_SESSION_TYPE", "XAUTHORITY", "AT_SPI_BUS_ADDRESS"]
    {
        command.env_remove(variable);
    }
    for variable in
        ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"]
    {
        command.env(variable, home(variable));
    }
    command
        .args(arguments)
        .env("DISPLAY", display)
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("WINIT_X11_SCALE_FACTOR", "1")
        .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", folder.join("no-bus").display()))
        // No other program, such as one that shows a file dialog, is to be found.
        .env("PATH", home("PATH"))
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::options().create(true).append(true).open(folder.join("told")).unwrap());
    Process(command.spawn().unwrap())
}
