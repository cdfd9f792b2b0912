//! Registers loaded from files, on both stores.

use std::io::Write as _;

use domain::kernel::{HouseId, OrgId, PersonId};
use domain::registers::{Plan, Rule};
use entity::{house, ownership_past, person};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use zip::write::SimpleFileOptions;

use super::{check, load, plan, standing};
use crate::actor::Staff;
use crate::ctx::Ctx;
use crate::error::Error;
use crate::files::Upload;
use crate::testkit::{Home, a_home, each_store};

const HEAD: &str = "Вид;Номер;Подъезд;Площадь;Собственник;Доля";

fn file(lines: &str) -> Upload {
    Upload { name: "реестр.csv".to_owned(), bytes: format!("{HEAD}\n{lines}").into_bytes() }
}

/// A house whose passport says 200 m² of flats and 50 m² of other premises, kept by its staff.
async fn kept_house(ctx: &Ctx) -> (Home, Staff) {
    let home = a_home(ctx).await;
    house::Entity::update_many()
        .col_expr(house::Column::OrganisationId, Expr::value(home.provider))
        .col_expr(house::Column::AreaFlats, Expr::value(20_000_i64))
        .col_expr(house::Column::AreaNonResidential, Expr::value(5_000_i64))
        .filter(house::Column::Id.eq(home.house))
        .exec(&ctx.db.write)
        .await
        .unwrap();
    let staff = Staff::for_test(home.who.person(), home.provider);
    (home, staff)
}

/// `new 1, changed 0, same 0, left 0; 120.50 of 250.00; known 1 of 2; faults: 3 share`
fn said(plan: &Plan) -> String {
    let faults: Vec<String> = plan.faults.iter().map(|fault| format!("{} {}", fault.row, fault.fault.code())).collect();
    format!(
        "new {}, changed {}, same {}, left {}; {} of {}; known {} of {}; faults: {}",
        plan.new.len(),
        plan.changed.len(),
        plan.same,
        plan.left.len(),
        plan.total().0,
        plan.passport.map_or(0, |area| area.0),
        plan.known,
        plan.shares,
        faults.join(", ")
    )
}

async fn planned(ctx: &Ctx, who: &Staff, house: HouseId, upload: &Upload) -> String {
    let id = check(ctx, who, house, upload).await.unwrap();
    said(&plan(ctx, who, house, id).await.unwrap().0)
}

async fn loaded(ctx: &Ctx, who: &Staff, house: HouseId, upload: &Upload) {
    let id = check(ctx, who, house, upload).await.unwrap();
    let (_, seen) = plan(ctx, who, house, id).await.unwrap();
    load(ctx, who, house, id, &seen).await.unwrap();
}

#[tokio::test]
async fn an_owner_nobody_has_established_is_no_share_and_is_told() {
    each_store(async |ctx| {
        let (home, who) = kept_house(&ctx).await;
        let number = flat_number(&ctx, &home).await;
        let half = file(&format!(";{number};1;100;Петрова Анна;1/2\n;{number};;;не установлен;1/2"));
        let id = check(&ctx, &who, home.house, &half).await.unwrap();
        let (found, _) = plan(&ctx, &who, home.house, id).await.unwrap();
        assert_eq!((found.unknown, found.shares), (vec![format!("кв. {number}")], 1));
        loaded(&ctx, &who, home.house, &half).await;
        let stands = standing(&ctx, &who, home.house).await.unwrap();
        assert_eq!((stands.shares, stands.ownerless), (1, vec![format!("кв. {number}")]));
        assert!(planned(&ctx, &who, home.house, &half).await.contains("changed 0, same 1"), "again it is the same");
    })
    .await;
}

