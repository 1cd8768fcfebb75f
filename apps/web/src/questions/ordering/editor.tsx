import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field } from '../editing/fields.ts'
import { PartRows, withPasted } from '../editing/part-rows.tsx'
import { PartialCredit } from '../editing/partial-credit.tsx'
import { inRightOrder, type OrderingDraft } from './draft.ts'

/** The items in their right order; learners get them shuffled. */
export function OrderingEditor({ draft, onChange }: EditorProps<OrderingDraft>) {
  const { ordering: t } = useStrings('bank')
  const inOrder = inRightOrder(draft)
  return (
    <fieldset id={field.key} className="grid min-w-0 gap-3">
      <legend className="mb-1.5 font-bold">{t.label}</legend>
      <p className="text-sm text-soft">{t.hint}</p>
      <PartRows
        label={t.label}
        parts={inOrder}
        nameOf={(place) => t.item(place + 1)}
        most={12}
        least={2}
        addLabel={t.add}
        onChange={(next, what) => onChange(withOrder(draft, next), what)}
        onPasteList={(list, place) =>
          onChange(withOrder(draft, withPasted(inOrder, place, list, 12).parts))
        }
        renderLead={(_, place) => (
          <span
            aria-hidden
            className="tabular grid min-h-12 w-8 shrink-0 place-items-center font-display text-lg
              font-bold text-soft"
          >
            {place + 1}
          </span>
        )}
      />
      <PartialCredit rule={draft.rule} onChange={(rule) => onChange({ ...draft, rule })} />
    </fieldset>
  )
}

/** The draft with these items in this order. Their places in the body say nothing and stay. */
function withOrder(draft: OrderingDraft, inOrder: OrderingDraft['items']): OrderingDraft {
  const byId = new Map(inOrder.map((item) => [item.id, item]))
  const kept = draft.items.flatMap(({ id }) => byId.get(id) ?? [])
  const fresh = inOrder.filter(({ id }) => !draft.items.some((item) => item.id === id))
  return { ...draft, items: [...kept, ...fresh], order: inOrder.map(({ id }) => id) }
}
