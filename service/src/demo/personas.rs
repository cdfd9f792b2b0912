//! The people who can sign in to the demo town, and what each of them can try.

use chrono::{Days, NaiveTime};
use domain::kernel::{Date, Instant, PersonId};
use domain::people::{Level, Role};

use super::ids;
use super::lots::Form;
use super::orgs;
use super::plan::Lot;
use super::repo::{Acceptance, Person, RoleGrant};

/// Somebody who can sign in through the demo provider. Their key there is `slug`, their issuer `demo`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Persona {
    /// The provider's key.
    pub slug: &'static str,
    /// Фамилия
    pub family: &'static str,
    /// Имя
    pub given: &'static str,
    /// Отчество
    pub patronymic: &'static str,
    /// How surely the provider knows them.
    pub level: Level,
    /// What to try, in plain Russian.
    pub says: &'static str,
}

/// The issuer of the demo provider's people.
pub const ISSUER: &str = "demo";
/// The number of Anna's account with her managing organisation: it is to be linked by hand.
pub const ANNA_ACCOUNT: &str = "7500123456";
/// The code on Anna's last bill.
pub const ANNA_CODE: &str = "482-719-360";
/// The number of Gleb's account: nobody but Gleb may see it.
pub const GLEB_ACCOUNT: &str = "7500654321";

const fn persona(slug: &'static str, name: (&'static str, &'static str, &'static str), says: &'static str) -> Persona {
    Persona { slug, family: name.0, given: name.1, patronymic: name.2, level: Level::Confirmed, says }
}

const ALL: [Persona; 13] = [
    persona(
        "anna",
        ("Орлова", "Анна", "Сергеевна"),
        "Собственница квартиры, впервые в системе. Подключите лицевой счёт 7500123456 с кодом из квитанции 482-719-360 и передайте показания: двухтарифная электроэнергия, холодная и горячая вода.",
    ),
    persona(
        "boris",
        ("Волков", "Борис", "Игоревич"),
        "Собственник 1/3 квартиры, счета подключены, показания за два года. У счётчика холодной воды истёк срок поверки, у электросчётчика скоро обнулятся цифры.",
    ),
    persona(
        "vera",
        ("Миронова", "Вера", "Павловна"),
        "Нанимательница муниципальной квартиры, счета подключены. Посмотрите, чем страница нанимателя отличается от страницы собственника.",
    ),
    persona(
        "gleb",
        ("Соболев", "Глеб", "Андреевич"),
        "Житель другого дома. Не должен увидеть ничего чужого: попробуйте открыть страницу Бориса или подключить счёт Анны без кода.",
    ),
    persona(
        "uo",
        ("Крылова", "Марина", "Викторовна"),
        "Сотрудница управляющей организации дома Анны: показания жильцов и дни их приёма.",
    ),
    persona(
        "rso",
        ("Щукин", "Николай", "Юрьевич"),
        "Сотрудник поставщика электроэнергии: показания электросчётчиков и дни их приёма.",
    ),
    persona("oms", ("Никитина", "Ольга", "Ивановна"), "Сотрудница администрации города: дома и организации города."),
    persona("gzhi", ("Захаров", "Павел", "Дмитриевич"), "Инспектор государственной жилищной инспекции."),
    persona("regop", ("Белова", "Ирина", "Александровна"), "Сотрудница фонда капитального ремонта."),
    persona("operator", ("Осипов", "Роман", "Алексеевич"), "Оператор системы: загрузка реестров и журнал действий."),
    Persona {
        level: Level::Basic,
        ..persona(
            "blocked",
            ("Шаров", "Кирилл", "Петрович"),
            "Личность не подтверждена: может читать открытую часть, но не подключить счёт.",
        )
    },
    persona(
        "darya",
        ("Ковалёва", "Дарья", "Олеговна"),
        "Собственница квартиры в доме Бориса: голосует, сверяет письменные решения.",
    ),
    persona(
        "egor",
        ("Лапин", "Егор", "Николаевич"),
        "Собственник квартиры в доме Бориса: сдал решение на бумаге или голосует по доверенности.",
    ),
];

/// Owners of flats beside Boris', so that his house can meet.
pub const NEIGHBOURS: [&str; 2] = ["darya", "egor"];

/// «Ковалёва Дарья Олеговна»
pub fn full_name(slug: &str) -> String {
    let persona = ALL.iter().find(|persona| persona.slug == slug).unwrap_or(&ALL[0]);
    format!("{} {} {}", persona.family, persona.given, persona.patronymic)
}

