import { useBlocker } from '@tanstack/react-router'
import { ConfirmDialog } from '../design/dialog.tsx'
import { useStrings } from '../i18n/strings.tsx'

/** Asks before a page with something unsaved is left. */
export function LeaveGuard({ when }: { readonly when: boolean }) {
  const { leaving: t } = useStrings('bank')
  const blocker = useBlocker({
    shouldBlockFn: () => when,
    enableBeforeUnload: () => when,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      title={t.title}
      detail={t.detail}
      action={t.leave}
      open={blocker.status === 'blocked'}
      danger
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    />
  )
}
