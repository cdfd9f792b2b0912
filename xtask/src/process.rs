//! Running other programs: said aloud, checked, and cleaned up after when somebody presses Ctrl-C.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result, ensure};

use crate::place::{Place, cargo_program};

type Undo = Box<dyn FnOnce() + Send>;

/// The child that runs now.
static CHILD: Mutex<Option<u32>> = Mutex::new(None);

/// What must be undone before we go, newest last. Locked while something is being undone, so that
/// neither a signal nor the ordinary end leaves the process in the middle of it.
static UNDO: Mutex<BTreeMap<u64, Undo>> = Mutex::new(BTreeMap::new());

fn lock<T>(mutex: &'static Mutex<T>) -> MutexGuard<'static, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something to undo when it is dropped, and also when a signal ends us before.
#[must_use]
pub struct Guard(u64);

impl Guard {
    /// Keeps `undo` for the end.
    pub fn new(undo: impl FnOnce() + Send + 'static) -> Self {
        let mut all = lock(&UNDO);
        let number = all.last_key_value().map_or(0, |(last, _)| last + 1);
        all.insert(number, Box::new(undo));
        Self(number)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let mut all = lock(&UNDO);
        if let Some(undo) = all.remove(&self.0) {
            undo();
        }
    }
}

/// On Ctrl-C, SIGTERM or SIGHUP: end the child, undo what is open (newest first), leave with 130.
pub fn clean_up_on_signals() -> Result<()> {
    ctrlc::set_handler(|| {
        if let Some(child) = lock(&CHILD).take() {
            stop(child);
        }
        let mut all = lock(&UNDO);
        while let Some((_, undo)) = all.pop_last() {
            undo();
        }
        std::process::exit(130);
    })
    .context("cannot listen for signals")
}

/// Asks a process to end.
fn stop(process: u32) {
    // It may have ended by itself; then there is nothing to say.
    let _gone = Command::new("kill").arg(process.to_string()).stderr(Stdio::null()).status();
}

/// `cargo` with arguments, at the repository's root.
pub fn cargo(place: &Place, args: &[&str]) -> Command {
    let mut command = Command::new(cargo_program());
    command.args(args).current_dir(&place.root);
    command
}

/// A program at the repository's root.
pub fn program(place: &Place, path: impl AsRef<Path>) -> Command {
    let mut command = Command::new(path.as_ref());
    command.current_dir(&place.root);
    command
}

/// Runs a command to its end; anything but success is an error that names it.
pub fn run(command: Command) -> Result<()> {
    let said = said(&command);
    let status = status(command)?;
    ensure!(status.success(), "{said}: {status}");
    Ok(())
}

/// Runs a command to its end and tells how it ended.
pub fn status(mut command: Command) -> Result<ExitStatus> {
    let said = said(&command);
    eprintln!("$ {said}");
    let mut child = command.spawn().with_context(|| format!("cannot start {said}"))?;
    watch(&mut child)
}

/// Runs a command quietly; its output is shown only when it fails.
pub fn quiet(mut command: Command) -> Result<()> {
    let said = said(&command);
    let output = command.output().with_context(|| format!("cannot start {said}"))?;
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    ensure!(output.status.success(), "{said}: {}\n{out}{err}", output.status);
    Ok(())
}

fn watch(child: &mut Child) -> Result<ExitStatus> {
    *lock(&CHILD) = Some(child.id());
    let status = child.wait();
    *lock(&CHILD) = None;
    Ok(status?)
}

/// The command as a person would type it.
fn said(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
