import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { Topic } from '@quizmentor/contract/bank'
import type { ImportReport, ImportView } from '@quizmentor/contract/interchange'
import { api } from '../../app/api.ts'
import { Failure } from '../../app/failure.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useWorkspace } from '../../app/me.ts'
import { fieldError } from '../../app/problem.ts'
import { Button } from '../../design/button.tsx'
import { Checkbox } from '../../design/checkbox.tsx'
import { ComboBox } from '../../design/combo-box.tsx'
import { TextField } from '../../design/field.tsx'
import { Section } from '../../design/page.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { topicsQuery } from '../../learn/queries.ts'
import { TagField } from '../question/tag-field.tsx'
import { tagsQuery } from '../queries.ts'
import { topicOptions } from '../topics/tree.ts'
import type { Reading } from './one-import-page.tsx'
import { importQuery } from './queries.ts'
import { titleOf, topicCalled } from './topic-choice.ts'
import { rememberDestination } from './went-to.ts'

interface Props {
  readonly view: ImportView
  readonly report: ImportReport
  readonly reading: Reading
}

/** Where the questions go: topic, tags, state. And the step that takes them in. */
export function Destination(props: Props) {
  const { destination: t } = useStrings('interchange')
  const { workspaceId } = useWorkspace()
  const topics = useQuery(topicsQuery(workspaceId))
  return (
    <Section title={t.title}>
      <Loaded query={topics}>{({ items }) => <Form {...props} topics={items} />}</Loaded>
    </Section>
  )
}

const NEW = 'new'
const states = ['draft', 'in_review', 'published'] as const

function Form({ view, report, reading, topics }: Props & { readonly topics: readonly Topic[] }) {
  const { destination: t } = useStrings('interchange')
  const { states: stateNames } = useStrings('bank')
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const tagsId = useId()
  const { data: known } = useQuery(tagsQuery(workspaceId))
  // The same however often it is tried: the topic is made once.
  const [newId] = useState(() => uuidv7())
  const [title, setTitle] = useState(() => titleOf(view.fileName))
  const [topic, setTopic] = useState(() => topicCalled(title, topics) ?? NEW)
  const [keepCategories, setKeepCategories] = useState(true)
  const [tags, setTags] = useState<readonly string[]>([])
  const [state, setState] = useState<(typeof states)[number]>('draft')
  const [history, setHistory] = useState(false)
  const hasCategories = report.categories.length > 0
  const run = useMutation({
    async mutationFn() {
      if (topic === NEW) {
        await api.bank.createTopic({ params: { workspaceId }, body: { id: newId, title } })
        await queries.invalidateQueries(topicsQuery(workspaceId))
      }
      const topicId = topic === NEW ? newId : topic
      const { format, columns } = reading
      const next = await api.interchange.runImport({
        params: { workspaceId, importId: view.id },
        body: {
          format: format ?? null,
          ...(columns !== undefined && { columns: [...columns] }),
          topicId,
          tags: [...tags],
          state,
          keepCategories,
          history: history && report.format === 'anki',
        },
      })
      rememberDestination(view.id, {
        topic: hasCategories && keepCategories ? null : topicId,
        tag: tags[0] ?? null,
        whole: report.read,
      })
      return next
    },
    onSuccess: (next) => queries.setQueryData(importQuery(workspaceId, view.id).queryKey, next),
  })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!run.isPending) run.mutate()
      }}
      className="grid gap-5"
    >
      <ComboBox
        label={t.topic}
        {...(topic !== NEW && { hint: t.known })}
        value={topic}
        options={[
          { value: NEW, label: t.newTopic(titleOf(view.fileName)) },
          ...topicOptions(topics),
        ]}
        onChange={(chosen) => {
          if (chosen !== null) setTopic(chosen)
        }}
      />
      {topic === NEW && (
        <TextField
          label={t.newTopicName}
          value={title}
          maxLength={120}
          required
          error={fieldError(run.error, '/body/title')}
          onChange={(event) => setTitle(event.target.value)}
        />
      )}
      {hasCategories && (
        <Checkbox
          label={t.keepCategories}
          checked={keepCategories}
          onChange={(event) => setKeepCategories(event.target.checked)}
        />
      )}
      <TagField
        id={tagsId}
        label={t.tags}
        hint={t.tagsHint}
        tags={tags}
        known={known?.items.map(({ tag }) => tag) ?? []}
        onChange={setTags}
      />
      <Select
        label={t.state}
        hint={t.stateHint}
        value={state}
        options={states.map((value) => ({ value, label: stateNames[value] }))}
        onChange={setState}
      />
      {report.format === 'anki' && (
        <div>
          <Checkbox
            label={t.history}
            checked={history}
            onChange={(event) => setHistory(event.target.checked)}
          />
          <p className="text-sm text-soft">{t.historyHint}</p>
        </div>
      )}
      <Failure error={run.error} fields={['/body/title']} />
      <Button
        type="submit"
        kind="primary"
        size="large"
        busy={run.isPending}
        disabled={topic === NEW && title.trim() === ''}
      >
        {t.import(report.imported + report.updated)}
      </Button>
    </form>
  )
}
