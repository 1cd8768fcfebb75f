import { useEffect, useRef, useState, type FormEvent } from 'react'
import { Button } from '../design/button.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { digitsOf, go } from './address.ts'
import { lookUpGame, type OpenGame } from './api.ts'
import { EntranceFrame } from './entrance-frame.tsx'
import { FieldNote } from './field-note.tsx'
import { explain } from './refusals.ts'
import { newestPlayer } from './saved-player.ts'

interface Props {
  /** What the field begins with. */
  readonly first: string
  /** What is wrong with that, or with the address. */
  readonly refusal: string | null
  readonly onFound: (code: string, game: OpenGame) => void
}

const length = 6

/** Asks for the code on the big screen. */
export function CodeStep({ first, refusal, onFound }: Props) {
  const words = useStrings('join')
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(first)
  const [error, setError] = useState(refusal)
  const [busy, setBusy] = useState(false)

  useEffect(() => input.current?.focus(), [])

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    const code = digitsOf(typed)
    if (code.length !== length) return refuse(words.code.incomplete)
    setBusy(true)
    const answer = await lookUpGame(code)
    setBusy(false)
    if (answer.ok) onFound(code, answer.value)
    else refuse(explain(answer, words))
  }

  function refuse(text: string) {
    setError(text)
    input.current?.select()
  }

  return (
    <EntranceFrame title={words.code.title}>
      <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-5">
        <div className="grid gap-1.5">
          <label htmlFor="code" className="font-bold">
            {words.code.label}
          </label>
          <input
            ref={input}
            id="code"
            name="code"
            value={typed}
            onChange={(event) => {
              setTyped(digitsOf(event.target.value).slice(0, length))
              setError(null)
            }}
            inputMode="numeric"
            autoComplete="off"
            enterKeyHint="go"
            placeholder="123456"
            dir="ltr"
            aria-describedby="code-note"
            aria-invalid={error !== null || undefined}
            className="tabular w-full rounded-sm border-4 border-ink bg-leaf px-4 py-2 text-center
              font-display text-4xl font-black tracking-[0.1em] placeholder:text-rule
              aria-invalid:border-wrong"
          />
          <FieldNote id="code-note" hint={words.code.hint} error={error} />
        </div>
        <Button type="submit" kind="primary" size="large" busy={busy}>
          {words.code.action}
        </Button>
      </form>
      <Resume />
    </EntranceFrame>
  )
}

/** The game that this device is in already. */
function Resume() {
  const { resume } = useStrings('join')
  const [player] = useState(newestPlayer)
  if (player === null) return null
  return (
    <section className="mt-8 grid justify-items-start gap-3 border-s-4 border-ink bg-paper py-1 ps-4">
      <div>
        <h2 className="text-lg">{resume.title}</h2>
        <p className="text-soft">{resume.detail(player.nickname, player.title)}</p>
      </div>
      <Button onClick={() => go(`/play/${player.gameId}`)}>{resume.action}</Button>
    </section>
  )
}
