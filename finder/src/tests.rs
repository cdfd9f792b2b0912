//! What people type and which house they mean.

use domain::houses::place_key;

use crate::{Builder, Finder, switched};

const HOUSES: [(&str, &str, &str); 16] = [
    ("г. Вологда", "ул. Ленина", "1"),
    ("г. Вологда", "ул. Ленина", "12"),
    ("г. Вологда", "ул. Ленина", "12/3 к2"),
    ("г. Вологда", "ул. Ленина", "81Б"),
    ("г. Вологда", "ул. Ленинградская", "1"),
    ("г. Вологда", "ул. Зелёная", "5"),
    ("г. Вологда", "ул. 8 Марта", "8"),
    ("г. Вологда", "ул. 8 Марта", "10"),
    ("г. Вологда", "пр-кт Победы", "5 к2 стр1"),
    ("г. Вологда", "ул. Чернышевского", "7"),
    ("г. Череповец", "ул. Ленина", "12"),
    ("г. Череповец", "ул. Победы", "5"),
    ("д. Пирогово", "", "3"),
    ("г. Вологда", "ул. Мира", "21"),
    ("г. Вологда", "ул. Мира", "2"),
    ("г. Вологда", "ул. Мира", "20"),
];

fn finder() -> Finder {
    let mut keys: Vec<(String, i64)> = HOUSES
        .iter()
        .zip(0..)
        .map(|((place, street, number), id)| (place_key("Вологодская обл.", place, street, number), id))
        .collect();
    keys.sort();
    let mut builder = Builder::default();
    keys.iter().for_each(|(key, id)| builder.push(*id, key));
    builder.build().unwrap()
}

/// The houses by their street and number, the best first.
fn first(finder: &Finder, question: &str) -> Option<(&'static str, &'static str, &'static str)> {
    finder.find(question, 10).unwrap().houses.first().map(|id| HOUSES[*id as usize])
}

#[test]
fn a_house_is_found_however_it_is_typed() {
    let finder = finder();
    let check = |question: &str, place: &str, street: &str, number: &str| {
        assert_eq!(first(&finder, question), Some((place, street, number)), "{question}");
    };
    let lenina = |question: &str, number: &str| check(question, "г. Вологда", "ул. Ленина", number);
    lenina("Вологда, улица Ленина, дом 12", "12");
    lenina("12 ленина вологда", "12");
    lenina("вологда ул.Ленина д.12", "12");
    lenina("вологда ленина12", "12");
    lenina("ленина 81-б", "81Б");
    lenina("ленина 81 Б", "81Б");
    lenina("ленина 12/3 к 2", "12/3 к2");
    lenina("ленина 12/3 корп. 2", "12/3 к2");
    lenina("ktybyf 81,", "81Б");
    lenina("Djkjulf ktybyf 1", "1");
    lenina("вологда лениня 12", "12");
    lenina("вологда ленна 12", "12");
    lenina("вологда леинна 12", "12");
    lenina("вологд лен 81", "81Б");
    check("череповец ленина 12", "г. Череповец", "ул. Ленина", "12");
    check("зеленая 5", "г. Вологда", "ул. Зелёная", "5");
    check("зелёная 5", "г. Вологда", "ул. Зелёная", "5");
    check("8 марта 8", "г. Вологда", "ул. 8 Марта", "8");
    check("8 марта 10", "г. Вологда", "ул. 8 Марта", "10");
    check("марта 8", "г. Вологда", "ул. 8 Марта", "8");
    check("вологда проспект победы 5к2с1", "г. Вологда", "пр-кт Победы", "5 к2 стр1");
    check("пр-кт победы вологда 5 корпус 2 строение 1", "г. Вологда", "пр-кт Победы", "5 к2 стр1");
    check("чернышевскго 7", "г. Вологда", "ул. Чернышевского", "7");
    check("чернишевского 7", "г. Вологда", "ул. Чернышевского", "7");
    check("пирогово 3", "д. Пирогово", "", "3");
    check("мира 2", "г. Вологда", "ул. Мира", "2");
    assert_eq!(first(&finder, "нетакой 5"), None);
    assert_eq!(first(&finder, "' or 1=1 -- %"), None);
    assert_eq!(first(&finder, " ., "), None);
}

#[test]
fn streets_are_told_while_no_number_is_typed() {
    let finder = finder();
    let streets = |question: &str| -> Vec<(String, usize)> {
        let found = finder.find(question, 10).unwrap();
        found
            .streets
            .into_iter()
            .map(|street| (street.key.rsplit('|').next().unwrap().to_owned(), street.houses))
            .collect()
    };
    // What may be a typo of it comes behind.
    assert_eq!(streets("вологда ленина"), [("ул ленина".to_owned(), 4), ("ул ленинградская".to_owned(), 1)]);
    assert_eq!(streets("мир"), [("ул мира".to_owned(), 3)]);
    assert_eq!(streets("ленина 12"), []);
    assert_eq!(streets("вологда лен").len(), 2);
}

#[test]
fn only_a_certain_house_is_gone_to_at_once() {
    let finder = finder();
    let check = |question: &str, expect: Option<(&str, &str, &str)>| {
        let exact = finder.find(question, 10).unwrap().exact.map(|id| HOUSES[id as usize]);
        assert_eq!(exact, expect, "{question}");
    };
    check("вологда ленина 12", Some(("г. Вологда", "ул. Ленина", "12")));
    check("ленина 12", None);
    check("мира 2", Some(("г. Вологда", "ул. Мира", "2")));
    check("мир 2", None);
    check("зеленая", Some(("г. Вологда", "ул. Зелёная", "5")));
    check("зилёная 5", None);
    check("ленина 99", None);
}

#[test]
fn keys_of_the_other_layout_are_read() {
    assert_eq!(switched("ktybyf, 5").as_deref(), Some("ленина 5"));
    assert_eq!(switched("vjcrdf [jkvcrfz").as_deref(), Some("москва холмская"));
    assert_eq!(switched("ленина 5"), None);
    assert_eq!(switched("ленина ljv").as_deref(), Some("ленина дом"));
}
