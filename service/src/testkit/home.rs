//! A resident's home: a provider with its days, a house, a flat, an account linked to a person, and
//! the meters a test asks for.

use chrono::{DateTime, Utc};
use domain::kernel::volume::Ratio;
use domain::kernel::{
    AccountId, Area, Date, HouseId, LinkId, MeterId, OrgId, Period, PersonId, PremisesId, ReadingId, Region, Volume,
};
use domain::meters::{Resource, Stage, Unit};
use domain::people::Role;
use entity::{
    account, account_link, house, meter, organisation, person, premises, reading, reading_event, reading_window,
    role_grant,
};
use sea_orm::{EntityTrait, IntoActiveModel};

use crate::actor::Resident;
use crate::ctx::Ctx;

const REGION: Region = Region(35);

/// What a test needs of a home.
#[derive(Debug)]
pub struct Home {
    /// The proof of its resident.
    pub who: Resident,
    /// The provider of all its meters.
    pub provider: OrgId,
    /// The house.
    pub house: HouseId,
    /// The flat.
    pub premises: PremisesId,
    /// The account.
    pub account: AccountId,
}

/// Writes a home whose provider takes readings from the 15th to the 25th.
pub async fn a_home(ctx: &Ctx) -> Home {
    let now = ctx.now();
    let (provider, house) = (OrgId(ctx.id(REGION)), HouseId(ctx.id(REGION)));
    let (premises, account) = (PremisesId(ctx.id(REGION)), AccountId(ctx.id(REGION)));
    put(ctx, an_organisation(provider)).await;
    put(ctx, a_house(house, provider)).await;
    put(ctx, a_flat(premises, house)).await;
    put(ctx, an_account(account, premises, house, provider)).await;
    let who = a_resident(ctx, account, house).await;
    put(
        ctx,
        reading_window::Model {
            id: ctx.id(REGION),
            organisation_id: provider,
            resource: String::new(),
            day_from: 15,
            day_to: 25,
            begins_on: now.date_naive() - chrono::Days::new(4000),
            ends_on: None,
        },
    )
    .await;
    Home { who, provider, house, premises, account }
}

/// A person linked to the account.
pub async fn a_resident(ctx: &Ctx, account: AccountId, house: HouseId) -> Resident {
    let now = ctx.now();
    let id = PersonId(ctx.id(REGION));
    put(ctx, a_person(id, now)).await;
    put(
        ctx,
        account_link::Model {
            id: LinkId(ctx.id(REGION)),
            house_id: house,
            account_id: account,
            person_id: id,
            linked_at: now,
            ended_at: None,
            ended_by: None,
        },
    )
    .await;
    Resident::for_test(id)
}

/// Gives a person a role for an organisation, or everywhere.
pub async fn a_grant(ctx: &Ctx, person: PersonId, role: Role, organisation: Option<OrgId>) {
    let grant = role_grant::Model {
        id: ctx.id(REGION),
        person_id: person,
        role: role.code().to_owned(),
        organisation_id: organisation,
        house_id: None,
        begins_at: ctx.now(),
        ends_at: None,
    };
    put(ctx, grant).await;
}

impl Home {
    /// Hangs a meter: five digits, three decimals, one tariff, verified until 2030, as `change` says.
    pub async fn meter(&self, ctx: &Ctx, resource: Resource, change: impl FnOnce(&mut meter::Model)) -> MeterId {
        let id = MeterId(ctx.id(REGION));
        let mut row = meter::Model {
            id,
            house_id: self.house,
            premises_id: Some(self.premises),
            organisation_id: self.provider,
            resource: resource.code().to_owned(),
            kind: "individual".to_owned(),
            number: format!("№{}", id.0 % 100_000),
            model: "СВК 15-3-2".to_owned(),
            place: "кухня".to_owned(),
            unit: Unit::usual(resource).code().to_owned(),
            digits: 5,
            decimals: 3,
            tariffs: 1,
            ratio: Ratio::ONE,
            normative: None,
            installed_on: None,
            sealed_on: None,
            verified_on: None,
            verification_due: Date::from_ymd_opt(2030, 1, 1),
            archived_on: None,
            archive_reason: String::new(),
        };
        change(&mut row);
        put(ctx, row).await;
        id
    }

