import '../../screen/stage.css'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import type { ScreenView, StageQuestion } from '@quizmentor/engine/live/types'
import {
  CORRECT_FROM,
  score,
  solutionOf,
  type Given,
  type QuestionContent,
  type ShownQuestion,
} from '@quizmentor/engine/question/question'
import { Button } from '../../design/button.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { shownDraft } from '../../questions/draft.ts'
import { unfolded, type Images } from '../../questions/editing/images.ts'
import { firstGiven, isAnswered } from '../../questions/player-props.ts'
import { Markdown } from '../../questions/prompt.tsx'
import { QuestionPlayer } from '../../questions/question-player.tsx'
import { SaidAfter } from '../../questions/said-after-view.tsx'
import { QuestionScene } from '../../screen/question-scene.tsx'
import { isLive } from '../live-type.ts'
import { contentOf } from './check.ts'
import { mapTexts, type QuestionDraft } from './draft.ts'
import { Frame } from './frame.tsx'

interface Props {
  readonly draft: QuestionDraft
  readonly images: Images
}

/** The question as a phone and as the big screen will show it. */
export function Preview({ draft, images }: Props) {
  const { preview: t } = useStrings('bank')
  // Typing goes first; the previews follow.
  const later = useDeferredValue(draft)
  const shown = useMemo(
    () =>
      mapTexts(
        shownDraft(later.stem.trim() === '' ? t.noStem : later.stem, later.answer, (id) => id),
        (text) => unfolded(text, images),
      ),
    [later, images, t],
  )
  const content = useMemo(() => contentOf(later, images), [later, images])
  return (
    <div className="grid gap-5 sm:grid-cols-[minmax(11rem,3fr)_5fr] sm:items-start">
      <figure className="mx-auto w-full max-w-72">
        <div className="overflow-hidden rounded-[1.4rem] border-[0.5rem] border-ink">
          <Frame title={t.phone} width={390} height={760}>
            <Phone
              // Begins again when what is answered changes.
              key={JSON.stringify([shown.type, shown.body])}
              shown={shown}
              content={content}
            />
          </Frame>
        </div>
        <figcaption className="mt-2 text-center text-sm text-soft">{t.phone}</figcaption>
      </figure>
      <figure>
        <div className="border-[0.4rem] border-ink">
          {isLive(shown.type) ? (
            <Frame title={t.screen} width={1280} height={720} inert>
              <BigScreen shown={shown} />
            </Frame>
          ) : (
            <div className="grid aspect-video place-items-center bg-sunk p-6 text-center">
              <p className="max-w-64 text-sm text-soft">{t.notLive}</p>
            </div>
          )}
        </div>
        <figcaption className="mt-2 text-center text-sm text-soft">{t.screen}</figcaption>
      </figure>
    </div>
  )
}

interface PhoneProps {
  readonly shown: ShownQuestion
  readonly content: QuestionContent | null
}

/** Practising on a phone: the question can be tried. */
function Phone({ shown, content }: PhoneProps) {
  const { preview: t } = useStrings('bank')
  const { ask } = useStrings('questions')
  const { session } = useStrings('learn')
  const id = useId()
  const [given, setGiven] = useState<Given | null>(() => firstGiven(shown))
  const [isChecked, setChecked] = useState(false)
  const [isRevealed, setRevealed] = useState(false)
  const points = content === null || given === null ? null : score(content, given)
  const known = content === null ? null : solutionOf(content)
  const solution = isChecked ? known : null
  const revealed = isRevealed ? known : null
  return (
    <div className="min-h-dvh px-4 pt-6 pb-24">
      <div id={id}>
        <Markdown text={shown.stem} className="font-display text-xl font-bold tracking-tight" />
      </div>
      <p className="mt-5 mb-4 text-sm text-soft">{ask[shown.type]}</p>
      <QuestionPlayer
        question={shown}
        given={given}
        onChange={setGiven}
        locked={solution !== null}
        solution={solution}
        correct={(points ?? 0) >= CORRECT_FROM}
        labelledBy={id}
        revealed={revealed}
        {...(known !== null && { onReveal: () => setRevealed(true) })}
      />
      {solution !== null && (
        <div className="mt-6 border-t-2 border-ink pt-4">
          {given !== null && (
            <SaidAfter
              question={shown}
              solution={solution}
              given={given}
              score={points ?? 0}
              correct={(points ?? 0) >= CORRECT_FROM}
            />
          )}
          <Markdown text={solution.explanation} />
        </div>
      )}
      <div className="fixed inset-x-0 bottom-0 border-t-4 border-ink bg-paper px-4 py-3">
        <Button
          kind="primary"
          size="large"
          className="w-full"
          disabled={!isChecked && (content === null || !isAnswered(shown, given, revealed))}
          onClick={() => {
            if (isChecked) {
              setGiven(firstGiven(shown))
              setRevealed(false)
            }
            setChecked(!isChecked)
          }}
        >
          {isChecked ? t.again : session.check}
        </Button>
      </div>
    </div>
  )
}

const question: Omit<StageQuestion, 'shown'> = {
  index: 2,
  total: 10,
  round: 0,
  opensAt: 0,
  closesAt: 20_000,
  paused: false,
  left: { untilOpen: -8_000, untilClose: 12_000 },
  extraUntil: null,
}

/** The game's own scene, in the middle of a question. */
function BigScreen({ shown }: { readonly shown: ShownQuestion }) {
  const screen = useMemo(
    () => ({ name: 'question_open' as const, question: { ...question, shown } }),
    [shown],
  )
  const view: ScreenView = {
    audience: 'screen',
    version: 1,
    title: '',
    settings: {
      scoring: 'speed',
      seconds: 20,
      previewSeconds: 5,
      questionOnPhones: true,
      generatedNames: false,
    },
    locked: false,
    players: [],
    playerCount: 24,
    answered: 9,
    screen,
    leaderboard: [],
  }
  return (
    <main className="stage" data-ground="paper" data-scene="question_open">
      <QuestionScene view={view} screen={screen} code="482913" serverNow={atZero} />
    </main>
  )
}

function atZero(): number {
  return 0
}
