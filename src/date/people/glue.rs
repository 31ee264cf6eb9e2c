//! What several dates and the words around them mean together.
//!
//! It must never drop a word in silence, nor join two dates that the text does not join.

use super::super::{Moment, Part, When};
use super::atoms::{self, Atom, Named};
use super::tokens::{Token, tokens};
use super::words::Word;
use super::{People, Reading, Stand};

/// A piece of the text: a date or a token that belongs to none.
#[derive(Debug, Clone, Copy)]
enum Piece {
    Date(Atom),
    Token(Token),
}

/// Texts that say that there is no date.
const NOTHING: &[&str] = &[
    "",
    "-",
    "--",
    "---",
    "?",
    "??",
    "???",
    "n/a",
    "n.a.",
    "n. a.",
    "#n/a",
    "k.a.",
    "n.n.",
    "x",
    ".",
    "…",
    "...",
    "t.b.d.",
    "t.b.a.",
    "t.b.c.",
    "à définir",
    "a definir",
    "por definir",
    "not yet",
    "no date",
    "noch offen",
    "not set",
    "to be defined",
    "to be confirmed",
    "to be announced",
    "to be determined",
    "not applicable",
    "sin fecha",
    "00.00.0000",
    "0000-00-00",
    "―",
    "－",
    "なし",
];

/// Reads a text without blanks around it.
pub fn read(text: &str, people: People) -> Reading {
    let lower = text.to_lowercase();
    let lower = lower.replace(['–', '—'], "-");
    if NOTHING.contains(&lower.as_str()) {
        return Reading { stand: Some(Stand::Undated), ..Reading::default() };
    }
    let Some(tokens) = tokens(text) else { return Reading { words: true, ..Reading::default() } };
    join(&pieces(&tokens, people))
}

/// The text as dates and what stands between them.
fn pieces(tokens: &[Token], people: People) -> Vec<Piece> {
    let bare = !tokens.iter().any(|token| matches!(token, Token::Other));
    let found = scan(tokens, people, bare);
    // "20-Aug" is no year 2020: a month stands there that no year goes with.
    let month = |piece: &Piece| matches!(piece, Piece::Token(Token::Word(Word::Month(_))));
    if bare && found.iter().any(month) { scan(tokens, people, false) } else { found }
}

