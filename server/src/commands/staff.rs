//! `domovoy staff`: who works where.

use clap::Subcommand;
use domain::kernel::{Date, iso};
use service::Ctx;
use service::people::staff::{self, Post, Wish};

/// Roles are given and taken away.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Who holds which role now
    List,
    /// Give a role to somebody who has signed in: which one follows from what the organisation is
    Appoint {
        /// By which name the provider knows the person: the claim `sub`
        #[arg(long)]
        subject: String,
        /// Which provider, where several know the name
        #[arg(long)]
        issuer: Option<String>,
        /// The organisation's number here, as in the address of its page, or its ОГРН; without it the person
        /// becomes the operator of the installation
        #[arg(long, required_unless_present = "operator", conflicts_with = "operator")]
        organisation: Option<String>,
        /// The operator of the installation
        #[arg(long)]
        operator: bool,
        /// The last day by Moscow's clock, YYYY-MM-DD; without it the role goes on, of who holds it too
        #[arg(long, value_parser = day)]
        until: Option<Date>,
    },
    /// Take a role away, from now on
    Dismiss {
        /// Its number in the list
        post: i64,
    },
}

fn day(text: &str) -> Result<Date, String> {
    iso::parse(text).ok_or_else(|| "a day as 2026-12-31".to_owned())
}

/// Does it and says it.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<()> {
    match args.what {
        What::List => {
            for post in staff::posts(ctx).await? {
                println!("{}", line(&post));
            }
        }
        What::Appoint { subject, issuer, organisation, operator: _, until } => {
            let post = staff::appoint(ctx, &Wish { subject, issuer, organisation, until }).await??;
            println!("{post}");
        }
        What::Dismiss { post } => {
            anyhow::ensure!(staff::dismiss(ctx, post).await?, "no role of this number goes on");
        }
    }
    Ok(())
}

fn line(post: &Post) -> String {
    let until = post.until.map(|day| format!("  по {}", day.format("%d.%m.%Y"))).unwrap_or_default();
    let Post { id, person, subject, role, organisation, .. } = post;
    format!("{id}  {person} ({subject})  {}  {organisation}{until}", role.code())
}
