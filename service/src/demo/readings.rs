//! Two years of readings, each passed through the same check that a resident's own goes through.

use chrono::{Days, NaiveTime};
use domain::kernel::{Date, Instant, Period, ReadingId, Volume};
use domain::meters::{Check, Device, Explanation, Stage, Submission, Window, check};

use super::dice::Dice;
use super::ids::Serial;
use super::meters::{Fitted, ONE};
use super::people::Household;
use super::personas;
use super::repo::{Reading, ReadingEvent, Rows};
use super::town::Town;

/// Months a mean is taken over, and the fewest it is taken from (as `service::meters` does).
const MEAN_MONTHS: i32 = 12;
const MEAN_LEAST: i32 = 3;

/// The running state of one meter.
struct Counter<'a> {
    fitted: &'a Fitted,
    window: Option<Window>,
    /// Figures by tariff, steps.
    shown: Vec<i64>,
    previous: Option<(Period, Date, Vec<Volume>)>,
    /// Living months with their use, oldest first.
    past: Vec<(Period, Volume)>,
}

/// Writes the meter's two years.
pub fn history(town: &Town, fitted: &Fitted, life: &Household, make: (&mut Serial, &mut Dice), rows: &mut Rows) {
    let (serial, dice) = make;
    let tariffs = usize::try_from(fitted.row.tariffs).unwrap_or(1);
    let mut counter = Counter {
        fitted,
        window: town.window(&fitted.row),
        shown: fitted.start[..tariffs].iter().map(|start| start * ONE).collect(),
        previous: None,
        past: Vec::new(),
    };
    let mistake = dice.chance(6).then(|| town.last_period().back(i32::try_from(dice.between(3, 20)).unwrap_or(4)));
    for period in (fitted.from.0..=fitted.until.0).map(Period) {
        counter.turn(period, life, dice);
        let first = period == fitted.from;
        if life.forgot == Some(period) && !first {
            continue;
        }
        let taken_on = counter.day(period, dice);
        let person = life.guest.filter(|guest| guest.is_linked()).map(|guest| personas::id(guest.slug()));
        let corrected = mistake == Some(period) && !first;
        if corrected {
            let row = counter.mistaken(taken_on, ReadingId(serial.give()));
            events(&row, town, rows);
            rows.readings.push(Reading { person_id: person, ..row });
        }
        let shown = counter.shown.clone();
        let taken_on = if corrected { taken_on.checked_add_days(Days::new(1)).unwrap_or(taken_on) } else { taken_on };
        let said = counter.check(&shown, taken_on);
        let mut row = counter.row(&shown, taken_on, &said, ReadingId(serial.give()));
        if corrected {
            row.version = 2;
            row.reason =
                (dice.pick(&["Ошибка при вводе", "Перепутаны цифры", "Списаны цифры другого счётчика"])).to_owned();
            row.submission_key.push_str("-2");
        }
        row.person_id = person;
        row.stage = if period < town.last_period() { Stage::Billed } else { Stage::Passed }.code().to_owned();
        events(&row, town, rows);
        counter.keep(period, taken_on, &said);
        rows.readings.push(row);
    }
}

