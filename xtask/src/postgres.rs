//! A throw-away PostgreSQL: its own folder, a unix socket only, gone at the end whatever happens.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use tempfile::TempDir;

use crate::place::Place;
use crate::process::{Guard, program, quiet, run};

/// Where Debian and its kin put the versions of PostgreSQL.
const VERSIONS: &str = "/usr/lib/postgresql";

/// A unix socket only, and connections enough for parallel tests.
const SETTINGS: &str = "-c max_connections=300 -c listen_addresses= -c max_wal_size=1GB -c shared_buffers=128MB";
/// What makes tests quick and would be wrong anywhere else.
const QUICK: &str = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off";

/// A running cluster; dropping it stops it and removes its folder.
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
    _stop: Guard,
}

impl Cluster {
    /// Makes a cluster and waits until it answers.
    pub fn start() -> Result<Self> {
        Self::with(QUICK)
    }

    /// The same, durable as in earnest: for measurements.
    pub fn durable() -> Result<Self> {
        Self::with("")
    }

    fn with(settings: &str) -> Result<Self> {
        let bin = newest(Path::new(VERSIONS))?;
        let folder = TempDir::with_prefix("domovoy-pg-")?;
        // Tests may run as another user than the cluster: they must reach the socket, not the data.
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o711))?;
        if is_root() {
            quiet(command("chown", ["postgres".as_ref(), folder.path().as_os_str()]))?;
        }
        let path = folder.path().to_path_buf();
        let data = path.join("data");
        let initdb = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D"];
        quiet(as_postgres(&path, &bin.join("initdb"), initdb.map(OsStr::new), &data))?;
        let stop = Guard::new({
            let bin = bin.clone();
            move || end(&bin, folder)
        });
        let options = format!("-k {} {SETTINGS} {settings}", path.display());
        let log = path.join("log");
        let start = ["start", "-w", "-o", &options, "-l"].map(OsStr::new);
        let mut pg_ctl = as_postgres(&path, &bin.join("pg_ctl"), start, &log);
        pg_ctl.arg("-D").arg(&data);
        // `quiet` would wait for the server itself, which keeps the pipe of its standard output open.
        pg_ctl.stdout(std::process::Stdio::null());
        run(pg_ctl).with_context(|| fs::read_to_string(&log).unwrap_or_default())?;
        Ok(Self { bin, folder: path, _stop: stop })
    }

    /// The address of a database, in the form both psql and the server take.
    pub fn url(&self, database: &str) -> String {
        let folder = self.folder.to_string_lossy();
        format!("postgres://postgres@{}/{database}", utf8_percent_encode(&folder, NON_ALPHANUMERIC))
    }

    /// Makes an empty database and tells its address.
    pub fn create(&self, database: &str) -> Result<String> {
        let mut create = Command::new(self.bin.join("createdb"));
        create.arg("-h").arg(&self.folder).args(["-U", "postgres", database]);
        quiet(create)?;
        Ok(self.url(database))
    }
}

/// `cargo xtask pg -- CMD…`: the command sees the cluster as `TEST_POSTGRES_URL`.
pub fn with_cluster(place: &Place, words: &[String]) -> Result<()> {
    let Some((name, args)) = words.split_first() else { bail!("no command given") };
    let cluster = Cluster::start()?;
    let mut command = program(place, name);
    command.args(args).env("TEST_POSTGRES_URL", cluster.url("postgres"));
    run(command)
}

/// Stops the server and removes its folder. The last of its processes may still be writing when
/// `pg_ctl` has come back, so removing is tried for a while.
fn end(bin: &Path, folder: TempDir) {
    let stop = ["stop", "-m", "fast", "-t", "30", "-D"].map(OsStr::new);
    if let Err(error) = quiet(as_postgres(folder.path(), &bin.join("pg_ctl"), stop, &folder.path().join("data"))) {
        eprintln!("PostgreSQL did not stop: {error:#}");
    }
    let path = folder.keep();
    for _ in 0..50 {
        if fs::remove_dir_all(&path).is_ok() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    eprintln!("could not remove {}", path.display());
}

/// The programs of the newest version there is.
fn newest(versions: &Path) -> Result<PathBuf> {
    let folders = fs::read_dir(versions).into_iter().flatten().flatten().map(|entry| entry.path());
    let found = folders.filter(|path| path.join("bin/initdb").exists());
    let newest = found.max_by_key(|path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
    let newest =
        newest.with_context(|| format!("no PostgreSQL in {}: apt-get install postgresql", versions.display()))?;
    Ok(newest.join("bin"))
}

/// PostgreSQL refuses to run as root, so root lends it the user that its package made.
fn as_postgres<const N: usize>(folder: &Path, path: &Path, args: [&OsStr; N], last: &Path) -> Command {
    let mut command = if is_root() {
        let mut lent = Command::new("setpriv");
        lent.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]).arg(path);
        lent
    } else {
        Command::new(path)
    };
    command.args(args).arg(last).current_dir(folder);
    command
}

fn command<const N: usize>(name: &str, args: [&OsStr; N]) -> Command {
    let mut command = Command::new(name);
    command.args(args);
    command
}

fn is_root() -> bool {
    // The owner of our own process folder is who we are.
    fs::metadata("/proc/self").is_ok_and(|about| std::os::unix::fs::MetadataExt::uid(&about) == 0)
}
