import { Component, type ReactNode } from 'react'
import { Button } from '../design/button.tsx'
import { useStrings } from '../i18n/strings.tsx'

interface Props {
  readonly children: ReactNode
}

/** Stands in for a page that could not be drawn. A reload comes back as the same player. */
export class Broken extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <Stumbled /> : this.props.children
  }
}

function Stumbled() {
  const { problems } = useStrings('join')
  return (
    <main className="grid min-h-dvh content-center justify-items-start gap-6 px-6">
      <h1 className="poster text-2xl">{problems.broken}</h1>
      <Button kind="primary" size="large" onClick={() => location.reload()}>
        {problems.reload}
      </Button>
    </main>
  )
}
