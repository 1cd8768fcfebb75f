import type { ReactNode } from 'react'
import { Icon } from '../design/icon.tsx'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  readonly right: boolean
  /** Said instead of right or wrong. */
  readonly label?: string
  readonly children: ReactNode
}

/** A part of an answer, judged: in colour, by a sign and in a word that is heard. */
export function Outcome({ right, label, children }: Props) {
  const { solution: t } = useStrings('questions')
  return (
    <div
      className={`flex items-center gap-2.5 border-s-4 px-3 py-2 ${
        right ? 'border-correct bg-correct-wash' : 'border-wrong bg-wrong-wash'
      }`}
    >
      <Icon
        name={right ? 'check' : 'cross'}
        label={label ?? (right ? t.right : t.wrong)}
        className={right ? 'text-correct' : 'text-wrong'}
      />
      <div className="min-w-0">{children}</div>
    </div>
  )
}
