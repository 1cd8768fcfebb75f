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
-- A code that is no longer in use still tells people that its game is over.
create index games_by_any_code on games (code, id desc);
create index games_newest on games (workspace_id, id desc);
create index games_by_expiry on games (expires_at) where finished_at is null;

-- Player ids and tokens come from phones: unique within their game, so that nobody can get in the
-- way of another game.
-- Of the games that go on, for keeping their questions out of practice.
create index games_running on games (workspace_id, created_at) where finished_at is null;

create table game_players (
  game_id uuid not null references games on delete cascade,
  id uuid not null,
  person_id bigint not null references people on delete cascade,
  token_hash bytea not null,
  -- Of the cookie of the device that joined: a ban holds for the device, whatever it calls itself.
  device_hash bytea not null,
  joined_at timestamptz not null,
  primary key (game_id, id),
  unique (game_id, token_hash)
);
create index game_players_by_person on game_players (person_id);

create table game_events (
  game_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  event jsonb not null,
  primary key (game_id, seq)
) partition by range (game_id);

create table game_events_default partition of game_events default;

-- No foreign key: it would lock the game's row for each batch of answers.
create function delete_game_events() returns trigger language plpgsql as $$
begin
  delete from game_events where game_id = old.id;
  return old;
end
$$;

create trigger games_take_their_events after delete on games
  for each row execute function delete_game_events();
