//! The rows a home is made of, with usual values.

use chrono::{DateTime, Utc};
use domain::kernel::{AccountId, Area, Date, HouseId, OrgId, PersonId, PremisesId};
use entity::{account, house, organisation, person, premises};

use super::build;

pub fn an_organisation(id: OrgId) -> organisation::Model {
    organisation::Model {
        id,
        full_name: "ООО «Управляющая компания «Берег»".to_owned(),
        phone: String::new(),
        houses: 1,
        source: "demo".to_owned(),
        source_id: id.to_string(),
        ..build::an_organisation("УК «Берег»").0
    }
}

pub fn a_house(id: HouseId, manager: OrgId) -> house::Model {
    house::Model {
        id,
        address: "г. Верхнереченск, ул. Набережная, д. 7".to_owned(),
        region_name: String::new(),
        locality: "Верхнереченск".to_owned(),
        place_key: "верхнереченск набережная 00007".to_owned(),
        organisation_id: Some(manager),
        year_built: Some(1978),
        floors_min: Some(5),
        entrances: Some(4),
        area: Some(Area(301_500)),
        extras: "{}".to_owned(),
        source: "demo".to_owned(),
        source_id: id.to_string(),
        ..build::a_house("Набережная", "7").model
    }
}

pub fn a_flat(id: PremisesId, house: HouseId) -> premises::Model {
    premises::Model {
        id,
        house_id: house,
        kind: "flat".to_owned(),
        number: "12".to_owned(),
        number_key: "00012".to_owned(),
        entrance: Some(1),
        floor: Some(3),
        rooms: Some(2),
        area: Area(4_530),
    }
}

pub fn an_account(id: AccountId, premises: PremisesId, house: HouseId, provider: OrgId) -> account::Model {
    account::Model {
        id,
        house_id: house,
        premises_id: premises,
        organisation_id: provider,
        number: "40012".to_owned(),
        number_key: "40012".to_owned(),
        payer_code: "75ДА533315".to_owned(),
        residents: 2,
        area: Area(4_530),
        opened_on: Date::default(),
        closed_on: None,
        bill_code_hash: String::new(),
        bill_sum: None,
        bill_period: None,
    }
}

pub fn a_person(id: PersonId, now: DateTime<Utc>) -> person::Model {
    person::Model {
        id,
        issuer: "demo".to_owned(),
        subject: id.to_string(),
        family_name: "Петрова".to_owned(),
        given_name: "Анна".to_owned(),
        patronymic: "Сергеевна".to_owned(),
        birth_date: None,
        email: String::new(),
        phone: String::new(),
        level: "confirmed".to_owned(),
        checked_at: Some(now),
        created_at: now,
        seen_at: now,
        letters: true,
    }
}
