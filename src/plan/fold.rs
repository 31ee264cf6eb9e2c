//! Folding: how two spellings of a word are made one. It must never be shown to a person.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text without case and accents; blanks, line breaks, hyphens and dashes are spaces, and quotes are as on a
/// keyboard: "solid state" finds "solid-state".
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    out
}

/// Adds a folded text to another one.
pub fn fold_into(out: &mut String, text: &str) {
    if text.is_ascii() {
        out.extend(text.bytes().map(|b| {
            if b.is_ascii_whitespace() || b.is_ascii_control() || matches!(b, b'-' | b'_') {
                ' '
            } else {
                char::from(b.to_ascii_lowercase())
            }
        }));
        return;
    }
    for c in text.nfkd().flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c)) {
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ı' => out.push('i'),
            '‘' | '’' | 'ʼ' => out.push('\''),
            '“' | '”' | '„' | '«' | '»' => out.push('"'),
            '-' | '_' | '‐' | '‑' | '‒' | '–' | '—' | '−' => out.push(' '),
            c if c.is_whitespace() || c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_word_become_one() {
        for (a, b) in [
            ("Citroën", "CITROEN"),
            ("Škoda", "skoda"),
            ("Curaçao\u{a0}2", "curacao 2"),
            ("CMF‑B", "cmf-b"),
            ("solid-state", "Solid state"),
            ("“trust”", "\"TRUST\""),
            ("Ørsted", "orsted"),
            ("ＣＭＦ", "cmf"),
            ("Straße", "STRASSE"),
        ] {
            assert_eq!(fold(a), fold(b), "{a}");
        }
        assert_eq!(fold("日産"), "日産");
    }

    proptest! {
        #[test]
        fn what_is_folded_stays_as_it_is(text in "\\PC{0,20}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
