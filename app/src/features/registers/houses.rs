//! The houses whose registers the organisation keeps.

use axum::extract::Query;
use domain::houses::{HouseFilter, HouseRow};
use domain::kernel::{Cursor, Slice};
use domain::people::Permission;
use leptos::prelude::*;
use serde::Deserialize;

use crate::asked::Asked;
use crate::i18n::L10n;
use crate::link::link;
use crate::page::{Answer, Page};
use crate::ui::empty::Empty;

/// Houses on a screen.
const SCREENFUL: usize = 50;

/// From which house on.
#[derive(Debug, Default, Deserialize)]
pub struct Wish {
    #[serde(default)]
    after: String,
}

/// GET `/desk/registers`
pub async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    let who = asked.staff(Permission::KeepRegister)?;
    let filter = HouseFilter { manager: Some(who.organisation()), ..HouseFilter::default() };
    let after = Cursor::parse(&wish.after);
    let list = service::houses::list(asked.ctx(), &filter, after.as_ref(), SCREENFUL).await?;
    let l10n = asked.l10n;
    Ok(Page::new(&asked, asked.t("registers-title"), move || {
        view! {
            <h1>{l10n.t("registers-title")}</h1>
            <p class="lead">{l10n.t("registers-words")}</p>
            <Houses l10n list/>
        }
        .into_any()
    }))
}

#[component]
fn Houses(l10n: L10n, list: Slice<HouseRow>) -> impl IntoView {
    if list.rows.is_empty() {
        return view! {
            <Empty title=l10n.t("registers-no-houses") icon="house"><p>{l10n.t("registers-no-houses-words")}</p></Empty>
        }
        .into_any();
    }
    let next = list.next.map(|next| {
        view! { <p><a href=link("/desk/registers", &[("after", &next.to_string())])>{l10n.t("registers-next")}</a></p> }
    });
    let rows = list.rows.into_iter().map(|house| {
        view! { <li><a href=format!("/desk/registers/{}", house.id)>{house.address}</a></li> }
    });
    view! { <ul class="rows">{rows.collect_view()}</ul>{next} }.into_any()
}
