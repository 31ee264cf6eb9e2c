//! Habits of other query languages: OR, NOT, `=`, brackets, quotations left open.
//!
//! It must never change what is asked by itself: it tells, and says how the text would be put right.

use super::lex::Token;
use super::parse::{Asked, QueryProblem};
use crate::plan::Plan;
use std::ops::Range;

/// Something of a query that would answer something else than was meant, in silence.
#[derive(Debug)]
pub(super) struct Slip {
    /// The tokens that it is about.
    pub tokens: Range<usize>,
    /// Those of them that are not read.
    pub left_out: Vec<usize>,
    pub problem: QueryProblem,
}

/// A text with one part of it written otherwise.
pub(super) fn replaced(text: &str, range: Range<usize>, instead: &str) -> String {
    let (before, after) = (text.get(..range.start).unwrap_or(""), text.get(range.end..).unwrap_or(""));
    format!("{before}{instead}{after}")
}

/// Every slip of a text, in order; none shares a token with another.
pub(super) fn find(text: &str, tokens: &[Token], plan: &Plan) -> Vec<Slip> {
    let look = Look { text, tokens, plan };
    let mut slips = Vec::new();
    let mut n = 0;
    while n < tokens.len() {
        let slip = look.at(n);
        n = slip.as_ref().map_or(n + 1, |slip| slip.tokens.end);
        slips.extend(slip);
    }
    slips
}

/// What is right behind a key where a colon should stand, longest first, and what is meant by it.
const SIGNS: [(&str, Sign); 8] = [
    ("==", Sign::Is),
    ("!=", Sign::IsNot),
    ("<>", Sign::IsNot),
    (">=", Sign::From),
    ("<=", Sign::UpTo),
    ("=", Sign::Is),
    (">", Sign::After),
    ("<", Sign::Before),
];

#[derive(Debug, Clone, Copy)]
enum Sign {
    Is,
    IsNot,
    From,
    UpTo,
    After,
    Before,
}

struct Look<'t> {
    text: &'t str,
    tokens: &'t [Token],
    plan: &'t Plan,
}

impl<'t> Look<'t> {
    fn at(&self, n: usize) -> Option<Slip> {
        let looks = [Self::sign, Self::bracket, Self::or, Self::and, Self::not, Self::wildcard, Self::single];
        looks.iter().find_map(|look| look(self, n)).or_else(|| self.open_quotation(n))
    }

