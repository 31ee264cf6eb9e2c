//! Japanese dates, rewritten in signs that the other languages use.
//!
//! It must never change a text without Japanese in it.

/// Phrases, longer ones first, each with what it is read as.
const PHRASES: &[(&str, &str)] = &[
    ("第一四半期", " q1 "),
    ("第二四半期", " q2 "),
    ("第三四半期", " q3 "),
    ("第四四半期", " q4 "),
    ("四半期", " quarter "),
    ("上半期", " h1 "),
    ("下半期", " h2 "),
    ("上期", " h1 "),
    ("下期", " h2 "),
    ("前半", " h1 "),
    ("後半", " h2 "),
    ("年度末", "年度 "),
    ("年度", " fy "),
    ("年末", " yearend "),
    ("年初", " early "),
    ("初頭", " early "),
    ("半ば", " mid "),
    ("中頃", " mid "),
    ("頃", " ~ "),
    ("ごろ", " ~ "),
    ("以降", " onwards "),
    ("までに", " bis "),
    ("まで", " bis "),
    ("予定", " planned "),
    ("未定", " tbd "),
    ("検討中", " tbd "),
    ("中止", " cancelled "),
    ("延期", " slipped "),
    ("から", " to "),
    ("又は", " or "),
    ("または", " or "),
    ("春", " spring "),
    ("夏", " summer "),
    ("秋", " autumn "),
    ("冬", " winter "),
    ("第", " "),
    ("週", " week "),
    ("年内", " "),
];

/// The text with its Japanese signs replaced.
pub fn plain(text: &str) -> String {
    let is_japanese = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    if !text.contains(is_japanese) {
        return text.to_owned();
    }
    let mut text = reiwa(text);
    for (phrase, plain) in PHRASES {
        text = text.replace(phrase, plain);
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '年' | '月' => {
                if letter == '年' {
                    whole_year(&mut out);
                }
                let joins = letters.peek().is_some_and(char::is_ascii_digit);
                out.push(if joins { '-' } else { ' ' });
            }
            '日' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

/// A year of two digits before its sign becomes one of four.
fn whole_year(out: &mut String) {
    let digits = out.bytes().rev().take_while(u8::is_ascii_digit).count();
    if digits == 2 {
        out.insert_str(out.len() - 2, "20");
    }
}

/// Years of the present era as those of the calendar.
fn reiwa(text: &str) -> String {
    let Some((before, behind)) = text.split_once("令和") else { return text.to_owned() };
    let digits: String = behind.chars().take_while(char::is_ascii_digit).collect();
    match digits.parse::<u16>() {
        Ok(year) if year < 100 => {
            format!("{before}{}{}", 2018 + year, behind.get(digits.len()..).unwrap_or_default())
        }
        _ => text.to_owned(),
    }
}
