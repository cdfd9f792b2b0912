//! The first visit, the cabinet, linking an account and ending sessions, as plain HTML in the demo town.

use axum::http::StatusCode;
use sea_orm::{ConnectionTrait, Statement};
use service::demo::{ANNA_ACCOUNT, ANNA_CODE, Wish};

use crate::app::{Browser, TestApp};

async fn town() -> TestApp {
    let app = TestApp::new().await;
    let wish = Wish { houses: 60, ..Wish::usual(app.ctx.today("Europe/Moscow")) };
    service::demo::make(&app.ctx, &wish).await.expect("a town");
    app
}

/// One text from the database.
async fn told(app: &TestApp, sql: &str) -> String {
    let db = &app.ctx.db.read;
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql.to_owned())).await.expect("asked");
    row.expect("a row").try_get_by_index(0).expect("a text")
}

async fn finish_first_visit(browser: &mut Browser<'_>) {
    assert_eq!(browser.post("/welcome/check", &[]).await.status, StatusCode::SEE_OTHER);
    let accepted = browser.post("/welcome/agreement", &[("version", "1"), ("accept", "yes")]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);
}

#[tokio::test]
async fn an_unconfirmed_person_is_told_why_no_account_is_linked() {
    let app = town().await;
    let mut kirill = app.browser();
    kirill.sign_in_by_demo("blocked", "/cabinet").await;
    finish_first_visit(&mut kirill).await;
    let page = kirill.get("/cabinet/accounts/link").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains("Сначала подтвердите личность"), "{}", page.body);
    let house = told(&app, "select cast(min(id) as text) from house").await;
    let sent = [("house", house.as_str()), ("number", ANNA_ACCOUNT), ("proof", ANNA_CODE)];
    assert_eq!(kirill.post("/cabinet/accounts/link", &sent).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_first_visit_goes_by_two_steps_and_on() {
    let app = town().await;
    let mut anna = app.browser();
    let on = anna.sign_in_by_demo("anna", "/cabinet/accounts").await.location();
    assert_eq!(anna.get("/cabinet").await.location(), "/welcome?back=/cabinet", "no way around");
    let check = anna.get(&on).await;
    assert!(check.body.contains("Орлова") && check.body.contains("Сергеевна") && check.body.contains("подтверждена"));
    assert!(check.body.contains("Шаг 1 из 2"));
    let on = anna.post("/welcome/check", &[("back", "/cabinet/accounts")]).await.location();
    assert_eq!(anna.get("/cabinet").await.location(), "/welcome?back=/cabinet", "still not");

    let agreement = anna.get(&on).await;
    assert!(agreement.body.contains("Версия 1"), "{}", agreement.body);
    let fields = [("back", "/cabinet/accounts"), ("version", "1")];
    let refused = anna.post("/welcome/agreement", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("Ошибка:") && refused.body.contains("href=\"#accept\""));
    let accepted = anna.post("/welcome/agreement", &[fields.as_slice(), &[("accept", "yes")]].concat()).await;
    assert_eq!(anna.get(&accepted.location()).await.location(), "/cabinet/accounts");
    assert_eq!(anna.get("/cabinet/accounts").await.status, StatusCode::OK);

    let again = app.browser().sign_in_by_demo("anna", "/cabinet").await.location();
    assert_eq!(anna.get(&again).await.location(), "/cabinet", "asked once");
    let sql = "insert into agreement values (2, '2026-11-19T00:00:00Z', 'новый текст', 'new text')";
    app.ctx.db.write.execute_unprepared(sql).await.expect("a new version");
    assert_eq!(anna.get("/cabinet").await.location(), "/welcome?back=/cabinet");
    let stale = anna.post("/welcome/agreement", &[("version", "1"), ("accept", "yes")]).await;
    assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stale.body.contains("новый текст"));
}

