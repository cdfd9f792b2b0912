//! Meters, readings and the providers' days.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- A device. ratio in 1/10000, normative in 1e-7 of the unit a month.
create table meter (
  id bigint primary key not null,
  house_id bigint not null references house (id),
  premises_id bigint references premises (id),
  organisation_id bigint not null references organisation (id),
  resource text not null,
  kind text not null,
  number text not null,
  model text not null,
  place text not null,
  unit text not null,
  digits integer not null check (digits between 1 and 11),
  decimals integer not null check (decimals between 0 and 7),
  tariffs integer not null check (tariffs between 1 and 3),
  ratio bigint not null check (0 < ratio),
  normative bigint,
  installed_on {day},
  sealed_on {day},
  verified_on {day},
  verification_due {day},
  archived_on {day},
  archive_reason text not null
);
create index meter_premises_idx on meter (premises_id);
create index meter_organisation_idx on meter (organisation_id, house_id);
create index meter_house_idx on meter (house_id);

-- Values in 1e-7 of the unit. House and month lead the key: the table is cut by region and month when
-- it grows. One row is the living version of (meter, month); the ones it replaced stay.
create table reading (
  house_id bigint not null,
  period integer not null,
  meter_id bigint not null references meter (id),
  version integer not null,
  id bigint not null constraint reading_id_key unique,
  living boolean not null,
  t1 bigint not null,
  t2 bigint,
  t3 bigint,
  used1 bigint,
  used2 bigint,
  used3 bigint,
  taken_on {day} not null,
  received_at {instant} not null,
  source text not null,
  person_id bigint,
  explanation text not null,
  warnings text not null,
  reason text not null,
  submission_key text not null,
  stage text not null,
  primary key (house_id, period, meter_id, version),
  constraint reading_submission_key unique (meter_id, submission_key)
);
create unique index reading_living_key on reading (meter_id, period) where living;

-- The way of a reading: accepted, passed to the provider, taken into a bill.
create table reading_event (
  reading_id bigint not null,
  stage text not null,
  at {instant} not null,
  note text not null,
  primary key (reading_id, stage)
);

-- On which days of a month a provider takes readings; by resource where it differs.
create table reading_window (
  id bigint primary key not null,
  organisation_id bigint not null references organisation (id),
  resource text not null,
  day_from integer not null check (day_from between 1 and 31),
  day_to integer not null check (day_to between 1 and 31),
  begins_on {day} not null,
  ends_on {day}
);
create index reading_window_organisation_idx on reading_window (organisation_id);

-- Dated figures of the law: what holds when, by which act, and whether the text was read.
create table rule (
  key text not null,
  begins_on {day} not null,
  ends_on {day},
  value text not null,
  act text not null,
  verified boolean not null,
  primary key (key, begins_on)
);
insert into rule (key, begins_on, ends_on, value, act, verified) values
  ('reading.window.default', '2012-09-01', null, '23-25', 'ПП РФ 06.05.2011 № 354, п. 31 «ж»', false),
  ('reading.send_by', '2012-09-01', null, '25', 'ПП РФ 06.05.2011 № 354', true);
";

const DOWN: &str = "
drop table rule; drop table reading_window; drop table reading_event; drop table reading; drop table meter;
";
