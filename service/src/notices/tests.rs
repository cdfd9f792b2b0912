//! Who is reached by a message.

use domain::kernel::{AccountId, HouseId, PersonId, Region};
use sea_orm::ConnectionTrait;

use super::*;
use crate::testkit::{a_home, each_store};

async fn write(ctx: &Ctx, title: &str, to: (Option<HouseId>, Option<AccountId>, Option<PersonId>), minutes: i64) {
    let id = |id: Option<i64>| id.map_or_else(|| "null".to_owned(), |id| id.to_string());
    let (house, account, person) = (id(to.0.map(|id| id.0)), id(to.1.map(|id| id.0)), id(to.2.map(|id| id.0)));
    let at = (ctx.now() + chrono::TimeDelta::minutes(minutes)).to_rfc3339();
    let sql = format!(
        "insert into notice (id, house_id, account_id, person_id, organisation_id, kind, title, body, at)
         values ({}, {house}, {account}, {person}, null, 'news', '{title}', '', '{at}')",
        ctx.id(Region(35))
    );
    ctx.db.write.execute_unprepared(&sql).await.expect("a message");
}

#[tokio::test]
async fn the_feed_holds_what_is_meant_for_me() {
    each_store(async |ctx| {
        let (mine, other) = (a_home(&ctx).await, a_home(&ctx).await);
        write(&ctx, "house", (Some(mine.house), None, None), -3).await;
        write(&ctx, "account", (Some(mine.house), Some(mine.account), None), -2).await;
        write(&ctx, "me", (None, None, Some(mine.who.person())), -1).await;
        write(&ctx, "tomorrow", (Some(mine.house), None, None), 60 * 24).await;
        write(&ctx, "other house", (Some(other.house), None, None), -1).await;
        write(&ctx, "other account of my house", (Some(mine.house), Some(other.account), None), -1).await;
        write(&ctx, "neighbour", (Some(mine.house), None, Some(other.who.person())), -1).await;
        let feed = feed(&ctx, &mine.who, 10).await.expect("a feed");
        let titles: Vec<_> = feed.iter().map(|notice| notice.title.as_str()).collect();
        assert_eq!(titles, ["me", "account", "house"]);
    })
    .await;
}
