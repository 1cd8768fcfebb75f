-- The database as the migrations leave it. Written by: npm run schema

CREATE OR REPLACE FUNCTION public.delete_game_events()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from game_events where game_id = old.id;
  return old;
end
$function$
;

CREATE OR REPLACE FUNCTION public.ensure_partitions(parent text, from_day date, months integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.live_games_owned(game_ids uuid[], epochs integer[])
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
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
$function$
;

CREATE OR REPLACE FUNCTION public.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'rows of % are immutable', tg_table_name using errcode = 'restrict_violation';
end
$function$
;

CREATE OR REPLACE FUNCTION public.uuid_of_time(moment timestamp with time zone)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE STRICT
AS $function$
  select (
    substr(hex, 1, 8) || '-' || substr(hex, 9, 4) || '-0000-0000-000000000000'
  )::uuid
  from (select lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0') as hex) as it
$function$
;

create table abilities (
  person_id bigint not null,
  topic_id uuid not null,
  theta real not null,
  se real not null,
  answers integer not null,
  updated_at timestamp with time zone not null,
  constraint abilities_pkey PRIMARY KEY (person_id, topic_id),
  constraint abilities_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint abilities_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topics(id) ON DELETE CASCADE
);

create table accounts (
  id uuid not null,
  user_id uuid not null,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_provider_id_account_id_key UNIQUE (provider_id, account_id),
  constraint accounts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table audit_log (
  id uuid not null,
  at timestamp with time zone not null default now(),
  workspace_id uuid,
  actor_id uuid,
  action text not null,
  subject text,
  details jsonb not null default '{}'::jsonb,
  ip_address text,
  request_id text,
  constraint audit_log_pkey PRIMARY KEY (id)
);

create table bus_messages (
  id bigint not null generated always as identity,
  node_id uuid not null,
  body text not null,
  said_at timestamp with time zone not null default now(),
  constraint bus_messages_pkey PRIMARY KEY (id)
);

create table calibration_items (
  calibration_id uuid not null,
  question_num bigint not null,
  a real not null,
  b real not null,
  a_se real,
  b_se real not null,
  answers integer not null,
  infit real,
  outfit real,
  before_a real not null,
  before_b real not null,
  before_b_se real not null,
  before_answers integer not null,
  question_version bigint,
  before_version bigint,
  discrimination real,
  constraint calibration_items_pkey PRIMARY KEY (calibration_id, question_num),
  constraint calibration_items_calibration_id_fkey FOREIGN KEY (calibration_id) REFERENCES calibrations(id) ON DELETE CASCADE,
  constraint calibration_items_question_num_fkey FOREIGN KEY (question_num) REFERENCES questions(num) ON DELETE CASCADE
);

create table calibrations (
  id uuid not null,
  workspace_id uuid not null,
  method text not null,
  people integer not null,
  answers integer not null,
  log_likelihood double precision,
  iterations integer,
  converged boolean,
  link_slope real not null default 1,
  link_intercept real not null default 0,
  made_at timestamp with time zone not null,
  rolled_back_at timestamp with time zone,
  constraint calibrations_pkey PRIMARY KEY (id),
  constraint calibrations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint calibrations_method_check CHECK ((method = ANY (ARRAY['2PL'::text, 'rating'::text])))
);

create table cards (
  person_id bigint not null,
  question_num bigint not null,
  due timestamp with time zone not null,
  stability real not null,
  difficulty real not null,
  state smallint not null,
  reps integer not null,
  lapses integer not null,
  scheduled_days integer not null,
  learning_steps smallint not null,
  last_review timestamp with time zone,
  constraint cards_pkey PRIMARY KEY (person_id, question_num) INCLUDE (due),
  constraint cards_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint cards_question_num_fkey FOREIGN KEY (question_num) REFERENCES questions(num) ON DELETE CASCADE
);

create table game_events (
  game_id uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  event jsonb not null,
  command_id uuid,
  constraint game_events_pkey PRIMARY KEY (game_id, seq)
) partition by RANGE (game_id);

create table game_events_default partition of game_events DEFAULT;

create table game_learning (
  game_id uuid not null,
  person_id bigint not null,
  constraint game_learning_pkey PRIMARY KEY (game_id, person_id),
  constraint game_learning_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);

create table game_players (
  game_id uuid not null,
  id uuid not null,
  person_id bigint not null,
  token_hash bytea not null,
  device_hash bytea not null,
  joined_at timestamp with time zone not null,
  address_mark integer,
  constraint game_players_pkey PRIMARY KEY (game_id, id),
  constraint game_players_game_id_token_hash_key UNIQUE (game_id, token_hash),
  constraint game_players_game_id_fkey FOREIGN KEY (game_id) REFERENCES games(id) ON DELETE CASCADE,
  constraint game_players_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE
);

create table games (
  id uuid not null,
  workspace_id uuid not null,
  quiz_id uuid,
  host_id bigint not null,
  code text not null,
  title text not null,
  screen_token_hash bytea not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  learned_at timestamp with time zone,
  owner_node uuid,
  owner_epoch integer not null default 0,
  constraint games_pkey PRIMARY KEY (id),
  constraint games_host_id_fkey FOREIGN KEY (host_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint games_quiz_id_fkey FOREIGN KEY (quiz_id) REFERENCES quizzes(id) ON DELETE SET NULL,
  constraint games_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);

create table import_chunks (
  import_id uuid not null,
  number smallint not null,
  bytes bytea not null,
  constraint import_chunks_pkey PRIMARY KEY (import_id, number),
  constraint import_chunks_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE
);

create table imports (
  id uuid not null,
  workspace_id uuid not null,
  user_id uuid not null,
  file_name text not null,
  size integer not null,
  state text not null default 'uploading'::text,
  has_file boolean not null default true,
  format text,
  progress integer not null default 0,
  options jsonb,
  preview jsonb,
  report jsonb,
  failure jsonb,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint imports_pkey PRIMARY KEY (id),
  constraint imports_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint imports_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint imports_state_check CHECK ((state = ANY (ARRAY['uploading'::text, 'reading'::text, 'previewed'::text, 'storing'::text, 'done'::text, 'failed'::text])))
);

create table invitations (
  id uuid not null,
  workspace_id uuid not null,
  role text not null,
  token_hash bytea not null,
  email text,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint invitations_pkey PRIMARY KEY (id),
  constraint invitations_token_hash_key UNIQUE (token_hash),
  constraint invitations_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint invitations_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'author'::text, 'host'::text, 'learner'::text])))
);

