//! Elements of XML, written to a string. It must never write a text that is not escaped.

use crate::scene::clean;
use quick_xml::escape::escape;
use std::fmt::{self, Display, Write};

/// A start tag under way: attributes are added until it is closed.
pub(super) struct Tag<'a> {
    out: &'a mut String,
    name: &'static str,
}

impl<'a> Tag<'a> {
    /// Begins an element.
    pub(super) fn new(out: &'a mut String, name: &'static str) -> Self {
        put(out, format_args!("<{name}"));
        Self { out, name }
    }

    /// An attribute of a number or another value that needs no escaping.
    pub(super) fn attr(self, name: &str, value: impl Display) -> Self {
        put(self.out, format_args!(" {name}=\"{value}\""));
        self
    }

    /// Ends the element without content.
    pub(super) fn empty(self) {
        self.out.push_str("/>\n");
    }

    /// Ends the start tag and leaves the element open.
    pub(super) fn open(self) {
        self.out.push_str(">\n");
    }

    /// Ends the element with text in it, and a `title` before it where there is one.
    pub(super) fn text(self, title: Option<&str>, text: &str) {
        self.holding(title, |out| put(out, format_args!("{}", escape(clean(text)))));
    }

    /// Ends the element with a `title` in it where there is one, and what `inside` writes.
    pub(super) fn holding(self, title: Option<&str>, inside: impl FnOnce(&mut String)) {
        self.out.push('>');
        if let Some(title) = title {
            put(self.out, format_args!("<title>{}</title>", escape(clean(title))));
        }
        inside(self.out);
        put(self.out, format_args!("</{}>\n", self.name));
    }

    /// Ends the element, with a `title` in it where there is one.
    pub(super) fn titled(self, title: Option<&str>) {
        match title {
            Some(_) => self.text(title, ""),
            None => self.empty(),
        }
    }
}

/// Whether a character draws nothing and takes no room.
pub(super) fn is_bare(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// Writing to a string cannot fail.
pub(super) fn put(out: &mut String, args: fmt::Arguments<'_>) {
    let _ = out.write_fmt(args);
}

/// A number to a hundredth, as short as it can be written.
pub(super) struct Num(pub(super) f32);

/// A number to a tenth.
pub(super) struct Tenth(pub(super) f32);

impl Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal(f, (f64::from(self.0) * 100.0).round() as i64)
    }
}

impl Display for Tenth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        decimal(f, (f64::from(self.0) * 10.0).round() as i64 * 10)
    }
}

fn decimal(f: &mut fmt::Formatter<'_>, hundredths: i64) -> fmt::Result {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match rest {
        0 => write!(f, "{sign}{whole}"),
        r if r % 10 == 0 => write!(f, "{sign}{whole}.{}", r / 10),
        r => write!(f, "{sign}{whole}.{r:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::events::Event;

    proptest! {
        #[test]
        fn numbers_read_back_to_a_hundredth(n in -4000f32..4000.0) {
            let text = Num(n).to_string();
            let back: f32 = text.parse().unwrap();
            prop_assert!((back - n).abs() <= 0.0053, "{n} became {text}");
            prop_assert!(!text.ends_with(".0") && text != "-0");
        }

        #[test]
        fn any_text_reads_back_as_text(text in any::<String>()) {
            let mut out = String::new();
            Tag::new(&mut out, "text").text(Some(&text), &text);
            let mut reader = quick_xml::Reader::from_str(&out);
            let (mut tags, mut read) = (0, String::new());
            loop {
                match reader.read_event().unwrap() {
                    Event::Eof => break,
                    Event::Start(_) => tags += 1,
                    Event::Text(part) => read += &part.decode().unwrap(),
                    Event::GeneralRef(name) => {
                        let name = name.decode().unwrap();
                        read += quick_xml::escape::resolve_predefined_entity(&name).unwrap();
                    }
                    _ => {}
                }
            }
            prop_assert_eq!(tags, 2);
            // Once as the title and once as the text; the line ends behind them.
            prop_assert_eq!(read, clean(&text).repeat(2) + "\n");
        }
    }

    #[test]
    fn what_xml_forbids_is_replaced() {
        assert_eq!(clean("a\u{0}b\tc\u{FFFF}"), "a\u{FFFD}b c\u{FFFD}");
    }
}
