//! Above a list: how many there are, and by what they are sorted.

use leptos::prelude::*;

use super::icon::Icon;

/// One way to sort.
#[derive(Clone, Debug)]
pub struct Order {
    /// «по году»
    pub name: String,
    /// In use, and whether the last come first.
    pub descending: Option<bool>,
    /// «сначала новые»: said when it is in use.
    pub said: String,
    /// Where it leads: the other direction when in use.
    pub href: String,
}

/// The count and the orders.
#[component]
pub fn ListHead(#[prop(into)] count: String, #[prop(into)] label: String, orders: Vec<Order>) -> impl IntoView {
    let orders = orders.into_iter().map(|order| {
        let icon = order.descending.map(|down| if down { "arrow-down" } else { "arrow-up" });
        let icon = icon.map(|name| view! { <Icon name=name/> });
        let current = order.descending.map(|_| "true");
        let said = order.descending.map(|_| view! { <span class="list-head__said">{order.said}</span> });
        view! { <a href=order.href aria-current=current>{order.name}{said}{icon}</a> }
    });
    view! {
        <div class="list-head">
            <p class="list-head__count" role="status">{count}</p>
            <nav class="list-head__sort" aria-label=label>{orders.collect_view()}</nav>
        </div>
    }
}
