//! Places of the parts of one record in the file, so that a problem can be underlined.
//!
//! It must never judge: a record that RON would not take has a tree too, as far as it goes.

use super::findings::Step;
use super::scan::{Scanner, TokenKind};
use std::ops::Range;

/// A value and what is in it.
#[derive(Debug, Default)]
pub struct Node {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// What is in it: fields and pairs have a key, elements of a list do not.
    children: Vec<(Option<Range<usize>>, Node)>,
    /// It is a list: each element stands for itself, unlike the parts of coordinates.
    list: bool,
}

/// Deeper values are leaves.
const DEPTH: usize = 40;

impl Node {
    /// The tree of the value that begins at `span.start`; nothing beyond the span is read.
    pub fn read(text: &str, span: Range<usize>) -> Self {
        let text = text.get(..span.end).unwrap_or(text);
        let mut scanner = Scanner::from(text, span.start);
        let mut node = value(text, &mut scanner, DEPTH);
        node.span = span;
        node
    }

    /// The place of a value in it; where a step leads nowhere, the place that says best what is meant.
    pub fn find(&self, text: &str, steps: &[Step]) -> Range<usize> {
        let Some((step, rest)) = steps.split_first() else { return self.span.clone() };
        let child = match step {
            Step::Field(name) => self.field(text, name),
            Step::Index(n) => self.children.get(*n).map(|(_, node)| node),
            Step::Text(wanted) => self.children.iter().map(|(_, node)| node).find(|node| {
                let own = text.get(node.span.clone()).unwrap_or_default();
                own.trim_matches('"') == &**wanted
            }),
            Step::Key(n) => {
                return self.children.get(*n).and_then(|(k, _)| k.clone()).unwrap_or(self.span.clone());
            }
        };
        match (child, step) {
            (Some(child), _) => child.find(text, rest),
            // What is not there is missed at the record's id.
            (None, Step::Field(_)) => {
                self.field(text, "id").map_or(self.span.start..self.span.start + 1, |id| id.span.clone())
            }
            (None, _) => self.span.clone(),
        }
    }

    /// The value of a field.
    pub fn field(&self, text: &str, name: &str) -> Option<&Node> {
        let named = |key: &Option<Range<usize>>| {
            let key = key.clone().and_then(|key| text.get(key)).unwrap_or_default();
            key == name || key.strip_prefix("r#") == Some(name)
        };
        self.children.iter().find(|(key, _)| named(key)).map(|(_, node)| node)
    }

    /// The innermost value that begins at or holds a byte.
    pub fn around(&self, byte: usize) -> Option<Range<usize>> {
        let inner = self.children.iter().find_map(|(_, node)| node.around(byte));
        inner.or_else(|| self.span.contains(&byte).then(|| self.span.clone()))
    }

    /// The innermost field or element that holds a byte, its key included and the value itself excluded.
    pub fn innermost(&self, text: &str, byte: usize) -> Option<Range<usize>> {
        let whole_parts = self.children.iter().filter(|(key, _)| self.list || key.is_some());
        whole_parts.into_iter().find_map(|(key, node)| {
            let whole = key.as_ref().map_or(node.span.start, |key| key.start)..node.span.end;
            // Coordinates are one value, even where somebody gave their parts names.
            let one = key.clone().and_then(|key| text.get(key)) == Some("at");
            let inner = || if one { None } else { node.innermost(text, byte) };
            (whole.start <= byte && byte <= whole.end).then(|| inner().unwrap_or(whole))
        })
    }
}

/// Reads a value and goes behind it.
fn value(text: &str, scanner: &mut Scanner<'_>, depth: usize) -> Node {
    let Some(token) = scanner.next() else { return Node::default() };
    let list = token.kind == TokenKind::Open(b'[');
    let mut node = Node { span: token.span, children: Vec::new(), list };
    let open = match (token.kind, scanner.peek().map(|t| t.kind)) {
        (TokenKind::Open(_), _) => true,
        // A name before the bracket, such as Some(…), is part of the value.
        (TokenKind::Word, Some(TokenKind::Open(_))) => scanner.next().is_some(),
        _ => false,
    };
    if !open || depth == 0 {
        return node;
    }
    while let Some(token) = scanner.peek() {
        node.span.end = token.span.end;
        match token.kind {
            TokenKind::Close(_) => {
                scanner.next();
                break;
            }
            TokenKind::Comma | TokenKind::Colon => {
                scanner.next();
            }
            _ => {
                let mut ahead = scanner.clone();
                ahead.next();
                let keyed = ahead.next().is_some_and(|t| t.kind == TokenKind::Colon);
                let key = keyed.then_some(token.span);
                if keyed {
                    *scanner = ahead;
                }
                let child = value(text, scanner, depth - 1);
                node.span.end = child.span.end.max(node.span.end);
                node.children.push((key, child));
            }
        }
    }
    // Some("x") stands for "x".
    match &mut node.children[..] {
        [(None, only)] if text.get(node.span.clone()).is_some_and(|t| t.starts_with("Some")) => {
            Node { span: node.span, ..std::mem::take(only) }
        }
        _ => node,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"x (id: "a", at: (1, 2), // where: [
        r#where: ["b", Some("c")], evidence: [(source: "s", claims: {"when": "2027", "of": "z"})],)"#;

    fn at(steps: &[Step]) -> &'static str {
        &TEXT[Node::read(TEXT, 2..TEXT.len()).find(TEXT, steps)]
    }

    #[test]
    fn steps_lead_to_the_value() {
        use Step::{Field, Index, Key, Text};
        assert_eq!(at(&[Field("id")]), "\"a\"");
        assert_eq!(at(&[Field("at")]), "(1, 2)");
        assert_eq!(at(&[Field("where"), Index(1)]), "Some(\"c\")");
        assert_eq!(at(&[Field("where"), Text("b".into())]), "\"b\"");
        assert_eq!(at(&[Field("evidence"), Index(0), Field("source")]), "\"s\"");
        assert_eq!(at(&[Field("evidence"), Index(0), Field("claims"), Key(1)]), "\"of\"");
        assert_eq!(at(&[Field("name")]), "\"a\"");
        assert_eq!(at(&[Field("where"), Index(7)]), "[\"b\", Some(\"c\")]");
    }

    #[test]
    fn the_innermost_entry_holds_its_key() {
        let node = Node::read(TEXT, 2..TEXT.len());
        let around =
            |part: &str| node.innermost(TEXT, TEXT.find(part).expect("there")).map(|span| &TEXT[span]);
        assert_eq!(around("2027"), Some("\"when\": \"2027\""));
        assert_eq!(around("1, 2"), Some("at: (1, 2)"));
        assert_eq!(around("Some"), Some("Some(\"c\")"));
        assert_eq!(around("id:"), Some("id: \"a\""));
    }
}
