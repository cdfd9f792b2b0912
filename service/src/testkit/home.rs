//! A resident's home: a provider with its days, a house, a flat, an account linked to a person, and
//! the meters a test asks for.

use domain::kernel::volume::Ratio;
use domain::kernel::{
    AccountId, Date, HouseId, LinkId, MeetingId, MeterId, OrgId, Period, PersonId, PremisesId, ReadingId, Region,
    Volume,
};
use domain::meetings::Kind;
use domain::meters::{Resource, Stage, Unit};
use domain::people::Role;
use entity::{account_link, meter, ownership, premises, reading, reading_window, role_grant};
use sea_orm::{EntityTrait, IntoActiveModel};

use super::rows::{a_flat, a_house, a_person, an_account, an_organisation};
use crate::actor::{Confirmed, Operator, Resident};
use crate::ctx::Ctx;
use crate::meetings::demo::{Staged, stage};

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

/// Who operates the installation.
pub async fn an_operator(ctx: &Ctx) -> Operator {
    let id = PersonId(ctx.id(REGION));
    put(ctx, a_person(id, ctx.now())).await;
    Operator::for_test(id)
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

/// A meeting of the home's house, called by its resident, who owns the flat: it goes on, or is over.
pub async fn a_meeting(ctx: &Ctx, home: &Home, over: bool) -> crate::Result<MeetingId> {
    let (who, now) = (home.who.person(), ctx.now());
    let known = ownership::Entity::find_by_id((home.premises, 1)).one(&ctx.db.read).await?;
    if known.is_none() {
        let own = ownership::Model {
            house_id: home.house,
            premises_id: home.premises,
            number: 1,
            person_id: Some(who),
            owner_name: "Петрова Анна Сергеевна".to_owned(),
            share_num: 1,
            share_den: 1,
            document: String::new(),
            begins_on: None,
        };
        put(ctx, own).await;
    }
    let opens = now - chrono::Duration::days(if over { 30 } else { 1 });
    let staged = Staged {
        house: home.house,
        initiator: who,
        guests: &[who],
        opens,
        closes: opens + chrono::Duration::days(14),
        agenda: &[(Kind::CurrentRepair, "Провести текущий ремонт подъездов")],
        voted: 0,
    };
    let tx = ctx.begin().await?;
    let id = stage(ctx, &tx, &staged).await?;
    tx.commit().await?;
    Ok(id)
}

/// A house of so many flats, each with an owner of its own.
pub async fn a_large_house(ctx: &Ctx, flats: usize) -> (HouseId, Vec<Confirmed>) {
    let (org, house) = (OrgId(ctx.id(REGION)), HouseId(ctx.id(REGION)));
    put(ctx, an_organisation(org)).await;
    put(ctx, a_house(house, org)).await;
    let mut owners = Vec::with_capacity(flats);
    for number in 1..=flats {
        let (premises, person) = (PremisesId(ctx.id(REGION)), PersonId(ctx.id(REGION)));
        let number = number.to_string();
        put(ctx, premises::Model { number_key: format!("{number:0>5}"), number, ..a_flat(premises, house) }).await;
        put(ctx, a_person(person, ctx.now())).await;
        let own = ownership::Model {
            house_id: house,
            premises_id: premises,
            number: 1,
            person_id: Some(person),
            owner_name: "Петрова Анна Сергеевна".to_owned(),
            share_num: 1,
            share_den: 1,
            document: String::new(),
            begins_on: None,
        };
        put(ctx, own).await;
        owners.push(Resident::for_test(person).into());
    }
    (house, owners)
}

/// A meeting of such a house, called by the first of its owners, of so many questions, that goes on for so
/// long from now.
pub async fn a_large_meeting(
    ctx: &Ctx,
    (house, owners): &(HouseId, Vec<Confirmed>),
    questions: usize,
    goes_on: chrono::Duration,
) -> crate::Result<MeetingId> {
    let now = ctx.now();
    let kinds = [
        (Kind::CurrentRepair, "Ремонт подъездов"),
        (Kind::CommonUse, "Аренда подвала"),
        (Kind::Landscaping, "Скамейки"),
        (Kind::Other, "Плата"),
    ];
    let agenda: Vec<(Kind, &str)> = kinds.into_iter().cycle().take(questions).collect();
    let staged = Staged {
        house: *house,
        initiator: owners.first().map_or(PersonId(0), |owner: &Confirmed| owner.person()),
        guests: &[],
        opens: now - chrono::Duration::days(10),
        closes: now + goes_on,
        agenda: &agenda,
        voted: 0,
    };
    let tx = ctx.begin().await?;
    let id = stage(ctx, &tx, &staged).await?;
    tx.commit().await?;
    Ok(id)
}
