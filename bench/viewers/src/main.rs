//! How long after a decision was acknowledged those who watch the meeting see the new count: thousands of
//! sockets at the program's own router on SQLite, one decision at a time, against a bare axum broadcast of
//! about as many bytes to as many sockets in the same process, in turn.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use app::asked::{Assets, Site};
use axum::Router;
use axum::response::sse::{Event, Sse};
use axum::routing::get;
use clap::Parser;
use domain::meetings::Choice;
use domovoy::config::Config;
use futures::{Stream, stream};
use migration::{Migrator, MigratorTrait as _};
use service::db::{Db, Place, SyncMode};
use service::meetings;
use service::testkit::{a_large_house, a_large_meeting};
use service::{Clock, Ctx};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{broadcast, mpsc};
use tokio::task::JoinSet;

/// The allocator that `domovoy` has.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Viewers, ours and bare, A B A B.
#[derive(Parser)]
struct Args {
    /// Sockets that watch one meeting
    #[arg(long, default_value_t = 5_000)]
    viewers: usize,
    /// Decisions in each round
    #[arg(long, default_value_t = 20)]
    votes: usize,
    /// Rounds
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    #[command(flatten)]
    config: Config,
}

const ANSWERS: [Choice; 4] = [Choice::For, Choice::Against, Choice::For, Choice::Abstain];
/// The goal, unless 1.3 times the bare broadcast is longer.
const GOAL: Duration = Duration::from_millis(250);

#[tokio::main(worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let folder = tempfile::tempdir_in(".")?;
    let db = Db::open(&Place::File(folder.path().join("ours.db")), SyncMode::Shared).await?;
    Migrator::up(&db.write, None).await?;
    let ctx = Ctx::on(db, Clock::System).await?;
    let ours = serve(router(&ctx, &args.config, folder.path()).await?).await?;
    let (tell, _) = broadcast::channel::<Arc<str>>(64);
    let told = tell.clone();
    let bare = serve(Router::new().route("/", get(move || std::future::ready(bare_events(&told))))).await?;
    let mut pairs = Vec::new();
    for round in 1..=args.rounds {
        let mine = ours_round(&ctx, &ours, &args).await?;
        let theirs = bare_round(&tell, &bare, &args).await?;
        println!("round {round}: ours {mine}; bare {theirs}");
        pairs.push((mine.p95, theirs.p95));
    }
    pairs.sort_unstable();
    let (mine, theirs) = pairs.get(pairs.len() / 2).copied().context("a round")?;
    let goal = GOAL.max(theirs.mul_f64(1.3));
    println!("{} viewers: median p95 {mine:.1?}, bare {theirs:.1?}; goal {goal:.1?}", args.viewers);
    ensure!(mine <= goal, "the goal was missed");
    Ok(())
}

/// The program's router, without a built site.
async fn router(ctx: &Ctx, config: &Config, folder: &std::path::Path) -> anyhow::Result<Router> {
    let config = Config { site: Some(folder.to_owned()), ..config.clone() };
    let site = Site {
        ctx: ctx.clone(),
        town: config.town.clone(),
        assets: Assets::default(),
        basemaps: Vec::new(),
        demo: false,
        ways: Vec::new(),
    };
    domovoy::router::app(Arc::new(site), &config).await
}

/// Serves on a port of its own; its address.
async fn serve(router: Router) -> anyhow::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    let service = router.into_make_service_with_connect_info::<std::net::SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
    Ok(address)
}

fn bare_events(tell: &broadcast::Sender<Arc<str>>) -> Sse<impl Stream<Item = Result<Event, axum::Error>> + use<>> {
    Sse::new(stream::unfold(tell.subscribe(), |mut heard| async move {
        let words = heard.recv().await.ok()?;
        let revision = words.split(' ').next().unwrap_or_default().to_owned();
        Some((Ok(Event::default().id(revision).data(&*words)), heard))
    }))
}

