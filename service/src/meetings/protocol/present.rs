//! What the protocol says of those who came to the place of the meeting.

use std::collections::HashSet;

use domain::meetings::{Body, MeetingView, Votes, unlisted};

use super::super::attendance::{List, some};
use super::super::local::local_words;
use super::super::repo::{self, Voice};
use super::Material;
use super::sheet::{owner_head, percent, votes_head};
use super::words::{number, premises, say};

/// Facts by their names; none of a meeting without a place.
pub fn facts(material: &Material, total: &Votes) -> Vec<(String, String)> {
    if !material.view.form.has_place() {
        return Vec::new();
    }
    let mut facts = vec![(say("protocol-present"), present(material, total))];
    facts.extend(replaced(material));
    facts.extend(strangers(material));
    facts
}

/// The columns of the list.
pub fn columns(view: &MeetingView, named: bool) -> Vec<String> {
    let mut columns = vec!["№", "Помещение"];
    columns.extend(named.then(|| owner_head(view)));
    columns.push(votes_head(view));
    columns.into_iter().map(str::to_owned).collect()
}

/// A row of it.
pub fn row(body: Body, voice: &Voice, named: bool) -> Vec<String> {
    let mut row = vec![voice.number.to_string(), premises(voice)];
    row.extend(named.then(|| voice.owner_name.clone()));
    row.push(number(body, &repo::sum([voice])));
    row
}

/// «1 041,57 — 51,00 %»; where no list was written, that.
fn present(material: &Material, total: &Votes) -> String {
    if material.lists.is_empty() {
        return say("protocol-present-none");
    }
    let present = repo::sum(&material.present);
    format!("{} — {}", number(material.view.row.body, &present), percent(&present, total))
}

/// That the list took the place of others, when and why.
fn replaced(material: &Material) -> Option<(String, String)> {
    let zone = &material.view.row.time_zone;
    let (first, later) = material.lists.split_last()?;
    let told = |list: &List| format!("{}, запись {}: {}", local_words(list.at, zone), list.entry, list.reason);
    let later: Vec<String> = later.iter().rev().map(told).collect();
    let said = format!("первый — {}, запись {}; {}", local_words(first.at, zone), first.entry, later.join("; "));
    (!later.is_empty()).then(|| (say("protocol-present-replaced"), said))
}

/// Decisions of shares that are not on the list, where only those who came may decide: the log was closed by
/// its term.
fn strangers(material: &Material) -> Option<(String, String)> {
    let present = material.present.iter().map(|voice| voice.number).collect();
    let decided = material.decisions.iter().filter_map(|entry| entry.voice);
    let strange: HashSet<i32> = unlisted(material.view.form, &present, decided).into_iter().collect();
    let strange = material.voices.iter().filter(|voice| strange.contains(&voice.number));
    let strange: Vec<Voice> = strange.cloned().collect();
    (!strange.is_empty() && !material.lists.is_empty()).then(|| (say("protocol-not-listed"), some(&strange)))
}
