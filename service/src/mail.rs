//! Letters: copies of notices for people whose address the provider told us. The notice in the system is
//! what the law looks at; the letter is kept outside of it, with what can be held against the record later.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::PoolConfig;
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};

/// A server that does not answer for so long, and one that does not take a letter within so long, is tried
/// again later.
const PATIENCE: (Duration, Duration) = (Duration::from_secs(10), Duration::from_secs(30));

/// Where letters go.
#[derive(Clone)]
pub struct Mail {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// Each a file in a folder: for tests and for trying out.
    Folder(Arc<AsyncFileTransport<Tokio1Executor>>),
}

/// Says nothing of the server: its address holds a password.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mail")
    }
}

/// A letter.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// The address it goes to.
    pub to: &'a str,
    pub title: &'a str,
    pub body: &'a str,
    /// The same letter sent again has the same number.
    pub number: i64,
}

impl Mail {
    /// The way to a server, `smtps://user:password@host` (or `smtp://…?tls=required`), or into a folder,
    /// `file:/folder`; `from` is the sender: `Домовой <dom@example.org>`.
    ///
    /// # Errors
    /// When either cannot be read. The server is not asked yet.
    pub fn new(place: &str, from: &str) -> anyhow::Result<Self> {
        let from = from.parse().context("the sender's address is none")?;
        let way = match place.strip_prefix("file:") {
            Some(folder) => {
                std::fs::create_dir_all(Path::new(folder)).context("the folder for letters")?;
                Way::Folder(Arc::new(AsyncFileTransport::new(folder)))
            }
            None => {
                let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(place);
                // The error would say the address, and the password with it.
                let smtp = smtp.map_err(|_| anyhow::anyhow!("the mail server's address cannot be read"))?;
                Way::Smtp(smtp.timeout(Some(PATIENCE.0)).pool_config(PoolConfig::new().max_size(8)).build())
            }
        };
        Ok(Self { from, way })
    }

    /// Sends a letter. `false`: the address is none, or the server will never take it.
    ///
    /// # Errors
    /// When the server does not take it; later it may.
    pub async fn send(&self, letter: Letter<'_>) -> anyhow::Result<bool> {
        let Ok(to) = letter.to.parse::<Mailbox>() else { return Ok(false) };
        let message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .message_id(Some(format!("<{}@{}>", letter.number, self.from.email.domain())))
            .subject(letter.title)
            .header(ContentType::TEXT_PLAIN)
            .body(letter.body.to_owned())?;
        match &self.way {
            Way::Folder(folder) => folder.send(message).await.map(|_| true).map_err(Into::into),
            Way::Smtp(smtp) => match tokio::time::timeout(PATIENCE.1, smtp.send(message)).await {
                Ok(Ok(_)) => Ok(true),
                Ok(Err(error)) if is_no_address(&error) => Ok(false),
                Ok(Err(error)) => Err(refused(&error)),
                Err(_) => Err(anyhow::anyhow!("the mail server was too slow")),
            },
        }
    }
}

/// Does the server know no such address? It will not hear of it later either. A refusal of the sender or of a
/// password is another matter: it is mended, and then the letter goes.
fn is_no_address(error: &lettre::transport::smtp::Error) -> bool {
    let code = error.status().map(|code| code.to_string()).unwrap_or_default();
    ["550", "551", "553"].contains(&code.as_str()) && !error.to_string().contains("5.7.")
}

/// What the server said may name the person; its code does not.
fn refused(error: &lettre::transport::smtp::Error) -> anyhow::Error {
    match error.status() {
        Some(code) => anyhow::anyhow!("the mail server answered {code}"),
        None => anyhow::anyhow!("the mail server could not be reached"),
    }
}
