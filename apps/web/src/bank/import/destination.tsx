import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { Topic } from '@quizmentor/contract/bank'
import type { ImportPreview, ImportView } from '@quizmentor/contract/interchange'
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
import { importQuery } from './queries.ts'
import { readingBody, type Reading } from './reading.ts'
import { titleOf, usualTopic } from './topic-choice.ts'
import { WouldBe } from './would-be.tsx'

interface Props {
  readonly view: ImportView
  readonly preview: ImportPreview
  readonly reading: Reading
  /** The columns were changed since: what would be imported isn't what is asked for. */
  readonly isReadOtherwise: boolean
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

function Form(props: Props & { readonly topics: readonly Topic[] }) {
  const { view, preview, reading, isReadOtherwise, topics } = props
  const { destination: t, columns } = useStrings('interchange')
  const { states: stateNames } = useStrings('bank')
  const { report, known } = preview
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const tagsId = useId()
  const { data: usedTags } = useQuery(tagsQuery(workspaceId))
  // The same however often it is tried: the topic is made once.
  const [newId] = useState(() => uuidv7())
  const [title, setTitle] = useState(() => titleOf(view.fileName))
  const [topic, setTopic] = useState(() => usualTopic(known, title, topics) ?? NEW)
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
      return api.interchange.runImport({
        params: { workspaceId, importId: view.id },
        body: {
          ...readingBody(reading),
          topicId,
          tags: [...tags],
          state,
          keepCategories,
          history: history && report.format === 'anki',
        },
      })
    },
    onSuccess: (next) => queries.setQueryData(importQuery(workspaceId, view.id).queryKey, next),
  })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!run.isPending && !isReadOtherwise) run.mutate()
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
      <WouldBe report={report} known={known.find(({ topicId }) => topicId === topic)} />
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
        known={usedTags?.items.map(({ tag }) => tag) ?? []}
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
      <p role="status" className={isReadOtherwise ? 'text-sm font-bold' : 'only-heard'}>
        {isReadOtherwise && columns.changed}
      </p>
      <Button
        type="submit"
        kind="primary"
        size="large"
        busy={run.isPending}
        disabled={isReadOtherwise || (topic === NEW && title.trim() === '')}
      >
        {t.import(report.imported + report.updated)}
      </Button>
    </form>
  )
}
