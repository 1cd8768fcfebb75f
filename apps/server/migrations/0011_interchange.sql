-- Files that questions are taken in from, what became of them, and the media that came along.

create table imports (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid not null references users on delete cascade,
  file_name text not null,
  -- Bytes of the whole file.
  size integer not null,
  state text not null default 'uploading'
    check (state in ('uploading', 'reading', 'previewed', 'storing', 'done', 'failed')),
  -- Whether its bytes are kept, as far as they came.
  has_file boolean not null default true,
  format text,
  -- Questions read so far.
  progress integer not null default 0,
  -- What was asked for last: how to read it, and where to put it.
  options jsonb,
  preview jsonb,
  report jsonb,
  failure jsonb,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index imports_by_user on imports (user_id, id desc);

-- In the database, so that any node can read a file that came to another; gone once it was taken in.
create table import_chunks (
  import_id uuid not null references imports on delete cascade,
  number smallint not null,
  bytes bytea not null,
  primary key (import_id, number)
);
alter table import_chunks alter column bytes set storage external;

-- Stored in the same transaction as the questions that show them.
create table media (
  workspace_id uuid not null references workspaces on delete cascade,
  -- SHA-256 of the bytes; whoever knows it may see the file.
  hash bytea not null,
  type text not null,
  -- As the file was called where it came from.
  name text not null,
  bytes bytea not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, hash)
);
alter table media alter column bytes set storage external;

alter table questions
  -- A short name beside the stem.
  add column title text,
  -- What came with it from elsewhere that a question of ours has no place for.
  add column kept jsonb;
