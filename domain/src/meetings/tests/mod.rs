//! Worked figures of the rules, the day table, wordings, and what must hold of every meeting.

mod after;
mod members;
mod needed;

use proptest::prelude::*;

use super::{
    Asked, Ballot, Body, Calendar, Choice, Count, Deadline, Form, House, Kind, Question, Running, Timeline, Votes,
    alike, propose, tally,
};
use crate::kernel::{Area, Date, Share};

fn metres(text: &str) -> Votes {
    Votes::whole(Area::parse(text).expect(text))
}

/// A count of a house of 5 000.00 m² by participants and those «за».
fn count(participants: &str, for_: &str) -> Count {
    Count {
        total: metres("5000"),
        participants: metres(participants),
        for_: metres(for_),
        entrances: 1,
        ..Count::default()
    }
}

#[test]
fn the_worked_table() {
    let check = |kind: &str, count: Count, expected: bool| {
        let rule = Kind::from_code(kind).expect(kind).rule();
        assert_eq!(rule.adopts(&count), expected, "{kind} {count:?}");
    };
    // The quorum, half of all votes, a hundredth more and less; all for it.
    check("4.1", count("2500.00", "2500.00"), false);
    check("4.1", count("2500.01", "2500.01"), true);
    check("4.1", count("2499.99", "2499.99"), false);
    check("4.1", count("2600.00", "1300.00"), false);
    check("4.1", count("2600.00", "1300.01"), true);
    check("4.1", count("2600.00", "1299.99"), false);
    check("4.7", count("4900.00", "2500.00"), false);
    check("4.7", count("4900.00", "2500.01"), true);
    check("4.7", count("2500.01", "2500.01"), true);
    check("4.7", count("2500.01", "2500.00"), false);
    check("3", count("4000.00", "3333.33"), false);
    check("3", count("4000.00", "3333.34"), true);
    check("3", count("4000.00", "3333.32"), false);
    check("unanimous", count("5000.00", "5000.00"), true);
    check("unanimous", count("5000.00", "4999.99"), false);
    let conversion = |entrance_participants: &str, entrance_for: &str| Count {
        entrances: 3,
        entrance_total: metres("900"),
        entrance_participants: metres(entrance_participants),
        entrance_for: metres(entrance_for),
        ..count("2900.00", "1600.00")
    };
    check("4.5", conversion("650.00", "320.00"), false);
    check("4.5", conversion("650.00", "325.00"), false);
    check("4.5", conversion("650.00", "325.01"), true);
    check("4.5", conversion("600.00", "600.00"), false);
    check("4.5", conversion("600.01", "600.01"), true);
    // One entrance: more than two thirds of the house have to take part.
    check("4.5", count("3333.33", "3333.33"), false);
    check("4.5", count("3333.34", "3333.34"), true);
    let development = |participants: &str, for_: &str| Count {
        residential_total: metres("4200"),
        residential_participants: metres(participants),
        residential_for: metres(for_),
        ..count("2600.00", "2600.00")
    };
    check("4.6-out", development("2500.00", "1400.00"), true);
    check("4.6-out", development("2500.00", "1399.99"), false);
    check("4.6-out", development("2100.00", "2100.00"), false);
    check("4.6-out", development("2100.01", "1400.01"), true);
    check("4.6-in", development("2900.00", "2800.00"), true);
    check("4.6-in", development("2900.00", "2799.99"), false);
}

