//! The demo's user agreement, version 1: what this is, whose data it shows, what is kept of a visitor.

use super::repo::Agreement;
use super::town::Town;

const RUSSIAN: &str = "\
Это демонстрация «Домового» — открытой системы для жителей, управляющих и поставщиков. Пользуясь ею, вы соглашаетесь с простыми условиями.

1. Город вымышлен. Верхнереченск, его улицы, дома, организации, люди, лицевые счета, показания и суммы придуманы программой. Совпадения с настоящими случайны. Настоящими могут быть только реестры домов, которые загрузил оператор: у каждого такого дома указаны источник и день.

2. Это не государственная система. Показания, отправленные здесь, никуда за пределы этого сервера не уходят и ни на какие начисления не влияют.

3. Не вводите сюда настоящие личные данные. Для входа есть готовые действующие лица, каждому подсказано, что попробовать.

4. Что мы храним. Имя и уровень подтверждения, которые передала служба входа; подключённые счета; отправленные показания со временем и пояснениями; устройство, сеть и время каждого входа — чтобы вы могли увидеть чужой вход и завершить его. Пароля у нас нет. От кода из квитанции хранится только отпечаток, по которому сам код узнать нельзя.

5. Кто это видит. Показания и счета видите вы, другие подключённые к тому же счёту люди и организация, которая его ведёт. Сведения о домах и организациях открыты всем.

6. Что можно исправить. Показания исправляются с указанием причины, пока поставщик не взял их в расчёт; прежнее значение остаётся в истории. Счёт можно отключить в любой день.

7. Сколько это живёт. Оператор может стереть демонстрацию и создать её заново когда угодно; всё введённое при этом исчезнет.

8. Если условия изменятся, мы покажем новую версию и спросим ещё раз.";

const ENGLISH: &str = "\
This is a demonstration of Domovoy, an open system for residents, managers and suppliers. By using it you agree to plain terms.

1. The town is made up. Verkhnerechensk, its streets, houses, organisations, people, accounts, readings and sums were invented by a program; any likeness is chance. Only registries of houses loaded by the operator can be real: each such house names its source and day.

2. This is not a state system. Readings sent here leave this server for nowhere and change no bill.

3. Do not type real personal data. There are ready-made people to sign in as, each with a hint what to try.

4. What we keep. The name and the level of confirmation the sign-in service told us; linked accounts; readings with their times and explanations; device, network and time of each sign-in, so that you can see and end one that is not yours. We have no password of yours. Of the code on a bill only a fingerprint is kept, from which the code cannot be read.

5. Who sees it. Readings and accounts are seen by you, by others linked to the same account, and by the organisation that keeps it. Facts about houses and organisations are open to all.

6. What can be put right. A reading can be corrected, with a reason, until its supplier has taken it into a bill; the former value stays in the history. An account can be unlinked any day.

7. How long it lives. The operator may erase the demonstration and make it anew at any time; everything typed goes with it.

8. If the terms change, you will be shown the new version and asked again.";

/// The row.
pub fn row(town: &Town) -> Agreement {
    Agreement { version: 1, begins_at: town.days_ago(730, 0), body_ru: RUSSIAN.to_owned(), body_en: ENGLISH.to_owned() }
}
