//! Dates within a text: the tokens that together name one stretch of the calendar.
//!
//! It must never choose between two meanings: what could be either is [`Named::Either`].

use super::super::{Day, FiscalPart, Part, YEARS};
use super::tokens::Token;
use super::words::Word;
use super::{DayOrder, People};

/// What a run of tokens names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// One stretch.
    Part(Part),
    /// The middle of a stretch: around this one.
    About(Part),
    /// Some time from the one to the other.
    Range(Part, Part),
    /// The one or the other, as day and month are in either order.
    Either(Part, Part),
}

/// A date found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Atom {
    /// What it names.
    pub named: Named,
    /// Why it may be read wrongly.
    pub doubt: Option<&'static str>,
}

type Found = Option<Atom>;

/// The longest date, in tokens.
const LONGEST: usize = 11;

/// The longest date that begins with these tokens, and how many they are. `bare` says that nothing but dates
/// stands in the text, so that two digits may be a year.
pub fn first(tokens: &[Token], people: People, bare: bool) -> Option<(Atom, usize)> {
    let begins = matches!(tokens.first(), Some(Token::Number(..)) | Some(Token::Word(_)));
    if !begins {
        return None;
    }
    let most = tokens.len().min(LONGEST);
    let ends =
        |n: &usize| !matches!(tokens.get(n - 1), Some(Token::Joint(_) | Token::Sign(_) | Token::Other));
    (1..=most).rev().filter(ends).find_map(|n| Some((atom(tokens.get(..n)?, people, bare)?, n)))
}

/// The date that the tokens name together.
fn atom(tokens: &[Token], people: People, bare: bool) -> Found {
    if tokens.iter().any(|token| matches!(token, Token::Other | Token::Sign(_))) {
        return None;
    }
    // A day of the week may tell which of two numbers is the day.
    if let [Token::Word(Word::Weekday(weekday)), rest @ ..] = tokens {
        let rest = rest.strip_prefix(&[Token::Joint('.')]).unwrap_or(rest);
        let rest = rest.strip_prefix(&[Token::Joint(',')]).unwrap_or(rest);
        return atom(rest, people, false).filter(|_| rest.len() > 2).map(|found| by_weekday(found, *weekday));
    }
    if tokens.iter().any(|token| matches!(token, Token::Word(_))) {
        let kept: Vec<Token> =
            tokens.iter().copied().filter(|token| !matches!(token, Token::Joint(_))).collect();
        return of_words(&kept, people);
    }
    of_numbers(tokens, people, bare)
}

/// Of two days the one that falls on a day of the week, where only one of them does.
fn by_weekday(found: Atom, weekday: u8) -> Atom {
    // The first day of 1970 was a Thursday.
    let falls = |part: Part| (part.days().0.0 + 3).rem_euclid(7) == i32::from(weekday);
    match found.named {
        Named::Either(one, other) if falls(one) != falls(other) => {
            Atom { named: Named::Part(if falls(one) { one } else { other }), doubt: None }
        }
        _ => found,
    }
}

fn sure(part: Part) -> Found {
    Some(Atom { named: Named::Part(part), doubt: None })
}

fn range(from: Part, to: Part) -> Found {
    let in_order = from.days().0 < to.days().0;
    in_order.then_some(Atom { named: Named::Range(from, to), doubt: None })
}

/// A year of four digits, or of the last two.
fn year(number: u32, digits: u8) -> Option<i16> {
    let year = match digits {
        4 => number,
        2 if number < 70 => 2000 + number,
        2 => 1900 + number,
        _ => return None,
    };
    i16::try_from(year).ok().filter(|year| YEARS.contains(year))
}

fn small(number: u32, most: u8) -> Option<u8> {
    u8::try_from(number).ok().filter(|n| (1..=most).contains(n))
}

fn day(y: i16, m: u32, d: u32) -> Option<Part> {
    let (m, d) = (small(m, 12)?, small(d, 31)?);
    Day::new(y, m, d).map(|_| Part::Day(y, m, d))
}

fn week(y: i16, w: u32) -> Option<Part> {
    let w = small(w, 53)?;
    super::super::part::monday(y, w).map(|_| Part::Week(y, w))
}

/// What stands for a quarter or a half within a year.
fn piece(word: Word, n: u32) -> Option<FiscalPart> {
    match word {
        Word::Quarter => small(n, 4).map(FiscalPart::Quarter),
        Word::Half | Word::HalfOrWeek => small(n, 2).map(FiscalPart::Half),
        _ => None,
    }
}

fn of_year(y: i16, piece: FiscalPart) -> Part {
    match piece {
        FiscalPart::Quarter(q) => Part::Quarter(y, q),
        FiscalPart::Half(h) => Part::Half(y, h),
        FiscalPart::Year => Part::Year(y),
    }
}

