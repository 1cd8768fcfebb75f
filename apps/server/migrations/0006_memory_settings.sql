-- What learners chose about their memory; who chose nothing has no row.
create table memory_settings (
  person_id bigint primary key references people on delete cascade,
  -- The probability of still knowing it at which a question comes back.
  desired_retention double precision not null check (desired_retention between 0.8 and 0.97),
  changed_at timestamptz not null
);
