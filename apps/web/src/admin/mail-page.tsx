import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Mail } from '@quizmentor/contract/ops'
import { useWorkspace } from '../app/me.ts'
import { EmptyState } from '../design/empty-state.tsx'
import { Icon } from '../design/icon.tsx'
import { Page } from '../design/page.tsx'
import { textLink } from '../design/text-link.ts'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { Linked } from './linked.tsx'
import { Paged } from './paged.tsx'
import { mailsQuery, statusQuery } from './queries.ts'

/** Mail that the server wrote: sent, waiting, or only kept here. */
export function MailPage() {
  const { mail: t } = useStrings('admin')
  const { workspaceId } = useWorkspace()
  const mails = useInfiniteQuery(mailsQuery(workspaceId))
  const status = useQuery(statusQuery(workspaceId))
  return (
    <Page title={t.title} lead={t.lead}>
      {status.data?.mail === 'kept' && (
        <p className="mb-6 flex gap-3 border-s-4 border-partial bg-partial-wash px-4 py-3">
          <Icon name="info" className="mt-1 text-partial" />
          <span>
            {t.kept}{' '}
            <Link to="/w/$workspaceId/admin/status" params={{ workspaceId }} className={textLink}>
              {t.toStatus}
            </Link>
          </span>
        </p>
      )}
      <Paged query={mails} empty={<EmptyState title={t.empty} detail={t.emptyDetail} />}>
        {(items) => (
          <ul className="border-t-2 border-ink">
            {items.map((mail) => (
              <MailLine key={mail.id} mail={mail} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  )
}

function MailLine({ mail }: { readonly mail: Mail }) {
  const { mail: t } = useStrings('admin')
  const { dateTime } = useFormat()
  return (
    <li className="border-b border-rule">
      <details className="group py-3">
        <summary className="flex list-none flex-wrap items-center gap-x-4 gap-y-1 [&::-webkit-details-marker]:hidden">
          <Icon name="unfold" className="transition-transform group-open:rotate-180" />
          <span className="min-w-0 grow basis-56">
            <span className="block font-bold">{mail.subject}</span>
            <span className="block text-sm break-all text-soft">
              {mail.recipient} · <time dateTime={mail.createdAt}>{dateTime(mail.createdAt)}</time>
            </span>
          </span>
          <span
            className={`text-sm font-bold ${
              mail.state === 'failed'
                ? 'text-wrong'
                : mail.state === 'sent'
                  ? 'text-correct'
                  : 'text-partial'
            }`}
          >
            {t.states[mail.state]}
          </span>
        </summary>
        <div className="mt-3 grid gap-3 ps-9">
          {mail.lastError !== null && (
            <p className="text-sm text-wrong">{t.lastError(mail.lastError)}</p>
          )}
          <p className="max-w-text border-s-4 border-rule ps-4 break-words whitespace-pre-line">
            <Linked text={mail.body} />
          </p>
        </div>
      </details>
    </li>
  )
}
