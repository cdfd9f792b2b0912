//! Files made for tests, and questions to the database.

use std::io::Write as _;
use std::path::PathBuf;

use sea_orm::{ConnectionTrait as _, Statement};
use tempfile::TempDir;

use crate::ctx::Ctx;
use crate::imports::{frt as export, reformagkh};

/// A folder that goes away with the value.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(TempDir::new().expect("a folder"))
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        std::fs::write(self.path(name), bytes).expect("a file");
        self.path(name)
    }

    pub fn gzip(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packed.write_all(bytes).expect("packed");
        self.file(name, &packed.finish().expect("packed"))
    }
}

/// One row of a Reforma snapshot.
pub struct Row(Vec<(&'static str, String)>);

impl Row {
    pub fn with(mut self, column: &str, cell: &str) -> Self {
        let place = self.0.iter_mut().find(|(name, _)| *name == column).expect("a column");
        place.1 = cell.to_owned();
        self
    }
}

/// A row in which most is known.
pub fn row(id: &str) -> Row {
    let unknown = reformagkh::COLUMNS.iter().map(|column| (*column, "Не заполнено".to_owned())).collect();
    [
        ("LAT", "60.104195"),
        ("LON", "36.188308"),
        ("HOUSE_ID", id),
        ("ADDRESS", "обл. Вологодская, р-н. Бабаевский, д. Тимошино, ул. Мира, д. 39, к. 2"),
        ("YEAR", "1978"),
        ("LASTUPDATE", "23.09.2015 в 16:50"),
        ("SERVICEDATE_START", "01.03.2010"),
        ("SERIE", "1-447"),
        ("HOUSE_TYPE", "Многоквартирный дом"),
        ("CAPFOND", "На счете регионального оператора"),
        ("MGMT_COMPANY", "ТСЖ \"Мира\""),
        ("MGMT_COMPANY_LINK", "http://www.reformagkh.ru/mymanager/profile/7834280/"),
        ("AVAR", "Нет"),
        ("LEVELS_MAX", "2"),
        ("DOORS", "3"),
        ("ROOM_COUNT", "1 926"),
        ("AREA", "1016.70"),
        ("AREA_LIVE", "1016.70"),
        ("CADNO", ""),
        ("ENERGY_CLASS", "B++"),
        ("BLAG_PLAYGROUND", "Имеется"),
        ("BLAG_SPORT", "Не имеется"),
        ("OTHER", "подвал сухой"),
    ]
    .into_iter()
    .fold(Row(unknown), |row, (column, cell)| row.with(column, cell))
}

/// A snapshot of these rows.
pub fn reforma(rows: &[Row]) -> String {
    let mut text = csv::Writer::from_writer(Vec::new());
    text.write_record(reformagkh::COLUMNS).expect("a header");
    for row in rows {
        text.write_record(row.0.iter().map(|(_, cell)| cell)).expect("a row");
    }
    String::from_utf8(text.into_inner().expect("a file")).expect("text")
}

/// An export of these rows.
pub fn frt(rows: &[String]) -> String {
    let columns = [&export::COLUMNS[..], &["area_total", "wall_material"]].concat();
    format!("{}\n{}\n", columns.join(";"), rows.join("\n"))
}

/// A row of an export: its id, and the twelve cells of the address's parts.
pub fn frt_row(id: &str, parts: &str) -> String {
    let guid = "0C5B2444-70A0-4932-980C-B4DC0D3F02B5";
    format!(
        "{id};{parts};д. г Белая Калитва ул Энгельса д.40;{guid};77;1978;1979;1-447;Многоквартирный дом;Нет;\
         Не определен;5;5;4;1;;60;60;;;;;1016,70;кирпич"
    )
}

/// The first column of the first row.
pub async fn ask(ctx: &Ctx, sql: &str) -> String {
    let statement = Statement::from_string(ctx.db.read.get_database_backend(), sql);
    let row = ctx.db.read.query_one_raw(statement).await.expect("an answer").expect("a row");
    row.try_get_by_index(0).expect("a text")
}
