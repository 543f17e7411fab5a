alter table captures
  -- The files of a capture in reading order, known once all were sent: names and types are personal data.
  add column takes bytea,
  -- What was read in the files, before anybody corrected it: a correction keeps the places of what it leaves.
  add column files_reading bytea,
  add column pages_read integer,
  add column pages_total integer;

-- The bytes that were sent, as they were sent: a take is one file, or one stretch of recording.
create table capture_parts (
  org_id text not null,
  capture_id uuid not null,
  take integer not null,
  part integer not null,
  -- Keyed hash of the bytes: tells the same part from another one under the same number.
  digest bytea not null,
  size integer not null,
  content bytea not null,
  primary key (org_id, capture_id, take, part),
  foreign key (org_id, capture_id) references captures on delete cascade
);

-- Uploads that nobody completes: the limits count them, and retention looks at them.
create index captures_receiving on captures (org_id, updated_at) where state = 'receiving';

-- What is sealed does not get smaller by being packed.
alter table capture_parts alter column content set storage external;
