import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { AppFrame } from '../app/app-frame.tsx'
import { Loaded } from '../app/loaded.tsx'
import { buttonClass } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { Controls } from './controls.tsx'
import { gameQuery } from './game-query.ts'

/** The host's controls of one game, whichever of their workspaces it is in. */
export function ControlPage() {
  const { control: t } = useStrings('host')
  const { gameId } = useParams({ from: '/host/$gameId' })
  const queryClient = useQueryClient()
  const game = useQuery(gameQuery(queryClient, gameId))
  return (
    <AppFrame>
      <Loaded query={game} skeleton={<Waiting />}>
        {(hosted) =>
          hosted === null ? (
            <main>
              <Page title={t.missing.title} lead={t.missing.detail} width="text">
                <Link to="/" className={buttonClass()}>
                  {t.back}
                </Link>
              </Page>
            </main>
          ) : (
            <Controls key={gameId} hosted={hosted} />
          )
        }
      </Loaded>
    </AppFrame>
  )
}

function Waiting() {
  const { control: t } = useStrings('host')
  return (
    <main>
      <Page title={t.connecting} titleHidden>
        <Skeleton lines={5} />
      </Page>
    </main>
  )
}
