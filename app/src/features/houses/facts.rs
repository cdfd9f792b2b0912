//! The facts of a passport in groups, each fact in words.

use domain::addresses::KnownAddress;
use domain::houses::{HousePassport, Provenance};
use domain::kernel::Area;
use domain::kernel::text;

use crate::i18n::L10n;
use crate::ui::facts::Fact;

/// Where it stands.
pub fn place(l10n: L10n, house: &HousePassport, known: Option<&KnownAddress>) -> Vec<Fact> {
    let place = &house.place;
    let point = place.point.map(|(lat, lon)| format!("{}, {}", degrees(lat), degrees(lon)));
    let register = known.cloned().unwrap_or_else(|| KnownAddress::unknown(&place.fias));
    vec![
        Fact::new(l10n.t("fact-address"), &place.address),
        Fact::new(l10n.t("fact-gar-line"), &register.line),
        Fact::new(l10n.t("fact-gar-municipal"), &register.municipal),
        Fact::new(l10n.t("fact-oktmo"), format!("{} {}", register.oktmo, register.municipality).trim()),
        Fact::new(l10n.t("fact-region-name"), &place.region),
        Fact::new(l10n.t("fact-district"), &place.district),
        Fact::new(l10n.t("fact-locality"), &place.locality),
        Fact::new(l10n.t("fact-street"), &place.street),
        Fact::new(l10n.t("fact-number"), &place.number),
        Fact::new(l10n.t("fact-cadastral-no"), &place.cadastral),
        Fact::new(l10n.t("fact-fias-guid"), &register.guid),
        Fact::new(l10n.t("fact-point"), point.unwrap_or_default()),
    ]
}

/// Millionths of a degree as a decimal number.
fn degrees(millionths: i32) -> String {
    let sign = if millionths < 0 { "−" } else { "" };
    let (whole, part) = (millionths.unsigned_abs() / 1_000_000, millionths.unsigned_abs() % 1_000_000);
    format!("{sign}{whole}.{part:06}°")
}

/// How it is built.
pub fn building(l10n: L10n, house: &HousePassport) -> Vec<Fact> {
    let built = &house.building;
    let floors = match built.floors {
        (Some(most), Some(least)) if least < most => format!("{least}–{most}"),
        (most, least) => most.or(least).map(|floors| floors.to_string()).unwrap_or_default(),
    };
    vec![
        Fact::new(l10n.t("fact-kind"), l10n.t(&format!("house-kind-{}", house.kind.code()))),
        Fact::maybe(l10n.t("fact-year-built"), built.year),
        Fact::maybe(l10n.t("fact-used-since"), built.used_since),
        Fact::new(l10n.t("fact-floors"), floors),
        Fact::maybe(l10n.t("fact-entrances"), built.entrances),
        Fact::maybe(l10n.t("fact-lifts"), built.lifts),
        Fact::new(l10n.t("fact-series"), &built.series),
        Fact::new(l10n.t("fact-energy-class"), &built.energy_class),
        Fact::new(l10n.t("fact-dangerous"), l10n.t(if built.dangerous { "yes" } else { "no" })),
    ]
}

/// How large it is.
pub fn size(l10n: L10n, house: &HousePassport) -> Vec<Fact> {
    let size = &house.size;
    let area = |area: Option<Area>| area.filter(|area| 0 < area.0);
    vec![
        Fact::maybe(l10n.t("fact-premises"), size.premises),
        Fact::maybe(l10n.t("fact-flats"), size.flats),
        Fact::maybe(l10n.t("fact-non-residential"), size.non_residential),
        Fact::maybe(l10n.t("fact-area"), area(size.area)),
        Fact::maybe(l10n.t("fact-area-flats"), area(size.area_flats)),
        Fact::maybe(l10n.t("fact-area-non-residential"), area(size.area_non_residential)),
        Fact::maybe(l10n.t("fact-area-common"), area(size.area_common)),
        Fact::maybe(l10n.t("fact-area-parking"), area(size.area_parking)),
        Fact::maybe(l10n.t("fact-area-land"), area(size.area_land)),
    ]
}

/// What the source says beside its columns, by our names where there are some.
pub fn extras(l10n: L10n, house: &HousePassport) -> Vec<Fact> {
    house.extras.iter().map(|(name, value)| Fact::new(fact_name(l10n, name), worded(l10n, value))).collect()
}

/// The name of a fact by its column; the source's own name when we have none.
pub fn fact_name(l10n: L10n, column: &str) -> String {
    let plain = column.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    plain
        .then(|| l10n.known(&format!("fact-{}", column.replace('_', "-"))))
        .flatten()
        .unwrap_or_else(|| column.to_owned())
}

fn worded(l10n: L10n, value: &str) -> String {
    match value {
        "true" => l10n.t("yes"),
        "false" => l10n.t("no"),
        other => other.to_owned(),
    }
}

/// A stored name in words; the source's own words as they are.
pub fn code(l10n: L10n, key: &str, value: &str) -> String {
    let plain = value.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    plain.then(|| l10n.known(&key.replace('_', "-"))).flatten().unwrap_or_else(|| value.to_owned())
}

/// «Источник: Реформа ЖКХ, данные на 6 октября 2016, запись изменилась 2 раза»
pub fn source(l10n: L10n, provenance: &Provenance) -> String {
    let name = l10n.t(&format!("source-{}", provenance.source.code()));
    match provenance.as_of {
        Some(day) => l10n.with("source-on", [("source", name), ("day", text::day(day))]),
        None => l10n.with("source-undated", [("source", name)]),
    }
}