create table mails (
  id uuid not null,
  created_at timestamp with time zone not null default now(),
  recipient text not null,
  subject text not null,
  body text not null,
  state text not null default 'waiting'::text,
  attempts smallint not null default 0,
  last_error text,
  sent_at timestamp with time zone,
  constraint mails_pkey PRIMARY KEY (id),
  constraint mails_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'kept'::text])))
);

create table media (
  workspace_id uuid not null,
  hash bytea not null,
  type text not null,
  name text not null,
  bytes bytea not null,
  created_at timestamp with time zone not null default now(),
  unused_since timestamp with time zone,
  constraint media_pkey PRIMARY KEY (workspace_id, hash),
  constraint media_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);

create table memory_fits (
  person_id bigint not null,
  weights real[] not null,
  reviews integer not null,
  log_loss real not null,
  default_log_loss real not null,
  fitted_at timestamp with time zone not null,
  constraint memory_fits_pkey PRIMARY KEY (person_id),
  constraint memory_fits_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint memory_fits_weights_check CHECK ((cardinality(weights) = 21))
);

create table memory_settings (
  person_id bigint not null,
  desired_retention double precision not null,
  changed_at timestamp with time zone not null,
  constraint memory_settings_pkey PRIMARY KEY (person_id),
  constraint memory_settings_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint memory_settings_desired_retention_check CHECK (((desired_retention >= (0.8)::double precision) AND (desired_retention <= (0.97)::double precision)))
);

