//! Archives made for the purpose, and each way they can be wrong.

use std::io::Write as _;

use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Archive, Fault};

const HOUSE: &str = r#"<HOUSE ID="1" OBJECTID="2" OBJECTGUID="4abf7720-fa42-482c-a2ec-cd564d9abc96" CHANGEID="3" HOUSENUM="5 &quot;а&quot;" HOUSETYPE="2" OPERTYPEID="10" PREVID="0" NEXTID="0" UPDATEDATE="2019-12-14" STARTDATE="2006-09-11" ENDDATE="2079-06-06" ISACTUAL="1" ISACTIVE="1" />"#;

fn archive(text: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("35/AS_HOUSES_20230626_c5c69ab2.XML", SimpleFileOptions::default()).expect("a file");
    zip.write_all(text.as_bytes()).expect("written");
    zip.start_file("version.txt", SimpleFileOptions::default()).expect("a file");
    zip.finish().expect("an archive").into_inner()
}

/// The numbers of the houses, or what is wrong.
fn read(bytes: &[u8]) -> Result<Vec<String>, String> {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("gar.zip");
    std::fs::write(&path, bytes).expect("written");
    let mut archive = Archive::open(&path).map_err(|fault| fault.to_string())?;
    let entry = archive.entries()[0].clone();
    let mut numbers = Vec::new();
    let read = archive.read(&entry, |row, _| {
        numbers.push(row.text("HOUSENUM").to_owned());
        Ok::<_, Fault>(())
    });
    let count = read.map_err(|fault| fault.to_string())?;
    assert_eq!(
        (count, entry.region, entry.day.map(|day| day.to_string())),
        (numbers.len() as u64, 35, Some("2023-06-26".into()))
    );
    Ok(numbers)
}

fn check(text: &str, expected: Result<&[&str], &str>) {
    let found = read(&archive(text));
    let expected = expected.map(|names| names.iter().map(|&name| name.to_owned()).collect()).map_err(str::to_owned);
    assert_eq!(found, expected, "{text}");
}

#[test]
fn records_are_read_and_faults_have_a_place() {
    let of = |houses: &str| format!("\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?><HOUSES>{houses}</HOUSES>");
    let with = |from: &str, to: &str| of(&format!("{HOUSE}{}", HOUSE.replace(from, to)));
    check(&of(""), Ok(&[]));
    check("<HOUSES />", Ok(&[]));
    check(&of(HOUSE), Ok(&["5 \"а\""]));
    check(&with(" />", "></HOUSE>"), Ok(&["5 \"а\"", "5 \"а\""]));
    let file = "35/AS_HOUSES_20230626_c5c69ab2.XML: ";
    for (text, why) in [
        (with("HOUSENUM", "HOUSENAME"), "запись 2, байт {end}, HOUSENAME: такого атрибута нет в схеме"),
        (with("ID=\"1\" ", ""), "запись 2, байт {end}, ID: нет обязательного атрибута"),
        (with("ISACTIVE", "ISACTUAL"), "запись 2, байт {end}, ISACTUAL: атрибут повторяется"),
        (with("2019-12-14", "2019-02-30"), "запись 2, байт {end}, UPDATEDATE: «2019-02-30», а нужно: дата ГГГГ-ММ-ДД"),
        (with("ISACTIVE=\"1\"", "ISACTIVE=\"2\""), "запись 2, байт {end}, ISACTIVE: «2», а нужно: 0 или 1"),
        (
            with("4abf7720-", "4abf7720"),
            "запись 2, байт {end}, OBJECTGUID: «4abf7720fa42-482c-a2ec-cd564d9abc96», а нужно: GUID из 36 знаков",
        ),
        (
            with("OBJECTID=\"2\"", "OBJECTID=\"12345678901234567890\""),
            "запись 2, байт {end}, OBJECTID: «12345678901234567890», а нужно: целое число не длиннее 19 цифр",
        ),
        (with("<HOUSE ", "<STEAD "), "запись 1, байт {end}: элемента «STEAD» здесь не должно быть"),
        ("<STEADS></STEADS>".to_owned(), "байт 8: элемента «STEADS» здесь не должно быть"),
        (of(HOUSE).replace("</HOUSES>", ""), "запись 1, байт {all}: файл обрывается"),
        (of(HOUSE).replace(" /></HOUSES>", ""), "байт {all}: файл обрывается"),
        (of("слова"), "байт {end}: текста между элементами не должно быть"),
    ] {
        // The record at fault is the last one; or the text ends too early.
        let end = text.find("</HOUSES>").unwrap_or(text.len());
        let why = why.replace("{end}", &end.to_string()).replace("{all}", &text.len().to_string());
        check(&text, Err(&format!("{file}{why}")));
    }
}

#[test]
fn an_archive_that_was_cut_or_damaged_is_refused() {
    let whole = archive(&format!("<HOUSES>{}</HOUSES>", HOUSE.repeat(50)));
    assert_eq!(read(&whole).map(|numbers| numbers.len()), Ok(50));
    for end in [0, 10, whole.len() / 2, whole.len() - 1] {
        let why = read(&whole[..end]).expect_err("cut off");
        assert!(why.starts_with("это не архив zip, или он обрывается"), "{end}: {why}");
    }
    // Any one packed byte: the sum of the file no longer fits.
    let data = 30 + "35/AS_HOUSES_20230626_c5c69ab2.XML".len();
    for place in [data, data + 20, data + 60] {
        let mut bytes = whole.clone();
        bytes[place] ^= 0x10;
        assert!(read(&bytes).is_err(), "byte {place}");
    }
    assert_eq!(
        read(&ZipWriter::new(std::io::Cursor::new(Vec::new())).finish().expect("empty").into_inner()),
        Err("в архиве нет файлов ГАР (AS_….XML)".into())
    );
}
