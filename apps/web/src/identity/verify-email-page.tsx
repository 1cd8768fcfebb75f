import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { buttonClass } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { Skeleton } from '../design/skeleton.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { PublicFrame } from './public-frame.tsx'

/** Confirms the address that a mailed link was sent to. */
export function VerifyEmailPage() {
  const { verify: t, signIn } = useStrings('identity')
  const { token } = useParams({ from: '/verify-email/$token' })
  // A query, though it changes something: the token works once, and a query runs once.
  const verified = useQuery({
    queryKey: ['verify-email', token],
    queryFn: () => api.identity.verifyEmail({ body: { token } }),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  })
  return (
    <PublicFrame poster>
      {verified.isSuccess ? (
        <Page title={t.done.title} lead={t.done.detail} width="text">
          <Link to="/sign-in" className={buttonClass({ kind: 'primary' })}>
            {signIn.action}
          </Link>
        </Page>
      ) : (
        <Page title={verified.isError ? t.failed : t.title} width="text">
          {verified.isError ? (
            <div className="grid justify-items-start gap-6">
              <Failure error={verified.error} />
              <Link to="/sign-in" className={buttonClass()}>
                {signIn.action}
              </Link>
            </div>
          ) : (
            <Skeleton lines={2} />
          )}
        </Page>
      )}
    </PublicFrame>
  )
}
