import type pg from 'pg'
import { z } from 'zod'

const one = z.tuple([z.object({ id: z.string() })])

/** The same on a primary and its standbys; no other database has it. */
export async function databaseId(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query(
    `SELECT system_identifier || '-' || oid AS id FROM pg_control_system(), pg_database
       WHERE datname = current_database()`,
  )
  return one.parse(rows)[0].id
}