#[tokio::test]
async fn a_file_is_looked_at_then_loaded_and_what_stood_before_is_kept() {
    each_store(async |ctx| {
        let (home, who) = kept_house(&ctx).await;
        let number = flat_number(&ctx, &home).await;
        let first = file(&format!(
            ";{number};1;100;Петрова Анна Сергеевна;1/2\n;{number};;;Петров Олег Олегович;1/2\n;77;2;99,5;Гусев Лев;\nнежилое;1Н;;50;ООО «Ромашка»;"
        ));
        let plan_of = planned(&ctx, &who, home.house, &first).await;
        assert_eq!(plan_of, "new 2, changed 1, same 0, left 0; 24950 of 25000; known 1 of 4; faults: ");
        assert_eq!(standing(&ctx, &who, home.house).await.unwrap().shares, 0, "looking changes nothing");
        loaded(&ctx, &who, home.house, &first).await;
        let stands = standing(&ctx, &who, home.house).await.unwrap();
        assert_eq!((stands.rooms, stands.shares, stands.known, stands.total.0), (3, 4, 1, 24_950));
        assert_eq!((stands.loads.len(), stands.loads[0].size, stands.ownerless.len()), (1, (3, 4), 0));
        let again = planned(&ctx, &who, home.house, &first).await;
        assert_eq!(again, "new 0, changed 0, same 3, left 0; 24950 of 25000; known 1 of 4; faults: ");

        let second = file("квартира;77;2;100,00;Гусев Лев;1/3\nквартира;77;;;Гусева Ия;2/3");
        let plan_of = planned(&ctx, &who, home.house, &second).await;
        assert_eq!(plan_of, "new 0, changed 1, same 0, left 2; 25000 of 25000; known 0 of 2; faults: ");
        loaded(&ctx, &who, home.house, &second).await;
        let stands = standing(&ctx, &who, home.house).await.unwrap();
        assert_eq!((stands.rooms, stands.shares, stands.total, Some(stands.total)), (3, 5, stands.total, stands.passport));
        let past = ownership_past::Entity::find().all(&ctx.db.read).await.unwrap();
        let past: Vec<_> = past.iter().map(|share| (share.owner_name.as_str(), share.area.0)).collect();
        assert_eq!(past, [("Гусев Лев", 9_950)]);
        let (seen, more) = super::past(&ctx, &who, home.house, 0, 50).await.unwrap();
        assert_eq!((seen[0].premises.as_str(), seen[0].area.0, seen.len(), more), ("кв. 77", 9_950, 1, false));
        let alien = Staff::for_test(home.who.person(), OrgId(7));
        assert!(super::past(&ctx, &alien, home.house, 0, 50).await.is_err(), "another's register does not exist");
    })
    .await;
}

async fn flat_number(ctx: &Ctx, home: &Home) -> String {
    let room = entity::premises::Entity::find_by_id(home.premises).one(&ctx.db.read).await.unwrap().unwrap();
    room.number
}

#[tokio::test]
async fn what_is_wrong_loads_nothing() {
    each_store(async |ctx| {
        let (home, who) = kept_house(&ctx).await;
        let wrong = file(";5;1;40;Гусев Лев;1/2\n;6;1;40;Гусева Ия;половина\n;7;1;40;Дёмин Пётр;1");
        let id = check(&ctx, &who, home.house, &wrong).await.unwrap();
        let (plan_of, _) = plan(&ctx, &who, home.house, id).await.unwrap();
        let faults: Vec<_> = plan_of.faults.iter().map(|fault| (fault.row, fault.fault.code())).collect();
        assert_eq!(faults, [(2, "sum"), (3, "share")]);
        // The same lines, as another system ends them.
        let bytes = String::from_utf8(wrong.bytes.clone()).unwrap().replace('\n', "\r\n").into_bytes();
        let other = check(&ctx, &who, home.house, &Upload { name: "реестр.csv".to_owned(), bytes }).await.unwrap();
        let (same, seen) = plan(&ctx, &who, home.house, other).await.unwrap();
        assert_eq!(same.faults, plan_of.faults);
        let id = other;
        let refused = load(&ctx, &who, home.house, id, &seen).await;
        assert!(matches!(refused, Err(Error::Registers(Rule::Faults { count: 2 }))), "{refused:?}");
        assert_eq!(standing(&ctx, &who, home.house).await.unwrap().rooms, 1);

        let refusal = async |bytes: &[u8]| {
            let upload = Upload { name: "x".to_owned(), bytes: bytes.to_vec() };
            match check(&ctx, &who, home.house, &upload).await {
                Err(Error::Registers(rule)) => format!("{rule:?}"),
                other => panic!("not refused: {other:?}"),
            }
        };
        assert_eq!(refusal(b"").await, "Absent");
        assert_eq!(refusal(&vec![b';'; 6 << 20]).await, "TooLarge");
        assert_eq!(refusal(b"a\0;b;c;d").await, "NoTable");
        assert_eq!(refusal(b"PK\x03\x04 no book").await, "NoTable");
        assert_eq!(refusal("Номер;Площадь;Доля\n1;2;1".as_bytes()).await, "NoColumn { column: \"собственник\" }");
    })
    .await;
}

