//! The managing organisation's desk of registers of owners: its houses, a house's register, a file looked at
//! before it is loaded.

mod file;
mod house;
mod houses;
mod members;
mod past;
mod plan;

use domain::kernel::HouseId;
use domain::registers::Whose::{Members, Owners};

use crate::doors::Doors;
use crate::i18n::L10n;

/// The way to a house's register.
fn steps(l10n: L10n, house: HouseId) -> Vec<(String, String)> {
    vec![
        (l10n.t("registers-title"), "/desk/registers".to_owned()),
        (l10n.t("register-title"), format!("/desk/registers/{house}")),
    ]
}

/// The desk's doors.
pub fn doors() -> Doors {
    Doors::default()
        .get("/desk/registers", houses::show)
        .get("/desk/registers/{house}", house::show)
        .post("/desk/registers/{house}", |asked, house, sent| file::check(asked, house, sent, Owners))
        .get("/desk/registers/{house}/example.csv", |asked, house| file::example(asked, house, Owners))
        .get("/desk/registers/{house}/past", past::show)
        .get("/desk/registers/{house}/members.csv", |asked, house| file::example(asked, house, Members))
        .get("/desk/registers/{house}/members", members::show)
        .post("/desk/registers/{house}/members", |asked, house, sent| file::check(asked, house, sent, Members))
        .get("/desk/registers/{house}/members/{register}", members::plan)
        .post("/desk/registers/{house}/members/{register}", |asked, path, form| file::load(asked, path, form, Members))
        .get("/desk/registers/{house}/{register}", plan::show)
        .post("/desk/registers/{house}/{register}", |asked, path, form| file::load(asked, path, form, Owners))
}