#[test]
fn every_kind_has_its_threshold() {
    let of_body = |body: Body, rule: &str| {
        let kinds = body.kinds().filter(|kind| kind.rule().code() == rule);
        kinds.map(Kind::code).collect::<Vec<_>>().join(" ")
    };
    let of = |rule: &str| of_body(Body::Owners, rule);
    assert_eq!(of("two_thirds_of_all"), "1 1.1-1 1.2 1.3 2 3 3.1 3.8 4.3");
    assert_eq!(of("absolute_of_all"), "1.1 4 4.2 4.7 tszh");
    assert_eq!(of("simple_of_participants"), "2.1 3.2 3.3 3.4 3.5 3.6 3.7 4.1 4.4 5");
    assert_eq!((of("two_thirds_of_residential"), of("third_of_residential")), ("4.6-in".into(), "4.6-out".into()));
    assert_eq!((of("conversion"), of("unanimous")), ("4.5".into(), "unanimous".into()));
    let of = |rule: &str| of_body(Body::Association, rule);
    assert_eq!(of("two_thirds_of_all"), "145.2 145.6 145.7");
    assert_eq!(of("simple_of_participants").split(' ').count(), 12);
    let of = |rule: &str| of_body(Body::Cooperative, rule);
    assert_eq!(
        (of("simple_of_participants"), of("three_quarters_of_participants")),
        ("117".into(), "117-charter".into())
    );
    for kind in Kind::ALL {
        assert_eq!(Kind::from_code(kind.code()), Some(kind));
    }
}

#[test]
fn thirds_stay_thirds() {
    let third = Share::new(1, 3).expect("a share");
    let flat = Area::parse("60.30").expect("an area");
    assert_eq!(Votes::of(flat, third).exact(), "201/10");
    assert_eq!(Votes::of(flat, third).decimal(), "20.10");
    let mut sum = Votes::default();
    for _ in 0..3 {
        sum.add(Area(10_001), third);
    }
    assert_eq!((sum.exact(), sum.decimal()), ("10001/100".into(), "100.01".into()));
    assert_eq!(Votes::of(Area(10_001), third).decimal(), "33.34");
    assert_eq!(Votes::default().decimal(), "0.00");
    // Half a hundredth goes up.
    assert_eq!(Votes::of(Area(1), Share::new(1, 2).expect("a share")).decimal(), "0.01");
    assert_eq!(metres("2600").per_myriad_of(&metres("5000")), 5200);
}

/// Equal owners of one flat each, so many of them for the question.
fn equal(owners: usize, for_: usize, kind: Kind) -> bool {
    let house =
        House { total: Votes::whole(Area(100 * owners as i64)), residential_total: Area(0), entrances: Vec::new() };
    let ballots: Vec<Ballot> = (0..owners)
        .map(|number| a_ballot(Area(100), vec![if number < for_ { Choice::For } else { Choice::Against }]))
        .collect();
    tally(&house, &[Asked { kind, entrance: None }], &ballots).questions[0].adopted
}

fn a_ballot(area: Area, answers: Vec<Choice>) -> Ballot {
    Ballot { area, share: Share::WHOLE, residential: true, entrance: None, answers }
}

#[test]
fn majorities_in_which_others_failed() {
    assert_eq!((equal(5, 3, Kind::Other), equal(5, 2, Kind::Other)), (true, false));
    assert_eq!((equal(6, 4, Kind::Other), equal(6, 3, Kind::Other)), (true, false));
    assert_eq!((equal(6, 4, Kind::CommonUse), equal(6, 3, Kind::CommonUse)), (true, false));
}

#[test]
fn the_weighted_reference_of_belenios() {
    // Questions of theirs are choices of one of several; each choice is a question of ours.
    let weights = [1_000_000_000, 2_000_000_000, 3_000_000_000, 4_000_000_000, 90_000_000_000];
    let ballots = [[1, 0, 1, 0, 0], [1, 0, 0, 1, 0], [0, 1, 0, 0, 1], [1, 0, 1, 0, 0], [0, 0, 0, 1, 0]];
    let ballots: Vec<Ballot> = weights
        .iter()
        .zip(ballots)
        .map(|(weight, marks)| {
            a_ballot(Area(*weight), marks.map(|mark| if mark == 1 { Choice::For } else { Choice::Abstain }).to_vec())
        })
        .collect();
    let house = House { total: Votes::whole(Area(100_000_000_000)), residential_total: Area(0), entrances: Vec::new() };
    let outcome = tally(&house, &[Asked { kind: Kind::Other, entrance: None }; 5], &ballots);
    let sums: Vec<i64> = outcome.questions.iter().map(|question| question.for_.shown().0).collect();
    assert_eq!(sums, [7_000_000_000, 3_000_000_000, 5_000_000_000, 92_000_000_000, 3_000_000_000]);
}

