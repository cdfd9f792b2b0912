//! Who is reached by a message.

use domain::kernel::{AccountId, HouseId, PersonId, Region};
use sea_orm::ConnectionTrait;

use super::*;
use crate::mail::{Letter, Mail};
use crate::testkit::{a_home, each_store};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _};

async fn write(ctx: &Ctx, title: &str, to: (Option<HouseId>, Option<AccountId>, Option<PersonId>), minutes: i64) {
    let id = |id: Option<i64>| id.map_or_else(|| "null".to_owned(), |id| id.to_string());
    let (house, account, person) = (id(to.0.map(|id| id.0)), id(to.1.map(|id| id.0)), id(to.2.map(|id| id.0)));
    let at = (ctx.now() + chrono::TimeDelta::minutes(minutes)).to_rfc3339();
    let sql = format!(
        "insert into notice (id, house_id, account_id, person_id, organisation_id, kind, title, body, at)
         values ({}, {house}, {account}, {person}, null, 'news', '{title}', '', '{at}')",
        ctx.id(Region(35))
    );
    ctx.db.write.execute_unprepared(&sql).await.expect("a message");
}

#[tokio::test]
async fn the_feed_holds_what_is_meant_for_me() {
    each_store(async |ctx| {
        let (mine, other) = (a_home(&ctx).await, a_home(&ctx).await);
        write(&ctx, "house", (Some(mine.house), None, None), -3).await;
        write(&ctx, "account", (Some(mine.house), Some(mine.account), None), -2).await;
        write(&ctx, "me", (None, None, Some(mine.who.person())), -1).await;
        write(&ctx, "tomorrow", (Some(mine.house), None, None), 60 * 24).await;
        write(&ctx, "other house", (Some(other.house), None, None), -1).await;
        write(&ctx, "other account of my house", (Some(mine.house), Some(other.account), None), -1).await;
        write(&ctx, "neighbour", (Some(mine.house), None, Some(other.who.person())), -1).await;
        let feed = feed(&ctx, &mine.who, 10).await.expect("a feed");
        let titles: Vec<_> = feed.iter().map(|notice| notice.title.as_str()).collect();
        assert_eq!(titles, ["me", "account", "house"]);
    })
    .await;
}

#[tokio::test]
async fn what_concerns_meetings_goes_by_mail_too() {
    each_store(async |ctx| {
        let (mine, silent) = (a_home(&ctx).await.who.person(), a_home(&ctx).await.who.person());
        let set = |id: PersonId, mail: &str| format!("update person set email = '{mail}' where id = {id}");
        ctx.db.write.execute_unprepared(&set(mine, "anna@example.org")).await.unwrap();
        ctx.db.write.execute_unprepared(&set(silent, "")).await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        let place = format!("file:{}", folder.path().display());
        let mail = Mail::new(&place, "Домовой <dom@example.org>").unwrap();
        let ctx = ctx.with_mail(Some(mail));
        let said = |kind, title| Said { kind, title, body: "Отпечаток журнала: 3:ab12" };
        let tx = ctx.begin().await.unwrap();
        tell_all(&ctx, &tx, &[mine, silent], said(NoticeKind::Meeting, "Протокол собрания")).await.unwrap();
        tell_all(&ctx, &tx, &[mine], said(NoticeKind::News, "Новость")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(crate::jobs::run_due(&ctx).await.unwrap(), 0, "letters have a lane of their own");
        assert_eq!(crate::jobs::send_due(&ctx).await.unwrap(), 1);
        assert_eq!(crate::jobs::send_due(&ctx).await.unwrap(), 0);
        let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
        let letter = std::fs::read_to_string(
            files.iter().find(|file| file.extension().is_some_and(|end| end == "eml")).unwrap(),
        )
        .unwrap();
        for part in ["To: anna@example.org", "@example.org>", "From: ", "Content-Type: text/plain; charset=utf-8"] {
            assert!(letter.contains(part), "{part}: {letter}");
        }
        assert!(letter.contains("From: "), "{letter}");
        // Who wants no letters gets none; the message itself is there.
        let anna = crate::actor::Resident::for_test(mine);
        for (wanted, sent) in [(false, 0), (true, 1)] {
            crate::people::want_letters(&ctx, &anna, wanted).await.unwrap();
            let tx = ctx.begin().await.unwrap();
            tell(&ctx, &tx, mine, said(NoticeKind::Meeting, "Ещё собрание")).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(crate::jobs::send_due(&ctx).await.unwrap(), sent);
        }
        // A server that is not there: the letter waits.
        let gone = Mail::new("smtp://127.0.0.1:9", "dom@example.org").unwrap();
        let ctx = ctx.with_mail(Some(gone));
        let tx = ctx.begin().await.unwrap();
        tell(&ctx, &tx, mine, said(NoticeKind::Meeting, "Собрание")).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(crate::jobs::send_due(&ctx).await.unwrap(), 1);
        assert_eq!(feed(&ctx, &crate::actor::Resident::for_test(mine), 10).await.unwrap().len(), 5);
    })
    .await;
}

/// A mail server of one afternoon: it knows nobody at `nowhere@`, and hands over what it took.
async fn a_mail_server() -> (std::net::SocketAddr, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (place, (took, taken)) = (listener.local_addr().unwrap(), tokio::sync::mpsc::unbounded_channel());
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(converse(stream, took.clone()));
        }
    });
    (place, taken)
}

async fn converse(stream: tokio::net::TcpStream, took: tokio::sync::mpsc::UnboundedSender<String>) {
    let (reading, mut writing) = stream.into_split();
    let mut lines = tokio::io::BufReader::new(reading).lines();
    let (mut letter, mut inside) = (String::new(), false);
    writing.write_all(b"220 test\r\n").await.unwrap();
    while let Ok(Some(line)) = lines.next_line().await {
        let answer = match line.as_str() {
            "." if inside => {
                inside = false;
                took.send(std::mem::take(&mut letter)).unwrap();
                "250 taken"
            }
            line if inside => {
                letter.push_str(line);
                letter.push('\n');
                continue;
            }
            "DATA" => {
                inside = true;
                "354 go on"
            }
            "QUIT" => "221 bye",
            line if line.starts_with("RCPT") && line.contains("nowhere@") => "550 5.1.1 no such user",
            _ => "250 ok",
        };
        writing.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
    }
}

#[tokio::test]
async fn a_mail_server_takes_letters_and_refuses_who_is_nobody() {
    let (place, mut taken) = a_mail_server().await;
    let mail = Mail::new(&format!("smtp://{place}"), "Домовой <dom@example.org>").unwrap();
    let letter =
        |to| Letter { to, title: "Протокол собрания", body: "Отпечаток: 3:ab12", number: 77 };
    assert!(mail.send(letter("anna@example.org")).await.unwrap());
    assert!(!mail.send(letter("nowhere@example.org")).await.unwrap(), "the server will never take it");
    assert!(!mail.send(letter("no address")).await.unwrap());
    let taken = taken.recv().await.unwrap();
    for part in ["To: anna@example.org", "Message-ID: <77@example.org>", "Subject: =?utf-8?b?"] {
        assert!(taken.contains(part), "{part}: {taken}");
    }
}

#[test]
fn a_mail_server_s_password_is_not_told() {
    let error = Mail::new("smtps://dom:secret@[bad", "dom@example.org").unwrap_err();
    assert!(!format!("{error:?}").contains("secret"));
    assert!(Mail::new("file:/tmp", "nobody").is_err());
}
