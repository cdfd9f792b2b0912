//! What stood in a house's register before files replaced it.

use axum::extract::{Path, Query};
use domain::kernel::{HouseId, text};
use domain::people::Permission;
use leptos::prelude::*;
use serde::Deserialize;

use super::steps;
use crate::asked::Asked;
use crate::link::link;
use crate::page::{Answer, Page, id};
use crate::ui::crumbs::Crumbs;
use crate::ui::empty::Empty;
use crate::ui::table::Table;

/// Shares on a screen.
const SCREENFUL: u64 = 100;

/// From which share on.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    skip: String,
}

/// GET `/desk/registers/{house}/past`
pub async fn show(asked: Asked, house: Path<String>, Query(wish): Query<Wish>) -> Answer {
    let who = asked.staff(Permission::KeepRegister)?;
    let house: HouseId = id(house)?;
    let skip = u64::from(wish.skip.parse::<u32>().unwrap_or_default());
    let (rows, more) = service::registers::past(asked.ctx(), &who, house, skip, SCREENFUL).await?;
    let l10n = asked.l10n;
    Ok(Page::new(&asked, asked.t("register-past"), move || {
        let none = rows.is_empty().then(|| {
            view! { <Empty title=l10n.t("register-past-none") icon="house"><p>{l10n.t("register-past-none-words")}</p></Empty> }
        });
        let cells = rows.into_iter().map(|row| {
            let share = row.share.map(|share| share.to_string()).unwrap_or_default();
            vec![row.premises, row.owner, share, row.area.to_string(), row.document, text::moment(row.until)]
        });
        let cells: Vec<Vec<String>> = cells.collect();
        let heads = [
            "register-premises",
            "register-owner",
            "register-share",
            "register-area",
            "register-document",
            "register-until",
        ];
        let head = heads.map(|key| l10n.t(key)).to_vec();
        let table = (!cells.is_empty()).then(|| view! { <Table label=l10n.t("register-past") head rows=cells/> });
        let next = more.then(|| {
            let href = link(&format!("/desk/registers/{house}/past"), &[("skip", &(skip + SCREENFUL).to_string())]);
            view! { <p><a href=href>{l10n.t("register-past-next")}</a></p> }
        });
        view! {
            <Crumbs l10n steps=steps(l10n, house)/>
            <h1>{l10n.t("register-past")}</h1>
            <p class="lead">{l10n.t("register-past-words")}</p>
            {none}
            {table}
            {next}
        }
        .into_any()
    }))
}
