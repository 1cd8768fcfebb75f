-- Files that nothing shows any more are let go, a while after that was first seen.

-- Since when; null: something shows it, or nobody has looked yet.
alter table media add column unused_since timestamptz;
