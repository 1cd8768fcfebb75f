import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { fieldError } from '../app/problem.ts'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/field.tsx'
import { Page } from '../design/page.tsx'
import { textLink } from '../design/text-link.ts'
import { useStrings } from '../i18n/strings.tsx'
import { Form } from './form.tsx'
import { PublicFrame } from './public-frame.tsx'

/** Ask for a link that sets a new password. */
export function ForgotPasswordPage() {
  const { forgot: t, fields } = useStrings('identity')
  const request = useMutation({
    mutationFn: (email: string) => api.identity.requestPasswordReset({ body: { email } }),
  })
  const back = (
    <p className="mt-6">
      <Link to="/sign-in" className={textLink}>
        {t.backToSignIn}
      </Link>
    </p>
  )
  if (request.isSuccess)
    return (
      <PublicFrame poster>
        <Page title={t.sent.title} lead={t.sent.detail(request.variables)} width="text">
          {back}
        </Page>
      </PublicFrame>
    )
  return (
    <PublicFrame poster>
      <Page title={t.title} lead={t.lead} width="narrow">
        <Form onSubmit={(field) => request.mutate(field('email').trim())}>
          <Failure error={request.error} fields={['/body/email']} />
          <TextField
            name="email"
            type="email"
            label={fields.email}
            autoComplete="email"
            autoFocus
            required
            error={fieldError(request.error, '/body/email')}
          />
          <Button type="submit" kind="primary" size="large" busy={request.isPending}>
            {t.action}
          </Button>
        </Form>
        {back}
      </Page>
    </PublicFrame>
  )
}
