import type { OwnAnswer } from '@quizmentor/client/live'
import { Icon, type IconName } from '../../design/icon.tsx'
import type { Play } from '../../i18n/en/play.ts'
import { useStrings } from '../../i18n/strings.tsx'

interface Props {
  readonly answer: OwnAnswer | null
  /** The server has an answer of this player, from here or from before a reload. */
  readonly isStored: boolean
  readonly isTimeUp: boolean
  /** Keeps its place while there is nothing to say, so that nothing moves under the finger. */
  readonly keepsPlace: boolean
}

/** How far the answer has come: tapped, sent, received. */
export function AnswerStatus({ answer, isStored, isTimeUp, keepsPlace }: Props) {
  const { closed, question, status } = useStrings('play')
  const shown = shownStatus(answer, isStored, status)
  return (
    <div className={`shrink-0 ${keepsPlace ? 'min-h-14' : ''}`}>
      <p role="status" className="flex items-center gap-2 font-bold">
        {shown !== null && (
          <>
            <Icon name={shown.icon} className="text-xl" />
            {shown.text}
          </>
        )}
      </p>
      {shown?.icon === 'check' && <p className="text-sm text-soft">{closed.reveal}</p>}
      {shown === null && isTimeUp && (
        <p aria-hidden className="flex items-center gap-2 font-bold">
          <Icon name="clock" className="text-xl" />
          {question.timeIsUp}
        </p>
      )}
    </div>
  )
}

function shownStatus(
  answer: OwnAnswer | null,
  isStored: boolean,
  words: Play['status'],
): { readonly icon: IconName; readonly text: string } | null {
  if (answer === null) return isStored ? { icon: 'check', text: words.received } : null
  switch (answer.status) {
    case 'waiting':
      return { icon: 'offline', text: words.waiting }
    case 'sent':
      return { icon: 'up', text: words.sent }
    case 'received':
      return { icon: 'check', text: words.received }
    case 'refused':
      return refusedStatus(answer, isStored, words)
  }
}

function refusedStatus({ refusal }: OwnAnswer, isStored: boolean, words: Play['status']) {
  if (refusal === 'already_answered' || isStored)
    return { icon: 'check', text: words.already } as const
  if (refusal === 'too_late' || refusal === 'another_question')
    return { icon: 'clock', text: words.tooLate } as const
  // Tapped a moment before answers opened, or while paused: there is time to tap again.
  if (refusal === 'not_open_yet' || refusal === 'not_now') return null
  return { icon: 'warning', text: words.refused } as const
}