/// How late the viewers were.
struct Late {
    p50: Duration,
    p95: Duration,
    last: Duration,
}

impl std::fmt::Display for Late {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "p50 {:.1?} p95 {:.1?} last {:.1?}", self.p50, self.p95, self.last)
    }
}

fn late(mut all: Vec<Duration>) -> Late {
    all.sort_unstable();
    let at = |part: f64| all.get((all.len() as f64 * part) as usize).or(all.last()).copied().unwrap_or_default();
    Late { p50: at(0.5), p95: at(0.95), last: at(1.0) }
}

/// Sockets that tell each revision they hear of, and when.
struct Viewers {
    heard: mpsc::UnboundedReceiver<(u64, Instant)>,
    count: usize,
    _tasks: JoinSet<()>,
}

impl Viewers {
    async fn watch(address: &str, path: &str, count: usize) -> anyhow::Result<Self> {
        let (tell, heard) = mpsc::unbounded_channel();
        let mut tasks = JoinSet::new();
        for _ in 0..count {
            let mut socket = TcpStream::connect(address).await?;
            let request = format!("GET {path} HTTP/1.1\r\nhost: {address}\r\naccept: text/event-stream\r\n\r\n");
            socket.write_all(request.as_bytes()).await?;
            let tell = tell.clone();
            tasks.spawn(async move {
                let mut lines = BufReader::with_capacity(4096, socket).lines();
                while let Ok(Some(line)) = lines.next_line().await {
                    let revision = line.strip_prefix("id: ").and_then(|text| text.parse().ok());
                    if revision.is_some_and(|revision| tell.send((revision, Instant::now())).is_err()) {
                        return;
                    }
                }
            });
        }
        Ok(Self { heard, count, _tasks: tasks })
    }

    /// Waits until everybody has heard of a revision; when each first did.
    async fn all(&mut self, revision: u64) -> anyhow::Result<Vec<Instant>> {
        let mut heard = Vec::with_capacity(self.count);
        while heard.len() < self.count {
            let next = tokio::time::timeout(Duration::from_secs(30), self.heard.recv()).await;
            let Ok(Some((known, at))) = next else { anyhow::bail!("{} of {} heard of it", heard.len(), self.count) };
            if known == revision {
                heard.push(at);
            }
        }
        Ok(heard)
    }
}

async fn ours_round(ctx: &Ctx, address: &str, args: &Args) -> anyhow::Result<Late> {
    let house = a_large_house(ctx, args.votes).await;
    let id = a_large_meeting(ctx, &house, 4, chrono::Duration::days(14)).await?;
    let mut viewers = Viewers::watch(address, &format!("/meetings/{id}/live"), args.viewers).await?;
    viewers.all(1).await?;
    let mut all = Vec::new();
    for (revision, owner) in (2..).zip(&house.1) {
        meetings::vote(ctx, owner, id, &ANSWERS).await?;
        let committed = Instant::now();
        all.extend(viewers.all(revision).await?.into_iter().map(|at| at.saturating_duration_since(committed)));
        let view = meetings::one(ctx, id, None).await?;
        ensure!(view.ballots as u64 + 1 == revision && view.log.0 as u64 == revision, "{view:?}");
    }
    Ok(late(all))
}

async fn bare_round(tell: &broadcast::Sender<Arc<str>>, address: &str, args: &Args) -> anyhow::Result<Late> {
    let mut viewers = Viewers::watch(address, "/", args.viewers).await?;
    while tell.receiver_count() < args.viewers {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mut all = Vec::new();
    for revision in 1..=args.votes as u64 {
        let told = Instant::now();
        // About as long as a count of four questions.
        tell.send(format!("{revision} {}", "x".repeat(900)).into())?;
        all.extend(viewers.all(revision).await?.into_iter().map(|at| at.saturating_duration_since(told)));
    }
    drop(viewers);
    // The sockets are seen to be gone with the next word.
    while 0 < tell.receiver_count() && tell.send("0 ".into()).is_ok() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Ok(late(all))
}
