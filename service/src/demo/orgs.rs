//! The organisations of the region: who manages, supplies, inspects; numbers with true control digits.

use domain::kernel::{Date, OrgId, Region, text};
use domain::orgs::OrgKind;

use super::geometry::{Anchor, metres};
use super::ids;
use super::repo::{Organisation, ReadingWindow};

/// A dozen and more; constants are places in [`ALL`].
pub const WATER: usize = 7;
pub const HEAT: usize = 8;
pub const POWER: usize = 9;
pub const GAS: usize = 10;
pub const WASTE: usize = 11;
pub const MUNICIPALITY: usize = 12;
pub const INSPECTORATE: usize = 13;
pub const CAPITAL: usize = 14;

/// An organisation as it was thought up.
struct Sketch {
    kind: OrgKind,
    name: &'static str,
    full_name: &'static str,
    address: &'static str,
    site: &'static str,
    hours: &'static str,
    at: (i64, i64),
}

const OFFICE: &str = "пн–чт 8:00–17:00, пт 8:00–16:00, обед 12:00–13:00; аварийная служба круглосуточно";
const HALL: &str = "пн–пт 9:00–18:00, сб 9:00–14:00";

const fn sketch(
    kind: OrgKind,
    names: (&'static str, &'static str),
    address: &'static str,
    site: &'static str,
    at: (i64, i64),
) -> Sketch {
    Sketch { kind, name: names.0, full_name: names.1, address, site, hours: OFFICE, at }
}

const ALL: [Sketch; 15] = [
    sketch(
        OrgKind::Manager,
        ("ООО «УК Старый город»", "Общество с ограниченной ответственностью «Управляющая компания Старый город»"),
        "ул. Торговая, д. 5",
        "stary-gorod",
        (-210, -150),
    ),
    sketch(
        OrgKind::Manager,
        ("ООО «Льняной дом»", "Общество с ограниченной ответственностью «Управляющая компания Льняной дом»"),
        "ул. Ткацкая, д. 14",
        "lnyanoy-dom",
        (-840, 170),
    ),
    sketch(
        OrgKind::Manager,
        ("ООО «УК Северный дом»", "Общество с ограниченной ответственностью «Управляющая компания Северный дом»"),
        "б-р Северный, д. 8",
        "severny-dom",
        (880, 210),
    ),
    sketch(
        OrgKind::Manager,
        ("ООО «Уют-Сервис»", "Общество с ограниченной ответственностью «Уют-Сервис»"),
        "ул. Светлая, д. 3",
        "uyut-servis",
        (640, -720),
    ),
    sketch(
        OrgKind::Association,
        ("ТСЖ «Радужный, 4»", "Товарищество собственников жилья «Радужный, 4»"),
        "б-р Радужный, д. 4",
        "raduzhny4",
        (700, -640),
    ),
    sketch(
        OrgKind::Association,
        ("ТСЖ «Набережная»", "Товарищество собственников жилья «Набережная»"),
        "наб. Заливная, д. 2",
        "tszh-naberezhnaya",
        (430, -500),
    ),
    sketch(
        OrgKind::Association,
        ("ЖСК «Энергетик»", "Жилищно-строительный кооператив «Энергетик»"),
        "ул. Энергетиков, д. 11",
        "zhsk-energetik",
        (1080, 330),
    ),
    sketch(
        OrgKind::Supplier,
        ("МУП «Водоканал»", "Муниципальное унитарное предприятие «Верхнереченский водоканал»"),
        "наб. Льняная, д. 21",
        "vodokanal",
        (-1000, -40),
    ),
    sketch(
        OrgKind::Supplier,
        ("АО «Тепловые сети»", "Акционерное общество «Верхнереченские тепловые сети»"),
        "ул. Окружная, д. 1",
        "teploseti",
        (1540, 330),
    ),
    sketch(
        OrgKind::Supplier,
        ("ПАО «Заречье Энергосбыт»", "Публичное акционерное общество «Заречье Энергосбыт»"),
        "пр-кт Мира, д. 30",
        "energosbyt",
        (520, 500),
    ),
    sketch(
        OrgKind::Supplier,
        ("ООО «Газ Заречья»", "Общество с ограниченной ответственностью «Газ Заречья»"),
        "ул. Вокзальная, д. 9",
        "gaz-zarechya",
        (-440, 480),
    ),
    sketch(
        OrgKind::WasteOperator,
        ("АО «Чистый край»", "Акционерное общество «Чистый край», региональный оператор по обращению с ТКО"),
        "ул. Деповская, д. 2",
        "chisty-kray",
        (-380, 640),
    ),
    sketch(
        OrgKind::Municipality,
        ("Администрация города Верхнереченска", "Администрация городского округа «Город Верхнереченск»"),
        "ул. Земская, д. 1",
        "gorod",
        (270, 300),
    ),
    sketch(
        OrgKind::Inspectorate,
        ("Госжилинспекция Заречного края", "Государственная жилищная инспекция Заречного края"),
        "ул. Театральная, д. 6",
        "gzhi",
        (330, 440),
    ),
    sketch(
        OrgKind::CapitalRepair,
        (
            "Фонд капитального ремонта Заречного края",
            "Некоммерческая организация «Фонд капитального ремонта общего имущества в многоквартирных домах Заречного края»",
        ),
        "ул. Гоголя, д. 12",
        "kapremont",
        (210, 480),
    ),
];

