//! Registers as people send them.

use proptest::prelude::*;

use super::rule::share;
use super::{Columns, Fault, Faulty, Room, Rule, rooms};

/// A table of `;` and line ends.
fn read(text: &str) -> Result<(Vec<Room>, Vec<Faulty>), Rule> {
    let cells = |line: &str| -> Vec<String> { line.split(';').map(str::to_owned).collect() };
    let mut lines = text.lines().map(cells);
    let columns = Columns::of(&lines.next().unwrap_or_default())?;
    let (mut good, mut faults) = (Vec::new(), Vec::new());
    for (row, cells) in (2..).zip(lines) {
        match columns.line(row, &cells) {
            Ok(line) => good.extend(line),
            Err(fault) => faults.push(Faulty { row, fault }),
        }
    }
    let (rooms, more) = rooms(good);
    faults.extend(more);
    Ok((rooms, faults))
}

fn check(text: &str, want: &str) {
    let said = match read(text) {
        Err(rule) => format!("{rule:?}"),
        Ok((rooms, faults)) => {
            let rooms = rooms.into_iter().map(|room| {
                let owners: Vec<String> =
                    room.owners.iter().map(|owner| format!("{} {}", owner.name(), owner.share)).collect();
                let unknown = room.unknown.map(|share| format!(" + ? {share}")).unwrap_or_default();
                format!("{} {} = {}{unknown}", room.kind.label(&room.number), room.area.0, owners.join(" + "))
            });
            let faults = faults.iter().map(|faulty| {
                format!("{}: {} {}", faulty.row, faulty.fault.code(), faulty.fault.said()).trim_end().to_owned()
            });
            rooms.chain(faults).collect::<Vec<_>>().join("\n")
        }
    };
    assert_eq!(said, want, "{text}");
}

const HEAD: &str = "Номер помещения;Площадь, м²;ФИО собственника;Доля";

#[test]
fn lines_make_premises_whose_shares_are_a_whole() {
    check(
        "Вид;№ помещения;Подъезд;Общая площадь;Собственник;Доля в праве;Номер регистрации;Дата\n\
         квартира;1;1;60,3;Иванов Иван;1/3;77-1;02.11.2026\n;1;;;Иванова Анна;2/3;77-2;2026-11-02\n\
         нежилое;2а;;15.5;ООО «Ромашка»;;;\nмашино-место;4;;13,25;Петров Пётр;100%;;\n;;;;;;;",
        "кв. 1 6030 = Иванов Иван 1/3 + Иванова Анна 2/3\nпом. 2А 1550 = ООО «Ромашка» 1\nм/м 4 1325 = Петров Пётр 1",
    );
    check(
        &format!("{HEAD}\nкв. 7;50;Сидоров С. С.;совместная\nкв. 7;50;Сидорова А. А.;Общая совместная"),
        "кв. 7 5000 = Сидоров С. С., Сидорова А. А. 1",
    );
}

#[test]
fn an_owner_may_be_one_nobody_has_established() {
    let table = |lines: &str| format!("{HEAD}\n{lines}");
    for (lines, want) in [
        ("1;50;не установлен;", "кв. 1 5000 =  + ? 1"),
        ("1;50;А;1/2\n1;50;Не установлен;1/2", "кв. 1 5000 = А 1/2 + ? 1/2"),
        ("1;50;А;1/3\n1;50;неизвестен;", "кв. 1 5000 = А 1/3 + ? 2/3"),
        ("1;50;А;1/3\n1;50;не установлен;1/3\n1;50;неизвестно.;", "кв. 1 5000 = А 1/3 + ? 2/3"),
        ("1;50;А;1\n1;50;не установлен;", "2: sum 1"),
        ("1;50;А;1/2\n1;50;не установлен;1/3", "2: sum 5/6"),
        ("1;50;А;1/3\n1;50;не установлен;\n1;50;не установлен;", "2: share"),
        ("1;50;А;совместная\n1;50;Неизвестен;совместная", "кв. 1 5000 = А, не установлен 1"),
        ("1;50;Не установлена;совместная", "кв. 1 5000 =  + ? 1"),
        ("1;50;Собственник не установлен;", "кв. 1 5000 =  + ? 1"),
        ("1;50;Неизвестных Анна Ивановна;", "кв. 1 5000 = Неизвестных Анна Ивановна 1"),
        ("1;50;не известен;", "кв. 1 5000 =  + ? 1"),
        ("1;50;Не установлен (наследство);", "кв. 1 5000 =  + ? 1"),
        ("1;50;Неизвестен (наследство);", "кв. 1 5000 =  + ? 1"),
        ("1;50;Неизвестный собственник;", "кв. 1 5000 =  + ? 1"),
        ("1;50;Неизвестный;", "кв. 1 5000 = Неизвестный 1"),
        ("1;50;А;1/99991\n1;50;Б;1/99989\n1;50;не установлен;", "2: denominators"),
    ] {
        check(&table(lines), want);
    }
}

