//! Where pictures land, by the real program: never on what they are made of, and nothing else is left behind.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a helper of tests may fail the test")]

use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::process::CommandExt;
#[cfg(target_os = "linux")]
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PLAN: &str = include_str!("../../assets/template.ron");

fn roadscope(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_roadscope"));
    command.current_dir(folder).args(arguments);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> (Output, String) {
    let output = roadscope(folder, arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, said)
}

#[test]
fn a_picture_is_never_written_over_its_plan() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("plan.ron"), PLAN).unwrap();
    fs::write(at("plan.svg"), PLAN).unwrap();
    symlink("plan.ron", at("link.svg")).unwrap();
    fs::hard_link(at("plan.ron"), at("hard.svg")).unwrap();
    for (plan, output) in [("plan.ron", "link.svg"), ("plan.ron", "hard.svg"), ("plan.svg", "./plan.svg")] {
        let (out, said) = run(folder.path(), &["export", plan, "--view", "timeline", "--output", output]);
        assert_eq!(out.status.code(), Some(1), "{said}");
        assert!(said.contains("made of") && said.contains("choose another name"), "{said}");
        assert_eq!(fs::read_to_string(at(plan)).unwrap(), PLAN);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 4);
}

#[test]
fn an_arrangement_is_not_written_over_either() {
    let folder = tempfile::tempdir().unwrap();
    let text = "(query: \"\")";
    fs::write(folder.path().join("a.svg"), text).unwrap();
    let (out, said) =
        run(folder.path(), &["export", "--view", "map", "--arrangement", "a.svg", "--output", "a.svg"]);
    assert_eq!(out.status.code(), Some(1), "{said}");
    assert_eq!(fs::read_to_string(folder.path().join("a.svg")).unwrap(), text);
}

#[test]
fn a_broken_or_newer_arrangement_is_refused_and_told() {
    let folder = tempfile::tempdir().unwrap();
    for (text, words) in [("(query: 7)", "cannot be read"), ("(version: 9)", "newer Roadscope")] {
        fs::write(folder.path().join("a.ron"), text).unwrap();
        let arguments = ["export", "--view", "map", "--arrangement", "a.ron", "--output", "b.svg"];
        let (out, said) = run(folder.path(), &arguments);
        assert_eq!(out.status.code(), Some(1), "{said}");
        assert!(said.contains(words) && said.contains("a.ron"), "{said}");
        assert!(!folder.path().join("b.svg").exists());
    }
}

#[cfg(target_os = "linux")]
/// Sends a signal to a process as soon as a file that is being written appears.
const HUNTER: &str = "while kill -0 $0 2>/dev/null; do
    for file in .roadscope-*; do [ -e \"$file\" ] && kill -$1 $0 && exit; done
done";

#[cfg(target_os = "linux")]
/// Exports until a signal has come twice while a file was being written, which may take many on a busy machine;
/// how often it came, and how many files are left.
fn hunted(signal: &str, number: i32) -> (usize, usize) {
    let folder = tempfile::tempdir().unwrap();
    let left = || {
        let names = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name != "a.svg").count()
    };
    let mut hits = 0;
    for _ in 0..400 {
        let arguments = ["export", "--view", "map", "--plain", "--output", "a.svg"];
        // A shell's background jobs ignore INT, and so do theirs: here it is to be answered.
        let mut child = Command::new("env")
            .arg("--default-signal=INT,TERM,HUP")
            .arg(env!("CARGO_BIN_EXE_roadscope"))
            .current_dir(folder.path())
            .args(arguments)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let hunter = ["-c", HUNTER, &child.id().to_string(), signal];
        let mut hunter = Command::new("sh").current_dir(folder.path()).args(hunter).spawn().unwrap();
        let status = child.wait().unwrap();
        hunter.wait().unwrap();
        assert!(status.success() || status.signal() == Some(number), "{status}");
        hits += usize::from(status.signal() == Some(number));
        // What was left would be found again by the next hunter.
        if (hits >= 2 && signal != "KILL") || left() > 0 {
            break;
        }
    }
    (hits, left())
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_leaves_nothing_behind() {
    // The hunt is real: a kill, which nobody can answer, leaves a file.
    assert_eq!(hunted("KILL", 9).1, 1);
    for (signal, number) in [("TERM", 15), ("INT", 2), ("HUP", 1)] {
        assert_eq!(hunted(signal, number), (2, 0), "{signal}");
    }
}

#[test]
fn an_ignored_signal_stays_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let program = env!("CARGO_BIN_EXE_roadscope");
    let script = "trap '' HUP TERM; \"$0\" export --view map --plain --output a.svg 2>/dev/null & \
        for n in 1 2 3 4 5 6 7 8; do sleep 0.05; kill -HUP $! 2>/dev/null; kill -TERM $! 2>/dev/null; done; wait $!";
    let status =
        Command::new("sh").current_dir(folder.path()).args(["-c", script, program]).status().unwrap();
    assert!(status.success(), "{status}");
    assert!(folder.path().join("a.svg").is_file());
}

#[test]
fn control_characters_of_arguments_and_names_are_written_out() {
    let folder = tempfile::tempdir().unwrap();
    let is_clean = |said: &[u8]| said.iter().all(|b| *b >= 0x20 || matches!(b, b'\n' | b'\t'));
    for arguments in [
        &["list", "--where", "status:\u{1b}[31m"][..],
        &["list", "\u{1b}]0;gone\u{7}.ron"],
        &["check", "no\nsuch\r.ron"],
        &["export", "--view", "map", "--output", "a\u{1b}[2J.bmp"],
        &["export", "--view", "map", "--output", "none\u{1b}/a.svg"],
        &["export", "--view", "\u{1b}[31mmap", "--output", "a.svg"],
        &["\u{1b}[31mlist"],
        &["export", "--view", "map", "--arrangement", "\u{1b}x.ron", "--output", "a.svg"],
    ] {
        let (out, said) = run(folder.path(), arguments);
        assert!(!out.status.success(), "{arguments:?}");
        assert!(is_clean(&out.stderr) && is_clean(&out.stdout), "{said:?}");
    }
    let (_, said) = run(folder.path(), &["list", "--where", "status:\u{1b}[31m"]);
    assert!(said.contains("status:\\u{1b}[31m"), "{said}");
    let help = roadscope(folder.path(), &["--help"]).arg0("\u{1b}[31mroadscope").output().unwrap();
    assert!(is_clean(&help.stdout) && help.status.success());
    let name = "we\u{1b}[31mird\n.ron";
    fs::write(folder.path().join(name), "(version: 1, nmae: \"\u{1b}[31m\")").unwrap();
    let (out, said) = run(folder.path(), &["check", name]);
    assert!(is_clean(&out.stdout) && is_clean(&out.stderr), "{said}");
}