create table nodes (
  id uuid not null,
  roles text[] not null,
  version text not null,
  place text not null,
  started_at timestamp with time zone not null default now(),
  alive_until timestamp with time zone not null,
  constraint nodes_pkey PRIMARY KEY (id)
);

create table people (
  id bigint not null generated always as identity,
  workspace_id uuid not null,
  user_id uuid,
  role text,
  created_at timestamp with time zone not null default now(),
  constraint people_pkey PRIMARY KEY (id),
  constraint people_workspace_id_user_id_key UNIQUE (workspace_id, user_id),
  constraint people_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint people_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint people_check CHECK (((user_id IS NULL) = (role IS NULL))),
  constraint people_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'author'::text, 'host'::text, 'learner'::text])))
);

create table practice_items (
  session_id uuid not null,
  "position" smallint not null,
  question_num bigint not null,
  question_version bigint not null,
  topic_id uuid not null,
  reason text not null,
  seed integer not null,
  hints_shown smallint not null default 0,
  shown_at timestamp with time zone not null,
  response_id uuid,
  score real,
  rated text,
  revealed boolean not null default false,
  constraint practice_items_pkey PRIMARY KEY (session_id, "position"),
  constraint practice_items_session_id_fkey FOREIGN KEY (session_id) REFERENCES practice_sessions(id) ON DELETE CASCADE,
  constraint practice_items_rated_check CHECK ((rated = ANY (ARRAY['again'::text, 'hard'::text, 'good'::text, 'easy'::text]))) NOT VALID,
  constraint practice_items_reason_check CHECK ((reason = ANY (ARRAY['new'::text, 'due'::text, 'again'::text, 'ahead'::text])))
);

create table practice_sessions (
  id uuid not null,
  workspace_id uuid not null,
  person_id bigint not null,
  mode text not null,
  scope jsonb not null,
  title text not null,
  questions smallint,
  minutes smallint,
  seed integer not null,
  abilities jsonb not null default '{}'::jsonb,
  answered smallint not null default 0,
  correct smallint not null default 0,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  last_review jsonb,
  constraint practice_sessions_pkey PRIMARY KEY (id),
  constraint practice_sessions_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(id) ON DELETE CASCADE,
  constraint practice_sessions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint practice_sessions_mode_check CHECK ((mode = ANY (ARRAY['adaptive'::text, 'review'::text, 'exam'::text, 'quiz'::text])))
);

create table question_versions (
  num bigint not null generated always as identity,
  id uuid not null,
  question_id uuid not null,
  number integer not null,
  content jsonb not null,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  constraint question_versions_pkey PRIMARY KEY (num),
  constraint question_versions_id_key UNIQUE (id),
  constraint question_versions_question_id_number_key UNIQUE (question_id, number),
  constraint question_versions_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint question_versions_question_id_fkey FOREIGN KEY (question_id) REFERENCES questions(id) ON DELETE CASCADE
);

create table questions (
  id uuid not null,
  num bigint not null generated always as identity,
  workspace_id uuid not null,
  topic_id uuid not null,
  state text not null default 'draft'::text,
  type text not null,
  difficulty smallint not null,
  bloom text not null,
  tags text[] not null default '{}'::text[],
  source jsonb,
  source_ref text,
  version bigint,
  plain_text text not null,
  search tsvector not null generated always as (to_tsvector('simple'::regconfig, plain_text)) stored,
  a real not null default 1,
  b real not null,
  b_se real not null default 1,
  answers integer not null default 0,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp(3) with time zone not null default now(),
  calibrated_version bigint,
  title text,
  kept jsonb,
  constraint questions_pkey PRIMARY KEY (id),
  constraint questions_num_key UNIQUE (num),
  constraint questions_workspace_id_source_ref_key UNIQUE (workspace_id, source_ref),
  constraint questions_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint questions_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topics(id),
  constraint questions_version_fkey FOREIGN KEY (version) REFERENCES question_versions(num) DEFERRABLE INITIALLY DEFERRED,
  constraint questions_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint questions_bloom_check CHECK ((bloom = ANY (ARRAY['remember'::text, 'understand'::text, 'apply'::text, 'analyze'::text, 'evaluate'::text, 'create'::text]))),
  constraint questions_difficulty_check CHECK (((difficulty >= 1) AND (difficulty <= 10))),
  constraint questions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'in_review'::text, 'published'::text, 'retired'::text])))
);

