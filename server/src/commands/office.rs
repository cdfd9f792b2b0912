//! `domovoy office`: authorities no registry of houses names.

use domain::kernel::Region;
use domain::orgs::OrgKind;
use service::Ctx;
use service::orgs::office::{self, Office, Place};

/// Enters an organisation, found again by its ОГРН; a municipality with the houses of a place.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Its ОГРН, 13 digits
    #[arg(long, value_parser = digits)]
    ogrn: String,
    /// What it does: inspectorate, municipality, capital_repair, billing_centre, supplier, waste_operator, manager, association
    #[arg(long, value_parser = kind)]
    kind: OrgKind,
    /// What it is called
    #[arg(long)]
    name: String,
    /// The subject of the Federation, by its two digits
    #[arg(long)]
    region: u8,
    /// The municipality has the houses of this district, as the registry of houses writes it
    #[arg(long, default_value = "")]
    district: String,
    /// The municipality has the houses of this town or village, as the registry of houses writes it
    #[arg(long, default_value = "")]
    locality: String,
}

fn kind(text: &str) -> Result<OrgKind, String> {
    let kinds = || OrgKind::ALL.map(OrgKind::code).join(", ");
    OrgKind::from_code(text).ok_or_else(|| format!("one of {}", kinds()))
}

fn digits(text: &str) -> Result<String, String> {
    let good = text.len() == 13 && text.bytes().all(|byte| byte.is_ascii_digit());
    if good { Ok(text.to_owned()) } else { Err("13 digits".to_owned()) }
}

/// Says its number, and how many houses it has.
pub async fn run(ctx: &Ctx, args: &Args) -> anyhow::Result<()> {
    let region = Region(args.region);
    let office = Office { ogrn: args.ogrn.clone(), kind: args.kind, name: args.name.clone(), region };
    let Args { district, locality, .. } = args;
    let place = (!district.is_empty() || !locality.is_empty()).then_some(Place { district, locality });
    let (id, houses) = office::keep(ctx, &office, place).await??;
    println!("{id}  {}", args.name);
    if place.is_some() {
        println!("домов {houses}");
    }
    Ok(())
}
