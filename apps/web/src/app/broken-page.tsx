import { use } from 'react'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { PublicFrame } from '../identity/public-frame.tsx'
import { Failure } from './failure.tsx'
import { InFrame } from './in-frame.ts'
import { problemOf } from './problem.ts'

/** Stands in for a page that could not be loaded or drawn, in the frame that is still there. */
export function BrokenPage(props: ErrorComponentProps) {
  const framed = use(InFrame)
  const page = <Broken {...props} />
  return framed ? page : <PublicFrame>{page}</PublicFrame>
}

function Broken({ error }: ErrorComponentProps) {
  const { broken, actions } = useStrings('common')
  const router = useRouter()
  const known = problemOf(error).kind !== 'broken'
  return (
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
  )
}
