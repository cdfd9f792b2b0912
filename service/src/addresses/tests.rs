//! Matching against the real region when it is there, and a person's word; on both stores.

use std::collections::HashMap;
use std::sync::Arc;

use domain::addresses::{AddressSums, Doubt, KnownAddress};
use domain::kernel::HouseId;

use super::{decide, of, queue, run, sums};
use crate::ctx::Ctx;
use crate::testkit::{
    Printed, Street, a_house, a_register, an_operator, data, each_store, printed_by_registries, put_house_on,
};

const REGION: &str = "02-gar/gar_xml-region99-baikonur-20230626.zip";

async fn printed(ctx: &Ctx, house: HouseId) -> String {
    crate::houses::passport(ctx, house).await.unwrap().place.address
}

async fn known(ctx: &Ctx, house: HouseId) -> Option<KnownAddress> {
    of(ctx, house, &printed(ctx, house).await).await.unwrap()
}

fn sums_of(matched: i64, doubtful: i64, absent: i64) -> AddressSums {
    AddressSums { matched, doubtful, absent }
}

#[tokio::test]
async fn what_is_certain_is_matched_and_a_person_says_the_rest() {
    each_store(async |ctx| {
        let streets = [Street("ул", "Мира", &[("5", "2"), ("7", "")]), Street("ул", "Чернышевского", &[("7", "")])];
        let certain = a_house("ул. Мира", "5 к2").insert(&ctx).await.unwrap();
        let slip = a_house("ул. Чернишевского", "7").insert(&ctx).await.unwrap();
        let lost = a_house("ул. Мира", "99").insert(&ctx).await.unwrap();
        let twin = a_house("ул. Мира", "5 к2").insert(&ctx).await.unwrap();
        // Without a register nothing is said.
        assert_eq!(run(&ctx, |_| ()).await.unwrap(), sums_of(0, 0, 0));
        a_register(&ctx, &streets).await;
        assert_eq!(run(&ctx, |_| ()).await.unwrap(), sums_of(1, 2, 1));
        let found = known(&ctx, certain).await.unwrap();
        assert_eq!(found.line, "Вологодская обл., г. Вологда, ул. Мира, д. 5, к. 2");
        assert_eq!(found.municipal, "Вологодская обл., г.о. город Вологда, г. Вологда, ул. Мира, д. 5, к. 2");
        assert_eq!((found.guid.as_str(), found.oktmo.as_str(), found.by_person), ("guid-1000", "19701000", false));
        assert_eq!((known(&ctx, lost).await, known(&ctx, twin).await), (None, None));
        let who = an_operator(&ctx).await;
        let waiting = queue(&ctx, &who, None).await.unwrap();
        let told: HashMap<HouseId, Vec<Doubt>> =
            waiting.rows.iter().map(|row| (row.house, row.candidates[0].doubts.clone())).collect();
        assert_eq!(told, HashMap::from([(slip, vec![Doubt::Spelling]), (twin, vec![Doubt::Taken])]));
        // A stranger to the queue, and an address that was not offered, do not exist.
        let shown = |house| waiting.rows.iter().find(|row| row.house == house).map(|row| row.address.clone()).unwrap();
        assert!(decide(&ctx, &who, HouseId(5), "", Some(1100)).await.is_err());
        assert!(decide(&ctx, &who, slip, &shown(slip), Some(1000)).await.is_err());
        // Nor is said anything of an address that was not shown, or of a house that does not wait.
        assert!(!decide(&ctx, &who, slip, "г. Вологда", Some(1100)).await.unwrap());
        assert!(!decide(&ctx, &who, certain, &printed(&ctx, certain).await, None).await.unwrap());
        for _ in 0..2 {
            assert!(decide(&ctx, &who, slip, &shown(slip), Some(1100)).await.unwrap());
            assert!(decide(&ctx, &who, twin, &shown(twin), None).await.unwrap());
        }
        let said = known(&ctx, slip).await.unwrap();
        assert!(said.by_person && said.line.ends_with("ул. Чернышевского, д. 7"), "{said:?}");
        // What a person said stays, until the source prints another address.
        assert_eq!(run(&ctx, |_| ()).await.unwrap(), sums_of(2, 0, 2));
        put_house_on(&ctx, slip, "ул. Чернышевского").await.unwrap();
        assert_eq!(run(&ctx, |_| ()).await.unwrap(), sums_of(2, 0, 2));
        assert!(!known(&ctx, slip).await.unwrap().by_person);
    })
    .await;
}

/// Each house of the real region, printed as a registry prints it by a query of its own, finds itself.
#[tokio::test]
async fn houses_of_the_real_region_find_themselves() {
    let Some(region) = data(REGION) else { return };
    each_store(async |ctx| {
        crate::imports::gar(&ctx, &region, Arc::new(|_| ())).await.unwrap();
        let printed = printed_by_registries(&ctx).await.unwrap();
        assert!(300 < printed.len(), "{}", printed.len());
        let mut guids = HashMap::new();
        for Printed { guid, street, number } in printed {
            let house = a_house(&street, &number).at("Байконур", "г. Байконур").with(|row| row.region = 99);
            guids.insert(house.insert(&ctx).await.unwrap(), guid);
        }
        // The import has left a job that does it, step by step.
        while 0 < crate::jobs::run_due(&ctx).await.unwrap() {}
        let all = sums(&ctx).await.unwrap();
        assert_eq!(all.matched + all.doubtful + all.absent, guids.len() as i64);
        let mut wrong = Vec::new();
        let mut right = 0;
        for (house, guid) in &guids {
            match known(&ctx, *house).await {
                Some(known) if known.guid == *guid => right += 1,
                Some(known) => wrong.push(known),
                None => {}
            }
        }
        println!("{all:?}, right {right}");
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(guids.len() * 95 / 100 < right, "{right} of {}", guids.len());
        assert_eq!(run(&ctx, |_| ()).await.unwrap(), all);
    })
    .await;
}
