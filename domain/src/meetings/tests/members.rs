//! Meetings of members: their questions, articles and thresholds.

use super::a_ballot;
use crate::kernel::{Area, Share};
use crate::meetings::{Asked, Ballot, Body, Choice, House, Kind, Votes, propose, tally};

#[test]
fn each_members_meeting_decides_by_its_own_article() {
    let check = |code: &str, article: &str, threshold: &str| {
        let kind = Kind::from_code(code).expect(code);
        assert_eq!((kind.article().as_str(), kind.threshold()), (article, threshold), "{code}");
    };
    check("145.8.1", "ст. 145 ч. 2 п. 8.1 ЖК РФ", "ст. 146 ч. 4 ЖК РФ");
    check("145.6", "ст. 145 ч. 2 п. 6 ЖК РФ", "ст. 146 ч. 4 ЖК РФ");
    check("117-charter", "ст. 116 ч. 2 ЖК РФ", "ст. 117 ч. 1 ЖК РФ");
    check("4.5", "ст. 44 ч. 2 п. 4.5 ЖК РФ", "ст. 46 ч. 1.2 ЖК РФ");
    check("tszh", "ст. 136 ч. 1 ЖК РФ", "ст. 46 ч. 1 ЖК РФ");
}

/// ст. 117 ч. 1 ЖК: heads are counted, more than half of them take part; «за» more than half, of questions
/// the charter names more than three quarters of those who do.
#[test]
fn a_cooperative_counts_heads() {
    let check = |kind: &str, members: usize, took_part: usize, for_: usize, expected: bool| {
        let asked = [Asked { kind: Kind::from_code(kind).expect(kind), entrance: None }];
        let total = Votes::whole(Area(100 * members as i64));
        let house = House { total, residential_total: Area(0), entrances: Vec::new() };
        let choice = |number| if number < for_ { Choice::For } else { Choice::Against };
        let ballots: Vec<Ballot> = (0..took_part).map(|number| a_ballot(Area(100), vec![choice(number)])).collect();
        assert_eq!(
            tally(&house, &asked, &ballots).questions[0].adopted,
            expected,
            "{kind} {members} {took_part} {for_}"
        );
    };
    check("117", 40, 20, 20, false);
    check("117", 40, 21, 11, true);
    check("117", 41, 22, 11, false);
    check("117-charter", 40, 24, 18, false);
    check("117-charter", 40, 24, 19, true);
    check("117-charter", 40, 21, 16, true);
    let least = |votes| Body::Cooperative.at_least(Area(votes)).0;
    assert_eq!((least(0), least(100), least(101), Body::Owners.at_least(Area(101)).0), (0, 100, 200, 101));
}

/// ст. 146 ч. 3, 4 ЖК: members' votes are the whole, thirds of a hundredth too.
#[test]
fn an_association_counts_the_shares_of_its_members() {
    let third = Share::new(1, 3).expect("a share");
    let mut total = Votes::whole(Area(10_000));
    total.add(Area(10_000), third);
    let house = House { total, residential_total: Area(0), entrances: Vec::new() };
    let decided =
        |kind: Kind, ballots: &[Ballot]| tally(&house, &[Asked { kind, entrance: None }], ballots).questions[0].adopted;
    let whole = a_ballot(Area(10_000), vec![Choice::For]);
    let part = Ballot { share: third, ..a_ballot(Area(10_000), vec![Choice::For]) };
    // Three quarters of all: enough for a loan; the third alone is no quorum.
    assert!(decided(Kind::Borrowing, std::slice::from_ref(&whole)));
    assert!(!decided(Kind::Board, std::slice::from_ref(&part)));
    let against = Ballot { answers: vec![Choice::Against], ..part };
    assert!(decided(Kind::Board, &[whole, against]));
}

#[test]
fn wordings_of_an_association_speak_for_its_own_clauses() {
    let check = |wording: &str, code: &str| {
        assert_eq!(propose(Body::Association, wording).kind.map_or("-", Kind::code), code, "{wording}");
        assert_eq!(propose(Body::Cooperative, wording).kind, None);
    };
    check("Утвердить новую редакцию устава товарищества", "145.1");
    check("Реорганизовать товарищество в форме разделения", "145.2");
    check("Избрать членов правления в составе пяти человек", "145.3");
    check("Досрочно прекратить полномочия ревизора", "145.3");
    check("Установить размер членских взносов — 300 ₽ в год", "145.4");
    check("Создать резервный фонд и утвердить порядок его использования", "145.5");
    check("Взять кредит на замену лифтов", "145.6");
    check("Направить доход от аренды подвала на ремонт подъездов", "145.7");
    check("Утвердить план содержания и ремонта на 2027 год", "145.8");
    check("Утвердить смету доходов и расходов", "145.8.1");
    check("Утвердить отчёт правления за 2026 год", "145.8.2");
    check("Утвердить заключение ревизионной комиссии", "145.8.3");
    check("Рассмотреть жалобу на действия председателя", "145.9");
    check("Утвердить положение об оплате труда дворника", "145.10");
    check("Установить вознаграждение председателю правления", "145.11");
    check("О разном", "-");
}
