//! The production calendar: which days were moved, by which act; those of a region over the country's.

use std::collections::HashMap;
use std::sync::OnceLock;

use anyhow::{Context as _, ensure};
use domain::kernel::{Date, Region, iso};
use domain::meetings::Calendar;

/// `day;working;act`, a line each; more of them, and those of regions, come with the server's settings.
const MOVED: &str = include_str!("../../data/working-days.csv");

/// Calendars by regions.
struct Calendars {
    country: Calendar,
    regions: HashMap<Region, Calendar>,
}

/// A line: the region it is for, or the country; the day; is it a working one?
type Line = (Option<Region>, Date, bool);

static CALENDARS: OnceLock<Calendars> = OnceLock::new();

/// The calendar that holds in a region.
pub fn calendar(region: Region) -> &'static Calendar {
    let all = CALENDARS.get_or_init(|| together(lines(MOVED).unwrap_or_default()));
    all.regions.get(&region).unwrap_or(&all.country)
}

/// Takes a file's lines over those the program brings: `day;working;act;region`, the region by its two digits,
/// empty for the country. To be called once, before anybody asks for a day.
///
/// # Errors
/// The line that is none.
pub fn load_calendar(text: &str) -> anyhow::Result<()> {
    let mut all = lines(MOVED)?;
    all.extend(lines(text)?);
    ensure!(CALENDARS.set(together(all)).is_ok(), "the calendar is in use already");
    Ok(())
}

/// The lines under a header.
fn lines(text: &str) -> anyhow::Result<Vec<Line>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = text.lines().enumerate().skip(1).filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(place, line)| read(line).with_context(|| format!("line {}: {line}", place + 1))).collect()
}

fn read(line: &str) -> anyhow::Result<Line> {
    let cells: Vec<&str> = line.split(';').map(str::trim).collect();
    let (day, working) = match cells.as_slice() {
        [day, working, ..] => (*day, *working),
        _ => anyhow::bail!("day;working;act;region are expected"),
    };
    let day = iso::parse(day).context("the day is none")?;
    ensure!(["0", "1"].contains(&working), "working is 1 or 0");
    let region = cells.get(3).filter(|region| !region.is_empty());
    let region = region.map(|region| region.parse().map(Region)).transpose().context("the region is two digits")?;
    Ok((region, day, working == "1"))
}

/// Later lines over earlier ones, a region's over the country's.
fn together(lines: Vec<Line>) -> Calendars {
    let of = |wanted: Option<Region>| -> Vec<(Date, bool)> {
        let own = lines.iter().filter(|(region, ..)| *region == wanted);
        own.map(|(_, day, working)| (*day, *working)).collect()
    };
    let country = of(None);
    let regions = lines.iter().filter_map(|(region, ..)| *region).map(|region| {
        let own = country.iter().copied().chain(of(Some(region)));
        (region, Calendar::with(own))
    });
    Calendars { regions: regions.collect(), country: Calendar::with(country.iter().copied()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_has_days_of_its_own() {
        let mut all = lines(MOVED).unwrap();
        all.extend(
            lines("day;working;act;region\n2026-05-12;0;Закон Татарстана;16\n\n2027-01-11;0;постановление;\n").unwrap(),
        );
        let all = together(all);
        let day = |text: &str| iso::parse(text).unwrap();
        let works = |calendar: &Calendar, text: &str| calendar.is_working(day(text));
        let tatarstan = &all.regions[&Region(16)];
        assert_eq!((works(&all.country, "2026-05-12"), works(tatarstan, "2026-05-12")), (true, false));
        assert_eq!((works(&all.country, "2027-01-11"), works(tatarstan, "2027-01-11")), (false, false));
        assert!(!works(tatarstan, "2026-12-31"), "the country's days hold there too");
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        for (line, want) in [
            ("2026-13-01;0;;", "line 2"),
            ("2026-05-12;да;;", "working is 1 or 0"),
            ("2026-05-12;0;;шестнадцать", "two digits"),
            ("2026-05-12", "day;working;act;region"),
        ] {
            let error = lines(&format!("day;working;act;region\n{line}")).unwrap_err();
            assert!(format!("{error:#}").contains(want), "{error:#}");
        }
    }
}
