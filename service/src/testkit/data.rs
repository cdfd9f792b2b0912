//! Real public data, when it lies beside the workspace or where `DOMOVOY_DATA` says.

use std::path::PathBuf;

/// A folder or file of the data; says so and is `None` when it is absent.
pub fn data(part: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data"));
    let path = std::env::var_os("DOMOVOY_DATA").map_or_else(beside, PathBuf::from).join(part);
    if path.exists() {
        return Some(path);
    }
    eprintln!("{} is absent: what needs it is skipped (DOMOVOY_DATA names the folder of data)", path.display());
    None
}
