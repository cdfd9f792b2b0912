//! The registry of organisations: filters, orders, a screenful of rows, the whole as a file.

use axum::extract::Query;
use axum::response::Response;
use domain::kernel::Slice;
use domain::orgs::{OrgKind, OrgRow, OrgSort};
use leptos::prelude::*;

use super::kind_name;
use super::wish::Wish;
use crate::asked::Asked;
use crate::export::{self, BATCH};
use crate::i18n::L10n;
use crate::link::{link, phone};
use crate::page::{Answer, Page};
use crate::ui::empty::Empty;
use crate::ui::list_head::{ListHead, Order};
use crate::ui::pager::Pager;
use crate::ui::registry_filters::{Asked as AskedWords, FilterChoice, FilterText, Filters};
use crate::ui::view_switch::ViewSwitch;

const PATH: &str = "/organisations";
/// Rows of one screenful.
const SCREENFUL: usize = 50;

/// GET `/organisations`
pub async fn show(asked: Asked, Query(wish): Query<Wish>) -> Answer {
    let slice = service::orgs::list(asked.ctx(), &wish.filter(), wish.cursor().as_ref(), SCREENFUL).await?;
    let l10n = asked.l10n;
    Ok(Page::new(&asked, asked.t("orgs-title"), move || {
        let kinds = OrgKind::ALL.map(|kind| (kind.code().to_owned(), kind_name(l10n, kind)));
        let choices = std::iter::once((String::new(), l10n.t("orgs-any-kind"))).chain(kinds).collect::<Vec<_>>();
        let (text, kind, kept) = (wish.text.clone(), wish.kind.clone(), vec![("sort", wish.sort.clone())]);
        view! {
            <h1>{l10n.t("orgs-title")}</h1>
            <ViewSwitch l10n list=wish.at_start().href(PATH) map=link("/map", &[("org_text", &wish.text), ("org_kind", &wish.kind)])/>
            <Filters l10n action=PATH.to_owned() kept>
                <FilterText name="text" label=l10n.t("orgs-filter-text") value=text class="filters__part filters__part--wide"/>
                <FilterChoice name="kind" label=l10n.t("orgs-filter-kind") value=kind choices/>
            </Filters>
            <AskedWords l10n words=words(l10n, &wish) all=PATH.to_owned()/>
            <List l10n wish slice/>
        }
        .into_any()
    }))
}

/// GET `/organisations.csv`: every row of the same filter.
pub async fn export(asked: Asked, Query(wish): Query<Wish>) -> Response {
    let (ctx, filter, l10n) = (asked.ctx().clone(), wish.filter(), asked.l10n);
    let read = move |after| {
        let (ctx, filter) = (ctx.clone(), filter.clone());
        async move {
            let slice = service::orgs::list(&ctx, &filter, Option::as_ref(&after), BATCH).await?;
            Ok((slice.rows.into_iter().map(|row| cells(l10n, row)).collect(), slice.next))
        }
    };
    let head = ["name", "kind", "address", "phone", "houses", "link"];
    export::csv("organisations.csv", head.map(|column| l10n.t(&format!("orgs-csv-{column}"))).to_vec(), read)
}

fn cells(l10n: L10n, row: OrgRow) -> Vec<String> {
    let link = format!("{PATH}/{}", row.id);
    vec![row.name, kind_name(l10n, row.kind), row.address, row.phone, row.houses.to_string(), link]
}

/// What is asked, each word with the address without it.
fn words(l10n: L10n, wish: &Wish) -> Vec<(String, String)> {
    let wish = wish.at_start();
    let text = (!wish.text.trim().is_empty()).then(|| {
        let word = l10n.with("orgs-asked-text", [("value", wish.text.clone())]);
        (word, Wish { text: String::new(), ..wish.clone() }.href(PATH))
    });
    let kind = OrgKind::from_code(&wish.kind)
        .map(|kind| (kind_name(l10n, kind), Wish { kind: String::new(), ..wish.clone() }.href(PATH)));
    [text, kind].into_iter().flatten().collect()
}

#[component]
fn List(l10n: L10n, wish: Wish, slice: Slice<OrgRow>) -> impl IntoView {
    if slice.rows.is_empty() {
        let key = if wish.filter().is_all() { "orgs-none" } else { "orgs-nothing" };
        return view! { <Empty title=l10n.t(key)><p>{l10n.t(&format!("{key}-words"))}</p></Empty> }.into_any();
    }
    let seen = wish.seen_with(slice.rows.len());
    let count = match (slice.total, &slice.next) {
        (Some(total), _) => l10n.count("orgs-count", total),
        (None, None) => l10n.count("orgs-count", seen),
        (None, Some(_)) => l10n.count("orgs-more", seen),
    };
    let first = (!wish.after.is_empty()).then(|| wish.at_start().href(PATH));
    let next = slice.next.map(|after| Wish { after, seen: seen.to_string(), ..wish.clone() }.href(PATH));
    let export = wish.at_start().href("/organisations.csv");
    let rows = slice.rows.into_iter().map(|row| view! { <li><OrgItem l10n row/></li> });
    view! {
        <ListHead count label=l10n.t("list-sort") orders=orders(l10n, &wish)/>
        <ul class="rows">{rows.collect_view()}</ul>
        <Pager l10n first next export/>
    }
    .into_any()
}

fn orders(l10n: L10n, wish: &Wish) -> Vec<Order> {
    let (sort, descending) = wish.sort();
    let order = |one: OrgSort| {
        let current = (one == sort).then_some(descending);
        // Those with most houses are asked for first; names are read from the first letter on.
        let downwards = current.map_or(one == OrgSort::Houses, |descending| !descending);
        let code = if downwards { format!("-{}", one.code()) } else { one.code().to_owned() };
        let way = if current == Some(true) { "down" } else { "up" };
        Order {
            name: l10n.t(&format!("orgs-sort-{}", one.code())),
            descending: current,
            said: l10n.t(&format!("orgs-sort-{}-{way}", one.code())),
            href: Wish { sort: code, ..wish.at_start() }.href(PATH),
        }
    };
    OrgSort::ALL.into_iter().map(order).collect()
}

/// The row.
#[component]
fn OrgItem(l10n: L10n, row: OrgRow) -> impl IntoView {
    let call = phone(&row.phone);
    let number = match call {
        Some(href) => view! { <a href=href>{row.phone}</a> }.into_any(),
        None => row.phone.into_any(),
    };
    let address = (!row.address.is_empty()).then(|| view! { <span>{row.address}</span> });
    view! {
        <article class="row">
            <a class="row__name" href=format!("{PATH}/{}", row.id)>{row.name}</a>
            <p class="row__facts"><span>{kind_name(l10n, row.kind)}</span>{address}</p>
            <p class="row__by"><span class="row__figure">{l10n.count("orgs-houses", row.houses.into())}</span>" "{number}</p>
        </article>
    }
}
