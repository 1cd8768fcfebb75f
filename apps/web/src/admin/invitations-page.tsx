import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import type { Invitation } from '@quizmentor/contract/identity'
import { reaches, roles, type Role } from '@quizmentor/contract/role'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { useWorkspace } from '../app/me.ts'
import { fieldError } from '../app/problem.ts'
import { Button } from '../design/button.tsx'
import { Dialog } from '../design/dialog.tsx'
import { EmptyState } from '../design/empty-state.tsx'
import { TextField } from '../design/field.tsx'
import { Icon } from '../design/icon.tsx'
import { Page } from '../design/page.tsx'
import { Select } from '../design/select.tsx'
import { toast } from '../design/toast.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { CopyField } from './copy-field.tsx'
import { Paged } from './paged.tsx'
import { invitationsQuery } from './queries.ts'

/** Links by which people join, and what became of them. */
export function InvitationsPage() {
  const { invitations: t } = useStrings('admin')
  const { workspaceId } = useWorkspace()
  const invitations = useInfiniteQuery(invitationsQuery(workspaceId))
  const isEmpty = invitations.data?.pages[0]?.items.length === 0
  const [making, setMaking] = useState(false)
  const add = (
    <Button kind="primary" onClick={() => setMaking(true)}>
      <Icon name="plus" />
      {t.make}
    </Button>
  )
  return (
    <Page title={t.title} lead={t.lead} actions={isEmpty ? undefined : add}>
      <Paged
        query={invitations}
        empty={<EmptyState title={t.empty} detail={t.emptyDetail} action={add} />}
      >
        {(items) => (
          <ul className="border-t-2 border-ink">
            {items.map((invitation) => (
              <InvitationLine key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        )}
      </Paged>
      {making && <NewInvitation onClose={() => setMaking(false)} />}
    </Page>
  )
}

function InvitationLine({ invitation }: { readonly invitation: Invitation }) {
  const { invitations: t } = useStrings('admin')
  const { roles: names } = useStrings('common')
  const { relative, dateTime } = useFormat()
  const { workspaceId } = useWorkspace()
  const queries = useQueryClient()
  const revoke = useMutation({
    mutationFn: () =>
      api.identity.revokeInvitation({ params: { workspaceId, invitationId: invitation.id } }),
    onSuccess: async () => {
      toast(t.revoked)
      await queries.invalidateQueries({ queryKey: ['admin', workspaceId] })
    },
  })
  const open = invitation.state === 'open'
  return (
    <li className="grid gap-3 border-b border-rule py-3">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <div className="min-w-0 grow basis-56">
          <p className="font-bold break-all">{invitation.email ?? t.anybody}</p>
          <p className="text-sm text-soft">
            {names[invitation.role]} · {t.made(relative(invitation.createdAt))}
            {open && (
              <>
                {' · '}
                <span title={dateTime(invitation.expiresAt)}>
                  {t.expires(relative(invitation.expiresAt))}
                </span>
              </>
            )}
          </p>
        </div>
        <span
          className={`rounded-sm border-2 px-1.5 text-xs font-bold ${
            open
              ? 'border-ink bg-ink text-paper'
              : invitation.state === 'accepted'
                ? 'border-correct text-correct'
                : 'border-edge text-soft line-through'
          }`}
        >
          {t.states[invitation.state]}
        </span>
        {open && (
          <Button
            kind="quiet"
            size="small"
            busy={revoke.isPending}
            aria-label={`${t.revoke}: ${invitation.email ?? t.anybody}`}
            onClick={() => revoke.mutate()}
          >
            {t.revoke}
          </Button>
        )}
      </div>
      <Failure error={revoke.error} />
    </li>
  )
}

function NewInvitation({ onClose }: { readonly onClose: () => void }) {
  const { invitations: t } = useStrings('admin')
  const { actions, roles: names } = useStrings('common')
  const { dateTime } = useFormat()
  const { workspaceId, role: mine } = useWorkspace()
  const queries = useQueryClient()
  const [id] = useState(() => uuidv7())
  const [role, setRole] = useState<Role>('learner')
  const [email, setEmail] = useState('')
  const create = useMutation({
    mutationFn: () =>
      api.identity.createInvitation({
        params: { workspaceId },
        body: { id, role, ...(email.trim() !== '' && { email: email.trim() }) },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['admin', workspaceId] }),
  })
  if (create.data !== undefined)
    return (
      <Dialog
        title={t.ready}
        open
        onClose={onClose}
        actions={<Button onClick={onClose}>{actions.close}</Button>}
      >
        <div className="grid gap-4">
          <p>
            {create.data.invitation.email === null
              ? t.readyDetail(names[role], dateTime(create.data.invitation.expiresAt))
              : t.readyFor(
                  create.data.invitation.email,
                  names[role],
                  dateTime(create.data.invitation.expiresAt),
                )}
          </p>
          <CopyField label={t.link} value={create.data.url} />
          <p className="text-sm text-soft">{t.once}</p>
        </div>
      </Dialog>
    )
  return (
    <Dialog
      title={t.make}
      open
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{actions.cancel}</Button>
          <Button kind="primary" form="new-invitation" type="submit" busy={create.isPending}>
            {t.makeAction}
          </Button>
        </>
      }
    >
      <form
        id="new-invitation"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
        className="grid gap-5"
      >
        <Failure error={create.error} fields={['/body/email']} />
        <Select
          label={t.role}
          hint={t.roleHints[role]}
          value={role}
          options={roles
            .filter((each) => reaches(mine, each))
            .map((value) => ({ value, label: names[value] }))}
          onChange={setRole}
        />
        <TextField
          label={t.email}
          hint={t.emailHint}
          optional
          type="email"
          autoComplete="off"
          maxLength={254}
          value={email}
          error={fieldError(create.error, '/body/email')}
          onChange={(event) => setEmail(event.target.value)}
        />
      </form>
    </Dialog>
  )
}
