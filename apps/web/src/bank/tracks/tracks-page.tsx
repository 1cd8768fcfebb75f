import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Track } from '@quizmentor/contract/bank'
import { Loaded } from '../../app/loaded.tsx'
import { useWorkspace } from '../../app/me.ts'
import { buttonClass } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { Icon } from '../../design/icon.tsx'
import { Page } from '../../design/page.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { tracksQuery } from '../queries.ts'
import { ShareBar } from './share-bar.tsx'

/** The tracks of a workspace. */
export function TracksPage() {
  const { tracks: t, commands } = useStrings('bank')
  const { workspaceId, can } = useWorkspace()
  const tracks = useQuery(tracksQuery(workspaceId))
  const add = can('author') && (
    <Link
      to="/w/$workspaceId/bank/tracks/new"
      params={{ workspaceId }}
      className={buttonClass({ kind: 'primary' })}
    >
      <Icon name="plus" />
      {commands.newTrack}
    </Link>
  )
  return (
    <Page title={t.title} actions={tracks.data?.items.length === 0 ? undefined : add}>
      <Loaded query={tracks} skeleton={<Skeleton lines={4} height={5} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t.empty} detail={t.emptyDetail} action={add} />
          ) : (
            <ul className="grid gap-10">
              {items.map((track) => (
                <li key={track.id}>
                  <TrackLine track={track} author={can('author')} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function TrackLine({ track, author }: { readonly track: Track; readonly author: boolean }) {
  const { tracks: t } = useStrings('bank')
  const { count } = useStrings('common')
  const { percent } = useFormat()
  const { workspaceId } = useWorkspace()
  const questions = track.topics.reduce((sum, { questionCount }) => sum + questionCount, 0)
  return (
    <article className="border-t-4 border-ink pt-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="text-xl">
          {author ? (
            <Link
              to="/w/$workspaceId/bank/tracks/$trackId"
              params={{ workspaceId, trackId: track.id }}
              className="underline-offset-4 hover:underline"
            >
              {track.title}
            </Link>
          ) : (
            track.title
          )}
        </h2>
        <p className="tabular text-sm text-soft">
          {count.topics(track.topics.length)} · {count.questions(questions)} ·{' '}
          {t.cut(percent(track.cutScore))}
        </p>
      </div>
      {track.description !== '' && <p className="mt-1 max-w-text">{track.description}</p>}
      <ShareBar parts={track.topics.map(({ title, weight }) => ({ title, weight }))} />
    </article>
  )
}
