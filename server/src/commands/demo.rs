//! `domovoy demo`: makes the demo town and says who can sign in.

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressStyle};
use service::Ctx;
use service::demo::{self, Made, Wish};

/// Makes the demo town: houses, people, accounts, meters and two years of readings.
#[derive(Debug, Clone, clap::Args)]
pub struct Args {
    /// How many houses; more than one town's 400 make further towns
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u32).range(20..=1_000_000))]
    pub houses: u32,

    /// The same seed makes the same town
    #[arg(long, default_value_t = demo::SEED)]
    pub seed: u64,

    /// Do nothing when the database holds houses already
    #[arg(long)]
    pub if_empty: bool,

    /// Meters and readings in every flat: takes long, for load work
    #[arg(long)]
    pub full: bool,
}

/// Makes the town, showing how far it is, and prints who can sign in.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<()> {
    if args.if_empty && !demo::is_empty(ctx).await? {
        println!("В базе уже есть дома, демонстрационный город не нужен.");
        return Ok(());
    }
    let wish = Wish { houses: args.houses, seed: args.seed, today: ctx.today("Europe/Moscow"), full: args.full };
    let bar = bar(u64::from(args.houses))?;
    let begun = std::time::Instant::now();
    let told = demo::make_telling(ctx, &wish, |made| bar.set_position(made.houses)).await;
    bar.finish_and_clear();
    let made = told.context("the demo town was not made")?;
    println!("{}", summary(&made, begun.elapsed()));
    println!("{}", people());
    Ok(())
}

fn bar(houses: u64) -> anyhow::Result<ProgressBar> {
    let style = ProgressStyle::with_template("{bar:32} {human_pos} из {human_len} домов, осталось {eta}")?;
    Ok(ProgressBar::new(houses).with_style(style))
}

fn summary(made: &Made, took: std::time::Duration) -> String {
    format!(
        "Готов город {}: домов {}, помещений {}, лицевых счетов {}, счётчиков {}, показаний {}. Заняло {}.{} с.",
        demo::TOWN,
        made.houses,
        made.premises,
        made.accounts,
        made.meters,
        made.readings,
        took.as_secs(),
        took.subsec_millis() / 100,
    )
}

/// Who can sign in, and what each can try.
pub fn people() -> String {
    let mut text = String::from("\nКто может войти (кнопка «Войти», затем выбрать имя):\n");
    for persona in demo::personas() {
        let name = format!("{} {} {}", persona.family, persona.given, persona.patronymic);
        text.push_str(&format!("\n  {:<9} {name}\n            {}\n", persona.slug, persona.says));
    }
    text
}
