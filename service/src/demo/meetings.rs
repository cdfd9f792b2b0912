//! The meetings of Anna's house: one is over, one goes on.

use chrono::{Duration, Utc};
use domain::meetings::Kind;

use super::{personas, repo};
use crate::ctx::{Ctx, Tx};
use crate::error::Result;
use crate::meetings::demo::{Staged, stage};

const PAST: [(Kind, &str); 4] = [
    (Kind::Administrator, "Выбрать администратором общих собраний Волкова Бориса Игоревича"),
    (Kind::Procedure, "Утвердить порядок приёма сообщений и решений, продолжительность голосования — 14 дней"),
    (Kind::CurrentRepair, "Провести текущий ремонт подъездов в этом году"),
    (Kind::CommonUse, "Сдать часть подвала в аренду под мастерскую"),
];

const PRESENT: [(Kind, &str); 4] = [
    (Kind::Landscaping, "Благоустроить двор: скамейки, освещение, велосипедная стоянка"),
    (Kind::LandUse, "Установить шлагбаум на въезде во двор"),
    (Kind::CapitalRepair, "Направить средства фонда капитального ремонта на ремонт крыши"),
    (Kind::Other, "Утвердить размер платы за содержание жилого помещения — 31,40 ₽ с м²"),
];

/// Writes both meetings, if Anna and Boris own in one house.
pub async fn make(ctx: &Ctx, tx: &Tx) -> Result<()> {
    let [anna, boris] = ["anna", "boris"].map(personas::id);
    let guests = [anna, boris, personas::id("darya"), personas::id("egor")];
    let Some(house) = repo::house_of(tx, boris).await? else { return Ok(()) };
    // Begins on a whole hour: nobody announces a meeting to the second.
    let hour = ctx.now().timestamp() / 3600 * 3600;
    let now = chrono::DateTime::<Utc>::from_timestamp(hour, 0).unwrap_or(ctx.now());
    let staged = |from: i64, agenda, voted| Staged {
        house,
        initiator: boris,
        guests: &[],
        opens: now + Duration::days(from),
        closes: now + Duration::days(from + 14),
        agenda,
        voted,
    };
    for (place, slug) in (1..).zip(personas::NEIGHBOURS) {
        repo::settle_neighbour(tx, house, place, personas::id(slug), personas::full_name(slug)).await?;
    }
    stage(ctx, tx, &staged(-60, &PAST, 78)).await?;
    stage(ctx, tx, &Staged { guests: &guests, ..staged(-3, &PRESENT, 46) }).await?;
    Ok(())
}
