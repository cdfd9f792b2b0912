//! The page of an organisation: contacts, what it does, every house it serves.

use axum::extract::{Path, Query};
use domain::kernel::text;
use domain::orgs::OrgPassport;
use leptos::prelude::*;
use service::map::{Seen, Wanted};

use super::houses::ServedHouses;
use super::kind_name;
use super::wish::Wish;
use crate::asked::Asked;
use crate::error::{Failure, Kind};
use crate::i18n::L10n;
use crate::link::{mail, phone, site};
use crate::page::{Answer, Page};
use crate::ui::badge::Badge;
use crate::ui::card::Card;
use crate::ui::crumbs::Crumbs;
use crate::ui::facts::{Fact, Facts};
use crate::ui::house_map::{HouseMap, MapFiles, Pin};

/// Rows of one screenful.
const SCREENFUL: usize = 50;

/// GET `/organisations/{organisation}`
pub async fn show(asked: Asked, Path(id): Path<String>, Query(wish): Query<Wish>) -> Answer {
    let id = id.parse().map_err(|_| Failure::new(Kind::Missing, "missing"))?;
    let organisation = service::orgs::passport(asked.ctx(), id).await?;
    let words = super::houses::words(&wish);
    let after = wish.cursor();
    let slice = service::orgs::houses(asked.ctx(), &organisation.row, &words, after.as_ref(), SCREENFUL).await?;
    let on_map = Wanted { served_by: Some(id), ..Wanted::default() };
    let seen = service::map::seen(asked.ctx(), &on_map, None).await?;
    let (l10n, files) = (asked.l10n, MapFiles::of(&asked));
    Ok(Page::new(&asked, organisation.row.name.clone(), move || {
        let steps = vec![(l10n.t("orgs-title"), "/organisations".to_owned())];
        let row = organisation.row.clone();
        let full = organisation.full_name.clone();
        let lead = (!full.is_empty() && full != row.name).then(|| view! { <p class="lead">{full}</p> });
        view! {
            <Crumbs l10n steps/>
            <h1>{row.name.clone()}</h1>
            {lead}
            <p><Badge text=kind_name(l10n, row.kind)/></p>
            <div class="beside beside--first">
                <aside><Contacts l10n organisation=organisation.clone()/></aside>
                <div>
                    <OnMap l10n files organisation=organisation.clone() seen/>
                    <ServedHouses l10n organisation=row wish slice/>
                    <Registration l10n organisation/>
                </div>
            </div>
        }
        .into_any()
    }))
}

/// Where its houses are, and itself.
#[component]
fn OnMap(l10n: L10n, files: MapFiles, organisation: OrgPassport, seen: Seen) -> impl IntoView {
    let id = organisation.row.id;
    let pin = organisation.point.map(|point| Pin { point, name: organisation.row.name.clone() });
    let tiles = format!("organisation={id}");
    (0 < seen.placed).then(|| {
        view! {
            <section>
                <h2>{l10n.t("org-on-map")}</h2>
                <HouseMap l10n files tiles view=seen.view pin/>
            </section>
        }
    })
}

#[component]
fn Contacts(l10n: L10n, organisation: OrgPassport) -> impl IntoView {
    let row = &organisation.row;
    let contacts = vec![
        Fact::new(l10n.t("org-phone"), &row.phone).to(phone(&row.phone)),
        Fact::new(l10n.t("org-hours"), &organisation.hours),
        Fact::new(l10n.t("org-address"), &row.address),
        Fact::new(l10n.t("org-email"), &organisation.email).to(mail(&organisation.email)),
        Fact::new(l10n.t("org-site"), &organisation.site).to(site(&organisation.site)),
    ];
    let known = contacts.iter().any(|fact| !fact.value.is_empty());
    let unknown = (!known).then(|| view! { <p>{l10n.t("org-no-contacts")}</p> });
    view! { <Card title=l10n.t("org-contacts")>{unknown}<Facts facts=contacts/></Card> }
}

/// Its numbers, and where all this comes from.
#[component]
fn Registration(l10n: L10n, organisation: OrgPassport) -> impl IntoView {
    let facts = vec![
        Fact::new(l10n.t("org-kind"), kind_name(l10n, organisation.row.kind)),
        Fact::new(l10n.t("org-inn"), &organisation.inn),
        Fact::new(l10n.t("org-ogrn"), &organisation.ogrn),
    ];
    let provenance = &organisation.provenance;
    let name = l10n.t(&format!("source-{}", provenance.source.code()));
    let source = match provenance.as_of {
        Some(day) => l10n.with("source-on", [("source", name), ("day", text::day(day))]),
        None => l10n.with("source-undated", [("source", name)]),
    };
    view! {
        <section class="passport__group">
            <h2>{l10n.t("org-registration")}</h2>
            <Facts facts/>
            <p class="provenance">{source}</p>
        </section>
    }
}