fn day(text: &str) -> Date {
    crate::kernel::iso::parse(text).expect(text)
}

/// Days the government moved in 2024–2026.
fn calendar() -> Calendar {
    let off = [
        "2024-04-29",
        "2024-04-30",
        "2024-05-10",
        "2024-12-30",
        "2024-12-31",
        "2025-05-02",
        "2025-05-08",
        "2025-06-13",
        "2025-11-03",
        "2025-12-31",
        "2026-01-09",
        "2026-12-31",
    ];
    let work = ["2024-04-27", "2024-11-02", "2024-12-28", "2025-11-01", "2025-02-24", "2025-03-10"];
    Calendar::with(off.map(|text| (day(text), false)).into_iter().chain(work.map(|text| (day(text), true))))
}

#[test]
fn working_days_of_the_years() {
    let calendar = calendar();
    assert_eq!([2024, 2025, 2026].map(|year| calendar.working_days(year)), [248, 247, 247]);
}

#[test]
fn the_timeline_of_a_first_meeting() {
    let timeline = Timeline {
        body: Body::Owners,
        form: Form::Electronic,
        opens: day("2026-04-06"),
        closes: day("2026-04-26"),
        first: true,
        paper_days: 2,
    };
    let calendar = calendar();
    let found: Vec<(Deadline, String)> =
        timeline.deadlines(&calendar).into_iter().map(|until| (until.what, until.day.to_string())).collect();
    let expected = [
        (Deadline::Placed, "2026-03-20"),
        (Deadline::Refusals, "2026-03-27"),
        (Deadline::RefusalsHandedOver, "2026-04-01"),
        (Deadline::Opens, "2026-04-06"),
        (Deadline::Papers, "2026-04-24"),
        (Deadline::Closes, "2026-04-26"),
        (Deadline::Protocol, "2026-04-27"),
        (Deadline::Originals, "2026-05-06"),
        (Deadline::Inspectorate, "2026-05-11"),
        (Deadline::Court, "2026-10-27"),
    ];
    assert_eq!(found, expected.map(|(what, day)| (what, day.to_owned())));
    let later = Timeline { form: Form::Electronic, first: false, ..timeline };
    assert_eq!(later.placed(&calendar), day("2026-03-26"));
    assert_eq!(Timeline::earliest(&calendar, day("2026-03-26"), false), day("2026-04-06"));
    assert_eq!(Timeline::earliest(&calendar, day("2026-03-20"), true), day("2026-04-04"));
    let opens: crate::kernel::Instant = "2026-04-06T17:00:00Z".parse().expect("an instant");
    let lasts = |hours: i64| super::lasts(opens, opens + chrono::TimeDelta::hours(hours));
    assert_eq!([167, 168, 1440, 1441].map(lasts), [false, true, true, false]);
}

#[test]
fn a_court_term_ends_with_a_short_month() {
    let timeline = Timeline {
        body: Body::Owners,
        form: Form::Electronic,
        opens: day("2026-08-10"),
        closes: day("2026-08-30"),
        first: false,
        paper_days: 2,
    };
    let court = timeline.deadlines(&calendar()).into_iter().find(|until| until.what == Deadline::Court);
    assert_eq!(court.map(|until| until.day), Some(day("2027-02-28")));
}

