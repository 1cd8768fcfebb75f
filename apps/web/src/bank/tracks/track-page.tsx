import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { Topic, Track } from '@quizmentor/contract/bank'
import { api } from '../../app/api.ts'
import { Failure } from '../../app/failure.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useWorkspace } from '../../app/me.ts'
import { NotFoundPage } from '../../app/not-found-page.tsx'
import { fieldError } from '../../app/problem.ts'
import { Button } from '../../design/button.tsx'
import { ComboBox } from '../../design/combo-box.tsx'
import { TextArea, TextField } from '../../design/field.tsx'
import { NumberField } from '../../design/number-field.tsx'
import { Page, Section } from '../../design/page.tsx'
import { moved } from '../../design/sortable.tsx'
import { toast } from '../../design/toast.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { topicsQuery } from '../../learn/queries.ts'
import { Reorder } from '../../questions/editing/reorder.tsx'
import { LeaveGuard } from '../leave-guard.tsx'
import { refreshLists, tracksQuery } from '../queries.ts'
import { topicOptions } from '../topics/tree.ts'
import { ShareBar } from './share-bar.tsx'
import { wholePercents } from './shares.ts'

const editRoute = getRouteApi('/w/$workspaceId/shell/bank/author/tracks/$trackId')

interface Draft {
  readonly title: string
  readonly description: string
  /** In percent. */
  readonly cut: number
  readonly topics: readonly { readonly id: string; readonly weight: number }[]
}

/** Makes a track. */
export function NewTrackPage() {
  const { tracks: t, commands } = useStrings('bank')
  const { workspaceId } = useWorkspace()
  const topics = useQuery(topicsQuery(workspaceId))
  const [id] = useState(() => uuidv7())
  return (
    <Page title={commands.newTrack}>
      <Loaded query={topics}>
        {({ items }) => (
          <TrackForm
            topics={items}
            first={{ title: '', description: '', cut: 70, topics: [] }}
            action={t.make}
            save={(body) =>
              api.bank.createTrack({ params: { workspaceId }, body: { id, ...body } })
            }
          />
        )}
      </Loaded>
    </Page>
  )
}

