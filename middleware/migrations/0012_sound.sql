-- A capture that waits for something outside is at work again at this time; null: when something changes, or a person asks.
alter table captures add column wake_at timestamptz;
-- How often it was put off since it was given: each time it waits longer.
alter table captures add column put_off integer not null default 0;

create index captures_waiting on captures (wake_at) where state = 'waiting';

-- A recording in stretches of less than a minute, each of which can be played and recognised alone.
create table sound_slices (
  org_id text not null,
  capture_id uuid not null,
  take integer not null,
  -- Counts from 1 in its take.
  slice integer not null,
  -- Where it stands in its take.
  from_ms integer not null,
  to_ms integer not null,
  -- Where the cutting of the take goes on after it.
  cursor bytea not null,
  -- What it is: its media type and how loud it is.
  nature bytea not null,
  content bytea not null,
  -- What was heard in it; null until then.
  heard bytea,
  -- The process that has it recognised; another one takes it over when that is dead.
  process_id uuid,
  primary key (org_id, capture_id, take, slice),
  foreign key (org_id, capture_id) references captures on delete cascade
);

-- What is sealed does not get smaller by being packed.
alter table sound_slices alter column content set storage external;
