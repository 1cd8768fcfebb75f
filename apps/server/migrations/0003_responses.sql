-- Everything a person answers, anywhere, is one response. Partitioned by month; the key is a
-- UUIDv7, whose high bits are the time, so its uniqueness holds across partitions.

create function uuid_of_time(moment timestamptz) returns uuid language sql immutable strict as $$
  select (
    substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-0000-0000-000000000000'
  )::uuid
  from (select lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') as hex) as it
$$;

create table responses (
  id uuid primary key,
  person_id bigint not null,
  question_version bigint not null,
  -- 1 practice, 2 exam, 3 live
  place smallint not null,
  score real not null,
  latency_ms integer not null,
  answered_at timestamptz not null,
  -- The answer, compact.
  given jsonb not null
) partition by range (id);

create table responses_default partition of responses default;
create index responses_by_person on responses (person_id, id desc);

-- Makes the partitions of `parent` for the month of `from_day` and `months` more. Repeatable, also
-- by two nodes at once. Rows that came before their partition move into it.
create function ensure_partitions(parent text, from_day date, months integer) returns void
language plpgsql as $$
declare
  id_column name;
  first_day date;
  low uuid;
  high uuid;
  child text;
begin
  perform pg_advisory_xact_lock(hashtextextended('ensure_partitions ' || parent, 0));
  select attname into strict id_column
    from pg_partitioned_table join pg_attribute on attrelid = partrelid and attnum = partattrs[0]
    where partrelid = parent::regclass;
  for step in 0..months loop
    first_day := (date_trunc('month', from_day) + make_interval(months => step))::date;
    child := parent || to_char(first_day, '"_"YYYY"_"MM');
    continue when to_regclass(child) is not null;
    low := uuid_of_time(first_day::timestamp at time zone 'UTC');
    high := uuid_of_time((first_day + interval '1 month') at time zone 'UTC');
    execute format('create table %I (like %I including all)', child, parent);
    execute format(
      'with early as (delete from %I where %I >= %L and %I < %L returning *)'
      ' insert into %I select * from early',
      parent || '_default', id_column, low, id_column, high, child
    );
    execute format(
      'alter table %I attach partition %I for values from (%L) to (%L)', parent, child, low, high
    );
  end loop;
end
$$;

create table practice_sessions (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  person_id bigint not null references people on delete cascade,
  mode text not null check (mode in ('adaptive', 'review', 'exam', 'quiz')),
  -- What is practised: {"kind": "track", "id": …}, a topic or a quiz.
  scope jsonb not null,
  title text not null,
  questions smallint,
  minutes smallint,
  -- Never sent: choices and shows are drawn from it.
  seed integer not null,
  -- topic id → ability {theta, se, answers} before this session (null: nothing known) and after.
  abilities jsonb not null default '{}',
  answered smallint not null default 0,
  correct smallint not null default 0,
  started_at timestamptz not null,
  ended_at timestamptz
);
create index practice_sessions_newest on practice_sessions (person_id, id desc);
create index practice_sessions_unfinished on practice_sessions (person_id, id desc)
  where ended_at is null;

-- The questions of a session in order; the last may still be unanswered.
create table practice_items (
  session_id uuid not null references practice_sessions on delete cascade,
  position smallint not null,
  question_num bigint not null,
  question_version bigint not null,
  topic_id uuid not null,
  reason text not null check (reason in ('new', 'due', 'again', 'ahead')),
  seed integer not null,
  hints_shown smallint not null default 0,
  shown_at timestamptz not null,
  response_id uuid,
  score real,
  primary key (session_id, position)
);
create unique index practice_items_by_response on practice_items (response_id);

create table abilities (
  person_id bigint not null references people on delete cascade,
  topic_id uuid not null references topics on delete cascade,
  theta real not null,
  se real not null,
  answers integer not null,
  updated_at timestamptz not null,
  primary key (person_id, topic_id)
);
create index abilities_by_topic on abilities (topic_id);

-- A learner's memory state of a question (FSRS).
create table cards (
  person_id bigint not null references people on delete cascade,
  question_num bigint not null references questions (num) on delete cascade,
  due timestamptz not null,
  stability real not null,
  difficulty real not null,
  -- 0 new, 1 learning, 2 review, 3 relearning
  state smallint not null,
  reps integer not null,
  lapses integer not null,
  scheduled_days integer not null,
  learning_steps smallint not null,
  last_review timestamptz,
  primary key (person_id, question_num) include (due)
);
create index cards_by_question on cards (question_num);

-- Whose abilities and cards a live game has moved already: what is told twice is learned once.
create table game_learning (
  game_id uuid not null,
  person_id bigint not null references people on delete cascade,
  primary key (game_id, person_id)
);