/** Changes a track and its blueprint. */
export function TrackPage() {
  const { tracks: t } = useStrings('bank')
  const { actions } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const { trackId } = editRoute.useParams()
  const topics = useQuery(topicsQuery(workspaceId))
  const tracks = useQuery(tracksQuery(workspaceId))
  const track = tracks.data?.items.find(({ id }) => id === trackId)
  if (tracks.isSuccess && track === undefined) return <NotFoundPage />
  return (
    <Page title={track?.title ?? t.edit}>
      <Loaded query={topics}>
        {({ items }) => (
          <Loaded query={tracks}>
            {() =>
              track !== undefined && (
                <TrackForm
                  key={trackId}
                  topics={items}
                  first={draftOf(track)}
                  action={actions.save}
                  save={(body) => api.bank.updateTrack({ params: { workspaceId, trackId }, body })}
                />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  )
}

function draftOf(track: Track): Draft {
  const percents = wholePercents(track.topics.map(({ weight }) => weight))
  return {
    title: track.title,
    description: track.description,
    cut: Math.round(track.cutScore * 100),
    topics: track.topics.map(({ id }, place) => ({ id, weight: percents[place] ?? 1 })),
  }
}

interface Body {
  readonly title: string
  readonly description: string
  readonly cutScore: number
  readonly topics: { id: string; weight: number }[]
}

interface FormProps {
  readonly topics: readonly Topic[]
  readonly first: Draft
  readonly action: string
  readonly save: (body: Body) => Promise<unknown>
}

function TrackForm({ topics, first, action, save }: FormProps) {
  const { tracks: t } = useStrings('bank')
  const { actions, count } = useStrings('common')
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const navigate = editRoute.useNavigate()
  const [draft, setDraft] = useState(first)
  const rangeId = useId()
  const saving = useMutation({
    mutationFn: () =>
      save({
        title: draft.title,
        description: draft.description,
        cutScore: draft.cut / 100,
        topics: draft.topics.map(({ id, weight }) => ({ id, weight: Math.max(weight, 0.1) })),
      }),
    onSuccess: async () => {
      refreshLists(queries, workspaceId)
      toast(actions.saved)
      await navigate({
        to: '/w/$workspaceId/bank/tracks',
        params: { workspaceId },
        ignoreBlocker: true,
      })
    },
  })
  const changed = JSON.stringify(draft) !== JSON.stringify(first)
  const byId = new Map(topics.map((topic) => [topic.id, topic]))
  const titleOf = (id: string) => byId.get(id)?.title ?? ''
  const percents = wholePercents(draft.topics.map(({ weight }) => weight))
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        saving.mutate()
      }}
      className="grid gap-8"
    >
      <LeaveGuard when={changed && !saving.isSuccess} />
      <Failure error={saving.error} fields={['/body/title', '/body/description']} />
      <div className="grid max-w-text gap-5">
        <TextField
          label={t.name}
          required
          maxLength={120}
          value={draft.title}
          error={fieldError(saving.error, '/body/title')}
          onChange={(event) => set({ title: event.target.value })}
        />
        <TextArea
          label={t.description}
          optional
          rows={2}
          maxLength={1000}
          value={draft.description}
          error={fieldError(saving.error, '/body/description')}
          onChange={(event) => set({ description: event.target.value })}
        />
        <div className="grid gap-1.5">
          <label htmlFor={rangeId} className="font-bold">
            {t.cutScore}
          </label>
          <div className="flex items-center gap-4">
            <input
              id={rangeId}
              type="range"
              min={0}
              max={100}
              step={1}
              value={draft.cut}
              aria-valuetext={`${draft.cut} %`}
              onChange={(event) => set({ cut: event.target.valueAsNumber })}
              className="h-8 min-w-0 grow accent-accent"
            />
            <output htmlFor={rangeId} className="poster tabular w-16 text-end text-xl">
              {draft.cut} %
            </output>
          </div>
          <p className="text-sm text-soft">{t.cutHint}</p>
        </div>
      </div>

      <Section title={t.blueprint} detail={t.blueprintHint}>
        {draft.topics.length > 0 && (
          <ShareBar
            parts={draft.topics.map(({ id, weight }) => ({ title: titleOf(id), weight }))}
          />
        )}
        <Reorder
          label={t.blueprint}
          items={draft.topics}
          keyOf={({ id }) => id}
          nameOf={({ id }) => titleOf(id)}
          onMove={(from, to) => set({ topics: moved(draft.topics, from, to) })}
          onRemove={({ id }) => set({ topics: draft.topics.filter((each) => each.id !== id) })}
          className="mt-4 grid"
        >
          {({ id, weight }, place, row) => (
            <div className="flex flex-wrap items-center gap-x-3 border-b border-rule py-2">
              {row.handle}
              <div className="min-w-0 grow basis-40">
                <p className="font-bold">{titleOf(id)}</p>
                <p className="text-sm text-soft">
                  {count.questions(byId.get(id)?.questionCount ?? 0)}
                </p>
              </div>
              <div className="flex items-center gap-3">
                <NumberField
                  label={t.weightOf(titleOf(id))}
                  labelHidden
                  value={weight}
                  min={1}
                  max={1000}
                  step={1}
                  onChange={(next) =>
                    set({
                      topics: draft.topics.map((each) =>
                        each.id === id ? { id, weight: Number.isNaN(next) ? 1 : next } : each,
                      ),
                    })
                  }
                />
                <span className="tabular w-12 text-end font-bold">{percents[place]} %</span>
              </div>
              {row.menu}
            </div>
          )}
        </Reorder>
        <div className="mt-4 max-w-text">
          <ComboBox
            key={draft.topics.length}
            label={t.addTopic}
            value={null}
            options={topicOptions(topics).filter(
              ({ value }) => !draft.topics.some(({ id }) => id === value),
            )}
            onChange={(id) => {
              if (id !== null && draft.topics.length < 50)
                set({ topics: [...draft.topics, { id, weight: usualWeight(draft.topics) }] })
            }}
          />
        </div>
      </Section>
      <div>
        <Button
          type="submit"
          kind="primary"
          busy={saving.isPending}
          disabled={!changed || draft.title.trim() === '' || draft.topics.length === 0}
        >
          {action}
        </Button>
      </div>
    </form>
  )
}

/** A new topic weighs as much as the others do on average. */
function usualWeight(topics: Draft['topics']): number {
  if (topics.length === 0) return 10
  return Math.round(topics.reduce((sum, { weight }) => sum + weight, 0) / topics.length)
}
