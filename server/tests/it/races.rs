//! Votes against the clock and against death: real processes of the server, real sockets. `TEST_SERVER`
//! names another binary than the one built with the tests: a release takes many more votes a second.
//! A killed process leaves what it wrote to the machine: whether that outlives the machine's own death is
//! for the modes of syncing, not for these tests.

use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use chrono::Utc;
use domain::kernel::MeetingId;
use futures::{StreamExt as _, stream};
use ledger::record::{Leaf, Line, Receipt, read};
use ledger::verify;
use reqwest::{Client, StatusCode, redirect};
use service::db::{Place, SyncMode};
use service::meetings::{self, Wanted};
use service::testkit::{TestDb, a_large_house, a_large_meeting};
use service::{Clock, Ctx};
use tokio::time::{Instant, sleep_until};

use crate::app::session;

/// A process that serves; killed with the value.
struct Process {
    child: Child,
    url: String,
    _site: tempfile::TempDir,
}

impl Process {
    async fn start(place: &Place) -> Self {
        let site = tempfile::tempdir().expect("a folder");
        std::fs::write(site.path().join("manifest.json"), "{}").expect("an empty site");
        let probe = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = probe.local_addr().expect("an address").to_string();
        drop(probe);
        let database = match place {
            Place::File(path) => path.display().to_string(),
            Place::Postgres(url) => url.clone(),
        };
        let binary = std::env::var("TEST_SERVER").unwrap_or_else(|_| env!("CARGO_BIN_EXE_domovoy").to_owned());
        let child = Command::new(binary)
            .args(["serve", "--addr", &address, "--database", &database, "--log", "warn", "--site"])
            .arg(site.path())
            .stdout(Stdio::null())
            .spawn()
            .expect("a server");
        // From here on it is killed whatever happens.
        let process = Self { child, url: format!("http://{address}"), _site: site };
        let (url, client) = (&process.url, Client::new());
        for _ in 0..300 {
            if client.get(format!("{url}/readyz")).send().await.is_ok_and(|answer| answer.status().is_success()) {
                return process;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{url} does not serve");
    }

    fn kill(&mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("dead");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// A house whose owners have signed in, and a meeting of theirs.
struct Town {
    ctx: Ctx,
    place: Place,
    meeting: MeetingId,
    sessions: Vec<String>,
    client: Client,
    /// Receipts handed out.
    receipts: AtomicUsize,
    _db: TestDb,
}

/// What became of a vote.
#[derive(Debug)]
enum Fate {
    /// Taken, and the receipt, if it could still be fetched.
    Taken(Option<Box<Receipt>>),
    /// Refused in words.
    Refused,
    /// No answer came: it may have been taken or not.
    Unknown,
}

impl Town {
    /// The owners have signed in, the servers serve; the voting goes on for so long from now.
    async fn new(db: TestDb, owners: usize, count: usize, goes_on: chrono::Duration) -> (Self, Vec<Process>) {
        let ctx = Ctx::open(&db.place, SyncMode::Shared, Clock::System).await.expect("a context");
        let house = a_large_house(&ctx, owners).await;
        let sessions = stream::iter(&house.1)
            .map(|owner| async { session(&ctx, &owner.person().to_string()).await })
            .buffered(8)
            .collect::<Vec<_>>()
            .await;
        let mut servers = Vec::new();
        for _ in 0..count {
            servers.push(Process::start(&db.place).await);
        }
        let meeting = a_large_meeting(&ctx, &house, 4, goes_on).await.expect("a meeting");
        let client = Client::builder().redirect(redirect::Policy::none()).build().expect("a client");
        let town =
            Self { place: db.place.clone(), ctx, meeting, sessions, client, receipts: AtomicUsize::new(0), _db: db };
        (town, servers)
    }

    /// The owner of a flat votes at a server and fetches the receipt from it.
    async fn vote(&self, flat: usize, server: &str) -> Fate {
        let cookie = format!("session={}", self.sessions[flat]);
        let base = format!("{server}/meetings/{}", self.meeting);
        let marks = self.client.post(format!("{base}/vote")).header("cookie", &cookie);
        let marks = marks.header("content-type", "application/x-www-form-urlencoded");
        let marks = marks.header("sec-fetch-site", "same-origin").body("q1=for&q2=against&q3=for&q4=abstain");
        let Ok(answer) = marks.send().await else { return Fate::Unknown };
        let taken = answer.status() == StatusCode::SEE_OTHER
            && answer.headers()["location"].to_str().is_ok_and(|to| to.ends_with("/receipt"));
        match answer.status() {
            _ if taken => {}
            StatusCode::UNPROCESSABLE_ENTITY => return Fate::Refused,
            // Too busy to say.
            StatusCode::SERVICE_UNAVAILABLE => return Fate::Unknown,
            status => panic!("{status}"),
        }
        let Ok(answer) = self.client.get(format!("{base}/receipt.json")).header("cookie", cookie).send().await else {
            return Fate::Taken(None);
        };
        let receipt = answer.text().await.ok().and_then(|text| read::<Receipt>(text.trim_end()));
        self.receipts.fetch_add(usize::from(receipt.is_some()), Ordering::Relaxed);
        Fate::Taken(receipt.map(Box::new))
    }

    /// These flats vote, so many of them a second, at the servers in turn.
    async fn all_vote(&self, servers: &[String], a_second: u64, flats: &[usize]) -> Vec<(usize, Fate)> {
        let begun = Instant::now();
        let each = Duration::from_secs(1) / u32::try_from(a_second).expect("a rate");
        stream::iter(flats.iter().enumerate())
            .map(|(place, flat)| async move {
                sleep_until(begun + each * place as u32).await;
                (*flat, self.vote(*flat, &servers[place % servers.len()]).await)
            })
            .buffer_unordered(512)
            .collect()
            .await
    }

    /// The record, checked, and the numbers of the shares whose decisions are in it, by entry.
    async fn recounted(&self) -> (String, verify::Report, Vec<(u64, u32)>) {
        let (_, record) = meetings::record(&self.ctx, &Wanted::Id(self.meeting), None).await.expect("a record");
        let report = verify::record(record.as_bytes()).unwrap_or_else(|fault| panic!("{fault}"));
        let lines = record.lines().filter_map(read::<Line>);
        let ballot = |line| match line {
            Line::Entry(entry) => match entry.leaf {
                Leaf::Ballot(ballot) => Some((entry.n, ballot.voice)),
                _ => None,
            },
            _ => None,
        };
        let ballots = lines.filter_map(ballot).collect();
        (record, report, ballots)
    }

    /// Each receipt handed out is of an entry of the record; some are checked to the head.
    fn receipts_hold(&self, record: &str, ballots: &[(u64, u32)], fates: &[(usize, Fate)]) -> usize {
        let receipts = fates.iter().filter_map(|(flat, fate)| match fate {
            Fate::Taken(Some(receipt)) => Some((flat, receipt)),
            _ => None,
        });
        let mut count = 0;
        for (flat, receipt) in receipts {
            assert!(ballots.contains(&(receipt.entry.n, *flat as u32 + 1)), "flat {flat}: {receipt:?}");
            if count % 50 == 0 {
                verify::record_with(record.as_bytes(), receipt).unwrap_or_else(|fault| panic!("flat {flat}: {fault}"));
            }
            count += 1;
        }
        count
    }
}

/// PostgreSQL with two servers where the tests have one, SQLite with its one.
async fn each_way(test: impl AsyncFn(TestDb, usize)) {
    test(TestDb::sqlite().await.expect("a database"), 1).await;
    match TestDb::postgres().await.expect("a database") {
        Some(db) => test(db, 2).await,
        None => eprintln!("TEST_POSTGRES_URL is not set: PostgreSQL skipped"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn across_the_closing_instant_each_vote_is_wholly_in_or_wholly_out() {
    each_way(async |db, count| {
        const FLATS: usize = 300;
        let (town, servers) = Town::new(db, FLATS, count, chrono::Duration::seconds(5)).await;
        let urls: Vec<String> = servers.iter().map(|server| server.url.clone()).collect();
        let view = meetings::one(&town.ctx, town.meeting, None).await.expect("the meeting");
        let closes = view.row.closes.expect("an end");
        // The last two seconds of the voting and the first two after it.
        let wait = closes - Utc::now() - chrono::Duration::seconds(2);
        tokio::time::sleep(wait.to_std().expect("the owners signed in in time")).await;
        let fates = town.all_vote(&urls, FLATS as u64 / 4, &(0..FLATS).collect::<Vec<_>>()).await;

        let (record, report, ballots) = town.recounted().await;
        let taken: Vec<usize> = fates.iter().filter(|(_, fate)| matches!(fate, Fate::Taken(_))).map(|f| f.0).collect();
        assert!(!taken.is_empty() && taken.len() < FLATS, "{} of {FLATS} were taken: no race", taken.len());
        for flat in 0..FLATS {
            let voice = flat as u32 + 1;
            let entries = ballots.iter().filter(|(_, of)| *of == voice).count();
            let unknown = fates.iter().any(|(of, fate)| *of == flat && matches!(fate, Fate::Unknown));
            let told = usize::from(taken.contains(&flat));
            assert!(entries == told || (unknown && entries == 1), "flat {flat}: {entries}");
        }
        for line in record.lines().filter_map(read::<Line>) {
            let Line::Entry(entry) = line else { continue };
            if let Leaf::Ballot(ballot) = entry.leaf {
                assert!(ballot.at < closes.timestamp_millis(), "{ballot:?}");
            }
        }
        let unknown = fates.iter().filter(|(_, fate)| matches!(fate, Fate::Unknown)).count();
        assert!((taken.len()..=taken.len() + unknown).contains(&(report.ballots as usize)) && unknown < FLATS / 10);
        let view = meetings::one(&town.ctx, town.meeting, None).await.expect("the meeting");
        assert_eq!(view.ballots as u64, report.ballots);
        let said = &report.outcome.as_ref().expect("an outcome").participants.decimal;
        assert_eq!(*said, view.outcome.participants.decimal(), "the running sums are what is recounted");
        let held = town.receipts_hold(&record, &ballots, &fates);
        eprintln!("{count} process(es): {} of {FLATS} taken, {held} receipts", taken.len());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_got_a_receipt_is_in_the_log_though_the_server_was_killed() {
    each_way(async |db, count| {
        const FLATS: usize = 1_000;
        const A_SECOND: u64 = 500;
        let (town, mut servers) = Town::new(db, FLATS, count, chrono::Duration::days(1)).await;
        let urls: Vec<String> = servers.iter().map(|server| server.url.clone()).collect();
        let all: Vec<usize> = (0..FLATS).collect();
        let killed = async {
            let begun = Instant::now();
            while town.receipts.load(Ordering::Relaxed) < FLATS / 4 && begun.elapsed() < Duration::from_secs(60) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            servers[0].kill();
            begun.elapsed()
        };
        let (fates, killed) = tokio::join!(town.all_vote(&urls, A_SECOND, &all), killed);

        let (record, _, ballots) = town.recounted().await;
        let told = |fate: &Fate| matches!(fate, Fate::Taken(_));
        for (flat, fate) in &fates {
            let entries = ballots.iter().filter(|(_, voice)| *voice == *flat as u32 + 1).count();
            assert!(entries <= 1, "flat {flat} counts {entries} times");
            assert!(!told(fate) || entries == 1, "flat {flat} was told that it voted, and did not");
            assert!(!matches!(fate, Fate::Refused), "flat {flat}");
        }
        let held = town.receipts_hold(&record, &ballots, &fates);
        let lost: Vec<usize> = fates.iter().filter(|(_, fate)| !told(fate)).map(|(flat, _)| *flat).collect();
        assert!(0 < held && !lost.is_empty(), "{held} receipts, {} without an answer: nothing was killed", lost.len());

        // Those who got no answer send again: each counts once.
        let again = Process::start(&town.place).await;
        let fates = town.all_vote(std::slice::from_ref(&again.url), A_SECOND, &lost).await;
        assert!(fates.iter().all(|(_, fate)| told(fate)), "{fates:?}");
        let (_, report, ballots) = town.recounted().await;
        assert_eq!((report.ballots as usize, ballots.len()), (FLATS, FLATS));
        eprintln!("{count} process(es): killed after {killed:.1?}, {held} receipts held, {} sent again", lost.len());
    })
    .await;
}
