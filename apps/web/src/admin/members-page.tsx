import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Member } from '@quizmentor/contract/identity'
import { reaches, roles, type Role } from '@quizmentor/contract/role'
import { api } from '../app/api.ts'
import { Failure } from '../app/failure.tsx'
import { meQuery, useMe, useWorkspace } from '../app/me.ts'
import { SearchBox } from '../bank/questions/search-box.tsx'
import { Button, buttonClass } from '../design/button.tsx'
import { ConfirmDialog } from '../design/dialog.tsx'
import { EmptyState } from '../design/empty-state.tsx'
import { Page } from '../design/page.tsx'
import { Select } from '../design/select.tsx'
import { toast } from '../design/toast.tsx'
import { useFormat } from '../i18n/format.ts'
import { useStrings } from '../i18n/strings.tsx'
import { Paged } from './paged.tsx'
import { membersQuery } from './queries.ts'

const route = getRouteApi('/w/$workspaceId/shell/admin/members')

/** Who belongs to the workspace, and what each may do. */
export function MembersPage() {
  const { members: t } = useStrings('admin')
  const { workspaceId } = useWorkspace()
  const { search = '' } = route.useSearch()
  const navigate = route.useNavigate()
  const members = useInfiniteQuery(membersQuery(workspaceId, search))
  const [removing, setRemoving] = useState<Member | null>(null)
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: ({ userId }: Member) =>
      api.identity.removeMember({ params: { workspaceId, userId } }),
    onSuccess: async (_, { name }) => {
      toast(t.removed(name))
      await queries.invalidateQueries({ queryKey: ['admin', workspaceId] })
    },
  })
  return (
    <Page
      title={t.title}
      actions={
        <Link
          to="/w/$workspaceId/admin/invitations"
          params={{ workspaceId }}
          className={buttonClass({ kind: 'primary' })}
        >
          {t.invite}
        </Link>
      }
    >
      <div className="grid gap-6">
        <SearchBox
          label={t.search}
          value={search}
          onSearch={(text) =>
            void navigate({ search: text === '' ? {} : { search: text }, replace: true })
          }
        />
        <Failure error={remove.error} />
        <Paged
          query={members}
          empty={
            <EmptyState
              title={t.nothingFound}
              detail={t.nothingFoundDetail}
              action={
                <Button onClick={() => void navigate({ search: {}, replace: true })}>
                  {t.clear}
                </Button>
              }
            />
          }
        >
          {(items) => (
            <ul className="border-t-2 border-ink">
              {items.map((member) => (
                <MemberLine
                  key={member.userId}
                  member={member}
                  onRemove={() => setRemoving(member)}
                />
              ))}
            </ul>
          )}
        </Paged>
      </div>
      <ConfirmDialog
        title={t.removeTitle(removing?.name ?? '')}
        detail={t.removeDetail}
        action={t.remove}
        danger
        open={removing !== null}
        onConfirm={() => removing !== null && remove.mutate(removing)}
        onClose={() => setRemoving(null)}
      />
    </Page>
  )
}

interface LineProps {
  readonly member: Member
  readonly onRemove: () => void
}

function MemberLine({ member, onRemove }: LineProps) {
  const { members: t } = useStrings('admin')
  const { actions, roles: names } = useStrings('common')
  const { date } = useFormat()
  const { user } = useMe()
  const { workspaceId, role: mine } = useWorkspace()
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (role: Role) =>
      api.identity.changeRole({ params: { workspaceId, userId: member.userId }, body: { role } }),
    onSuccess: async (changed) => {
      const before = member.role
      toast(t.changed(changed.name, names[changed.role]), {
        label: actions.undo,
        run: () => change.mutate(before),
      })
      if (changed.userId === user?.id) await queries.invalidateQueries(meQuery)
      await queries.invalidateQueries({ queryKey: ['admin', workspaceId] })
    },
  })
  const self = member.userId === user?.id
  // Nobody changes somebody above themselves, or gives more than they have.
  const mayChange = reaches(mine, member.role)
  return (
    <li className="grid gap-3 border-b border-rule py-3">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <div className="min-w-0 grow basis-56">
          <p className="font-bold">
            {member.name} {self && <span className="font-normal text-soft">({t.you})</span>}
          </p>
          <p className="text-sm break-all text-soft">
            {member.email} · {t.since(date(member.joinedAt))}
          </p>
        </div>
        <Select
          label={t.roleOf(member.name)}
          labelHidden
          className="w-44"
          disabled={!mayChange || change.isPending}
          value={member.role}
          options={roles
            .filter((role) => reaches(mine, role) || role === member.role)
            .map((value) => ({ value, label: names[value] }))}
          onChange={(role) => {
            if (role !== member.role) change.mutate(role)
          }}
        />
        <Button
          kind="quiet"
          size="small"
          disabled={!mayChange}
          aria-label={`${self ? t.leave : t.remove}: ${member.name}`}
          onClick={onRemove}
          className="min-w-26"
        >
          {self ? t.leave : t.remove}
        </Button>
      </div>
      <Failure error={change.error} />
    </li>
  )
}
