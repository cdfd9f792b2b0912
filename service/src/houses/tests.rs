//! The registry of houses on both stores.

use domain::houses::{Fact, HouseFilter, HouseKind, HouseRow, HouseSort};
use domain::kernel::words::{address_words, name_words};
use domain::kernel::{Area, Cursor, HouseId};
use entity::{house, house_version};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use crate::ctx::Ctx;
use crate::testkit::{a_house, an_organisation, counted, each_store};

/// Nine houses of two regions; ends of the addresses in order.
async fn a_town(ctx: &Ctx) {
    let north = an_organisation("ООО «УК Северный дом»").insert(ctx).await.unwrap();
    for number in ["2", "10", "9", "9 к2"] {
        a_house("ул. Мира", number).managed_by(north).insert(ctx).await.unwrap();
    }
    a_house("ул. Мира", "11").with(|house| house.year_built = None).insert(ctx).await.unwrap();
    let old = a_house("ул. Старая", "1").with(|house| (house.year_built, house.dangerous) = (Some(1890), true));
    old.insert(ctx).await.unwrap();
    a_house("ул. Старая", "3")
        .with(|house| (house.year_built, house.area) = (Some(1901), None))
        .insert(ctx)
        .await
        .unwrap();
    let own = a_house("пер. Мирный", "4").with(|house| house.kind = HouseKind::Detached.code().to_owned());
    own.insert(ctx).await.unwrap();
    a_house("ул. Мира", "2").at("Псковская обл.", "г. Вологдино").insert(ctx).await.unwrap();
}

async fn all(ctx: &Ctx, filter: &HouseFilter, limit: usize) -> Vec<HouseRow> {
    let (mut rows, mut after) = (Vec::new(), None);
    for _ in 0..20 {
        let slice = super::list(ctx, filter, after.as_ref(), limit).await.unwrap();
        assert!(slice.rows.len() <= limit);
        rows.extend(slice.rows);
        match slice.next {
            Some(next) => after = Some(Cursor::parse(&next).unwrap()),
            None => return rows,
        }
    }
    panic!("the list does not end");
}

fn ends(rows: &[HouseRow]) -> Vec<&str> {
    rows.iter().map(|row| row.address.splitn(3, ", ").nth(2).unwrap()).collect()
}

#[tokio::test]
async fn pages_meet_every_house_once_in_each_order() {
    each_store(async |ctx| {
        a_town(&ctx).await;
        let streets = ["пер. Мирный, д. 4", "ул. Мира, д. 2", "ул. Мира, д. 9", "ул. Мира, д. 9 к2", "ул. Мира, д. 10"];
        let by_address = all(&ctx, &HouseFilter::default(), 2).await;
        assert_eq!(ends(&by_address)[..5], streets);
        assert_eq!(by_address.len(), 9);
        for sort in HouseSort::ALL {
            for descending in [false, true] {
                let filter = HouseFilter { sort, descending, ..HouseFilter::default() };
                let whole = all(&ctx, &filter, 100).await;
                for limit in [1, 2, 4] {
                    assert_eq!(all(&ctx, &filter, limit).await, whole, "{sort:?} {descending} {limit}");
                }
                assert_eq!(whole.len(), 9);
            }
        }
        let by_year = HouseFilter { sort: HouseSort::Year, descending: true, ..HouseFilter::default() };
        let years: Vec<_> = all(&ctx, &by_year, 3).await.iter().map(|row| row.year_built).collect();
        assert_eq!(years[6..], [Some(1901), Some(1890), None]);
    })
    .await;
}

#[tokio::test]
async fn filters_narrow() {
    each_store(async |ctx| {
        a_town(&ctx).await;
        let check = async |filter: HouseFilter, expect: &[&str]| {
            let rows = all(&ctx, &filter, 3).await;
            assert_eq!(ends(&rows), expect, "{filter:?}");
        };
        let none = HouseFilter::default;
        check(
            HouseFilter { words: address_words("вологда мира 9"), ..none() },
            &["ул. Мира, д. 9", "ул. Мира, д. 9 к2"],
        )
        .await;
        check(HouseFilter { words: address_words("ира"), ..none() }, &[]).await;
        check(HouseFilter { region: "псковская обл".to_owned(), ..none() }, &["ул. Мира, д. 2"]).await;
        check(HouseFilter { region: "псковская".to_owned(), ..none() }, &[]).await;
        let place = HouseFilter { locality: address_words("вологдино"), ..none() };
        check(place, &["ул. Мира, д. 2"]).await;
        check(HouseFilter { locality: address_words("мира"), ..none() }, &[]).await;
        check(HouseFilter { kind: Some(HouseKind::Detached), ..none() }, &["пер. Мирный, д. 4"]).await;
        check(HouseFilter { dangerous: true, ..none() }, &["ул. Старая, д. 1"]).await;
        let old = HouseFilter { built_from: Some(1890), built_to: Some(1901), ..none() };
        check(old, &["ул. Старая, д. 1", "ул. Старая, д. 3"]).await;
        let by = HouseFilter { managed_by: name_words("северный"), words: address_words("10"), ..none() };
        check(by, &["ул. Мира, д. 10"]).await;
    })
    .await;
}

