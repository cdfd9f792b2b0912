//! The copy follows the rows, on both stores; tiles and words say the same.

use atlas::{Spot, Tile};
use domain::houses::{HouseFilter, HouseKind};
use domain::kernel::HouseId;
use domain::orgs::OrgFilter;

use super::held::catch_up;
use super::{Seen, Sight, View, Wanted, seen};
use crate::ctx::Ctx;
use crate::testkit::{a_house, an_organisation, each_store};

/// A house at a place, told to the feed as every writer tells it.
async fn at(
    ctx: &Ctx,
    number: &str,
    place: Option<(i32, i32)>,
    change: impl FnOnce(crate::testkit::House) -> crate::testkit::House,
) -> HouseId {
    let house =
        a_house("ул. Мира", number).with(|row| (row.lat_e6, row.lon_e6) = (place.map(|at| at.0), place.map(|at| at.1)));
    let id = change(house).insert(ctx).await.unwrap();
    touch(ctx, id).await;
    id
}

async fn touch(ctx: &Ctx, id: HouseId) {
    let tx = ctx.begin().await.unwrap();
    tx.changed_houses([id]);
    tx.commit().await.unwrap();
}

/// Houses of each mark, the largest first.
fn counted(seen: &Seen) -> Vec<usize> {
    let mut counts: Vec<usize> = seen.sights.iter().map(Sight::houses).collect();
    counts.sort_unstable_by(|one, other| other.cmp(one));
    counts
}

#[tokio::test]
async fn the_map_follows_the_rows() {
    each_store(async |ctx| {
        let keeper = an_organisation("ООО «Уют»").insert(&ctx).await.unwrap();
        let water = an_organisation("Водоканал").insert(&ctx).await.unwrap();
        let first = at(&ctx, "1", Some((59_220_000, 39_890_000)), |house| house.managed_by(keeper)).await;
        at(&ctx, "2", Some((59_220_100, 39_890_100)), |house| house.served_by("cold_water", water)).await;
        at(&ctx, "3", Some((59_300_000, 39_990_000)), |house| {
            house.with(|row| row.kind = HouseKind::Detached.code().to_owned())
        })
        .await;
        at(&ctx, "4", None, |house| house).await;
        let check = async |wanted: Wanted, view: Option<View>, expect: &[usize], unplaced: usize| {
            let seen = seen(&ctx, &wanted, view).await.unwrap();
            assert_eq!((counted(&seen).as_slice(), seen.unplaced), (expect, unplaced), "{wanted:?} {view:?}");
            assert_eq!(seen.in_sight, expect.iter().sum::<usize>());
        };
        let all = Wanted::default;
        let near = Some(View { lat: 59.22, lon: 39.89, zoom: 16 });
        check(all(), None, &[2, 1], 1).await;
        check(all(), near, &[1, 1], 1).await;
        check(all(), Some(View { lat: 0.0, lon: 0.0, zoom: 9 }), &[], 1).await;
        check(Wanted { served_by: Some(keeper), ..all() }, None, &[1], 0).await;
        check(Wanted { served_by: Some(water), ..all() }, None, &[1], 0).await;
        let named = OrgFilter { words: vec!["водоканал".to_owned()], ..OrgFilter::default() };
        check(Wanted { organisations: named.clone(), ..all() }, None, &[1], 0).await;
        check(Wanted { organisations: named, served_by: Some(keeper), ..all() }, None, &[], 0).await;
        let none = OrgFilter { words: vec!["газ".to_owned()], ..OrgFilter::default() };
        check(Wanted { organisations: none, ..all() }, None, &[], 0).await;
        let detached = HouseFilter { kind: Some(HouseKind::Detached), ..HouseFilter::default() };
        check(Wanted { filter: detached, ..all() }, None, &[1], 0).await;
        // One comes, one moves away, one goes.
        let late = at(&ctx, "5", Some((59_220_050, 39_890_050)), |house| house.managed_by(keeper)).await;
        check(all(), near, &[1, 1], 2).await;
        catch_up(&ctx).await.unwrap();
        check(all(), near, &[1, 1, 1], 1).await;
        check(Wanted { served_by: Some(keeper), ..all() }, near, &[1, 1], 0).await;
        crate::testkit::put_house_at(&ctx, first, None).await.unwrap();
        touch(&ctx, first).await;
        crate::testkit::put_house_at(&ctx, late, Some((59_300_000, 39_990_000))).await.unwrap();
        touch(&ctx, late).await;
        catch_up(&ctx).await.unwrap();
        check(all(), near, &[1], 2).await;
        check(all(), None, &[2, 1], 2).await;
    })
    .await;
}

