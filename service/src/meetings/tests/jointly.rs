//! Those who own a share jointly: either may vote, once for both.

use domain::meetings::Refusal;
use entity::{ownership, ownership_holder};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::{ALL_FOR, APRIL, a_house, at, published, refusal};
use crate::meetings;
use crate::testkit::{each_store, put};

#[tokio::test]
async fn either_of_two_joint_owners_votes_once_for_both() {
    each_store(async |ctx| {
        let before = at(&ctx, 0).await;
        let house = a_house(&before).await;
        // The owner of the shop holds the fifth flat jointly with its owner.
        let (spouse, owner) = (&house.owners[11], &house.owners[5]);
        let find = ownership::Entity::find().filter(ownership::Column::PersonId.eq(owner.person()));
        let flat = find.one(&ctx.db.read).await.unwrap().unwrap();
        let row = ownership_holder::Model {
            premises_id: flat.premises_id,
            number: flat.number,
            person_id: spouse.person(),
            house_id: house.id,
        };
        put::<_, ownership_holder::ActiveModel>(&before, row).await;
        let id = published(&before, &house, APRIL.0, APRIL.1).await;
        let demand = meetings::demand(&before, owner, house.id, &["Ремонт".to_owned()]).await.unwrap();
        meetings::join_request(&before, spouse, demand, true).await.unwrap();
        let seen = meetings::requests(&before, spouse, None, house.id).await.unwrap().remove(0);
        assert_eq!((seen.joined, seen.votes.exact().as_str()), (2, "150"), "the flat counts once");

        let voting = at(&ctx, 40).await;
        let silent = meetings::repo::silent(&ctx.db.read, id).await.unwrap();
        assert!([owner, spouse].iter().all(|who| silent.contains(&who.person())), "both are called last");
        let waits = meetings::awaiting(&voting, spouse).await.unwrap();
        assert_eq!(waits.len(), 1);
        assert_eq!(meetings::vote(&voting, spouse, id, &ALL_FOR).await.unwrap().len(), 2, "the shop and the flat");
        assert_eq!(refusal(meetings::vote(&voting, owner, id, &ALL_FOR).await), Refusal::Voted);
        let silent = meetings::repo::silent(&ctx.db.read, id).await.unwrap();
        assert!(![owner, spouse].iter().any(|who| silent.contains(&who.person())), "neither after one has voted");
        let view = meetings::one(&voting, id, Some(owner.person())).await.unwrap();
        assert_eq!((view.outcome.participants.exact().as_str(), view.mine[0].entry.is_some()), ("150", true));
        assert_eq!(meetings::receipts(&voting, owner, id).await.unwrap().len(), 1, "both can prove it");
        let (_, named) = meetings::record(&voting, &meetings::Wanted::Id(id), Some(owner.person())).await.unwrap();
        assert!(named.contains("Собственник 5-1 ("), "who cast it is said: {named}");
        let (_, record) = meetings::record(&voting, &meetings::Wanted::Id(id), None).await.unwrap();
        ledger::verify::record(record.as_bytes()).unwrap();
    })
    .await;
}
