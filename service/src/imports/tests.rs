//! Imports on real and made files, on both stores.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Outcome, Request, Sums, houses};
use crate::ctx::Ctx;
use crate::testkit::each_store;

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

/// The folder of public data beside the workspace, when it is there.
fn data() -> Option<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data"));
    let folder = std::env::var_os("DOMOVOY_DATA").map_or_else(beside, PathBuf::from).join("01-houses");
    if folder.is_dir() {
        Some(folder)
    } else {
        eprintln!(
            "{} is absent: the registries' real files are skipped (DOMOVOY_DATA names their folder)",
            folder.display()
        );
        None
    }
}

#[tokio::test]
async fn all_seven_real_files_twice() {
    let Some(folder) = data() else { return };
    let expected = [
        ("vologda-20161006", 20_285, 0),
        ("karelia-20160920", 16_460, 1),
        ("arkhangelsk-20161010", 18_541, 0),
        ("leningrad-20160920", 20_485, 0),
        ("novgorod-20160930", 6_090, 0),
        ("pskov-20161003", 7_041, 0),
        ("moscow-20170614", 33_707, 0),
    ];
    let files: Vec<PathBuf> =
        expected.iter().map(|(name, _, _)| folder.join(format!("reformagkh-{name}.csv.gz"))).collect();
    each_store(async |ctx| {
        let report = tempfile::NamedTempFile::new().expect("a report");
        for (outcome, (name, read, rejected)) in import(&ctx, &files, report.path()).await.iter().zip(expected) {
            let sums = Sums { read, created: read - rejected, rejected, ..Sums::default() };
            assert_eq!(outcome.sums, sums, "{name}: {outcome:?}");
            eprintln!("{name}: {:?} {:?}", outcome.sums, outcome.warnings);
        }
        for (outcome, (name, read, rejected)) in import(&ctx, &files, report.path()).await.iter().zip(expected) {
            let sums = Sums { read, unchanged: read - rejected, rejected, ..Sums::default() };
            assert_eq!(outcome.sums, sums, "{name} again");
        }
    })
    .await;
}
