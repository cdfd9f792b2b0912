//! What narrows a set of houses: the same on their list and on their map.

use domain::houses::{HouseKind, RegionChoice};
use leptos::prelude::*;

use super::wish::Wish;
use crate::i18n::L10n;
use crate::ui::registry_filters::{FilterChoice, FilterFlag, FilterText, Filters};

/// The form that narrows; `action`: the page it stands on.
#[component]
pub fn HouseFilters(l10n: L10n, wish: Wish, regions: Vec<RegionChoice>, action: &'static str) -> impl IntoView {
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
        <Filters l10n action=action.to_owned() kept unfolded more=more.into_any()>
            <FilterText name="text" label=l10n.t("houses-filter-text") value=wish.text class="filters__part filters__part--wide"/>
            <FilterChoice name="region" label=l10n.t("houses-filter-region") value=wish.region choices=regions/>
            <FilterText name="place" label=l10n.t("houses-filter-place") value=wish.place/>
        </Filters>
    }
}

/// What is asked, each word with the address without it.
pub fn words(l10n: L10n, wish: &Wish, regions: &[RegionChoice], manager: &str, path: &str) -> Vec<(String, String)> {
    let wish = wish.at_start();
    let region = regions.iter().find(|region| region.key == wish.region).map_or(&wish.region, |region| &region.name);
    let said = |key: &str, value: &str| l10n.with(key, [("value", value.to_owned())]);
    let without = |change: fn(&mut Wish)| {
        let mut less = wish.clone();
        change(&mut less);
        less.href(path)
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
