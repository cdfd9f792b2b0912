//! How fast and how surely a house is found as somebody types, at a million houses (or `--houses N`),
//! beside FTS5 with bm25 over the same rows, the two in turn, in one run. All names are rule-made.

mod town;

use std::time::{Duration, Instant};

use anyhow::ensure;
use finder::{Builder, Finder};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;
use sqlx::{Connection as _, Row as _, SqliteConnection};

use town::{House, Kind, Question};

const SHOWN: usize = 10;
/// Questions of each kind.
const QUESTIONS: usize = 400;
/// Questions one engine answers before the other has its turn.
const TURN: usize = 50;
/// Questions FTS5 is asked: it is slow.
const ASKED_FTS: usize = 400;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let houses = argument("--houses").unwrap_or(1_000_000);
    let mut chance = ChaCha8Rng::seed_from_u64(20_261_122);
    let town = town::houses(&mut chance, houses);
    let before = memory();
    let begun = Instant::now();
    let mut builder = Builder::default();
    town.iter().for_each(|house| builder.push(house.id, &house.key));
    let finder = builder.build()?;
    let (built, bytes) = (begun.elapsed(), memory().saturating_sub(before));
    println!(
        "{} houses on {} streets: built in {:.1} s, {:.0} bytes a house in memory",
        finder.len(),
        finder.streets(),
        built.as_secs_f64(),
        bytes as f64 / finder.len() as f64
    );
    let mut fts = if houses <= 1_000_000 { Some(full_text(&town).await?) } else { None };
    let mut failed = Vec::new();
    for kind in Kind::ALL {
        let questions: Vec<Question> = (0..QUESTIONS).map(|_| town::question(&mut chance, &town, kind)).collect();
        let said = compare(&finder, fts.as_mut(), &questions, kind).await?;
        println!("{said}");
        if !said.reached(kind) {
            failed.push(kind.name());
        }
    }
    ensure!(failed.is_empty(), "not reached: {}", failed.join(", "));
    Ok(())
}

/// What one kind of questions gave.
struct Said {
    name: &'static str,
    times: Vec<Duration>,
    theirs: Vec<Duration>,
    found: usize,
    asked: usize,
}

impl Said {
    fn reached(&self, kind: Kind) -> bool {
        let quick = at(&self.times, 95) <= kind.within();
        let quicker =
            self.theirs.is_empty() || 20.0 <= at(&self.theirs, 95).as_secs_f64() / at(&self.times, 95).as_secs_f64();
        quick && kind.recall() <= self.found as f64 / self.asked as f64 && (kind != Kind::Exact || quicker)
    }
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ms = |times: &[Duration], part| at(times, part).as_secs_f64() * 1e3;
        let recall = self.found as f64 / self.asked as f64;
        write!(
            f,
            "{:<14} recall@10 {recall:.3}  ours p50 {:.2} p95 {:.2} ms",
            self.name,
            ms(&self.times, 50),
            ms(&self.times, 95)
        )?;
        if self.theirs.is_empty() {
            return Ok(());
        }
        let ratio = ms(&self.theirs, 95) / ms(&self.times, 95);
        write!(
            f,
            "  FTS5 p50 {:.1} p95 {:.1} ms, p95 {ratio:.0} times ours",
            ms(&self.theirs, 50),
            ms(&self.theirs, 95)
        )
    }
}

async fn compare(
    finder: &Finder,
    mut fts: Option<&mut SqliteConnection>,
    questions: &[Question],
    kind: Kind,
) -> anyhow::Result<Said> {
    let mut said = Said { name: kind.name(), times: Vec::new(), theirs: Vec::new(), found: 0, asked: questions.len() };
    for turn in questions.chunks(TURN) {
        for question in turn {
            let begun = Instant::now();
            let found = finder.find(&question.text, SHOWN)?;
            said.times.push(begun.elapsed());
            said.found += usize::from(found.houses.contains(&question.house));
        }
        // Full-text search knows no typos: it is asked only what it can find.
        let Some(fts) = fts.as_deref_mut().filter(|_| kind == Kind::Exact && said.theirs.len() < ASKED_FTS) else {
            continue;
        };
        for question in turn {
            let begun = Instant::now();
            ask(fts, &question.text).await?;
            said.theirs.push(begun.elapsed());
        }
    }
    Ok(said)
}

/// The same rows in FTS5, with the prefixes it can be given.
async fn full_text(town: &[House]) -> anyhow::Result<SqliteConnection> {
    let mut db = SqliteConnection::connect("sqlite::memory:").await?;
    sqlx::raw_sql("create virtual table house using fts5(words, prefix='2 3 4', tokenize='unicode61')")
        .execute(&mut db)
        .await?;
    let mut transaction = db.begin().await?;
    for house in town {
        sqlx::query("insert into house (rowid, words) values (?, ?)")
            .bind(house.id)
            .bind(house.key.replace('|', " "))
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(db)
}

async fn ask(db: &mut SqliteConnection, text: &str) -> anyhow::Result<Vec<i64>> {
    let words: Vec<String> =
        domain::kernel::words::address_words(text).iter().map(|word| format!("\"{word}\"*")).collect();
    let rows = sqlx::query("select rowid from house where house match ? order by rank limit 10")
        .bind(words.join(" "))
        .fetch_all(db)
        .await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// The time within which so many in a hundred were answered.
fn at(times: &[Duration], part: usize) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort();
    sorted.get(sorted.len() * part / 100).or(sorted.last()).copied().unwrap_or_default()
}

fn argument(name: &str) -> Option<usize> {
    let mut arguments = std::env::args().skip_while(|argument| argument != name);
    arguments.nth(1)?.parse().ok()
}

/// Bytes of memory the process has now.
fn memory() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: usize = text.split(' ').nth(1).and_then(|pages| pages.parse().ok()).unwrap_or_default();
    pages * 4096
}
