//! Outline of a file: where its records stand, found in any text however broken. Brackets and commas that are
//! missing are problems here, and the next record is found all the same.
//!
//! It must never read what a record says, and never recurse: a file may be as deep as it is long.
//! (RON's own raw values would give the places of records too, but only up to the first slip.)

use super::ahead::{After, Ahead, closes};
use super::findings::{At, Finding, Findings};
use super::problem::{quoted, written};
use super::scan::{DEPTH, Scanner, Token, TokenKind};
use super::schema::is_single;
use super::tree::Node;
use std::ops::Range;

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
            Outliner { text, scanner: Scanner::new(text), findings, too_deep: false, cut_off: false };
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
        scanner.by_ref().find(|t| t.kind == TokenKind::Close(b']'))?;
        token = scanner.next()?;
    }
    if token.kind == TokenKind::Word {
        token = scanner.next()?;
    }
    (token.kind == TokenKind::Open(b'(')).then_some(token)
}

struct Outliner<'a, 'f> {
    text: &'a str,
    scanner: Scanner<'a>,
    findings: &'f mut Findings,
    too_deep: bool,
    /// A comment runs to the end of the file: what else is not closed is no news.
    cut_off: bool,
}

impl<'a> Outliner<'a, '_> {
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
                TokenKind::Close(b')') => {
                    self.end();
                    break;
                }
                TokenKind::Comma if !comma || lost => comma = true,
                TokenKind::Comma => self.error(token.span, "there is a comma too many", "take it out"),
                _ if lost => {}
                TokenKind::OpenComment => self.open_comment(token.span),
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
            Some(token) if token.kind == TokenKind::OpenComment => self.open_comment(token.span),
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
        let name = ahead.next().filter(|t| t.kind == TokenKind::Word)?;
        ahead.next().filter(|t| t.kind == TokenKind::Colon)?;
        self.scanner = ahead;
        Some(name.span)
    }

    fn field(&mut self, name: Range<usize>) -> TopField {
        let open = self.scanner.peek().filter(|t| t.kind == TokenKind::Open(b'['));
        let open = open.filter(|_| !is_single(self.slice(&name)));
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
        let mut outermost: Option<Range<usize>> = None;
        while let Some(token) = self.scanner.peek() {
            match token.kind {
                TokenKind::Comma | TokenKind::Close(_) if depth == 0 => break,
                TokenKind::Word if depth == 0 && span.is_some() && self.ahead().shows_field() => break,
                // A bracket above was not closed.
                TokenKind::Word if depth > 0 && self.ahead().shows_list() => break,
                TokenKind::Open(_) => {
                    outermost.get_or_insert(token.span.clone());
                    depth += 1;
                }
                TokenKind::Close(_) => depth -= 1,
                TokenKind::Quoted(_) if self.ahead().after(&token) == After::Nonsense => {
                    self.bad_quote(&token);
                    return (token.span, true);
                }
                _ => {}
            }
            self.scanner.next();
            span = Some(span.map_or(token.span.start, |s| s.start)..token.span.end);
        }
        if let Some(open) = outermost.filter(|_| depth > 0 && !self.cut_off) {
            self.half_bracket(open);
            return (span.unwrap_or(before..before + 1), true);
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
                TokenKind::Open(_) | TokenKind::Word
                    if token.kind != TokenKind::Word || self.ahead().shows_named() =>
                {
                    if !comma && !lost {
                        let hint = "put `,` between two records";
                        self.error(token.span, "a comma is missing before this", hint);
                    }
                    let item = self.item();
                    (comma, lost) = (false, item.broken);
                    items.push(item);
                    continue;
                }
                TokenKind::Close(b']') => {
                    self.scanner.next();
                    return (items, true);
                }
                TokenKind::Close(b')') if self.ahead().shows_last() => break,
                TokenKind::Word if self.ahead().shows_list() => break,
                _ => {}
            }
            self.scanner.next();
            match token.kind {
                TokenKind::Comma if !comma || lost => comma = true,
                TokenKind::Comma => self.error(token.span, "there is a comma too many", "take it out"),
                TokenKind::OpenComment => self.open_comment(token.span),
                _ if lost => {}
                TokenKind::Close(_) => {
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
        if !raw && token.kind == TokenKind::Quoted(false) {
            self.scanner.is_endless(token.span.start);
        }
        self.scanner.go(if raw { token.span.end } else { end });
    }

    /// One record, from its opening bracket to behind its closing one, or to where another begins.
    fn item(&mut self) -> Item {
        let named =
            self.scanner.peek().filter(|t| t.kind == TokenKind::Word).and_then(|_| self.scanner.next());
        let balanced = self.ahead().shows_balanced();
        let mut item = OpenItem { span: 0..0, broken: false, open: Vec::new() };
        while let Some(token) = self.scanner.peek() {
            let inside = !item.open.is_empty();
            if inside && !balanced && self.ahead().shows_next() {
                break;
            }
            if !inside && matches!(token.kind, TokenKind::Open(_)) {
                item.span.start = named.as_ref().unwrap_or(&token).span.start;
            }
            match self.judge(&token, &mut item) {
                Verdict::Part => {
                    self.scanner.next();
                    if item.take(token) {
                        return item.closed();
                    }
                }
                Verdict::Passed => {}
                Verdict::Behind => break,
            }
            if self.too_deep {
                return item.closed();
            }
        }
        self.not_closed(item)
    }

    /// Looks at the next token of a record, and tells what is wrong with it.
    fn judge(&mut self, token: &Token, item: &mut OpenItem) -> Verdict {
        match token.kind {
            TokenKind::Quoted(_) => self.judge_text(token, item),
            TokenKind::Open(_) if item.open.len() + 2 >= DEPTH => {
                let message = format!("brackets are nested deeper than {DEPTH}");
                self.error(token.span.clone(), message, "a plan needs seven at most");
                (self.too_deep, item.broken) = (true, true);
                Verdict::Passed
            }
            TokenKind::OpenComment => {
                item.broken = true;
                self.open_comment(token.span.clone());
                Verdict::Part
            }
            TokenKind::Close(close) => self.judge_close(token, close, item),
            _ => Verdict::Part,
        }
    }

    fn judge_text(&mut self, token: &Token, item: &mut OpenItem) -> Verdict {
        match self.ahead().after(token) {
            After::Fits => Verdict::Part,
            After::CommaMissing(next) => {
                item.broken = true;
                let hint = "put `,` behind what stands before it";
                self.error(next, "a comma is missing before this", hint);
                Verdict::Part
            }
            After::Nonsense => {
                item.broken = true;
                self.bad_quote(token);
                item.span.end = self.scanner.at();
                Verdict::Passed
            }
        }
    }

    fn judge_close(&mut self, token: &Token, close: u8, item: &mut OpenItem) -> Verdict {
        match item.open.iter().rposition(|open| closes(open, close)) {
            Some(n) if n + 1 == item.open.len() => Verdict::Part,
            // In broken quotation marks brackets were lost: their other halves are no news.
            Some(n) => {
                if let Some(inner) = item.open.last().filter(|_| !item.broken) {
                    self.half_bracket(inner.span.clone());
                }
                item.broken = true;
                item.open.truncate(n + 1);
                Verdict::Part
            }
            // This closes the list, so the record was not closed.
            None if close == b']' => Verdict::Behind,
            None => {
                if !item.broken {
                    self.error(token.span.clone(), "this bracket closes nothing", "take it out");
                }
                item.broken = true;
                self.scanner.next();
                Verdict::Passed
            }
        }
    }

    /// A record that ends before its brackets do.
    fn not_closed(&mut self, item: OpenItem) -> Item {
        if let Some(innermost) = item.open.last().filter(|_| !item.broken) {
            self.half_bracket(innermost.span.clone());
        }
        Item { broken: true, ..item.closed() }
    }

    fn half_bracket(&mut self, span: Range<usize>) {
        let message = format!("this {} is not closed", self.slice(&span));
        self.error(span, message, "each bracket needs its other half");
    }
}

/// What a token is to the record in which it stands.
enum Verdict {
    /// It belongs to it.
    Part,
    /// It was passed over, or nothing more is read.
    Passed,
    /// The record has ended before it.
    Behind,
}

/// A record while it is read.
struct OpenItem {
    span: Range<usize>,
    broken: bool,
    /// The brackets that are not closed yet, the outermost first.
    open: Vec<Token>,
}

impl OpenItem {
    /// Takes a token; true where it closes the record.
    fn take(&mut self, token: Token) -> bool {
        self.span.end = token.span.end;
        match token.kind {
            TokenKind::Open(_) => self.open.push(token),
            TokenKind::Close(_) => _ = self.open.pop(),
            _ => {}
        }
        self.open.is_empty()
    }

    fn closed(self) -> Item {
        Item { span: self.span, broken: self.broken }
    }
}
