//! General meetings of owners: a house's archive, the message as it is written, the meeting, the vote,
//! the record.

mod calculation;
mod draft;
mod list;
mod page;
mod papers;
mod protocol;
mod results;
mod vote;
mod words;

use crate::doors::Doors;

/// The doors of meetings.
pub fn doors() -> Doors {
    Doors::default()
        .get("/houses/{house}/meetings", list::show)
        .post("/houses/{house}/meetings", list::begin)
        .get("/meetings/{meeting}", page::show)
        .post("/meetings/{meeting}/message", draft::save)
        .post("/meetings/{meeting}/questions", draft::ask)
        .post("/meetings/{meeting}/questions/drop", draft::drop)
        .post("/meetings/{meeting}/publish", draft::publish)
        .post("/meetings/{meeting}/cancel", draft::cancel)
        .get("/meetings/{meeting}/vote", vote::show)
        .post("/meetings/{meeting}/vote", vote::send)
        .get("/meetings/{meeting}/receipt", vote::receipt)
        .get("/meetings/{meeting}/receipt.json", vote::download)
        .get("/meetings/{meeting}/papers", papers::show)
        .post("/meetings/{meeting}/papers", papers::enter)
        .get("/meetings/{meeting}/live", results::live)
        .get("/meetings/{meeting}/protocol", protocol::show)
        .get("/meetings/{meeting}/record.jsonl", page::record)
        .post("/api/v1/calculations/tally", calculation::tally)
}
