//! Truthful records pass, and of others it is told what is wrong.

use domain::meetings::Form;

use super::made::{CLOSES, Made, OPENS, listless, made, placed};
use crate::record::{Line, Receipt, read};
use crate::verify::{self, What};

#[test]
fn a_truthful_record_passes() {
    for opened in [true, false] {
        let Made { record, receipt } = made(1, opened);
        let report = verify::record_with(record.as_bytes(), &receipt).expect("good");
        assert_eq!((report.voices, report.entries, report.ballots, report.not_counted), (40, 39, 30, 2));
        assert_eq!(report.outcome.is_some(), opened);
        assert!(verify::receipt_fits(&receipt));
        // It begins with every head that was signed, and with no other.
        let from =
            |size: u64, root: &str| verify::record_from(record.as_bytes(), size, root).map_err(|fault| fault.what);
        let heads = record.lines().filter_map(read::<Line>).filter_map(|line| match line {
            Line::Head(head) => Some(head),
            _ => None,
        });
        for head in heads {
            assert!(from(head.size, &head.root).is_ok());
            assert_eq!(from(head.size + 1, &head.root).err(), Some(What::Log));
        }
        assert_eq!(from(99, &receipt.head.root).err(), Some(What::Log));
    }
}

/// What is said of a record after a change.
fn said(change: impl Fn(&mut String)) -> What {
    let mut record = made(1, true).record;
    change(&mut record);
    verify::record(record.as_bytes()).expect_err("tampered").what
}

#[test]
fn what_is_wrong_is_told() {
    let replaced = |from: &str, to: &str| said(|record| *record = record.replacen(from, to, 1));
    assert_eq!(said(|record| record.insert(0, ' ')), What::Writing);
    assert_eq!(said(|record| *record = "что угодно".to_owned()), What::NotARecord);
    assert_eq!(said(|record| record.truncate(record.len() - 1)), What::Cut);
    assert_eq!(said(|record| record.push_str("{}\n")), What::Order);
    assert_eq!(replaced("\"area\":6000", "\"area\":6001"), What::Register);
    assert_eq!(replaced("Текущий ремонт", "Капитальный ремонт"), What::Frozen);
    assert_eq!(replaced("\"kind\":\"4.1\"", "\"kind\":\"1\""), What::Frozen);
    assert_eq!(replaced("\"n\":7,", "\"n\":8,"), What::Number);
    assert_eq!(replaced("\"value\":[\"for\"", "\"value\":[\"abstain\""), What::Seal);
    assert_eq!(replaced("\"quorum\":true", "\"quorum\":false"), What::Outcome);
    assert_eq!(replaced("\"size\":17", "\"size\":18"), What::Log);
    assert_eq!(replaced("\"streebog256\":\"", "\"streebog256\":\"0"), What::Digest);
    let closing = format!("\"at\":{}", OPENS + 1000);
    assert_eq!(replaced(&closing, &format!("\"at\":{CLOSES}")), What::Act);
    // A paper's decision rests on the paper that was entered, a representative's on a power that holds.
    assert_eq!(replaced("\"rests_on\":31", "\"rests_on\":30"), What::Act);
    assert_eq!(replaced("\"rests_on\":31", "\"rests_on\":null"), What::Act);
    assert_eq!(replaced("\"way\":\"paper\"", "\"way\":\"proxy\""), What::Act);
    assert_eq!(
        replaced("\"way\":\"electronic\",\"rests_on\":null", "\"way\":\"electronic\",\"rests_on\":33"),
        What::Act
    );
    let until = format!("\"until\":{CLOSES}");
    assert_eq!(replaced(&until, &format!("\"until\":{}", OPENS + 91_001)), What::Act);
    assert_eq!(replaced("\"form\":\"electronic\"", "\"form\":\"absentee\""), What::Frozen);
    assert_eq!(replaced("\"entry\":33}", "\"entry\":32}"), What::Act);
    // Nobody takes away what an owner decided in the system, and the log is not closed early.
    assert_eq!(replaced("\"entry\":34,", "\"entry\":4,"), What::Act);
    assert_eq!(replaced("\"act\":\"closed\",\"at\":", "\"act\":\"closed\",\"at\":-"), What::Act);
    let other = made(2, true).record;
    assert_eq!(
        said(|record| {
            let (mine, theirs): (Vec<&str>, Vec<&str>) = (record.lines().collect(), other.lines().collect());
            let mut lines = mine.clone();
            lines[45] = theirs[45];
            *record = lines.iter().map(|line| format!("{line}\n")).collect();
        }),
        What::Log
    );
}

#[test]
fn a_receipt_of_another_log_is_told() {
    let Made { record, receipt } = made(1, true);
    let other = made(2, true).receipt;
    let refused = |receipt: &Receipt| verify::record_with(record.as_bytes(), receipt).map_err(|fault| fault.what).err();
    assert_eq!(refused(&other), Some(What::Receipt));
    let mut bent = receipt.clone();
    bent.path.swap(0, 1);
    assert_eq!(refused(&bent), Some(What::Receipt));
    let mut moved = receipt.clone();
    moved.entry.n += 1;
    assert_eq!(refused(&moved), Some(What::Receipt));
    assert_eq!(refused(&receipt), None);
}

#[test]
fn a_list_of_those_present_is_part_of_the_count() {
    let good = |form: Form| verify::record(placed(form, 1).as_bytes()).expect("good");
    let report = good(Form::Mixed);
    assert_eq!((report.entries, report.ballots, report.unlisted), (29, 12, Vec::new()));
    // Twelve halves of 60 m² decided, two came besides.
    assert_eq!(report.outcome.map(|outcome| outcome.participants.exact), Some("420".to_owned()));
    assert_eq!(good(Form::InPerson).unlisted, [12], "who did not come decided");
    let report = verify::record(listless().as_bytes()).expect("good");
    assert_eq!((report.no_list, report.unlisted), (true, Vec::new()));
    let record = placed(Form::Mixed, 1);
    let said = |from: &str, to: &str| {
        let other = record.replacen(from, to, 1);
        assert_ne!(other, record);
        verify::record(other.as_bytes()).expect_err("tampered").what
    };
    assert_eq!(said("\"reason\":\"\"", "\"reason\":\"так\""), What::Act, "the first list has no reason");
    assert_eq!(said("\"reason\":\"Пропущена страница\"", "\"reason\":\"\""), What::Act);
    assert_eq!(said("\"voices\":[1,2,20]", "\"voices\":[2,1,20]"), What::Act);
    assert_eq!(said("\"voices\":[1,2,20]", "\"voices\":[1,2,41]"), What::Act);
    assert_eq!(said("\"voices\":[1,2,20]", "\"voices\":[1,2]"), What::Log);
    assert_eq!(said("20,21]", "20]"), What::Log);
}
