//! Personal accounts and who is linked to them.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- A personal account (лицевой счёт). number_key is what a typed number is compared with. The proof of
-- possession is a code printed on the bill, kept as a hash, or the sum of the last bill.
create table account (
  id bigint primary key not null,
  house_id bigint not null references house (id),
  premises_id bigint not null references premises (id),
  organisation_id bigint not null references organisation (id),
  number text not null,
  number_key text not null,
  payer_code text not null,
  residents integer not null,
  area bigint not null,
  opened_on {day} not null,
  closed_on {day},
  bill_code_hash text not null,
  bill_sum bigint,
  bill_period integer,
  constraint account_number_key unique (organisation_id, number_key)
);
create index account_house_number_idx on account (house_id, number_key);
create index account_house_payer_idx on account (house_id, payer_code);
create index account_premises_idx on account (premises_id);

create table account_service (
  account_id bigint not null references account (id),
  service text not null,
  organisation_id bigint not null references organisation (id),
  primary key (account_id, service)
);

-- One living tie between a person and an account; ended ones stay.
create table account_link (
  id bigint primary key not null,
  house_id bigint not null,
  account_id bigint not null references account (id),
  person_id bigint not null references person (id),
  linked_at {instant} not null,
  ended_at {instant},
  ended_by bigint
);
create unique index account_link_living_key on account_link (account_id, person_id) where ended_at is null;
create index account_link_person_idx on account_link (person_id);

-- Every attempt, so that guessing is limited by person, by account and by network.
create table link_attempt (
  id bigint primary key not null,
  person_id bigint not null,
  account_key text not null,
  network text not null,
  matched boolean not null,
  at {instant} not null
);
create index link_attempt_person_idx on link_attempt (person_id, at);
create index link_attempt_account_idx on link_attempt (account_key, at);
create index link_attempt_network_idx on link_attempt (network, at);

-- Messages: to a person, or to everybody linked to an account of a house.
create table notice (
  id bigint primary key not null,
  house_id bigint,
  account_id bigint,
  person_id bigint,
  organisation_id bigint,
  kind text not null,
  title text not null,
  body text not null,
  at {instant} not null
);
create index notice_house_idx on notice (house_id, at);
create index notice_person_idx on notice (person_id, at);
create index notice_account_idx on notice (account_id, at);
";

const DOWN: &str = "
drop table notice; drop table link_attempt; drop table account_link;
drop table account_service; drop table account;
";