/// Wordings as agendas print them, and the kind a lawyer would give each.
const WORDINGS: [(&str, &str); 64] = [
    ("Утвердить проведение капитального ремонта крыши в 2027 году", "1"),
    ("О проведении капремонта системы отопления", "1"),
    ("Реконструкция дома с надстройкой мансардного этажа", "1"),
    ("Строительство хозяйственной постройки на придомовой территории", "1"),
    ("Направить средства фонда капитального ремонта на замену лифтов", "1"),
    ("Перепланировка общего помещения первого подъезда", "1"),
    ("Выбрать способ формирования фонда капитального ремонта — специальный счёт", "1.1"),
    ("Определить владельцем специального счёта региональный фонд", "1.1"),
    ("Выбор банка, в котором будет открыт специальный счёт", "1.1"),
    ("Установить взнос на капитальный ремонт выше минимального — 20 руб. с м²", "1.1-1"),
    ("Разместить временно свободные средства на специальном депозите", "1.1-1"),
    ("Получить кредит на капитальный ремонт фасада", "1.2"),
    ("О привлечении займа на капитальный ремонт и поручительстве по нему", "1.2"),
    ("Установить пределы использования земельного участка под домом", "2"),
    ("Установить сервитут для прохода к соседнему дому", "2"),
    ("Установить шлагбаум на въезде во двор", "2"),
    ("Ограничить пользование придомовым участком для посторонних", "2"),
    ("Утвердить порядок парковки автомобилей во дворе", "2"),
    ("Закрепить парковочные места за квартирами", "2"),
    ("Утвердить правила пользования стоянкой у дома", "2"),
    ("Обустроить парковку за счёт расширения проезда", "2.1"),
    ("Сдать в аренду часть парковки третьим лицам", "3"),
    ("Передать парковочные места в пользование отдельным собственникам за плату", "3"),
    ("Продать машино-места в общем паркинге", "unanimous"),
    ("Благоустройство двора: тротуар и освещение", "2.1"),
    ("Установить детскую площадку", "2.1"),
    ("Посадить деревья, разбить клумбы и поставить скамейки", "2.1"),
    ("Сдать подвал в аренду под магазин", "3"),
    ("Размещение рекламы на фасаде дома", "3"),
    ("Разрешить провайдеру размещение оборудования связи на чердаке", "3"),
    ("Заключить договор аренды крыши с оператором сотовой связи", "3"),
    ("Уполномочить председателя совета дома заключать договоры на использование общего имущества", "3.1"),
    ("Использовать государственную информационную систему при проведении общего собрания", "3.2"),
    ("Выбрать администратора общего собрания", "3.3"),
    ("Определить администратором общих собраний управляющую организацию", "3.3"),
    ("Порядок приёма администратором сообщений о проведении общих собраний и решений собственников", "3.4"),
    ("Определить продолжительность голосования с использованием системы", "3.4"),
    ("О порядке финансирования расходов на созыв и организацию общего собрания", "3.5"),
    ("Определить лицо, уполномоченное обратиться с заявлением в Росреестр", "3.6"),
    ("Определить место и порядок приёма письменных решений собственников", "3.7"),
    ("Выбрать способ управления домом", "4"),
    ("Изменить способ управления многоквартирным домом на управление ТСЖ", "4"),
    ("Провести текущий ремонт подъездов", "4.1"),
    ("Отремонтировать крыльцо второго подъезда", "4.1"),
    ("Утвердить план текущего ремонта на 2027 год", "4.1"),
    ("Заменить окна на лестничных площадках подъезда", "4.1"),
    ("Наделить совет дома полномочиями принимать решения о текущем ремонте", "4.2"),
    ("Наделить председателя совета дома полномочиями подписывать акты", "4.3"),
    ("Заключить прямые договоры с ресурсоснабжающими организациями", "4.4"),
    ("О договоре с региональным оператором по обращению с ТКО от имени собственников", "4.4"),
    ("Дать согласие на перевод квартиры 12 из жилого помещения в нежилое", "4.5"),
    ("Включить дом в проект решения о комплексном развитии территории", "4.6-in"),
    ("Исключить дом из проекта решения о комплексном развитии территории", "4.6-out"),
    ("Выбрать управляющую организацию ООО «Уют»", "4.7"),
    ("Сменить управляющую компанию", "4.7"),
    ("Расторгнуть договор с управляющей организацией", "4.7"),
    ("Утвердить размер платы за содержание жилого помещения", "5"),
    ("Избрать совет многоквартирного дома и его председателя", "5"),
    ("Утвердить условия договора управления", "5"),
    ("Установить вознаграждение председателю совета дома", "5"),
    ("Избрать председателя и секретаря собрания", "5"),
    ("Организовать видеонаблюдение в подъездах", "5"),
    ("Создать товарищество собственников жилья «Заря»", "tszh"),
    ("Присоединить часть общего коридора к квартире 5", "unanimous"),
];

