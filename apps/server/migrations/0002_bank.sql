-- The question bank: topics, questions with immutable versions, tracks, quizzes.
-- `source_ref` names what a row was loaded from, so that loading again updates instead of doubling.
-- Instants that pages continue from have milliseconds, as the program's dates do.

create table topics (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  parent_id uuid references topics on delete cascade,
  title text not null,
  description text not null default '',
  reading text,
  position integer not null default 0,
  source_ref text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, source_ref)
);
create index topics_by_parent on topics (workspace_id, parent_id, position);

create table questions (
  id uuid primary key,
  num bigint generated always as identity unique,
  workspace_id uuid not null references workspaces on delete cascade,
  topic_id uuid not null references topics,
  state text not null default 'draft' check (state in ('draft', 'in_review', 'published', 'retired')),
  type text not null,
  difficulty smallint not null check (difficulty between 1 and 10),
  bloom text not null
    check (bloom in ('remember', 'understand', 'apply', 'analyze', 'evaluate', 'create')),
  tags text[] not null default '{}',
  source jsonb,
  source_ref text,
  -- The current version.
  version bigint,
  -- What the list shows and the search reads: the stem and the options as plain text.
  plain_text text not null,
  search tsvector not null generated always as (to_tsvector('simple', plain_text)) stored,
  -- Item response parameters (logistic metric), their standard error and how many answers they rest on.
  a real not null default 1,
  b real not null,
  b_se real not null default 1,
  answers integer not null default 0,
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz(3) not null default now(),
  unique (workspace_id, source_ref)
);

create table question_versions (
  num bigint generated always as identity primary key,
  id uuid not null unique,
  question_id uuid not null references questions on delete cascade,
  number integer not null,
  content jsonb not null,
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  unique (question_id, number)
);

alter table questions
  add constraint questions_version_fkey foreign key (version) references question_versions (num)
  deferrable initially deferred;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are immutable', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger question_versions_immutable before update on question_versions
  for each row execute function refuse_change();

create index questions_newest on questions (workspace_id, updated_at desc, id desc);
create index questions_by_topic on questions (workspace_id, topic_id, updated_at desc, id desc);
create index questions_by_state on questions (workspace_id, state, updated_at desc, id desc);
create index questions_by_search on questions using gin (search);
create index questions_by_tag on questions using gin (tags);
create index questions_pool on questions (workspace_id, topic_id) include (num, a, b)
  where state = 'published';

create table tracks (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  title text not null,
  description text not null default '',
  -- Proportion correct needed to pass, 0 to 1.
  cut_score real not null check (cut_score between 0 and 1),
  source_ref text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (workspace_id, source_ref)
);

-- The blueprint: which share of a track's questions comes from which topic.
create table track_topics (
  track_id uuid not null references tracks on delete cascade,
  topic_id uuid not null references topics on delete cascade,
  weight real not null check (weight > 0),
  position smallint not null,
  primary key (track_id, topic_id)
);
create index track_topics_by_topic on track_topics (topic_id);

create table quizzes (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  title text not null,
  description text not null default '',
  source_ref text,
  created_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz(3) not null default now(),
  unique (workspace_id, source_ref)
);
create index quizzes_newest on quizzes (workspace_id, updated_at desc, id desc);

create table quiz_rounds (
  quiz_id uuid not null references quizzes on delete cascade,
  position smallint not null,
  title text not null,
  primary key (quiz_id, position)
);

create table quiz_questions (
  quiz_id uuid not null,
  round smallint not null,
  position smallint not null,
  question_id uuid not null references questions on delete cascade,
  primary key (quiz_id, round, position),
  foreign key (quiz_id, round) references quiz_rounds (quiz_id, position) on delete cascade
);
create index quiz_questions_by_question on quiz_questions (question_id);
