//! The registry of houses: filters, orders, a screenful of rows, the whole as a file.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use domain::houses::{HouseRow, HouseSort};
use domain::kernel::{OrgId, Slice};
use leptos::prelude::*;

use super::filters::{HouseFilters, words};
use super::row::{HouseItem, cells, heads};
use super::wish::Wish;
use crate::asked::Asked;
use crate::error::Failure;
use crate::export::{self, BATCH};
use crate::i18n::L10n;
use crate::page::{Answer, Page};
use crate::ui::empty::Empty;
use crate::ui::list_head::{ListHead, Order};
use crate::ui::pager::Pager;
use crate::ui::registry_filters::Asked as AskedWords;
use crate::ui::view_switch::ViewSwitch;

const PATH: &str = "/houses";
/// Rows of one screenful.
const SCREENFUL: usize = 50;

/// GET `/houses`
pub async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    let filter = wish.filter();
    let slice = service::houses::list(asked.ctx(), &filter, wish.cursor().as_ref(), SCREENFUL).await?;
    let regions = service::houses::regions(asked.ctx()).await?;
    let manager = match filter.manager {
        Some(id) => manager_name(&asked, &slice, id).await?,
        None => String::new(),
    };
    let l10n = asked.l10n;
    Ok(Page::new(&asked, asked.t("houses-title"), move || {
        view! {
            <h1>{l10n.t("houses-title")}</h1>
            <ViewSwitch l10n list=wish.at_start().href(PATH) map=wish.at_start().href("/map")/>
            <HouseFilters l10n wish=wish.clone() regions=regions.clone() action=PATH/>
            <AskedWords l10n words=words(l10n, &wish, &regions, &manager, PATH) all=PATH.to_owned()/>
            <List l10n wish slice/>
        }
        .into_any()
    }))
}

/// The name is on every row; an empty list asks for it.
async fn manager_name(asked: &Asked, slice: &Slice<HouseRow>, id: OrgId) -> Result<String, Failure> {
    match slice.rows.first().and_then(|row| row.manager.clone()) {
        Some((_, name)) => Ok(name),
        None => Ok(service::orgs::rows(asked.ctx(), &[id]).await?.pop().map(|row| row.name).unwrap_or_default()),
    }
}

/// GET `/houses.csv`: every row of the same filter.
pub async fn export(asked: Asked, Query(wish): Query<Wish>) -> Response {
    let (ctx, filter, l10n) = (asked.ctx().clone(), wish.filter(), asked.l10n);
    let read = move |after| {
        let (ctx, filter) = (ctx.clone(), filter.clone());
        async move {
            let slice = service::houses::list(&ctx, &filter, Option::as_ref(&after), BATCH).await?;
            Ok((slice.rows.iter().map(|row| cells(l10n, row)).collect(), slice.next))
        }
    };
    export::csv("houses.csv", heads(l10n), read).into_response()
}

#[component]
fn List(l10n: L10n, wish: Wish, slice: Slice<HouseRow>) -> impl IntoView {
    if slice.rows.is_empty() {
        let whole = wish.filter().is_all();
        let key = if whole { "houses-none" } else { "houses-nothing" };
        return view! {
            <Empty title=l10n.t(key)>
                <p>{l10n.t(&format!("{key}-words"))}</p>
                {(!whole).then(|| view! { <p><a href=PATH>{l10n.t("houses-show-all")}</a></p> })}
            </Empty>
        }
        .into_any();
    }
    let count = count(l10n, &wish, &slice);
    let orders = orders(l10n, &wish);
    let first = (!wish.after.is_empty()).then(|| wish.at_start().href(PATH));
    let seen = wish.seen() + i64::try_from(slice.rows.len()).unwrap_or_default();
    let next = slice.next.map(|after| Wish { after, seen: seen.to_string(), ..wish.clone() }.href(PATH));
    let export = wish.at_start().href("/houses.csv");
    let rows = slice.rows.into_iter().map(|row| view! { <li><HouseItem l10n row/></li> });
    view! {
        <ListHead count label=l10n.t("list-sort") orders/>
        <ul class="rows">{rows.collect_view()}</ul>
        <Pager l10n first next export/>
    }
    .into_any()
}

/// How many there are: known, found to the last one, or "more than seen so far".
fn count(l10n: L10n, wish: &Wish, slice: &Slice<HouseRow>) -> String {
    let so_far = wish.seen() + i64::try_from(slice.rows.len()).unwrap_or_default();
    match (slice.total, &slice.next) {
        (Some(total), _) => l10n.count("houses-count", total),
        (None, None) => l10n.count("houses-count", so_far),
        (None, Some(_)) => l10n.count("houses-more", so_far),
    }
}

fn orders(l10n: L10n, wish: &Wish) -> Vec<Order> {
    let (sort, descending) = wish.sort();
    let order = |one: HouseSort| {
        let current = (one == sort).then_some(descending);
        let turned = current == Some(false);
        let code = if turned { format!("-{}", one.code()) } else { one.code().to_owned() };
        let way = if current == Some(true) { "down" } else { "up" };
        Order {
            name: l10n.t(&format!("houses-sort-{}", one.code())),
            descending: current,
            said: l10n.t(&format!("houses-sort-{}-{way}", one.code())),
            href: Wish { sort: code, ..wish.at_start() }.href(PATH),
        }
    };
    HouseSort::ALL.into_iter().map(order).collect()
}
