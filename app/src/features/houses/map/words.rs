//! The map in words: what is in sight, the nearest first, and links that move and zoom it.

use leptos::prelude::*;
use service::map::{Seen, Sight, View};

use super::super::row::facts;
use super::super::wish::house;
use super::wish::Wish;
use crate::i18n::L10n;
use crate::ui::empty::Empty;
use crate::ui::house_map::at;
use crate::ui::icon::Icon;

/// The words beside the drawn map. A frame of their own: they follow when it is moved.
#[component]
pub fn MapWords(l10n: L10n, wish: Wish, seen: Seen) -> impl IntoView {
    let Seen { view, sights, in_sight, placed, unplaced, cut } = seen;
    let count = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
    let hidden = sights.iter().map(Sight::houses).sum::<usize>() < in_sight;
    let more = hidden.then(|| view! { <p>{l10n.t("map-more")}</p> });
    let off =
        (0 < unplaced).then(|| view! { <p class="map-words__off">{l10n.count("map-unplaced", count(unplaced))}</p> });
    let cut = cut.then(|| view! { <p class="map-words__off">{l10n.t("map-cut")}</p> });
    let nothing = sights.is_empty().then(|| {
        let all = wish.href(None);
        view! {
            <Empty title=l10n.t("map-nothing") icon="map">
                <p>{l10n.t("map-nothing-words")}</p>
                {(0 < placed).then(|| view! { <p><a href=all data-turbo-frame="_top">{l10n.t("map-show-all")}</a></p> })}
            </Empty>
        }
    });
    let rows = sights.into_iter().map(|sight| sight_row(l10n, &wish, sight));
    view! {
        <turbo-frame id="map-words" class="map-words" target="_top">
            <p class="map-words__count" role="status">{l10n.count("map-in-sight", count(in_sight))}</p>
            <Moves l10n wish=wish.clone() view/>
            {nothing}
            <ol class="rows map-words__rows">{rows.collect_view()}</ol>
            {more}
            {off}
            {cut}
        </turbo-frame>
    }
}

/// Moving and zooming by links.
#[component]
fn Moves(l10n: L10n, wish: Wish, view: View) -> impl IntoView {
    let moves = [
        ("arrow-left", "map-west", view.moved(-1.0, 0.0)),
        ("arrow-right", "map-east", view.moved(1.0, 0.0)),
        ("arrow-up", "map-north", view.moved(0.0, -1.0)),
        ("arrow-down", "map-south", view.moved(0.0, 1.0)),
        ("plus", "map-nearer", view.zoomed(1)),
        ("minus", "map-farther", view.zoomed(-1)),
    ];
    let moves = moves.map(|(icon, key, to)| {
        let (href, at, name) = (wish.href(Some(&to)), at(&to), l10n.t(key));
        view! { <a class="map-words__move" href=href data-at=at><Icon name=icon/><span class="visually-hidden">{name}</span></a> }
    });
    view! {
        <nav class="map-words__moves" aria-label=l10n.t("map-move")>
            {moves.into_iter().collect_view()}
            <button type="button" class="button button--quiet map-words__near" data-near="" hidden>{l10n.t("map-near")}</button>
        </nav>
    }
}

fn sight_row(l10n: L10n, wish: &Wish, sight: Sight) -> AnyView {
    match sight {
        Sight::House(row, metres) => {
            let facts = facts(l10n, &row).into_iter().map(|fact| view! { <span>{fact}</span> }).collect_view();
            view! {
                <li>
                    <article class="row">
                        <a class="row__name" href=house(row.id)>{row.address}</a>
                        <p class="row__facts"><span>{distance(l10n, metres)}</span>{facts}</p>
                    </article>
                </li>
            }
            .into_any()
        }
        Sight::Group(count, view, metres) => {
            let (href, at) = (wish.href(Some(&view)), at(&view));
            view! {
                <li>
                    <article class="row">
                        <a class="row__name" href=href data-at=at>{l10n.count("map-group", count.into())}</a>
                        <p class="row__facts"><span>{distance(l10n, metres)}</span><span>{l10n.t("map-group-open")}</span></p>
                    </article>
                </li>
            }
            .into_any()
        }
    }
}

/// «350 м», «1,2 км»: to ten metres, to a hundred, to a kilometre.
fn distance(l10n: L10n, metres: f64) -> String {
    let metres = metres.max(0.0);
    if metres < 995.0 {
        return l10n.with("map-metres", [("n", format!("{:.0}", (metres / 10.0).round() * 10.0))]);
    }
    let places = if metres < 9_950.0 { 1 } else { 0 };
    let kilometres = format!("{:.places$}", metres / 1_000.0);
    l10n.with("map-kilometres", [("n", l10n.decimal(&kilometres))])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn distances_are_said_as_people_say_them() {
        let check = |metres: f64, expect: &str| assert_eq!(distance(L10n(Lang::Ru), metres), expect, "{metres}");
        check(0.0, "0\u{a0}м от середины");
        check(347.0, "350\u{a0}м от середины");
        check(996.0, "1,0\u{a0}км от середины");
        check(1_240.0, "1,2\u{a0}км от середины");
        check(23_400.0, "23\u{a0}км от середины");
    }
}
