//! A file of a register: its example, sent to be looked at, loaded as it was looked at. The same for the
//! register of owners and for that of members.

use axum::Form;
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use domain::kernel::{HouseId, RegisterId};
use domain::people::Permission;
use domain::registers::Whose;
use leptos::prelude::*;
use serde::Deserialize;
use service::registers;

use super::{house, members, plan};
use crate::asked::Asked;
use crate::error::Failure;
use crate::i18n::L10n;
use crate::page::id;
use crate::ui::button::Button;
use crate::ui::field::FileField;
use crate::upload::Sent;

/// Where the register's page is: of owners the house's own.
pub fn base(house: HouseId, whose: Whose) -> String {
    match whose {
        Whose::Owners => format!("/desk/registers/{house}"),
        Whose::Members => format!("/desk/registers/{house}/members"),
    }
}

/// The beginning of its messages' keys.
const fn key(whose: Whose) -> &'static str {
    match whose {
        Whose::Owners => "register",
        Whose::Members => "members",
    }
}

/// GET `/desk/registers/{house}/example.csv`, `…/members.csv`: a table as it is read, for spreadsheets.
pub async fn example(asked: Asked, house: Path<String>, whose: Whose) -> Result<Response, Failure> {
    let who = asked.staff(Permission::KeepRegister)?;
    registers::standing(asked.ctx(), &who, id(house)?).await?;
    let key = key(whose);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{key}.csv\"")),
    ];
    // The mark by which spreadsheets know UTF-8.
    Ok((headers, format!("\u{feff}{}", asked.t(&format!("{key}-table")))).into_response())
}

/// POST `/desk/registers/{house}`, `…/members`
pub async fn check(asked: Asked, Path(house): Path<String>, sent: Sent, whose: Whose) -> Result<Response, Failure> {
    let who = asked.staff(Permission::KeepRegister)?;
    let house = id(Path(house))?;
    let checked = match whose {
        Whose::Owners => registers::check(asked.ctx(), &who, house, &sent.file).await,
        Whose::Members => registers::check_members(asked.ctx(), &who, house, &sent.file).await,
    };
    let failure = match checked {
        Ok(load) => return Ok(Redirect::to(&format!("{}/{load}", base(house, whose))).into_response()),
        Err(error) if error.rule().is_some() => asked.l10n.explain(error.into()),
        Err(error) => return Err(error.into()),
    };
    let page = match whose {
        Whose::Owners => house::draw(&asked, house, false, Some(failure.clone())).await?,
        Whose::Members => members::draw(&asked, house, Some(failure.clone())).await?,
    };
    Ok(page.refused(&failure).into_response())
}

/// The form of [`check`].
#[component]
pub fn FileForm(l10n: L10n, house: HouseId, whose: Whose, failure: Option<Failure>) -> impl IntoView {
    let error = failure.map(|failure| failure.text).unwrap_or_default();
    let example = match whose {
        Whose::Owners => format!("/desk/registers/{house}/example.csv"),
        Whose::Members => format!("/desk/registers/{house}/members.csv"),
    };
    let label = l10n.t(&format!("{}-file", key(whose)));
    view! {
        <p><a href=example>{l10n.t("register-example")}</a></p>
        <form class="stack" method="post" action=base(house, whose) enctype="multipart/form-data">
            <FileField label hint=l10n.t("register-file-hint") error accept=".csv,.txt,.xlsx"/>
            <p class="actions"><Button text=l10n.t("register-check")/></p>
        </form>
    }
}

/// Which register the file was compared with.
#[derive(Debug, Default, Deserialize)]
pub struct Confirmed {
    #[serde(default)]
    seen: String,
}

/// POST `/desk/registers/{house}/{register}`, `…/members/{register}`
pub async fn load(
    asked: Asked,
    Path((house, register)): Path<(String, String)>,
    Form(confirmed): Form<Confirmed>,
    whose: Whose,
) -> Result<Response, Failure> {
    let who = asked.staff(Permission::KeepRegister)?;
    let (house, register) = (id(Path(house))?, id(Path(register))?);
    let loaded = match whose {
        Whose::Owners => registers::load(asked.ctx(), &who, house, register, &confirmed.seen).await,
        Whose::Members => registers::load_members(asked.ctx(), &who, house, register, &confirmed.seen).await,
    };
    let failure = match loaded {
        Ok(()) => return Ok(Redirect::to(&format!("/desk/registers/{house}?done=1")).into_response()),
        Err(error) if error.rule().is_some() => asked.l10n.explain(error.into()),
        Err(error) => return Err(error.into()),
    };
    let page = match whose {
        Whose::Owners => plan::draw(&asked, house, register, Some(failure.clone())).await?,
        Whose::Members => members::draw_plan(&asked, house, register, Some(failure.clone())).await?,
    };
    Ok(page.refused(&failure).into_response())
}

/// The form of [`load`], by the digest of what the file was compared with.
#[component]
pub fn LoadForm(l10n: L10n, house: HouseId, register: RegisterId, whose: Whose, seen: String) -> impl IntoView {
    view! {
        <form method="post" action=format!("{}/{register}", base(house, whose))>
            <input type="hidden" name="seen" value=seen/>
            <p class="actions"><Button text=l10n.t(&format!("{}-load-now", key(whose)))/></p>
        </form>
    }
}
