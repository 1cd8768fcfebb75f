import { useMutation } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { fieldError } from '../app/problem.ts'
import { Button, buttonClass } from '../design/button.tsx'
import { PasswordField } from '../design/field.tsx'
import { Page } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { Form } from './form.tsx'
import { PublicFrame } from './public-frame.tsx'

/** Set a new password with the token of a mailed link. */
export function ResetPasswordPage() {
  const { reset: t, fields, signIn } = useStrings('identity')
  const { token } = useParams({ from: '/reset-password/$token' })
  const reset = useMutation({
    mutationFn: (password: string) => api.identity.resetPassword({ body: { token, password } }),
  })
  if (reset.isSuccess)
    return (
      <PublicFrame poster>
        <Page title={t.done.title} lead={t.done.detail} width="text">
          <Link to="/sign-in" className={buttonClass({ kind: 'primary' })}>
            {signIn.action}
          </Link>
        </Page>
      </PublicFrame>
    )
  return (
    <PublicFrame poster>
      <Page title={t.title} lead={t.lead} width="narrow">
        <Form onSubmit={(field) => reset.mutate(field('password'))}>
          <Failure error={reset.error} fields={['/body/password']} />
          <PasswordField
            name="password"
            label={fields.newPassword}
            hint={fields.passwordHint}
            autoComplete="new-password"
            autoFocus
            required
            error={fieldError(reset.error, '/body/password')}
          />
          <Button type="submit" kind="primary" size="large" busy={reset.isPending}>
            {t.action}
          </Button>
        </Form>
      </Page>
    </PublicFrame>
  )
}
