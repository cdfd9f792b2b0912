//! How many readings a second are acknowledged as durable over HTTP, against the same server made to
//! write each alone and sync once per request; the two in turn, five rounds, in one run.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use domain::meters::{Resource, Stage};
use futures::{StreamExt as _, stream};
use service::db::{Db, Place, SyncMode};
use service::people::{Claims, Origin};
use service::testkit::a_home;
use service::{Clock, Ctx};

const ROUNDS: usize = 5;
const READINGS: usize = 2_000;
const AT_ONCE: usize = 512;
/// What the shared sync must be worth.
const AT_LEAST: f64 = 3.0;

/// One reading to send: who, and what.
struct Letter {
    cookie: String,
    body: String,
}

/// One of the two servers, with its readings still to be sent.
struct Side {
    name: &'static str,
    server: Child,
    url: String,
    letters: Vec<Letter>,
    rates: Vec<f64>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let binary = std::env::var("DOMOVOY_BIN").unwrap_or_else(|_| "target/release/domovoy".to_owned());
    let folder = tempfile::tempdir_in(".")?;
    let mut sides = Vec::new();
    for (name, sync, port) in [("shared sync", "shared", 3911), ("sync per request", "each", 3912)] {
        sides.push(side(&binary, folder.path(), name, sync, port).await?);
    }
    for round in 0..ROUNDS {
        for turn in 0..sides.len() {
            let count = sides.len();
            let rate = round_of(&mut sides[(round + turn) % count]).await?;
            println!("round {round} {:<18}{rate:>8.0} readings/s, load {}", sides[(round + turn) % count].name, load());
            sides[(round + turn) % count].rates.push(rate);
        }
    }
    let ratios: Vec<f64> = sides[0].rates.iter().zip(&sides[1].rates).map(|(ours, theirs)| ours / theirs).collect();
    for side in &mut sides {
        side.server.kill()?;
        println!("{:<18} median {:>8.0} readings/s", side.name, median(&side.rates));
    }
    let (least, most) = (ratios.iter().copied().fold(f64::MAX, f64::min), ratios.iter().copied().fold(0.0, f64::max));
    println!("ratio median {:.2} ({least:.2} to {most:.2}), wanted {AT_LEAST}", median(&ratios));
    ensure!(AT_LEAST <= median(&ratios), "the shared sync is not worth its keep");
    Ok(())
}

async fn side(binary: &str, folder: &Path, name: &'static str, sync: &str, port: u16) -> anyhow::Result<Side> {
    let database: PathBuf = folder.join(format!("{sync}.db"));
    let run = |command: &str| {
        let mut program = Command::new(binary);
        program.args([command, "--database", &database.to_string_lossy(), "--log", "warn"]);
        program
    };
    ensure!(run("migrate").status()?.success(), "the tables were not made");
    let letters = write_letters(&database).await?;
    let url = format!("http://127.0.0.1:{port}");
    let server = run("serve")
        .args(["--addr", &format!("127.0.0.1:{port}"), "--sync", sync])
        .stdout(Stdio::null())
        .spawn()
        .with_context(|| format!("{binary} does not start"))?;
    let end = Instant::now() + Duration::from_secs(20);
    while reqwest::get(format!("{url}/readyz")).await.is_err() {
        ensure!(Instant::now() < end, "the server is not ready");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(Side { name, server, url, letters, rates: Vec::new() })
}

/// Homes with one meter and last month's reading each; a session for each resident.
async fn write_letters(database: &Path) -> anyhow::Result<Vec<Letter>> {
    let db = Db::open(&Place::File(database.to_owned()), SyncMode::Never).await?;
    let ctx = Ctx::on(db, Clock::System).await?;
    let today = ctx.today("Europe/Moscow");
    let last_month = domain::kernel::Period::of(today).back(2).to_string();
    let mut letters = Vec::new();
    for place in 0..ROUNDS * READINGS {
        let home = a_home(&ctx).await;
        let meter = home.meter(&ctx, Resource::ColdWater, |_| {}).await;
        home.read(&ctx, meter, &last_month, &["100"], Stage::Passed).await;
        let claims = Claims {
            provider: "demo".to_owned(),
            subject: home.who.person().to_string(),
            family_name: "Петрова".to_owned(),
            given_name: "Анна".to_owned(),
            patronymic: String::new(),
            birth_date: None,
            email: String::new(),
            phone: String::new(),
            level: domain::people::Level::Confirmed,
        };
        let signed = service::people::sign_in(&ctx, &claims, None, &Origin::default()).await?;
        let body = format!(
            r#"{{"draft":{{"meter":"{meter}","key":"k{place}","taken_on":"{today}","t1":"104.5","confirmed":"yes"}}}}"#
        );
        letters.push(Letter { cookie: format!("session={}", signed.token.secret()), body });
    }
    ctx.close().await;
    Ok(letters)
}

/// Sends the next readings, so many at once, and counts the acknowledged ones.
async fn round_of(side: &mut Side) -> anyhow::Result<f64> {
    let batch = side.letters.split_off(side.letters.len() - READINGS);
    let client = reqwest::Client::new();
    let url = format!("{}/api/meters/submit", side.url);
    let begun = Instant::now();
    let mut answers = stream::iter(batch)
        .map(|letter| {
            let request = client
                .post(&url)
                .header("cookie", letter.cookie)
                .header("content-type", "application/json")
                .body(letter.body);
            async move { anyhow::Ok(request.send().await?.status()) }
        })
        .buffer_unordered(AT_ONCE);
    while let Some(status) = answers.next().await {
        let status = status?;
        ensure!(status.is_success(), "a reading was answered {status}");
    }
    Ok(READINGS as f64 / begun.elapsed().as_secs_f64())
}

fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}
