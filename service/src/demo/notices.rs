//! Messages of the last sixty days: kind, short, and saying what happens next.

use domain::kernel::{Instant, NoticeId, OrgId, text};
use domain::notices::NoticeKind;

use super::dice::Dice;
use super::facts::Facts;
use super::houses::Home;
use super::ids::Serial;
use super::lots::Form;
use super::orgs;
use super::repo::{Notice, Rows};
use super::town::Town;

/// What a message says.
struct Said {
    kind: NoticeKind,
    from: usize,
    days_ago: u64,
    title: String,
    body: String,
}

/// Messages to everybody in the house.
pub fn of_house(town: &Town, home: &Home, facts: &Facts, make: (&mut Serial, &mut Dice), rows: &mut Rows) {
    let (serial, dice) = make;
    let mut all = vec![window(town, dice)];
    if facts.hot_water {
        all.push(outage(town, dice));
    }
    if let Some(manager) = home.manager {
        all.push(works(manager, dice));
        if dice.chance(45) {
            all.push(meeting(town, manager, dice));
        }
        if dice.chance(40) && matches!(facts.form, Form::Slab9 | Form::Tower | Form::New) {
            all.push(lift(manager, dice));
        }
    }
    for said in all {
        let at = town.days_ago(said.days_ago, u32::try_from(dice.between(6, 15)).unwrap_or(9));
        rows.notices.push(row(NoticeId(serial.give()), home, orgs::id(said.from), at, said));
    }
}

fn row(id: NoticeId, home: &Home, from: OrgId, at: Instant, said: Said) -> Notice {
    Notice {
        id,
        house_id: Some(home.id),
        account_id: None,
        person_id: None,
        organisation_id: Some(from),
        kind: said.kind.code().to_owned(),
        title: said.title,
        body: said.body,
        at,
    }
}

fn window(town: &Town, dice: &mut Dice) -> Said {
    let month = town.last_period();
    Said {
        kind: NoticeKind::Window,
        from: orgs::WATER,
        days_ago: 28 + u64::try_from(dice.between(0, 3)).unwrap_or_default(),
        title: "Пора передать показания счётчиков воды".to_owned(),
        body: format!(
            "Принимаем показания за {} до 25-го числа. Если не успеете, ничего страшного: показания засчитаем в следующем месяце, а пока начислим по среднему.",
            text::month(month)
        ),
    }
}

fn outage(town: &Town, dice: &mut Dice) -> Said {
    let ahead = u64::try_from(dice.between(3, 9)).unwrap_or(5);
    let day = town.today.checked_add_days(chrono::Days::new(ahead)).unwrap_or(town.today);
    let reason = dice.pick(&["меняем задвижку в тепловом узле", "проверяем теплотрассу", "чистим теплообменник"]);
    Said {
        kind: NoticeKind::Outage,
        from: orgs::HEAT,
        days_ago: u64::try_from(dice.between(1, 5)).unwrap_or(2),
        title: format!("{} не будет горячей воды с 9:00 до 17:00", text::day(day)),
        body: format!(
            "В этот день {reason}. Наберите, пожалуйста, воду заранее и закройте краны. Если к 17:00 воды нет, позвоните: +7 000 218-34-45."
        ),
    }
}

fn works(manager: usize, dice: &mut Dice) -> Said {
    let (title, body) = dice.pick(&[
        (
            "Меняем светильники в подъездах",
            "Ставим светильники с датчиками движения: будет светлее, а платить за общий свет придётся меньше. Работы займут три дня, свет днём может ненадолго гаснуть.",
        ),
        (
            "Промываем систему отопления",
            "Батареи на один день станут чуть теплее воды из крана, потом всё наладится. Доступ в квартиры не нужен. Если батарея осталась холодной, скажите нам.",
        ),
        (
            "Чистим крышу и козырьки от листвы",
            "Просим на это время не ставить машины у самого дома. Начинаем в 10:00, закончим к обеду.",
        ),
        (
            "Красим первые этажи подъездов",
            "Цвет выбрали вы на собрании: светло-песочный. Пожалуйста, берегите рукава два дня.",
        ),
    ]);
    Said {
        kind: NoticeKind::Works,
        from: manager,
        days_ago: u64::try_from(dice.between(4, 55)).unwrap_or(20),
        title: title.to_owned(),
        body: body.to_owned(),
    }
}

fn meeting(town: &Town, manager: usize, dice: &mut Dice) -> Said {
    let ahead = u64::try_from(dice.between(12, 24)).unwrap_or(14);
    let day = town.today.checked_add_days(chrono::Days::new(ahead)).unwrap_or(town.today);
    let question = dice.pick(&[
        "ставить ли шлагбаум во дворе",
        "чинить ли крышу в будущем году",
        "каким будет сбор на озеленение",
        "выбираем совет дома",
    ]);
    Said {
        kind: NoticeKind::Meeting,
        from: manager,
        days_ago: u64::try_from(dice.between(1, 9)).unwrap_or(3),
        title: format!("Собрание собственников {}", text::day(day)),
        body: format!(
            "Начало в 18:30 во дворе у первого подъезда. Главный вопрос: {question}. Нет времени прийти — отдайте решение любому члену совета дома до этого дня."
        ),
    }
}

fn lift(manager: usize, dice: &mut Dice) -> Said {
    let entrance = dice.between(1, 3);
    Said {
        kind: NoticeKind::News,
        from: manager,
        days_ago: u64::try_from(dice.between(10, 58)).unwrap_or(30),
        title: format!("Лифт в подъезде {entrance} снова работает"),
        body:
            "Заменили тросы и кнопки, лифт проверен. Спасибо, что терпели неделю лестниц и помогали соседям с сумками."
                .to_owned(),
    }
}
