import { useState } from 'react'
import type { SessionLength } from '@quizmentor/contract/practice'

/** The lengths on offer, by the names that choices and storage use. */
export const lengths = {
  q5: { kind: 'questions', questions: 5 },
  q10: { kind: 'questions', questions: 10 },
  q20: { kind: 'questions', questions: 20 },
  m5: { kind: 'minutes', minutes: 5 },
  m15: { kind: 'minutes', minutes: 15 },
} as const satisfies Record<string, SessionLength>

export type LengthName = keyof typeof lengths

export const lengthNames: readonly LengthName[] = ['q5', 'q10', 'q20', 'm5', 'm15']

const STORED_AS = 'quizmentor.length'

/** The length chosen last on this device, and how to choose another. */
export function useSessionLength(): [LengthName, (name: LengthName) => void] {
  const [name, setName] = useState<LengthName>(kept)
  return [
    name,
    (next) => {
      setName(next)
      try {
        localStorage.setItem(STORED_AS, next)
      } catch {
        // Then it's ten questions again next time.
      }
    },
  ]
}

function kept(): LengthName {
  try {
    const stored = localStorage.getItem(STORED_AS)
    return lengthNames.find((name) => name === stored) ?? 'q10'
  } catch {
    return 'q10'
  }
}
