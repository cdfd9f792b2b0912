//! Files people give: scans and materials. Who may read one is for the room it belongs to.

mod repo;

use domain::files::judge;
use domain::kernel::{FileId, PersonId, Region};
use sea_orm::ConnectionTrait;
use sha2::{Digest as _, Sha256};

use crate::ctx::{Ctx, Tx};
use crate::error::{Error, Result};

/// A file as it came.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    /// Its name on the giver's device.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A file that was put down.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its id.
    pub id: FileId,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// A file to be read.
#[derive(Clone, Debug)]
pub struct Content {
    /// Its name.
    pub name: String,
    /// `application/pdf`
    pub media_type: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Puts a file into the transaction.
///
/// # Errors
/// What [`judge`] refuses.
pub(crate) async fn put(ctx: &Ctx, tx: &Tx, by: PersonId, upload: &Upload) -> Result<Stored> {
    let media = judge(&upload.bytes)?.name();
    keep(ctx, tx, by, upload, media).await
}

/// Puts a file into the transaction that its room has judged.
pub(crate) async fn keep(ctx: &Ctx, tx: &Tx, by: PersonId, upload: &Upload, media: &str) -> Result<Stored> {
    let stored = Stored { id: FileId(ctx.id(Region(0))), sha256: hex::encode(Sha256::digest(&upload.bytes)) };
    let row = repo::File {
        id: stored.id,
        name: plain(&upload.name),
        media_type: media.to_owned(),
        size: upload.bytes.len() as i64,
        sha256: stored.sha256.clone(),
        content: upload.bytes.clone(),
        made_by: by,
        made_at: ctx.now(),
    };
    repo::insert(tx, row).await?;
    Ok(stored)
}

/// Lets go of files.
pub(crate) async fn forget(tx: &Tx, ids: &[FileId]) -> Result<()> {
    repo::delete(tx, ids).await
}

/// A file's content.
pub(crate) async fn content(db: &impl ConnectionTrait, id: FileId) -> Result<Content> {
    let row = repo::find(db, id).await?.ok_or(Error::Missing("file"))?;
    Ok(Content { name: row.name, media_type: row.media_type, bytes: row.content })
}

/// A name that is only a name: no folders, nothing a header or a page would obey.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last.chars().filter(|letter| !letter.is_control() && !"\"<>|:*?".contains(*letter)).collect();
    let kept: String = kept.trim().chars().take(120).collect();
    if kept.is_empty() { "file".to_owned() } else { kept }
}
