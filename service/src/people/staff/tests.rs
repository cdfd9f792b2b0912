//! Roles are given and taken away.

use domain::kernel::iso;
use domain::orgs::OrgKind;
use domain::people::Permission;

use super::*;
use crate::ctx::Clock;
use crate::testkit::an_organisation;
use crate::testkit::each_store;

#[tokio::test]
async fn a_role_follows_from_the_organisation_and_is_given_once() {
    each_store(async |ctx| {
        let person = super::super::tests::signed_in(&ctx).await.person;
        let inspectorate = an_organisation("ГЖИ").kind(OrgKind::Inspectorate).insert(&ctx).await.unwrap();
        let may = async |ctx: &Ctx| {
            let grants = super::super::repo::grants(&ctx.db.read, person, ctx.now()).await.unwrap();
            grants.iter().any(|grant| grant.permissions.contains(&Permission::CheckMeetings))
        };
        let wish = Wish { subject: "anna".to_owned(), organisation: Some(inspectorate.to_string()), ..Wish::default() };
        let unfit = async |wish: Wish| appoint(&ctx, &wish).await.unwrap().err();
        assert_eq!(unfit(Wish { subject: "nobody".to_owned(), ..wish.clone() }).await, Some(Unfit::NoPerson));
        assert_eq!(unfit(Wish { issuer: Some("other".to_owned()), ..wish.clone() }).await, Some(Unfit::NoPerson));
        let strange = Wish { organisation: Some("1023500000001".to_owned()), ..wish.clone() };
        assert_eq!(unfit(strange).await, Some(Unfit::NoOrganisation));
        assert!(!may(&ctx).await);

        let post = appoint(&ctx, &wish).await.unwrap().unwrap();
        assert!(may(&ctx).await);
        let until = Wish { until: iso::parse("2026-12-31"), ..wish.clone() };
        assert_eq!(appoint(&ctx, &until).await.unwrap(), Ok(post), "the same one, with a last day");
        let held = posts(&ctx).await.unwrap();
        assert_eq!((held.len(), held[0].role, held[0].organisation.as_str()), (1, Role::Inspectorate, "ГЖИ"));
        assert_eq!(held[0].until, iso::parse("2026-12-31"));
        let mut later = ctx.clone();
        later.clock = Clock::Still("2026-12-31T21:00:00Z".parse().unwrap());
        assert!(!may(&later).await, "it has ended with the day in Moscow");
        assert_eq!(appoint(&later, &until).await.unwrap(), Err(Unfit::Over));
        let second = an_organisation("ГЖИ соседнего края").kind(OrgKind::Inspectorate).insert(&ctx).await.unwrap();
        assert_eq!(
            unfit(Wish { organisation: Some(second.to_string()), ..wish.clone() }).await,
            Some(Unfit::Elsewhere)
        );
        let supplier = an_organisation("Водоканал").kind(OrgKind::Supplier).insert(&ctx).await.unwrap();
        let other = appoint(&ctx, &Wish { organisation: Some(supplier.to_string()), ..wish.clone() }).await.unwrap();
        assert!(dismiss(&ctx, other.unwrap()).await.unwrap(), "other rights may be held elsewhere");

        // Who holds both from before is given another last day still.
        let rival =
            repo::row(ctx.id(domain::kernel::Region(0)), person, (Role::Inspectorate, Some(second)), (ctx.now(), None));
        let rival_post = rival.id;
        repo::keep(&ctx.db.write, rival).await.unwrap();
        assert_eq!(appoint(&ctx, &until).await.unwrap(), Ok(post));
        assert!(dismiss(&ctx, rival_post).await.unwrap());

        assert!(dismiss(&ctx, post).await.unwrap());
        assert!(!dismiss(&ctx, post).await.unwrap() && !may(&ctx).await);
        assert!(posts(&ctx).await.unwrap().is_empty());
        let operator = Wish { organisation: None, ..wish };
        assert!(appoint(&ctx, &operator).await.unwrap().is_ok());
        assert_eq!(posts(&ctx).await.unwrap()[0].role, Role::Operator);
    })
    .await;
}
