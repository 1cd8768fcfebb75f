import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import type { GameRow } from '@quizmentor/contract/live'
import { Failure } from '../app/failure.tsx'
import { Button, buttonClass } from '../design/button.tsx'
import { EmptyState } from '../design/empty-state.tsx'
import { Icon } from '../design/icon.tsx'
import { Page, Section } from '../design/page.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { gamesQuery } from './game-query.ts'
import { resultsAddress } from './results-address.ts'
import { StartDialog } from './start-dialog.tsx'

/** The games of a workspace, and the way to a new one. */
export function GamesPage() {
  const { games: t } = useStrings('host')
  const { actions } = useStrings('common')
  const { workspaceId } = useParams({ from: '/w/$workspaceId/shell/games' })
  const { quiz, start } = useSearch({ from: '/w/$workspaceId/shell/games' })
  const navigate = useNavigate()
  const games = useInfiniteQuery(gamesQuery(workspaceId))
  const rows = games.data?.pages.flatMap((page) => page.items) ?? []

  const open = () =>
    void navigate({
      to: '/w/$workspaceId/games',
      params: { workspaceId },
      search: { start: true },
    })
  const close = () =>
    void navigate({ to: '/w/$workspaceId/games', params: { workspaceId }, search: {} })
  const startButton = (
    <Button kind="primary" onClick={open}>
      <Icon name="play" />
      {t.start}
    </Button>
  )

  return (
    <Page title={t.title} lead={t.lead} actions={rows.length > 0 ? startButton : undefined}>
      {games.isPending && <Skeleton lines={6} height={3} />}
      <Failure error={games.error} onRetry={() => void games.refetch()} />
      {games.isSuccess && rows.length === 0 && (
        <EmptyState title={t.empty.title} detail={t.empty.detail} action={startButton} />
      )}
      {rows.length > 0 && (
        <Section title={t.past}>
          <Games rows={rows} workspaceId={workspaceId} />
          {games.hasNextPage && (
            <Button
              className="mt-6"
              busy={games.isFetchingNextPage}
              onClick={() => void games.fetchNextPage()}
            >
              {actions.showMore}
            </Button>
          )}
        </Section>
      )}
      <StartDialog
        key={quiz ?? 'choose'}
        workspaceId={workspaceId}
        firstQuizId={quiz ?? null}
        open={start === true || quiz !== undefined}
        onClose={close}
      />
    </Page>
  )
}

interface GamesProps {
  readonly rows: readonly GameRow[]
  readonly workspaceId: string
}

function Games({ rows, workspaceId }: GamesProps) {
  const { games: t } = useStrings('host')
  const format = useFormat()
  return (
    <ul>
      {rows.map((game) => (
        <li
          key={game.id}
          className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-rule py-3"
        >
          <div className="min-w-0 grow basis-64">
            <h3 className="text-base">{game.title}</h3>
            <p className="text-sm text-soft">
              <time dateTime={game.createdAt}>{format.dateTime(game.createdAt)}</time>
              {' · '}
              {t.players(game.players)}
              {game.mine ? '' : ` · ${t.by}`}
            </p>
          </div>
          {game.finishedAt === null ? (
            <>
              <span className="tabular font-display text-lg font-black">{game.code}</span>
              <span className="text-sm font-bold text-accent">{t.running}</span>
              {game.mine && (
                <Link
                  to="/host/$gameId"
                  params={{ gameId: game.id }}
                  className={buttonClass({ size: 'small' })}
                >
                  {t.control}
                </Link>
              )}
            </>
          ) : (
            <a
              href={resultsAddress(workspaceId, game.id)}
              download
              className={buttonClass({ kind: 'quiet', size: 'small' })}
            >
              <Icon name="download" />
              {t.csv}
              <span className="only-heard">: {game.title}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
