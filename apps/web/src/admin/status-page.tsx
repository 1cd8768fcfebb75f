import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Loaded } from '../app/loaded.tsx'
import { useWorkspace } from '../app/me.ts'
import { Page } from '../design/page.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { useFormat } from '../i18n/format.ts'
import { useLanguage, useStrings } from '../i18n/strings.tsx'
import { inBytes } from './bytes.ts'
import { statusQuery } from './queries.ts'

/** How the server is doing. */
export function StatusPage() {
  const { status: t } = useStrings('admin')
  const { language } = useLanguage()
  const { number, dateTime, relative } = useFormat()
  const { workspaceId } = useWorkspace()
  const status = useQuery(statusQuery(workspaceId))
  return (
    <Page title={t.title} lead={t.lead}>
      <Loaded query={status} skeleton={<Skeleton lines={6} height={3} />}>
        {(now) => (
          <dl className="grid gap-x-10 sm:grid-cols-2">
            <Fact name={t.version} value={now.version} detail={t.node(now.node)} />
            <Fact
              name={t.running}
              value={relative(now.startedAt)}
              detail={dateTime(now.startedAt)}
            />
            <Fact
              name={t.database}
              value={`PostgreSQL ${now.database.version}`}
              detail={now.database.embedded ? t.embedded : t.external}
            />
            <Fact
              name={t.storage}
              value={inBytes(now.database.bytes, language)}
              detail={t.migrations(now.migrations)}
            />
            <Fact
              name={t.jobs}
              value={t.waiting(now.jobs.waiting)}
              detail={
                now.jobs.failed === 0 ? (
                  t.noneFailed
                ) : (
                  <span className="font-bold text-wrong">{t.failed(now.jobs.failed)}</span>
                )
              }
            />
            <Fact
              name={t.mail}
              value={now.mail === 'smtp' ? t.smtp : t.kept}
              detail={now.mail === 'smtp' ? t.smtpDetail : t.keptDetail}
            />
            <Fact name={t.games} value={number(now.games)} detail={t.gamesDetail} />
            <Fact name={t.sockets} value={number(now.sockets)} detail={t.socketsDetail} />
          </dl>
        )}
      </Loaded>
    </Page>
  )
}

interface FactProps {
  readonly name: string
  readonly value: string
  readonly detail: ReactNode
}

function Fact({ name, value, detail }: FactProps) {
  return (
    <div className="border-t-4 border-ink pt-2 pb-6">
      <dt className="text-sm font-bold text-soft">{name}</dt>
      <dd>
        <p className="poster tabular text-xl">{value}</p>
        <p className="mt-1 text-sm text-soft">{detail}</p>
      </dd>
    </div>
  )
}
