import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import type { Me } from '@quizmentor/contract/identity'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { fieldError, problemOf } from '../app/problem.ts'
import { Button } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { textLink } from '../design/text-link.ts'
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

/** Make an account, and go on signed in, or by way of one's mailbox where the server asks for that. */
export function SignUpPage() {
  const { signUp: t } = useStrings('identity')
  const { next } = useSearch({ from: '/sign-up' })
  const signedIn = useSignedIn()
  const signUp = useMutation({
    mutationFn: makeAccount,
    onSuccess: (me) => (me === null ? undefined : signedIn(me, next)),
  })
  const nextSearch = next === undefined ? {} : { next }

  if (signUp.data === null)
    return (
      <PublicFrame poster>
        <Page
          title={t.checkMail.title}
          lead={t.checkMail.detail(signUp.variables.email)}
          width="text"
        >
          <Link to="/sign-in" search={nextSearch} className={textLink}>
            {t.signIn}
          </Link>
        </Page>
      </PublicFrame>
    )

  return (
    <PublicFrame poster>
      <Page title={t.title} width="narrow">
        <Form onSubmit={(field) => signUp.mutate(readNewAccount(field))}>
          <Failure error={signUp.error} fields={accountPointers} />
          <NewAccountFields errorAt={(pointer) => fieldError(signUp.error, pointer)} />
          <Button type="submit" kind="primary" size="large" busy={signUp.isPending}>
            {t.action}
          </Button>
        </Form>
        <p className="mt-6">
          {t.haveAccount}{' '}
          <Link to="/sign-in" search={nextSearch} className={textLink}>
            {t.signIn}
          </Link>
        </p>
      </Page>
    </PublicFrame>
  )
}

/**
 * Signs up, then in. `null`: the address waits to be confirmed, or had an account before; which of
 * the two, the server tells only the mailbox.
 */
async function makeAccount(body: NewAccount): Promise<Me | null> {
  await api.identity.signUp({ body })
  try {
    return await api.identity.signIn({ body: { email: body.email, password: body.password } })
  } catch (error) {
    if (problemOf(error).status === 401) return null
    throw error
  }
}
