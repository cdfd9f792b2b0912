//! The feed: messages to the person, the account, the house; the newest first.

use domain::kernel::text;
use domain::notices::{NoticeKind, NoticeView};
use leptos::prelude::*;

use crate::i18n::L10n;
use crate::ui::icon::Icon;

/// The list of messages.
#[component]
pub fn Feed(l10n: L10n, notices: Vec<NoticeView>) -> impl IntoView {
    let empty = notices.is_empty().then(|| view! { <p>{l10n.t("feed-empty")}</p> });
    let rows = notices.into_iter().map(|notice| {
        let from = notice.from.map(|(id, name)| view! { <a href=format!("/organisations/{id}")>{name}</a> });
        view! {
            <li class="feed__notice">
                <h3 class="feed__title"><Icon name=icon(notice.kind)/>" "{notice.title}</h3>
                <p>{notice.body}</p>
                <p class="feed__facts">
                    {l10n.t(&format!("notice-{}", notice.kind.code()))}" · "{text::moment(notice.at)}" "{from}
                </p>
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section class="feed">
            <h2 id="feed">{l10n.t("feed-title")}</h2>
            {empty}
            <ul class="feed__list">{rows}</ul>
        </section>
    }
}

const fn icon(kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Window => "gauge",
        NoticeKind::Bill => "receipt",
        NoticeKind::Outage => "triangle-alert",
        NoticeKind::Works => "wrench",
        NoticeKind::Meeting => "users",
        NoticeKind::Security => "key-round",
        NoticeKind::News => "megaphone",
    }
}
