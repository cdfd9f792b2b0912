//! Who owns and lives in each flat, and the accounts they pay by.

use domain::accounts::{number_key, proof_key};
use domain::houses::PremisesKind;
use domain::kernel::{AccountId, Area, Date, Kopecks, LinkId, Period};
use sha2::{Digest as _, Sha256};

use super::dice::Dice;
use super::facts::{Facts, Heating};
use super::houses::{Home, Room};
use super::ids::Serial;
use super::names;
use super::orgs;
use super::personas::{self, ANNA_ACCOUNT, ANNA_CODE, GLEB_ACCOUNT, Guest};
use super::repo::{Account, AccountLink, AccountService, Ownership, Rows, Tenancy};
use super::town::Town;

/// Those who live in a flat, as far as use and bills depend on it.
#[derive(Clone, Copy, Debug)]
pub struct Household {
    pub residents: i32,
    pub guest: Option<Guest>,
    /// The first month of an absence and how many months it lasts.
    pub away: Option<(Period, i32)>,
    /// The month whose readings were forgotten.
    pub forgot: Option<Period>,
}

/// Ways flats are shared: weight, shares.
const SHARES: [(i64, &[(i64, i64)]); 7] = [
    (54, &[(1, 1)]),
    (24, &[(1, 2), (1, 2)]),
    (9, &[(1, 3), (1, 3), (1, 3)]),
    (5, &[(1, 4), (3, 4)]),
    (4, &[(7, 12), (5, 12)]),
    (2, &[(1, 4), (1, 4), (1, 4), (1, 4)]),
    (2, &[(1, 2), (1, 6), (1, 3)]),
];

/// Owners, tenants and the household of one room.
pub fn settle(
    town: &Town,
    home: &Home,
    room: &Room,
    guest: Option<Guest>,
    dice: &mut Dice,
    rows: &mut Rows,
) -> Household {
    let flat = room.kind == PremisesKind::Flat;
    let municipal =
        flat && home.manager.is_some() && (guest == Some(Guest::Vera) || (guest.is_none() && dice.chance(9)));
    if municipal {
        let owner = format!("Муниципальное образование «Город {}»", town.name);
        rows.ownerships.push(ownership(town, home, room, 1, owner, (1, 1), dice));
        rows.tenancies.push(tenancy(room, guest, dice));
    } else {
        owners(town, home, room, guest, dice, rows);
    }
    let residents = match guest {
        Some(Guest::Anna) => 2,
        Some(Guest::Boris) => 3,
        Some(Guest::Vera) => 1,
        Some(Guest::Gleb) => 4,
        None if flat => i32::try_from(dice.weighted(&[5, 27, 32, 21, 12, 3])).unwrap_or(2),
        None => 0,
    };
    let month = |dice: &mut Dice| town.last_period().back(i32::try_from(dice.between(2, 22)).unwrap_or(3));
    let away =
        (guest.is_none() && dice.chance(14)).then(|| (month(dice), i32::try_from(dice.between(1, 3)).unwrap_or(1)));
    let forgot = (guest == Some(Guest::Boris) || dice.chance(25)).then(|| month(dice));
    Household { residents, guest, away, forgot }
}

fn owners(town: &Town, home: &Home, room: &Room, guest: Option<Guest>, dice: &mut Dice, rows: &mut Rows) {
    let weights: Vec<i64> = SHARES.iter().map(|(weight, _)| *weight).collect();
    let shares: &[(i64, i64)] = match (guest, room.kind) {
        (Some(Guest::Boris), _) => SHARES[2].1,
        (Some(Guest::Gleb), _) => SHARES[1].1,
        (Some(_), _) | (None, PremisesKind::NonResidential | PremisesKind::Parking) => SHARES[0].1,
        (None, PremisesKind::Flat) => SHARES[dice.weighted(&weights)].1,
    };
    let family = match guest {
        Some(Guest::Boris) => "Волков",
        Some(Guest::Gleb) => "Соболев",
        _ => names::family(dice),
    };
    for (place, share) in shares.iter().enumerate() {
        let first = place == 0;
        let name = match guest.filter(|_| first) {
            Some(guest) => guest.full_name(),
            None => names::person(if dice.chance(80) { family } else { names::family(dice) }, dice),
        };
        let number = i32::try_from(place + 1).unwrap_or(1);
        let mut row = ownership(town, home, room, number, name, *share, dice);
        row.person_id = guest.filter(|guest| first && guest.is_linked()).map(|guest| personas::id(guest.slug()));
        rows.ownerships.push(row);
    }
}

fn ownership(
    town: &Town,
    home: &Home,
    room: &Room,
    number: i32,
    owner_name: String,
    share: (i64, i64),
    dice: &mut Dice,
) -> Ownership {
    let year = i32::try_from(dice.between(2003, 2024)).unwrap_or(2010);
    let month = u32::try_from(dice.between(1, 12)).unwrap_or(1);
    let record = dice.between(1, 9_999);
    Ownership {
        house_id: home.id,
        premises_id: room.id,
        number,
        person_id: None,
        owner_name,
        share_num: share.0,
        share_den: share.1,
        document: format!("ЕГРН № 99-99/{:03}/{year}-{record}", town.place % 900 + 1),
        begins_on: Date::from_ymd_opt(year, month, u32::try_from(dice.between(1, 28)).unwrap_or(1)),
    }
}

fn tenancy(room: &Room, guest: Option<Guest>, dice: &mut Dice) -> Tenancy {
    let year = i32::try_from(dice.between(1998, 2021)).unwrap_or(2010);
    let family = names::family(dice);
    Tenancy {
        premises_id: room.id,
        tenant_name: guest.map_or_else(|| names::person(family, dice), Guest::full_name),
        contract: format!("договор социального найма № {}/{year}", dice.between(11, 980)),
        begins_on: Date::from_ymd_opt(year, 3, u32::try_from(dice.between(1, 28)).unwrap_or(1)),
        ends_on: None,
    }
}

