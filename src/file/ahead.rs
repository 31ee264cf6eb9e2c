//! Lookahead: questions to the next tokens of a file that read a few of them and leave the reader where it is.
//!
//! It must never tell of a problem, nor read far for each of many records.

use super::headings::is_list;
use super::scan::{DEPTH, Scanner, Token, TokenKind, closing};
use std::ops::Range;

/// A look at the tokens from some place on.
#[derive(Debug, Clone)]
pub struct Ahead<'a> {
    text: &'a str,
    scanner: Scanner<'a>,
}

/// What comes after a text.
#[derive(Debug, PartialEq)]
pub enum After {
    /// What may follow a text, or what is told elsewhere.
    Fits,
    /// Another field, or another text, without a comma between.
    CommaMissing(Range<usize>),
    /// Something that shows that the quotation marks do not match.
    Nonsense,
}

impl<'a> Ahead<'a> {
    /// From where a scanner stands in its text.
    pub fn of(text: &'a str, scanner: &Scanner<'a>) -> Self {
        Self { text, scanner: scanner.clone() }
    }

    fn slice(&self, span: &Range<usize>) -> &'a str {
        self.text.get(span.clone()).unwrap_or_default()
    }

    fn next_is(&mut self, kind: TokenKind) -> bool {
        self.scanner.next().is_some_and(|token| token.kind == kind)
    }

    /// Without the next token.
    fn behind(mut self) -> Self {
        self.scanner.next();
        self
    }

    /// Whether the next token is the last of the file.
    pub fn shows_last(self) -> bool {
        self.behind().scanner.next().is_none()
    }

    /// Whether the next token is a name with a colon behind it.
    pub fn shows_field(mut self) -> bool {
        self.next_is(TokenKind::Word) && self.next_is(TokenKind::Colon)
    }

    /// Whether a list of the file begins here: its name, a colon, and a first record.
    pub fn shows_list(mut self) -> bool {
        let name = self.scanner.next().map(|t| t.span).unwrap_or_default();
        is_list(self.slice(&name))
            && self.next_is(TokenKind::Colon)
            && self.next_is(TokenKind::Open(b'['))
            && self.next_is(TokenKind::Open(b'('))
    }

    /// Whether the next token is a word right before a round bracket, as in `Brand(id: "a")`.
    pub fn shows_named(mut self) -> bool {
        self.next_is(TokenKind::Word) && self.next_is(TokenKind::Open(b'('))
    }

    /// Whether `id` and a colon come next: behind a bracket, a record begins.
    fn shows_id(mut self) -> bool {
        let id = self.scanner.next().map(|t| t.span).unwrap_or_default();
        self.slice(&id) == "id" && self.next_is(TokenKind::Colon)
    }

    /// Whether another record or list seems to begin here, in one that is broken.
    pub fn shows_next(self) -> bool {
        match self.scanner.peek().map(|t| t.kind) {
            Some(TokenKind::Open(b'(')) => self.behind().shows_id(),
            Some(TokenKind::Word) if self.clone().shows_named() => self.behind().behind().shows_id(),
            Some(TokenKind::Word) => self.shows_list(),
            _ => false,
        }
    }

    /// Whether the record that begins here is sound in its brackets and quotation marks, so that whatever
    /// stands in it is its own, be it like a record. Each byte is looked at [`DEPTH`] times at most, for of
    /// records that are not closed each holds those that follow.
    pub fn shows_balanced(mut self) -> bool {
        let mut open: Vec<Token> = Vec::new();
        // Records stand in lists; elsewhere one shows that something above is not closed.
        let mut in_list = true;
        while let Some(token) = self.scanner.next() {
            let follows = matches!(token.kind, TokenKind::Comma | TokenKind::Open(b'['));
            match token.kind {
                TokenKind::Open(_) if open.len() + 2 >= DEPTH => return false,
                TokenKind::Open(b'(') if !in_list && self.clone().shows_id() => return false,
                TokenKind::Quoted(_) if self.after(&token) == After::Nonsense => return false,
                TokenKind::OpenComment => return false,
                TokenKind::Open(_) => open.push(token),
                TokenKind::Close(close) => {
                    if !open.pop().is_some_and(|open| closes(&open, close)) {
                        return false;
                    }
                    if open.is_empty() {
                        let next = self.scanner.next().map(|t| t.kind);
                        return matches!(
                            next,
                            Some(TokenKind::Comma | TokenKind::Close(b']') | TokenKind::Open(b'('))
                        );
                    }
                }
                _ => {}
            }
            in_list = follows && open.last().is_some_and(|open| open.kind == TokenKind::Open(b'['));
        }
        false
    }

    /// What comes after a text.
    pub fn after(&self, text: &Token) -> After {
        if text.kind != TokenKind::Quoted(true) {
            return After::Nonsense;
        }
        let mut ahead = self.scanner.clone();
        ahead.go(text.span.end);
        let Some(next) = ahead.next() else { return After::Fits };
        let one_line = |span: &Range<usize>| !self.slice(span).contains('\n');
        let behind = ahead.next().map(|t| t.kind);
        match next.kind {
            TokenKind::Word if one_line(&text.span) && behind == Some(TokenKind::Colon) => {
                After::CommaMissing(next.span)
            }
            TokenKind::Quoted(true)
                if one_line(&(text.span.start..next.span.end))
                    && matches!(behind, None | Some(TokenKind::Comma | TokenKind::Close(_))) =>
            {
                After::CommaMissing(next.span)
            }
            TokenKind::Word | TokenKind::Quoted(_) => After::Nonsense,
            _ => After::Fits,
        }
    }
}

/// Whether a closing bracket is the other half of an opening one.
pub fn closes(open: &Token, close: u8) -> bool {
    matches!(open.kind, TokenKind::Open(byte) if closing(byte) == close)
}