impl Counter<'_> {
    /// A month goes by.
    fn turn(&mut self, period: Period, life: &Household, dice: &mut Dice) {
        let away = life.away.is_some_and(|(from, months)| (0..months).contains(&period.since(from)));
        if away || (self.previous.is_none() && self.fitted.start == [0; 3]) {
            return;
        }
        for (shown, percent) in self.shown.iter_mut().zip(self.fitted.split) {
            *shown += self.fitted.flow(period, percent, dice);
        }
        let most = 10_i64.pow(self.fitted.row.digits.clamp(1, 11).unsigned_abs()) * ONE - ONE;
        self.shown.iter_mut().for_each(|shown| *shown = (*shown).min(most));
    }

    /// A day of the provider's window in this month.
    fn day(&self, period: Period, dice: &mut Dice) -> Date {
        let (opens, closes) = match self.window {
            Some(window) => window.days(period),
            None => (period.day(20), period.day(25)),
        };
        // A day is left for a correction; windows across the month's turn are used before it.
        let closes = closes.min(period.last_day()).pred_opt().unwrap_or(opens);
        let span = (closes - opens).num_days().max(0);
        opens.checked_add_days(Days::new(dice.between(0, span).unsigned_abs())).unwrap_or(opens)
    }

    /// The check a resident's reading goes through.
    fn check(&self, values: &[i64], taken_on: Date) -> Check {
        let meter = &self.fitted.row;
        let device = Device {
            resource: self.fitted.resource,
            digits: meter.digits.unsigned_abs(),
            tariffs: meter.tariffs.unsigned_abs(),
            ratio: meter.ratio,
            verification_due: meter.verification_due,
            archived: false,
            window: self.window,
            mean_month: self.mean(taken_on),
            normative: meter.normative.map(Volume::from_steps),
        };
        let sent = Submission {
            previous: self.previous.as_ref().map(|previous| previous.2.clone()).unwrap_or_default(),
            previous_date: self.previous.as_ref().map(|previous| previous.1),
            current: values.iter().copied().map(Volume::from_steps).collect(),
            current_date: taken_on,
            today: taken_on,
            explanation: Explanation::None,
            period_taken: false,
        };
        check(&device, &sent)
    }

    /// A first version with wrong figures, which a correction replaced.
    fn mistaken(&self, taken_on: Date, id: ReadingId) -> Reading {
        let wrong: Vec<i64> = self.shown.iter().map(|value| value + 7 * ONE).collect();
        let said = self.check(&wrong, taken_on);
        Reading { living: false, ..self.row(&wrong, taken_on, &said, id) }
    }

    fn mean(&self, taken_on: Date) -> Option<Volume> {
        let since = Period::of(taken_on).back(MEAN_MONTHS);
        let recent: Vec<_> = self.past.iter().filter(|(period, _)| since <= *period).collect();
        let months = recent.last()?.0.since(recent.first()?.0);
        if months < MEAN_LEAST {
            return None;
        }
        let used: Volume = recent[1..].iter().map(|(_, used)| *used).sum();
        Some(used.mean_of(i64::from(months)))
    }

    fn keep(&mut self, period: Period, taken_on: Date, said: &Check) {
        let values = self.shown.iter().copied().map(Volume::from_steps).collect();
        self.previous = Some((period, taken_on, values));
        self.past.push((period, said.usage.iter().copied().sum()));
    }

    fn row(&self, values: &[i64], taken_on: Date, said: &Check, id: ReadingId) -> Reading {
        let used = |place: usize| said.usage.get(place).and_then(|used| used.steps());
        let warnings: Vec<_> = said.warnings.iter().map(|warning| warning.code()).collect();
        Reading {
            house_id: self.fitted.row.house_id,
            period: said.period,
            meter_id: self.fitted.row.id,
            version: 1,
            id,
            living: true,
            t1: values[0],
            t2: values.get(1).copied(),
            t3: values.get(2).copied(),
            used1: used(0),
            used2: used(1),
            used3: used(2),
            taken_on,
            received_at: at(taken_on, 7 + id.0.unsigned_abs() % 11, id.0.unsigned_abs() / 16 % 60),
            source: "resident".to_owned(),
            person_id: None,
            explanation: Explanation::None.code().to_owned(),
            warnings: warnings.join(","),
            reason: String::new(),
            submission_key: format!("demo-{}", said.period),
            stage: Stage::Passed.code().to_owned(),
        }
    }
}

fn at(day: Date, hour: u64, minute: u64) -> Instant {
    let time = NaiveTime::from_hms_opt(u32::try_from(hour).unwrap_or(9), u32::try_from(minute).unwrap_or(0), 0);
    day.and_time(time.unwrap_or_default()).and_utc()
}

/// The way the reading went once accepted: passed seconds later, billed on the first days of the next month.
fn events(row: &Reading, town: &Town, rows: &mut Rows) {
    let step = |stage: Stage, at: Instant, note: String| ReadingEvent {
        reading_id: row.id,
        stage: stage.code().to_owned(),
        at,
        note,
    };
    rows.events.push(step(Stage::Passed, row.received_at + chrono::Duration::seconds(2), String::new()));
    if row.stage == Stage::Billed.code() {
        let month = row.period.next();
        let day = month.day(4).min(town.today);
        rows.events.push(step(Stage::Billed, at(day, 3, 20), format!("ПД за {}", row.period)));
    }
}
