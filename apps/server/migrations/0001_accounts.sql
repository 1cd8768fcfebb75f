-- Accounts, workspaces and who belongs to them.

create table users (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_by_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);

-- How somebody signs in: a password, later also other providers.
create table accounts (
  id uuid primary key,
  user_id uuid not null references users on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index accounts_by_user on accounts (user_id);

create table verifications (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_by_identifier on verifications (identifier);
create index verifications_by_expiry on verifications (expires_at);

create table workspaces (
  id uuid primary key,
  name text not null,
  -- Whoever signs up becomes a learner here.
  open_to_all boolean not null default false,
  created_at timestamptz not null default now()
);
create unique index workspaces_open_to_all on workspaces (open_to_all) where open_to_all;

-- One person in one workspace: a member with a role, or a guest of a live game (no user, no role).
-- The integer is what hot rows refer to.
create table people (
  id bigint generated always as identity primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  user_id uuid references users on delete cascade,
  role text check (role in ('owner', 'admin', 'author', 'host', 'learner')),
  created_at timestamptz not null default now(),
  unique (workspace_id, user_id),
  check ((user_id is null) = (role is null))
);
create index people_by_user on people (user_id);

create table invitations (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  role text not null check (role in ('owner', 'admin', 'author', 'host', 'learner')),
  token_hash bytea not null unique,
  email text,
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz
);
create index invitations_by_workspace on invitations (workspace_id, created_at desc, id desc);

create table audit_log (
  id uuid primary key,
  at timestamptz not null default now(),
  workspace_id uuid,
  actor_id uuid,
  action text not null,
  subject text,
  details jsonb not null default '{}',
  ip_address text,
  request_id text
);
create index audit_log_by_workspace on audit_log (workspace_id, id desc);

-- Everything that is mailed is written here first; a job delivers it.
create table mails (
  id uuid primary key,
  created_at timestamptz not null default now(),
  recipient text not null,
  subject text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'kept')),
  attempts smallint not null default 0,
  last_error text,
  sent_at timestamptz
);
create index mails_newest on mails (id desc);
