-- Both are trusted: a role that may create in this database needs no superuser for them.
create extension if not exists pg_trgm;
create extension if not exists btree_gin;

-- What matching knows of an org: a copy of what its records say, looked up by keys. Names, websites and places of organisations are in
-- the clear, what is of people is sealed, and keys of people and phones are keyed hashes that differ from org to org.
create table mirror_accounts (
  org_id text not null references orgs on delete cascade,
  record_id text collate "C" not null,
  name text not null,
  website text,
  city text,
  country text,
  parent_id text,
  -- Sealed.
  phone bytea,
  -- The name without spaces; its words in alphabetical order; the first letter, and the first two, of each word.
  joined text collate "C" not null,
  sorted text collate "C" not null,
  initials text collate "C",
  pairs text collate "C",
  -- The registrable domain of the website, and what it is called without its ending.
  domain text collate "C",
  label text collate "C",
  -- The words of the name, each behind a mark of the org, and hashes of the phone: one index for all orgs, in which none meets another.
  tokens text[] not null,
  modified_at timestamptz(3) not null,
  -- The full load that brought it last.
  load text,
  primary key (org_id, record_id)
);

create index mirror_accounts_by_joined on mirror_accounts (org_id, joined);
create index mirror_accounts_by_sorted on mirror_accounts (org_id, sorted);
create index mirror_accounts_by_initials on mirror_accounts (org_id, initials) where initials is not null;
create index mirror_accounts_by_pairs on mirror_accounts (org_id, pairs) where pairs is not null;
create index mirror_accounts_by_domain on mirror_accounts (org_id, domain) where domain is not null;
create index mirror_accounts_by_label on mirror_accounts (org_id, label) where label is not null;
-- Without the list of what is not yet sorted in: every look-up would read it, and nothing sorts it in on the embedded database.
create index mirror_accounts_by_token on mirror_accounts using gin (tokens) with (fastupdate = off);

-- The words of an org's account names: how many accounts hold each, and what it looks like with one letter left out.
create table mirror_words (
  org_id text not null references orgs on delete cascade,
  word text collate "C" not null,
  accounts integer not null,
  forms text[] not null,
  primary key (org_id, word)
);

create index mirror_words_by_form on mirror_words using gin (forms) with (fastupdate = off);
create index mirror_words_by_trigram on mirror_words using gin (org_id, word gin_trgm_ops) with (fastupdate = off);

create table mirror_contacts (
  org_id text not null references orgs on delete cascade,
  record_id text collate "C" not null,
  account_id text collate "C",
  -- Everything that is of the person, sealed.
  content bytea not null,
  -- Keyed hashes: the address, its domain when it is an organisation's, and the words of the name and the phones.
  email text collate "C",
  domain text collate "C",
  tokens text[] not null,
  modified_at timestamptz(3) not null,
  load text,
  primary key (org_id, record_id)
);

create index mirror_contacts_by_account on mirror_contacts (org_id, account_id) where account_id is not null;
create index mirror_contacts_by_email on mirror_contacts (org_id, email) where email is not null;
create index mirror_contacts_by_domain on mirror_contacts (org_id, domain) where domain is not null;
create index mirror_contacts_by_token on mirror_contacts using gin (tokens) with (fastupdate = off);

-- Open ones only.
create table mirror_opportunities (
  org_id text not null references orgs on delete cascade,
  record_id text collate "C" not null,
  account_id text collate "C",
  -- Sealed.
  content bytea not null,
  modified_at timestamptz(3) not null,
  load text,
  primary key (org_id, record_id)
);

create index mirror_opportunities_by_account on mirror_opportunities (org_id, account_id, modified_at desc)
  where account_id is not null;

-- How many records of each kind the mirror of an org holds.
create table mirror_counts (
  org_id text not null references orgs on delete cascade,
  object text not null,
  records bigint not null,
  primary key (org_id, object)
);

-- What a person said of facts and a record: the same, or not. Facts are keyed hashes. Those of people and deals go with their capture.
create table match_decisions (
  org_id text not null references orgs on delete cascade,
  number bigint generated always as identity,
  target text not null,
  record_id text collate "C" not null,
  -- Hash of the name; and of what tells apart those of one name, when there is any (domain, e-mail).
  name text collate "C" not null,
  detail text collate "C",
  same boolean not null,
  decided_by text not null,
  decided_at timestamptz(3) not null default clock_timestamp(),
  -- Null where nothing of it is of a person.
  capture_id uuid,
  primary key (org_id, number),
  foreign key (org_id, capture_id) references captures on delete cascade
);

create index match_decisions_by_name on match_decisions (org_id, target, name);
create index match_decisions_by_capture on match_decisions (org_id, capture_id) where capture_id is not null;
