-- How well the learner says an answer was remembered. Null: they left it to correctness, hints and
-- time.
alter table practice_items add column rated text;
-- Not valid: older rows hold nothing that needs to be looked at.
alter table practice_items add constraint practice_items_rated_check
  check (rated in ('again', 'hard', 'good', 'easy')) not valid;

-- The review that the last answer of a session was: {responseId, num, grade, at, before}, with the
-- card before it (null: the question was new). From it that answer can be rated otherwise.
alter table practice_sessions add column last_review jsonb;