    /// A reading of an earlier month, taken on its 20th.
    pub async fn read(&self, ctx: &Ctx, meter: MeterId, month: &str, values: &[&str], stage: Stage) -> ReadingId {
        let period: Period = month.parse().unwrap_or_else(|error| panic!("{month}: {error}"));
        let id = ReadingId(ctx.id(REGION));
        let steps = |place: usize| values.get(place).map(|text| volume(text).steps().unwrap_or_default());
        let row = reading::Model {
            house_id: self.house,
            period,
            meter_id: meter,
            version: 1,
            id,
            living: true,
            t1: steps(0).unwrap_or_default(),
            t2: steps(1),
            t3: steps(2),
            used1: None,
            used2: None,
            used3: None,
            taken_on: period.day(20),
            received_at: ctx.now(),
            source: "resident".to_owned(),
            person_id: Some(self.who.person()),
            explanation: "none".to_owned(),
            warnings: String::new(),
            reason: String::new(),
            submission_key: format!("made-{}", id.0),
            stage: stage.code().to_owned(),
        };
        put(ctx, row).await;
        let event = reading_event::Model {
            reading_id: id,
            stage: Stage::Accepted.code().to_owned(),
            at: ctx.now(),
            note: String::new(),
        };
        put(ctx, event).await;
        id
    }
}

/// A figure of a test.
pub fn volume(text: &str) -> Volume {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Writes one row.
pub async fn put<M, A>(ctx: &Ctx, row: M)
where
    M: sea_orm::ModelTrait + IntoActiveModel<A>,
    A: sea_orm::ActiveModelTrait<Entity = M::Entity> + Send,
{
    let row = row.into_active_model();
    let mut all = A::default();
    // Every column is written, not only those a change would touch.
    for column in <<M::Entity as EntityTrait>::Column as sea_orm::Iterable>::iter() {
        if let Some(value) = row.get(column).into_value() {
            all.set(column, value);
        }
    }
    let _written = <M::Entity as EntityTrait>::insert(all)
        .exec_without_returning(&ctx.db.write)
        .await
        .unwrap_or_else(|error| panic!("a test's row: {error}"));
}

fn an_organisation(id: OrgId) -> organisation::Model {
    organisation::Model {
        id,
        region: 35,
        kind: "manager".to_owned(),
        name: "УК «Берег»".to_owned(),
        full_name: "ООО «Управляющая компания «Берег»".to_owned(),
        name_key: "ук берег".to_owned(),
        inn: String::new(),
        ogrn: String::new(),
        address: String::new(),
        phone: String::new(),
        email: String::new(),
        site: String::new(),
        hours: String::new(),
        lat_e6: None,
        lon_e6: None,
        houses: 1,
        source: "demo".to_owned(),
        source_id: id.to_string(),
        source_day: None,
        digest: 0,
        version: 1,
    }
}

fn a_house(id: HouseId, manager: OrgId) -> house::Model {
    house::Model {
        id,
        region: 35,
        kind: "apartment".to_owned(),
        address: "г. Верхнереченск, ул. Набережная, д. 7".to_owned(),
        region_name: String::new(),
        district: String::new(),
        locality: "Верхнереченск".to_owned(),
        street: "Набережная".to_owned(),
        number: "7".to_owned(),
        place_key: "верхнереченск набережная 00007".to_owned(),
        fias_guid: String::new(),
        cadastral_no: String::new(),
        time_zone: "Europe/Moscow".to_owned(),
        lat_e6: None,
        lon_e6: None,
        organisation_id: Some(manager),
        managed_since: None,
        year_built: Some(1978),
        used_since: None,
        series: String::new(),
        floors_max: Some(5),
        floors_min: Some(5),
        entrances: Some(4),
        lifts: None,
        premises: None,
        flats: Some(60),
        non_residential: None,
        area: Some(Area(301_500)),
        area_flats: None,
        area_non_residential: None,
        area_common: None,
        area_land: None,
        area_parking: None,
        energy_class: String::new(),
        dangerous: false,
        capital_fund: String::new(),
        extras: "{}".to_owned(),
        source: "demo".to_owned(),
        source_id: id.to_string(),
        source_day: None,
        digest: 0,
        version: 1,
    }
}

fn a_flat(id: PremisesId, house: HouseId) -> premises::Model {
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

fn an_account(id: AccountId, premises: PremisesId, house: HouseId, provider: OrgId) -> account::Model {
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

fn a_person(id: PersonId, now: DateTime<Utc>) -> person::Model {
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
    }
}