/// Everybody who can sign in.
pub fn personas() -> &'static [Persona] {
    &ALL
}

/// The id of a persona's row.
pub fn id(slug: &str) -> PersonId {
    let place = ALL.iter().position(|persona| persona.slug == slug).unwrap_or_default();
    PersonId(ids::common(ids::PEOPLE, place))
}

/// Those who live in the town.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guest {
    Anna,
    Boris,
    Vera,
    Gleb,
}

impl Guest {
    /// The persona's key.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Anna => "anna",
            Self::Boris => "boris",
            Self::Vera => "vera",
            Self::Gleb => "gleb",
        }
    }

    /// «Орлова Анна Сергеевна»
    pub fn full_name(self) -> String {
        full_name(self.slug())
    }

    /// Their accounts are linked already; Anna links hers by herself.
    pub const fn is_linked(self) -> bool {
        !matches!(self, Self::Anna)
    }
}

/// Who lives on which of the lots. Each gets a house of their own while there are enough.
pub fn cast(lots: &[Lot]) -> Vec<(usize, Guest)> {
    let wishes: [(Guest, &[Form]); 4] = [
        (Guest::Anna, &[Form::Slab5]),
        (Guest::Boris, &[Form::Slab9, Form::New]),
        (Guest::Vera, &[Form::Stalin, Form::Old]),
        (Guest::Gleb, &[Form::Slab5, Form::Tower]),
    ];
    let mut taken: Vec<(usize, Guest)> = Vec::new();
    for (guest, forms) in wishes {
        let free = |place: &usize| !taken.iter().any(|(other, _)| other == place);
        let of =
            |wanted: &dyn Fn(Form) -> bool| (0..lots.len()).filter(free).find(|place| wanted(lots[*place].stand.form));
        let home = of(&|form| forms.contains(&form))
            .or_else(|| of(&|form| !matches!(form, Form::Detached | Form::Terraced)))
            .unwrap_or_default();
        taken.push((home, guest));
    }
    taken
}

fn at(day: Date, hour: u32) -> Instant {
    day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()).and_utc()
}

/// Their rows. Only those who "have signed in before" carry the day they checked their data.
pub fn people(today: Date) -> Vec<Person> {
    let since = today.checked_sub_days(Days::new(400)).unwrap_or(today);
    let row = |persona: &Persona| Person {
        id: id(persona.slug),
        issuer: ISSUER.to_owned(),
        subject: persona.slug.to_owned(),
        family_name: persona.family.to_owned(),
        given_name: persona.given.to_owned(),
        patronymic: persona.patronymic.to_owned(),
        birth_date: None,
        email: format!("{}@verhnerechensk.example", persona.slug),
        phone: String::new(),
        level: persona.level.code().to_owned(),
        checked_at: has_been(persona.slug).then(|| at(since, 9)),
        created_at: at(since, 9),
        seen_at: at(since, 9),
        letters: true,
    };
    ALL.iter().map(row).collect()
}

fn has_been(slug: &str) -> bool {
    !matches!(slug, "anna" | "blocked")
}

/// They accepted the agreement, as everybody must before acting.
pub fn acceptances(today: Date) -> Vec<Acceptance> {
    let since = today.checked_sub_days(Days::new(400)).unwrap_or(today);
    let been = ALL.iter().filter(|persona| has_been(persona.slug));
    been.map(|persona| Acceptance { person_id: id(persona.slug), version: 1, accepted_at: at(since, 9) }).collect()
}

/// What they may do for whom. `manager` is the organisation of Anna's house.
pub fn grants(today: Date, manager: usize) -> Vec<RoleGrant> {
    let since = today.checked_sub_days(Days::new(400)).unwrap_or(today);
    let role = if (4..=6).contains(&manager) { Role::Association } else { Role::Manager };
    let all = [
        ("uo", role, Some(manager)),
        ("rso", Role::Supplier, Some(orgs::POWER)),
        ("oms", Role::Municipality, Some(orgs::MUNICIPALITY)),
        ("gzhi", Role::Inspectorate, Some(orgs::INSPECTORATE)),
        ("regop", Role::CapitalRepair, Some(orgs::CAPITAL)),
        ("operator", Role::Operator, None),
    ];
    let row = |(place, (slug, role, org)): (usize, (&str, Role, Option<usize>))| RoleGrant {
        id: ids::common(ids::GRANTS, place),
        person_id: id(slug),
        role: role.code().to_owned(),
        organisation_id: org.map(orgs::id),
        house_id: None,
        begins_at: at(since, 9),
        ends_at: None,
    };
    all.into_iter().enumerate().map(row).collect()
}
