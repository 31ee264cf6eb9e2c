//! Words for how far a thing has come, in five languages, each with ours.
//!
//! It must never take a word for a status that says something else as well.

use crate::plan::{Status, fold};

const WORDS: &[(Status, &[&str])] = &[
    (Status::Considered, &[
        "considered", "proposed", "studied", "study", "idea", "concept", "konzept", "studie", "idee", "vorstudie",
        "etude", "estudio", "検討", "検討中", "under consideration", "early planning", "early stage", "backlog",
        "under review", "concept phase", "concept early planning", "pre planning", "scoping", "feasibility",
    ]),
    (Status::Reported, &["reported", "rumoured", "rumored", "rumour", "rumor", "gerucht", "rumeur", "rumor mill", "うわさ", "leaked"]),
    (Status::Announced, &[
        "announced", "planned", "scheduled", "expected", "promised", "upcoming", "geplant", "angekundigt", "planifie",
        "annonce", "prevu", "planificado", "anunciado", "previsto", "計画", "計画中", "予定", "発表済み", "not started", "future",
        "proposed project", "open", "to do", "todo", "in planning", "in planung", "planning", "development",
        "in development", "in entwicklung", "ready to develop", "new", "on track", "開発中", "submitted", "offen",
    ]),
    (Status::Confirmed, &[
        "confirmed", "agreed", "approved", "committed", "contracted", "bestatigt", "genehmigt", "freigegeben",
        "confirme", "approuve", "confirmado", "aprobado", "確定", "承認済み", "consented", "permitted", "fid taken",
        "consent authorised", "permit granted", "funded", "signed", "green", "decided", "beschlossen", "awarded",
        "financial close",
    ]),
    (Status::Underway, &[
        "under way", "underway", "in progress", "ongoing", "started", "active", "running", "wip", "in arbeit",
        "laufend", "lauft", "en cours", "en curso", "進行中", "in produktion", "in production", "under construction",
        "im bau", "en construction", "en construccion", "建設中", "ramp up", "ramping", "partial generation",
        "construction", "in bau", "生産中", "production", "on sale", "offshore construction", "doing",
    ]),
    (Status::Done, &[
        "done", "completed", "complete", "finished", "launched", "delivered", "closed", "fertig", "abgeschlossen",
        "erledigt", "termine", "terminado", "completado", "acheve", "完了", "済", "operational", "in operation",
        "in betrieb", "en service", "operativo", "運転中", "shipped", "released", "live", "fully commissioned",
        "commissioned", "passed", "achieved", "100%", "100 %", "稼働中", "発売済み", "sop passed", "shipping",
    ]),
    (Status::Slipped, &[
        "slipped", "postponed", "delayed", "late", "deferred", "verschoben", "verzogert", "reporte", "retarde",
        "aplazado", "retrasado", "延期", "behind", "behind schedule", "pushed out", "on hold", "paused", "red",
    ]),
    (Status::Cancelled, &[
        "cancelled", "canceled", "dropped", "abandoned", "stopped", "scrapped", "gestrichen", "abgebrochen",
        "entfallt", "eingestellt", "annule", "abandonne", "cancelado", "中止", "killed", "withdrawn", "will not implement",
        "rejected", "storniert", "failed proposal",
    ]),
    (Status::Ended, &[
        "ended", "retired", "discontinued", "over", "beendet", "ausgelaufen", "arrete", "retirado", "descontinuado",
        "生産終了", "終了", "decommissioned", "phased out", "eol", "end of life", "stillgelegt", "run out", "out of production",
    ]),
];

/// The status that a word means.
pub fn status(text: &str) -> Option<Status> {
    let word = fold(text.trim());
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
    WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(status, _)| *status)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn each_word_means_one_status_and_all_statuses_mean_themselves() {
        let mut known = HashSet::new();
        for (_, words) in WORDS {
            for word in *words {
                assert!(known.insert(*word), "{word} is there twice");
                assert_eq!(fold(word), *word);
            }
        }
        for one in Status::ALL {
            assert_eq!(status(one.word()), Some(*one), "{one:?}");
            assert_eq!(status(one.label()), Some(*one), "{one:?}");
        }
    }
}
