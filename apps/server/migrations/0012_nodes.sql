-- Several nodes on one database: who is alive, which of them runs a game, and a way to tell each
-- other something where no faster one is there.

create table nodes (
  id uuid primary key,
  roles text[] not null,
  version text not null,
  -- Where it listens: whoever comes to the same place knows that it is gone.
  place text not null,
  started_at timestamptz not null default now(),
  -- By the database's clock, which all share. Who has not renewed it by then is taken for dead.
  alive_until timestamptz not null
);

-- The owner of a game runs its rules. Each taking counts the epoch up: what a former owner still
-- wants to store is refused by it.
alter table games add column owner_node uuid;
alter table games add column owner_epoch integer not null default 0;

-- The lock lets nobody take a game between this and the end of the transaction: who takes it reads
-- all that its former owner has stored. The rows are locked for their new events' sake anyway.
create function live_games_owned(game_ids uuid[], epochs integer[]) returns boolean
language plpgsql as $$
begin
  perform from games where id = any (game_ids) order by id for share;
  perform from unnest(game_ids, epochs) as owned (game_id, epoch)
    join games on games.id = owned.game_id
    where games.owner_epoch <> owned.epoch;
  if found then
    raise exception 'another node runs this game' using errcode = 'QM001';
  end if;
  return true;
end
$$;

-- What nodes say to each other while Redis is away, or where there is none. Worth nothing after a
-- crash, so it is kept out of the write-ahead log.
create unlogged table bus_messages (
  id bigint generated always as identity primary key,
  node_id uuid not null,
  body text not null,
  said_at timestamptz not null default now()
);
create index bus_messages_by_node on bus_messages (node_id, id);
