import { flushSync } from 'react-dom'
import { Button } from '../../design/button.tsx'
import { moved } from '../../design/sortable.tsx'
import { Icon } from '../../design/icon.tsx'
import { Menu } from '../../design/menu.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import type { EditorProps } from '../editing/editor-props.ts'
import { field, goToField } from '../editing/fields.ts'
import { MarkdownField } from '../editing/markdown-field.tsx'
import { PartialCredit } from '../editing/partial-credit.tsx'
import { Reorder } from '../editing/reorder.tsx'
import { plainText } from '../markdown-source.ts'
import { newPart, replaced, without, type Part } from '../part.ts'
import {
  looseTargets,
  paired,
  targetOf,
  withoutPrompt,
  withPair,
  type MatchingDraft,
} from './draft.ts'

const MOST = 40

/** Pairs, and partners that fit nothing. */
export function MatchingEditor({ draft, onChange }: EditorProps<MatchingDraft>) {
  const { matching: t } = useStrings('bank')
  const { actions } = useStrings('common')
  const loose = looseTargets(draft)
  const full = draft.prompts.length >= MOST || draft.targets.length >= MOST

  function addPair() {
    const next = withPair(draft)
    flushSync(() => onChange(next))
    goToField(field.part(next.prompts.at(-1)?.id ?? ''))
  }

  function addLoose() {
    const target = newPart()
    flushSync(() => onChange({ ...draft, targets: [...draft.targets, target] }))
    goToField(field.part(target.id))
  }

  return (
    <fieldset id={field.key} className="grid min-w-0 gap-3">
      <legend className="mb-1.5 font-bold">{t.label}</legend>
      <p className="text-sm text-soft">{t.hint}</p>
      <Reorder
        label={t.label}
        items={draft.prompts}
        keyOf={({ id }) => id}
        nameOf={(_, place) => t.pair(place + 1)}
        onMove={(from, to) => onChange({ ...draft, prompts: moved(draft.prompts, from, to) })}
        onRemove={({ id }) => onChange(withoutPrompt(draft, id))}
        removable={() => draft.prompts.length > 2}
        className="grid gap-3"
      >
        {(prompt, place, row) => (
          <div className="flex items-start gap-1">
            {row.handle}
            <div className="grid min-w-0 grow gap-2 sm:grid-cols-[1fr_auto_1fr] sm:items-start">
              <MarkdownField
                id={field.part(prompt.id)}
                label={t.prompt(place + 1)}
                labelHidden
                toolbar={false}
                limit={2_000}
                placeholder={t.prompt(place + 1)}
                value={prompt.text}
                onChange={(text) =>
                  onChange(
                    { ...draft, prompts: replaced(draft.prompts, { ...prompt, text }) },
                    prompt.id,
                  )
                }
              />
              <Icon name="right" className="mt-3.5 text-soft max-sm:hidden rtl:-scale-x-100" />
              <Partner draft={draft} prompt={prompt} place={place} onChange={onChange} />
            </div>
            {row.menu}
          </div>
        )}
      </Reorder>
      <div>
        <Button id={field.add} size="small" kind="quiet" disabled={full} onClick={addPair}>
          <Icon name="plus" />
          {t.add}
        </Button>
      </div>
      <div className="grid gap-2">
        <h2 className="font-sans text-base font-bold tracking-normal">{t.loose}</h2>
        <p className="text-sm text-soft">{t.looseHint}</p>
        {loose.map((target, place) => (
          <div key={target.id} className="flex items-start gap-1">
            <MarkdownField
              id={field.part(target.id)}
              label={t.looseTarget(place + 1)}
              labelHidden
              toolbar={false}
              limit={2_000}
              placeholder={t.looseTarget(place + 1)}
              value={target.text}
              onChange={(text) =>
                onChange(
                  { ...draft, targets: replaced(draft.targets, { ...target, text }) },
                  target.id,
                )
              }
              className="min-w-0 grow"
            />
            <button
              type="button"
              aria-label={`${actions.remove}: ${plainText(target.text) || t.looseTarget(place + 1)}`}
              onClick={() => onChange({ ...draft, targets: without(draft.targets, target.id) })}
              className="grid size-11 shrink-0 place-items-center text-soft hover:text-ink"
            >
              <Icon name="close" />
            </button>
          </div>
        ))}
        <div>
          <Button
            size="small"
            kind="quiet"
            disabled={draft.targets.length >= MOST}
            onClick={addLoose}
          >
            <Icon name="plus" />
            {t.addLoose}
          </Button>
        </div>
      </div>
      <PartialCredit rule={draft.rule} onChange={(rule) => onChange({ ...draft, rule })} />
    </fieldset>
  )
}

interface PartnerProps extends EditorProps<MatchingDraft> {
  readonly prompt: Part
  readonly place: number
}

/** The partner of a prompt: written, or the same as another's. */
function Partner({ draft, prompt, place, onChange }: PartnerProps) {
  const { matching: t } = useStrings('bank')
  const target = targetOf(draft, prompt.id)
  const sharing = draft.prompts.filter(
    ({ id }) => id !== prompt.id && target !== undefined && targetOf(draft, id) === target,
  )
  const others = draft.targets.filter((each) => each !== target && each.text.trim() !== '')
  const choices = [
    ...others.map((each) => ({
      id: each.id,
      label: t.sameAs(plainText(each.text)),
      onAction: () => onChange(paired(draft, prompt.id, each.id)),
    })),
    ...(sharing.length > 0 || target === undefined
      ? [
          {
            id: 'own',
            label: t.own,
            icon: 'plus' as const,
            onAction: () => onChange(paired(draft, prompt.id, null)),
          },
        ]
      : []),
  ]
  return (
    <div className="flex min-w-0 items-start gap-1">
      <MarkdownField
        // Two rows that share a partner show one field each; findings lead to the first.
        id={
          sharing.some(({ id }) => draft.prompts.findIndex((each) => each.id === id) < place)
            ? `${field.part(target?.id ?? prompt.id)}-${place}`
            : field.part(target?.id ?? `${prompt.id}-target`)
        }
        label={t.target(place + 1)}
        labelHidden
        toolbar={false}
        limit={2_000}
        placeholder={t.target(place + 1)}
        {...(sharing.length > 0 && {
          hint: t.shared(sharing.map(({ text }) => plainText(text)).join(', ')),
        })}
        value={target?.text ?? ''}
        onChange={(text) => {
          if (target !== undefined)
            return onChange(
              { ...draft, targets: replaced(draft.targets, { ...target, text }) },
              target.id,
            )
          const made = paired(draft, prompt.id, null)
          const own = targetOf(made, prompt.id)
          if (own !== undefined)
            onChange({ ...made, targets: replaced(made.targets, { ...own, text }) }, own.id)
        }}
        className="min-w-0 grow"
      />
      {choices.length > 0 && (
        <Menu
          label={t.choosePartner(place + 1)}
          buttonClassName="grid h-12 w-9 shrink-0 place-items-center text-soft hover:text-ink"
          button={<Icon name="unfold" />}
          groups={[{ entries: choices }]}
        />
      )}
    </div>
  )
}
