//! Running other programs: said aloud, checked, and cleaned up after when somebody presses Ctrl-C.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result, ensure};

use crate::place::{Place, cargo_program};

type Undo = Box<dyn FnOnce() + Send>;

/// The child that runs now, and what must be undone before we go.
struct Open {
    child: Option<u32>,
    undo: BTreeMap<u64, Undo>,
    next: u64,
}

static OPEN: Mutex<Open> = Mutex::new(Open { child: None, undo: BTreeMap::new(), next: 0 });

fn open() -> MutexGuard<'static, Open> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something to undo when it is dropped, and also when a signal ends us before.
#[must_use]
pub struct Guard(u64);

impl Guard {
    /// Keeps `undo` for the end.
    pub fn new(undo: impl FnOnce() + Send + 'static) -> Self {
        let mut open = open();
        let number = open.next;
        open.next += 1;
        open.undo.insert(number, Box::new(undo));
        Self(number)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let undo = open().undo.remove(&self.0);
        if let Some(undo) = undo {
            undo();
        }
    }
}

/// On Ctrl-C, SIGTERM or SIGHUP: end the child, undo what is open (newest first), leave with 130.
pub fn clean_up_on_signals() -> Result<()> {
    ctrlc::set_handler(|| {
        if let Some(child) = open().child.take() {
            stop(child);
        }
        loop {
            let last = open().undo.pop_last();
            let Some((_, undo)) = last else { break };
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
    open().child = Some(child.id());
    let status = child.wait();
    open().child = None;
    Ok(status?)
}

/// The command as a person would type it.
fn said(command: &Command) -> String {
    let name = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
