//! The line that draws on the command line what the window shows.
//!
//! It must never give a line that a shell would read otherwise: every word is quoted where it has to be.

use super::crash;
use super::shown::Shown;
use crate::file;
use crate::publish::Page;
use crate::scene::Theme;
use crate::session::{self, Arrangement};
use crate::views::picture::Words;
use std::path::Path;

/// The command for a picture of an arrangement on a page, whose size is spelled so. The arrangement is kept in a file that the line names: one of the same text is the same file.
///
/// # Errors
/// Why that file could not be written, and what to do.
pub fn line(
    shown: &Shown<'_>,
    arrangement: &Arrangement,
    (page, size): (&Page, &str),
    output: &Path,
) -> Result<String, String> {
    let folder = crash::folder().join("arrangements");
    let kept = session::keep(&folder, arrangement).map_err(|e| {
        format!("the arrangement could not be kept in {}: {e}: make that folder writable", folder.display())
    })?;
    let plan = match &shown.document.path {
        Some(path) => path.display().to_string(),
        None => {
            file::BUNDLED.get(shown.document.number).map_or_else(String::new, |plan| plan.name.to_owned())
        }
    };
    let mut words = vec!["roadscope".to_owned(), "export".to_owned(), plan];
    let mut option = |name: &str, value: String| words.extend([name.to_owned(), value]);
    option("--arrangement", kept.display().to_string());
    option("--view", arrangement.panes.leading().word().to_owned());
    if page.size.is_some() {
        option("--size", size.to_owned());
    }
    if let Some(scale) = page.scale {
        option("--scale", scale.to_string());
    }
    if page.theme == Theme::Dark {
        option("--theme", "dark".to_owned());
    }
    option("--output", output.display().to_string());
    for (flag, on) in [
        ("--as-high", page.as_high),
        ("--plain", page.plain),
        ("--background=none", page.bare),
        ("--text=outlines", page.outlines),
    ] {
        words.extend(on.then(|| flag.to_owned()));
    }
    let Words { title, subtitle, note, source, credit, alt } = &page.words;
    let own = [
        ("title", title),
        ("subtitle", subtitle),
        ("note", note),
        ("source", source),
        ("credit", credit),
        ("alt", alt),
    ];
    // In one word with its name: a text may begin with a hyphen.
    words.extend(
        own.iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("--{name}={text}")),
    );
    Ok(words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(" "))
}

/// A word as a shell reads it: quoted where it has more than plain letters.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,+@".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_for_a_shell() {
        for (word, quoted_so) in [
            ("plan.ron", "plan.ron"),
            ("my plan.ron", "'my plan.ron'"),
            ("it's", "'it'\\''s'"),
            ("$(ls)", "'$(ls)'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), quoted_so);
        }
    }
}