#[tokio::test]
async fn a_register_that_changed_meanwhile_is_compared_once_more() {
    each_store(async |ctx| {
        let (home, who) = kept_house(&ctx).await;
        let colleague = Staff::for_test(crate::testkit::an_operator(&ctx).await.person(), home.provider);
        let id = check(&ctx, &who, home.house, &file(";5;1;40;Гусев Лев;")).await.unwrap();
        let (_, seen) = plan(&ctx, &who, home.house, id).await.unwrap();
        loaded(&ctx, &colleague, home.house, &file(";6;1;40;Гусева Ия;")).await;
        let refused = load(&ctx, &who, home.house, id, &seen).await;
        assert!(matches!(refused, Err(Error::Registers(Rule::Changed))), "{refused:?}");
        let (_, seen) = plan(&ctx, &who, home.house, id).await.unwrap();
        load(&ctx, &who, home.house, id, &seen).await.unwrap();
        let twice = load(&ctx, &who, home.house, id, &seen).await;
        assert!(matches!(twice, Err(Error::Missing(_))), "a file is loaded once: {twice:?}");

        // Another organisation's staff, and a colleague with somebody else's file.
        let stranger = Staff::for_test(who.person(), OrgId(home.provider.0 + 1));
        assert!(matches!(standing(&ctx, &stranger, home.house).await, Err(Error::Missing("house"))));
        let id = check(&ctx, &who, home.house, &file(";5;1;40;Гусев Лев;")).await.unwrap();
        assert!(matches!(plan(&ctx, &stranger, home.house, id).await, Err(Error::Missing(_))));
        assert!(matches!(plan(&ctx, &colleague, home.house, id).await, Err(Error::Missing(_))));
    })
    .await;
}

async fn call(ctx: &Ctx, person: PersonId, level: &str, name: [&str; 3]) {
    person::Entity::update_many()
        .col_expr(person::Column::FamilyName, Expr::value(name[0]))
        .col_expr(person::Column::GivenName, Expr::value(name[1]))
        .col_expr(person::Column::Patronymic, Expr::value(name[2]))
        .col_expr(person::Column::Level, Expr::value(level))
        .filter(person::Column::Id.eq(person))
        .exec(&ctx.db.write)
        .await
        .unwrap();
}

#[tokio::test]
async fn an_owner_is_known_by_the_full_name_and_an_account_at_the_premises() {
    each_store(async |ctx| {
        let (home, who) = kept_house(&ctx).await;
        let number = flat_number(&ctx, &home).await;
        let known = async |level: &str, owner: &str| {
            call(&ctx, home.who.person(), level, ["Ёлкина", "Анна", "Сергеевна"]).await;
            loaded(&ctx, &who, home.house, &file(&format!(";{number};1;100;{owner};"))).await;
            // What is loaded is not told from what stood: another owner in between.
            let known = standing(&ctx, &who, home.house).await.unwrap().known;
            loaded(&ctx, &who, home.house, &file(&format!(";{number};1;100;Никто Никтович;"))).await;
            known
        };
        assert_eq!(known("confirmed", "ЕЛКИНА Анна  Сергеевна").await, 1);
        assert_eq!(known("confirmed", "Елкина Анна").await, 0);
        assert_eq!(known("basic", "Елкина Анна Сергеевна").await, 0);
        // Another flat of the same house.
        call(&ctx, home.who.person(), "confirmed", ["Ёлкина", "Анна", "Сергеевна"]).await;
        loaded(&ctx, &who, home.house, &file(";500;1;100;Елкина Анна Сергеевна;")).await;
        assert_eq!(standing(&ctx, &who, home.house).await.unwrap().known, 0);
        // Two of one name at one flat: nobody can say who of them it is.
        let other = crate::testkit::a_resident(&ctx, home.account, home.house).await;
        call(&ctx, other.person(), "confirmed", ["Ёлкина", "Анна", "Сергеевна"]).await;
        assert_eq!(known("confirmed", "Елкина Анна Сергеевна").await, 0);
    })
    .await;
}

