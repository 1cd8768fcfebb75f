import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Button } from '../design/button.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { go } from './address.ts'
import { joinGame, lookUpGame, type OpenGame } from './api.ts'
import { EntranceFrame } from './entrance-frame.tsx'
import { FieldNote } from './field-note.tsx'
import { explain } from './refusals.ts'
import { newPlayer, savedPlayer, savePlayer } from './saved-player.ts'

interface Props {
  readonly code: string
  readonly game: OpenGame
}

const longest = 20
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Asks for a nickname, or shows the one that was drawn, and joins. */
export function NicknameStep({ code, game }: Props) {
  const words = useStrings('join')
  const { nickname: t } = words
  const input = useRef<HTMLInputElement>(null)
  // One player, however often the joining is tried, and after being taken out too.
  const [player, setPlayer] = useState(() => savedPlayer(game.gameId) ?? newPlayer())
  const [nickname, setNickname] = useState(game.suggestedName ?? '')
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    input.current?.focus()
    // The game itself is loaded while the name is typed.
    void import('./play/game.tsx')
  }, [])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const fault = faultOf(nickname)
    if (fault !== null) return refuse(fault)
    setBusy(true)
    const answer = await joinGame(code, { id: player.playerId, token: player.token, nickname })
    setBusy(false)
    if (!answer.ok) {
      if (answer.code === 'id_taken') setPlayer(newPlayer())
      return refuse(explain(answer, words))
    }
    const { gameId, playerId, nickname: taken } = answer.value
    const { token } = player
    const { title } = game
    savePlayer({
      gameId,
      playerId,
      token,
      code,
      title,
      nickname: taken,
      savedAt: Date.now(),
      removed: false,
    })
    go(`/play/${gameId}`, 'replace')
  }

  function faultOf(text: string): string | null {
    if (text.trim() === '') return t.missing
    return Array.from(graphemes.segment(text.trim())).length > longest ? t.tooLong(longest) : null
  }

  function refuse(text: string) {
    setError(text)
    input.current?.focus()
  }

  async function drawAnother() {
    setBusy(true)
    const answer = await lookUpGame(code)
    setBusy(false)
    if (!answer.ok) setError(explain(answer, words))
    else setNickname(answer.value.suggestedName ?? nickname)
  }

  const note = <FieldNote id="nickname-note" hint={t.hint} error={error} />
  return (
    <EntranceFrame title={t.title} above={game.title}>
      <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
        {game.generatedNames ? (
          <div className="grid justify-items-start gap-2">
            <p className="font-bold">{t.drawn}</p>
            <output className="poster text-3xl text-accent">{nickname}</output>
            {note}
            <Button onClick={() => void drawAnother()} busy={busy}>
              {t.another}
            </Button>
          </div>
        ) : (
          <div className="grid gap-1.5">
            <label htmlFor="nickname" className="font-bold">
              {t.label}
            </label>
            <input
              ref={input}
              id="nickname"
              name="nickname"
              value={nickname}
              onChange={(event) => {
                setNickname(event.target.value)
                const fault = faultOf(event.target.value)
                setError(fault === t.missing ? null : fault)
              }}
              maxLength={60}
              autoComplete="nickname"
              autoCapitalize="words"
              spellCheck={false}
              enterKeyHint="go"
              dir="auto"
              aria-describedby="nickname-note"
              aria-invalid={error !== null || undefined}
              className="w-full rounded-sm border-4 border-ink bg-leaf px-4 py-3 font-display text-2xl
                font-black aria-invalid:border-wrong"
            />
            {note}
          </div>
        )}
        <Button type="submit" kind="primary" size="large" busy={busy}>
          {t.action}
        </Button>
        <p>
          <button
            type="button"
            onClick={() => go('/join')}
            className="min-h-9 font-bold underline underline-offset-4"
          >
            {t.otherCode}
          </button>
        </p>
      </form>
    </EntranceFrame>
  )
}
