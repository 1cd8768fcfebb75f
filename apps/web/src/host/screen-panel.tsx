import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { Button } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { toast } from '../design/toast.tsx'
import { useStrings } from '../i18n/strings.tsx'
import type { HostedGame } from './game-query.ts'
import { keepGame, keptGame } from './kept-game.ts'
import { screenAddress, showScreen } from './screen-window.ts'

/** Opens the big screen: in a window here, or by its address on another device. */
export function ScreenPanel({ hosted }: { readonly hosted: HostedGame }) {
  const { control } = useStrings('host')
  const t = control.screen
  const { workspaceId, game } = hosted
  const [token, setToken] = useState(() => keptGame(game.id).screenToken)
  const renewing = useMutation({
    mutationFn: () => api.live.newScreenToken({ params: { workspaceId, gameId: game.id } }),
    onSuccess: ({ screenToken }) => {
      keepGame(game.id, { screenToken })
      setToken(screenToken)
    },
  })
  return (
    <section className="grid grid-cols-1 justify-items-start gap-3 border-t-4 border-ink pt-2">
      <h2 className="text-lg">{t.title}</h2>
      {token === null ? (
        <>
          <p className="text-sm text-soft">{t.renewDetail}</p>
          <Button busy={renewing.isPending} onClick={() => renewing.mutate()}>
            {t.renew}
          </Button>
          <Failure error={renewing.error} />
        </>
      ) : (
        <>
          <Button onClick={() => showScreen(game.id, token) || toast(t.blocked)}>
            <Icon name="external" />
            {t.open}
          </Button>
          <Elsewhere address={screenAddress(game.id, token)} />
        </>
      )}
    </section>
  )
}

function Elsewhere({ address }: { readonly address: string }) {
  const { control } = useStrings('host')
  const t = control.screen
  const [isCopied, setCopied] = useState(false)
  async function copy() {
    try {
      await navigator.clipboard.writeText(address)
      setCopied(true)
    } catch {
      // Refused, or not offered without TLS: the address stands there to be selected.
    }
  }
  return (
    <details className="w-full min-w-0 text-sm">
      <summary className="min-h-9 content-center font-bold">{t.elsewhere}</summary>
      <div className="grid justify-items-start gap-2 pb-2">
        <p className="text-soft">{t.elsewhereDetail}</p>
        <code className="w-full bg-sunk p-2 text-xs break-all select-all">{address}</code>
        <Button size="small" onClick={() => void copy()}>
          <Icon name={isCopied ? 'check' : 'copy'} />
          {isCopied ? t.copied : t.copy}
        </Button>
      </div>
    </details>
  )
}
