import { useState } from 'react'
import type { ImportPreview } from '@quizmentor/contract/interchange'
import { Button } from '../../design/button.tsx'
import { Section } from '../../design/page.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { columnRoles, makesQuestions, roleOf, withRole, type Roles } from './columns.ts'

interface Props {
  readonly table: NonNullable<ImportPreview['table']>
  readonly busy: boolean
  /** Whether somebody has said what the columns hold. */
  readonly isChosen: boolean
  readonly onRead: (columns: Roles) => void
}

/** The first rows of a table, and above each column what it holds. */
export function ColumnMapping({ table, busy, isChosen, onRead }: Props) {
  const { columns: t } = useStrings('interchange')
  const first = table.columns.map(({ role }) => roleOf(role))
  const [roles, setRoles] = useState<Roles>(first)
  const changed = roles.some((role, index) => role !== first[index])
  const names = table.columns.map(({ name }, index) => (name === '' ? t.column(index + 1) : name))
  return (
    <Section title={t.title} detail={t.detail}>
      {/* Relative, so that what is only heard lies within, too. */}
      <div className="relative overflow-x-auto border-2 border-ink">
        <table className="w-full text-sm">
          <caption className="only-heard">{t.rows}</caption>
          <thead>
            <tr>
              {names.map((name, index) => (
                <th
                  key={index}
                  scope="col"
                  className="min-w-44 border-e border-rule bg-sunk p-2 text-start align-bottom
                    font-normal last:border-e-0"
                >
                  <span className="mb-1.5 block max-w-64 truncate font-bold" title={name}>
                    {name}
                  </span>
                  <Select
                    label={t.roleOf(name)}
                    labelHidden
                    disabled={busy}
                    value={roles[index] ?? ''}
                    options={[
                      { value: '' as const, label: t.kept },
                      ...columnRoles.map((role) => ({ value: role, label: t.roles[role] })),
                    ]}
                    onChange={(role) => setRoles(withRole(roles, index, role === '' ? null : role))}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.slice(0, 5).map((cells, row) => (
              <tr key={row} className="border-t border-rule align-top">
                {names.map((_, index) => (
                  <td
                    key={index}
                    className={`border-e border-rule p-2 last:border-e-0 ${
                      roles[index] === null ? 'text-soft' : ''
                    }`}
                  >
                    <span className="line-clamp-3 max-w-64 break-words">{cells[index]}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isChosen && <p className="mt-2 text-sm text-soft">{t.noNames}</p>}
      <div className="mt-4 grid justify-items-start gap-3">
        {changed && !makesQuestions(roles) && (
          <p role="status" className="text-sm font-bold text-wrong">
            {t.missing}
          </p>
        )}
        <Button
          busy={busy}
          disabled={!changed || !makesQuestions(roles)}
          onClick={() => onRead(roles)}
        >
          {t.again}
        </Button>
      </div>
    </Section>
  )
}
