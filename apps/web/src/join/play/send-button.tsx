import type { ReactNode } from 'react'
import { Button } from '../../design/button.tsx'

interface Props {
  readonly isReady: boolean
  readonly onSend: () => void
  readonly children: ReactNode
}

/** Sends what was chosen; stays in sight however long the list of options is. */
export function SendButton({ isReady, onSend, children }: Props) {
  return (
    <Button
      kind="primary"
      size="large"
      disabled={!isReady}
      onClick={onSend}
      className="sticky bottom-0 shrink-0"
    >
      {children}
    </Button>
  )
}
