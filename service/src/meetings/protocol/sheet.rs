//! What the protocol prints: приказ Минстроя № 266/пр, with the register of decisions and the log's head.

use domain::kernel::Area;
use domain::meetings::{Body, Choice, MeetingView, Part, QuestionView, Votes};
use ledger::record::{Leaf, read};
use serde::Serialize;

use super::super::local::local_words;
use super::super::repo::{self, Entry};
use super::words::{self, number, premises, say, verdict};
use super::{Material, present};

/// The data of the template `meeting_protocol`.
#[derive(Debug, Serialize)]
pub struct Sheet {
    number: String,
    heading: String,
    /// What a column of votes is called.
    votes: String,
    address: String,
    facts: Vec<(String, String)>,
    agenda: Vec<String>,
    questions: Vec<Decided>,
    materials: Vec<(String, String)>,
    /// Are owners named, and their answers told by name?
    named: bool,
    /// The columns of the register of decisions, and its rows.
    columns: Vec<String>,
    decisions: Vec<Vec<String>>,
    /// The columns of the list of those present, and its rows; a meeting without a place has none.
    present_columns: Vec<String>,
    present: Vec<Vec<String>>,
    log: Vec<(String, String)>,
    kept: String,
    /// What belongs to the protocol.
    annexes: Vec<String>,
    /// Who signs; nobody where the system forms the protocol.
    signers: Vec<String>,
}

/// A question and what came out of it.
#[derive(Debug, Serialize)]
struct Decided {
    title: String,
    heard: String,
    proposed: String,
    rows: Vec<[String; 4]>,
    needed: String,
    /// The votes of the part of the house the law looks at besides; empty for most kinds.
    part: String,
    verdict: String,
}

/// Everything in words, as the template prints it.
pub fn sheet(material: &Material, named: bool) -> Sheet {
    let view = &material.view;
    let heading = say(if view.annual { "meeting-annual" } else { "meeting-extraordinary" });
    let mut columns = vec!["№", "Помещение"];
    columns.extend(named.then(|| owner_head(view)));
    columns.extend([votes_head(view), "Как принято", "Запись"]);
    columns.extend(named.then_some("Ответы"));
    Sheet {
        number: view.row.uin.clone(),
        heading: format!("{}, {heading},", say(&format!("protocol-body-{}", view.row.body.code()))),
        votes: votes_head(view).to_owned(),
        address: view.row.address.clone(),
        facts: facts(material, named),
        agenda: view.agenda.iter().map(|question| question.text.clone()).collect(),
        questions: view.agenda.iter().enumerate().map(|(place, question)| decided(material, place, question)).collect(),
        materials: view.files.iter().map(|file| (file.name.clone(), of_question(file.question))).collect(),
        named,
        columns: columns.into_iter().map(str::to_owned).collect(),
        decisions: material.decisions.iter().filter_map(|entry| decision(material, entry, named)).collect(),
        present_columns: present::columns(view, named),
        present: material.present.iter().map(|voice| present::row(view.row.body, voice, named)).collect(),
        log: vec![
            ("Записей в журнале".to_owned(), view.log.0.to_string()),
            ("Отпечаток журнала".to_owned(), view.log.1.clone()),
            ("Ключ подписи".to_owned(), material.key.clone()),
        ],
        kept: say("protocol-kept-words"),
        annexes: annexes(material),
        signers: if view.form.is_electronic() { Vec::new() } else { signers(material, named) },
    }
}

/// What a column of names is called.
pub(super) fn owner_head(view: &MeetingView) -> &'static str {
    if view.row.body.is_of_members() { "Член" } else { "Собственник" }
}

/// What the law wants with the protocol: it is kept in the meeting's record.
fn annexes(material: &Material) -> Vec<String> {
    let view = &material.view;
    let mut annexes = vec![
        "Сообщение о проведении собрания".to_owned(),
        format!("{}: {}", say(&format!("protocol-register-{}", view.row.body.code())), view.voices),
        format!("Решения: {}", material.decisions.len()),
    ];
    if !material.lists.is_empty() {
        annexes.push(format!("{}: {}", say("protocol-present-list"), material.present.len()));
    }
    if !material.documents.is_empty() {
        annexes.push(format!("Доверенности представителей: {}", material.documents.len()));
    }
    annexes.extend(view.files.iter().map(|file| file.name.clone()));
    annexes
}

/// «Голоса, м²»; where heads are counted the votes have no unit.
pub(super) fn votes_head(view: &MeetingView) -> &'static str {
    if view.row.body.counts_heads() { "Голоса" } else { "Голоса, м²" }
}

fn signers(material: &Material, named: bool) -> Vec<String> {
    let initiator = if named { material.row.initiator_name.as_str() } else { "" };
    let mut signers = vec![format!("Инициатор собрания {initiator}").trim().to_owned()];
    let (chair, secretary) = (&material.row.chair, &material.row.secretary);
    for (office, name) in [("Председатель собрания", chair), ("Секретарь собрания", secretary)]
    {
        let name = if named { name.as_str() } else { "" };
        signers.push(format!("{office} {name}").trim().to_owned());
    }
    let readers = material.readers.iter().map(|name| if named { name.as_str() } else { "" });
    signers.extend(readers.map(|name| format!("Член счётной комиссии {name}").trim().to_owned()));
    signers
}

