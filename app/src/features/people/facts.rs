//! What the provider told of a person, as a list of facts.

use domain::kernel::text;
use domain::people::{Level, ProfileView};
use leptos::prelude::*;

use crate::asked::Asked;
use crate::ui::icon::Icon;

/// Name, day of birth, ways to write and call, and how surely all this is known.
#[component]
pub fn PersonFacts(asked: Asked, profile: ProfileView) -> impl IntoView {
    let l10n = asked.l10n;
    let facts = [
        ("profile-family-name", profile.family_name),
        ("profile-given-name", profile.given_name),
        ("profile-patronymic", profile.patronymic),
        ("profile-birth-date", profile.birth_date.map(text::day).unwrap_or_default()),
        ("profile-email", profile.email),
        ("profile-phone", profile.phone),
        ("profile-provider", provider(&asked, &profile.provider)),
    ];
    let rows = facts.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| {
        view! { <div class="facts__row"><dt>{l10n.t(key)}</dt><dd>{value}</dd></div> }
    });
    let (icon, level) = match profile.level {
        Level::Confirmed => ("circle-check", "profile-level-confirmed"),
        Level::Basic => ("info", "profile-level-basic"),
    };
    view! {
        <dl class="facts">
            {rows.collect_view()}
            <div class="facts__row"><dt>{l10n.t("profile-level")}</dt><dd><Icon name=icon/>" "{l10n.t(level)}</dd></div>
        </dl>
    }
}

/// The provider's name as its button has it; its key when it is no longer offered.
fn provider(asked: &Asked, key: &str) -> String {
    let way = asked.site.ways.iter().find(|way| way.key == key);
    match way.map(|way| way.name.as_str()) {
        Some("") => asked.t("profile-provider-demo"),
        Some(name) => name.to_owned(),
        None => key.to_owned(),
    }
}