fn scan(tokens: &[Token], people: People, bare: bool) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = tokens;
    while let Some(token) = rest.first() {
        match atoms::first(rest, people, bare) {
            Some((atom, length)) => {
                out.push(Piece::Date(atom));
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                out.push(Piece::Token(*token));
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    out
}

/// What a date is among those of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The first that holds.
    Main,
    /// The other end of a range with the one before.
    To,
    /// One that may be meant instead.
    Claim,
    /// One that held before.
    Before,
    /// One that took the place of those before.
    Instead,
}

fn join(pieces: &[Piece]) -> Reading {
    let mut reading = Reading::default();
    let mut ends: Vec<(Role, Moment, bool)> = Vec::new();
    let mut begin = 0;
    let words = |word: Word| pieces.iter().any(|p| matches!(p, Piece::Token(Token::Word(w)) if *w == word));
    let dates: Vec<usize> =
        pieces.iter().enumerate().filter(|(_, p)| matches!(p, Piece::Date(_))).map(|(n, _)| n).collect();
    for (k, at) in dates.iter().enumerate() {
        let Some(Piece::Date(atom)) = pieces.get(*at) else { continue };
        let before = pieces.get(begin..*at).unwrap_or_default();
        let end = dates.get(k + 1).copied().unwrap_or(pieces.len());
        let behind = pieces.get(at + 1..end).unwrap_or_default();
        let taken = behind_of(behind);
        let role = role(before, k, words(Word::Slipped), &mut reading);
        let (moment, unsure) = moment(*atom, before, behind.get(..taken).unwrap_or_default());
        reading.doubt = reading.doubt.or(atom.doubt);
        reading.order_open |= matches!(atom.named, Named::Either(..));
        reading.words |= before.iter().any(is_other);
        ends.push((role, moment, unsure));
        begin = at + 1 + taken;
    }
    let rest = pieces.get(begin..).unwrap_or_default();
    reading.words |= rest.iter().any(is_other);
    if words(Word::Cancelled) {
        reading.stand = Some(Stand::Cancelled);
    } else if words(Word::Slipped) && !ends.is_empty() {
        reading.stand = Some(Stand::Slipped);
    } else if ends.is_empty() && words(Word::Undated) && !pieces.iter().any(is_other) {
        reading.stand = Some(Stand::Undated);
    } else if ends.is_empty() {
        reading.words = true;
    }
    take(&ends, &mut reading);
    reading
}

/// Gives the reading its dates.
fn take(ends: &[(Role, Moment, bool)], reading: &mut Reading) {
    let mut main: Option<Moment> = None;
    for (role, moment, unsure) in ends {
        let at = Some(When::At(*moment));
        match role {
            Role::Main if main.is_none() => main = Some(*moment),
            Role::Instead => {
                reading.before = main.take().map(When::At).or(reading.before);
                main = Some(*moment);
            }
            Role::To => match main.and_then(|from| within(from, *moment)) {
                Some(range) => {
                    main = Some(range);
                    if *unsure {
                        reading.doubt = reading.doubt.or(Some("It stands there with a question mark."));
                    }
                }
                None => return give_up(reading),
            },
            Role::Claim if reading.claim.is_none() => reading.claim = at,
            Role::Before if reading.before.is_none() => reading.before = at,
            _ => return give_up(reading),
        }
    }
    reading.when = main.map(When::At);
    if reading.before.is_some() && reading.stand.is_none() {
        reading.stand = Some(Stand::Slipped);
    }
}

/// Several dates that the text does not join are no date.
fn give_up(reading: &mut Reading) {
    *reading = Reading { words: true, doubt: Some("Several dates, none put first."), ..Reading::default() };
}

/// What the date behind these pieces is.
fn role(before: &[Piece], place: usize, slipped: bool, reading: &mut Reading) -> Role {
    let has = |word: Word| before.iter().any(|p| matches!(p, Piece::Token(Token::Word(w)) if *w == word));
    let sign = |sign: char| before.iter().any(|p| matches!(p, Piece::Token(Token::Sign(s)) if *s == sign));
    if has(Word::Was) {
        return Role::Before;
    }
    if has(Word::Now) || (place > 0 && has(Word::Slipped)) {
        return if place == 0 { Role::Main } else { Role::Instead };
    }
    if place == 0 {
        return Role::Main;
    }
    if has(Word::To) && slipped {
        return Role::Instead;
    }
    if sign('(') {
        reading.doubt = reading.doubt.or(Some("Two dates in one cell, the second in brackets."));
        return Role::Claim;
    }
    let joint = |p: &Piece| matches!(p, Piece::Token(Token::Joint('/' | '-') | Token::Sign('~')));
    let joins = has(Word::Or) || has(Word::To) || has(Word::And) || before.iter().any(joint) || sign('~');
    if joins && !before.iter().any(is_other) && !sign(';') {
        if has(Word::Or) {
            reading.doubt = reading.doubt.or(Some("Two dates, none put first."));
        }
        return Role::To;
    }
    // Nothing joins it to the one before.
    Role::Main
}

/// How many pieces behind a date belong to it.
fn behind_of(behind: &[Piece]) -> usize {
    let belongs = |piece: &Piece| {
        matches!(
            piece,
            Piece::Token(
                Token::Sign('?' | '~' | '+' | ')')
                    | Token::Word(Word::Onwards | Word::Unsure | Word::Planned)
            )
        )
    };
    let open = matches!(
        behind,
        [Piece::Token(Token::Sign('(')), Piece::Token(Token::Word(Word::Unsure | Word::Planned)), ..]
    );
    let or_later = matches!(
        behind,
        [Piece::Token(Token::Word(Word::Or)), Piece::Token(Token::Word(Word::Later | Word::Earlier)), ..]
    );
    let bis = matches!(behind, [Piece::Token(Token::Word(Word::By))]);
    let start = if open || or_later { 2 } else { usize::from(bis) };
    // A "~" between two dates joins them.
    let tilde = matches!(behind, [Piece::Token(Token::Sign('~'))]) && start == 0;
    let more = behind.get(start..).unwrap_or_default().iter().take_while(|piece| belongs(piece)).count();
    if tilde { 1 } else { start + more }
}

/// The date with what stands before and behind it, and whether it is in question.
fn moment(atom: Atom, before: &[Piece], behind: &[Piece]) -> (Moment, bool) {
    // Only what stands right before it, a bracket aside, says how it is meant.
    let near: Vec<Token> = before
        .iter()
        .rev()
        .map_while(|piece| match piece {
            Piece::Token(Token::Other) | Piece::Date(_) => None,
            Piece::Token(token) => Some(*token),
        })
        .collect();
    let word = |word: Word| near.contains(&Token::Word(word));
    let follows = |token: Token| behind.iter().any(|p| matches!(p, Piece::Token(t) if *t == token));
    let said = |word: Word| follows(Token::Word(word));
    let not = word(Word::Not);
    // What is not later is by then, and what is not by then is later.
    let by = (if not { word(Word::Later) } else { word(Word::By) })
        || near.contains(&Token::Sign('<'))
        || said(Word::By)
        || said(Word::Earlier);
    let from = (if not { word(Word::By) || word(Word::Earlier) } else { word(Word::Later) })
        || (word(Word::From) && !word(Word::Slipped))
        || near.contains(&Token::Sign('>'))
        || follows(Token::Sign('+'))
        || said(Word::Onwards)
        || said(Word::Later);
    let unsure = follows(Token::Sign('?'))
        || said(Word::Unsure)
        || word(Word::Unsure)
        || near.first() == Some(&Token::Sign('?'));
    let about = near.contains(&Token::Sign('~')) || word(Word::About) || follows(Token::Sign('~'));
    let part = match atom.named {
        Named::Part(part) => part,
        Named::About(part) if unsure => return (Moment::UnsureAbout(part), true),
        Named::About(part) => return (Moment::About(part), false),
        Named::Range(from, to) => return (Moment::Within(from, to), unsure),
        Named::Either(a, b) => return (either(a, b), unsure),
    };
    let moment = match (by, from, about, unsure) {
        (true, false, ..) => Moment::By(part),
        (false, true, ..) => Moment::From(part),
        (_, _, true, true) => Moment::UnsureAbout(part),
        (_, _, true, false) => Moment::About(part),
        (_, _, false, true) => Moment::Unsure(part),
        _ => Moment::On(part),
    };
    (moment, unsure)
}

/// Some time that holds both of two days: their months.
fn either(a: Part, b: Part) -> Moment {
    let month = |part: Part| {
        let (year, month, _) = part.days().0.ymd();
        Part::Month(year, month)
    };
    let (first, last) = if a.days().0 <= b.days().0 { (a, b) } else { (b, a) };
    Moment::Within(month(first), month(last))
}

/// Some time from the one to the other; `None` where they do not follow each other.
fn within(from: Moment, to: Moment) -> Option<Moment> {
    let first = match from {
        Moment::On(part) | Moment::About(part) | Moment::Unsure(part) | Moment::From(part) => part,
        _ => return None,
    };
    let last = match to {
        Moment::On(part) | Moment::About(part) | Moment::Unsure(part) | Moment::By(part) => part,
        _ => return None,
    };
    (first.days().0 < last.days().0 && first.days().1 < last.days().1).then_some(Moment::Within(first, last))
}

/// Whether a piece is a word worth keeping.
fn is_other(piece: &Piece) -> bool {
    matches!(piece, Piece::Token(Token::Other | Token::Number(..)))
        || matches!(
            piece,
            Piece::Token(Token::Word(
                Word::Month(_)
                    | Word::Season(_)
                    | Word::Nth(_)
                    | Word::Weekday(_)
                    | Word::Quarter
                    | Word::Half
                    | Word::HalfOrWeek
                    | Word::Week
                    | Word::Fiscal
                    | Word::ModelYear
            ))
        )
}
