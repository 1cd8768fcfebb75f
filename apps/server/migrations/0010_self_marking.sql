-- Whether the learner asked for what they mark their answer by: from then on it is shown to them.
alter table practice_items add column revealed boolean not null default false;
