//! The registries' real files, when they lie beside the workspace or where `DOMOVOY_DATA` says.

use std::path::PathBuf;

use super::made::Folder;
use super::{Sums, import};
use crate::testkit::{data, each_store};

/// Snapshot, rows, rejected ones.
const FILES: [(&str, u64, u64); 7] = [
    ("vologda-20161006", 20_285, 0),
    ("karelia-20160920", 16_460, 1),
    ("arkhangelsk-20161010", 18_541, 0),
    ("leningrad-20160920", 20_485, 0),
    ("novgorod-20160930", 6_090, 0),
    ("pskov-20161003", 7_041, 0),
    ("moscow-20170614", 33_707, 0),
];

/// Debug builds are slow and read only the one that has an id twice; `cargo test --release` reads all.
#[tokio::test]
async fn real_files_twice() {
    let Some(folder) = data("01-houses") else { return };
    let expected: Vec<_> =
        FILES.into_iter().filter(|(_, _, rejected)| !cfg!(debug_assertions) || 0 < *rejected).collect();
    let files: Vec<PathBuf> =
        expected.iter().map(|(name, _, _)| folder.join(format!("reformagkh-{name}.csv.gz"))).collect();
    each_store(async |ctx| {
        let made = Folder::new();
        for round in 0..2 {
            let outcomes = import(&ctx, &files, &made.path("rejected.csv")).await;
            for (outcome, &(name, read, rejected)) in outcomes.iter().zip(&expected) {
                let taken = read - rejected;
                let (created, unchanged) = if round == 0 { (taken, 0) } else { (0, taken) };
                assert_eq!(outcome.sums, Sums { read, created, updated: 0, unchanged, rejected }, "{name} {round}");
            }
        }
    })
    .await;
}

/// Volumes of the classifier of municipalities: UTF-8 and Windows-1251, each twice.
#[tokio::test]
async fn municipalities_twice() {
    let Some(folder) = data("03-registries") else { return };
    // Rows with a code, as `grep -c "^[0-9]"` counts them.
    let files = [("tom3_oktmo_1", 1_956), ("tom3_oktmo_2", 8_072), ("tom5_oktmo_1", 6_743)];
    each_store(async |ctx| {
        for (name, rows) in files {
            let file = folder.join(format!("{name}.csv.gz"));
            let first = crate::imports::oktmo(&ctx, &file).await.unwrap();
            assert_eq!(first.sums.read, rows, "{name}");
            assert!(first.rejected.is_empty(), "{name}: {:?}", first.rejected);
            let again = crate::imports::oktmo(&ctx, &file).await.unwrap();
            assert_eq!((again.sums.created, again.sums.updated), (0, 0), "{name}");
        }
    })
    .await;
}
