import { createHmac, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { v7 } from 'uuid'
import { sessionCookieName } from '../../apps/server/src/features/identity/session-cookie.ts'

/** Members of a workspace who are signed in, each by a session row and the cookie that goes with it. */
export async function signedIn(
  database: pg.Pool,
  secret: string,
  { workspaceId, role, count }: { workspaceId: string; role: 'learner' | 'author'; count: number },
): Promise<string[]> {
  const people = Array.from({ length: count }, () => ({
    user: v7(),
    token: randomBytes(24).toString('base64url'),
  }))
  await database.query(
    `with made as (
       insert into users (id, name, email, email_verified)
       select id, 'Somebody', id || '@example.org', true from unnest($1::uuid[]) id
       returning id
     ), seated as (
       insert into people (workspace_id, user_id, role) select $2, id, $3 from made
     )
     insert into sessions (id, user_id, token, expires_at)
     select gen_random_uuid(), id, token, now() + interval '1 day'
     from unnest($1::uuid[], $4::text[]) as given (id, token) join made using (id)`,
    [people.map(({ user }) => user), workspaceId, role, people.map(({ token }) => token)],
  )
  return people.map(({ token }) => {
    const signature = createHmac('sha256', secret).update(token).digest('base64')
    return `${sessionCookieName(false)}=${encodeURIComponent(`${token}.${signature}`)}`
  })
}