create table quiz_questions (
  quiz_id uuid not null,
  round smallint not null,
  "position" smallint not null,
  question_id uuid not null,
  constraint quiz_questions_pkey PRIMARY KEY (quiz_id, round, "position"),
  constraint quiz_questions_question_id_fkey FOREIGN KEY (question_id) REFERENCES questions(id) ON DELETE CASCADE,
  constraint quiz_questions_quiz_id_round_fkey FOREIGN KEY (quiz_id, round) REFERENCES quiz_rounds(quiz_id, "position") ON DELETE CASCADE
);

create table quiz_rounds (
  quiz_id uuid not null,
  "position" smallint not null,
  title text not null,
  constraint quiz_rounds_pkey PRIMARY KEY (quiz_id, "position"),
  constraint quiz_rounds_quiz_id_fkey FOREIGN KEY (quiz_id) REFERENCES quizzes(id) ON DELETE CASCADE
);

create table quizzes (
  id uuid not null,
  workspace_id uuid not null,
  title text not null,
  description text not null default ''::text,
  source_ref text,
  created_by uuid,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp(3) with time zone not null default now(),
  constraint quizzes_pkey PRIMARY KEY (id),
  constraint quizzes_workspace_id_source_ref_key UNIQUE (workspace_id, source_ref),
  constraint quizzes_created_by_fkey FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL,
  constraint quizzes_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);

create table responses (
  id uuid not null,
  person_id bigint not null,
  question_version bigint not null,
  place smallint not null,
  score real not null,
  latency_ms integer not null,
  answered_at timestamp with time zone not null,
  given jsonb not null,
  constraint responses_pkey PRIMARY KEY (id)
) partition by RANGE (id);

create table responses_default partition of responses DEFAULT;

