//! A file's text as tokens: brackets, commas, colons, strings and words, whatever else is wrong with it.
//!
//! It must never fail: what RON would not take is still some token, so that a broken file can be told apart.

use std::ops::Range;

/// How deep brackets may be nested; a plan needs seven.
pub const DEPTH: usize = 32;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// A string, byte string or character; `false` where it does not end.
    Quoted(bool),
    /// A name, a number, or a run of anything else.
    Word,
    /// A block comment that does not end.
    OpenComment,
}

/// A token and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Token {
    pub kind: TokenKind,
    pub span: Range<usize>,
}

/// The closing bracket of an opening one.
pub fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

/// Reads tokens one by one; spaces and comments are passed over.
#[derive(Debug, Clone)]
pub struct Scanner<'a> {
    text: &'a str,
    at: usize,
    /// From here on no plain string ends: one that began here did not.
    endless: usize,
}

impl<'a> Scanner<'a> {
    /// Reads from the start of a text.
    pub fn new(text: &'a str) -> Self {
        Self::from(text, 0)
    }

    /// Reads from a byte on, which must begin a token or the space between two.
    pub fn from(text: &'a str, at: usize) -> Self {
        Self { text, at, endless: usize::MAX }
    }

    /// Where the next token is looked for.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Goes on from a byte as after [`Scanner::from`], and keeps in mind what is known of the text.
    pub fn go(&mut self, at: usize) {
        self.at = at;
    }

    /// Keeps in mind that the plain string at a byte does not end. Then none behind it does: its quotation mark
    /// was passed over as an escaped one, and what follows is read alike. So nothing is read to its end twice.
    pub fn is_endless(&mut self, at: usize) {
        self.endless = self.endless.min(at);
    }

    /// The next token, without going there.
    pub fn peek(&self) -> Option<Token> {
        self.clone().next()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Passes over spaces and comments; gives a block comment that does not end.
    fn skip(&mut self) -> Option<Token> {
        loop {
            match (self.byte(self.at), self.byte(self.at + 1)) {
                (Some(b' ' | b'\n' | b'\r' | b'\t' | 0x0b | 0x0c), _) => self.at += 1,
                (Some(b'/'), Some(b'/')) => self.at = self.first(self.at, b'\n'),
                (Some(b'/'), Some(b'*')) => {
                    let start = self.at;
                    if !self.block_comment() {
                        return Some(Token { kind: TokenKind::OpenComment, span: start..self.at });
                    }
                }
                (Some(0x80..), _) => {
                    let space = self.text.get(self.at..).and_then(|t| t.chars().next()).filter(is_space);
                    match space {
                        Some(c) => self.at += c.len_utf8(),
                        None => return None,
                    }
                }
                _ => return None,
            }
        }
    }

    /// The first place of a byte from `start` on, or the end.
    fn first(&self, start: usize, byte: u8) -> usize {
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        memchr::memchr(byte, rest).map_or(self.text.len(), |n| start + n)
    }

    fn block_comment(&mut self) -> bool {
        let mut depth = 0usize;
        while let Some(byte) = self.byte(self.at) {
            match (byte, self.byte(self.at + 1)) {
                (b'/', Some(b'*')) => {
                    depth += 1;
                    self.at += 2;
                }
                (b'*', Some(b'/')) => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return true;
                    }
                }
                _ => self.at += 1,
            }
        }
        false
    }

    /// A string from its opening quotation mark on.
    fn string(&mut self) -> bool {
        if self.at >= self.endless {
            self.at = self.text.len();
            return false;
        }
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            match memchr::memchr2(b'"', b'\\', rest) {
                Some(n) if rest.get(n) == Some(&b'"') => {
                    self.at += n + 1;
                    return true;
                }
                // The escaped character may be of several bytes: going to its second is harmless here,
                // for only whole ASCII characters are looked for.
                Some(n) => self.at += n + 2,
                None => {
                    self.at = self.text.len();
                    return false;
                }
            }
        }
    }

    /// A raw string from its first `#` or quotation mark on; `None` where it is none.
    fn raw_string(&mut self, start: usize) -> Option<bool> {
        let mut quote = start;
        while self.byte(quote) == Some(b'#') {
            quote += 1;
        }
        if self.byte(quote) != Some(b'"') {
            return None;
        }
        let hashes = quote - start;
        self.at = quote + 1;
        loop {
            let end = self.first(self.at, b'"');
            if end >= self.text.len() {
                self.at = self.text.len();
                return Some(false);
            }
            let after = self.text.as_bytes().get(end + 1..).unwrap_or_default();
            let found = after.iter().take(hashes).take_while(|b| **b == b'#').count();
            self.at = end + 1 + found;
            if found == hashes {
                return Some(true);
            }
        }
    }

    /// A character such as `'a'` or `'\n'`; an apostrophe alone is a word of its own.
    fn character(&mut self) -> TokenKind {
        let rest = self.text.get(self.at + 1..).unwrap_or_default();
        let escaped = rest.starts_with('\\');
        let end = rest.char_indices().skip(if escaped { 2 } else { 1 }).take(10).find(|(_, c)| *c == '\'');
        match end {
            Some((n, _)) if escaped || rest.chars().nth(1) == Some('\'') => {
                self.at += n + 2;
                TokenKind::Quoted(true)
            }
            _ => {
                self.at += 1;
                TokenKind::Word
            }
        }
    }

    fn word(&mut self) -> TokenKind {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let ends = |(n, c): (usize, char)| {
            is_space(&c)
                || matches!(c, '(' | ')' | '[' | ']' | '{' | '}' | ',' | ':' | '"' | '\'')
                || (c == '/' && rest.get(n + 1..).is_some_and(|t| t.starts_with(['/', '*'])))
        };
        let length = rest.char_indices().find(|&at| ends(at)).map_or(rest.len(), |(n, _)| n);
        // A character that ends a word but begins nothing else is a word of its own.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        self.at += length.max(first);
        TokenKind::Word
    }

    fn token(&mut self) -> Option<TokenKind> {
        let single = |this: &mut Self, kind| {
            this.at += 1;
            kind
        };
        Some(match self.byte(self.at)? {
            open @ (b'(' | b'[' | b'{') => single(self, TokenKind::Open(open)),
            close @ (b')' | b']' | b'}') => single(self, TokenKind::Close(close)),
            b',' => single(self, TokenKind::Comma),
            b':' => single(self, TokenKind::Colon),
            b'"' => TokenKind::Quoted(self.string()),
            b'\'' => self.character(),
            b'b' if self.byte(self.at + 1) == Some(b'"') => {
                self.at += 1;
                TokenKind::Quoted(self.string())
            }
            b'b' if self.byte(self.at + 1) == Some(b'\'') => {
                self.at += 1;
                self.character()
            }
            b'b' if self.byte(self.at + 1) == Some(b'r') => self.raw_or_word(self.at + 2),
            b'r' => self.raw_or_word(self.at + 1),
            _ => self.word(),
        })
    }

    fn raw_or_word(&mut self, hashes: usize) -> TokenKind {
        match self.raw_string(hashes) {
            Some(ends) => TokenKind::Quoted(ends),
            None => self.word(),
        }
    }
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(comment) = self.skip() {
            return Some(comment);
        }
        let start = self.at;
        let kind = self.token()?;
        self.at = self.at.min(self.text.len());
        Some(Token { kind, span: start..self.at })
    }
}

