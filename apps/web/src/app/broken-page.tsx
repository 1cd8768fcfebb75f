import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { Failure } from './failure.tsx'
import { problemOf } from './problem.ts'

/** Stands in for a page that could not be loaded or drawn. */
export function BrokenPage({ error }: ErrorComponentProps) {
  const { broken, actions } = useStrings('common')
  const router = useRouter()
  const known = problemOf(error).kind !== 'broken'
  return (
    <main id="content">
      <Page title={broken.title} width="text">
        {known ? (
          <Failure error={error} onRetry={() => void router.invalidate()} />
        ) : (
          <div className="grid justify-items-start gap-6">
            <p>{broken.detail}</p>
            <Button kind="primary" onClick={() => location.reload()}>
              {actions.reload}
            </Button>
          </div>
        )}
      </Page>
    </main>
  )
}
