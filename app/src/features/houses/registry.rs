//! The registry of houses: filters, orders, a screenful of rows, the whole as a file.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use domain::houses::{HouseKind, HouseRow, HouseSort, RegionChoice};
use domain::kernel::{OrgId, Slice};
use leptos::prelude::*;

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
use crate::ui::registry_filters::{Asked as AskedWords, FilterChoice, FilterFlag, FilterText, Filters};

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
            <HouseFilters l10n wish=wish.clone() regions=regions.clone()/>
            <AskedWords l10n words=words(l10n, &wish, &regions, &manager) all=PATH.to_owned()/>
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
fn HouseFilters(l10n: L10n, wish: Wish, regions: Vec<RegionChoice>) -> impl IntoView {
    let any = |key: &str| (String::new(), l10n.t(key));
    let regions = regions.into_iter().map(|region| (region.key, region.name));
    let regions: Vec<_> = std::iter::once(any("houses-any-region")).chain(regions).collect();
    let kinds = HouseKind::ALL.map(|kind| (kind.code().to_owned(), l10n.t(&format!("house-kind-{}", kind.code()))));
    let kinds: Vec<_> = std::iter::once(any("houses-any-kind")).chain(kinds).collect();
    let folded = [&wish.kind, &wish.from, &wish.to, &wish.dangerous, &wish.by];
    let unfolded = folded.iter().any(|value| !value.is_empty());
    let narrow = "filters__part filters__part--narrow";
    let more = view! {
        <FilterText name="by" label=l10n.t("houses-filter-by") value=wish.by/>
        <FilterChoice name="kind" label=l10n.t("houses-filter-kind") value=wish.kind choices=kinds/>
        <FilterText name="from" label=l10n.t("houses-filter-from") value=wish.from kind="text" mode="numeric" class=narrow/>
        <FilterText name="to" label=l10n.t("houses-filter-to") value=wish.to kind="text" mode="numeric" class=narrow/>
        <FilterFlag name="dangerous" label=l10n.t("houses-filter-dangerous") on=wish.dangerous == "1"/>
    };
    let kept = vec![("manager", wish.manager), ("sort", wish.sort)];
    view! {
        <Filters l10n action=PATH.to_owned() kept unfolded more=more.into_any()>
            <FilterText name="text" label=l10n.t("houses-filter-text") value=wish.text class="filters__part filters__part--wide"/>
            <FilterChoice name="region" label=l10n.t("houses-filter-region") value=wish.region choices=regions/>
            <FilterText name="place" label=l10n.t("houses-filter-place") value=wish.place/>
        </Filters>
    }
}

/// What is asked, each word with the address without it.
fn words(l10n: L10n, wish: &Wish, regions: &[RegionChoice], manager: &str) -> Vec<(String, String)> {
    let wish = wish.at_start();
    let region = regions.iter().find(|region| region.key == wish.region).map_or(&wish.region, |region| &region.name);
    let said = |key: &str, value: &str| l10n.with(key, [("value", value.to_owned())]);
    let without = |change: fn(&mut Wish)| {
        let mut less = wish.clone();
        change(&mut less);
        less.href(PATH)
    };
    let kind = HouseKind::from_code(&wish.kind).map(|kind| l10n.t(&format!("house-kind-{}", kind.code())));
    let all = [
        (said("houses-asked-text", &wish.text), wish.text.trim(), without(|wish| wish.text.clear())),
        (region.clone(), wish.region.as_str(), without(|wish| wish.region.clear())),
        (wish.place.clone(), wish.place.trim(), without(|wish| wish.place.clear())),
        (said("houses-asked-by", &wish.by), wish.by.trim(), without(|wish| wish.by.clear())),
        (said("houses-asked-by", manager), manager, without(|wish| wish.manager.clear())),
        (kind.clone().unwrap_or_default(), kind.as_deref().unwrap_or_default(), without(|wish| wish.kind.clear())),
        (said("houses-asked-from", &wish.from), wish.from.trim(), without(|wish| wish.from.clear())),
        (said("houses-asked-to", &wish.to), wish.to.trim(), without(|wish| wish.to.clear())),
        (l10n.t("houses-asked-dangerous"), wish.dangerous.as_str(), without(|wish| wish.dangerous.clear())),
    ];
    all.into_iter().filter(|(_, value, _)| !value.is_empty()).map(|(word, _, href)| (word, href)).collect()
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