/// The accounts of one room: with the manager or the waterworks, with the suppliers, with the repair fund.
pub fn accounts(town: &Town, facts: &Facts, home: &Home, place: usize, life: &Household, make: &mut Making) {
    let room = &home.rooms[place];
    if room.kind == PremisesKind::Parking {
        return;
    }
    let central = facts.heating == Heating::Central;
    let mut housing = vec![("cold_water", orgs::WATER), ("sewage", orgs::WATER), ("waste", orgs::WASTE)];
    housing.extend(facts.hot_water.then_some(("hot_water", orgs::HEAT)));
    housing.extend(central.then_some(("heating", orgs::HEAT)));
    housing.extend(home.manager.map(|manager| ("maintenance", manager)));
    open(town, home, place, (home.manager.unwrap_or(orgs::WATER), &housing), life, make);
    open(town, home, place, (orgs::POWER, &[("electricity", orgs::POWER)]), life, make);
    if facts.gas && room.kind == PremisesKind::Flat {
        open(town, home, place, (orgs::GAS, &[("gas", orgs::GAS)]), life, make);
    }
    if home.manager.is_some() && home.regional_fund {
        open(town, home, place, (orgs::CAPITAL, &[("capital_repair", orgs::CAPITAL)]), life, make);
    }
}

/// What rows of a house are made with.
#[derive(Debug)]
pub struct Making<'a> {
    pub serial: Serial,
    pub dice: Dice,
    pub rows: &'a mut Rows,
    /// Accounts of the house so far.
    pub opened: u64,
}

/// An account with its services.
type Contract<'a> = (usize, &'a [(&'a str, usize)]);

fn open(town: &Town, home: &Home, place: usize, contract: Contract, life: &Household, make: &mut Making) {
    let (holder, services) = contract;
    let room = &home.rooms[place];
    let id = AccountId(make.serial.give());
    let first = Some(holder) == home.manager || (home.manager.is_none() && holder == orgs::WATER);
    let number = match life.guest.filter(|_| first) {
        Some(Guest::Anna) => ANNA_ACCOUNT.to_owned(),
        Some(Guest::Gleb) => GLEB_ACCOUNT.to_owned(),
        _ => format!("{:02}{:07}{:04}", holder + 1, home.serial, place + 1),
    };
    let code = if life.guest == Some(Guest::Anna) && first { ANNA_CODE.to_owned() } else { code(&mut make.dice) };
    let month = i64::from(life.residents) * make.dice.between(60_000, 95_000) + room.area * make.dice.between(38, 62);
    let share = i64::try_from(services.len()).unwrap_or(1);
    let year = i32::try_from(make.dice.between(2009, 2023)).unwrap_or(2015);
    make.rows.accounts.push(Account {
        id,
        house_id: home.id,
        premises_id: room.id,
        organisation_id: orgs::id(holder),
        number_key: number_key(&number).unwrap_or_default(),
        number,
        payer_code: payer_code(u64::from(home.serial) * 4096 + make.opened),
        residents: life.residents,
        area: Area(room.area),
        opened_on: Date::from_ymd_opt(year, 1 + u32::try_from(place % 12).unwrap_or(0), 1).unwrap_or(town.today),
        closed_on: None,
        bill_code_hash: hash(&code),
        bill_sum: Some(Kopecks(month * share / 6 + 11_740)),
        bill_period: Some(town.last_period()),
    });
    make.opened += 1;
    let service = |(service, org): &(&str, usize)| AccountService {
        account_id: id,
        service: (*service).to_owned(),
        organisation_id: orgs::id(*org),
    };
    make.rows.account_services.extend(services.iter().map(service));
    if let Some(guest) = life.guest.filter(|guest| guest.is_linked()) {
        make.rows.links.push(link(town, home, id, guest, make.serial.give()));
    }
}

fn link(town: &Town, home: &Home, account_id: AccountId, guest: Guest, id: i64) -> AccountLink {
    AccountLink {
        id: LinkId(id),
        house_id: home.id,
        account_id,
        person_id: personas::id(guest.slug()),
        linked_at: town.days_ago(390, 10),
        ended_at: None,
        ended_by: None,
    }
}

/// A code of nine digits, as bills print it.
fn code(dice: &mut Dice) -> String {
    format!("{:03}-{:03}-{:03}", dice.between(100, 999), dice.between(0, 999), dice.between(0, 999))
}

/// What is kept of a code: SHA-256 of its compared form, in hexadecimal.
pub fn hash(code: &str) -> String {
    let digest = Sha256::digest(proof_key(code).unwrap_or_default());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A payer's code of the state system's shape: two digits, two letters, six digits. Different numbers
/// give different codes.
pub fn payer_code(number: u64) -> String {
    const LETTERS: [char; 32] = [
        'А', 'Б', 'В', 'Г', 'Д', 'Е', 'Ж', 'З', 'И', 'Й', 'К', 'Л', 'М', 'Н', 'О', 'П', 'Р', 'С', 'Т', 'У', 'Ф', 'Х',
        'Ц', 'Ч', 'Ш', 'Щ', 'Ъ', 'Ы', 'Ь', 'Э', 'Ю', 'Я',
    ];
    let digits = number % 1_000_000 * 387_421 % 1_000_000;
    let rest = number / 1_000_000;
    let letters = usize::try_from((rest * 389 + 517) % 1_024).unwrap_or_default();
    format!("{:02}{}{}{digits:06}", 10 + rest / 1_024 % 90, LETTERS[letters / 32], LETTERS[letters % 32])
}
