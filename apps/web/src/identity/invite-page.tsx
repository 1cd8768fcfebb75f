import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { meQuery, useMe } from '../app/me.ts'
import { useSignOut } from '../app/sign-out.ts'
import { Button, buttonClass } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { PublicFrame } from './public-frame.tsx'

/** What an invitation link invites to, and the step to accept it. */
export function InvitePage() {
  const { invite: t, signIn, signUp } = useStrings('identity')
  const { actions, roles } = useStrings('common')
  const { token } = useParams({ from: '/invite/$token' })
  const { user } = useMe()
  const { date } = useFormat()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const signOut = useSignOut()
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api.identity.showInvitation({ body: { token } }),
  })
  const accept = useMutation({
    mutationFn: () => api.identity.acceptInvitation({ body: { token } }),
    onSuccess: async ({ workspaceId }) => {
      await queries.invalidateQueries(meQuery)
      await navigate({ to: '/w/$workspaceId', params: { workspaceId } })
    },
  })
  const next = `/invite/${token}`
  return (
    <PublicFrame poster>
      {invitation.isError && (
        <Page title={t.gone} width="text">
          <Failure error={invitation.error} />
          <Link to="/" className={`mt-6 ${buttonClass()}`}>
            {actions.goHome}
          </Link>
        </Page>
      )}
      {invitation.isSuccess && (
        <Page
          title={t.title(invitation.data.workspaceName)}
          lead={t.as(roles[invitation.data.role], date(invitation.data.expiresAt))}
          width="text"
        >
          {user === null ? (
            <>
              <p className="mb-4">{t.signInFirst}</p>
              <div className="flex flex-wrap gap-3">
                <Link to="/sign-up" search={{ next }} className={buttonClass({ kind: 'primary' })}>
                  {signUp.title}
                </Link>
                <Link to="/sign-in" search={{ next }} className={buttonClass()}>
                  {signIn.action}
                </Link>
              </div>
            </>
          ) : (
            <div className="grid justify-items-start gap-5">
              <p>{t.signedInAs(user.name)}</p>
              <Failure error={accept.error} />
              <div className="flex flex-wrap gap-3">
                <Button kind="primary" busy={accept.isPending} onClick={() => accept.mutate()}>
                  {t.accept}
                </Button>
                <Button kind="quiet" onClick={() => void signOut(next)}>
                  {t.useAnother}
                </Button>
              </div>
            </div>
          )}
        </Page>
      )}
    </PublicFrame>
  )
}
