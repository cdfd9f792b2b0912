//! ЕСИА's signed requests: the client's secret is a signature made anew for each request.

use std::fmt::Debug;
use std::pin::Pin;
use std::process::Stdio;
use std::time::Duration;

use anyhow::Context as _;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE;
use chrono::{DateTime, Utc};
use tokio::io::AsyncWriteExt as _;

/// A signature as it is made: later.
pub type Signing<'a> = Pin<Box<dyn Future<Output = anyhow::Result<Vec<u8>>> + Send + 'a>>;

/// How long a signature may take: certified tools wake up slowly.
const PATIENCE: Duration = Duration::from_secs(10);

/// Signs with the installation's registered key. Keys of ГОСТ Р 34.10-2012 live in certified tools, so
/// the one way there is calls out.
pub trait Signer: Debug + Send + Sync {
    /// The detached PKCS#7 signature of a message, DER.
    fn sign<'a>(&'a self, message: &'a [u8]) -> Signing<'a>;
}

/// Calls a command: the message goes to its input, the signature comes from its output.
#[derive(Debug, Clone)]
pub struct SignCommand {
    program: String,
    arguments: Vec<String>,
}

impl SignCommand {
    /// Reads a command line; `None` when it is empty.
    pub fn parse(line: &str) -> Option<Self> {
        let mut words = line.split_whitespace().map(str::to_owned);
        Some(Self { program: words.next()?, arguments: words.collect() })
    }

    async fn run(&self, message: &[u8]) -> anyhow::Result<Vec<u8>> {
        let mut child = tokio::process::Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("the signing command cannot be started")?;
        let mut input = child.stdin.take().context("the signing command takes no input")?;
        input.write_all(message).await?;
        drop(input);
        let done =
            tokio::time::timeout(PATIENCE, child.wait_with_output()).await.context("signing takes too long")??;
        anyhow::ensure!(
            done.status.success() && !done.stdout.is_empty(),
            "the signing command failed: {}",
            done.status
        );
        Ok(done.stdout)
    }
}

impl Signer for SignCommand {
    fn sign<'a>(&'a self, message: &'a [u8]) -> Signing<'a> {
        Box::pin(self.run(message))
    }
}

/// What a signed request carries besides the standard's parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The signature in base64url, in the place of the client's secret.
    pub client_secret: String,
    /// When it was made: `2026.11.22 09:00:00 +0000`.
    pub timestamp: String,
}

/// Signs `scope + timestamp + client_id + state`, as ЕСИА's method book orders them.
pub async fn signed(
    signer: &dyn Signer,
    scope: &str,
    client_id: &str,
    state: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<Signed> {
    let timestamp = now.format("%Y.%m.%d %H:%M:%S %z").to_string();
    let message = format!("{scope}{timestamp}{client_id}{state}");
    let signature = signer.sign(message.as_bytes()).await?;
    Ok(Signed { client_secret: BASE64_URL_SAFE.encode(signature), timestamp })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_command_signs_exactly_the_four_parts() {
        let echo = SignCommand::parse("cat").expect("a command");
        let noon = "2026-11-22T09:00:00Z".parse().expect("an instant");
        let made = signed(&echo, "openid fullname", "DOM01", "6e2f", noon).await.expect("a signature");
        assert_eq!(made.timestamp, "2026.11.22 09:00:00 +0000");
        let message = base64::prelude::BASE64_URL_SAFE.decode(&made.client_secret).expect("base64url");
        assert_eq!(String::from_utf8_lossy(&message), "openid fullname2026.11.22 09:00:00 +0000DOM016e2f");
    }

    #[tokio::test]
    async fn a_command_that_fails_signs_nothing() {
        for line in ["false", "/no/such/program", "true"] {
            assert!(SignCommand::parse(line).expect("a command").sign(b"message").await.is_err(), "{line}");
        }
        assert!(SignCommand::parse("  ").is_none());
    }
}