/// Dates with a word in them; the signs between are gone.
fn of_words(tokens: &[Token], people: People) -> Found {
    use Token::{Number as N, Word as W};
    use Word::{Fiscal, HalfOrWeek, ModelYear, Month, Nth, Quarter, Week};
    let fiscal = |y: i16, piece| sure(Part::Fiscal(y, piece, people.year_start));
    match *tokens {
        // Q4 26, H1 2026, S2 2026, T3 2026; and with the number or the year first.
        [W(w), N(n, 1), N(y, d)] | [N(n, 1), W(w), N(y, d)] if piece(w, n).is_some() => {
            sure(of_year(year(y, d)?, piece(w, n)?))
        }
        [N(y, 4), W(w), N(n, 1)] | [N(y, 4), N(n, 1), W(w)] | [N(n, 1), N(y, 4), W(w)]
            if piece(w, n).is_some() =>
        {
            sure(of_year(year(y, 4)?, piece(w, n)?))
        }
        [W(Nth(n)), W(w), N(y, d)] if piece(w, n.into()).is_some() => {
            sure(of_year(year(y, d)?, piece(w, n.into())?))
        }
        [N(y, 4), W(Nth(n)), W(w)] if piece(w, n.into()).is_some() => {
            sure(of_year(year(y, 4)?, piece(w, n.into())?))
        }
        [W(Nth(n)), N(y, 4)] => sure(Part::Quarter(year(y, 4)?, n)),
        // Quarters of the books.
        [W(Fiscal), N(y, d), W(w), N(n, 1)]
        | [W(w), N(n, 1), W(Fiscal), N(y, d)]
        | [N(n, 1), W(w), W(Fiscal), N(y, d)]
        | [W(Fiscal), N(y, d), N(n, 1), W(w)]
        | [N(y, d), W(Fiscal), W(w), N(n, 1)]
            if piece(w, n).is_some() =>
        {
            fiscal(year(y, d)?, piece(w, n)?)
        }
        [W(Fiscal), N(y, d)] | [N(y, d @ 4), W(Fiscal)] => fiscal(year(y, d)?, FiscalPart::Year),
        [W(Fiscal), N(y, d), N(next, e)] | [N(y, d), N(next, e), W(Fiscal)] => {
            let (y, next) = (year(y, d)?, year(next, e)?);
            (next == y + 1).then(|| fiscal(y, FiscalPart::Year))?
        }
        [W(ModelYear), N(y, d)] => {
            let y = year(y, d)?;
            let doubt = Some("A model year begins in the calendar year before.");
            Some(Atom { named: Named::Range(Part::Year(y - 1), Part::Year(y)), doubt })
        }
        // Weeks and their days.
        [N(y, 4), W(Week), N(w, _)] | [N(y, 4), N(w, _), W(Week)] => sure(week(year(y, 4)?, w)?),
        [W(Week), N(w, _), N(y, d)] | [N(w, _), W(Week), N(y, d)] => sure(week(year(y, d)?, w)?),
        [W(HalfOrWeek), N(w @ 3.., _), N(y, d)] => sure(week(year(y, d)?, w)?),
        [N(y, 4), W(Week), N(w, 2), N(n, 1)] => {
            let monday = week(year(y, 4)?, w)?.days().0;
            let (y, m, d) = Day(monday.0 + i32::from(small(n, 7)?) - 1).ymd();
            sure(Part::Day(y, m, d))
        }
        // Several in one year.
        [W(Quarter), N(a, 1), W(Quarter), N(b, 1), N(y, d)]
        | [W(Quarter), N(a, 1), N(b, 1), N(y, d)]
        | [N(y, d @ 4), W(Quarter), N(a, 1), W(Quarter), N(b, 1)] => {
            let y = year(y, d)?;
            range(Part::Quarter(y, small(a, 4)?), Part::Quarter(y, small(b, 4)?))
        }
        [W(Month(a)), W(Month(b)), N(y, d)] => {
            let y = year(y, d)?;
            range(Part::Month(y, a), Part::Month(y, b))
        }
        // Months and days.
        [W(Month(m)), N(y, d @ (2 | 4))] => sure(Part::Month(year(y, d)?, m)),
        [N(y, 4), W(Month(m))] => sure(Part::Month(year(y, 4)?, m)),
        [N(n, 1 | 2), W(Month(m)), N(y, d)] => sure(day(year(y, d)?, m.into(), n)?),
        [W(Month(m)), N(n, 1 | 2), N(y, 4)] => sure(day(year(y, 4)?, m.into(), n)?),
        [N(y, 4), W(Month(m)), N(n, 1 | 2)] => sure(day(year(y, 4)?, m.into(), n)?),
        [W(word), ref rest @ ..] => placed(word, rest, people),
        [N(y, 4), W(word)] => placed(word, &[N(y, 4)], people),
        _ => None,
    }
}

