//! Words, numbers and signs of a date as people write it, each with what it means there.
//!
//! It must never look at more than one token: what tokens mean together is for `atoms` and `glue`.

use super::japanese;
use super::words::{self, Word};
use unicode_normalization::UnicodeNormalization;

/// The most tokens of a text that is read: no cell with a date in it is longer.
const MOST: usize = 120;

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// A number and how many digits it has.
    Number(u32, u8),
    /// A word that says something about dates.
    Word(Word),
    /// A word that says nothing about dates.
    Other,
    /// A sign that may stand within a date: `.`, `,`, `/`, `-`, `'`.
    Joint(char),
    /// Any other sign.
    Sign(char),
}

/// The tokens of a text; `None` where there are too many to be a cell with a date in it.
pub fn tokens(text: &str) -> Option<Vec<Token>> {
    let text = without_time(&plain(text));
    let mut out: Vec<Token> = Vec::new();
    let mut rest = text.as_str();
    let mut spaced = true;
    while let Some(first) = rest.chars().next() {
        if out.len() > MOST {
            return None;
        }
        let kind = Class::of(first);
        let end = match kind {
            Class::Digit | Class::Letter => rest.find(|c| Class::of(c) != kind).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        let (token, behind) = rest.split_at(end);
        match kind {
            Class::Space => {}
            Class::Digit => out.push(number(token)),
            Class::Letter => word(token, spaced, &mut out),
            Class::Joint => out.push(Token::Joint(first)),
            Class::Sign => sign(first, &mut out),
        }
        spaced = kind == Class::Space;
        rest = behind;
    }
    Some(out)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Digit,
    Letter,
    Joint,
    Sign,
}

impl Class {
    fn of(c: char) -> Self {
        match c {
            '0'..='9' => Self::Digit,
            '.' | ',' | '/' | '-' | '\'' => Self::Joint,
            c if c.is_whitespace() || c == '_' => Self::Space,
            c if c.is_alphabetic() => Self::Letter,
            _ => Self::Sign,
        }
    }
}

fn number(digits: &str) -> Token {
    let length = u8::try_from(digits.len()).unwrap_or(u8::MAX);
    digits.parse().map_or(Token::Other, |value| Token::Number(value, length))
}

/// A word, which may be the ending of an ordinal number ("1st", "2e") and then says nothing.
fn word(token: &str, spaced: bool, out: &mut Vec<Token>) {
    let behind_number = !spaced && matches!(out.last(), Some(Token::Number(_, 1 | 2)));
    if behind_number && words::is_ordinal_ending(token) {
        return;
    }
    if !spaced && token == "e" && matches!(out.last(), Some(Token::Number(_, 4))) {
        return out.push(Token::Word(Word::Unsure));
    }
    match words::word(token) {
        Some(Word::Filler) => {}
        Some(word) => out.push(Token::Word(word)),
        None => out.push(Token::Other),
    }
}

/// A sign; an arrow may be written by two, whose first is a dash.
fn sign(first: char, out: &mut Vec<Token>) {
    match first {
        '→' | '➔' | '➜' | '⇒' | '►' => out.push(Token::Word(Word::Now)),
        '>' if matches!(out.last(), Some(Token::Joint('-') | Token::Sign('='))) => {
            out.pop();
            out.push(Token::Word(Word::Now));
        }
        '=' if matches!(out.last(), Some(Token::Sign('>' | '<'))) => {}
        '≥' => out.push(Token::Sign('>')),
        '≤' => out.push(Token::Sign('<')),
        '≈' | '±' => out.push(Token::Sign('~')),
        '"' | '*' | '†' | '`' | '´' | '[' | ']' => {}
        '&' => out.push(Token::Word(Word::And)),
        other => out.push(Token::Sign(other)),
    }
}

/// A text in small letters without accents, with dashes, quotes and Japanese signs as on an English keyboard.
fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let letters = text.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    let letters: String = letters.nfc().flat_map(char::to_lowercase).map(typed).collect();
    japanese::plain(&letters)
}

fn typed(c: char) -> char {
    match c {
        '‐' | '‑' | '‒' | '–' | '—' | '−' | '－' => '-',
        '‘' | '’' | 'ʼ' => '\'',
        '⁄' => '/',
        '～' | '〜' => '~',
        c => c,
    }
}

/// The text without times of day: "14:30", "8:00:00 am", "T00:00:00Z".
fn without_time(text: &str) -> String {
    let mut text = text.to_owned();
    let mut from = 0;
    while let Some(colon) = text.get(from..).and_then(|rest| rest.find(':')).map(|at| from + at) {
        match without_one(&text, colon) {
            Some(shorter) => text = shorter,
            None => from = colon + 1,
        }
    }
    text
}

/// The text without the time of day whose first colon stands at a place; `None` where none stands there.
fn without_one(text: &str, colon: usize) -> Option<String> {
    let hour = text.get(..colon).map_or(0, |before| {
        before.len() - before.bytes().rev().take(2).take_while(u8::is_ascii_digit).count()
    });
    let minutes = text.get(colon + 1..).unwrap_or_default();
    let is_time = hour < colon && minutes.bytes().take(2).filter(u8::is_ascii_digit).count() == 2;
    if !is_time {
        return None;
    }
    let length = minutes.find(|c: char| !c.is_ascii_digit() && c != ':' && c != '.').unwrap_or(minutes.len());
    let mut rest = minutes.get(length..).unwrap_or_default();
    for ending in [" am", " pm", "am", "pm", "z", " uhr", " utc"] {
        rest = rest.strip_prefix(ending).unwrap_or(rest);
    }
    let zone =
        rest.starts_with(['+', '-']) && rest.get(1..3).is_some_and(|z| z.bytes().all(|b| b.is_ascii_digit()));
    let rest =
        if zone { rest.trim_start_matches(['+', '-', ':', '0', '1', '2', '3', '4', '5']) } else { rest };
    let before = text.get(..hour).unwrap_or_default();
    let before =
        before.strip_suffix('t').filter(|b| b.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(before);
    Some(format!("{before} {rest}"))
}
