import { moved, Sortable } from '../../design/sortable.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { plainText } from '../markdown-source.ts'
import type { PlayerProps } from '../player-props.ts'
import { Markdown } from '../prompt.tsx'

/** Put items in order. */
export function OrderingPlayer(props: PlayerProps<'ordering'>) {
  const { question, given, onChange, locked, solution, labelledBy } = props
  const { solution: t } = useStrings('questions')
  const textOf = (id: string) => question.body.items.find((item) => item.id === id)?.text ?? ''
  const order = given?.order ?? question.body.items.map((item) => item.id)
  const rightOrder = solution?.key.order
  const allRight = rightOrder !== undefined && rightOrder.join() === order.join()
  return (
    <div className="grid gap-6">
      <Sortable
        items={order}
        keyOf={(id) => id}
        nameOf={(id) => plainText(textOf(id))}
        locked={locked}
        labelledBy={labelledBy}
        onMove={(from, to) => onChange({ type: 'ordering', order: moved(order, from, to) })}
      >
        {(id, place) => {
          const rightPlace = rightOrder?.indexOf(id)
          return (
            <div className="flex items-center gap-3 pe-2">
              <span className="tabular w-6 shrink-0 text-end font-display text-lg font-bold text-soft">
                {place + 1}
              </span>
              <Markdown text={textOf(id)} inline className="min-w-0 grow" />
              {rightPlace !== undefined && (
                <span
                  className={`flex shrink-0 items-center gap-1.5 text-sm font-bold ${
                    rightPlace === place ? 'text-correct' : 'text-wrong'
                  }`}
                >
                  <Icon name={rightPlace === place ? 'check' : 'cross'} className="text-lg" />
                  <span className={rightPlace === place ? 'max-sm:only-heard' : ''}>
                    {rightPlace === place ? t.right : t.belongsHere(rightPlace + 1)}
                  </span>
                </span>
              )}
            </div>
          )
        }}
      </Sortable>
      {rightOrder !== undefined && !allRight && (
        <div className="border-s-4 border-correct bg-correct-wash px-4 py-3">
          <p className="mb-2 flex items-center gap-1.5 font-bold text-correct">
            <Icon name="check" />
            {t.rightOrder}
          </p>
          <ol className="grid gap-1.5">
            {rightOrder.map((id, place) => (
              <li key={id} className="flex gap-3">
                <span className="tabular w-6 shrink-0 text-end font-bold">{place + 1}</span>
                <Markdown text={textOf(id)} inline className="min-w-0" />
              </li>
            ))}
          </ol>
        </div>
      )}
    </div>
  )
}
