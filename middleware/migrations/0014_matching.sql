-- What was captured, as far as it is compared with what is captured later. The exact texts that were kept before are carried over.
create table sources (
  org_id text not null,
  capture_id uuid not null,
  owner_id text not null,
  -- The order in which captures were compared: the lower one was there before.
  number bigint generated always as identity,
  -- A sketch of the text, sealed under the key of the capture; null for a short one.
  signature bytea,
  primary key (org_id, capture_id),
  unique (org_id, number),
  foreign key (org_id, capture_id) references captures on delete cascade
);

-- Keyed hashes of a text, of files, of a mail's id, and of bands of the sketch: equal ones are candidates.
create table source_keys (
  org_id text not null,
  key bytea not null,
  number bigint not null,
  -- Whether it is of the text, which people correct; files and mails stay what they are.
  of_text boolean not null,
  primary key (org_id, key, number),
  foreign key (org_id, number) references sources (org_id, number) on delete cascade
);

create index source_keys_by_source on source_keys (org_id, number);

insert into sources (org_id, capture_id, owner_id)
  select org_id, capture_id, owner_id from fingerprints order by created_at, capture_id;
insert into source_keys (org_id, key, number, of_text)
  select f.org_id, f.fingerprint, s.number, true from fingerprints f
  join sources s on s.org_id = f.org_id and s.capture_id = f.capture_id;
drop table fingerprints;

alter table drafts
  -- The order in which drafts were made: of two that propose one deal the lower one is to be created.
  add column number bigint generated always as identity,
  -- The draft that proposes the same deal and was there before. It may be gone: nothing refers to what it says.
  add column duplicate_of uuid,
  -- The draft that took over what this rejected one said.
  add column merged_into uuid,
  -- The opportunity that it became.
  add column record_id text;

create index drafts_by_duplicate on drafts (org_id, duplicate_of, number) where duplicate_of is not null;

-- Keyed hashes of what two drafts of one deal share: names, domains, records, e-mails, phones. Open, approved and created drafts only.
create table deal_keys (
  org_id text not null,
  key bytea not null,
  draft_id uuid not null,
  -- Those that are to be created are looked at first, however many point to one of them.
  is_duplicate boolean not null,
  number bigint not null,
  primary key (org_id, draft_id, key),
  foreign key (org_id, draft_id) references drafts on delete cascade
);

create index deal_keys_by_key on deal_keys (org_id, key, is_duplicate, number);

-- Rows to lock, so that two captures of one deal are drafted one after the other. A bucket stands for many keys and says of none.
create table deal_locks (
  org_id text not null references orgs on delete cascade,
  bucket integer not null,
  primary key (org_id, bucket)
) with (fillfactor = 50);

-- What a person said of a draft and another draft, or another capture: the same, or not.
create table draft_pairs (
  org_id text not null,
  draft_id uuid not null,
  other_id uuid not null,
  same boolean not null,
  primary key (org_id, draft_id, other_id),
  foreign key (org_id, draft_id) references drafts on delete cascade
);

create index draft_pairs_by_other on draft_pairs (org_id, other_id);
