//! The head of a plan file: which state of which plan it holds, without reading the rest.
//!
//! It must never tell what is wrong in a file, nor take long, however large that is.

use super::headings::is_list;
use super::outline::enter;
use super::scan::{Scanner, TokenKind};
use crate::date::Calendar;
use crate::plan::About;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;

/// So many bytes of a file are looked at: what a plan says of itself stands before its lists.
const HEAD: u64 = 64 * 1024;

/// What a plan file says of itself at its head: id, name, edition and dates, as far as they can be read. `None`
/// where it is no plan or has no id.
pub fn head(path: &Path) -> Option<About> {
    // A pipe or a device would be waited for.
    fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut bytes)).ok()?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    head_of(&String::from_utf8_lossy(bytes))
}

/// The same of a text.
pub fn head_of(text: &str) -> Option<About> {
    let mut scanner = Scanner::new(text);
    enter(text, &mut scanner)?;
    let mut about = About { fiscal_year_start: 1, ..About::default() };
    let (mut as_of, mut depth) = (String::new(), 0_usize);
    let mut field = None;
    for token in scanner {
        let word = text.get(token.span.clone()).unwrap_or_default();
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) if depth == 0 => break,
            TokenKind::Close(_) => depth -= 1,
            _ if depth > 0 => {}
            TokenKind::Comma => field = None,
            TokenKind::Word if field.is_none() && is_list(word) => break,
            TokenKind::Word if field.is_none() => field = Some(word),
            TokenKind::Word if field == Some("fiscal_year_start") => {
                about.fiscal_year_start = word.parse().unwrap_or(1);
            }
            TokenKind::Quoted(true) => {
                let value: String = ron::from_str(word).unwrap_or_default();
                match field {
                    Some("id") => about.id = value.into(),
                    Some("name") => about.name = value.into(),
                    Some("edition") => about.edition = value.into(),
                    Some("as_of") => as_of = value,
                    _ => {}
                }
            }
            _ => {}
        }
    }
    about.as_of = Calendar::new(about.fiscal_year_start).moment(&as_of).ok();
    (!about.id.is_empty()).then_some(about)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::BUNDLED;

    #[test]
    fn a_head_says_what_the_whole_plan_says() {
        for bundled in &BUNDLED {
            let (head, plan) = (head_of(bundled.text).unwrap(), bundled.load().plan.unwrap());
            let whole = plan.about();
            assert_eq!((&head.id, &head.name), (&whole.id, &whole.name));
            assert_eq!((&head.edition, head.as_of), (&whole.edition, whole.as_of));
        }
    }

    #[test]
    fn a_broken_file_still_has_its_head_and_what_is_no_plan_has_none() {
        let head =
            head_of("(version: 9, id: \"a\\\"b\", views: [(name: \"id\")], edition: \"7\", brands: [(((")
                .unwrap();
        assert_eq!((&*head.id, &*head.edition), ("a\"b", "7"));
        for text in ["", "(", "[1]", "{\"id\": 1}", "(id: 7)", "(brands: [], id: \"late\")", "(id: \"open"] {
            assert_eq!(head_of(text), None, "{text}");
        }
    }
}
