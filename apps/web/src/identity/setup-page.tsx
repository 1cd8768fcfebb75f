import { useMutation } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { fieldError } from '../app/problem.ts'
import { Button } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { Form } from './form.tsx'
import {
  accountPointers,
  NewAccountFields,
  readNewAccount,
  type NewAccount,
} from './new-account.tsx'
import { PublicFrame } from './public-frame.tsx'
import { useSignedIn } from './signed-in.ts'

/** The one-time link of the first start: makes the account that owns the server. */
export function SetupPage() {
  const { setup: t } = useStrings('identity')
  const { token } = useParams({ from: '/setup/$token' })
  const signedIn = useSignedIn()
  const claim = useMutation({
    mutationFn: (account: NewAccount) =>
      api.identity.claimOwnership({ body: { token, ...account } }),
    onSuccess: (me) => signedIn(me),
  })
  return (
    <PublicFrame poster>
      <Page title={t.title} lead={t.lead} width="narrow">
        <Form onSubmit={(field) => claim.mutate(readNewAccount(field))}>
          <Failure error={claim.error} fields={accountPointers} />
          <NewAccountFields errorAt={(pointer) => fieldError(claim.error, pointer)} />
          <Button type="submit" kind="primary" size="large" busy={claim.isPending}>
            {t.action}
          </Button>
        </Form>
      </Page>
    </PublicFrame>
  )
}
