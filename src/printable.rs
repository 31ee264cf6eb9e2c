//! Names and other words from outside as a terminal or a window may show them.
//!
//! It must never let a control character through, nor one that turns the order of what follows.

use std::borrow::Cow;
use std::path::Path;

/// A text of lines with its control characters escaped as in Rust: ESC is written `\u{1b}`. Line ends and tabs
/// stay.
pub fn text(text: &str) -> Cow<'_, str> {
    escaped(text, |c| is_control(c) && !matches!(c, '\n' | '\t'))
}

/// A word with its control characters escaped, line ends and tabs as well.
pub fn word(word: &str) -> Cow<'_, str> {
    escaped(word, is_control)
}

/// A path as a word; what is no Unicode in it is replaced.
pub fn path(path: &Path) -> String {
    word(&path.to_string_lossy()).into_owned()
}

/// Control characters of either set, line separators, and marks that override the direction of text.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn escaped(text: &str, is_bad: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_bad) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match is_bad(c) {
            true => out.extend(c.escape_default()),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_terminal_would_obey_is_written_out() {
        assert_eq!(word("status:\u{1b}[31m"), "status:\\u{1b}[31m");
        assert_eq!(path(Path::new("a\nb\t\u{7}.ron")), "a\\nb\\t\\u{7}.ron");
        assert_eq!(text("one\n\ttwo\r\u{9b}2J"), "one\n\ttwo\\r\\u{9b}2J");
        assert_eq!(word("abc\u{202e}nor.ron"), "abc\\u{202e}nor.ron");
        assert_eq!(word("Škoda 東京 דגם"), "Škoda 東京 דגם");
    }

    proptest! {
        #[test]
        fn nothing_that_is_shown_controls_anything(any in "\\PC*|.*|[\u{0}-\u{a0}]*") {
            prop_assert!(!word(&any).chars().any(char::is_control));
            prop_assert!(!text(&any).chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
        }
    }
}
