//! The state address register as rows.

use entity::{gar_object, gar_place, gar_word};
use sea_orm::{FromQueryResult, Statement};

use super::put;
use crate::ctx::Ctx;
use crate::error::Result;

/// A street: its short word, its name, its buildings by number and block.
#[derive(Debug)]
pub struct Street(pub &'static str, pub &'static str, pub &'static [(&'static str, &'static str)]);

/// A register of one town: its streets, each with buildings `д. number[, к. block]`.
pub async fn a_register(ctx: &Ctx, streets: &[Street]) {
    let day = |year| chrono::NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    let object = |id: i64, kind: i32, level: i32, type_name: &str, name: &str, block: &str| gar_object::Model {
        key: id * 8 + i64::from(kind),
        object_id: id,
        kind,
        region: 35,
        guid: format!("guid-{id}"),
        name: name.to_owned(),
        type_name: type_name.to_owned(),
        level,
        addition: block.to_owned(),
        addition_type: if block.is_empty() { String::new() } else { "1".to_owned() },
        addition2: String::new(),
        addition2_type: String::new(),
        change_id: 1,
        previous_id: 0,
        starts_on: day(2000),
        ends_on: day(2079),
        updated_on: day(2000),
        actual: true,
        active: true,
        digest: 0,
    };
    let place = |id: i64, kind: i32, path: &[i64]| gar_place::Model {
        key: id * 8 + i64::from(kind),
        object_id: id,
        kind,
        region: 35,
        parent_id: path.iter().rev().nth(1).copied().unwrap_or_default(),
        path: path.iter().map(i64::to_string).collect::<Vec<_>>().join("."),
        code: if kind == 1 { "19701000".to_owned() } else { String::new() },
        change_id: 1,
        previous_id: 0,
        starts_on: day(2000),
        ends_on: day(2079),
        updated_on: day(2000),
        active: true,
        digest: 0,
    };
    let word = |kind: i32, number: i64, short: &str| gar_word::Model {
        key: number * 8 + i64::from(kind),
        kind,
        number,
        level: 0,
        name: String::new(),
        short_name: short.to_owned(),
        starts_on: day(2000),
        ends_on: day(2079),
        active: true,
        digest: 0,
    };
    let mut objects = vec![object(1, 0, 1, "обл", "Вологодская", ""), object(2, 0, 5, "г", "Вологда", "")];
    objects.push(object(3, 0, 3, "г.о.", "город Вологда", ""));
    let mut places = vec![place(1, 0, &[1]), place(2, 0, &[1, 2]), place(3, 0, &[1, 3])];
    for (street, Street(kind, name, buildings)) in (10..).zip(streets) {
        objects.push(object(street, 0, 8, kind, name, ""));
        places.push(place(street, 0, &[1, 2, street]));
        for (building, (number, block)) in (street * 100..).zip(*buildings) {
            objects.push(object(building, 1, 0, "2", number, block));
            places.push(place(building, 0, &[1, 2, street, building]));
            places.push(place(building, 1, &[1, 3, 2, street, building]));
        }
    }
    let words = [word(1, 2, "д."), word(2, 1, "к.")];
    for row in objects {
        put(ctx, row).await;
    }
    for row in places {
        put(ctx, row).await;
    }
    for row in words {
        put(ctx, row).await;
    }
}

/// A building of the register as a registry of houses prints it.
#[derive(Debug, FromQueryResult)]
pub struct Printed {
    /// Its GUID.
    pub guid: String,
    /// «ул. Мира»
    pub street: String,
    /// «5 к2»
    pub number: String,
}

/// All buildings right under a street or a planning element, printed by SQL alone: nothing is shared with
/// what reads them.
pub async fn printed_by_registries(ctx: &Ctx) -> Result<Vec<Printed>> {
    let sql = "select h.guid as guid, s.type_name || ' ' || s.name as street,
                      h.name || case h.addition_type when '1' then ' к' || h.addition when '2' then ' стр' || h.addition
                                                     else '' end as number
                 from gar_object h
                 join gar_place p on p.object_id = h.object_id and p.kind = 0 and p.active
                 join gar_object s on s.object_id = p.parent_id and s.kind = 0 and s.actual and s.active
                where h.kind = 1 and h.actual and h.active and s.level in (7, 8)";
    let db = &ctx.db.read;
    let statement = Statement::from_string(sea_orm::ConnectionTrait::get_database_backend(db), sql.to_owned());
    Ok(Printed::find_by_statement(statement).all(db).await?)
}