#[tokio::test]
async fn who_is_too_far_behind_reads_everything_anew() {
    each_store(async |ctx| {
        let before = catch_up(&ctx).await.unwrap();
        let house = at(&ctx, "1", Some((59_220_000, 39_890_000)), |house| house).await;
        // The rows in between are dropped when others come.
        let tx = ctx.begin().await.unwrap();
        crate::testkit::forget_changes(&tx).await.unwrap();
        tx.commit().await.unwrap();
        touch(&ctx, house).await;
        let now = catch_up(&ctx).await.unwrap();
        assert!(before.version < now.version && now.points.len() == 1);
    })
    .await;
}

#[tokio::test]
async fn a_tile_has_the_houses_of_its_square() {
    each_store(async |ctx| {
        at(&ctx, "1", Some((59_220_000, 39_890_000)), |house| house).await;
        let tile = Tile::around(Spot::of(59_220_000, 39_890_000), 16);
        let (x, y) = tile.place();
        let drawn = super::tile(&ctx, &Wanted::default(), tile).await.unwrap();
        assert_eq!(drawn.version, 1);
        assert!(!drawn.bytes.is_empty());
        let beside = super::tile(&ctx, &Wanted::default(), Tile::new(16, x + 1, y).unwrap()).await.unwrap();
        assert!(beside.bytes.is_empty());
    })
    .await;
}

/// Files of real tiles; the count is that of the file's own index.
#[tokio::test]
async fn a_base_map_is_read_where_it_lies() {
    let Some(folder) = crate::testkit::data("04-map/tiles") else { return };
    let check = async |file: &str, at: (u32, u32, u32), layers: &[&str], zooms: (u8, u8), media: &str| {
        let map = super::Basemap::open(&folder.join(file)).await.unwrap();
        assert_eq!(
            (map.layers.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), map.zooms, map.media()),
            (layers, zooms, media),
            "{file}"
        );
        let tile = Tile::new(at.0, at.1, at.2).unwrap();
        let (packed, plain) =
            (map.tile(tile, true).await.unwrap().unwrap(), map.tile(tile, false).await.unwrap().unwrap());
        assert_eq!((packed.encoding, plain.encoding), (map.encoding(), None), "{file}");
        assert!(!plain.bytes.is_empty() && packed.bytes.len() <= plain.bytes.len(), "{file}");
        let nowhere = Tile::new(u32::from(zooms.1), 0, 0).unwrap();
        assert_eq!(map.tile(nowhere, true).await.unwrap().is_some(), media == "image/png", "{file}");
    };
    let town = Tile::around(Spot::of(59_220_000, 39_890_000), 14).place();
    let vector = "application/vnd.mapbox-vector-tile";
    check("vologda-roads.pmtiles", (14, town.0, town.1), &["roads"], (9, 14), vector).await;
    check("vologda-buildings.pmtiles", (14, town.0, town.1), &["buildings"], (10, 14), vector).await;
    check("russia-regions-z0-6.pmtiles", (2, 2, 1), &["regions"], (0, 6), vector).await;
    check("stamen_toner_raster_z3.pmtiles", (3, 4, 2), &[], (0, 3), "image/png").await;
    let cut = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(cut.path(), &std::fs::read(folder.join("vologda-water.pmtiles")).unwrap()[..200]).unwrap();
    assert!(super::Basemap::open(cut.path()).await.is_err());
}
