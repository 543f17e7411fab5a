-- Keys wrapped by a master key: the key of look-up hashes, and one check per master key that was ever used.
create table keyring (
  name text primary key,
  wrapped bytea not null
);
