import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Loaded } from '../app/loaded.tsx'
import { useWorkspace } from '../app/me.ts'
import { Button, buttonClass } from '../design/button.tsx'
import { EmptyState } from '../design/empty-state.tsx'
import { Page } from '../design/page.tsx'
import { textLink } from '../design/text-link.ts'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { sessionsQuery } from './queries.ts'

/** One's sessions, newest first. */
export function HistoryPage() {
  const { history: t } = useStrings('learn')
  const { actions } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const { dateTime, number } = useFormat()
  const sessions = useInfiniteQuery(sessionsQuery(workspaceId))
  return (
    <Page title={t.title} width="text">
      <Loaded query={sessions}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0)
            return (
              <EmptyState
                title={t.empty.title}
                detail={t.empty.detail}
                action={
                  <Link
                    to="/w/$workspaceId"
                    params={{ workspaceId }}
                    className={buttonClass({ kind: 'primary' })}
                  >
                    {t.empty.action}
                  </Link>
                }
              />
            )
          return (
            <>
              <ul>
                {items.map((session) => {
                  const params = { workspaceId, sessionId: session.id }
                  return (
                    <li
                      key={session.id}
                      className="flex flex-wrap items-baseline gap-x-5 gap-y-1 border-t border-rule py-4"
                    >
                      <div className="min-w-0 grow basis-60">
                        <h2 className="text-base tracking-normal">{session.title}</h2>
                        <p className="text-sm text-soft">{dateTime(session.startedAt)}</p>
                      </div>
                      <p className="tabular text-sm">
                        {session.endedAt === null && `${t.unfinished} · `}
                        {t.score(number(session.correct), number(session.answered))}
                      </p>
                      {session.endedAt === null ? (
                        <Link
                          to="/w/$workspaceId/practice/$sessionId"
                          params={params}
                          className={textLink}
                        >
                          {t.goOn}
                          <span className="only-heard"> {session.title}</span>
                        </Link>
                      ) : (
                        <Link
                          to="/w/$workspaceId/practice/$sessionId/result"
                          params={params}
                          className={textLink}
                        >
                          {t.result}
                          <span className="only-heard"> {session.title}</span>
                        </Link>
                      )}
                    </li>
                  )
                })}
              </ul>
              {sessions.hasNextPage && (
                <Button
                  busy={sessions.isFetchingNextPage}
                  onClick={() => void sessions.fetchNextPage()}
                >
                  {actions.showMore}
                </Button>
              )}
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
