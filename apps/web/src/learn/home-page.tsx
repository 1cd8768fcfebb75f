import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { LearnerHome, Scope } from '@quizmentor/contract/practice'
import { Failure } from '../app/failure.tsx'
import { Loaded } from '../app/loaded.tsx'
import { useWorkspace } from '../app/me.ts'
import { Button, buttonClass } from '../design/button.tsx'
import { ChoiceBar } from '../design/choice-bar.tsx'
import { EmptyState } from '../design/empty-state.tsx'
import { Icon } from '../design/icon.tsx'
import { Page } from '../design/page.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { OtherTopics } from './other-topics.tsx'
import { homeQuery } from './queries.ts'
import { QuizList } from './quiz-list.tsx'
import { lengthNames, lengths, useSessionLength } from './session-length.ts'
import { useStartSession } from './start-session.ts'
import { TrackView } from './track-view.tsx'

/** Where a learner starts: what is due, how well each topic is known, one tap to the first question. */
export function HomePage() {
  const { home: t } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  const home = useQuery(homeQuery(workspaceId))
  return (
    <Page title={t.title} titleHidden>
      <Loaded query={home} skeleton={<Skeleton lines={8} height={2.5} />}>
        {(data) => <Home home={data} />}
      </Loaded>
    </Page>
  )
}

function Home({ home }: { readonly home: LearnerHome }) {
  const { home: t, length: lengthWords } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  const [length, setLength] = useSessionLength()
  const start = useStartSession()
  const begin = (scope: Scope) => start.mutate({ scope, length: lengths[length] })
  const nextTrack = home.tracks.toSorted(byNeed)[0]

  return (
    <div className="grid gap-14">
      <section className="grid gap-x-12 gap-y-8 lg:grid-cols-[1fr_auto] lg:items-end">
        <Due home={home} />
        <div className="grid gap-5 md:w-96">
          <Failure error={start.error} />
          {home.unfinished !== null && (
            <Link
              to="/w/$workspaceId/practice/$sessionId"
              params={{ workspaceId, sessionId: home.unfinished.id }}
              className={`${buttonClass({ kind: 'primary', size: 'large' })} justify-between! py-2 text-start!`}
            >
              <span>
                {t.resume}
                <span className="block text-sm font-normal">
                  {t.resumeDetail(home.unfinished.title, String(home.unfinished.answered))}
                </span>
              </span>
              <Icon name="right" />
            </Link>
          )}
          {nextTrack !== undefined && (
            <Button
              kind={home.unfinished === null ? 'primary' : 'secondary'}
              size="large"
              className="justify-between! py-2 text-start!"
              busy={start.isPending}
              onClick={() => begin({ kind: 'track', id: nextTrack.id })}
            >
              <span>
                {t.start}
                <span className="block text-sm font-normal">{nextTrack.title}</span>
              </span>
              <Icon name="right" />
            </Button>
          )}
          <ChoiceBar
            label={t.length}
            value={length}
            onChange={setLength}
            choices={lengthNames.map((name) => {
              const each = lengths[name]
              return {
                value: name,
                label:
                  each.kind === 'questions' ? String(each.questions) : t.minutesShort(each.minutes),
                name:
                  each.kind === 'questions'
                    ? lengthWords.questions(each.questions)
                    : lengthWords.minutes(each.minutes),
              }
            })}
          />
        </div>
      </section>

      {home.tracks.map((track) => (
        <TrackView key={track.id} track={track} onPractise={begin} />
      ))}
      <QuizList onPractise={begin} />
      <OtherTopics tracks={home.tracks} onPractise={begin} empty={<NothingHere />} />
    </div>
  )
}

/** What is due comes first, then what was begun. */
function byNeed(a: LearnerHome['tracks'][number], b: LearnerHome['tracks'][number]): number {
  const begun = (track: typeof a) => Number(track.competency !== null)
  return b.due - a.due || begun(b) - begun(a)
}

function Due({ home }: { readonly home: LearnerHome }) {
  const { home: t, remembering } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  const { number } = useFormat()
  const isNew = home.due === 0 && home.tracks.every((track) => track.competency === null)
  return (
    <div>
      {isNew ? (
        <p className="poster text-[clamp(2.75rem,9vw,5.25rem)] leading-[0.92]">{t.welcome}</p>
      ) : home.due > 0 ? (
        <p className="poster">
          <span className="tabular block text-[clamp(5rem,20vw,9rem)] leading-[0.8]">
            {number(home.due)}
          </span>
          <span className="mt-4 block text-2xl sm:text-3xl">{t.due(home.due)}</span>
        </p>
      ) : (
        <p className="poster">
          <span className="block text-[clamp(2.75rem,9vw,5.25rem)] leading-[0.92]">
            {t.nothingDue}
          </span>
          <span className="mt-3 block text-xl text-soft">{t.nothingDueDetail}</span>
        </p>
      )}
      {!isNew && (
        <p className="mt-3 text-soft">
          {t.today(home.answersToday)}
          {' · '}
          <Link
            to="/w/$workspaceId/remembering"
            params={{ workspaceId }}
            className="underline underline-offset-4 hover:text-ink"
          >
            {remembering.title}
          </Link>
        </p>
      )}
    </div>
  )
}

function NothingHere() {
  const { home: t } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  return (
    <EmptyState
      title={t.empty.title}
      detail={t.empty.detail}
      action={
        <Link to="/w/$workspaceId/history" params={{ workspaceId }} className={buttonClass()}>
          {t.empty.other}
        </Link>
      }
    />
  )
}