#[tokio::test]
async fn an_account_is_found_by_its_house_and_linked_by_its_bill() {
    let app = town().await;
    let mut anna = app.browser();
    anna.sign_in_by_demo("anna", "/cabinet").await;
    finish_first_visit(&mut anna).await;
    assert!(anna.get("/cabinet").await.body.contains("Подключите лицевой счёт"));

    let home = format!("from account a join house h on h.id = a.house_id where a.number = '{ANNA_ACCOUNT}'");
    let question = told(&app, &format!("select h.street || ' ' || h.number {home}")).await;
    let house = told(&app, &format!("select cast(h.id as text) {home}")).await;
    let found = anna.get(&format!("/cabinet/accounts/link?q={}", app::page::escape(&question))).await;
    assert!(found.body.contains(&format!("house={house}")), "{}", found.body);
    let form = anna.get(&format!("/cabinet/accounts/link?house={house}")).await;
    assert_eq!(form.hidden().last().map(|field| field.0.as_str()), Some("back"), "the footer's own form");
    assert!(form.body.contains("Кого спросить") || form.body.contains("кого спросить"));

    let wrong =
        anna.post("/cabinet/accounts/link", &[("house", &house), ("number", ANNA_ACCOUNT), ("proof", "000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains(&format!("value=\"{ANNA_ACCOUNT}\"")), "what was typed stays");
    let absent =
        anna.post("/cabinet/accounts/link", &[("house", &house), ("number", "7500999999"), ("proof", "000")]).await;
    assert_eq!(absent.status, wrong.status);
    assert_eq!(absent.body.replace("7500999999", ANNA_ACCOUNT), wrong.body, "wrong and absent look the same");

    let right = [("house", house.as_str()), ("number", ANNA_ACCOUNT), ("proof", ANNA_CODE)];
    let linked = anna.post("/cabinet/accounts/link", &right).await;
    assert_eq!(linked.location(), "/cabinet/accounts?done=linked");
    let list = anna.get("/cabinet/accounts?done=linked").await;
    assert!(list.body.contains("Счёт подключён") && list.body.contains(ANNA_ACCOUNT));

    let cabinet = anna.get("/cabinet").await;
    for part in ["Сегодня", "Передать показания", "Информация по дому", "Сообщения", "Сколько потребили"]
    {
        assert!(cabinet.body.contains(part), "{part}: {}", cabinet.body);
    }
    let premises =
        told(&app, &format!("select cast(premises_id as text) from account where number = '{ANNA_ACCOUNT}'")).await;
    let page = anna.get(&format!("/cabinet/premises/{premises}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let mut gleb = app.browser();
    gleb.sign_in_by_demo("gleb", "/cabinet").await;
    assert_eq!(gleb.get("/cabinet").await.status, StatusCode::OK, "he has been here before");
    assert_eq!(gleb.get(&format!("/cabinet/premises/{premises}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn sessions_are_shown_and_ended() {
    let app = town().await;
    let mut phone = app.browser();
    phone.sign_in_by_demo("boris", "/cabinet").await;
    let mut tablet = app.browser();
    tablet.sign_in_by_demo("boris", "/cabinet").await;
    let profile = phone.get("/cabinet/profile").await;
    assert_eq!(profile.status, StatusCode::OK);
    assert_eq!(profile.body.matches("это вы сейчас").count(), 1);
    let other = profile.hidden().into_iter().find(|(name, _)| name == "session").expect("another session").1;
    let mut gleb = app.browser();
    gleb.sign_in_by_demo("gleb", "/cabinet").await;
    let not_his = gleb.post("/cabinet/profile/sessions/end", &[("session", &other)]).await;
    assert_eq!(not_his.status, StatusCode::NOT_FOUND);
    let ended = phone.post("/cabinet/profile/sessions/end", &[("session", &other)]).await;
    assert_eq!(ended.location(), "/cabinet/profile?done=ended");
    assert!(tablet.get("/cabinet").await.location().starts_with("/login?"));

    let mut tablet = app.browser();
    tablet.sign_in_by_demo("boris", "/cabinet").await;
    assert_eq!(tablet.post("/cabinet/profile/sessions/everywhere", &[]).await.location(), "/");
    for browser in [&mut phone, &mut tablet] {
        assert!(browser.get("/cabinet").await.location().starts_with("/login?"));
    }
    assert_eq!(gleb.get("/cabinet").await.status, StatusCode::OK);
}
