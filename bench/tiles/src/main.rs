//! Tiles of houses made from memory, beside PostGIS over the same points, the two in turns, in one run.

mod postgis;
mod town;

use std::collections::HashSet;
use std::io::Write as _;
use std::time::{Duration, Instant};

use anyhow::ensure;
use atlas::{Chosen, Mark, Point, Points, Tile, count, encode, every, marks};
use flate2::Compression;
use flate2::write::GzEncoder;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use postgis::Rival;

/// Tiles of each zoom.
const TILES: usize = 400;
/// Tiles PostGIS is asked for: it is slow at low zooms.
const THEIRS: usize = 100;
/// Tiles one makes before the other has its turn.
const TURN: usize = 20;
/// Where PostGIS has its turn.
const BESIDE: [u32; 3] = [10, 12, 14];
/// A change later than this is seen after five seconds: one of waiting, three times as long of rest.
const LATE: Duration = Duration::from_millis(1_000);
/// A change that is taken in at once: so many points.
const CHANGED: usize = 100_000;
const LAYER: &str = "houses";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let houses = argument("--houses").unwrap_or(560_000);
    let mut chance = ChaCha8Rng::seed_from_u64(20_261_123);
    let town = town::points(&mut chance, houses);
    let mut rival = Rival::connect(&town).await?;
    let begun = Instant::now();
    let points = Points::new(town.clone());
    println!(
        "{} points sorted in {:.2} s, {} MB",
        points.len(),
        begun.elapsed().as_secs_f64(),
        points.len() * 17 / 1_000_000
    );
    let mut missed = Vec::new();
    for zoom in 0..=Tile::DEEPEST {
        let tiles: Vec<Tile> =
            (0..TILES).map(|_| Tile::around(town[chance.random_range(0..town.len())].spot, zoom)).collect();
        let rival = rival.as_mut().filter(|_| BESIDE.contains(&zoom));
        let said = compare(&points, rival, &tiles).await?;
        println!("{}", said.words(zoom));
        missed.extend(said.missed(zoom));
    }
    let (took, left) = change(&mut chance, &points, &town);
    println!("{CHANGED} points changed among {left}: taken in after {:.3} s", took.as_secs_f64());
    if LATE < took {
        missed.push("a change is late".to_owned());
    }
    ensure!(missed.is_empty(), "not reached: {}", missed.join("; "));
    Ok(())
}

/// What one zoom gave.
#[derive(Default)]
struct Said {
    ours: Vec<Duration>,
    /// With every point, as PostGIS makes them.
    ours_whole: Vec<Duration>,
    theirs: Vec<Duration>,
    largest: usize,
    theirs_largest: usize,
}

impl Said {
    fn words(&self, zoom: u32) -> String {
        let ours = format!(
            "z{zoom:<2} ours {:>9.0} tiles/s, p95 {:>7.3} ms, largest {:>5.1} KB gzip",
            rate(&self.ours),
            ms(&self.ours, 95),
            self.largest as f64 / 1e3
        );
        if self.theirs.is_empty() {
            return ours;
        }
        format!(
            "{ours}; PostGIS {:.1} tiles/s, p95 {:.1} ms, largest {:.1} KB raw: ours {:.0} times as many; with every point {:.0} tiles/s, {:.0} times",
            rate(&self.theirs),
            ms(&self.theirs, 95),
            self.theirs_largest as f64 / 1e3,
            rate(&self.ours) / rate(&self.theirs),
            rate(&self.ours_whole),
            rate(&self.ours_whole) / rate(&self.theirs)
        )
    }

    fn missed(&self, zoom: u32) -> Vec<String> {
        let mut missed = Vec::new();
        if 9 <= zoom && 25.0 < ms(&self.ours, 95) {
            missed.push(format!("z{zoom} is slow"));
        }
        if 50_000 < self.largest {
            missed.push(format!("z{zoom} is large"));
        }
        let times = rate(&self.ours_whole).min(rate(&self.ours)) / rate(&self.theirs);
        if !self.theirs.is_empty() && times < 10.0 {
            missed.push(format!("z{zoom} is {times:.1} times PostGIS"));
        }
        missed
    }
}

async fn compare(points: &Points, mut rival: Option<&mut Rival>, tiles: &[Tile]) -> anyhow::Result<Said> {
    let chosen = Chosen::All(points);
    let mut said = Said::default();
    for turn in tiles.chunks(TURN) {
        for tile in turn {
            let begun = Instant::now();
            let marks = marks(&chosen, *tile);
            let bytes = encode(LAYER, *tile, &marks);
            said.ours.push(begun.elapsed());
            said.largest = said.largest.max(gzip(&bytes)?);
            let counted: usize = marks.iter().map(|mark: &Mark| mark.count() as usize).sum();
            ensure!(counted == count(&chosen, *tile), "{tile:?}: {counted} in marks");
        }
        let Some(rival) = rival.as_deref_mut().filter(|_| said.theirs.len() < THEIRS) else { continue };
        for tile in turn {
            let begun = Instant::now();
            std::hint::black_box(encode(LAYER, *tile, &every(&chosen, *tile)));
            said.ours_whole.push(begun.elapsed());
            let begun = Instant::now();
            let bytes = rival.tile(*tile).await?;
            said.theirs.push(begun.elapsed());
            said.theirs_largest = said.theirs_largest.max(bytes.len());
            let (counted, known) = (count(&chosen, *tile) as i64, rival.count(*tile).await?);
            // On the very edge the two roundings differ.
            ensure!((counted - known).abs() <= 2 + counted / 1_000, "{tile:?}: {counted} points, PostGIS has {known}");
        }
    }
    Ok(said)
}

fn gzip(bytes: &[u8]) -> anyhow::Result<usize> {
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes)?;
    Ok(packed.finish()?.len())
}

/// Moves some points: how long it takes, and how many there are then.
fn change(chance: &mut ChaCha8Rng, points: &Points, town: &[Point]) -> (Duration, usize) {
    let moved: Vec<Point> = (0..CHANGED).map(|_| town[chance.random_range(0..town.len())]).collect();
    let gone: HashSet<i64> = moved.iter().map(|point| point.id).collect();
    let mut known = HashSet::new();
    let new: Vec<Point> = moved.into_iter().filter(|point| known.insert(point.id)).collect();
    let begun = Instant::now();
    let made = points.changed(&gone, new);
    (begun.elapsed(), made.len())
}

fn rate(times: &[Duration]) -> f64 {
    times.len() as f64 / times.iter().sum::<Duration>().as_secs_f64()
}

fn ms(times: &[Duration], part: usize) -> f64 {
    let mut times = times.to_vec();
    times.sort_unstable();
    times.get(times.len() * part / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}

fn argument(name: &str) -> Option<usize> {
    let mut args = std::env::args().skip_while(|arg| arg != name).skip(1);
    args.next()?.parse().ok()
}
