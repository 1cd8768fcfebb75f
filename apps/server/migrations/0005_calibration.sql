-- Each calibration of a workspace's questions, newest last by id. What it replaced is kept with it,
-- so that it can be taken back in one step.
create table calibrations (
  id uuid primary key,
  workspace_id uuid not null references workspaces on delete cascade,
  -- 2PL: all answers together. rating: answer by answer, while there are too few for that.
  method text not null check (method in ('2PL', 'rating')),
  people integer not null,
  answers integer not null,
  log_likelihood double precision,
  iterations integer,
  converged boolean,
  -- To the scale before: theta = slope * theta' + intercept.
  link_slope real not null default 1,
  link_intercept real not null default 0,
  made_at timestamptz not null,
  rolled_back_at timestamptz
);
create index calibrations_newest on calibrations (workspace_id, id desc);

create table calibration_items (
  calibration_id uuid not null references calibrations on delete cascade,
  question_num bigint not null references questions (num) on delete cascade,
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
  primary key (calibration_id, question_num)
);
create index calibration_items_by_question on calibration_items (question_num);

-- FSRS parameters fitted to one learner's reviews. The log losses are of the later reviews, which
-- the fit that was judged had not seen.
create table memory_fits (
  person_id bigint primary key references people on delete cascade,
  weights real[] not null check (cardinality(weights) = 21),
  reviews integer not null,
  log_loss real not null,
  default_log_loss real not null,
  fitted_at timestamptz not null
);
