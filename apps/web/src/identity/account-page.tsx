import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { firstWorkspace, useMe } from '../app/me.ts'
import { fieldError } from '../app/problem.ts'
import { useSignOut } from '../app/sign-out.ts'
import { Button, buttonClass } from '../design/button.tsx'
import { ChoiceBar } from '../design/choice-bar.tsx'
import { PasswordField } from '../design/field.tsx'
import { Page, Section } from '../design/page.tsx'
import { useTheme } from '../design/theme.ts'
import { languageNames, languages } from '../i18n/language.ts'
import { useLanguage, useStrings } from '../i18n/strings.tsx'
import { Form } from './form.tsx'
import { PublicFrame } from './public-frame.tsx'

/** One's own account: language, colours, password, workspaces, the way out. */
export function AccountPage() {
  const { account: t, newWorkspace } = useStrings('identity')
  const common = useStrings('common')
  const me = useMe()
  const { language, choose } = useLanguage()
  const { theme, choose: chooseTheme } = useTheme()
  const signOut = useSignOut()
  const open = firstWorkspace(me)
  return (
    <PublicFrame
      actions={
        <Link to="/" className={buttonClass({ kind: 'quiet', size: 'small' })}>
          {common.actions.back}
        </Link>
      }
    >
      <Page title={t.title} width="text">
        <Section title={t.you}>
          <p className="text-lg font-bold">{me.user?.name}</p>
          <p className="mb-4 text-soft">{me.user?.email}</p>
          <Button onClick={() => void signOut()}>{common.nav.signOut}</Button>
        </Section>
        <Section title={t.appearance}>
          <div className="flex flex-wrap gap-x-10 gap-y-5">
            <ChoiceBar
              label={common.language}
              value={language}
              onChange={(next) => void choose(next)}
              choices={languages.map((each) => ({ value: each, label: languageNames[each] }))}
            />
            <ChoiceBar
              label={common.theme.label}
              value={theme}
              onChange={chooseTheme}
              choices={(['light', 'dark', 'system'] as const).map((each) => ({
                value: each,
                label: common.theme[each],
              }))}
            />
          </div>
        </Section>
        <Section title={t.workspaces.title}>
          <ul className="mb-4">
            {me.memberships.map(({ workspaceId, workspaceName, role }) => (
              <li
                key={workspaceId}
                className="flex flex-wrap items-center gap-x-4 border-b border-rule py-2"
              >
                <span className="grow font-bold">{workspaceName}</span>
                <span className="text-sm text-soft">
                  {common.roles[role]}
                  {workspaceId === open && ` · ${t.workspaces.current}`}
                </span>
                <Link
                  to="/w/$workspaceId"
                  params={{ workspaceId }}
                  className={buttonClass({ kind: 'quiet', size: 'small' })}
                >
                  {t.workspaces.open}
                  <span className="only-heard"> {workspaceName}</span>
                </Link>
              </li>
            ))}
          </ul>
          <Link to="/new-workspace" className={buttonClass({ size: 'small' })}>
            {newWorkspace.title}
          </Link>
        </Section>
        <Section title={t.password.title}>
          <ChangePassword />
        </Section>
      </Page>
    </PublicFrame>
  )
}

function ChangePassword() {
  const { account: t, fields } = useStrings('identity')
  const { user } = useMe()
  const fieldset = useRef<HTMLDivElement>(null)
  const change = useMutation({
    mutationFn: (body: { current: string; password: string }) =>
      api.identity.changePassword({ body }),
    onSuccess: () => fieldset.current?.closest('form')?.reset(),
  })
  return (
    <Form
      onSubmit={(field) =>
        change.mutate({ current: field('current'), password: field('password') })
      }
    >
      <div ref={fieldset} className="grid max-w-narrow gap-5">
        <input hidden readOnly autoComplete="username" value={user?.email ?? ''} />
        <Failure error={change.error} fields={['/body/current', '/body/password']} />
        <PasswordField
          name="current"
          label={fields.currentPassword}
          autoComplete="current-password"
          required
          error={fieldError(change.error, '/body/current')}
        />
        <PasswordField
          name="password"
          label={fields.newPassword}
          hint={fields.passwordHint}
          autoComplete="new-password"
          required
          error={fieldError(change.error, '/body/password')}
        />
        <Button type="submit" busy={change.isPending} className="justify-self-start">
          {t.password.action}
        </Button>
        <p role="status" className="font-bold text-correct">
          {change.isSuccess && t.password.done}
        </p>
      </div>
    </Form>
  )
}
