//! Words about meetings that several screens say.

use domain::kernel::{Area, Instant};
use domain::meetings::{Body, Form, Kind, Phase, QuestionView, Votes, cost_for};

use crate::i18n::L10n;
use crate::ui::notices::Mood;

/// «Текущий ремонт»
pub fn kind(l10n: L10n, kind: Kind) -> String {
    l10n.t(&format!("meeting-kind-{}", kind.code().replace('.', "-")))
}

/// «больше половины голосов участников»
pub fn rule(l10n: L10n, kind: Kind) -> String {
    l10n.t(&format!("meeting-rule-{}", kind.rule_key()))
}

/// «Собрание членов товарищества»
pub fn body(l10n: L10n, body: Body) -> String {
    l10n.t(&format!("meeting-body-{}", body.code()))
}

/// «заочное, с использованием системы»
pub fn form(l10n: L10n, form: Form) -> String {
    l10n.t(&format!("meeting-form-{}", form.code().replace('_', "-")))
}

/// «350 000,00 ₽ в месяц: 70,00 ₽ с м², за вашу долю 1 407,00 ₽»; nothing for a question without a cost.
pub fn cost(l10n: L10n, question: &QuestionView, total: Area, mine: Option<&Votes>) -> Option<String> {
    let cost = question.cost?;
    let key = if question.monthly { "meeting-cost-monthly" } else { "meeting-cost" };
    let metre = cost_for(cost, &Votes::whole(Area(100)), total);
    let mut text = l10n.with(key, [("cost", cost.to_string()), ("metre", metre.to_string())]);
    if let Some(mine) = mine.filter(|mine| !mine.is_none()) {
        let own = cost_for(cost, mine, total).to_string();
        text.push_str(&l10n.with("meeting-cost-mine", [("cost", own)]));
    }
    Some(text)
}

/// «идёт голосование»
pub fn phase(l10n: L10n, phase: Phase) -> String {
    l10n.t(&format!("meeting-phase-{}", phase.code()))
}

/// The colour a phase is shown in.
pub fn mood(phase: Phase) -> Mood {
    match phase {
        Phase::Voting => Mood::Good,
        Phase::Announced | Phase::Draft | Phase::Counting => Mood::Warn,
        Phase::Closed => Mood::Quiet,
        Phase::Cancelled => Mood::Bad,
    }
}

/// «6 апреля 2026, 10:00» by the clock of the house; a dash when it is not set.
pub fn moment(at: Option<Instant>, zone: &str) -> String {
    at.map_or_else(|| "—".to_owned(), |at| service::meetings::local_words(at, zone))
}

/// «Всего голосов (1 голос — 1 м²)»
pub fn total_key(l10n: L10n, body: Body) -> String {
    l10n.t(match body.counts_heads() {
        true => "meeting-total-heads",
        false => "meeting-total",
    })
}

/// «312,40 м²», of a cooperative «12»: there a vote is a member.
pub fn amount(body: Body, votes: &Votes) -> String {
    match body.counts_heads() {
        true => domain::kernel::text::grouped(votes.shown().0.unsigned_abs() / 100),
        false => votes.shown().to_string(),
    }
}

/// «312,40 м² — 62,48 %» of all votes.
pub fn votes(body: Body, votes: &Votes, total: &Votes) -> String {
    format!("{} — {}", amount(body, votes), share(votes.per_myriad_of(total)))
}

/// «62,48 %»
pub fn share(per_myriad: u32) -> String {
    format!("{},{:02}\u{a0}%", per_myriad / 100, per_myriad % 100)
}
