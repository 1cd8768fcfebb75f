import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { PracticeResult } from '@quizmentor/contract/practice'
import { Failure } from '../app/failure.tsx'
import { Loaded } from '../app/loaded.tsx'
import { useWorkspace } from '../app/me.ts'
import { Button, buttonClass } from '../design/button.tsx'
import { Icon } from '../design/icon.tsx'
import { Page, Section } from '../design/page.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { textLink } from '../design/text-link.ts'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { resultQuery, sessionQuery } from './queries.ts'
import { StandingView } from './standing-view.tsx'
import { useStartSession } from './start-session.ts'

/** What a session came to: what moved, what to read, what comes back when. */
export function ResultPage() {
  const { result: t } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  const { sessionId } = useParams({ from: '/w/$workspaceId/shell/practice/$sessionId/result' })
  const result = useQuery(resultQuery(workspaceId, sessionId))
  return (
    <Page title={t.title} titleHidden>
      <Loaded query={result} skeleton={<Skeleton lines={8} height={2.5} />}>
        {(data) => <Result result={data} />}
      </Loaded>
    </Page>
  )
}

function Result({ result }: { readonly result: PracticeResult }) {
  const { result: t, history } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  const { number, dateTime } = useFormat()
  const session = useQuery(sessionQuery(workspaceId, result.sessionId))
  const start = useStartSession()
  const toRead = result.topics.filter(
    (topic) => topic.hasReading && topic.correctHere < topic.answeredHere,
  )
  return (
    <>
      <header className="mb-12 grid gap-x-12 gap-y-6 md:grid-cols-[1fr_auto] md:items-end">
        <div>
          <p className="poster tabular text-[clamp(3.5rem,15vw,7.5rem)] leading-[0.85]">
            {t.score(number(result.correct), number(result.answered))}
          </p>
          <p className="poster mt-3 text-2xl">{t.right}</p>
          <p className="mt-3 text-soft">
            {result.title} · {dateTime(result.startedAt)}
          </p>
          {result.answered === 0 && <p className="mt-3">{t.nothing}</p>}
        </div>
        <div className="grid gap-3">
          <Failure error={start.error} />
          <div className="flex flex-wrap gap-3">
            {result.endedAt === null ? (
              <Link
                to="/w/$workspaceId/practice/$sessionId"
                params={{ workspaceId, sessionId: result.sessionId }}
                className={buttonClass({ kind: 'primary' })}
              >
                {history.goOn}
              </Link>
            ) : (
              <Button
                kind="primary"
                busy={start.isPending || session.data === undefined}
                onClick={() => {
                  if (session.data === undefined) return
                  const { scope, length } = session.data
                  start.mutate({ scope, length })
                }}
              >
                {t.again}
              </Button>
            )}
            <Link to="/w/$workspaceId" params={{ workspaceId }} className={buttonClass()}>
              {t.home}
            </Link>
          </div>
        </div>
      </header>

      {result.topics.length > 0 && (
        <Section title={t.moved}>
          <Moved topics={result.topics} />
        </Section>
      )}

      {toRead.length > 0 && (
        <Section title={t.read} detail={t.readDetail}>
          <ul className="grid gap-1">
            {toRead.map((topic) => (
              <li key={topic.topicId}>
                <Link
                  to="/w/$workspaceId/topics/$topicId"
                  params={{ workspaceId, topicId: topic.topicId }}
                  className={`${textLink} inline-flex min-h-9 items-center gap-2.5`}
                >
                  <Icon name="book" />
                  {topic.title}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}

      {result.comingBack.length > 0 && (
        <Section title={t.comingBack}>
          <ComingBack items={result.comingBack} />
        </Section>
      )}
    </>
  )
}

function Moved({ topics }: { readonly topics: PracticeResult['topics'] }) {
  const { result: t, standing } = useStrings('learn')
  const { number } = useFormat()
  return (
    <>
      <ul>
        {topics.map((topic) => (
          <li
            key={topic.topicId}
            className="grid items-center gap-x-10 gap-y-2 border-t border-rule py-4 first:border-t-0 md:grid-cols-[1fr_26rem]"
          >
            <div>
              <h3 className="text-lg">{topic.title}</h3>
              <p className="text-sm text-soft">
                {t.here(number(topic.correctHere), number(topic.answeredHere))} ·{' '}
                <Movement topic={topic} />
              </p>
            </div>
            <StandingView
              value={topic.competency}
              before={topic.before}
              evidence={standing.evidence(topic.answers)}
            />
          </li>
        ))}
      </ul>
      <details className="mt-4">
        <summary className={`${textLink} inline-block min-h-9`}>{t.asTable}</summary>
        <div className="overflow-x-auto">
          <table className="tabular mt-3 w-full text-start text-sm">
            <thead>
              <tr className="border-b-2 border-ink">
                {[t.topic, t.before, t.after, t.right].map((heading) => (
                  <th key={heading} scope="col" className="py-2 pe-6 text-start">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {topics.map(({ topicId, title, before, competency, correctHere, answeredHere }) => (
                <tr key={topicId} className="border-b border-rule">
                  <th scope="row" className="py-2 pe-6 text-start font-normal">
                    {title}
                  </th>
                  <td className="pe-6">
                    {before === null
                      ? '–'
                      : `${Math.round(before.estimate)} (${standing.between(
                          number(Math.round(before.low)),
                          number(Math.round(before.high)),
                        )})`}
                  </td>
                  <td className="pe-6">
                    {Math.round(competency.estimate)} (
                    {standing.between(
                      number(Math.round(competency.low)),
                      number(Math.round(competency.high)),
                    )}
                    )
                  </td>
                  <td>{t.score(number(correctHere), number(answeredHere))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  )
}

function Movement({ topic }: { readonly topic: PracticeResult['topics'][number] }) {
  const { result: t } = useStrings('learn')
  const { number } = useFormat()
  if (topic.before === null) return t.first
  const points = Math.round(topic.competency.estimate) - Math.round(topic.before.estimate)
  if (points === 0) return t.same
  return (
    <span className="font-bold text-ink">
      <Icon name={points > 0 ? 'up' : 'down'} />{' '}
      {points > 0 ? t.movedUp(number(points)) : t.movedDown(number(-points))}
    </span>
  )
}

function ComingBack({ items }: { readonly items: PracticeResult['comingBack'] }) {
  const { session, result: t } = useStrings('learn')
  const { relative, dateTime } = useFormat()
  const [now] = useState(Date.now)
  return (
    <ul>
      {items.map((item, place) => (
        <li
          key={place}
          className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 border-t border-rule py-3 first:border-t-0 sm:grid-cols-[auto_1fr_auto]"
        >
          <Icon
            name={item.correct ? 'check' : 'cross'}
            label={item.correct ? session.verdict.right : session.verdict.wrong}
            className={`translate-y-0.5 ${item.correct ? 'text-correct' : 'text-wrong'}`}
          />
          <div className="min-w-0 grow">
            <p>{item.excerpt}</p>
            <p className="text-sm text-soft">{item.topicTitle}</p>
          </div>
          <time
            dateTime={item.dueAt}
            title={dateTime(item.dueAt)}
            className="text-sm font-bold max-sm:col-start-2"
          >
            {Date.parse(item.dueAt) <= now ? t.dueNow : relative(item.dueAt)}
          </time>
        </li>
      ))}
    </ul>
  )
}