    /// A token as it was typed.
    fn raw(&self, n: usize) -> &'t str {
        self.tokens.get(n).and_then(|token| self.text.get(token.range.clone())).unwrap_or("")
    }

    /// A token that is a plain word.
    fn word(&self, n: usize) -> Option<&'t str> {
        let token = self.tokens.get(n)?;
        let plain = token.key.is_none() && token.pieces.iter().all(|piece| !piece.quoted);
        plain.then(|| self.raw(n))
    }

    fn asked(&self, n: usize) -> Option<Asked> {
        Asked::of(&self.tokens.get(n)?.key.as_ref()?.text, self.plan)
    }

    /// A problem of some tokens; `instead` is written in their place.
    fn slip(
        &self,
        tokens: Range<usize>,
        message: String,
        hint: String,
        instead: Option<&str>,
    ) -> Option<Slip> {
        let range = self.tokens.get(tokens.start)?.range.start..self.tokens.get(tokens.end - 1)?.range.end;
        let fix = instead.map(|instead| replaced(self.text, range.clone(), instead).trim().to_owned());
        let left_out = tokens.clone().collect();
        Some(Slip { tokens, left_out, problem: QueryProblem { range, message, hint, fix } })
    }

    /// `brand=vw`, `when >= 2027`.
    fn sign(&self, n: usize) -> Option<Slip> {
        let raw = self.raw(n);
        let (minus, rest) = raw.strip_prefix('-').map_or(("", raw), |rest| ("-", rest));
        let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (key, mut behind) = rest.split_at(letters);
        let asked = Asked::of(key, self.plan)?;
        let mut last = n;
        if behind.is_empty() {
            last += 1;
            behind = self.raw(last);
        }
        let (typed, sign) = SIGNS.into_iter().find(|(typed, _)| behind.starts_with(typed))?;
        let mut value = behind.get(typed.len()..)?;
        if value.is_empty() && self.word(last).is_some() {
            last += 1;
            value = self.raw(last);
        }
        let word = asked.word();
        let is_date = matches!(asked, Asked::Dates(_));
        let not = if minus.is_empty() { "-" } else { "" };
        let instead = match sign {
            _ if value.is_empty() => None,
            Sign::Is => Some(format!("{minus}{word}:{value}")),
            Sign::IsNot => Some(format!("{not}{word}:{value}")),
            Sign::From if is_date => Some(format!("{minus}when:{value}..")),
            Sign::UpTo if is_date => Some(format!("{minus}when:..{value}")),
            Sign::After if is_date => Some(format!("{minus}after:{value}")),
            Sign::Before if is_date => Some(format!("{minus}before:{value}")),
            _ => None,
        };
        let message = format!("\"{key}{typed}\" asks for nothing");
        let hint = match &instead {
            Some(instead) => format!("write {instead}"),
            None => format!("a key asks with a colon: write {word}: and right behind it a value"),
        };
        let end = (last + 1).min(self.tokens.len());
        self.slip(n..end, message, hint, instead.as_deref())
    }

    /// `(brand:vw OR brand:audi)`.
    fn bracket(&self, n: usize) -> Option<Slip> {
        let raw = self.raw(n);
        let rest = raw.strip_prefix('-').unwrap_or(raw).strip_prefix('(')?;
        let key = rest.trim_start_matches(['(', '-']);
        let letters = key.find(|c: char| !c.is_alphabetic()).unwrap_or(key.len());
        let is_key = key.get(letters..)?.starts_with([':', '='])
            && Asked::of(key.get(..letters)?, self.plan).is_some();
        if !is_key {
            return None;
        }
        let mut fixed = String::new();
        for (n, token) in self.tokens.iter().enumerate() {
            let quoted = token.pieces.iter().any(|piece| piece.quoted);
            let raw = self.raw(n);
            let bare = if quoted { raw } else { raw.trim_end_matches(')') };
            let bare = bare
                .strip_prefix("-(")
                .map_or_else(|| bare.trim_start_matches('(').to_owned(), |rest| format!("-{rest}"));
            if !bare.is_empty() {
                fixed += if fixed.is_empty() { "" } else { " " };
                fixed += &bare;
            }
        }
        let message = "a query has no brackets".to_owned();
        let hint =
            "different keys must all hold, several values of one key are alternatives: brand:a,b".to_owned();
        let mut slip = self.slip(n..n + 1, message, hint, None)?;
        slip.problem.fix = Some(fixed);
        Some(slip)
    }

    /// `brand:vw OR brand:audi`.
    fn or(&self, n: usize) -> Option<Slip> {
        let is_or = |n: usize| self.word(n) == Some("OR") || self.between(n, &["or", "|", "||"]);
        if !is_or(n) {
            return None;
        }
        let asked = n.checked_sub(1).and_then(|before| self.asked(before));
        let first = n.checked_sub(1).filter(|first| !self.tokens[*first].excluded);
        let (mut end, mut values) = (n, String::new());
        // As many as ask with the same key become one.
        while is_or(end)
            && let Some(next) = self.tokens.get(end + 1).filter(|next| !next.excluded)
            && asked.is_some()
            && self.asked(end + 1) == asked
            && let Some(key) = &next.key
        {
            values = format!("{values},{}", self.text.get(key.range.end + 1..next.range.end).unwrap_or(""));
            end += 2;
        }
        let message = format!("\"{}\" stands between questions, where all must hold", self.raw(n));
        match first.filter(|_| end > n) {
            Some(first) => {
                let all = format!("{}{values}", self.raw(first));
                let hint = format!("put alternatives behind one key: {all}");
                let mut slip = self.slip(n..end, message, hint, None)?;
                // The questions between are read: asked of one key they are alternatives.
                slip.left_out.retain(|m| (m - n).is_multiple_of(2));
                let range = self.tokens[first].range.start..self.tokens[end - 1].range.end;
                slip.problem.fix = Some(replaced(self.text, range, &all));
                Some(slip)
            }
            None => {
                let hint = "only values of one key are alternatives, as in brand:a,b: ask one question after \
                            the other; to search for the word, put it in quotes";
                self.slip(n..n + 1, message, hint.to_owned(), None)
            }
        }
    }

    /// `brand:vw AND region:europe`.
    fn and(&self, n: usize) -> Option<Slip> {
        let is_and = self.word(n) == Some("AND") || self.between(n, &["and", "&", "&&"]);
        if !is_and {
            return None;
        }
        let message = format!("\"{}\" would be searched for as a word", self.raw(n));
        let hint = "all parts of a query must hold anyway: leave it out".to_owned();
        let mut slip = self.slip(n..n + 1, message, hint, None)?;
        let to = self.tokens.get(n + 1).map_or(self.text.len(), |next| next.range.start);
        slip.problem.fix = Some(replaced(self.text, self.tokens[n].range.start..to, "").trim().to_owned());
        Some(slip)
    }

    /// `not brand:vw`, `!brand:vw`, `- brand:vw`.
    fn not(&self, n: usize) -> Option<Slip> {
        let word = self.word(n)?;
        let message = || format!("\"{}\" leaves nothing out", self.raw(n));
        let hint = |instead: &str| format!("a minus right before it does: {instead}");
        if let Some(rest) = word.strip_prefix('!').filter(|rest| rest.contains(char::is_alphanumeric)) {
            let instead = format!("-{rest}");
            return self.slip(n..n + 1, message(), hint(&instead), Some(&instead));
        }
        let keyed = self.tokens.get(n + 1).is_some_and(|next| next.key.is_some());
        let before_key = ["not", "!", "-", "–", "−"].iter().any(|not| word.eq_ignore_ascii_case(not));
        let is_not = word == "NOT" || keyed && before_key;
        let next = self.tokens.get(n + 1).filter(|_| is_not)?;
        let instead =
            if next.excluded { self.raw(n + 1).to_owned() } else { format!("-{}", self.raw(n + 1)) };
        self.slip(n..n + 2, message(), hint(&instead), Some(&instead))
    }

    /// `elect*`.
    fn wildcard(&self, n: usize) -> Option<Slip> {
        let word = self.word(n)?;
        let bare = word.trim_matches('*');
        if bare == word || bare.is_empty() || bare == "-" {
            return None;
        }
        let message = format!("no text holds the star of \"{word}\"");
        let hint = format!("words are found within longer ones: write {bare}");
        self.slip(n..n + 1, message, hint, Some(bare))
    }

    /// `'solid state'`.
    fn single(&self, n: usize) -> Option<Slip> {
        let start = self.word(n)?.strip_prefix(['\'', '‘'])?;
        let closes = |m: &usize| {
            let word = self.word(*m).unwrap_or("");
            word.ends_with(['\'', '’']) && (*m > n || !start.is_empty())
        };
        let last = (n..self.tokens.len()).take_while(|m| self.word(*m).is_some()).find(closes)?;
        let range = self.tokens[n].range.start..self.tokens[last].range.end;
        let inner = self.text.get(range)?.trim_matches(['\'', '‘', '’']);
        let instead = format!("\"{inner}\"");
        let message = "words that belong together stand in double quotes".to_owned();
        self.slip(n..last + 1, message, format!("write {instead}"), Some(&instead))
    }

    /// A quotation without an end.
    fn open_quotation(&self, n: usize) -> Option<Slip> {
        let start = self.tokens.get(n)?.pieces.iter().find_map(|piece| piece.unclosed)?;
        let message = "a quotation begins here and does not end".to_owned();
        let hint = "close it with a quotation mark where it ends, or leave the mark out".to_owned();
        let mut slip = self.slip(n..n + 1, message, hint, None)?;
        slip.left_out.clear();
        slip.problem.range = start..self.text.len();
        slip.problem.fix = Some(format!("{}\"", self.text.trim_end_matches(['\\', ' '])));
        Some(slip)
    }

    /// Whether one of these stands right beside a question with a key, where it is no word to search for.
    fn between(&self, n: usize, words: &[&str]) -> bool {
        let keyed = |n: usize| self.tokens.get(n).is_some_and(|token| token.key.is_some());
        let beside = n.checked_sub(1).is_some_and(keyed) || keyed(n + 1);
        let is_one = self.word(n).is_some_and(|word| words.iter().any(|w| word.eq_ignore_ascii_case(w)));
        is_one && beside && n > 0 && n + 1 < self.tokens.len()
    }
}
