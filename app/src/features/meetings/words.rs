//! Words about meetings that several screens say.

use domain::kernel::Instant;
use domain::meetings::{Kind, Phase, Rule, Votes};

use crate::i18n::L10n;
use crate::ui::notices::Mood;

/// «Текущий ремонт»
pub fn kind(l10n: L10n, kind: Kind) -> String {
    l10n.t(&format!("meeting-kind-{}", kind.code().replace('.', "-")))
}

/// «больше половины голосов участников»
pub fn rule(l10n: L10n, rule: Rule) -> String {
    l10n.t(&format!("meeting-rule-{}", rule.code().replace('_', "-")))
}

/// «идёт голосование»
pub fn phase(l10n: L10n, phase: Phase) -> String {
    l10n.t(&format!("meeting-phase-{}", phase.code()))
}

/// The colour a phase is shown in.
pub fn mood(phase: Phase) -> Mood {
    match phase {
        Phase::Voting => Mood::Good,
        Phase::Announced | Phase::Draft => Mood::Warn,
        Phase::Closed => Mood::Quiet,
        Phase::Cancelled => Mood::Bad,
    }
}

/// «6 апреля 2026, 10:00» by the clock of the house; a dash when it is not set.
pub fn moment(at: Option<Instant>, zone: &str) -> String {
    at.map_or_else(|| "—".to_owned(), |at| service::meetings::local_words(at, zone))
}

/// «312,40 м² — 62,48 %» of all votes.
pub fn votes(votes: &Votes, total: &Votes) -> String {
    format!("{} — {}", votes.shown(), share(votes.per_myriad_of(total)))
}

/// «62,48 %»
pub fn share(per_myriad: u32) -> String {
    format!("{},{:02}\u{a0}%", per_myriad / 100, per_myriad % 100)
}
