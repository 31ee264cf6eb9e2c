//! Explanation of a slip: what RON says of it, in words for people, and the bytes that it means.
//!
//! It must never show RON's own names of types: a reader of a plan file knows fields and lists.

use super::amount::PARTS;
use super::findings::{At, Finding};
use super::problem::{quoted, written};
use super::scan::{Scanner, TokenKind};
use super::schema::VERSION;
use super::{synonyms, values};
use crate::plan::{Near, Said, Status};
use ron::error::{Error, Position, SpannedError};
use std::ops::Range;

/// The problem that RON found in a piece of the file that begins at `base`. `what` it was reading, such as
/// "model", is for the message.
pub fn explain(piece: &str, base: usize, what: &str, error: &SpannedError, suggest: &Near) -> Finding {
    let span = meant(piece, error);
    let found = piece.get(span.clone()).unwrap_or_default();
    let before = piece.get(..span.start).unwrap_or_default().trim_end();
    let (message, hint) = match &error.code {
        Error::ExpectedStructLikeEnd if before.ends_with(',') => {
            let plain =
                decimal_commas(piece, span.start).map(|plain| format!("write {plain}: with a point each"));
            let how = plain.unwrap_or_else(|| COORDINATES.to_owned());
            ("two numbers were expected, not more".to_owned(), Some(how))
        }
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_)
            if with_comma(before, found).is_some() =>
        {
            let (number, plain) = with_comma(before, found).unwrap_or_default();
            told(
                format!("{} is not a number", quoted(&number)),
                &format!("write {plain}, with a point and no commas"),
            )
        }
        code => words(code, what, found, suggest),
    };
    let nothing = matches!(found, "null" | "nil" | "None" | "undefined");
    let hint =
        if nothing { Some("leave the field out where there is nothing to say".to_owned()) } else { hint };
    Finding::error(At::Bytes(base + span.start..base + span.end), message, hint)
}

/// A number that was written with a comma in it, of which `found` is what stands behind the comma: as it stands, and
/// as it should.
fn with_comma(before: &str, found: &str) -> Option<(String, String)> {
    let before = before.strip_suffix(',')?;
    let start = before.rfind(|c: char| !c.is_ascii_digit() && c != ',').map_or(0, |n| n + 1);
    let number = format!("{},{found}", before.get(start..)?);
    let plain = values::plain_number(&number)?;
    Some((number, plain))
}

/// Coordinates whose numbers were written with a comma each, as they should be; `at` lies in their brackets.
fn decimal_commas(piece: &str, at: usize) -> Option<String> {
    let open = piece.get(..at)?.rfind('(')?;
    let close = at + piece.get(at..)?.find(')')?;
    let parts: Vec<&str> = piece.get(open + 1..close)?.split(',').map(str::trim).collect();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let [lat, lat_rest, lon, lon_rest] = parts[..] else { return None };
    let whole = |text: &str| digits(text.strip_prefix('-').unwrap_or(text));
    let sound = whole(lat) && digits(lat_rest) && whole(lon) && digits(lon_rest);
    sound.then(|| format!("({lat}.{lat_rest}, {lon}.{lon_rest})"))
}

/// How coordinates are written.
const COORDINATES: &str = "write latitude and longitude in degrees, without names: (51.4, -0.9)";

/// The bytes of the piece that the error means.
fn meant(piece: &str, error: &SpannedError) -> Range<usize> {
    let end = byte_of(piece, &error.span.end);
    let mut tokens = Scanner::new(piece).map(|token| token.span);
    let name = match &error.code {
        Error::NoSuchStructField { found, .. }
        | Error::NoSuchEnumVariant { found, .. }
        | Error::ExpectedDifferentStructName { found, .. } => Some(found.as_str()),
        Error::DuplicateStructField { field, .. } => Some(*field),
        Error::MissingStructField { outer: Some(_), .. } => {
            return opening(piece, end).unwrap_or(0..1);
        }
        _ => None,
    };
    let found = match name {
        None if matches!(error.code, Error::InvalidValueForType { .. }) => {
            // It was read before it was found not to fit.
            tokens.take_while(|span| span.start < end).last()
        }
        Some(name) => {
            let named = |span: &Range<usize>| {
                piece.get(span.clone()).is_some_and(|t| t == name || t.strip_prefix("r#") == Some(name))
            };
            tokens.take_while(|span| span.start <= end).filter(named).last()
        }
        None => tokens.find(|span| span.end > end),
    };
    found.unwrap_or(piece.len().saturating_sub(1)..piece.len())
}

