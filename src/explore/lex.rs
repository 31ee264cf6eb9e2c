//! Cutting a query's text into its parts. It must never drop a character that a person could have meant.

use std::ops::Range;

/// One part of a query: `-key:value,value` or `-word`.
#[derive(Debug)]
pub(super) struct Token {
    /// All of it, in bytes.
    pub range: Range<usize>,
    pub excluded: bool,
    pub key: Option<Piece>,
    pub pieces: Vec<Piece>,
}

/// A key, a value or a word, with its place in the text.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub range: Range<usize>,
    /// Without quotes and escapes.
    pub text: String,
    /// Whether any of it stood in quotes.
    pub quoted: bool,
    /// Where a quotation begins that does not end.
    pub unclosed: Option<usize>,
}

/// Whether a character opens or closes a quotation.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”')
}

/// The parts of a query, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut lexer = Lexer { text, at: 0 };
    std::iter::from_fn(|| lexer.token()).collect()
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl Lexer<'_> {
    fn token(&mut self) -> Option<Token> {
        while self.peek().is_some_and(char::is_whitespace) {
            self.step();
        }
        self.peek()?;
        let start = self.at;
        let mut rest = self.text[self.at..].chars();
        let excluded = rest.next() == Some('-') && rest.next().is_some_and(|c| !c.is_whitespace());
        if excluded {
            self.step();
        }
        let key = self.key();
        let mut pieces = vec![self.piece(key.is_some())];
        while key.is_some() && self.peek() == Some(',') {
            self.step();
            pieces.push(self.piece(true));
        }
        Some(Token { range: start..self.at, excluded, key, pieces })
    }

    /// A key: letters and hyphens up to a colon.
    fn key(&mut self) -> Option<Piece> {
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !c.is_alphabetic() && !matches!(c, '_' | '-'))?;
        if !rest.starts_with(char::is_alphabetic) || !rest[end..].starts_with(':') {
            return None;
        }
        let range = self.at..self.at + end;
        self.at = range.end + 1;
        Some(Piece { text: rest[..end].to_owned(), range, ..Piece::default() })
    }

    /// Characters up to a blank, or also up to a comma, quotations taken whole.
    fn piece(&mut self, comma_ends: bool) -> Piece {
        let start = self.at;
        let mut piece = Piece::default();
        while let Some(c) = self.peek().filter(|c| !(c.is_whitespace() || comma_ends && *c == ',')) {
            let place = self.at;
            self.step();
            if is_quote(c) {
                piece.quoted = true;
                if !self.quotation(&mut piece.text) {
                    piece.unclosed = Some(place);
                }
            } else {
                piece.text.push(c);
            }
        }
        piece.range = start..self.at;
        piece
    }

    /// The rest of a quotation, and whether it is closed; one that is not ends with the text.
    fn quotation(&mut self, out: &mut String) -> bool {
        while let Some(c) = self.step() {
            match (c, self.peek()) {
                (c, _) if is_quote(c) => return true,
                ('\\', Some(next)) if is_quote(next) || next == '\\' => {
                    self.step();
                    out.push(next);
                }
                _ => out.push(c),
            }
        }
        false
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn step(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }
}
