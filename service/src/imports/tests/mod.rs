//! Imports of made files, each quirk of the registries in its turn, on both stores.

mod made;
mod real;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;

use super::{Outcome, Request, Sums, houses};
use crate::ctx::Ctx;
use crate::db::parked;
use crate::testkit::each_store;
use made::{Folder, ask, frt, frt_row, reforma, row};

/// Imports and checks the sums' identity.
async fn import(ctx: &Ctx, files: &[PathBuf], rejected: &Path) -> Vec<Outcome> {
    let request = Request { files: files.to_vec(), batch: 500, rejected: Some(rejected.to_owned()) };
    let outcomes = houses(ctx, &request, Arc::new(|_| ())).await.expect("the import");
    for outcome in &outcomes {
        let sums = outcome.sums;
        assert_eq!(sums.read, sums.created + sums.updated + sums.unchanged + sums.rejected, "{outcome:?}");
    }
    outcomes
}

/// How many of the indexes that lists of houses go by stand.
async fn list_indexes(ctx: &Ctx) -> String {
    let standing = match ctx.db.is_postgres() {
        true => "(select count(*) from pg_indexes where tablename = 'house' and indexname like 'house%idx')",
        false => "(select count(*) from sqlite_master where tbl_name = 'house' and name like 'house%idx')",
    };
    let parked = "(select count(*) from parked_index)";
    ask(ctx, &format!("select {standing} || ' of ' || ({standing} + {parked})")).await
}

/// Imports one text; the sums as (read, created, updated, unchanged, rejected).
async fn sums(ctx: &Ctx, folder: &Folder, text: &str) -> (u64, u64, u64, u64, u64) {
    let file = folder.file("houses.csv", text.as_bytes());
    let Sums { read, created, updated, unchanged, rejected } =
        import(ctx, &[file], &folder.path("rejected.csv")).await[0].sums;
    (read, created, updated, unchanged, rejected)
}

