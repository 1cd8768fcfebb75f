import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { v7 as uuidv7 } from 'uuid'
import { useState } from 'react'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { meQuery, useMe } from '../app/me.ts'
import { fieldError } from '../app/problem.ts'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/field.tsx'
import { Page } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { Form } from './form.tsx'
import { PublicFrame } from './public-frame.tsx'

/** Make a workspace of one's own. */
export function NewWorkspacePage() {
  const { newWorkspace: t } = useStrings('identity')
  const { memberships } = useMe()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [id] = useState(() => uuidv7())
  const create = useMutation({
    mutationFn: (name: string) => api.identity.createWorkspace({ body: { id, name } }),
    onSuccess: async ({ workspaceId }) => {
      await queries.invalidateQueries(meQuery)
      await navigate({ to: '/w/$workspaceId', params: { workspaceId } })
    },
  })
  return (
    <PublicFrame poster>
      <Page title={t.title} lead={memberships.length === 0 ? t.none : t.lead} width="narrow">
        <Form onSubmit={(field) => create.mutate(field('name').trim())}>
          <Failure error={create.error} fields={['/body/name']} />
          <TextField
            name="name"
            label={t.name}
            maxLength={80}
            autoFocus
            required
            error={fieldError(create.error, '/body/name')}
          />
          <Button type="submit" kind="primary" size="large" busy={create.isPending}>
            {t.action}
          </Button>
        </Form>
      </Page>
    </PublicFrame>
  )
}
