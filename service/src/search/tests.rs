//! The plain search, on both stores.

use crate::testkit::{a_house, an_organisation, counted, each_store};

#[tokio::test]
async fn an_address_leads_to_its_house() {
    each_store(async |ctx| {
        an_organisation("ООО «Мирный дом»").insert(&ctx).await.unwrap();
        for number in ["1", "1А", "12/1", "21"] {
            a_house("ул. Мира", number).insert(&ctx).await.unwrap();
        }
        let elsewhere = a_house("ул. Мира", "21").at("Псковская обл.", "г. Псков").insert(&ctx).await.unwrap();
        super::held::now(&ctx).await.unwrap();
        let check = async |question: &str, exact: Option<&str>, houses: usize, organisations: usize| {
            let (sent, found) = counted(&ctx, async |ctx| super::find(ctx, question, None).await).await;
            let found = found.unwrap();
            assert!(sent <= 5, "{sent} statements");
            let address = found.exact.map(|id| found.houses.iter().find(|row| row.id == id).unwrap().address.clone());
            assert_eq!(address.as_deref(), exact, "{question}");
            assert_eq!((found.houses.len(), found.organisations.len()), (houses, organisations), "{question}");
        };
        check("вологда, улица Мира, дом 1", Some("Вологодская обл., г. Вологда, ул. Мира, д. 1"), 3, 0).await;
        check("Мира 1а", Some("Вологодская обл., г. Вологда, ул. Мира, д. 1А"), 1, 0).await;
        check("мира 12/1", Some("Вологодская обл., г. Вологда, ул. Мира, д. 12/1"), 1, 0).await;
        check("мира 21", None, 2, 0).await;
        check("псков", Some("Псковская обл., г. Псков, ул. Мира, д. 21"), 1, 0).await;
        check("мирный", None, 0, 1).await;
        check("мир", None, 5, 1).await;
        check("ничего такого", None, 0, 0).await;
        check("  ", None, 0, 0).await;
        check("' or 1=1 -- %", None, 0, 0).await;
        check("вологда мера 12", None, 1, 0).await;
        check("vbhf 12/1", Some("Вологодская обл., г. Вологда, ул. Мира, д. 12/1"), 1, 0).await;
        assert_eq!(super::find(&ctx, "псков мира", None).await.unwrap().exact, Some(elsewhere));
    })
    .await;
}

#[tokio::test]
async fn streets_are_offered_and_new_houses_found() {
    each_store(async |ctx| {
        for number in ["1", "2"] {
            a_house("ул. Льняная", number).insert(&ctx).await.unwrap();
        }
        let offered = super::offered(&ctx, "льн").await.unwrap();
        let streets: Vec<_> = offered.streets.iter().map(|row| (row.street.as_str(), row.houses)).collect();
        assert_eq!((streets, offered.houses.len()), (vec![("ул. Льняная", 2)], 2));
        let late = a_house("ул. Льняная", "33").insert(&ctx).await.unwrap();
        let tx = ctx.begin().await.unwrap();
        tx.changed_houses([late]);
        tx.commit().await.unwrap();
        assert_eq!(super::find(&ctx, "льняная 33", None).await.unwrap().exact, None);
        super::held::catch_up(&ctx).await.unwrap();
        assert_eq!(super::find(&ctx, "льняная 33", None).await.unwrap().exact, Some(late));
    })
    .await;
}

#[tokio::test]
async fn the_nearest_come_first_when_a_place_is_given() {
    each_store(async |ctx| {
        let at = async |region: &str, town: &str, place: Option<(i32, i32)>| {
            let house = a_house("ул. Мира", "5").at(region, town);
            let house = house.with(|row| (row.lat_e6, row.lon_e6) = (place.map(|it| it.0), place.map(|it| it.1)));
            house.insert(&ctx).await.unwrap()
        };
        let south = at("Псковская область", "г. Псков", Some((57_819_000, 28_331_000))).await;
        let nowhere = at("Республика Карелия", "г. Кемь", None).await;
        let north = at("Вологодская обл.", "г. Вологда", Some((59_220_000, 39_890_000))).await;
        let found = async |near| {
            let found = super::find(&ctx, "мира", near).await.unwrap();
            found.houses.iter().map(|row| row.id).collect::<Vec<_>>()
        };
        assert_eq!(found(Some((57.8, 28.3))).await, [south, north, nowhere]);
        assert_eq!(found(Some((59.2, 39.9))).await, [north, south, nowhere]);
        assert_eq!(found(None).await.len(), 3);
    })
    .await;
}
