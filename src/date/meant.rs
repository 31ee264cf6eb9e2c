//! Dates that people write otherwise, rewritten as plan files write them.
//!
//! It must never choose between two meanings, nor give a text that is no date.

use super::{MONTHS, Part, Precision, When, people};

impl When {
    /// The date that a text plainly means which is none as it stands: `2029-Q3` for "Q3 2029". `None` where it could
    /// mean several, or nothing is known of it.
    pub fn meant(text: &str) -> Option<String> {
        let lower = text.trim().to_lowercase().replace(['–', '—', '−'], "-").replace('…', "..");
        let found = part(&lower).or_else(|| open(&lower)).or_else(|| between(&lower));
        let found = found.or_else(|| people::plain(text))?;
        Self::parse(&found).is_ok().then_some(found)
    }
}

/// The two ends of a text such as "2026-2028", which may be a span as well as a stretch in which something falls.
pub fn two_years(text: &str) -> Option<(Part, Part)> {
    let text = text.trim().replace(['–', '—'], "-");
    let (from, to) = text.trim_start_matches('[').split_once(['-', '/'])?;
    let year = |text: &str| Part::parse(text.trim()).ok().filter(|part| part.precision() == Precision::Year);
    Some((year(from)?, year(to.trim_end_matches(']'))?))
}

/// Words before a date, each with what stands before and behind it in a file. The longer ones come first.
const BEFORE: &[(&str, &str, &str)] = &[
    ("no later than ", "[..", "]"),
    ("not before ", "[", "..]"),
    ("on or before ", "[..", "]"),
    ("earliest ", "[", "..]"),
    ("latest ", "[..", "]"),
    ("starting ", "", "/.."),
    ("until ", "../", ""),
    ("since ", "", "/.."),
    ("from ", "", "/.."),
    ("by ", "[..", "]"),
    (">=", "[", "..]"),
    ("≥", "[", "..]"),
    ("<=", "[..", "]"),
    ("≤", "[..", "]"),
    ("around ", "", "~"),
    ("approx. ", "", "~"),
    ("approximately ", "", "~"),
    ("about ", "", "~"),
    ("circa ", "", "~"),
    ("ca. ", "", "~"),
    ("c. ", "", "~"),
    ("~", "", "~"),
    ("in ", "", ""),
    ("on ", "", ""),
    ("..", "[..", "]"),
    ("/", "../", ""),
];

/// Signs behind a date, alike.
const BEHIND: &[(&str, &str, &str)] = &[
    (" onwards", "[", "..]"),
    (" or later", "[", "..]"),
    (" at the latest", "[..", "]"),
    (" or earlier", "[..", "]"),
    ("+", "[", "..]"),
    ("..", "[", "..]"),
    ("/", "", "/.."),
    (" -", "", "/.."),
];

/// A date that is open to a side or rough.
fn open(text: &str) -> Option<String> {
    let before = BEFORE.iter().filter_map(|(word, a, b)| Some((text.strip_prefix(word)?, a, b)));
    let behind = BEHIND.iter().filter_map(|(word, a, b)| Some((text.strip_suffix(word)?, a, b)));
    let mut all = before.chain(behind);
    all.find_map(|(rest, a, b)| Some(format!("{a}{}{b}", part(rest.trim())?)))
}

/// One of two dates, or some time between them.
fn between(text: &str) -> Option<String> {
    let text = text.strip_prefix("between ").or_else(|| text.strip_prefix("from ")).unwrap_or(text);
    let text = text.trim_start_matches('[').trim_end_matches(']');
    [" or ", " and ", " to ", " - ", ".."].iter().find_map(|joint| {
        let (from, to) = text.split_once(joint)?;
        Some(format!("[{}..{}]", part(from)?, part(to)?))
    })
}

/// A stretch of the calendar that has a name.
fn part(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_suffix('.').filter(|text| !text.ends_with('.')).unwrap_or(text);
    let known = Part::parse(text).ok().map(|part| part.to_string());
    known.or_else(|| of_words(text)).or_else(|| of_figures(text))
}

