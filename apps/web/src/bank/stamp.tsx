import type { QuestionState } from '@quizmentor/contract/bank'
import { useStrings } from '../i18n/strings.tsx'

const looks: Readonly<Record<QuestionState, string>> = {
  draft: 'border-dashed border-edge text-soft',
  in_review: 'border-partial bg-partial-wash text-partial',
  published: 'border-ink bg-ink text-paper',
  retired: 'border-edge text-soft line-through',
}

/** The state of a question, stamped. */
export function Stamp({ state }: { readonly state: QuestionState }) {
  const { states } = useStrings('bank')
  return (
    <span
      className={`inline-flex items-center rounded-sm border-2 px-1.5 text-xs font-bold
        whitespace-nowrap ${looks[state]}`}
    >
      {states[state]}
    </span>
  )
}