/// The bracket that is closed at or behind a byte: where the struct begins that lacks a field.
fn opening(piece: &str, end: usize) -> Option<Range<usize>> {
    let mut open = Vec::new();
    for token in Scanner::new(piece) {
        match token.kind {
            TokenKind::Open(_) => open.push(token.span),
            TokenKind::Close(_) => {
                let span = open.pop()?;
                if token.span.end >= end {
                    return Some(span);
                }
            }
            _ => {}
        }
    }
    open.pop()
}

/// The byte of RON's line and column, which count characters from 1.
fn byte_of(piece: &str, at: &Position) -> usize {
    let line: usize = piece.split_inclusive('\n').take(at.line.saturating_sub(1)).map(str::len).sum();
    let rest = piece.get(line..).unwrap_or_default();
    rest.char_indices().nth(at.col.saturating_sub(1)).map_or(piece.len(), |(n, _)| line + n)
}

/// A message and what to do.
type Told = (String, Option<String>);

fn told(message: impl Into<String>, hint: &str) -> Told {
    (message.into(), Some(hint.to_owned()))
}

fn words(code: &Error, what: &str, found: &str, suggest: &Near) -> Told {
    of_names(code, what, suggest)
        .or_else(|| of_values(code, found, suggest))
        .or_else(|| of_brackets(code, found))
        .unwrap_or_else(|| of_the_rest(code))
}

/// Slips in the names of fields and in the plan's own words.
fn of_names(code: &Error, what: &str, suggest: &Near) -> Option<Told> {
    let outer = |outer: &Option<String>| outer.as_ref().map_or_else(|| what.to_owned(), |o| o.to_lowercase());
    Some(match code {
        Error::NoSuchStructField { expected, found, outer: of } => {
            let all = || Some(format!("its fields are {}", expected.join(", ")));
            let near = suggest.hint(found, expected.iter().copied());
            let synonym = || synonyms::field(found, expected);
            let source = (found == "id" && expected.contains(&"source"))
                .then(|| "name the source by source: \"…\"".to_owned());
            // A figure has many forms, and RON does not know which one was meant.
            let of = if *expected == PARTS { "figure".to_owned() } else { outer(of) };
            (
                format!("{} has no field {}", a(&of), quoted(found)),
                source.or_else(synonym).or(near).or_else(all),
            )
        }
        Error::NoSuchEnumVariant { expected, found, outer } => {
            let what = outer.as_ref().map_or("this field", |o| o.as_str()).to_lowercase();
            let all = || Some(format!("write one of {}", expected.join(", ")));
            let near = suggest.hint(found, expected.iter().copied()).map(|near| near.replace('"', ""));
            let ours = synonyms::status(found).filter(|ours| expected.contains(ours));
            let synonym = ours.map(|ours| format!("write {ours}"));
            (format!("{} is not a word for {what}", quoted(found)), synonym.or(near).or_else(all))
        }
        Error::MissingStructField { field, outer: of } => {
            let how = if *field == "version" {
                format!("version: {VERSION},")
            } else {
                format!("{field}: \"…\",")
            };
            (format!("{} needs the field \"{field}\"", a(&outer(of))), Some(format!("write {how}")))
        }
        Error::DuplicateStructField { field, .. } => {
            told(format!("the field \"{field}\" is there twice"), "leave one of the two out")
        }
        Error::ExpectedDifferentStructName { expected, found } => told(
            format!("{} does not begin {}", quoted(found), a(&expected.to_lowercase())),
            "leave the word before the bracket out",
        ),
        _ => return None,
    })
}

/// Values of another kind than the field's.
fn of_values(code: &Error, found: &str, suggest: &Near) -> Option<Told> {
    Some(match code {
        Error::ExpectedString | Error::ExpectedStringEnd => {
            let how = match found {
                "Some" => "write the text alone, without Some( )",
                "(" | "[" | "{" => "write a text alone, such as an id, without brackets of its own",
                _ => "put quotation marks around it",
            };
            told(format!("a text was expected, not {}", written(found)), how)
        }
        Error::ExpectedIdentifier if found.starts_with('"') => {
            let meant = vocabulary(found.trim_matches('"'), suggest).map(|word| format!(": {word}"));
            let how = format!("leave the quotation marks out{}", meant.unwrap_or_default());
            (format!("a word was expected, not {}", written(found)), Some(how))
        }
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) | Error::SuggestRawIdentifier(_) => {
            told(format!("the name of a field was expected, not {}", written(found)), "write name: value")
        }
        Error::ExpectedBoolean => told(
            format!("true or false was expected, not {}", written(found)),
            "write one of the two, without quotation marks",
        ),
        Error::ExpectedFloat
        | Error::ExpectedInteger
        | Error::FloatUnderscore
        | Error::UnderscoreAtBeginning
        | Error::InvalidIntegerDigit { .. } => {
            let named = found.starts_with("lat") || found.starts_with("lon");
            let how = "write it without quotation marks, with a point, such as 46.3";
            let how = if named { COORDINATES } else { how };
            told(format!("a number was expected, not {}", written(found)), how)
        }
        Error::TrailingCharacters if found.parse::<f64>().is_ok() => {
            told(format!("a whole number was expected, not {}", written(found)), "write it without a point")
        }
        Error::InvalidValueForType { expected, .. } => {
            (format!("{} does not fit here", written(found)), Some(format!("write {expected}")))
        }
        Error::IntegerOutOfBounds => ("this number is too large".to_owned(), None),
        _ => return None,
    })
}

