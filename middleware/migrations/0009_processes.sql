-- The processes that share this database. One that did not say in time that it lives is dead, and the others take up what it had in hand.
create table processes (
  id uuid primary key,
  lives_until timestamptz not null
);

-- Who works on a capture, while it is not finished.
alter table captures add column process_id uuid;
