// A player of live games in plain Node 22 or newer: joins by code, gives the first option of each
// question, and comes back whenever its connection is lost. The protocol: ../live-protocol.md
//
//   node live-client.mjs https://quiz.example.org 123456 Robot
import { randomBytes, randomUUID } from 'node:crypto'

const [site = 'http://localhost:3000', code = '', nickname = 'Robot'] = process.argv.slice(2)
const finalCodes = [4001, 4002, 4003, 4007, 4008]

let view = null
/** The connection, once it was welcome: before, nothing but `hello` may be said. */
let open = null
let losses = 0
let turn
/** Answers that the server has yet to accept, by id. They are said again, the same, until then. */
const unanswered = new Map()

const say = (message) => message && open?.send(JSON.stringify(message))
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

function uuidv7() {
  const time = Date.now().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** Joins. Sent again with the same id and token, one joins once. */
async function join() {
  const token = randomBytes(32).toString('base64url')
  const body = JSON.stringify({ id: uuidv7(), token, nickname })
  const call = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
  for (;;) {
    const url = new URL(`/api/v1/join/${code}/players`, site)
    const answer = await fetch(url, call).catch(() => null)
    if (answer?.ok) return { role: 'player', gameId: (await answer.json()).gameId, token }
    if (answer !== null && answer.status !== 429 && answer.status < 500)
      throw new Error((await answer.json()).detail)
    await sleep(1_000 * Number(answer?.headers.get('retry-after') ?? 1))
  }
}

function connect(as) {
  // Browsers name their page's origin by themselves.
  const headers = { origin: new URL(site).origin }
  const line = new WebSocket(new URL('/api/v1/live', site.replace(/^http/, 'ws')), { headers })
  let isOver = false
  let heardAt = performance.now()
  const watch = setInterval(() => {
    if (performance.now() - heardAt > 25_000) lost(1006)
    else say({ t: 'ping', n: 0 })
  }, 10_000)
  line.addEventListener('open', () => line.send(JSON.stringify({ t: 'hello', version: 1, as })))
  line.addEventListener('close', (closed) => lost(closed.code))
  line.addEventListener('message', ({ data }) => {
    heardAt = performance.now()
    if (!isOver) hear(JSON.parse(data), line)
  })

  function lost(closeCode) {
    if (isOver) return
    isOver = true
    open = null
    clearInterval(watch)
    clearTimeout(turn)
    line.close()
    if (view?.screen.name === 'finished') return
    console.log(`closed with ${closeCode}`)
    if (finalCodes.includes(closeCode)) process.exitCode = 1
    // Later each time, and not in the same moment as everybody else.
    else setTimeout(connect, Math.min(5_000, 250 * 2 ** losses++) * Math.random(), as)
  }
}

function hear(message, line) {
  switch (message.t) {
    case 'welcome':
      open = line
      losses = 0
      // The first view of a connection holds, whatever was seen on the one before.
      view = null
      for (const answer of unanswered.values()) say(answer)
      break
    case 'view':
      if (message.view.version >= (view?.version ?? 0)) show(message.view, message.now)
      break
    case 'phase': {
      const { version, playerCount, screen, now } = message
      if (view === null || version <= view.version) break
      // A phase is the same for everybody: what this player gave is not in it.
      const isSame = screen.question?.index === view.screen.question?.index
      const given = (isSame && view.screen.given) || null
      show({ ...view, version, playerCount, screen: { ...screen, given } }, now)
      break
    }
    case 'accepted': {
      const { question, given } = unanswered.get(message.id) ?? {}
      unanswered.delete(message.id)
      if (view !== null && view.screen.question?.index === question) view.screen.given = given
      console.log(`question ${question}: answered`)
      break
    }
    case 'refused':
      console.log(`refused: ${message.reason}`)
      if (!['try_again', 'too_many'].includes(message.reason)) unanswered.delete(message.id)
      else setTimeout(() => say(unanswered.get(message.id)), 500 + 500 * Math.random())
  }
}

function show(next, now) {
  view = next
  const { me, screen } = view
  clearTimeout(turn)
  if (screen.name === 'question_open' && !screen.question.paused)
    turn = setTimeout(answerFirst, Math.max(0, screen.question.opensAt - now))
  if (screen.name === 'revealed')
    console.log(`question ${screen.question.index}: ${screen.points} points, rank ${me.rank}`)
  if (screen.name === 'finished') {
    console.log(`finished: ${me.score} points, rank ${me.rank}`)
    open?.close()
  }
}

function answerFirst() {
  const { type, question, given, optionIds, units } = view.screen
  const first = {
    single_choice: { choice: optionIds[0] },
    multiple_choice: { choices: optionIds.slice(0, 1) },
    true_false: { truth: true },
    numeric: { value: 0, unit: units[0] },
  }[type]
  const isSaid = [...unanswered.values()].some((answer) => answer.question === question.index)
  if (first === undefined || given !== null || isSaid) return
  const id = uuidv7()
  unanswered.set(id, { t: 'answer', id, question: question.index, given: { type, ...first } })
  say(unanswered.get(id))
}

connect(await join())
