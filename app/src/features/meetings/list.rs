//! A house's meetings, and the way to a new one.

use axum::Form;
use axum::extract::Path;
use axum::response::Redirect;
use domain::kernel::HouseId;
use domain::meetings::{Caller, MeetingRow};
use domain::people::Permission;
use leptos::prelude::*;
use serde::Deserialize;

use super::words::{body, moment, mood, phase};
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::{Answer, Page, id};
use crate::ui::badge::Badge;
use crate::ui::button::Button;
use crate::ui::crumbs::Crumbs;
use crate::ui::field::Select;

/// GET `/houses/{house}/meetings`
pub async fn show(asked: Asked, house: Path<String>) -> Answer {
    let house: HouseId = id(house)?;
    let reader = asked.visitor.person.as_ref().map(|signed| signed.id);
    let passport = service::houses::passport(asked.ctx(), house).await?;
    let rows = service::meetings::of_house(asked.ctx(), house, reader).await?;
    let staff = asked.staff(Permission::CallMeetings).ok();
    let demands = match asked.resident() {
        Ok(who) => {
            service::meetings::stands_in_house(asked.ctx(), &who, staff.as_ref(), house).await? != (false, false)
        }
        Err(_) => false,
    };
    // Only who acts for an organisation too has anything to choose from.
    let callers = match (asked.confirmed(), &staff) {
        (Ok(who), Some(staff)) => service::meetings::callers(asked.ctx(), &who, Some(staff), house).await?,
        _ => Vec::new(),
    };
    let (l10n, address) = (asked.l10n, passport.place.address);
    Ok(Page::new(&asked, asked.t("meetings-title"), move || {
        let steps = vec![(l10n.t("houses-title"), "/houses".to_owned()), (address, format!("/houses/{house}"))];
        let none = rows.is_empty().then(|| view! { <p>{l10n.t("meetings-empty")}</p> });
        let rows = rows.into_iter().map(|row| view! { <Row l10n row/> }).collect_view();
        let begin = reader.map(|_| {
            view! {
                <form method="post" action=format!("/houses/{house}/meetings")>
                    <h2>{l10n.t("meetings-begin-title")}</h2>
                    <p>{l10n.t("meetings-begin-words")}</p>
                    {(1 < callers.len()).then(|| {
                        let options = callers.into_iter().map(|(caller, name)| (caller.code().to_owned(), name)).collect::<Vec<_>>();
                        view! { <Select name="caller" label=l10n.t("meetings-begin-as") options/> }
                    })}
                    <p class="actions"><Button text=l10n.t("meetings-begin")/></p>
                </form>
            }
        });
        let demands = demands.then(|| {
            view! { <p><a href=format!("/houses/{house}/requests")>{l10n.t("requests-title")}</a></p> }
        });
        view! {
            <Crumbs l10n steps/>
            <h1>{l10n.t("meetings-title")}</h1>
            <p class="lead">{l10n.t("meetings-lead")}</p>
            {none}
            <ul class="meetings">{rows}</ul>
            {begin}
            {demands}
        }
        .into_any()
    }))
}

/// One meeting in a list.
#[component]
pub fn Row(l10n: L10n, row: MeetingRow, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let title = match row.uin.is_empty() {
        true => l10n.t("meeting-draft"),
        false => l10n.with("meeting-name", [("uin", row.uin.clone())]),
    };
    let whose = row.body.is_of_members().then(|| view! { <p>{body(l10n, row.body)}</p> });
    let days = format!("{} — {}", moment(row.opens, &row.time_zone), moment(row.closes, &row.time_zone));
    view! {
        <li class="meeting-row card">
            <p class="meeting-row__phase"><Badge mood=mood(row.phase) text=phase(l10n, row.phase)/></p>
            <h2 class="meeting-row__name"><a href=format!("/meetings/{}", row.id)>{title}</a></h2>
            {whose}
            <p>{row.first_question}</p>
            <p class="meeting-row__days">{l10n.with("meeting-questions", [("count", row.questions)])}" · "{days}</p>
            {children.map(|children| children())}
        </li>
    }
}

/// In whose name the meeting is called, for who may do it in several.
#[derive(Debug, Default, Deserialize)]
pub struct Begun {
    #[serde(default)]
    caller: String,
}

/// POST `/houses/{house}/meetings`
pub async fn begin(asked: Asked, house: Path<String>, Form(wish): Form<Begun>) -> Result<Redirect, Failure> {
    let who = asked.confirmed()?;
    let staff = asked.staff(Permission::CallMeetings).ok();
    let wanted = Caller::from_code(&wish.caller);
    let meeting = service::meetings::begin(asked.ctx(), &who, staff.as_ref(), id(house)?, wanted).await?;
    Ok(Redirect::to(&format!("/meetings/{meeting}")))
}