/// Brackets, commas and colons.
fn of_brackets(code: &Error, found: &str) -> Option<Told> {
    Some(match code {
        Error::ExpectedArray => told(
            format!("a list was expected, not {}", written(found)),
            "put square brackets around it, also where it is only one: [\"…\"]",
        ),
        Error::ExpectedComma | Error::ExpectedStructLikeEnd if number_in(found).is_some() => {
            let number = number_in(found).unwrap_or_default();
            told(format!("{} is not a number", written(found)), &format!("write the number alone: {number}"))
        }
        Error::ExpectedComma
        | Error::ExpectedArrayEnd
        | Error::ExpectedMapEnd
        | Error::ExpectedStructLikeEnd => {
            told("a comma is missing before this", "put `,` behind what stands before it")
        }
        Error::ExpectedMapColon => told("a colon is missing before this", "write name: value"),
        Error::ExpectedMap => {
            told(format!("pairs were expected, not {}", written(found)), "write {\"field\": \"value\"}")
        }
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => told(
            format!("round brackets were expected, not {}", written(found)),
            "write a record as (field: value, …), coordinates as (51.4, -0.9)",
        ),
        Error::ExpectedDifferentLength { .. } => told("two numbers were expected", COORDINATES),
        Error::TrailingCharacters => told(
            format!("{} does not belong to the value before it", written(found)),
            "a field has one value; a comma stands behind it",
        ),
        _ => return None,
    })
}

/// What concerns the whole text.
fn of_the_rest(code: &Error) -> Told {
    match code {
        Error::InvalidEscape(_) => told(
            "a backslash in this text stands before something that it does not fit",
            "a backslash itself is written \\\\",
        ),
        Error::ExceededRecursionLimit => ("brackets are nested too deep".to_owned(), None),
        Error::UnclosedBlockComment => told("a comment is not closed", "end it with `*/`"),
        Error::Eof => told("something is missing behind this", "look for a bracket that is not closed"),
        Error::NoSuchExtension(name) => (format!("RON has no extension {}", quoted(name)), None),
        other => {
            let text = other.to_string();
            let message = format!("this cannot be read: {}", text.trim_end_matches('.').to_lowercase());
            told(message, "compare it with `roadscope sample`")
        }
    }
}

/// The number that a word begins with and does not end with, such as that of 15%.
fn number_in(word: &str) -> Option<&str> {
    let end = word.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    // 0x1F has no number that could stand alone.
    word.get(..end).filter(|number| *number != "0" && number.parse::<f64>().is_ok())
}

/// The word of a plan's vocabulary that somebody meant who wrote it as a text.
fn vocabulary(text: &str, suggest: &Near) -> Option<&'static str> {
    if let Some(status) = synonyms::status(text) {
        return Some(status);
    }
    let all = || {
        let statuses = Status::ALL.iter().map(|s| (s.label(), s.word()));
        statuses.chain(Said::ALL.iter().map(|s| (s.label(), s.word())))
    };
    let near = suggest.to(text, all().map(|(label, _)| label))?;
    all().find(|(label, _)| *label == near).map(|(_, word)| word)
}

/// Whether more slips can be looked for once the part with this one is taken out: after a slip in a value, not
/// after one in the punctuation, which would only show itself again and again.
pub fn is_in_value(code: &Error) -> bool {
    !matches!(
        code,
        Error::ExpectedComma
            | Error::ExpectedArrayEnd
            | Error::ExpectedMapEnd
            | Error::ExpectedStructLikeEnd
            | Error::ExpectedOptionEnd
            | Error::ExpectedMapColon
            | Error::ExpectedStringEnd
            | Error::TrailingCharacters
            | Error::Eof
    )
}

/// With the article that it takes.
pub fn a(what: &str) -> String {
    match what {
        "evidence" => "evidence".to_owned(),
        _ if what.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {what}"),
        _ => format!("a {what}"),
    }
}
