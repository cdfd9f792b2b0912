//! General meetings of owners: the message, the frozen register, the log, its heads, running sums.

super::sql_migration!(UP, DOWN);

const UP: &str = "
-- The key that heads of all logs here are signed with. One row.
create table ledger_key (
  id bigint primary key not null,
  secret {bytes} not null,
  made_at {instant} not null
);

-- state: draft, published, cancelled. Whether voting goes on is told by the clock. log_frontier: heads
-- of the log's whole subtrees, 32 bytes each. outcome: the record's line of the outcome, once formed.
create table meeting (
  id bigint primary key not null,
  house_id bigint not null references house (id),
  initiator_id bigint not null references person (id),
  initiator_name text not null,
  uin text not null,
  state text not null,
  annual boolean not null,
  first boolean not null,
  live boolean not null,
  opens_at {instant},
  closes_at {instant},
  contacts text not null,
  materials text not null,
  total bigint not null,
  residential_total bigint not null,
  voices bigint not null,
  ballots bigint not null,
  frozen text not null,
  cancelled_because text not null,
  log_size bigint not null,
  log_frontier {bytes} not null,
  made_at {instant} not null,
  published_at {instant},
  closed_at {instant},
  constraint meeting_uin_key unique (uin)
);
create index meeting_house_idx on meeting (house_id, id);
create index meeting_initiator_idx on meeting (initiator_id, id);

create table meeting_question (
  meeting_id bigint not null references meeting (id),
  number integer not null,
  kind text not null,
  entrance integer,
  wording text not null,
  primary key (meeting_id, number)
);

create table meeting_entrance (
  meeting_id bigint not null references meeting (id),
  number integer not null,
  area bigint not null,
  primary key (meeting_id, number)
);

-- The register as it was when the message was published: one row for each share.
create table meeting_voice (
  meeting_id bigint not null references meeting (id),
  number integer not null,
  person_id bigint references person (id),
  owner_name text not null,
  premises text not null,
  area bigint not null,
  share_num bigint not null,
  share_den bigint not null,
  residential boolean not null,
  entrance integer,
  primary key (meeting_id, number)
);
create index meeting_voice_person_idx on meeting_voice (person_id, meeting_id);

-- The log. leaf is the canonical text that is hashed; salts and what they seal stand beside it.
-- voice is set for the decision of a share that counts: the constraint lets one in.
create table meeting_entry (
  meeting_id bigint not null references meeting (id),
  number bigint not null,
  leaf text not null,
  hash {bytes} not null,
  voice integer,
  taken_at {instant} not null,
  person_salt {bytes},
  person_name text not null,
  answers_salt {bytes},
  answers text not null,
  primary key (meeting_id, number),
  constraint meeting_entry_voice_key unique (meeting_id, voice)
);

create table meeting_head (
  meeting_id bigint not null references meeting (id),
  size bigint not null,
  root text not null,
  signed_at {instant} not null,
  signature text not null,
  primary key (meeting_id, size)
);

-- Sums of votes by denominator, in hundredths of a m2: question 0 is the meeting itself.
create table meeting_sum (
  meeting_id bigint not null references meeting (id),
  question integer not null,
  name text not null,
  denominator bigint not null,
  numerator bigint not null,
  primary key (meeting_id, question, name, denominator)
);
";

const DOWN: &str = "
drop table meeting_sum; drop table meeting_head; drop table meeting_entry; drop table meeting_voice;
drop table meeting_entrance; drop table meeting_question; drop table meeting; drop table ledger_key;
";
