//! Authorities are entered, and municipalities have houses.

use super::*;
use crate::orgs;
use crate::testkit::a_house;
use crate::testkit::each_store;

#[tokio::test]
async fn a_municipality_is_entered_once_and_has_the_houses_of_its_place() {
    each_store(async |ctx| {
        let here = a_house("ул. Мира", "1").insert(&ctx).await.unwrap();
        let there = a_house("ул. Мира", "2").at("Вологодская обл.", "г. Череповец").insert(&ctx).await.unwrap();
        let mut office = Office {
            ogrn: "1023500000001".to_owned(),
            kind: OrgKind::Municipality,
            name: "Администрация города".to_owned(),
            region: Region(35),
        };
        let before = orgs::total(&ctx).await.unwrap();
        let (id, _) = keep(&ctx, &office, None).await.unwrap().unwrap();
        assert_eq!(orgs::total(&ctx).await.unwrap(), before + 1);
        office.name = "Администрация города Вологды".to_owned();
        assert_eq!(keep(&ctx, &office, None).await.unwrap(), Ok((id, 0)), "the same one, renamed");
        for _ in 0..2 {
            let town = Place { district: "", locality: "г. Вологда" };
            assert_eq!(keep(&ctx, &office, Some(town)).await.unwrap(), Ok((id, 1)));
        }
        let row = orgs::rows(&ctx, &[id]).await.unwrap().remove(0);
        assert_eq!((row.name.as_str(), row.houses), ("Администрация города Вологды", 1));
        let served = orgs::houses(&ctx, &row, &[], None, 10).await.unwrap().rows;
        assert_eq!(served.iter().map(|served| served.house.id).collect::<Vec<_>>(), [here]);
        let region = Place { district: "", locality: "" };
        assert_eq!(keep(&ctx, &office, Some(region)).await.unwrap(), Ok((id, 2)));
        let row = orgs::rows(&ctx, &[id]).await.unwrap().remove(0);
        let served = orgs::houses(&ctx, &row, &[], None, 10).await.unwrap().rows;
        assert!(served.iter().any(|served| served.house.id == there) && row.houses == 2);
        // A number mistyped makes no municipality of another organisation.
        let other = Office { kind: OrgKind::Inspectorate, ..office.clone() };
        assert_eq!(keep(&ctx, &other, None).await.unwrap(), Err(Unfit::OtherKind));
        assert_eq!(keep(&ctx, &other, Some(region)).await.unwrap(), Err(Unfit::NoMunicipality));
    })
    .await;
}
