import { useEffect, useState } from 'react'
import { useStrings } from '../i18n/strings.tsx'
import { go } from './address.ts'
import { lookUpGame, type Answered, type OpenGame } from './api.ts'
import { CodeStep } from './code-step.tsx'
import { EntranceFrame } from './entrance-frame.tsx'
import { NicknameStep } from './nickname-step.tsx'
import { explain } from './refusals.ts'
import { isPlaying, newestPlayer } from './saved-player.ts'

interface Props {
  /** From the address, such as the QR code's. */
  readonly code: string | null
  /** The address names a game that this device isn't in. */
  readonly notHere: boolean
}

type Found = { readonly code: string; readonly game: OpenGame }

// Found when the code was typed: the nickname's address needn't ask again.
let found: Found | null = null

/** The way into a game: first its code, unless the address has it, then a nickname. */
export function Entrance({ code, notHere }: Props) {
  const words = useStrings('join')
  const [answer, setAnswer] = useState<Answered<OpenGame> | null>(() =>
    code !== null && found?.code === code ? { ok: true, value: found.game } : null,
  )

  useEffect(() => {
    if (code === null || answer !== null) return
    let gone = false
    void lookUpGame(code).then((answered) => {
      if (gone) return
      const gameId = gameToReturnTo(code, answered)
      if (gameId === null) setAnswer(answered)
      else go(`/play/${gameId}`, 'replace')
    })
    return () => void (gone = true)
  }, [code, answer])

  function enter(typed: string, game: OpenGame) {
    if (isPlaying(game.gameId)) return go(`/play/${game.gameId}`)
    found = { code: typed, game }
    if (typed === code) setAnswer({ ok: true, value: game })
    else go(`/j/${typed}`)
  }

  if (code === null)
    return <CodeStep first="" refusal={notHere ? words.problems.notHere : null} onFound={enter} />
  if (answer === null)
    return (
      <EntranceFrame title={words.nickname.title}>
        <p role="status" className="after-a-moment text-soft">
          {words.loading}
        </p>
      </EntranceFrame>
    )
  if (!answer.ok) return <CodeStep first={code} refusal={explain(answer, words)} onFound={enter} />
  return <NicknameStep code={code} game={answer.value} />
}

/** The game that this device is in already; a locked door or a full house is none for its players. */
function gameToReturnTo(code: string, answered: Answered<OpenGame>): string | null {
  if (answered.ok) return isPlaying(answered.value.gameId) ? answered.value.gameId : null
  const isShut = answered.code === 'game_locked' || answered.code === 'game_full'
  const newest = newestPlayer()
  return isShut && newest?.code === code ? newest.gameId : null
}