/// "q3 2029", "july 2027", "late 2028", "second half of 2028".
fn of_words(text: &str) -> Option<String> {
    let text = text.replace([',', '/', '.'], " ").replace(" of ", " ").replace(" the ", " ");
    let text = text.strip_prefix("the ").unwrap_or(&text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let year = |word: &&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let years: Vec<&str> = words.iter().copied().filter(|word| year(word)).collect();
    let [year] = years[..] else { return joined(text) };
    let rest: Vec<&str> = words.into_iter().filter(|word| *word != year).collect();
    match rest[..] {
        [word] => stretch(word).map(|stretch| format!("{year}-{stretch}")),
        ["first", "half"] => Some(format!("{year}-H1")),
        ["second", "half"] => Some(format!("{year}-H2")),
        [nth, "quarter"] => Some(format!("{year}-Q{}", ordinal(nth)?)),
        [a, b] => {
            let (day, month) = if month(a).is_some() { (b, a) } else { (a, b) };
            let day = day.trim_end_matches(|c: char| c.is_ascii_lowercase());
            let day: u8 = day.parse().ok()?;
            Some(format!("{year}-{:02}-{day:02}", self::month(month)?))
        }
        _ => None,
    }
}

fn ordinal(word: &str) -> Option<u8> {
    let words = [("first", "1st"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th")];
    (1..).zip(words).find(|(_, (long, short))| word == *long || word == *short).map(|(n, _)| n)
}

/// What stands behind the year for a word.
fn stretch(word: &str) -> Option<String> {
    Some(match word {
        "early" => "H1".to_owned(),
        "late" => "H2".to_owned(),
        "end" | "year-end" => "Q4".to_owned(),
        "beginning" | "start" => "Q1".to_owned(),
        _ => {
            let mut letters = word.chars();
            match (letters.next()?, letters.next(), letters.next()) {
                ('q', Some(n @ '1'..='4'), None) | (n @ '1'..='4', Some('q'), None) => format!("Q{n}"),
                ('h', Some(n @ '1'..='2'), None) | (n @ '1'..='2', Some('h'), None) => format!("H{n}"),
                _ => format!("{:02}", month(word)?),
            }
        }
    })
}

/// The number of a month, by its name or the three letters that it begins with.
fn month(word: &str) -> Option<usize> {
    let is = |name: &str| {
        let name = name.to_lowercase();
        name == word || (word.len() >= 3 && name.starts_with(word)) || word == "sept" && name == "september"
    };
    MONTHS.iter().position(|name| is(name)).map(|n| n + 1)
}

/// "2029q3", "3q2029", "2020s".
fn joined(text: &str) -> Option<String> {
    if let Some(decade) = text.strip_suffix("0s") {
        return Some(format!("{decade}X")).filter(|_| decade.len() == 3);
    }
    let (a, b) = (text.get(..2)?, text.get(2..)?);
    let behind = || Some(format!("{}-{}", text.get(..4)?, stretch(text.get(4..)?)?));
    stretch(a).filter(|_| b.len() == 4).map(|stretch| format!("{b}-{stretch}")).or_else(behind)
}

/// "07/2027", "14.7.2027", "2027/7", "20270714", a time of day behind a day.
fn of_figures(text: &str) -> Option<String> {
    let text = text.split_once('t').or_else(|| text.split_once(' ')).map_or(text, |(day, _)| day);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if digits(text) {
        return match text.len() {
            6 => Some(format!("{}-{}", text.get(..4)?, text.get(4..)?)),
            8 => Some(format!("{}-{}-{}", text.get(..4)?, text.get(4..6)?, text.get(6..)?)),
            _ => None,
        };
    }
    let pieces: Vec<&str> = text.split(['/', '.', '-']).collect();
    if !pieces.iter().all(|piece| digits(piece)) {
        return None;
    }
    let number = |text: &str| text.parse::<u16>().ok();
    match pieces[..] {
        [month, year] if year.len() == 4 && month.len() < 3 => Some(format!("{year}-{:02}", number(month)?)),
        [year, month] if year.len() == 4 && month.len() < 3 => Some(format!("{year}-{:02}", number(month)?)),
        [year, month, day] if year.len() == 4 => {
            Some(format!("{year}-{:02}-{:02}", number(month)?, number(day)?))
        }
        // A day that could be a month could mean either, but for points, which no one puts behind months.
        [a, b, year] if year.len() == 4 => {
            let (a, b) = (number(a)?, number(b)?);
            match (a > 12, b > 12) {
                (true, false) => Some(format!("{year}-{b:02}-{a:02}")),
                (false, true) => Some(format!("{year}-{a:02}-{b:02}")),
                _ if a == b || text.contains('.') => Some(format!("{year}-{b:02}-{a:02}")),
                _ => None,
            }
        }
        _ => None,
    }
}
