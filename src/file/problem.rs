//! Form of a problem: what is wrong in a file, told so that a person can mend it: where, what, and what to do.
//!
//! It must never show a file's own text unguarded: control characters are taken out, long text is cut.

use std::fmt;
use std::sync::Arc;
use unicode_width::UnicodeWidthChar;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was left out of the plan because of it.
    Error,
    /// Everything is in the plan, but something is probably not as meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One thing that is wrong in a file.
///
/// Its `Display` is several lines, without a line break at the end:
/// ```text
/// plan.ron:12:19: error: there is no platform "cmf-bvv"
///   12 | platform: "cmf-bvv",
///      |           ^^^^^^^^^
///      hint: did you mean "cmf-bev"?
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The file as the person named it.
    pub file: Arc<str>,
    /// Where in the file; `None` where it is about the whole file.
    pub place: Option<Place>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// How many characters are meant, all on this line; at least 1.
    pub length: usize,
    /// The line without its end, or the part of a long line around the place.
    pub source: String,
    /// How many characters of the line are left out before `source`.
    pub cut: usize,
}

/// Where something starts, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) struct Start {
    pub line: usize,
    pub column: usize,
}

/// How much of a long line is shown, in characters.
const SHOWN: usize = 100;
/// How much of it stands before the place.
const BEFORE: usize = 40;

impl Place {
    /// The place of some bytes of a text, given where they start. It looks at no more of the line than it shows.
    pub(super) fn new(text: &str, bytes: std::ops::Range<usize>, start: Start) -> Self {
        let from = floor(text, bytes.start);
        let to = floor(text, bytes.end).max(from);
        let before = text.get(..from).unwrap_or_default();
        let after = text.get(from..).unwrap_or_default();
        let in_line = |c: &char| !matches!(c, '\n' | '\r');
        let meant = after.get(..to - from).unwrap_or_default();
        let length = meant.chars().take_while(in_line).collect::<String>().trim_end().chars().count().max(1);
        // A long line is shown from some way before the place, another from where its text begins.
        let shown_before = if start.column > SHOWN - BEFORE { BEFORE } else { start.column - 1 };
        let back: Vec<char> = before.chars().rev().take(shown_before).collect();
        let whole = shown_before + 1 == start.column;
        let indent = back.iter().rev().take_while(|c| whole && c.is_whitespace()).count();
        let cut = start.column - 1 - shown_before + indent;
        let source = back.into_iter().rev().skip(indent).chain(after.chars().take_while(in_line));
        let source = source.take(SHOWN).map(shown).collect();
        Self { line: start.line, column: start.column, length, source, cut }
    }

    /// The line, and a row of `^` under the place.
    fn underlined(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        writeln!(f, "{number:>5} | {}", self.source.trim_end())?;
        let first = self.column.saturating_sub(1 + self.cut);
        let wide = |skip: usize, take: usize| -> usize {
            self.source.chars().skip(skip).take(take).map(|c| c.width().unwrap_or(1)).sum()
        };
        let marks = wide(first, self.length).max(1);
        write!(f, "      | {}{}", " ".repeat(wide(0, first)), "^".repeat(marks))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { severity, file, place, message, hint } = self;
        match place {
            Some(place) => {
                writeln!(f, "{file}:{}:{}: {severity}: {message}", place.line, place.column)?;
                place.underlined(f)?;
            }
            None => write!(f, "{file}: {severity}: {message}")?,
        }
        match hint {
            Some(hint) => write!(f, "\n      hint: {hint}"),
            None => Ok(()),
        }
    }
}

/// A text of the file in quotation marks for a message: short, on one line, nothing that a terminal obeys.
pub(super) fn quoted(text: &str) -> String {
    const LONGEST: usize = 60;
    let short: String = text.chars().take(LONGEST).map(shown).collect();
    let more = if text.chars().nth(LONGEST).is_some() { "…" } else { "" };
    format!("\"{short}{more}\"")
}

/// A piece of the file for a message: in quotation marks, if it does not stand in some already.
pub(super) fn written(text: &str) -> String {
    match text.strip_prefix('"') {
        Some(text) => quoted(text.strip_suffix('"').unwrap_or(text)),
        None => quoted(text),
    }
}

/// Words that may hold a piece of the file, without what a terminal obeys.
pub(super) fn guarded(text: &str) -> String {
    text.chars().map(shown).collect()
}

/// A character as it may be shown in a message.
fn shown(c: char) -> char {
    match c {
        '\t' => ' ',
        c if is_hidden(c) => '\u{fffd}',
        c => c,
    }
}

/// Whether a character is not seen itself but changes how others are: what a terminal obeys, and marks that turn
/// the direction of what follows, which would let a file rewrite a message or a name.
pub(super) fn is_hidden(c: char) -> bool {
    let turns =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control()
}

/// The byte, or the last before it that begins a character.
fn floor(text: &str, byte: usize) -> usize {
    let mut byte = byte.min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str, part: &str) -> String {
        let start = text.find(part).expect("the part is there");
        let line_start = text[..start].rfind('\n').map_or(0, |n| n + 1);
        let line = text[..start].matches('\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;
        let place = Place::new(text, start..start + part.len(), Start { line, column });
        let (severity, message, hint) = (Severity::Error, "no".to_owned(), Some("yes".to_owned()));
        Problem { severity, file: "a.ron".into(), place: Some(place), message, hint }.to_string()
    }

    #[test]
    fn the_underline_stands_under_what_is_meant() {
        let text = "one\r\n\tat: \"日本\", b: \"x\"\r\n";
        assert_eq!(
            problem(text, "\"日本\""),
            "a.ron:2:6: error: no\n    2 | at: \"日本\", b: \"x\"\n      |     ^^^^^^\n      hint: yes"
        );
        assert!(problem(text, "b").starts_with("a.ron:2:12: error"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!("{}here{}", "a ".repeat(1000), "b ".repeat(1000));
        let shown = problem(&text, "here");
        let lines: Vec<&str> = shown.lines().collect();
        assert!(lines[0].starts_with("a.ron:1:2001:"));
        assert!(lines[1].chars().count() < 120);
        let at = lines[1].find("here").expect("shown");
        assert_eq!(lines[2].find("^^^^"), Some(at));
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(quoted("a\u{1b}[31mb\nc\u{202e}"), "\"a\u{fffd}[31mb\u{fffd}c\u{fffd}\"");
        assert!(!problem("a\u{1b}[2J here", "here").contains('\u{1b}'));
    }
}
