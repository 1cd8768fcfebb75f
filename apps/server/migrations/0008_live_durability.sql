-- The host's command that made an event, with the first event it made: said again, after a restart
-- or where nobody knows whether it was stored, it is not done again.
alter table game_events add column command_id uuid;

-- Of the network address somebody joined from, keyed and salted with the game: enough to count who
-- comes from one address into one game, not enough to know the address or to find it elsewhere.
alter table game_players add column address_mark integer;

-- When members had learned from a finished game. Null: it is tried, again if need be.
alter table games add column learned_at timestamptz;
create index games_unlearned on games (id) where finished_at is not null and learned_at is null;

-- Of the games that go on, to be taken up page by page.
create index games_unfinished on games (id) where finished_at is null;
