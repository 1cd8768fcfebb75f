import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Failure } from '../app/failure.tsx'
import { Loaded } from '../app/loaded.tsx'
import { useWorkspace } from '../app/me.ts'
import { Button } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { Markdown } from '../questions/prompt.tsx'
import { readingQuery } from './queries.ts'
import { lengths, useSessionLength } from './session-length.ts'
import { useStartSession } from './start-session.ts'

/** What to read about a topic, and the step to practise it. */
export function ReadingPage() {
  const { reading: t } = useStrings('learn')
  const { workspaceId } = useWorkspace()
  const { topicId } = useParams({ from: '/w/$workspaceId/shell/topics/$topicId' })
  const reading = useQuery(readingQuery(workspaceId, topicId))
  const [length] = useSessionLength()
  const start = useStartSession()
  const practise = (
    <Button
      kind="primary"
      busy={start.isPending}
      onClick={() =>
        start.mutate({ scope: { kind: 'topic', id: topicId }, length: lengths[length] })
      }
    >
      {t.practise}
    </Button>
  )
  return (
    <Page title={reading.data?.title ?? ''} width="text">
      <Failure error={start.error} />
      <Loaded query={reading}>
        {(data) =>
          data.reading === '' ? (
            <div className="grid justify-items-start gap-5">
              <p className="text-soft">{t.empty}</p>
              {practise}
            </div>
          ) : (
            <>
              <Markdown text={data.reading} />
              <div className="mt-10 border-t-4 border-ink pt-5">{practise}</div>
            </>
          )
        }
      </Loaded>
    </Page>
  )
}