/// A book with one sheet, as spreadsheets write it: numbers as numbers, words as shared strings.
fn book(rows: &[[&str; 6]], beyond: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let mut put = |name: &str, text: String| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let cell = |(text, column): (&&str, char), row: usize| match text.parse::<f64>() {
        Ok(number) => format!("<c r=\"{column}{row}\"><v>{number}</v></c>"),
        Err(_) => format!("<c r=\"{column}{row}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    let rows: Vec<String> = rows
        .iter()
        .zip(3..)
        .map(|(cells, row)| {
            let cells: String = cells.iter().zip('A'..).map(|one| cell(one, row)).collect();
            format!("<row r=\"{row}\">{cells}</row>")
        })
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let doc = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let pack = "http://schemas.openxmlformats.org/package/2006";
    put(
        "[Content_Types].xml",
        format!(
            "<Types xmlns=\"{pack}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
        ),
    );
    put(
        "_rels/.rels",
        format!(
            "<Relationships xmlns=\"{pack}/relationships\"><Relationship Id=\"r1\" Type=\"{doc}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    put(
        "xl/workbook.xml",
        format!(
            "<workbook xmlns=\"{main}\" xmlns:r=\"{doc}\"><sheets><sheet name=\"Реестр\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
        ),
    );
    put(
        "xl/_rels/workbook.xml.rels",
        format!(
            "<Relationships xmlns=\"{pack}/relationships\"><Relationship Id=\"r1\" Type=\"{doc}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
        ),
    );
    put(
        "xl/worksheets/sheet1.xml",
        format!(
            "<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Реестр дома</t></is></c></row>{}{beyond}</sheetData></worksheet>",
            rows.concat()
        ),
    );
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_book_and_a_text_in_windows_1251_say_the_same() {
    each_store(async |ctx| {
        let (home, who) = kept_house(&ctx).await;
        let rows = [
            ["Вид", "Номер", "Подъезд", "Площадь", "Собственник", "Доля"],
            ["кв", "5", "1", "40.15", "Гусев Лев", "1/3"],
            ["кв", "5", "", "", "Гусева Ия", "2/3"],
            ["нежилое", "1Н", "", "15", "ООО «Ромашка»", "1"],
        ];
        // A stray cell in the farthest corner: as a range it would take hundreds of gigabytes.
        let bytes = book(&rows, "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
        let want = "new 2, changed 0, same 0, left 1; 11515 of 25000; known 0 of 3; faults: ";
        let want = {
            let other = entity::premises::Entity::find_by_id(home.premises).one(&ctx.db.read).await.unwrap().unwrap();
            want.replace("11515", &(5_515 + other.area.0).to_string())
        };
        let upload = Upload { name: "реестр.xlsx".to_owned(), bytes };
        assert_eq!(planned(&ctx, &who, home.house, &upload).await, want);
        let text =
            format!("{HEAD}\nкв;5;1;40,15;Гусев Лев;1/3\nкв;5;;;Гусева Ия;2/3\nнежилое;1Н;;15;ООО «Ромашка»;1\n");
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(&text);
        let upload = Upload { name: "реестр.csv".to_owned(), bytes: bytes.into_owned() };
        assert_eq!(planned(&ctx, &who, home.house, &upload).await, want);
        let tabs = Upload { name: "реестр.txt".to_owned(), bytes: text.replace(';', "\t").into_bytes() };
        assert_eq!(planned(&ctx, &who, home.house, &tabs).await, want);
    })
    .await;
}
