//! A record's line in the person's own editor: `$VISUAL`, `$EDITOR`, or what the system opens such files with.
//!
//! It must never pass anything through a shell.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, Stdio};

/// Editors that take a line as `PROGRAM --goto FILE:LINE`.
const GOTO: [&str; 7] = ["code", "code-insiders", "codium", "vscodium", "cursor", "windsurf", "positron"];
/// Editors that take it as `PROGRAM FILE:LINE`.
const COLON: [&str; 7] = ["subl", "sublime_text", "zed", "zeditor", "hx", "helix", "lapce"];
/// Editors that take it as `PROGRAM --line LINE FILE`.
const LINE: [&str; 8] = ["kate", "kwrite", "idea", "rustrover", "pycharm", "clion", "webstorm", "mate"];
/// Editors that take it as `PROGRAM +LINE FILE`.
const PLUS: [&str; 16] = [
    "gvim",
    "nvim-qt",
    "vim",
    "nvim",
    "vi",
    "emacs",
    "emacsclient",
    "nano",
    "micro",
    "gedit",
    "pluma",
    "xed",
    "mousepad",
    "joe",
    "ne",
    "kak",
];
/// Editors that need a terminal.
const IN_TERMINAL: [&str; 10] = ["vim", "nvim", "vi", "nano", "micro", "hx", "helix", "joe", "ne", "kak"];

/// Opens a file at a line.
///
/// # Errors
/// Why no editor was started, and what to do.
pub fn open(path: &Path, line: Option<usize>) -> Result<(), String> {
    let chosen =
        ["VISUAL", "EDITOR"].iter().find_map(|name| env::var(name).ok().filter(|v| !v.trim().is_empty()));
    let words = words(chosen.as_deref(), path, line);
    let Some((program, rest)) = words.split_first() else { return Err(hint("no editor is known")) };
    let started = Command::new(program)
        .args(rest)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        Ok(mut child) => {
            // Whoever ends is waited for, so that nothing of it stays behind.
            std::thread::spawn(move || drop(child.wait()));
            Ok(())
        }
        Err(error) => Err(hint(&format!("{} could not be started: {error}", program.to_string_lossy()))),
    }
}

fn hint(what: &str) -> String {
    format!("{what}. Set VISUAL to your editor, such as VISUAL=code, and start Roadscope again")
}

/// Program and arguments.
fn words(chosen: Option<&str>, path: &Path, line: Option<usize>) -> Vec<OsString> {
    let Some(chosen) = chosen else { return system(path) };
    let mut words: Vec<OsString> = parts(chosen).into_iter().map(OsString::from).collect();
    let name = words.first().map(|program| {
        let stem = Path::new(program).file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
        stem.unwrap_or_default()
    });
    let name = name.unwrap_or_default();
    let is = |list: &[&str]| list.contains(&&*name);
    let file = path.as_os_str().to_owned();
    let at = |line: usize| {
        let mut place = file.clone();
        place.push(format!(":{line}"));
        place
    };
    match line {
        Some(line) if is(&GOTO) => words.extend(["--goto".into(), at(line)]),
        Some(line) if is(&COLON) => words.push(at(line)),
        Some(line) if is(&LINE) => words.extend(["--line".into(), line.to_string().into(), file]),
        Some(line) if is(&PLUS) => words.extend([format!("+{line}").into(), file]),
        _ => words.push(file),
    }
    let windowed = words.iter().any(|word| word == "-g" || word == "--gui");
    if is(&IN_TERMINAL) && !windowed {
        let terminal: [OsString; 2] = ["x-terminal-emulator".into(), "-e".into()];
        words.splice(0..0, terminal);
    }
    words
}

/// What the system opens files with.
fn system(path: &Path) -> Vec<OsString> {
    let file = path.as_os_str().to_owned();
    if cfg!(target_os = "macos") {
        vec!["open".into(), "-t".into(), file]
    } else if cfg!(target_os = "windows") {
        vec!["notepad".into(), file]
    } else {
        vec!["xdg-open".into(), file]
    }
}

/// The words of a command line: parted by spaces, but not within quotation marks.
fn parts(text: &str) -> Vec<String> {
    let (mut words, mut word, mut within) = (Vec::new(), None::<String>, None::<char>);
    for c in text.chars() {
        match within {
            Some(mark) if c == mark => within = None,
            None if c == '"' || c == '\'' => {
                within = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(chosen: Option<&str>, line: Option<usize>) -> String {
        let words = words(chosen, Path::new("/plans/my plan.ron"), line);
        words.iter().map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn an_editor_is_told_the_line_as_it_takes_it() {
        for (chosen, words) in [
            ("code", "code|--goto|/plans/my plan.ron:7"),
            ("code --wait", "code|--wait|--goto|/plans/my plan.ron:7"),
            ("/usr/bin/subl", "/usr/bin/subl|/plans/my plan.ron:7"),
            ("kate", "kate|--line|7|/plans/my plan.ron"),
            ("gvim", "gvim|+7|/plans/my plan.ron"),
            ("vim", "x-terminal-emulator|-e|vim|+7|/plans/my plan.ron"),
            ("vim -g", "vim|-g|+7|/plans/my plan.ron"),
            ("'/opt/my editor/gedit' -s", "/opt/my editor/gedit|-s|+7|/plans/my plan.ron"),
            ("some-editor", "some-editor|/plans/my plan.ron"),
            ("a; rm -rf /", "a;|rm|-rf|/|/plans/my plan.ron"),
        ] {
            assert_eq!(line(Some(chosen), Some(7)), words, "{chosen}");
        }
        assert_eq!(line(Some("code"), None), "code|/plans/my plan.ron");
        assert!(line(None, Some(7)).ends_with("|/plans/my plan.ron"));
    }
}
