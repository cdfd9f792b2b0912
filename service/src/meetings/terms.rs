//! Dated figures of the law of meetings: which held when, by which act, and whether its text was read.

use std::sync::OnceLock;

use domain::kernel::{Date, iso};

/// `term;begins_on;ends_on;value;act;read`, a line each.
const TERMS: &str = include_str!("../../data/meeting-terms.csv");

/// A figure that has changed or is not certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// Full days before the end at which papers are no longer received.
    PaperDays,
    /// Working days a check by the inspectorate takes at most.
    CheckDays,
    /// Years the inspectorate keeps protocols.
    KeptYears,
    /// Hours within which a written decision is entered.
    EnteredHours,
}

impl Term {
    const fn code(self) -> &'static str {
        match self {
            Self::PaperDays => "paper_days",
            Self::CheckDays => "check_days",
            Self::KeptYears => "kept_years",
            Self::EnteredHours => "entered_hours",
        }
    }

    /// The figure that holds on a day; before all of them the first that is known.
    pub fn on(self, day: Date) -> u32 {
        let own = || table().iter().filter(|line| line.term == self.code());
        let holds = own().find(|line| line.begins <= day && line.ends.is_none_or(|ends| day <= ends));
        holds.or_else(|| own().min_by_key(|line| line.begins)).map_or(0, |line| line.value)
    }
}

struct Line {
    term: &'static str,
    begins: Date,
    ends: Option<Date>,
    value: u32,
}

fn table() -> &'static [Line] {
    static LINES: OnceLock<Vec<Line>> = OnceLock::new();
    LINES.get_or_init(|| TERMS.lines().skip(1).filter_map(line).collect())
}

fn line(text: &'static str) -> Option<Line> {
    let mut cells = text.split(';');
    let (term, begins, ends) = (cells.next()?, iso::parse(cells.next()?)?, cells.next()?);
    Some(Line { term, begins, ends: iso::parse(ends), value: cells.next()?.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_each_day_has_one_figure() {
        assert_eq!(table().len() + 1, TERMS.lines().count());
        let check = |term: Term, day: &str, want: u32| {
            assert_eq!(term.on(iso::parse(day).expect(day)), want, "{term:?} {day}");
        };
        check(Term::PaperDays, "2025-02-28", 0);
        check(Term::PaperDays, "2025-03-01", 2);
        check(Term::EnteredHours, "2021-01-01", 1);
        check(Term::EnteredHours, "2026-11-23", 24);
        check(Term::CheckDays, "2026-11-23", 10);
        check(Term::KeptYears, "2000-01-01", 3);
        for line in table() {
            let again = table().iter().filter(|other| {
                other.term == line.term
                    && other.begins <= line.begins
                    && other.ends.is_none_or(|ends| line.begins <= ends)
            });
            assert_eq!(again.count(), 1, "{} {}", line.term, line.begins);
        }
    }
}