#[tokio::test]
async fn a_row_becomes_a_house_with_its_organisation() {
    each_store(async |ctx| {
        let folder = Folder::new();
        assert_eq!(sums(&ctx, &folder, &reforma(&[row("1")])).await, (1, 1, 0, 0, 0));
        assert_eq!(
            ask(&ctx, "select region || '|' || region_name || '|' || district || '|' || locality || '|' || street || '|' || number || '|' || kind || '|' || time_zone from house").await,
            "35|Вологодская область|Бабаевский р-н|д. Тимошино|ул. Мира|39 к2|apartment|Europe/Moscow"
        );
        assert_eq!(ask(&ctx, "select address from house").await, "обл. Вологодская, р-н. Бабаевский, д. Тимошино, ул. Мира, д. 39, к. 2");
        assert_eq!(
            ask(&ctx, "select lat_e6 || '|' || lon_e6 || '|' || year_built || '|' || floors_max || '|' || entrances || '|' || premises || '|' || area || '|' || area_flats || '|' || capital_fund || '|' || energy_class || '|' || series from house").await,
            "60104195|36188308|1978|2|3|1926|101670|101670|regional_operator|B++|1-447"
        );
        assert_eq!(ask(&ctx, "select cast(source_day as text) || '|' || cast(managed_since as text) from house").await, "2015-09-23|2010-03-01");
        assert_eq!(ask(&ctx, "select extras from house").await, r#"{"note":"подвал сухой","playground":true,"sports_ground":false}"#);
        assert_eq!(ask(&ctx, "select name || '|' || kind || '|' || source_id || '|' || houses || '|' || region from organisation").await, "ТСЖ \"Мира\"|association|7834280|1|35");
        assert_eq!(ask(&ctx, "select key || value from registry_count where key = 'houses'").await, "houses1");
        assert_eq!(ask(&ctx, "select key || value from registry_count where key = 'organisations'").await, "organisations1");
    })
    .await;
}

#[tokio::test]
async fn the_same_again_changes_nothing_and_a_change_is_a_version() {
    each_store(async |ctx| {
        let folder = Folder::new();
        let before = reforma(&[row("1"), row("2")]);
        assert_eq!(sums(&ctx, &folder, &before).await, (2, 2, 0, 0, 0));
        assert_eq!(sums(&ctx, &folder, &before).await, (2, 0, 0, 2, 0));
        let after =
            reforma(&[row("1"), row("2").with("LEVELS_MAX", "5").with("MGMT_COMPANY_LINK", "http://x/profile/8/")]);
        assert_eq!(sums(&ctx, &folder, &after).await, (2, 0, 1, 1, 0));
        assert_eq!(ask(&ctx, "select floors_max || '|' || version from house where source_id = '2'").await, "5|2");
        let kept = ask(&ctx, "select facts from house_version where version = 1").await;
        let kept: serde_json::Value = serde_json::from_str(&kept).expect("facts");
        assert_eq!(
            (&kept["floors_max"], &kept["source_id"], &kept["source_day"]),
            (&2.into(), &"2".into(), &"2015-09-23".into())
        );
        assert_eq!(kept.as_object().map(serde_json::Map::len), Some(42));
        assert_eq!(ask(&ctx, "select houses || '' from organisation where source_id = '7834280'").await, "1");
        assert_eq!(ask(&ctx, "select houses || '' from organisation where source_id = '8'").await, "1");
        assert_eq!(ask(&ctx, "select value || '' from registry_count where key = 'houses'").await, "2");
        assert_eq!(sums(&ctx, &folder, &after).await, (2, 0, 0, 2, 0));
    })
    .await;
}

#[tokio::test]
async fn rows_that_are_not_taken_are_told_with_line_column_and_reason() {
    each_store(async |ctx| {
        let folder = Folder::new();
        let mut text = reforma(&[
            row("1").with("OTHER", "две\nстроки"),
            row("1").with("YEAR", "1990"),
            row(" Не заполнено "),
            row("=2"),
            row(&"9".repeat(65)),
            row("=2"),
        ]);
        text.push_str("3,4\n");
        assert_eq!(sums(&ctx, &folder, &text).await, (7, 2, 0, 0, 5));
        assert_eq!(ask(&ctx, "select year_built || '' from house where source_id = '1'").await, "1990");
        let told = std::fs::read_to_string(folder.path("rejected.csv")).expect("the report");
        let short: Vec<String> =
            told.lines().skip(1).map(|line| line.split(',').take(4).collect::<Vec<_>>().join(",")).collect();
        assert_eq!(
            short,
            [
                "houses.csv,2,HOUSE_ID,superseded",
                "houses.csv,5,HOUSE_ID,missing_id",
                "houses.csv,6,HOUSE_ID,superseded",
                "houses.csv,7,HOUSE_ID,bad_id",
                "houses.csv,9,,broken_row",
            ]
        );
        assert!(told.contains(",'=2"), "{told}");
        assert_eq!(sums(&ctx, &folder, &text).await, (7, 0, 0, 2, 5));
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_unknown_and_the_row_stays() {
    each_store(async |ctx| {
        let folder = Folder::new();
        let odd = row("1")
            .with("LAT", "55.76")
            .with("LON", " 37.64")
            .with("YEAR", "1071")
            .with("LEVELS_MAX", "Незаполнено")
            .with("LEVELS_MIN", "330")
            .with("SERVICEDATE_START", "01.01.0001")
            .with("AREA", "99999999999.00")
            .with("MGMT_COMPANY", "Не заполнено")
            .with("MGMT_COMPANY_LINK", "")
            .with("ADDRESS", "д. ул. Коровина,  д.10\n                  ВР");
        let file = folder.file("odd.csv", reforma(&[odd]).as_bytes());
        let outcome = import(&ctx, &[file], &folder.path("rejected.csv")).await.remove(0);
        assert_eq!((outcome.sums.created, outcome.report), (1, None));
        assert_eq!(outcome.warnings, [("AREA", 1), ("LEVELS_MIN", 1), ("SERVICEDATE_START", 1), ("YEAR", 1)]);
        let unknown = "select count(*) || '' from house where lat_e6 is null and lon_e6 is null and year_built is null and floors_max is null and floors_min is null and managed_since is null and area is null and organisation_id is null";
        assert_eq!(ask(&ctx, unknown).await, "1");
        assert_eq!(ask(&ctx, "select address || '|' || street || '|' || number || '|' || region from house").await, "д. ул. Коровина, д.10 ВР|ул. Коровина|10|0");
    })
    .await;
}

#[tokio::test]
async fn frt_exports_are_read_in_every_encoding() {
    let folder = Folder::new();
    let text = frt(&[
        frt_row("11", "обл;Вологодская;р-н;Бабаевский;д;Тимошино;ул;Мира;81-Б;;2;"),
        frt_row("12", ";;;;;;;;;;;"),
    ]);
    let (cp1251, _, _) = encoding_rs::WINDOWS_1251.encode(&text);
    let files = [
        folder.file("export-reestrmkd-35-20260701.csv", format!("\u{feff}{text}").as_bytes()),
        folder.file("cp1251.csv", &cp1251),
        folder.gzip("packed.csv.gz", text.as_bytes()),
    ];
    each_store(async |ctx| {
        let outcomes = import(&ctx, &files, &folder.path("rejected.csv")).await;
        let got: Vec<_> = outcomes.iter().map(|outcome| (outcome.sums.created, outcome.sums.unchanged)).collect();
        assert_eq!(got, [(2, 0), (0, 2), (0, 2)], "{outcomes:?}");
        assert!(outcomes[1].format.contains("Windows-1251"), "{outcomes:?}");
        assert_eq!(
            ask(&ctx, "select address || '|' || locality || '|' || number || '|' || fias_guid || '|' || lifts || '|' || area || '|' || cast(source_day as text) from house where source_id = '11'").await,
            "д. г Белая Калитва ул Энгельса д.40|д. Тимошино|81Б к2|0c5b2444-70a0-4932-980c-b4dc0d3f02b5|1|101670|2026-07-01"
        );
        assert_eq!(ask(&ctx, "select locality || '|' || street || '|' || number from house where source_id = '12'").await, "г. Белая Калитва|ул. Энгельса|40");
        assert_eq!(ask(&ctx, "select extras from house where source_id = '11'").await, r#"{"wall_material":"кирпич"}"#);
        assert_eq!(ask(&ctx, "select name || '|' || houses from organisation").await, "Управляющая организация № 77 (реестр ФРТ)|2");
    })
    .await;
}

#[tokio::test]
async fn an_unknown_header_is_named_before_anything_is_written() {
    each_store(async |ctx| {
        let folder = Folder::new();
        let good = folder.file("good.csv", reforma(&[row("1")]).as_bytes());
        let bad =
            folder.file("bad.csv", reforma(&[row("1")]).replace("HOUSE_ID", "ID").replace(",YEAR", ",Y").as_bytes());
        let request = Request { files: vec![good, bad], batch: 10, rejected: None };
        let error = houses(&ctx, &request, Arc::new(|_| ())).await.expect_err("an unknown header");
        let said = format!("{:#}", anyhow::Error::from(error));
        assert!(said.contains("нет столбцов HOUSE_ID, YEAR") && said.contains("bad.csv"), "{said}");
        assert_eq!(ask(&ctx, "select count(*) || '' from house").await, "0");
    })
    .await;
}

#[tokio::test]
async fn a_run_that_was_cut_off_goes_on_and_ends_with_the_sums_of_the_whole() {
    each_store(async |ctx| {
        let folder = Folder::new();
        let mut rows: Vec<_> = (1..=200).map(|id| row(&id.to_string())).collect();
        rows.insert(3, row("150"));
        let file = folder.file("houses.csv", reforma(&rows).as_bytes());
        let request = Request { files: vec![file], batch: 10, rejected: Some(folder.path("rejected.csv")) };
        let heard = Arc::new(AtomicU32::new(0));
        let count = Arc::clone(&heard);
        let cut = std::future::poll_fn(|task| {
            task.waker().wake_by_ref();
            if heard.load(Ordering::Relaxed) < 5 { Poll::Pending } else { Poll::Ready(()) }
        });
        tokio::select! {
            biased;
            () = cut => {}
            done = houses(&ctx, &request, Arc::new(move |_| { count.fetch_add(1, Ordering::Relaxed); })) => panic!("too quick: {done:?}"),
        }
        assert_eq!(list_indexes(&ctx).await, "0 of 6", "set aside while the registry is filled");
        // Another process, while the lease of the killed one still runs.
        let ctx = Ctx::on(ctx.db.clone(), ctx.clock.clone()).await.expect("another process");
        let outcome = houses(&ctx, &request, Arc::new(|_| ())).await.expect("the import").remove(0);
        assert_eq!(list_indexes(&ctx).await, "6 of 6", "put back by whoever ends the work");
        assert!(0 < outcome.resumed_at && outcome.resumed_at < 200, "{outcome:?}");
        assert_eq!(outcome.sums, Sums { read: 201, created: 200, rejected: 1, ..Sums::default() });
        assert_eq!(ask(&ctx, "select count(*) || '|' || (select value from registry_count where key = 'houses') || '|' || (select sum(houses) from organisation) from house").await, "200|200|200");
        let told = std::fs::read_to_string(folder.path("rejected.csv")).expect("the report");
        assert_eq!(told.lines().count(), 2, "{told}");
        // Killed between two files: no run is under way, and the indexes lie aside all the same.
        let other = Ctx::on(ctx.db.clone(), ctx.clock.clone()).await.expect("another process");
        parked::park(&other, "house").await.expect("set aside");
        let again = houses(&ctx, &request, Arc::new(|_| ())).await.expect("the import").remove(0);
        assert_eq!((again.resumed_at, again.sums.unchanged), (0, 200));
        assert_eq!(list_indexes(&ctx).await, "6 of 6", "put back by the next import");
    })
    .await;
}

#[tokio::test]
async fn the_later_name_of_an_organisation_stands_whatever_the_order() {
    each_store(async |ctx| {
        let folder = Folder::new();
        let old = reforma(&[row("1").with("LASTUPDATE", "01.02.2015"), row("2").with("LASTUPDATE", "01.02.2015")]);
        let new = reforma(&[row("3").with("LASTUPDATE", "01.02.2016").with("MGMT_COMPANY", "ООО \"Новая\"")]);
        let name = "select name || '|' || kind || '|' || version || '|' || houses from organisation";
        sums(&ctx, &folder, &old).await;
        sums(&ctx, &folder, &new).await;
        assert_eq!(ask(&ctx, name).await, "ООО \"Новая\"|manager|2|3");
        sums(&ctx, &folder, &old).await;
        sums(&ctx, &folder, &new).await;
        assert_eq!(ask(&ctx, name).await, "ООО \"Новая\"|manager|2|3");
        assert!(ask(&ctx, "select facts from organisation_version").await.contains("ТСЖ"));
    })
    .await;
}
