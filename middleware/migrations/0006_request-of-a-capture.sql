-- The request that brought a capture, as the org named it: the log of every stage carries it, so that one search shows the whole way.
alter table captures add column request_id uuid;
