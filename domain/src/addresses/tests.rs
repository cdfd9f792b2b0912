//! Printed addresses and how like they are.

use super::{Doubt, Likeness, Part, Place, Verdict, building_line, judge, municipality as row, place_line};
use crate::houses::address::parse;

fn part(level: i32, kind: &str, name: &str) -> Part {
    Part { level, kind: kind.to_owned(), name: name.to_owned() }
}

#[test]
fn addresses_are_printed_as_people_print_them() {
    let check = |parts: &[(i32, &str, &str)], numbers: &[(&str, &str)], expect: &str| {
        let parts: Vec<Part> = parts.iter().map(|(level, kind, name)| part(*level, kind, name)).collect();
        let numbers =
            numbers.iter().map(|(kind, number)| ((*kind).to_owned(), (*number).to_owned())).collect::<Vec<_>>();
        assert_eq!([place_line(&parts), building_line(&numbers)].join(", ").trim_end_matches(", "), expect);
    };
    let town = [(1, "обл", "Вологодская"), (5, "г", "Вологда"), (8, "ул", "Мира")];
    check(&town, &[("д.", "5"), ("к.", "2"), ("", "")], "Вологодская обл., г. Вологда, ул. Мира, д. 5, к. 2");
    let village = [(1, "Респ", "Карелия"), (2, "р-н", "Прионежский"), (6, "п", "Новая Вилга"), (8, "пр-кт", "Мира")];
    check(&village, &[("зд.", "1а")], "Респ. Карелия, Прионежский р-н, п. Новая Вилга, пр-кт Мира, зд. 1а");
    check(&[(1, "г", "Байконур"), (7, "мкр", "5-й")], &[("д.", "3")], "г. Байконур, мкр. 5-й, д. 3");
    check(&[(1, "г", "Байконур"), (8, "проезд", "Гостиничный")], &[], "г. Байконур, проезд Гостиничный");
}

/// A registry's address beside one of the register.
fn compared(registry: &str, known: &str) -> Option<Likeness> {
    let (registry, known) = (parse(registry), parse(known));
    let doubts = Place::of(&registry).doubts(&Place::of(&known))?;
    Place::likeness(&doubts, &registry.number, &known.number)
}

#[test]
fn what_differs_is_named_and_costs() {
    let check = |registry: &str, known: &str, expect: Option<(u8, &[Doubt])>| {
        let found = compared(registry, known);
        let found = found.as_ref().map(|found| (found.percent, found.doubts.as_slice()));
        assert_eq!(found, expect, "{registry} | {known}");
    };
    let known = "Вологодская обл., г. Вологда, ул. Мира, д. 5, к. 2";
    check("обл. Вологодская, г. Вологда, ул. Мира, д. 5, к. 2", known, Some((100, &[])));
    check("Вологодская область, город Вологда, улица Мира, дом №5 корп. 2", known, Some((100, &[])));
    check("обл. Вологодская, г. Вологда, ул. Мира, д. 5/2", known, Some((70, &[Doubt::NumberMarks])));
    check("обл. Вологодская, г. Вологда, ул. Мира, д. 5", known, None);
    check("обл. Вологодская, г. Вологда, пер. Мира, д. 5, к. 2", known, Some((60, &[Doubt::StreetKind])));
    check("обл. Вологодская, г. Череповец, ул. Мира, д. 5, к. 2", known, None);
    let known = "Вологодская обл., Бабаевский р-н, п. Тимошино, ул. Чернышевского, д. 7";
    check(
        "обл. Вологодская, р-н. Бабаевский, п. Тимошино, ул. Чернишевского, д. 7",
        known,
        Some((70, &[Doubt::Spelling])),
    );
    check(
        "обл. Вологодская, р-н. Кирилловский, п. Тимошино, ул. Чернышевского, д. 7",
        known,
        Some((80, &[Doubt::District])),
    );
    check("обл. Вологодская, рп. Тимошино, ул. Чернышевского, д. 7", known, Some((90, &[Doubt::LocalityKind])));
    check("обл. Вологодская, д. Тимошино, ул. Чернышевского, д. 7", known, Some((75, &[Doubt::OtherLocality])));
    check("обл. Вологодская, Тимошино, Чернышевского, д. 7", known, Some((90, &[Doubt::KindMissing])));
    let known = "Вологодская обл., г. Вологда, тер. СНТ Ромашка, ул. Садовая, д. 5";
    check("обл. Вологодская, г. Вологда, ул. Садовая, д. 5", known, Some((85, &[Doubt::Territory])));
    check("обл. Вологодская, г. Вологда, тер. СНТ Василёк, ул. Садовая, д. 5", known, None);
    let known = "г. Байконур, ул. им Космонавта Г.С.Титова, д. 3А";
    check("г. Байконур, ул. Космонавта Г.С.Титова, д. 3-а", known, Some((100, &[])));
    check("г. Байконур, ул. Титова, д. 3 А", known, Some((75, &[Doubt::Words])));
    check("г. Байконур, мкр. 5, д. 1", "г. Байконур, мкр. 5-й, д. 1", Some((100, &[])));
    check("г. Байконур, мкр. 5, д. 1", "г. Байконур, мкр. 5а, д. 1", None);
    check("г. Байконур, ул. 8 Марта, д. 1", "г. Байконур, ул. 9 Марта, д. 1", None);
}

#[test]
fn equals_are_never_decided_between() {
    let like = |percent| Likeness { percent, doubts: Vec::new() };
    let check = |percents: &[u8], expect: &str| {
        let said = match judge(percents.iter().enumerate().map(|(at, percent)| (at, like(*percent))).collect()) {
            Verdict::Matched(at, likeness) => format!("{at}: {}", likeness.percent),
            Verdict::Doubtful(found) => found
                .iter()
                .map(|(at, like)| format!("{at}: {} {:?}", like.percent, like.doubts))
                .collect::<Vec<_>>()
                .join(", "),
            Verdict::Absent => "absent".to_owned(),
        };
        assert_eq!(said, expect, "{percents:?}");
    };
    check(&[], "absent");
    check(&[49], "absent");
    check(&[50], "0: 50 []");
    check(&[70, 90], "1: 90");
    check(&[89], "0: 89 []");
    let seen = Likeness { percent: 100, doubts: vec![Doubt::Several] };
    assert!(matches!(judge(vec![((), seen)]), Verdict::Doubtful(_)));
    check(&[100, 60, 100], "0: 100 [Several], 2: 100 [Several], 1: 60 []");
}

#[test]
fn codes_of_municipalities_are_checked() {
    let check = |line: &str, expect: Result<(&str, &str, &str), &'static str>| {
        let read = row(line);
        let read = read.as_ref().map(|row| (row.code.as_str(), row.name.as_str(), row.centre.as_str()));
        assert_eq!(read.map_err(|why| *why), expect, "{line}");
    };
    check("79 605 402    ;9;- Айрюмовское;п Новый", Ok(("79605402", "Айрюмовское", "п Новый")));
    check("79 605 402 101;8;п Новый", Ok(("79605402101", "п Новый", "")));
    check(
        "80 601 410    ;7;- Аскаровский сельсовет;с Аскарово",
        Ok(("80601410", "Аскаровский сельсовет", "с Аскарово")),
    );
    check("79 605 402    ;8;- Айрюмовское;п Новый", Err("контрольное число не сходится"));
    check("79 605 40;8;- Айрюмовское", Err("это не код из 8 или 11 цифр"));
    check("79 605 402    ;9;;", Err("нет названия"));
}
