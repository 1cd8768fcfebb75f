import { useInfiniteQuery } from '@tanstack/react-query'
import type { AuditEntry } from '@quizmentor/contract/ops'
import { useWorkspace } from '../app/me.ts'
import { EmptyState } from '../design/empty-state.tsx'
import { Page } from '../design/page.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { Paged } from './paged.tsx'
import { auditQuery } from './queries.ts'

/** Who did what in this workspace. */
export function AuditPage() {
  const { audit: t } = useStrings('admin')
  const { workspaceId } = useWorkspace()
  const entries = useInfiniteQuery(auditQuery(workspaceId))
  return (
    <Page title={t.title} lead={t.lead}>
      <Paged query={entries} empty={<EmptyState title={t.empty} detail={t.emptyDetail} />}>
        {(items) => (
          <ol className="border-t-2 border-ink">
            {items.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        )}
      </Paged>
    </Page>
  )
}

function Entry({ entry }: { readonly entry: AuditEntry }) {
  const { audit: t } = useStrings('admin')
  const { roles } = useStrings('common')
  const { dateTime } = useFormat()
  const known: Readonly<Record<string, string>> = t.actions
  const names: Readonly<Record<string, string>> = t.details
  const roleNames: Readonly<Record<string, string>> = roles
  const details = Object.entries(entry.details)
  return (
    <li className="grid gap-x-6 gap-y-1 border-b border-rule py-3 md:grid-cols-[11rem_1fr]">
      <time dateTime={entry.at} className="tabular text-sm text-soft">
        {dateTime(entry.at)}
      </time>
      <div className="min-w-0">
        <p>
          <span className="font-bold">{entry.actor ?? t.system}</span>
          {' · '}
          {known[entry.action] ?? <code className="font-mono text-sm">{entry.action}</code>}
        </p>
        {(entry.subject !== null || details.length > 0) && (
          <dl className="flex flex-wrap gap-x-5 text-sm text-soft">
            {entry.subject !== null && (
              <div className="flex min-w-0 gap-1.5">
                <dt>{t.subject}</dt>
                <dd className="min-w-0 font-mono break-all" title={entry.subject}>
                  {shortened(entry.subject)}
                </dd>
              </div>
            )}
            {details.map(([name, value]) => (
              <div key={name} className="flex min-w-0 gap-1.5">
                <dt>{names[name] ?? name}</dt>
                <dd className="min-w-0 font-bold break-all">
                  {typeof value === 'string' ? (roleNames[value] ?? value) : JSON.stringify(value)}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </div>
    </li>
  )
}

/** Enough of an id to compare it with another. */
function shortened(subject: string): string {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(subject) ? subject.slice(-12) : subject
}