#[test]
fn wordings_speak_for_their_kind() {
    let mut wrong = Vec::new();
    for (wording, kind) in WORDINGS {
        let found = propose(Body::Owners, wording).kind.map_or("-", Kind::code);
        if found != kind {
            wrong.push(format!("{wording}: {found}, not {kind}"));
        }
    }
    println!("{} of {} right", WORDINGS.len() - wrong.len(), WORDINGS.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(propose(Body::Owners, "О разном").kind, None);
    // Parking may be improvement of the plot or its use: the stricter one is told.
    let parking = propose(Body::Owners, "Обустроить парковку во дворе");
    assert_eq!((parking.kind, parking.stricter), (Some(Kind::Landscaping), Some(Kind::LandUse)));
    assert!(WORDINGS.iter().all(|(wording, _)| propose(Body::Owners, wording).kind.is_none_or(Kind::is_known)));
}

#[test]
fn machines_ask_and_are_answered() {
    let ask = |text: &str| {
        serde_json::from_str::<Question>(text)
            .map_err(|error| error.to_string())
            .and_then(|asked| asked.answer().map_err(|(path, why)| format!("{path}: {why}")))
    };
    let answer = ask(
        r#"{"total":"5000.00","residential_total":"4200.00","entrances":[{"no":1,"total":"900.00"}],"questions":[{"kind":"4.1"},{"kind":"4.5","entrance":1}],"ballots":[{"area":"60.30","share":"1/3","residential":true,"entrance":1,"answers":["for","invalid"]}]}"#,
    );
    let answer = serde_json::to_value(answer.expect("an answer")).expect("json");
    let expected = serde_json::json!({"quorum": false, "questions": [
        {"kind": "4.1", "quorum": false, "for": {"exact": "201/10", "decimal": "20.10"}, "against": {"exact": "0", "decimal": "0.00"}, "abstain": {"exact": "0", "decimal": "0.00"}, "invalid": {"exact": "0", "decimal": "0.00"}, "rule": "simple_of_participants", "article": "ст. 46 ч. 1 ЖК РФ", "adopted": false},
        {"kind": "4.5", "quorum": false, "for": {"exact": "0", "decimal": "0.00"}, "against": {"exact": "0", "decimal": "0.00"}, "abstain": {"exact": "0", "decimal": "0.00"}, "invalid": {"exact": "201/10", "decimal": "20.10"}, "rule": "conversion", "article": "ст. 46 ч. 1.2 ЖК РФ", "adopted": false},
    ]});
    assert_eq!(answer, expected);
    let refused = |text: &str, why: &str| assert!(ask(text).expect_err(text).contains(why), "{text}: {:?}", ask(text));
    refused(r#"{"total":"50","questions":[{"kind":"9"}]}"#, "not a kind of question");
    refused(r#"{"total":"50.001","questions":[{"kind":"5"}]}"#, "two decimals");
    refused(r#"{"total":"0","questions":[{"kind":"5"}]}"#, "total: more than 0");
    refused(r#"{"total":"50","questions":[]}"#, "questions: at least one");
    refused(r#"{"total":"50","questions":[{"kind":"4.5","entrance":2}]}"#, "questions[0].entrance");
    refused(r#"{"total":"50","questions":[{"kind":"4.6-in"}]}"#, "residential_total: needed");
    refused(r#"{"total":"50","questions":[{"kind":"5"}],"ballots":[{"area":"1","answers":[]}]}"#, "ballots[0].answers");
    refused(
        r#"{"total":"50","questions":[{"kind":"5"}],"ballots":[{"area":"51","answers":["for"]}]}"#,
        "ballots: together",
    );
    refused(
        r#"{"total":"50","questions":[{"kind":"5"}],"ballots":[{"area":"1","share":"4/3","answers":["for"]}]}"#,
        "a share",
    );
}

prop_compose! {
    fn any_ballot()(area in 1..20_000_i64, num in 1..12_i64, den in 12..13_i64, residential: bool, entrance in 1..4, answers in prop::collection::vec(0..4_usize, 3)) -> Ballot {
        Ballot {
            area: Area(area),
            share: Share::new(num, den).expect("a share"),
            residential,
            entrance: Some(entrance),
            answers: answers.into_iter().map(|choice| Choice::ALL[choice]).collect(),
        }
    }
}

prop_compose! {
    fn any_kind()(place in 0..Kind::ALL.len()) -> Kind {
        Kind::ALL[place]
    }
}

proptest! {
    #[test]
    fn the_order_of_ballots_does_not_matter(mut ballots in prop::collection::vec(any_ballot(), 0..40), kinds in prop::collection::vec(any_kind(), 3)) {
        let house = House { total: Votes::whole(Area(800_000)), residential_total: Area(500_000), entrances: vec![(1, Area(300_000)), (2, Area(250_000)), (3, Area(250_000))] };
        let asked: Vec<Asked> = kinds.into_iter().map(|kind| Asked { kind, entrance: Some(2) }).collect();
        let once = tally(&house, &asked, &ballots);
        ballots.reverse();
        prop_assert_eq!(&once, &tally(&house, &asked, &ballots));
        // Stored sum by sum and put together again it is the same.
        let mut running = Running::new(asked.len());
        ballots.iter().for_each(|ballot| running.add(&asked, ballot));
        let mut again = Running::new(asked.len());
        running.parts().into_iter().for_each(|(question, name, den, num)| again.put(question, name, den, num));
        prop_assert_eq!(&once, &again.outcome(&house, &asked));
        // Every ballot is somewhere, once, on every question.
        for question in &once.questions {
            let mut sum = question.for_.clone();
            for part in [&question.against, &question.abstain, &question.invalid] {
                sum.add_all(part);
            }
            prop_assert_eq!(&sum, &once.participants);
        }
    }

    #[test]
    fn one_more_for_never_undoes_an_adopted_decision(ballots in prop::collection::vec(any_ballot(), 1..40), kind in any_kind(), total in 10_000..400_000_i64) {
        let house = House { total: Votes::whole(Area(total)), residential_total: Area(total / 2), entrances: vec![(1, Area(total / 3)), (2, Area(total / 3)), (3, Area(total / 3))] };
        let asked = [Asked { kind, entrance: Some(2) }];
        let before = tally(&house, &asked, &ballots).questions[0].adopted;
        let mut turned = ballots.clone();
        if let Some(ballot) = turned.iter_mut().find(|ballot| ballot.answers[0] != Choice::For) {
            ballot.answers[0] = Choice::For;
        }
        let after = tally(&house, &asked, &turned).questions[0].adopted;
        // Unanimity is about all votes: more «за» than there are votes cannot be.
        prop_assert!(after || !before || kind == Kind::Unanimous);
    }

    #[test]
    fn the_quorum_is_more_than_half(total in 1..1_000_000_i64) {
        let adopted = |participants: i64| {
            let all = Votes::whole(Area(participants));
            let count = Count { total: Votes::whole(Area(total)), participants: all.clone(), for_: all, ..Count::default() };
            Kind::Other.rule().adopts(&count)
        };
        prop_assert!(!adopted(total / 2));
        prop_assert!(adopted(total / 2 + 1));
    }
}

#[test]
fn protocols_on_like_questions_within_three_months_are_alike() {
    let day = |text: &str| -> Date { text.parse().expect("a day") };
    let (repair, lease, other) = ([Kind::CurrentRepair], [Kind::CommonUse, Kind::Other], [Kind::Other]);
    type Protocol<'k> = (&'static str, &'k [Kind]);
    let table: [(Protocol<'_>, Protocol<'_>, bool); 6] = [
        (("2026-01-31", &repair), ("2026-04-30", &repair), true),
        (("2026-01-31", &repair), ("2026-05-01", &repair), false),
        (("2026-04-30", &repair), ("2026-01-31", &repair), true),
        (("2026-01-31", &repair), ("2026-02-01", &lease), false),
        (("2026-01-31", &other), ("2026-02-01", &other), false),
        (("2026-01-31", &lease), ("2026-02-01", &lease), true),
    ];
    for ((one, about), (other, about_other), said) in table {
        assert_eq!(alike((day(one), about), (day(other), about_other)), said, "{one} {other}");
    }
}
