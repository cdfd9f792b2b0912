//! Who is reached by a message.

use domain::kernel::{AccountId, HouseId, NoticeId, PersonId, Region};
use domain::notices::NoticeKind;
use entity::notice;

use super::*;
use crate::testkit::{a_home, each_store, put};

async fn write(ctx: &Ctx, title: &str, to: (Option<HouseId>, Option<AccountId>, Option<PersonId>), minutes: i64) {
    let row = notice::Model {
        id: NoticeId(ctx.id(Region(35))),
        house_id: to.0,
        account_id: to.1,
        person_id: to.2,
        organisation_id: None,
        kind: NoticeKind::News.code().to_owned(),
        title: title.to_owned(),
        body: String::new(),
        at: ctx.now() + chrono::TimeDelta::minutes(minutes),
    };
    put(ctx, row).await;
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
