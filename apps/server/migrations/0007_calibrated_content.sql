-- What the parameters of a question were estimated from: the version that was current. Answers to
-- one that asked something else, or had another key, don't describe it. Null: the author's guess.
alter table questions add column calibrated_version bigint;
update questions set calibrated_version = version where answers > 0;

alter table calibration_items
  -- Null: it was put back to the author's guess, or this was before versions were written down.
  add column question_version bigint,
  add column before_version bigint,
  -- The correlation of right answers with the ability that the same people's other answers tell of.
  add column discrimination real;
