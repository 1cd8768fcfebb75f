-- Live games: an event log per game, and who may take part.

create table games (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  quiz_id uuid references quizzes on delete set null,
  host_id bigint not null references people on delete cascade,
  code text not null,
  title text not null,
  screen_token_hash bytea not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz not null
);
create unique index games_by_code on games (code) where finished_at is null;
create index games_newest on games (workspace_id, id desc);
create index games_by_expiry on games (expires_at) where finished_at is null;

create table game_players (
  id uuid primary key,
  game_id uuid not null references games on delete cascade,
  person_id bigint not null references people on delete cascade,
  token_hash bytea not null unique,
  joined_at timestamptz not null
);
create index game_players_by_game on game_players (game_id);

create table game_events (
  game_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  event jsonb not null,
  primary key (game_id, seq)
) partition by range (game_id);

create table game_events_default partition of game_events default;
