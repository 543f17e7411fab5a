create table captures (
  org_id text not null references orgs on delete cascade,
  id uuid not null,
  owner_id text not null,
  kind text not null,
  state text not null,
  reason text,
  -- Counts the texts of this capture: 1 as sent, one more with every correction. A stage that ran on an older text is not saved.
  revision integer not null default 1,
  -- Runs that were begun since the last success or retry; a capture that ends the process each time is given up.
  attempts integer not null default 0,
  language text,
  captured_at timestamptz not null,
  time_zone text not null,
  -- Keyed hash of the body as sent: tells the same capture from another one under the same id.
  digest bytea not null,
  -- The key of everything below and of the drafts. Deleting it erases the capture.
  wrapped_key bytea not null,
  source bytea not null,
  context bytea not null,
  corrected_text bytea,
  reading bytea,
  extraction bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (org_id, id)
);

create index captures_unfinished on captures (org_id, created_at) where state not in ('ready', 'failed');
