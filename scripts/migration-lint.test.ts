import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findMigrationFaults, lintMigration } from './migration-lint.ts'

const rulesOf = async (sql: string) =>
  (await lintMigration(sql)).map(({ what }) => what.split(':', 1)[0])

describe('the check of migrations', () => {
  it.each([
    ['drop table a;', 'drop'],
    ['drop function f;', 'drop'],
    ['alter table a drop column b;', 'drop'],
    ['alter table a rename column b to c;', 'rename'],
    ['alter table a rename to b;', 'rename'],
    ['alter table a alter column b type bigint;', 'type'],
    ['alter table a alter column b set not null;', 'not-null'],
    ['alter table a add column b integer not null;', 'not-null'],
    ['alter table a add column b uuid default gen_random_uuid();', 'rewrite'],
    ['alter table a add column b integer generated always as (c + 1) stored;', 'rewrite'],
    ['alter table a add column b bigint generated always as identity;', 'rewrite'],
    ['create index i on a (b);', 'index'],
    ['alter table a add unique (b);', 'index'],
    ['create index concurrently i on a (b);', 'transaction'],
    ['alter table a add foreign key (b) references c (id);', 'validation'],
    ['alter table a add column b bigint references c (id);', 'validation'],
    ['alter table a add check (b > 0);', 'validation'],
    ['lock table a;', 'lock'],
    ['truncate a;', 'lock'],
    ['drop index i;', 'lock'],
    ['update a set b = 1;', 'whole-table'],
    ['delete from a;', 'whole-table'],
    ['-- outside a transaction\ncreate index concurrently if not exists i on a (b);', 'repeat'],
    ['-- outside a transaction\ndrop index concurrently i;', 'repeat'],
    ["-- outside a transaction\ncomment on table a is 'one;\ntwo';", 'split'],
  ])('refuses %s', async (sql, rule) => {
    expect(await rulesOf(sql)).toEqual([rule])
  })

  it.each([
    'create table a (id bigint primary key, b integer not null references c (id));',
    'create table a (id bigint); create index i on a (id); alter table a add unique (id);',
    'alter table a add column b integer;',
    "alter table a add column b text not null default '', add column c timestamptz default now();",
    "alter table a add column b jsonb not null default '{}'::jsonb;",
    'alter table a add foreign key (b) references c (id) not valid;',
    'alter table a validate constraint f;',
    'alter table a drop constraint f, alter column b drop not null, alter column b set default 1;',
    'alter table a add constraint u unique using index i;',
    'update a set b = 1 where b is null;',
    'create function f() returns integer language sql as $$ delete from a; select 1 $$;',
    '-- contract: needs 0012\ndrop table a; alter table b drop column c;',
    '-- outside a transaction\ndrop index concurrently if exists i;\ncreate index concurrently i on a (b);',
    '-- lint: allow index because the table is new in every installation\ncreate index i on a (b);',
  ])('takes %s', async (sql) => {
    expect(await rulesOf(sql)).toEqual([])
  })

  it('says on which line, and excuses one statement from one rule alone', async () => {
    const sql = `-- What for.

-- lint: allow lock because nobody uses it yet
truncate a;
-- lint: allow lock because nobody uses it yet
update a set b = 'ä';

-- lint: allow drop because
drop table a;`
    expect(await lintMigration(sql)).toEqual([
      { line: 6, what: expect.stringMatching(/^whole-table: /) },
      { line: 9, what: expect.stringMatching(/^drop: /) },
    ])
  })

  it('finds nothing in the migrations of this program', async () => {
    expect(await findMigrationFaults(fileURLToPath(new URL('..', import.meta.url)))).toEqual([])
  })
})
