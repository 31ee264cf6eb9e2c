//! Where the records of a file stand, found in any text however broken: brackets and commas that are
//! missing are problems here, and the next record is found all the same.
//!
//! It must never read what a record says, and never recurse: a file may be as deep as it is long.
//! (RON's own raw values would give the places of records too, but only up to the first slip.)

use super::ahead::{After, Ahead, closes};
use super::findings::{At, Finding, Findings};
use super::problem::{quoted, written};
use super::scan::{Kind, Scanner, Token};
use super::tree::Node;
use std::ops::Range;

/// How deep brackets may be nested; a plan needs seven.
pub const DEPTH: usize = 32;

/// A field of the file itself.
#[derive(Debug)]
pub struct TopField {
    /// Where its name stands.
    pub name: Range<usize>,
    /// Where its value stands.
    pub value: Range<usize>,
    /// The records of its list; `None` where it is no list.
    pub items: Option<Vec<Item>>,
    /// Its value does not end where it should, and that has been told.
    pub broken: bool,
}

/// A record.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where it stands.
    pub span: Range<usize>,
    /// Its brackets or quotation marks do not match, and that has been told.
    pub broken: bool,
}

/// The fields of a file and the records in them.
#[derive(Debug, Default)]
pub struct Outline {
    /// In the order of the file.
    pub fields: Vec<TopField>,
    /// Brackets are nested deeper than [`DEPTH`], and that has been told; nothing behind it was read.
    pub too_deep: bool,
}

impl Outline {
    /// Reads a text that begins with an opening bracket.
    pub fn read(text: &str, findings: &mut Findings) -> Self {
        let mut reader =
            Reader { text, scanner: Scanner::new(text), findings, too_deep: false, cut_off: false };
        let fields = reader.file();
        Self { fields, too_deep: reader.too_deep }
    }

    /// The fields of that name, for a file may have one twice.
    fn named(&self, text: &str, name: &str) -> impl Iterator<Item = &TopField> {
        self.fields.iter().filter(move |f| text.get(f.name.clone()) == Some(name))
    }

    /// Where the value of a field of the file stands; the opening bracket where there is no such field.
    pub fn top(&self, text: &str, name: &str) -> Option<Range<usize>> {
        let open = || start(text).map(|token| token.span);
        self.named(text, name).next().map(|field| field.value.clone()).or_else(open)
    }

    /// The parts of a record, by its list and its place in it.
    pub fn record(&self, text: &str, list: &str, n: usize) -> Option<Node> {
        let mut before = 0;
        let lists = self.named(text, list).filter_map(|field| field.items.as_ref());
        let item = lists.into_iter().find_map(|items| {
            let item = n.checked_sub(before).and_then(|n| items.get(n));
            before += items.len();
            item
        })?;
        Some(Node::read(text, item.span.clone()))
    }
}

/// The bracket that a plan begins with; `None` where it begins otherwise.
pub fn start(text: &str) -> Option<Token> {
    let mut scanner = Scanner::new(text);
    enter(text, &mut scanner)
}

/// Goes behind the bracket that a plan begins with, past attributes and a name.
pub fn enter(text: &str, scanner: &mut Scanner<'_>) -> Option<Token> {
    let mut token = scanner.next()?;
    while text.get(token.span.clone()) == Some("#!") {
        scanner.by_ref().find(|t| t.kind == Kind::Close(b']'))?;
        token = scanner.next()?;
    }
    if token.kind == Kind::Word {
        token = scanner.next()?;
    }
    (token.kind == Kind::Open(b'(')).then_some(token)
}

struct Reader<'a, 'f> {
    text: &'a str,
    scanner: Scanner<'a>,
    findings: &'f mut Findings,
    too_deep: bool,
    /// A comment runs to the end of the file: what else is not closed is no news.
    cut_off: bool,
}