create table sessions (
  id uuid not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_key UNIQUE (token),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

create table topics (
  id uuid not null,
  workspace_id uuid not null,
  parent_id uuid,
  title text not null,
  description text not null default ''::text,
  reading text,
  "position" integer not null default 0,
  source_ref text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint topics_pkey PRIMARY KEY (id),
  constraint topics_workspace_id_source_ref_key UNIQUE (workspace_id, source_ref),
  constraint topics_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES topics(id) ON DELETE CASCADE,
  constraint topics_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE
);

create table track_topics (
  track_id uuid not null,
  topic_id uuid not null,
  weight real not null,
  "position" smallint not null,
  constraint track_topics_pkey PRIMARY KEY (track_id, topic_id),
  constraint track_topics_topic_id_fkey FOREIGN KEY (topic_id) REFERENCES topics(id) ON DELETE CASCADE,
  constraint track_topics_track_id_fkey FOREIGN KEY (track_id) REFERENCES tracks(id) ON DELETE CASCADE,
  constraint track_topics_weight_check CHECK ((weight > (0)::double precision))
);

create table tracks (
  id uuid not null,
  workspace_id uuid not null,
  title text not null,
  description text not null default ''::text,
  cut_score real not null,
  source_ref text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint tracks_pkey PRIMARY KEY (id),
  constraint tracks_workspace_id_source_ref_key UNIQUE (workspace_id, source_ref),
  constraint tracks_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES workspaces(id) ON DELETE CASCADE,
  constraint tracks_cut_score_check CHECK (((cut_score >= (0)::double precision) AND (cut_score <= (1)::double precision)))
);

create table users (
  id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null default false,
  image text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_email_key UNIQUE (email),
  constraint users_email_check CHECK ((email = lower(email)))
);

create table verifications (
  id uuid not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint verifications_pkey PRIMARY KEY (id)
);

create table workspaces (
  id uuid not null,
  name text not null,
  open_to_all boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint workspaces_pkey PRIMARY KEY (id)
);

CREATE INDEX abilities_by_topic ON public.abilities USING btree (topic_id);

CREATE INDEX accounts_by_user ON public.accounts USING btree (user_id);

CREATE INDEX audit_log_by_workspace ON public.audit_log USING btree (workspace_id, id DESC);

CREATE INDEX bus_messages_by_node ON public.bus_messages USING btree (node_id, id);

CREATE INDEX calibration_items_by_question ON public.calibration_items USING btree (question_num);

CREATE INDEX calibrations_newest ON public.calibrations USING btree (workspace_id, id DESC);

CREATE INDEX cards_by_question ON public.cards USING btree (question_num);

CREATE INDEX game_players_by_person ON public.game_players USING btree (person_id);

CREATE INDEX games_by_any_code ON public.games USING btree (code, id DESC);

CREATE UNIQUE INDEX games_by_code ON public.games USING btree (code) WHERE (finished_at IS NULL);

CREATE INDEX games_by_expiry ON public.games USING btree (expires_at) WHERE (finished_at IS NULL);

CREATE INDEX games_newest ON public.games USING btree (workspace_id, id DESC);

CREATE INDEX games_running ON public.games USING btree (workspace_id, created_at) WHERE (finished_at IS NULL);

CREATE INDEX games_unfinished ON public.games USING btree (id) WHERE (finished_at IS NULL);

CREATE INDEX games_unlearned ON public.games USING btree (id) WHERE ((finished_at IS NOT NULL) AND (learned_at IS NULL));

CREATE INDEX imports_by_user ON public.imports USING btree (user_id, id DESC);

CREATE INDEX invitations_by_workspace ON public.invitations USING btree (workspace_id, created_at DESC, id DESC);

CREATE INDEX mails_newest ON public.mails USING btree (id DESC);

CREATE INDEX people_by_user ON public.people USING btree (user_id);

CREATE UNIQUE INDEX practice_items_by_response ON public.practice_items USING btree (response_id);

CREATE INDEX practice_sessions_newest ON public.practice_sessions USING btree (person_id, id DESC);

CREATE INDEX practice_sessions_unfinished ON public.practice_sessions USING btree (person_id, id DESC) WHERE (ended_at IS NULL);

CREATE INDEX questions_by_search ON public.questions USING gin (search);

CREATE INDEX questions_by_state ON public.questions USING btree (workspace_id, state, updated_at DESC, id DESC);

CREATE INDEX questions_by_tag ON public.questions USING gin (tags);

CREATE INDEX questions_by_topic ON public.questions USING btree (workspace_id, topic_id, updated_at DESC, id DESC);

CREATE INDEX questions_newest ON public.questions USING btree (workspace_id, updated_at DESC, id DESC);

CREATE INDEX questions_pool ON public.questions USING btree (workspace_id, topic_id) INCLUDE (num, a, b) WHERE (state = 'published'::text);

CREATE INDEX quiz_questions_by_question ON public.quiz_questions USING btree (question_id);

CREATE INDEX quizzes_newest ON public.quizzes USING btree (workspace_id, updated_at DESC, id DESC);

CREATE INDEX responses_by_person ON ONLY public.responses USING btree (person_id, id DESC);

CREATE INDEX sessions_by_expiry ON public.sessions USING btree (expires_at);

CREATE INDEX sessions_by_user ON public.sessions USING btree (user_id);

CREATE INDEX topics_by_parent ON public.topics USING btree (workspace_id, parent_id, "position");

CREATE INDEX track_topics_by_topic ON public.track_topics USING btree (topic_id);

CREATE INDEX verifications_by_expiry ON public.verifications USING btree (expires_at);

CREATE INDEX verifications_by_identifier ON public.verifications USING btree (identifier);

CREATE UNIQUE INDEX workspaces_open_to_all ON public.workspaces USING btree (open_to_all) WHERE open_to_all;

CREATE TRIGGER games_take_their_events AFTER DELETE ON public.games FOR EACH ROW EXECUTE FUNCTION delete_game_events();

CREATE TRIGGER question_versions_immutable BEFORE UPDATE ON public.question_versions FOR EACH ROW EXECUTE FUNCTION refuse_change();
