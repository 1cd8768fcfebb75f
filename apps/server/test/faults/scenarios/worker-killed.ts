import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { newId } from '../../../src/platform/ids.ts'
import { Scene, until } from '../../live-kill/scene.ts'
import { Site } from '../../live-kill/site.ts'
import { Installation } from '../parts/installation.ts'
import { openDatabase } from '../parts/party.ts'
import { upload } from '../parts/upload.ts'
import type { Scenario, Stage } from '../scenario.ts'

const questions = 300
const doneWithinSeconds = 90

/** A worker dies while it stores a file of questions; another one does it, and all is there once. */
export const workerKilled: Scenario = {
  name: 'worker-killed',
  title: 'The worker is killed in the middle of a job',
  async play(stage: Stage) {
    const roles = ['api,live', 'worker', 'worker']
    const installation = await Installation.open(stage, {
      nodes: 2,
      redis: true,
      env: (node) => ({ QUIZMENTOR_ROLES: roles[node] ?? 'worker' }),
    })
    const { primary, nodes } = installation
    const [front, worker] = nodes
    if (front === undefined || worker === undefined) throw new Error('two nodes are needed')
    const scene = new Scene(front.url)
    stage.finally(() => scene.end())
    const site = await Site.open(scene, { kysely: openDatabase(stage, primary.url()) }, 0)
    const author = await site.member(scene, 'author')
    const { workspaceId } = site
    const text = Array.from(
      { length: questions },
      (_, number) => `::Q${number}:: Is ${number} a number? {T}\n\n`,
    ).join('')
    const importId = await upload(author.client, workspaceId, Buffer.from(text), 'numbers.gift')
    const topicId = newId()
    const { client } = author
    await client.bank.createTopic({
      params: { workspaceId },
      body: { id: topicId, title: 'Numbers', description: '' },
    })

    const holder = new pg.Client({ connectionString: primary.url() })
    holder.on('error', () => {})
    await holder.connect()
    stage.finally(() => holder.end())
    await holder.query('BEGIN; LOCK TABLE question_versions IN SHARE MODE')
    const params = { workspaceId, importId }
    await client.interchange.runImport({ params, body: { topicId } })
    await until('the worker stores', async () => {
      await delay(50)
      return (await waitingForLocks(primary)) > 0
    })
    await delay(stage.dice.between(0, 500))
    await worker.kill()
    stage.did('killed the worker while it was storing')
    await holder.query('ROLLBACK')
    const killedAt = performance.now()
    await installation.addNode()
    stage.did('started another worker')
    let state = ''
    while (state !== 'done' && state !== 'failed') {
      if (performance.now() - killedAt > doneWithinSeconds * 1_000) break
      await delay(250)
      state = (await client.interchange.getImport({ params })).state
    }
    const seconds = (performance.now() - killedAt) / 1_000
    const wanted = `within ${doneWithinSeconds} s`
    stage.asks(
      'the job is done after all',
      wanted,
      `${state} after ${seconds.toFixed(0)} s`,
      state === 'done',
    )
    const [stored] = await primary.query<{ questions: number; notes: number }>(`
      SELECT
        (SELECT count(*)::int FROM questions WHERE topic_id = '${topicId}') AS questions,
        (SELECT count(*)::int FROM audit_log
          WHERE action = 'import.done' AND subject = '${importId}') AS notes`)
    const found = `${stored?.questions} questions, ${stored?.notes} notes of it`
    const isOnce = stored?.questions === questions && stored.notes === 1
    stage.asks('its effect', `once: ${questions} questions, 1 note`, found, isOnce)
  },
}

async function waitingForLocks(primary: Installation['primary']): Promise<number> {
  const [row] = await primary.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event_type = 'Lock'",
  )
  return row?.count ?? 0
}