impl<'a> Reader<'a, '_> {
    fn slice(&self, span: &Range<usize>) -> &'a str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    fn ahead(&self) -> Ahead<'a> {
        Ahead::of(self.text, &self.scanner)
    }

    fn error(&mut self, span: Range<usize>, message: impl Into<String>, hint: &str) {
        self.findings.error(|| Finding::error(At::Bytes(span), message, hint.to_owned()));
    }

    /// The fields of the file.
    fn file(&mut self) -> Vec<TopField> {
        let mut fields: Vec<TopField> = Vec::new();
        let Some(open) = enter(self.text, &mut self.scanner) else { return fields };
        let mut comma = true;
        // After one complaint about words that are no field, the next waits for a field.
        let mut lost = false;
        while !self.too_deep {
            let Some(token) = self.scanner.peek() else {
                // Where a text does not end, the bracket may stand behind it, unread.
                let unread = fields.last().is_some_and(|field| field.broken && field.items.is_none());
                if !self.cut_off && !unread {
                    self.error(open.span, "this bracket is not closed", "the file ends before `)`");
                }
                break;
            };
            if let Some(name) = self.field_name() {
                if !comma && !lost {
                    self.error(
                        name.clone(),
                        "a comma is missing before this",
                        "put `,` behind the field above",
                    );
                }
                let field = self.field(name);
                (comma, lost) = (false, field.broken);
                fields.push(field);
                continue;
            }
            self.scanner.next();
            match token.kind {
                Kind::Close(b')') => {
                    self.end();
                    break;
                }
                Kind::Comma if !comma || lost => comma = true,
                Kind::Comma => self.error(token.span, "there is a comma too many", "take it out"),
                _ if lost => {}
                Kind::OpenComment => self.open_comment(token.span),
                _ => {
                    lost = true;
                    let message = format!("{} is not a field", written(self.slice(&token.span)));
                    self.error(
                        token.span,
                        message,
                        "here stands a field of the plan, such as `models: […],`",
                    );
                }
            }
        }
        fields
    }

    fn open_comment(&mut self, span: Range<usize>) {
        self.cut_off = true;
        self.error(span.start..span.start + 2, "this comment is not closed", "end it with `*/`");
    }

    /// What stands behind the last bracket.
    fn end(&mut self) {
        match self.scanner.next() {
            Some(token) if token.kind == Kind::OpenComment => self.open_comment(token.span),
            Some(token) => self.error(
                token.span,
                "the plan has ended before this",
                "look for a closing bracket too many above, or take this out",
            ),
            None => {}
        }
    }

    /// The name of the field that begins here; the scanner goes behind its colon.
    fn field_name(&mut self) -> Option<Range<usize>> {
        let mut ahead = self.scanner.clone();
        let name = ahead.next().filter(|t| t.kind == Kind::Word)?;
        ahead.next().filter(|t| t.kind == Kind::Colon)?;
        self.scanner = ahead;
        Some(name.span)
    }

    fn field(&mut self, name: Range<usize>) -> TopField {
        let open = self.scanner.peek().filter(|t| t.kind == Kind::Open(b'['));
        let Some(open) = open else {
            let (value, broken) = self.scalar(name.end);
            return TopField { name, value, items: None, broken };
        };
        self.scanner.next();
        let (items, closed) = self.list(&name, &open.span);
        let end = items.last().map_or(open.span.end, |item| item.span.end);
        TopField { name, value: open.span.start..end, items: Some(items), broken: !closed }
    }

    /// The value of a field that is no list, and whether it does not end where it should.
    fn scalar(&mut self, before: usize) -> (Range<usize>, bool) {
        let mut span: Option<Range<usize>> = None;
        let mut depth = 0usize;
        while let Some(token) = self.scanner.peek() {
            match token.kind {
                Kind::Comma | Kind::Close(_) if depth == 0 => break,
                Kind::Word if depth == 0 && span.is_some() && self.ahead().shows_field() => break,
                Kind::Open(_) => depth += 1,
                Kind::Close(_) => depth -= 1,
                Kind::Quoted(_) if self.ahead().after(&token) == After::Nonsense => {
                    self.bad_quote(&token);
                    return (token.span, true);
                }
                _ => {}
            }
            self.scanner.next();
            span = Some(span.map_or(token.span.start, |s| s.start)..token.span.end);
        }
        (span.unwrap_or(before..before + 1), false)
    }

    /// The records of a list, from behind its opening bracket to behind its closing one, and whether it has one.
    fn list(&mut self, name: &Range<usize>, open: &Range<usize>) -> (Vec<Item>, bool) {
        let mut items: Vec<Item> = Vec::new();
        let (mut comma, mut lost) = (true, false);
        while !self.too_deep {
            let Some(token) = self.scanner.peek() else { break };
            match token.kind {
                // A record may bear the name of its kind: Brand(id: "a").
                Kind::Open(_) | Kind::Word if token.kind != Kind::Word || self.ahead().shows_named() => {
                    if !comma && !lost {
                        let hint = "put `,` between two records";
                        self.error(token.span, "a comma is missing before this", hint);
                    }
                    let item = self.item();
                    (comma, lost) = (false, item.broken);
                    items.push(item);
                    continue;
                }
                Kind::Close(b']') => {
                    self.scanner.next();
                    return (items, true);
                }
                Kind::Close(b')') if self.ahead().shows_last() => break,
                Kind::Word if self.ahead().shows_list() => break,
                _ => {}
            }
            self.scanner.next();
            match token.kind {
                Kind::Comma if !comma || lost => comma = true,
                Kind::Comma => self.error(token.span, "there is a comma too many", "take it out"),
                Kind::OpenComment => self.open_comment(token.span),
                _ if lost => {}
                Kind::Close(_) => {
                    lost = true;
                    self.error(
                        token.span,
                        "this bracket closes nothing",
                        "take it out, or look for its opening one",
                    );
                }
                _ => {
                    lost = true;
                    let message = format!("{} is not a record", written(self.slice(&token.span)));
                    self.error(token.span, message, "a record stands in round brackets: (id: \"…\", …)");
                }
            }
        }
        if !self.cut_off && !self.too_deep {
            let message = format!("the list {} is not closed", quoted(self.slice(name)));
            self.error(open.clone(), message, "end it with `],`");
        }
        (items, false)
    }

    /// Tells of a text that does not end where it should, and goes on in the next line.
    fn bad_quote(&mut self, token: &Token) {
        let rest = self.text.get(token.span.start..).unwrap_or_default();
        let end = token.span.start + memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        // Where it is closed only in a later line, the opening mark is what can be pointed at.
        let shown = if token.span.end > end { token.span.start + 1 } else { token.span.end };
        self.error(
            token.span.start..shown,
            "this text does not end where it should",
            "a quotation mark is missing or too many; inside a text write \\\"",
        );
        // In a raw text any marks may stand, so nothing is known of where it should have ended. (And reading
        // its lines again, each as the start of another, would take for ever.)
        let raw = self.slice(&token.span).trim_start_matches('b').starts_with('r');
        if !raw && token.kind == Kind::Quoted(false) {
            self.scanner.is_endless(token.span.start);
        }
        self.scanner.go(if raw { token.span.end } else { end });
    }

    /// One record, from its opening bracket to behind its closing one, or to where another begins.
    fn item(&mut self) -> Item {
        let mut item = Item { span: 0..0, broken: false };
        let mut open: Vec<Token> = Vec::new();
        let named = self.scanner.peek().filter(|t| t.kind == Kind::Word).and_then(|_| self.scanner.next());
        let balanced = self.ahead().shows_balanced();
        while let Some(token) = self.scanner.peek() {
            let first = open.is_empty();
            if !first && !balanced && self.ahead().shows_next() {
                break;
            }
            match token.kind {
                Kind::Quoted(_) => match self.ahead().after(&token) {
                    After::Fits => {}
                    After::CommaMissing(next) => {
                        item.broken = true;
                        self.error(
                            next,
                            "a comma is missing before this",
                            "put `,` behind what stands before it",
                        );
                    }
                    After::Nonsense => {
                        item.broken = true;
                        self.bad_quote(&token);
                        item.span.end = self.scanner.at();
                        continue;
                    }
                },
                Kind::Open(_) if open.len() + 2 >= DEPTH => {
                    let message = format!("brackets are nested deeper than {DEPTH}");
                    self.error(token.span, message, "a plan needs seven at most");
                    (self.too_deep, item.broken) = (true, true);
                    return item;
                }
                Kind::Open(_) if first => item.span.start = named.as_ref().unwrap_or(&token).span.start,
                Kind::OpenComment => {
                    item.broken = true;
                    self.open_comment(token.span.clone());
                }
                Kind::Close(close) => match open.iter().rposition(|o| closes(o, close)) {
                    Some(n) if n + 1 == open.len() => {}
                    // In broken quotation marks brackets were lost: their other halves are no news.
                    Some(n) => {
                        if let Some(inner) = open.last().filter(|_| !item.broken).cloned() {
                            let message = format!("this {} is not closed", self.slice(&inner.span));
                            self.error(inner.span, message, "each bracket needs its other half");
                        }
                        item.broken = true;
                        open.truncate(n + 1);
                    }
                    // This closes the list, so the record was not closed.
                    None if close == b']' => break,
                    None => {
                        if !item.broken {
                            self.error(token.span.clone(), "this bracket closes nothing", "take it out");
                        }
                        item.broken = true;
                        self.scanner.next();
                        continue;
                    }
                },
                _ => {}
            }
            self.scanner.next();
            item.span.end = token.span.end;
            match token.kind {
                Kind::Open(_) => open.push(token),
                Kind::Close(_) => {
                    open.pop();
                }
                _ => {}
            }
            if open.is_empty() {
                return item;
            }
        }
        if let Some(first) = open.first().filter(|_| !item.broken).cloned() {
            let innermost = open.last().cloned().filter(|_| open.len() > 1).unwrap_or(first);
            let message = format!("this {} is not closed", self.slice(&innermost.span));
            self.error(innermost.span, message, "each bracket needs its other half");
        }
        item.broken = true;
        item
    }
}
