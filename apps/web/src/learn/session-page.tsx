import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { AppFrame } from '../app/app-frame.tsx'
import { Loaded } from '../app/loaded.tsx'
import { useWorkspace } from '../app/me.ts'
import { Skeleton } from '../design/skeleton.tsx'
import { sessionQuery } from './queries.ts'
import { SessionView } from './session-view.tsx'

/** One question per screen, until the session is over. */
export function SessionPage() {
  const { workspaceId } = useWorkspace()
  const { sessionId } = useParams({ from: '/w/$workspaceId/practice/$sessionId' })
  const session = useQuery(sessionQuery(workspaceId, sessionId))
  return (
    <AppFrame>
      <Loaded
        query={session}
        skeleton={
          <div className="mx-auto w-full max-w-text px-4 pt-24">
            <Skeleton lines={5} height={3.5} />
          </div>
        }
      >
        {(data) => <SessionView key={data.id} workspaceId={workspaceId} session={data} />}
      </Loaded>
    </AppFrame>
  )
}
