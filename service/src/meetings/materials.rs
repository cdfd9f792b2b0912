//! Materials: files to be read before voting, of the whole meeting or of one question (ст. 45 ч. 5 ЖК).

use domain::kernel::{FileId, MeetingId, PersonId};

use super::message::own_draft;
use super::repo;
use crate::actor::Confirmed;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::files::{self, Content, Upload};

/// Adds a file to a draft; to a question when one is named that exists.
pub async fn attach(ctx: &Ctx, who: &Confirmed, id: MeetingId, question: Option<i32>, file: &Upload) -> Result<()> {
    let tx = ctx.begin().await?;
    own_draft(ctx, &tx, who, id).await?;
    let agenda = repo::questions(&tx, &[id]).await?;
    let question = question.filter(|number| agenda.iter().any(|question| question.number == *number));
    let stored = files::put(ctx, &tx, who.person(), file).await?;
    repo::put_material(&tx, id, stored.id, question).await?;
    tx.commit().await
}

/// Takes a file out of a draft.
pub async fn detach(ctx: &Ctx, who: &Confirmed, id: MeetingId, file: FileId) -> Result<()> {
    let tx = ctx.begin().await?;
    own_draft(ctx, &tx, who, id).await?;
    repo::drop_material(&tx, id, file).await?;
    tx.commit().await
}

/// A material's content: everybody's once the message is published, the initiator's before.
pub async fn material(ctx: &Ctx, reader: Option<PersonId>, id: MeetingId, file: FileId) -> Result<Content> {
    let db = &ctx.db.read;
    let (row, ..) = repo::meeting(db, id).await?.ok_or(Error::Missing("meeting"))?;
    let seen = row.state != repo::DRAFT || reader == Some(row.initiator_id);
    let known = repo::materials(db, id).await?.iter().any(|material| material.id == file);
    if seen && known { files::content(db, file).await } else { Err(Error::Missing("file")) }
}