/// A place within a stretch: "early 2027", "mid 26", "end of Q3 2026", "summer 2026".
fn placed(word: Word, rest: &[Token], people: People) -> Found {
    let whole = match *rest {
        [Token::Number(y, d @ (2 | 4))] => Part::Year(year(y, d)?),
        [Token::Number(a, d @ (2 | 4)), Token::Number(b, e)] if word == Word::Season(3) => {
            let (a, b) = (year(a, d)?, year(b, e)?);
            return (b == a + 1).then(|| range(Part::Month(a, 12), Part::Month(b, 2)))?;
        }
        _ => match of_words(rest, people)?.named {
            Named::Part(part) => part,
            _ => return None,
        },
    };
    let Part::Year(y) = whole else {
        // Where in a month or quarter is finer than plans say it: the whole of it is no less true.
        let named = matches!(word, Word::Early | Word::Mid | Word::Late | Word::End | Word::Begin);
        let doubt = Some("Where in it is kept as words.");
        return named.then_some(Atom { named: Named::Part(whole), doubt });
    };
    let months = |from, to| range(Part::Month(y, from), Part::Month(y, to));
    match word {
        Word::Early => sure(Part::Half(y, 1)),
        Word::Begin => sure(Part::Quarter(y, 1)),
        Word::Mid => Some(Atom { named: Named::About(Part::Month(y, 6)), doubt: None }),
        Word::Late => sure(Part::Half(y, 2)),
        Word::End => sure(Part::Quarter(y, 4)),
        Word::Season(0) => months(3, 5),
        Word::Season(1) => months(6, 8),
        Word::Season(2) => months(9, 11),
        Word::Season(_) => {
            let named = Named::Range(Part::Month(y, 1), Part::Month(y + 1, 2));
            Some(Atom { named, doubt: Some("A winter has two years: either is meant.") })
        }
        _ => None,
    }
}

/// Dates of numbers and signs only.
fn of_numbers(tokens: &[Token], people: People, bare: bool) -> Found {
    use Token::{Joint as J, Number as N};
    match *tokens {
        [N(y, 4)] => sure(Part::Year(year(y, 4)?)),
        [N(y @ 10..=69, 2)] if bare => sure(Part::Year(year(y, 2)?)),
        [N(n, 6)] => month_or_week(year(n / 100, 4)?, n % 100),
        [N(n, 8)] => sure(day(year(n / 10_000, 4)?, n / 100 % 100, n % 100)?),
        [N(y, 4), J(a), N(m, 1 | 2), J(b), N(d, 1 | 2)] if a == b && a != ',' => {
            sure(day(year(y, 4)?, m, d)?)
        }
        [N(a, 1 | 2), J(s), N(b, 1 | 2), J(t), N(y, d @ (2 | 4))] if s == t && s != ',' => {
            in_order(a, b, year(y, d)?, s, people.order)
        }
        [N(y, 2), J(s), N(m, 2), J(t), N(d, 2)] if s == t && y > 31 => sure(day(year(y, 2)?, m, d)?),
        [N(a, 4), J('/' | '-'), N(b, 4)] => range(Part::Year(year(a, 4)?), Part::Year(year(b, 4)?)),
        [N(y, 4), J(sign), N(n, 1 | 2)] if sign != ',' && sign != '\'' => {
            let y = year(y, 4)?;
            match small(n, 12) {
                Some(month) => sure(Part::Month(y, month)),
                None if sign != '.' => range(Part::Year(y), Part::Year(year(n, 2)?)),
                None => None,
            }
        }
        [N(m, 1 | 2), J(sign), N(y, 4)] if sign != ',' => sure(Part::Month(year(y, 4)?, small(m, 12)?)),
        [N(m, 1 | 2), J(sign @ ('/' | '-' | '\'' | '.')), N(y, 2)] if bare => {
            let part = Part::Month(year(y, 2)?, small(m, 12)?);
            // "7.26" may be a number; a month of two digits hardly is one.
            let rough = y <= 12 || (sign == '.' && m < 10);
            let doubt = rough.then_some("Read as a month and the last two digits of a year.");
            (10..70).contains(&y).then_some(Atom { named: Named::Part(part), doubt })
        }
        _ => None,
    }
}

/// `202607` is a month; `202645` can only be a week.
fn month_or_week(y: i16, n: u32) -> Found {
    match small(n, 12) {
        Some(month) => sure(Part::Month(y, month)),
        None => {
            let doubt = Some("Read as a year and a week, as there is no such month.");
            Some(Atom { named: Named::Part(week(y, n)?), doubt })
        }
    }
}

/// A day by two numbers, of which either may be the month. No one puts points behind months.
fn in_order(a: u32, b: u32, y: i16, sign: char, order: Option<DayOrder>) -> Found {
    let (day_first, month_first) = (day(y, b, a), day(y, a, b));
    match (day_first, month_first) {
        (Some(one), Some(other)) if one == other || sign == '.' => sure(one),
        (Some(one), Some(other)) => match order {
            Some(DayOrder::DayFirst) => sure(one),
            Some(DayOrder::MonthFirst) => sure(other),
            None => {
                let doubt = Some("Day and month may be in either order.");
                Some(Atom { named: Named::Either(one, other), doubt })
            }
        },
        (Some(only), None) | (None, Some(only)) => sure(only),
        (None, None) => None,
    }
}
