//! The version that a plan file says it is of: the newer ones are refused, the older ones read as they are.
//!
//! It must never read further than the file's first field.

use super::findings::{At, Finding};
use super::outline::enter;
use super::problem::quoted;
use super::scan::{Scanner, TokenKind};
use super::schema::VERSION;
use std::ops::Range;

/// Looks at what a plan begins with. `Ok(Some(…))`: the rest can be read all the same.
///
/// # Errors
/// What keeps the file from being read as a plan at all.
pub fn look(text: &str) -> Result<Option<Finding>, Finding> {
    let first = Scanner::new(text).next().map_or(0..0, |token| token.span);
    let mut scanner = Scanner::new(text);
    let Some(open) = enter(text, &mut scanner) else {
        let hint = match text.get(first.clone()) {
            Some("{" | "[") => "this looks like JSON; a plan is RON and begins with (version: 2,",
            Some("<") => "this looks like a web page; a plan is RON and begins with (version: 2,",
            _ => "a plan begins with (version: 2, — `roadscope sample` prints one",
        };
        return Err(Finding::error(At::Bytes(first), "this is not a plan", hint.to_owned()));
    };
    let missing = |at| {
        let message = "the version is missing: it must be the first field";
        Ok(Some(Finding::error(At::Bytes(at), message, format!("write (version: {VERSION}, …"))))
    };
    let Some(field) = scanner.next().map(|t| t.span) else { return missing(open.span) };
    let colon = scanner.next().is_some_and(|t| t.kind == TokenKind::Colon);
    if !colon || text.get(field.clone()) != Some("version") {
        return missing(open.span);
    }
    let value = scanner.next().map_or(field, |t| t.span);
    let word = text.get(value.clone()).unwrap_or_default();
    match unknown(word, value) {
        Some(finding) if is_newer(word) => Err(finding),
        finding => Ok(finding),
    }
}

/// What is wrong with a version, if this program does not read it.
pub fn unknown(word: &str, at: Range<usize>) -> Option<Finding> {
    if word.parse().is_ok_and(|n: u32| (1..=VERSION).contains(&n)) {
        return None;
    }
    let (message, hint) = if is_newer(word) {
        let message = format!("this plan is of version {word}, and this program reads {VERSION} at most");
        (message, "use a newer Roadscope to open it".to_owned())
    } else {
        let message = format!("there is no version {}", quoted(word.trim_matches('"')));
        (message, format!("write version: {VERSION},"))
    };
    Some(Finding::error(At::Bytes(at), message, hint))
}

fn is_newer(word: &str) -> bool {
    word.parse::<u64>().is_ok_and(|n| n > u64::from(VERSION))
}