#[test]
fn a_number_keeps_its_letters_and_people_s_data_are_no_columns() {
    check(
        "№ п/п;Вид права;№ кв.;Площадь;ФИО;Дата рождения;Документ, удостоверяющий личность\n\
         1;собственность;А12;50;Иванов;01.02.1980;4509 123456\n2;собственность;12;40;Петров;;",
        "кв. А12 5000 = Иванов 1\nкв. 12 4000 = Петров 1",
    );
    check(
        "Вид;Номер;Площадь;Собственник\nнежилое;Б-3;50;А\nнежилое;пом. 3;40;Б",
        "пом. Б-3 5000 = А 1\nпом. 3 4000 = Б 1",
    );
    check(
        "Квартира;Площадь жилая;Общая площадь;Собственник;Доля в общем имуществе;Доля в праве\n1;30;50;А;1/100;1",
        "кв. 1 5000 = А 1",
    );
    let many: Vec<String> = (1..=600).map(|den| format!("1;50;А;1/{}", 1_000 + den)).collect();
    check(&format!("{HEAD}\n{}", many.join("\n")), "2: denominators");
    let long = "я".repeat(301);
    check(&format!("{HEAD}\n1;50;{long};"), "2: too_long");
}

#[test]
fn what_is_wrong_is_told_by_its_line() {
    let table = |lines: &str| format!("{HEAD}\n{lines}");
    for (lines, want) in [
        ("1;50;А;1/2\n1;50;Б;1/3", "2: sum 5/6"),
        ("1;50;А;2/3\n1;50;Б;2/3", "2: sum 4/3"),
        ("1;50;А;1/2\n1;51;Б;1/2", "3: differs 2"),
        ("1;;А;", "2: no_area"),
        ("1;пятьдесят;А;", "2: area пятьдесят"),
        ("1;0;А;", "2: area 0"),
        ("первая;50;А;", "2: no_number"),
        ("чердак 1;50;А;", "2: kind чердак"),
        ("1;50;;", "2: no_owner"),
        ("1;50;А;половина", "2: share половина"),
        ("1;50;А;3/2", "2: share 3/2"),
        ("1;50;А;\n1;50;Б;", "2: share"),
        ("1;50;А;совместная\n1;50;Б;1/2", "2: mixed"),
        ("123456789012345678901;50;А;", "2: too_long"),
    ] {
        check(&table(lines), want);
    }
    check("Собственник;Площадь\nА;1", "NoColumn { column: \"номер\" }");
    check("", "NoColumn { column: \"номер\" }");
    assert_eq!(Fault::Sum { sum: "5/6".to_owned() }.to_string(), "the shares make 5/6, not a whole");
}

#[test]
fn shares_as_people_write_them() {
    for (text, want) in [
        ("1/3", Some("1/3")),
        (" 7 / 12 ", Some("7/12")),
        ("2⁄4", Some("1/2")),
        ("1", Some("1")),
        ("0,5", Some("1/2")),
        ("33.5%", Some("67/200")),
        ("100 %", Some("1")),
        ("0", None),
        ("1/0", None),
        ("-1/2", None),
        ("1,5", None),
        ("1/9999999999", None),
        ("0,1234567", None),
        ("", None),
    ] {
        assert_eq!(share(text).map(|share| share.to_string()).as_deref(), want, "{text}");
    }
}

proptest! {
    /// However a whole is cut, its parts are taken, and without one of them they are not.
    #[test]
    fn parts_of_a_whole_are_a_whole(parts in prop::collection::vec(1_i64..1000, 2..12)) {
        let all: i64 = parts.iter().sum();
        let lines: Vec<String> = parts.iter().map(|part| format!("1;50;А;{part}/{all}")).collect();
        let (rooms, faults) = read(&format!("{HEAD}\n{}", lines.join("\n"))).expect("columns");
        prop_assert_eq!((rooms.len(), faults.len()), (1, 0));
        let (rooms, faults) = read(&format!("{HEAD}\n{}", lines[1..].join("\n"))).expect("columns");
        prop_assert_eq!((rooms.len(), faults.len()), (0, 1));
    }

    /// No text makes it fail otherwise than by a fault.
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40};\\PC{0,12};\\PC{0,20};\\PC{0,10}") {
        let _told = read(&format!("{HEAD}\n{text}"));
    }
}