fn facts(material: &Material, named: bool) -> Vec<(String, String)> {
    let (view, row) = (&material.view, &material.row);
    let zone = &view.row.time_zone;
    let moment = |at: Option<_>| at.map_or_else(|| "—".to_owned(), |at| local_words(at, zone));
    let total = Votes::whole(view.total);
    let participants = &view.outcome.participants;
    let quorum = if view.outcome.quorum { "protocol-quorum-yes" } else { "protocol-quorum-no" };
    let initiator = if named {
        row.initiator_name.clone()
    } else {
        say(if view.row.body.is_of_members() { "protocol-named-members" } else { "protocol-named-owners" })
    };
    let mut facts = vec![
        (say("protocol-day"), moment(Some(material.closed))),
        (say("meeting-form"), words::form(view)),
        (say("meeting-opens"), moment(view.row.opens)),
        (say("meeting-closes"), moment(view.row.closes)),
    ];
    if !view.place.is_empty() {
        facts.push((say("meeting-place"), view.place.clone()));
    }
    facts.extend([(say("meeting-initiator"), initiator)]);
    if named {
        let offices = [("meeting-chair", &row.chair), ("meeting-secretary", &row.secretary)];
        facts.extend(
            offices.into_iter().filter(|(_, name)| !name.is_empty()).map(|(key, name)| (say(key), name.clone())),
        );
    }
    let body = view.row.body;
    if body == Body::Owners {
        let other = Area(view.total.0 - view.residential_total.0);
        facts.extend([
            (say("protocol-area"), view.total.to_string()),
            (say("protocol-area-residential"), view.residential_total.to_string()),
            (say("protocol-area-other"), other.to_string()),
        ]);
    }
    let unit = if body.counts_heads() { "1 голос — 1 член" } else { "1 голос — 1 м²" };
    facts.extend([
        (say("protocol-all-votes"), format!("{}; {unit} ({})", number(body, &total), body.weight_article())),
        (say("protocol-participants"), format!("{} — {}", number(body, participants), percent(participants, &total))),
        (say("meeting-ballots"), view.ballots.to_string()),
    ]);
    facts.extend(present::facts(material, &total));
    if 0 < material.papers_left {
        facts.push((say("protocol-papers-left"), material.papers_left.to_string()));
    }
    if named && !material.readers.is_empty() {
        facts.push(("Счётная комиссия".to_owned(), material.readers.join(", ")));
    }
    facts.push((say("meeting-quorum"), format!("{} ({})", say(quorum), body.quorum_article())));
    facts
}

fn decided(material: &Material, place: usize, question: &QuestionView) -> Decided {
    let view = &material.view;
    let (total, participants) = (Votes::whole(view.total), &view.outcome.participants);
    let result = view.outcome.questions.get(place);
    let row = |answer: &str, sum: &Votes| {
        let answer = say(&format!("meeting-answer-{answer}"));
        [answer, number(view.row.body, sum), percent(sum, &total), percent(sum, participants)]
    };
    let rows = result.map(|result| {
        let mut rows = vec![row("for", &result.for_), row("against", &result.against), row("abstain", &result.abstain)];
        if !result.invalid.is_none() {
            rows.push(row("invalid", &result.invalid));
        }
        if !view.outcome.silent.is_none() {
            rows.push(row("silent", &view.outcome.silent));
        }
        rows
    });
    let entrance = question.entrance.map(|number| format!(", подъезд {number}")).unwrap_or_default();
    Decided {
        title: format!("Вопрос {}", question.number),
        heard: format!("{} ({}{entrance}).", words::kind(question), question.kind.article()),
        proposed: format!("{}{}", question.text, words::cost(question)),
        rows: rows.unwrap_or_default(),
        needed: words::needed(question),
        part: result.and_then(|result| result.part.as_ref()).map(part).unwrap_or_default(),
        verdict: result.map(|result| verdict(result.quorum, result.adopted)).unwrap_or_default(),
    }
}

/// «По жилым помещениям: всего 500,00, участвовали 300,00, «за» 250,00.»
fn part(part: &Part) -> String {
    let of = match part.entrance {
        Some(entrance) => format!("По подъезду {entrance}"),
        None => "По жилым помещениям".to_owned(),
    };
    let [total, participants, for_] =
        [&part.total, &part.participants, &part.for_].map(|votes| number(Body::Owners, votes));
    format!("{of}: всего голосов {total}, участвовали {participants}, «за» {for_}.")
}

/// A row of the register of decisions.
fn decision(material: &Material, entry: &Entry, named: bool) -> Option<Vec<String>> {
    let place = material.voices.binary_search_by_key(&entry.voice?, |voice| voice.number).ok()?;
    let voice = material.voices.get(place)?;
    let Some(Leaf::Ballot(ballot)) = read::<Leaf>(&entry.leaf) else { return None };
    let mut row = vec![voice.number.to_string(), premises(voice)];
    row.extend(named.then(|| entry.person_name.clone()));
    let mut way = say(&format!("protocol-way-{}", ballot.way.code()));
    let power = ballot.rests_on.and_then(|entry| i64::try_from(entry).ok());
    if let Some(document) = power.and_then(|entry| material.documents.get(&entry)).filter(|_| named) {
        way = format!("{way}: {document}");
    }
    row.extend([number(material.view.row.body, &repo::sum([voice])), way, entry.number.to_string()]);
    row.extend(named.then(|| answers(&entry.answers)));
    Some(row)
}

/// «1 за, 2 против»
fn answers(stored: &str) -> String {
    let answers: Vec<Choice> = read(stored).unwrap_or_default();
    let said = (1..).zip(answers).map(|(number, choice)| {
        format!("{number}\u{a0}{}", say(&format!("meeting-answer-{}", choice.code())).to_lowercase())
    });
    said.collect::<Vec<_>>().join(", ")
}

fn of_question(question: Option<i32>) -> String {
    question.map_or_else(|| "ко всей повестке".to_owned(), |number| format!("к вопросу {number}"))
}

/// «62,48 %»
pub(super) fn percent(part: &Votes, whole: &Votes) -> String {
    let share = part.per_myriad_of(whole);
    format!("{},{:02}\u{a0}%", share / 100, share % 100)
}
