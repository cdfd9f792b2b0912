//! Archives into the tables, on both stores: made ones, and a whole region when its file is there.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sea_orm::{ConnectionTrait as _, Statement};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

use super::{GarOutcome, gar};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::imports::repo;
use crate::testkit::{data, each_store};

/// The one region that is real.
const REGION: &str = "02-gar/gar_xml-region99-baikonur-20230626.zip";

fn archive(folder: &TempDir, name: &str, files: &[(&str, &str)]) -> PathBuf {
    let path = folder.path().join(name);
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    path
}

async fn import(ctx: &Ctx, path: &Path) -> Result<GarOutcome> {
    gar(ctx, path, Arc::new(|_| ())).await
}

/// (read, created, updated, unchanged, not kept)
fn sums(outcome: &GarOutcome) -> (u64, u64, u64, u64, u64) {
    let sums = outcome.sums;
    (sums.read, sums.created, sums.updated, sums.unchanged, outcome.not_kept)
}

/// The answer to a question that has one number for an answer.
async fn ask(ctx: &Ctx, sql: &str) -> i64 {
    let statement = Statement::from_string(ctx.db.read.get_database_backend(), sql.to_owned());
    ctx.db.read.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

fn house(id: &str, number: &str, next: &str, ends: &str, actual: &str) -> String {
    format!(
        r#"<HOUSE ID="{id}" OBJECTID="70" OBJECTGUID="4abf7720-fa42-482c-a2ec-cd564d9abc96" CHANGEID="3" HOUSENUM="{number}" HOUSETYPE="2" OPERTYPEID="10" PREVID="0" NEXTID="{next}" UPDATEDATE="2019-12-14" STARTDATE="2006-09-11" ENDDATE="{ends}" ISACTUAL="{actual}" ISACTIVE="1" />"#
    )
}

fn houses(folder: &TempDir, name: &str, houses: &[String]) -> PathBuf {
    let item = r#"<ITEM ID="7" OBJECTID="70" PARENTOBJID="60" CHANGEID="1" OKTMO="19701000" PREVID="0" NEXTID="0" UPDATEDATE="2006-06-01" STARTDATE="2006-06-01" ENDDATE="2079-06-06" ISACTIVE="1" PATH="60.70" />"#;
    let file = format!("<HOUSES>{}</HOUSES>", houses.concat());
    let tree = format!("<ITEMS>{item}</ITEMS>");
    archive(folder, name, &[("35/AS_HOUSES_20230626_a.XML", &file), ("35/AS_MUN_HIERARCHY_20230626_b.XML", &tree)])
}

#[tokio::test]
async fn a_delta_ends_versions_and_adds_new_ones() {
    each_store(async |ctx| {
        let folder = TempDir::new().unwrap();
        let first = houses(&folder, "1.zip", &[house("5", "12", "0", "2079-06-06", "1")]);
        assert_eq!(sums(&import(&ctx, &first).await.unwrap()), (2, 2, 0, 0, 0));
        assert_eq!(sums(&import(&ctx, &first).await.unwrap()), (2, 0, 0, 2, 0));
        let delta = [house("5", "12", "6", "2024-01-01", "0"), house("6", "12/1", "0", "2079-06-06", "1")];
        let delta = houses(&folder, "2.zip", &delta);
        assert_eq!(sums(&import(&ctx, &delta).await.unwrap()), (3, 1, 1, 1, 0));
        assert_eq!(sums(&import(&ctx, &delta).await.unwrap()), (3, 0, 0, 3, 0));
        assert_eq!(ask(&ctx, "select count(*) from gar_object where object_id = 70").await, 2);
        assert_eq!(ask(&ctx, "select count(*) from gar_object where name = '12/1' and actual").await, 1);
        assert_eq!(ask(&ctx, "select count(*) from gar_object where name = '12' and ends_on = '2024-01-01'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn an_older_archive_puts_nothing_back() {
    each_store(async |ctx| {
        let folder = TempDir::new().unwrap();
        let old = house("5", "12", "0", "2079-06-06", "1");
        let new = house("5", "12а", "0", "2079-06-06", "1").replace("2019-12-14", "2024-02-01");
        let (old, new) = (houses(&folder, "1.zip", &[old]), houses(&folder, "2.zip", &[new]));
        assert_eq!(sums(&import(&ctx, &new).await.unwrap()), (2, 2, 0, 0, 0));
        assert_eq!(sums(&import(&ctx, &old).await.unwrap()), (2, 0, 0, 2, 0));
        assert_eq!(ask(&ctx, "select count(*) from gar_object where name = '12а'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn of_a_bad_archive_nothing_is_written() {
    each_store(async |ctx| {
        let folder = TempDir::new().unwrap();
        let good = house("5", "12", "0", "2079-06-06", "1");
        let check = async |bad: String, place: &str| {
            let path = houses(&folder, "bad.zip", &[good.clone(), bad]);
            let said = import(&ctx, &path).await.unwrap_err().to_string();
            assert!(said.contains(place), "{said}");
        };
        check(good.replace("OBJECTID=\"70\" ", ""), "AS_HOUSES_20230626_a.XML: запись 2, байт 500, OBJECTID").await;
        check(
            good.replace(" ID=\"5\"", " ID=\"1234567890123456789\""),
            "запись 2, байт 532, ID: номер длиннее 18 цифр",
        )
        .await;
        check(good.replace("CHANGEID=\"3\"", "CHANGEID=\"1234567890123456789\""), "CHANGEID: номер длиннее 18 цифр")
            .await;
        check(good.replace(" />", ""), "запись 2, байт 520: это не XML").await;
        let whole = std::fs::read(houses(&folder, "whole.zip", &[good])).unwrap();
        let cut = folder.path().join("cut.zip");
        std::fs::write(&cut, &whole[..whole.len() - 40]).unwrap();
        let said = import(&ctx, &cut).await.unwrap_err().to_string();
        assert!(said.contains("обрывается"), "{said}");
        assert_eq!(ask(&ctx, "select count(*) from gar_object").await, 0);
        assert_eq!(ask(&ctx, "select count(*) from import_run").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_killed_import_goes_on_where_it_stood() {
    each_store(async |ctx| {
        let folder = TempDir::new().unwrap();
        let path = houses(&folder, "1.zip", &[house("5", "12", "0", "2079-06-06", "1")]);
        let mut run = repo::begin(&ctx, "gar", "1.zip", &super::digest(&path).unwrap()).await.unwrap();
        (run.sums.read, run.sums.created) = (1, 1);
        let tx = ctx.begin().await.unwrap();
        repo::advance(&tx, &run).await.unwrap();
        tx.commit().await.unwrap();
        let outcome = import(&ctx, &path).await.unwrap();
        assert_eq!((outcome.resumed_at, sums(&outcome)), (1, (2, 2, 0, 0, 0)));
        // The house was done with before; the place in the tree was not.
        assert_eq!(ask(&ctx, "select count(*) from gar_object").await, 0);
        assert_eq!(ask(&ctx, "select count(*) from gar_place").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_region_is_imported_whole() {
    let Some(region) = data(REGION) else { return };
    // Counted by another way: how often the opening of a record stands in the text.
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&region).unwrap()).unwrap();
    let mut counted = |part: &str, record: &str| {
        let name = zip.file_names().map(|name| name.unwrap().into_owned()).find(|name| name.contains(part)).unwrap();
        let mut text = String::new();
        zip.by_name(&name).unwrap().read_to_string(&mut text).unwrap();
        text.matches(record).count() as i64
    };
    let objects =
        ["AS_ADDR_OBJ_2|<OBJECT ", "AS_HOUSES_2|<HOUSE ", "AS_STEADS_2|<STEAD ", "AS_APARTMENTS_2|<APARTMENT "];
    let trees = ["AS_ADM_HIERARCHY|<ITEM ", "AS_MUN_HIERARCHY|<ITEM "];
    let params =
        ["ADDR_OBJ_PARAMS|<PARAM ", "AS_HOUSES_PARAMS|<PARAM ", "STEADS_PARAMS|<PARAM ", "APARTMENTS_PARAMS|<PARAM "];
    let mut sum = |files: &[&str]| -> i64 {
        files.iter().map(|file| file.split_once('|').map_or(0, |(part, record)| counted(part, record))).sum()
    };
    let expected = [sum(&objects), sum(&trees), sum(&params)];
    assert!(expected.iter().all(|count| 700 < *count), "{expected:?}");
    each_store(async |ctx| {
        let first = import(&ctx, &region).await.unwrap();
        assert_eq!((first.sums.updated, first.sums.created + first.sums.unchanged), (0, first.sums.read));
        assert_eq!(first.sums.unchanged, first.not_kept);
        for (table, expected) in ["gar_object", "gar_place", "gar_param"].into_iter().zip(expected) {
            assert_eq!(ask(&ctx, &format!("select count(*) from {table}")).await, expected, "{table}");
        }
        let again = import(&ctx, &region).await.unwrap();
        assert_eq!((again.sums.created, again.sums.updated, again.sums.unchanged), (0, 0, first.sums.read));
    })
    .await;
}