/// How many there are.
pub const COUNT: usize = ALL.len();

/// The id of the organisation at a place of the list.
pub fn id(place: usize) -> OrgId {
    OrgId(ids::common(ids::ORGANISATIONS, place))
}

/// The rows.
pub fn rows(region: Region, anchor: Anchor, day: Date) -> Vec<Organisation> {
    ALL.iter().enumerate().map(|(place, sketch)| row(place, sketch, region, anchor, day)).collect()
}

fn row(place: usize, sketch: &Sketch, region: Region, anchor: Anchor, day: Date) -> Organisation {
    let (lon, lat) = anchor.place(metres(sketch.at));
    let serial = place as u64;
    let office = matches!(
        sketch.kind,
        OrgKind::Municipality | OrgKind::Inspectorate | OrgKind::CapitalRepair | OrgKind::WasteOperator
    );
    Organisation {
        id: id(place),
        region: i32::from(region.0),
        kind: sketch.kind.code().to_owned(),
        name: sketch.name.to_owned(),
        full_name: sketch.full_name.to_owned(),
        name_key: text::sortable(sketch.name),
        inn: inn(990_100_000 + serial * 137 + 41),
        ogrn: ogrn(102_990_000_000 + serial * 1_000_409 + 517),
        address: format!("{}, г. {}, {}", super::REGION_NAME, super::TOWN, sketch.address),
        phone: format!("+7 000 {:03}-{:02}-{:02}", 210 + place, 10 + place * 3, 5 + place * 5),
        email: format!("priemnaya@{}.example", sketch.site),
        site: format!("https://{}.example", sketch.site),
        hours: if office { HALL } else { sketch.hours }.to_owned(),
        lat_e6: Some(lat),
        lon_e6: Some(lon),
        houses: 0,
        source: "demo".to_owned(),
        source_id: sketch.site.to_owned(),
        source_day: Some(day),
        digest: 0,
        version: 1,
    }
}

/// A taxpayer number of ten digits: nine and the control digit (приказ ФНС ЕД-7-14/559@).
pub fn inn(nine: u64) -> String {
    const WEIGHTS: [u64; 9] = [2, 4, 10, 3, 5, 9, 4, 6, 8];
    let digits = format!("{nine:09}");
    let sum: u64 = digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u64::from(digit - b'0') * weight).sum();
    format!("{digits}{}", sum % 11 % 10)
}

/// A registration number of thirteen digits: twelve and the rest of their division by eleven.
pub fn ogrn(twelve: u64) -> String {
    format!("{twelve:012}{}", twelve % 11 % 10)
}

/// On which days readings are taken: one supplier has other days for heat, one crosses the month's turn.
pub fn windows() -> Vec<ReadingWindow> {
    let days = [
        (WATER, "", 15, 25),
        (HEAT, "", 15, 25),
        (HEAT, "heat", 23, 25),
        (POWER, "", 15, 26),
        (GAS, "", 25, 3),
        (0, "", 15, 25),
        (1, "", 18, 25),
    ];
    let row = |(place, (org, resource, day_from, day_to)): (usize, (usize, &str, i32, i32))| ReadingWindow {
        id: ids::common(ids::WINDOWS, place),
        organisation_id: id(org),
        resource: resource.to_owned(),
        day_from,
        day_to,
        begins_on: Date::from_ymd_opt(2020, 1, 1).unwrap_or_default(),
        ends_on: None,
    };
    days.into_iter().enumerate().map(row).collect()
}
