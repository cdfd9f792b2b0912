//! The provider's desk: the readings that came in, taking them into bills, and the reading days.

use domain::kernel::{Cursor, Date, Period, Slice};
use domain::meters::{DeskRow, Resource, Rule, Window, WindowRow};

use super::repo;
use crate::actor::Staff;
use crate::ctx::Ctx;
use crate::error::Result;

/// Rows of one screenful.
const PAGE: usize = 50;

/// The living readings of the organisation's meters for a month, in the order they came.
pub async fn worklist(ctx: &Ctx, who: &Staff, period: Period, after: Option<&str>) -> Result<Slice<DeskRow>> {
    let after = after.and_then(Cursor::parse);
    let rows = repo::desk(&ctx.db.read, who, period, after.map(|cursor| cursor.id), PAGE + 1).await?;
    Ok(Slice::cut(rows, PAGE, |row| Cursor { key: String::new(), id: row.id.0 }))
}

/// Takes every reading of the month that was handed over into bill `number`: from here only an appeal
/// changes it. How many were taken. Repeating takes nothing more.
pub async fn take_into_bills(ctx: &Ctx, who: &Staff, period: Period, number: &str) -> Result<u64> {
    let tx = ctx.begin().await?;
    let taken = repo::bill(&tx, who, period, number.trim(), ctx.now()).await?;
    tx.commit().await?;
    tracing::info!(code = "reading.billed", taken, %period, "readings were taken into bills");
    Ok(taken)
}

/// The organisation's reading days in force or to come.
pub async fn windows_of(ctx: &Ctx, who: &Staff) -> Result<Vec<WindowRow>> {
    repo::windows_of(&ctx.db.read, who, ctx.today("Europe/Moscow")).await
}

/// Sets the days from the first of the next month on: a month that runs keeps the days people were
/// told. Days already set for that month are replaced.
pub async fn set_window(ctx: &Ctx, who: &Staff, resource: Option<Resource>, from: &str, to: &str) -> Result<Date> {
    let day = |text: &str| text.trim().parse::<u32>().ok();
    let window = day(from).zip(day(to)).and_then(|(from, to)| Window::new(from, to)).ok_or(Rule::NotAWindow)?;
    let begins_on = Period::of(ctx.today("Europe/Moscow")).next().first_day();
    let tx = ctx.begin().await?;
    repo::set_window(&tx, ctx.id(who.organisation().region()), who, resource, window, begins_on).await?;
    tx.commit().await?;
    Ok(begins_on)
}
