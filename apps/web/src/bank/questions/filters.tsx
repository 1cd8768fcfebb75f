import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { questionTypes } from '@quizmentor/engine/question/question'
import { useWorkspace } from '../../app/me.ts'
import { Button } from '../../design/button.tsx'
import { Checkbox } from '../../design/checkbox.tsx'
import { ComboBox } from '../../design/combo-box.tsx'
import { Dialog } from '../../design/dialog.tsx'
import { Icon } from '../../design/icon.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { topicsQuery } from '../../learn/queries.ts'
import { tagsQuery } from '../queries.ts'
import { topicOptions } from '../topics/tree.ts'
import { blooms, partsSet, states, withPart, type QuestionFilter } from './filter.ts'

interface Props {
  readonly filter: QuestionFilter
  readonly onChange: (filter: QuestionFilter) => void
}

/** Every filter of the question list, one below the other. */
export function Filters({ filter, onChange }: Props) {
  const { list: t, states: stateNames, bloom, difficulty } = useStrings('bank')
  const { types } = useStrings('questions')
  const { workspaceId } = useWorkspace()
  const topics = useQuery(topicsQuery(workspaceId))
  const tags = useQuery(tagsQuery(workspaceId))
  const any = { value: '' as const, label: t.any }
  const steps = Array.from({ length: 10 }, (_, place) => String(place + 1))

  return (
    <div className="grid gap-4 text-sm">
      <Select
        label={t.state}
        value={filter.state ?? ''}
        options={[any, ...states.map((value) => ({ value, label: stateNames[value] }))]}
        onChange={(state) =>
          onChange(withPart(filter, { state: state === '' ? undefined : state }))
        }
      />
      <Select
        label={t.type}
        value={filter.type ?? ''}
        options={[any, ...questionTypes.map((value) => ({ value, label: types[value] }))]}
        onChange={(type) => onChange(withPart(filter, { type: type === '' ? undefined : type }))}
      />
      <ComboBox
        label={t.topic}
        placeholder={t.any}
        value={filter.topic ?? null}
        options={[any, ...topicOptions(topics.data?.items ?? [])]}
        onChange={(topic) =>
          onChange(
            withPart(filter, {
              topic: topic || undefined,
              ...(!topic && { below: undefined }),
            }),
          )
        }
      />
      {filter.topic !== undefined && (
        <Checkbox
          label={t.below}
          checked={filter.below === true}
          onChange={(event) =>
            onChange(withPart(filter, { below: event.target.checked ? true : undefined }))
          }
        />
      )}
      <ComboBox
        label={t.tag}
        placeholder={t.any}
        value={filter.tag ?? null}
        options={[
          any,
          ...(tags.data?.items ?? []).map(({ tag, questions }) => ({
            value: tag,
            label: `${tag} (${questions})`,
          })),
        ]}
        onChange={(tag) => onChange(withPart(filter, { tag: tag || undefined }))}
      />
      <Select
        label={t.bloom}
        value={filter.bloom ?? ''}
        options={[any, ...blooms.map((value) => ({ value, label: bloom[value].name }))]}
        onChange={(level) =>
          onChange(withPart(filter, { bloom: level === '' ? undefined : level }))
        }
      />
      <fieldset className="grid min-w-0 grid-cols-2 gap-2">
        <legend className="mb-1.5 font-bold">{difficulty.label}</legend>
        <Select
          label={t.from}
          labelHidden
          value={String(filter.min ?? 1)}
          options={steps.map((value) => ({ value, label: t.fromStep(value) }))}
          onChange={(value) => {
            const min = Number(value)
            onChange(
              withPart(filter, {
                min: min === 1 ? undefined : min,
                max: filter.max !== undefined && filter.max < min ? min : filter.max,
              }),
            )
          }}
        />
        <Select
          label={t.to}
          labelHidden
          value={String(filter.max ?? 10)}
          options={steps.map((value) => ({ value, label: t.toStep(value) }))}
          onChange={(value) => {
            const max = Number(value)
            onChange(
              withPart(filter, {
                max: max === 10 ? undefined : max,
                min: filter.min !== undefined && filter.min > max ? max : filter.min,
              }),
            )
          }}
        />
      </fieldset>
    </div>
  )
}

/** On small screens: the filters in a dialog. */
export function FilterButton({ filter, onChange }: Props) {
  const { list: t } = useStrings('bank')
  const { actions } = useStrings('common')
  const [open, setOpen] = useState(false)
  const set = partsSet(filter)
  return (
    <>
      <Button className="shrink-0 lg:hidden" onClick={() => setOpen(true)}>
        <Icon name="filter" />
        {set === 0 ? t.filters : t.filtersSet(set)}
      </Button>
      <Dialog
        title={t.filters}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button kind="primary" onClick={() => setOpen(false)}>
            {actions.close}
          </Button>
        }
      >
        <Filters filter={filter} onChange={onChange} />
      </Dialog>
    </>
  )
}
