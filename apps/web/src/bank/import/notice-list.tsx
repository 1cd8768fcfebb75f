import { Link } from '@tanstack/react-router'
import type { ImportNotice } from '@quizmentor/contract/interchange'
import { useWorkspace } from '../../app/me.ts'
import { textLink } from '../../design/text-link.ts'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { grouped } from './notice-groups.ts'

interface Props {
  readonly label: string
  readonly notices: readonly ImportNotice[]
  /** All there are, of which these are the first. */
  readonly count: number
  /** What kinds are called here that are called otherwise elsewhere. */
  readonly titles?: Readonly<Record<string, string>>
}

const MOST_PLACES = 100

/** What is told of a file, by kind; the places unfold. */
export function NoticeList({ label, notices, count, titles: own }: Props) {
  const { preview: t, notices: usual } = useStrings('interchange')
  const titles = { ...usual, ...own }
  const { number } = useFormat()
  const rest = count - notices.length
  return (
    <>
      <ul aria-label={label} className="border-t-2 border-ink">
        {grouped(notices).map(({ code, notices: all, reason }) => (
          <li key={code} className="border-b border-rule">
            <details className="group">
              <summary className="flex min-h-12 items-baseline gap-3 py-2.5 hover:bg-leaf">
                <span className="tabular min-w-8 shrink-0 font-bold">{number(all.length)}</span>
                <span className="min-w-0 grow">
                  <span className="block font-bold">{titles[code] ?? reason ?? code}</span>
                  {reason !== null && titles[code] !== undefined && (
                    <span lang="en" className="block text-sm text-soft">
                      {reason}
                    </span>
                  )}
                </span>
                <span className="shrink-0 text-sm text-soft underline underline-offset-4">
                  {t.places(all.length)}
                </span>
              </summary>
              <ul className="pb-3 ps-11 text-sm">
                {all.slice(0, MOST_PLACES).map(({ where, reason: why }, index) => (
                  // Two may be told of the same place.
                  <li key={`${where} ${index}`} className="py-1">
                    <Place where={where} />
                    {reason === null && (
                      <span lang="en" className="block text-soft">
                        {why}
                      </span>
                    )}
                  </li>
                ))}
                {all.length > MOST_PLACES && (
                  <li className="py-1 text-soft">{t.moreNotices(all.length - MOST_PLACES)}</li>
                )}
              </ul>
            </details>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="mt-2 text-sm text-soft">{t.moreNotices(rest)}</p>}
    </>
  )
}

/** A place in a file; or a question of the bank, by its id. */
function Place({ where }: { readonly where: string }) {
  const { preview: t } = useStrings('interchange')
  const { workspaceId } = useWorkspace()
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(where) ? (
    <Link
      to="/w/$workspaceId/bank/questions/$questionId"
      params={{ workspaceId, questionId: where }}
      className={textLink}
    >
      {t.openQuestion(where.slice(-4))}
    </Link>
  ) : (
    <span className="font-mono break-words">{where}</span>
  )
}
