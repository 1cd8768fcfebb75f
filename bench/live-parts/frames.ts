import { LIVE_PATH, LIVE_VERSION } from '@quizmentor/contract/live-protocol'
import { WebSocket } from 'ws'
import { Crowd } from './crowd.ts'
import { addressOf, join } from './phone.ts'
import { newPhones, type Side } from './side.ts'

/** What the real server said to a player, for the baselines to say the same. */
export interface Frames {
  readonly welcome: string
  /** With a question open. */
  readonly view: string
  /** What came of the host's extending the time, without its version. */
  readonly update: readonly string[]
  readonly version: number
}

/** Plays one question with a single player and writes down what they are told. */
export async function recordFrames(side: Side): Promise<Frames> {
  const games = await side.openGames(1)
  const [game] = games
  if (game === undefined) throw new Error('no game was opened')
  const crowd = new Crowd()
  const phone = newPhones(2)
  const shares = [{ ...game, players: 1, from: 1, phone, leads: true }]
  await crowd.join({ ...side, shares, perSecond: 100 })
  await crowd.host({ ...side, each: 1 })
  while (!crowd.screens().has('question_open')) {
    crowd.expectViews()
    await crowd.lead({ name: 'next' })
    await crowd.arrivals()
  }
  const { token } = await join(side.site, game.code, { number: 2, phone: phone + 1 }, () => {})
  const { heard, close } = listen(side.site, game.gameId, token, phone + 1)
  const welcome = await heard('welcome')
  const view = await heard('view')
  for (const { hosts } of crowd.tables) await hosts[0]?.live.command({ name: 'extend', seconds: 1 })
  const update = await heard('view', 'phase')
  await crowd.lead({ name: 'finish' })
  close()
  crowd.leave()
  return { welcome, view, ...withoutVersion(view, update) }
}

/** Gives, one after the other, the frames of certain types that a player's socket hears. */
function listen(site: string, gameId: string, token: string, phone: number) {
  const url = new URL(LIVE_PATH, site)
  url.protocol = 'ws:'
  const headers = { origin: site, 'x-forwarded-for': addressOf(phone) }
  const socket = new WebSocket(url, { headers, perMessageDeflate: false })
  const frames: string[] = []
  let look = () => {}
  socket.on('open', () => {
    const as = { role: 'player', gameId, token }
    socket.send(JSON.stringify({ t: 'hello', version: LIVE_VERSION, as }))
  })
  socket.on('message', (data: Buffer) => {
    frames.push(data.toString())
    look()
  })
  const heard = (...types: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      socket.once('close', (code) => reject(new Error(`a socket was closed with ${code}`)))
      look = () => {
        const index = frames.findIndex((frame) =>
          types.some((type) => frame.startsWith(`{"t":"${type}"`)),
        )
        if (index !== -1) resolve(frames.splice(0, index + 1).at(-1) ?? '')
      }
      look()
    })
  return { heard, close: () => socket.close() }
}

/** Cuts an update where its version stands. */
function withoutVersion(view: string, update: string) {
  const versionIn = (frame: string) => Number(/"version":(\d+)/.exec(frame)?.[1])
  const version = versionIn(view)
  const marked = update.split(`"version":${versionIn(update)}`)
  if (!(version > 0) || marked.length !== 2)
    throw new Error(`the version of a frame was not found: ${update}`)
  const [before = '', after = ''] = marked
  return { version, update: [`${before}"version":`, after] }
}
