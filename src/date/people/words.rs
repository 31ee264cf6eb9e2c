//! Words about dates in English, German, French and Spanish, without accents and in small letters.
//!
//! It must never hold a word that also names a thing of some trade.

/// What a word says about dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Word {
    Month(u8),
    Quarter,
    Half,
    Week,
    /// "S": a half where 1 or 2 stands beside it, a week where more does.
    HalfOrWeek,
    Fiscal,
    ModelYear,
    /// "first", "IV".
    Nth(u8),
    Early,
    Mid,
    Late,
    End,
    Begin,
    /// Spring is 0.
    Season(u8),
    Weekday,
    About,
    By,
    From,
    Onwards,
    Unsure,
    Planned,
    Undated,
    Cancelled,
    /// Before a date that held once.
    Was,
    /// Before a date that holds now; an arrow.
    Now,
    Slipped,
    Not,
    Earlier,
    Later,
    Or,
    To,
    And,
    Filler,
}

/// Each meaning with its words.
const WORDS: &[(Word, &[&str])] = &[
    (Word::Month(1), &["january", "jan", "januar", "janner", "janvier", "janv", "enero", "ene", "gennaio", "gen"]),
    (Word::Month(2), &["february", "feb", "febr", "februar", "fevrier", "fevr", "fev", "febrero", "febbraio"]),
    (Word::Month(3), &["march", "mar", "mrz", "marz", "maerz", "mars", "marzo"]),
    (Word::Month(4), &["april", "apr", "avril", "avr", "abril", "abr", "aprile"]),
    (Word::Month(5), &["may", "mai", "mayo", "maggio"]),
    (Word::Month(6), &["june", "jun", "juni", "juin", "junio", "giugno"]),
    (Word::Month(7), &["july", "jul", "juli", "juillet", "juil", "julio", "luglio"]),
    (Word::Month(8), &["august", "aug", "aout", "agosto", "ago"]),
    (Word::Month(9), &["september", "sep", "sept", "septembre", "septiembre", "setiembre", "settembre"]),
    (Word::Month(10), &["october", "oct", "okt", "oktober", "octobre", "octubre", "ottobre"]),
    (Word::Month(11), &["november", "nov", "novembre", "noviembre"]),
    (Word::Month(12), &["december", "dec", "dez", "dezember", "decembre", "diciembre", "dic", "dicembre"]),
    (Word::Quarter, &["q", "qtr", "quarter", "quartal", "quart", "trimestre", "trim", "t"]),
    (Word::Half, &["h", "half", "halbjahr", "halbj", "hj", "semestre", "hy"]),
    (Word::Week, &["kw", "cw", "w", "wk", "wks", "week", "woche", "kalenderwoche", "semaine", "semana", "ww"]),
    (Word::HalfOrWeek, &["s", "sem"]),
    (Word::Fiscal, &["fy", "fiscal", "gj", "geschaftsjahr", "wj", "fye", "ejercicio", "exercice"]),
    (Word::ModelYear, &["my", "modelljahr", "mj", "modelyear"]),
    (Word::Nth(1), &["first", "erstes", "erste", "ersten", "premier", "premiere", "primer", "primero", "i"]),
    (Word::Nth(2), &["second", "zweites", "zweite", "zweiten", "deuxieme", "seconde", "segundo", "ii"]),
    (Word::Nth(3), &["third", "drittes", "dritte", "dritten", "troisieme", "tercer", "tercero", "iii"]),
    (Word::Nth(4), &["fourth", "viertes", "vierte", "vierten", "quatrieme", "cuarto", "iv", "last"]),
    (Word::Early, &["early", "anfang", "anf", "debut", "principios", "fruh", "inicio", "inicios", "erl"]),
    (Word::Mid, &["mid", "middle", "mitte", "mi", "milieu", "mediados"]),
    (Word::Late, &["late", "spat"]),
    (Word::End, &["end", "ende", "fin", "finales", "eoy", "ye", "yearend", "jahresende"]),
    (Word::Begin, &["begin", "beginning", "beginn", "start", "boy", "jahresanfang"]),
    (Word::Season(0), &["spring", "fruhjahr", "fruhling", "printemps", "primavera"]),
    (Word::Season(1), &["summer", "sommer", "ete", "verano"]),
    (Word::Season(2), &["autumn", "fall", "herbst", "automne", "otono"]),
    (Word::Season(3), &["winter", "hiver", "invierno"]),
    (Word::Weekday, &[
        "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "monday", "tuesday",
        "wednesday", "thursday", "friday", "saturday", "sunday", "mo", "di", "mit", "do", "fr", "sa", "so",
        "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "lun", "mer", "jeu",
        "ven", "sam", "dim", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
    ]),
    (Word::About, &[
        "about", "around", "approx", "approximately", "circa", "ca", "etwa", "rund", "gegen", "vers", "environ",
        "env", "hacia", "aprox", "est", "estimated", "roughly", "c",
    ]),
    (Word::By, &[
        "by", "until", "bis", "spatestens", "latest", "before", "vor", "avant", "antes", "till", "hasta", "jusqu",
    ]),
    (Word::Not, &["not", "nicht", "pas", "no"]),
    (Word::Earlier, &["earlier", "sooner", "fruher"]),
    (Word::Later, &["later", "spater"]),
    (Word::From, &[
        "from", "since", "ab", "seit", "fruhestens", "earliest", "after", "nach", "desde", "depuis", "partir",
        "starting",
    ]),
    (Word::Onwards, &["onwards", "onward", "ff"]),
    (Word::Unsure, &[
        "tbc", "perhaps", "maybe", "prob", "probably", "voraussichtlich", "vsl", "voraus", "evtl", "eventuell",
        "vielleicht", "possibly", "unconfirmed", "provisional", "indicative", "rumored", "rumoured", "quiza",
        "probable", "possible", "likely", "unsicher", "unbestatigt", "expected", "exp", "erwartet", "prevu",
        "previsto", "estimate", "forecast", "potentially",
    ]),
    (Word::Planned, &[
        "planned", "plan", "target", "targeted", "scheduled", "due", "geplant", "zieltermin", "ziel", "objetivo",
        "planifie", "confirmed", "actual", "ok", "done", "bestatigt",
    ]),
    (Word::Undated, &[
        "tbd", "tba", "na", "none", "unknown", "open", "offen", "unbekannt", "inconnu", "unclear", "undecided",
        "pending", "pendiente", "nn", "kein", "keine", "nil", "null", "tbn", "undated", "undefined",
    ]),
    (Word::Cancelled, &[
        "cancelled", "canceled", "cancel", "dropped", "entfallt", "entfallen", "gestrichen", "annule", "annulee",
        "cancelado", "cancelada", "abgesagt", "scrapped", "killed", "abandoned", "gestoppt", "abandonne",
    ]),
    (Word::Was, &[
        "prev", "previous", "previously", "was", "vorher", "bisher", "orig", "original", "originally", "formerly",
        "statt", "ursprunglich", "urspr", "ehem", "old", "alt", "initial", "initially",
        "instead", "vormals", "precedemment", "anterior",
    ]),
    (Word::Now, &["now", "jetzt", "neu", "new", "ahora", "desormais"]),
    (Word::Slipped, &[
        "slipped", "delayed", "postponed", "moved", "verschoben", "verzogert", "reporte", "aplazado", "retrasado",
        "decale", "pushed",
    ]),
    (Word::Or, &["or", "oder", "ou", "o", "bzw"]),
    (Word::To, &["to", "a", "through", "thru", "al", "au", "auf"]),
    (Word::And, &["and", "und", "et", "y"]),
    (Word::Filler, &[
        "of", "the", "de", "del", "des", "du", "la", "le", "l", "d", "year", "jahr", "jahres", "ano", "an",
        "annee", "cy", "calendar", "in", "im", "en", "on", "am", "el", "los", "las", "les", "der", "das", "dem",
        "den", "cal", "between", "zwischen", "entre", "than",
    ]),
];

/// What a word says about dates, if anything.
pub fn word(word: &str) -> Option<Word> {
    WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(meaning, _)| *meaning)
}

/// Whether letters right behind a number only make it an ordinal.
pub fn is_ordinal_ending(word: &str) -> bool {
    ["st", "nd", "rd", "th", "er", "e", "eme", "ere", "ter", "tes", "o", "a"].contains(&word)
}
