import { useMutation } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { fieldError } from '../app/problem.ts'
import { Button } from '../design/button.tsx'
import { PasswordField, TextField } from '../design/field.tsx'
import { Page } from '../design/page.tsx'
import { textLink } from '../design/text-link.ts'
import { useStrings } from '../i18n/strings.tsx'
import { Form } from './form.tsx'
import { PublicFrame } from './public-frame.tsx'
import { useSignedIn } from './signed-in.ts'

/** Sign in with e-mail address and password. */
export function SignInPage() {
  const { signIn: t, fields } = useStrings('identity')
  const { problems } = useStrings('common')
  const { next } = useSearch({ from: '/sign-in' })
  const signedIn = useSignedIn()
  const signIn = useMutation({
    mutationFn: (body: { email: string; password: string }) => api.identity.signIn({ body }),
    onSuccess: (me) => signedIn(me, next),
  })
  return (
    <PublicFrame poster>
      <Page title={t.title} width="narrow">
        <Form
          onSubmit={(field) =>
            signIn.mutate({ email: field('email').trim(), password: field('password') })
          }
        >
          <Failure error={signIn.error} fields={['/body/email', '/body/password']} />
          <TextField
            name="email"
            type="email"
            label={fields.email}
            autoComplete="username"
            autoFocus
            required
            error={fieldError(signIn.error, '/body/email')}
          />
          <PasswordField
            name="password"
            label={fields.password}
            autoComplete="current-password"
            required
            // Here any password will do, as long as there is one.
            error={fieldError(signIn.error, '/body/password') && problems.byFault['invalid_type']}
          />
          <Button type="submit" kind="primary" size="large" busy={signIn.isPending}>
            {t.action}
          </Button>
        </Form>
        <p className="mt-6">
          <Link to="/forgot-password" className={textLink}>
            {t.forgot}
          </Link>
        </p>
        <p className="mt-2">
          {t.noAccount}{' '}
          <Link to="/sign-up" search={next === undefined ? {} : { next }} className={textLink}>
            {t.signUp}
          </Link>
        </p>
      </Page>
    </PublicFrame>
  )
}
