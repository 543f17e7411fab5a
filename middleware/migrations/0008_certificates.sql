-- When the certificate ends that a key came with; null for a bare public key. It warns a person, it does not end the key.
alter table signing_keys add column certificate_expires_at timestamptz;
