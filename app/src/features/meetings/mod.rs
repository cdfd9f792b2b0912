//! General meetings of owners: a house's archive, the message as it is written, the meeting, the vote,
//! the record.

mod agenda;
mod attendance;
mod calculation;
mod check;
mod discussion;
mod draft;
mod draft_forms;
mod draft_page;
mod execution;
mod inspection;
mod list;
mod page;
mod paper;
mod papers;
mod powers;
mod protocol;
mod refusals;
mod requests;
mod results;
mod vote;
mod words;

use crate::doors::Doors;

/// The doors of meetings.
pub fn doors() -> Doors {
    Doors::default()
        .get("/houses/{house}/meetings", list::show)
        .post("/houses/{house}/meetings", list::begin)
        .get("/houses/{house}/requests", requests::show)
        .post("/houses/{house}/requests", requests::demand)
        .post("/requests/{request}", requests::act)
        .get("/meetings/{meeting}", page::show)
        .post("/meetings/{meeting}/message", draft::save)
        .post("/meetings/{meeting}/questions", draft::ask)
        .post("/meetings/{meeting}/questions/drop", draft::drop)
        .post("/meetings/{meeting}/files", draft::attach)
        .get("/meetings/{meeting}/files/{file}", draft::material)
        .post("/meetings/{meeting}/files/{file}/drop", draft::detach)
        .post("/meetings/{meeting}/check", draft::check)
        .post("/meetings/{meeting}/check/withdraw", draft::withdraw)
        .post("/meetings/{meeting}/publish", draft::publish)
        .post("/meetings/{meeting}/cancel", draft::cancel)
        .get("/meetings/{meeting}/vote", vote::show)
        .post("/meetings/{meeting}/vote", vote::send)
        .get("/meetings/{meeting}/receipt", vote::receipt)
        .get("/meetings/{meeting}/receipt.json", vote::download)
        .get("/meetings/{meeting}/papers", papers::show)
        .post("/meetings/{meeting}/papers", papers::enter)
        .get("/meetings/{meeting}/papers/{entry}", paper::show)
        .post("/meetings/{meeting}/papers/{entry}", paper::read)
        .post("/meetings/{meeting}/papers/{entry}/annul", paper::annul)
        .get("/meetings/{meeting}/papers/{entry}/scan", paper::scan)
        .get("/meetings/{meeting}/attendance", attendance::show)
        .post("/meetings/{meeting}/attendance", attendance::enter)
        .get("/meetings/{meeting}/attendance.pdf", attendance::sheet)
        .get("/meetings/{meeting}/attendance/{entry}/scan", attendance::scan)
        .post("/meetings/{meeting}/register", draft::ask_register)
        .get("/meetings/{meeting}/register.csv", draft::register)
        .post("/meetings/{meeting}/readers", papers::name)
        .post("/meetings/{meeting}/finish", papers::finish)
        .get("/meetings/{meeting}/powers", powers::show)
        .post("/meetings/{meeting}/powers", powers::ask)
        .post("/meetings/{meeting}/powers/{power}", powers::decide)
        .get("/meetings/{meeting}/powers/{power}/scan", powers::scan)
        .get("/desk/inspection", inspection::show)
        .post("/desk/inspection/{meeting}", inspection::decide)
        .get("/meetings/{meeting}/live", results::live)
        .get("/meetings/{meeting}/questions/{number}", discussion::show)
        .post("/meetings/{meeting}/questions/{number}", discussion::say)
        .post("/meetings/{meeting}/remarks/{remark}", discussion::hide)
        .get("/meetings/{meeting}/refusals", refusals::show)
        .post("/meetings/{meeting}/refusals", refusals::refuse)
        .post("/meetings/{meeting}/refusals/enter", refusals::enter)
        .get("/meetings/{meeting}/refusals/{share}", refusals::scan)
        .get("/meetings/{meeting}/execution", execution::show)
        .post("/meetings/{meeting}/execution/{duty}", execution::say)
        .get("/meetings/{meeting}/execution/{duty}", execution::evidence)
        .get("/meetings/{meeting}/message.pdf", page::poster)
        .get("/meetings/{meeting}/protocol", protocol::show)
        .get("/meetings/{meeting}/protocol.pdf", protocol::printed)
        .get("/meetings/{meeting}/protocol.xml", protocol::results)
        .get("/meetings/{meeting}/results.xml", protocol::external)
        .get("/meetings/{meeting}/record.jsonl", page::record)
        .get("/meetings/{meeting}/heads.txt", page::heads)
        .get("/meetings/{meeting}/check", check::show)
        .post("/api/v1/calculations/tally", calculation::tally)
}