/// What RON takes for space.
fn is_space(c: &char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\n'
            | '\r'
            | '\x0b'
            | '\x0c'
            | '\u{85}'
            | '\u{200E}'
            | '\u{200F}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        Scanner::new(text).map(|t| &text[t.span]).collect()
    }

    #[test]
    fn brackets_in_strings_and_comments_are_no_brackets() {
        let text = "( a: \"x)\\\"]\", /* ( /* [ */ */ // }\n r#\"raw \" ( \"#, '(', b\"[\" )";
        let expected =
            ["(", "a", ":", "\"x)\\\"]\"", ",", "r#\"raw \" ( \"#", ",", "'('", ",", "b\"[\"", ")"];
        assert_eq!(words(text), expected);
    }

    #[test]
    fn what_does_not_end_reaches_to_the_end() {
        for (text, kind) in [
            ("a \"bc, d", TokenKind::Quoted(false)),
            ("a r#\"bc\" d", TokenKind::Quoted(false)),
            ("a /* b /* */", TokenKind::OpenComment),
            ("a \"b\\", TokenKind::Quoted(false)),
        ] {
            let last = Scanner::new(text).last().expect("tokens");
            assert_eq!((last.kind, last.span), (kind, 2..text.len()), "{text}");
        }
    }

    #[test]
    fn an_apostrophe_in_open_text_swallows_nothing() {
        assert_eq!(words("name: Driver's (x)"), ["name", ":", "Driver", "'", "s", "(", "x", ")"]);
        assert_eq!(words("r#where: []"), ["r#where", ":", "[", "]"]);
        assert_eq!(words("12.5/*x*/,-3//y"), ["12.5", ",", "-3"]);
    }

    proptest! {
        #[test]
        fn behind_a_string_without_end_is_none_with_one(text in "[a\\\\\"\n(]{0,30}") {
            let endless = Scanner::new(&text).find(|t| t.kind == TokenKind::Quoted(false));
            for at in endless.map_or(0..0, |token| token.span.start..text.len()) {
                if text[at..].starts_with('"') {
                    let token = Scanner::from(&text, at).next();
                    prop_assert_eq!(token, Some(Token { kind: TokenKind::Quoted(false), span: at..text.len() }));
                }
            }
        }

        #[test]
        fn tokens_cover_any_text_in_order(text in "[\\PC\n\"'\\\\/*#rb(){}\\[\\]:,]{0,60}") {
            let mut end = 0;
            for token in Scanner::new(&text) {
                prop_assert!(token.span.start >= end && token.span.end > token.span.start);
                prop_assert!(text.get(token.span.clone()).is_some());
                end = token.span.end;
            }
        }
    }
}
