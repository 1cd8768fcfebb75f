import { useEffect, useState } from 'react'
import { MOST_HEADER_ROWS } from '@quizmentor/contract/interchange'
import { Button } from '../../design/button.tsx'
import { NumberField } from '../../design/number-field.tsx'
import { Section } from '../../design/page.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { columnNames, columnRoles, makesQuestions, roleOf, withRole } from './columns.ts'
import type { Roles, Table } from './columns.ts'

interface Props {
  readonly table: Table
  readonly busy: boolean
  readonly onRead: (columns: Roles, headerRows: number) => void
  /** Called when the columns become others than those of the preview, or the same again. */
  readonly onChanged: (changed: boolean) => void
}

const SHOWN = 5

/** The first rows of a table, above each column what it holds, and which rows are no questions. */
export function ColumnMapping({ table, busy, onRead, onChanged }: Props) {
  const { columns: t } = useStrings('interchange')
  const first = table.columns.map(({ role }) => roleOf(role))
  const [roles, setRoles] = useState<Roles>(first)
  const [headerRows, setHeaderRows] = useState(table.headerRows)
  const changed =
    headerRows !== table.headerRows || roles.some((role, index) => role !== first[index])
  useEffect(() => {
    onChanged(changed)
    return () => onChanged(false)
  }, [changed, onChanged])
  const all = [...table.head, ...table.rows]
  const names = columnNames(table, headerRows).map((name, index) => name || t.column(index + 1))
  return (
    <Section title={t.title} detail={t.detail}>
      {/* Relative, so that what is only heard lies within, too. */}
      <div className="relative overflow-x-auto border-2 border-ink">
        <table className="w-full text-sm">
          <caption className="only-heard">{t.rows}</caption>
          <thead>
            <tr>
              <th scope="col" className="border-e border-rule bg-sunk p-2">
                <span className="only-heard">{t.row}</span>
              </th>
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
            {all.slice(0, headerRows + SHOWN).map((cells, row) => (
              <tr
                key={row}
                className={`border-t border-rule align-top ${
                  row < headerRows ? 'bg-sunk text-soft' : ''
                }`}
              >
                <th
                  scope="row"
                  className="tabular border-e border-rule p-2 text-end font-normal text-soft"
                >
                  {row < headerRows ? (
                    <>
                      <span aria-hidden>–</span>
                      <span className="only-heard">{t.noQuestion}</span>
                    </>
                  ) : (
                    row - headerRows + 1
                  )}
                </th>
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
      <div className="mt-4 grid justify-items-start gap-4">
        <NumberField
          label={t.headerRows}
          hint={t.headerRowsHint}
          value={headerRows}
          min={0}
          max={Math.min(MOST_HEADER_ROWS, all.length)}
          onChange={(rows) => setHeaderRows(Number.isNaN(rows) ? 0 : rows)}
        />
        {changed && !makesQuestions(roles) && (
          <p role="status" className="text-sm font-bold text-wrong">
            {t.missing}
          </p>
        )}
        <Button
          busy={busy}
          disabled={!changed || !makesQuestions(roles)}
          onClick={() => onRead(roles, headerRows)}
        >
          {t.again}
        </Button>
      </div>
    </Section>
  )
}
