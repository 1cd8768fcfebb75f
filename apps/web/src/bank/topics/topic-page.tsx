import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { api } from '../../app/api.ts'
import { Failure } from '../../app/failure.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useWorkspace } from '../../app/me.ts'
import { NotFoundPage } from '../../app/not-found-page.tsx'
import { fieldError } from '../../app/problem.ts'
import { Button } from '../../design/button.tsx'
import { TextArea, TextField } from '../../design/field.tsx'
import { Page } from '../../design/page.tsx'
import { Select } from '../../design/select.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { toast } from '../../design/toast.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { readingQuery, topicsQuery } from '../../learn/queries.ts'
import { ImagesContext } from '../../questions/editing/images-context.ts'
import { folded, keepImages, unfolded } from '../../questions/editing/images.ts'
import { MarkdownField } from '../../questions/editing/markdown-field.tsx'
import { Markdown } from '../../questions/prompt.tsx'
import { LeaveGuard } from '../leave-guard.tsx'
import { refreshLists } from '../queries.ts'
import { topicOptions } from './tree.ts'

const newRoute = getRouteApi('/w/$workspaceId/shell/bank/author/topics/new')
const editRoute = getRouteApi('/w/$workspaceId/shell/bank/author/topics/$topicId')

interface Draft {
  readonly title: string
  readonly description: string
  readonly reading: string
}

/** Makes a topic; below another, where the address names one. */
export function NewTopicPage() {
  const { topics: t, commands } = useStrings('bank')
  const { workspaceId } = useWorkspace()
  const { parent } = newRoute.useSearch()
  const topics = useQuery(topicsQuery(workspaceId))
  const [id] = useState(() => uuidv7())
  const [parentId, setParentId] = useState(parent ?? '')
  return (
    <Page title={commands.newTopic} width="page">
      <Loaded query={topics}>
        {({ items }) => (
          <TopicForm
            first={{ title: '', description: '', reading: '' }}
            action={t.make}
            save={(draft) =>
              api.bank.createTopic({
                params: { workspaceId },
                body: { id, parentId: parentId === '' ? null : parentId, ...draft },
              })
            }
          >
            <Select
              label={t.parent}
              value={parentId}
              options={[{ value: '', label: t.noParent }, ...topicOptions(items)]}
              onChange={setParentId}
            />
          </TopicForm>
        )}
      </Loaded>
    </Page>
  )
}

/** Changes a topic and what there is to read about it. */
export function TopicPage() {
  const { topics: t } = useStrings('bank')
  const { actions } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const { topicId } = editRoute.useParams()
  const topics = useQuery(topicsQuery(workspaceId))
  const reading = useQuery({ ...readingQuery(workspaceId, topicId), staleTime: 0, gcTime: 0 })
  const topic = topics.data?.items.find(({ id }) => id === topicId)
  if (topics.isSuccess && topic === undefined) return <NotFoundPage />
  return (
    <Page title={topic?.title ?? t.edit} width="page">
      <Loaded query={reading} skeleton={<Skeleton lines={6} height={3} />}>
        {(read) =>
          topic === undefined ? (
            <Skeleton lines={6} height={3} />
          ) : (
            <TopicForm
              key={topicId}
              first={{
                title: topic.title,
                description: topic.description,
                reading: read.reading,
              }}
              action={actions.save}
              save={(draft) =>
                api.bank.updateTopic({ params: { workspaceId, topicId }, body: draft })
              }
            />
          )
        }
      </Loaded>
    </Page>
  )
}

interface FormProps {
  readonly first: Draft
  readonly action: string
  readonly save: (draft: Draft) => Promise<unknown>
  readonly children?: ReactNode
}

function TopicForm({ first, action, save, children }: FormProps) {
  const { topics: t } = useStrings('bank')
  const { actions } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const navigate = editRoute.useNavigate()
  const [images] = useState(() => keepImages())
  const [start] = useState(() => ({ ...first, reading: folded(first.reading, images) }))
  const [draft, setDraft] = useState<Draft>(start)
  const saving = useMutation({
    mutationFn: () => save({ ...draft, reading: unfolded(draft.reading, images) }),
    onSuccess: async () => {
      refreshLists(queries, workspaceId)
      toast(actions.saved)
      await navigate({
        to: '/w/$workspaceId/bank/topics',
        params: { workspaceId },
        ignoreBlocker: true,
      })
    },
  })
  const changed =
    draft.title !== start.title ||
    draft.description !== start.description ||
    draft.reading !== start.reading
  return (
    <ImagesContext value={images}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          saving.mutate()
        }}
        className="grid gap-6"
      >
        <LeaveGuard when={changed && !saving.isSuccess} />
        <Failure error={saving.error} fields={['/body/title', '/body/description']} />
        <div className="grid max-w-text gap-5">
          {children}
          <TextField
            label={t.name}
            value={draft.title}
            maxLength={120}
            required
            error={fieldError(saving.error, '/body/title')}
            onChange={(event) => setDraft({ ...draft, title: event.target.value })}
          />
          <TextArea
            label={t.description}
            optional
            rows={2}
            maxLength={1000}
            value={draft.description}
            error={fieldError(saving.error, '/body/description')}
            onChange={(event) => setDraft({ ...draft, description: event.target.value })}
          />
        </div>
        <div className="grid gap-6 lg:grid-cols-2">
          <MarkdownField
            id="reading"
            label={t.reading}
            hint={t.readingHint}
            limit={20_000}
            rows={12}
            value={draft.reading}
            onChange={(reading) => setDraft({ ...draft, reading })}
            className="content-start"
          />
          <section aria-label={t.preview} className="min-w-0">
            <h2 className="flex min-h-9 items-end font-sans text-base font-bold tracking-normal">
              {t.preview}
            </h2>
            <div className="mt-1.5 min-h-24 border-s-4 border-rule ps-5">
              {draft.reading.trim() === '' ? (
                <p className="text-soft">{t.nothingToRead}</p>
              ) : (
                <Markdown text={unfolded(draft.reading, images)} />
              )}
            </div>
          </section>
        </div>
        <div>
          <Button
            type="submit"
            kind="primary"
            busy={saving.isPending}
            disabled={!changed || draft.title.trim() === ''}
          >
            {action}
          </Button>
        </div>
      </form>
    </ImagesContext>
  )
}
