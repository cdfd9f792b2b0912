//! Personal accounts: which are linked, to whom, and «Подключить лицевой счёт».

mod ask;
mod link;
mod page;

use crate::doors::Doors;

/// The doors of accounts.
pub fn doors() -> Doors {
    Doors::default()
        .get("/cabinet/accounts", page::show)
        .post("/cabinet/accounts/end", page::end)
        .get("/cabinet/accounts/link", link::show)
        .post("/cabinet/accounts/link", link::send)
}
