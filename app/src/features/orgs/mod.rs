//! Organisations: their registry, their passports, the houses each one serves.

mod houses;
mod passport;
mod registry;
mod wish;

use domain::orgs::OrgKind;

use crate::doors::Doors;
use crate::i18n::L10n;

/// The doors of organisations.
pub fn doors() -> Doors {
    Doors::default()
        .get("/organisations", registry::show)
        .get("/organisations.csv", registry::export)
        .get("/organisations/{organisation}", passport::show)
        .get("/organisations/{organisation}/houses.csv", houses::export)
}

/// What an organisation does, in words.
fn kind_name(l10n: L10n, kind: OrgKind) -> String {
    l10n.t(&format!("org-kind-{}", kind.code().replace('_', "-")))
}
