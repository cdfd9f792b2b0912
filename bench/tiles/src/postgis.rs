//! The rival: a table with a GiST index, and `ST_AsMVT`.

use atlas::{Point, Tile};
use sqlx::postgres::{PgConnection, PgPoolCopyExt as _, PgPoolOptions};
use sqlx::{Connection as _, Row as _};

/// An element of EPSG:3857's square, in metres.
const HALF: f64 = 20_037_508.342_789_244;

const TILE: &str = "select coalesce(ST_AsMVT(t, 'houses', 4096, 'geom'), ''::bytea) from (
    select id::text as house, kind, ST_AsMVTGeom(geom, ST_TileEnvelope($1, $2, $3), 4096, 0, true) as geom
      from bench_house where geom && ST_TileEnvelope($1, $2, $3)) t";

const COUNT: &str = "select count(*) from bench_house where geom && ST_TileEnvelope($1, $2, $3)";

/// A connection to a database with the points.
pub struct Rival(PgConnection);

impl Rival {
    /// Puts the points in; `None`, and a word, without a database.
    pub async fn connect(points: &[Point]) -> anyhow::Result<Option<Self>> {
        let Ok(url) = std::env::var("TEST_POSTGRES_URL") else {
            println!("TEST_POSTGRES_URL is not set: PostGIS is left out");
            return Ok(None);
        };
        let pool = PgPoolOptions::new().max_connections(1).connect(&url).await?;
        if let Err(error) = sqlx::raw_sql("create extension if not exists postgis").execute(&pool).await {
            println!("no PostGIS there ({error}): it is left out");
            return Ok(None);
        }
        let make = "drop table if exists bench_house;
            create table bench_house (id bigint not null, kind int not null, x float8 not null, y float8 not null)";
        sqlx::raw_sql(make).execute(&pool).await?;
        let mut copy = pool.copy_in_raw("copy bench_house (id, kind, x, y) from stdin").await?;
        for some in points.chunks(50_000) {
            let metres = |steps: u32| f64::from(steps) / 4_294_967_296.0 * 2.0 * HALF - HALF;
            let line = |point: &Point| {
                format!("{}\t{}\t{}\t{}\n", point.id, point.kind, metres(point.spot.x), -metres(point.spot.y))
            };
            copy.send(some.iter().map(line).collect::<String>().into_bytes()).await?;
        }
        copy.finish().await?;
        let index = "alter table bench_house add column geom geometry(Point, 3857);
            update bench_house set geom = ST_SetSRID(ST_MakePoint(x, y), 3857);
            alter table bench_house drop column x, drop column y;
            create index bench_house_geom_idx on bench_house using gist (geom);
            cluster bench_house using bench_house_geom_idx;
            vacuum analyze bench_house";
        for statement in index.split(';') {
            sqlx::raw_sql(statement).execute(&pool).await?;
        }
        pool.close().await;
        Ok(Some(Self(PgConnection::connect(&url).await?)))
    }

    /// A tile's bytes.
    pub async fn tile(&mut self, tile: Tile) -> anyhow::Result<Vec<u8>> {
        Ok(self.ask(TILE, tile).await?.get(0))
    }

    /// Points of a tile, its edges too.
    pub async fn count(&mut self, tile: Tile) -> anyhow::Result<i64> {
        Ok(self.ask(COUNT, tile).await?.get(0))
    }

    async fn ask(&mut self, sql: &'static str, tile: Tile) -> anyhow::Result<sqlx::postgres::PgRow> {
        let (x, y) = tile.place();
        let asked = sqlx::query(sql).bind(tile.zoom() as i32).bind(x as i32).bind(y as i32);
        Ok(asked.fetch_one(&mut self.0).await?)
    }
}
