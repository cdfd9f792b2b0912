//! The registry of organisations and their houses, on both stores.

use domain::kernel::Cursor;
use domain::kernel::words::{address_words, name_words};
use domain::orgs::{OrgFilter, OrgKind, OrgRow, OrgSort};

use crate::ctx::Ctx;
use crate::testkit::{a_house, an_organisation, counted, each_store};

/// «Альфа» manages three houses, «Водоканал» supplies two of them and one more.
async fn a_town(ctx: &Ctx) -> (OrgRow, OrgRow) {
    let alpha = an_organisation("УК «Альфа»").insert(ctx).await.unwrap();
    let water = an_organisation("МУП «Водоканал»").kind(OrgKind::Supplier).insert(ctx).await.unwrap();
    an_organisation("ТСЖ «Альфа-2»").kind(OrgKind::Association).insert(ctx).await.unwrap();
    for number in ["1", "2"] {
        let house = a_house("ул. Мира", number).managed_by(alpha).served_by("cold_water", water);
        house.served_by("sewage", water).insert(ctx).await.unwrap();
    }
    a_house("ул. Мира", "3").managed_by(alpha).insert(ctx).await.unwrap();
    a_house("ул. Яблочная", "3").served_by("cold_water", water).insert(ctx).await.unwrap();
    a_house("ул. Яблочная", "4").insert(ctx).await.unwrap();
    let rows = super::rows(ctx, &[alpha, water]).await.unwrap();
    (rows[0].clone(), rows[1].clone())
}

#[tokio::test]
async fn the_registry_is_narrowed_sorted_and_paged() {
    each_store(async |ctx| {
        a_town(&ctx).await;
        let check = async |filter: OrgFilter, expect: &[&str]| {
            let (mut names, mut after) = (Vec::new(), None);
            loop {
                let slice = super::list(&ctx, &filter, after.as_ref(), 1).await.unwrap();
                names.extend(slice.rows.into_iter().map(|row| row.name));
                let Some(next) = slice.next else { break };
                after = Cursor::parse(&next);
            }
            assert_eq!(names, expect);
        };
        let none = OrgFilter::default;
        check(none(), &["МУП «Водоканал»", "ТСЖ «Альфа-2»", "УК «Альфа»"]).await;
        check(OrgFilter { descending: true, ..none() }, &["УК «Альфа»", "ТСЖ «Альфа-2»", "МУП «Водоканал»"]).await;
        check(OrgFilter { words: name_words("альфа"), ..none() }, &["ТСЖ «Альфа-2»", "УК «Альфа»"]).await;
        check(OrgFilter { kind: Some(OrgKind::Supplier), ..none() }, &["МУП «Водоканал»"]).await;
        let last = super::list(&ctx, &OrgFilter { sort: OrgSort::Houses, ..none() }, None, 1).await.unwrap();
        assert_eq!(last.rows[0].houses, 0);
        assert_eq!(last.total, Some(3));
    })
    .await;
}

#[tokio::test]
async fn every_house_an_organisation_serves_is_listed_once() {
    each_store(async |ctx| {
        let (alpha, water) = a_town(&ctx).await;
        let mut many = water.clone();
        many.houses = i32::MAX;
        for water in [water.clone(), many] {
            let (sent, slice) = counted(&ctx, async |ctx| super::houses(ctx, &water, &[], None, 2).await).await;
            assert!(sent <= 4, "{sent} statements");
            let slice = slice.unwrap();
            assert_eq!(slice.rows[0].services, ["cold_water", "sewage"]);
            assert!(!slice.rows[0].managed);
            let after = Cursor::parse(&slice.next.unwrap()).unwrap();
            let rest = super::houses(&ctx, &water, &[], Some(&after), 2).await.unwrap();
            assert_eq!(rest.rows.len(), 1);
            assert!(rest.rows[0].house.address.ends_with("ул. Яблочная, д. 3"));
            assert_eq!(rest.next, None);
        }
        let managed = super::houses(&ctx, &alpha, &address_words("мира 3"), None, 50).await.unwrap();
        assert_eq!(managed.rows.len(), 1);
        assert!(managed.rows[0].managed);
        assert_eq!(managed.total, None);
        assert_eq!(super::houses(&ctx, &alpha, &[], None, 50).await.unwrap().total, Some(3));
    })
    .await;
}