#[tokio::test]
async fn a_list_costs_a_few_statements_whatever_its_length() {
    each_store(async |ctx| {
        a_town(&ctx).await;
        for (limit, budget) in [(1, 3), (100, 3)] {
            let (sent, slice) =
                counted(&ctx, async |ctx| super::list(ctx, &HouseFilter::default(), None, limit).await).await;
            assert!(sent <= budget, "{sent} statements");
            assert_eq!(slice.unwrap().total, Some(9));
        }
        let narrow = HouseFilter { sort: HouseSort::Area, dangerous: true, ..HouseFilter::default() };
        let (sent, slice) = counted(&ctx, async |ctx| super::list(ctx, &narrow, None, 50).await).await;
        assert!(sent <= 3, "{sent} statements");
        assert_eq!(slice.unwrap().total, None);
        let names: Vec<_> = super::regions(&ctx).await.unwrap().into_iter().map(|region| region.name).collect();
        assert_eq!(names, ["Вологодская обл.", "Псковская обл."]);
    })
    .await;
}

#[tokio::test]
async fn a_passport_says_who_serves_the_house() {
    each_store(async |ctx| {
        let manager = an_organisation("ООО «Уют»").insert(&ctx).await.unwrap();
        let water = an_organisation("МУП «Водоканал»").insert(&ctx).await.unwrap();
        let house = a_house("ул. Мира", "9")
            .managed_by(manager)
            .served_by("cold_water", water)
            .with(|house| house.extras = r#"{"Крыша":"скатная","пусто":""}"#.to_owned());
        let id = house.insert(&ctx).await.unwrap();
        let (sent, passport) = counted(&ctx, async |ctx| super::passport(ctx, id).await).await;
        let passport = passport.unwrap();
        assert!(sent <= 4, "{sent} statements");
        assert_eq!(passport.manager.unwrap().name, "ООО «Уют»");
        assert_eq!(
            (passport.services[0].service.as_str(), passport.services[0].name.as_str()),
            ("cold_water", "МУП «Водоканал»")
        );
        assert_eq!(passport.extras, [("Крыша".to_owned(), "скатная".to_owned())]);
        assert!(super::passport(&ctx, HouseId(1)).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_history_says_which_facts_changed() {
    each_store(async |ctx| {
        let (old, new) = (
            an_organisation("Старая УК").insert(&ctx).await.unwrap(),
            an_organisation("Новая УК").insert(&ctx).await.unwrap(),
        );
        let id = a_house("ул. Мира", "9").managed_by(old).insert(&ctx).await.unwrap();
        let before = house::Entity::find_by_id(id).into_json().one(&ctx.db.read).await.unwrap().unwrap();
        let kept = house_version::Model { house_id: id, version: 1, facts: before.to_string(), replaced_at: ctx.now() };
        house_version::Entity::insert(kept.into_active_model()).exec_without_returning(&ctx.db.write).await.unwrap();
        let change = house::ActiveModel {
            id: Set(id),
            version: Set(2),
            organisation_id: Set(Some(new)),
            area: Set(Some(Area(1))),
            dangerous: Set(true),
            extras: Set(r#"{"note":"новое"}"#.to_owned()),
            ..Default::default()
        };
        change.update(&ctx.db.write).await.unwrap();
        let (_, changes) = super::history(&ctx, id).await.unwrap();
        assert_eq!(changes.len(), 1);
        let facts: Vec<_> =
            changes[0].facts.iter().map(|fact| (fact.name.as_str(), fact.was.clone(), fact.now.clone())).collect();
        assert!(facts.contains(&("area", Fact::Area(Area(300_050)), Fact::Area(Area(1)))), "{facts:?}");
        assert!(facts.contains(&("dangerous", Fact::Flag(false), Fact::Flag(true))), "{facts:?}");
        assert!(
            facts.contains(&("organisation_id", Fact::Text("Старая УК".into()), Fact::Text("Новая УК".into()))),
            "{facts:?}"
        );
        assert!(facts.contains(&("note", Fact::Unknown, Fact::Text("новое".into()))), "{facts:?}");
        assert_eq!(facts.len(), 4, "{facts:?}");
    })
    .await;
}
