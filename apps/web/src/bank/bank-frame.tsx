import { linkOptions, Outlet } from '@tanstack/react-router'
import { useWorkspace } from '../app/me.ts'
import { PartsNav } from '../app/parts-nav.tsx'
import { useStrings } from '../i18n/strings.tsx'

/** What the bank's pages share: the way between its parts. */
export function BankFrame() {
  const { parts } = useStrings('bank')
  const { nav } = useStrings('common')
  const calibration = useStrings('calibration')
  const { workspaceId, can } = useWorkspace()
  const params = { workspaceId }
  return (
    <>
      <PartsNav
        label={nav.bank}
        parts={[
          {
            title: parts.questions,
            link: linkOptions({
              to: '/w/$workspaceId/bank',
              params,
              activeOptions: { exact: true, includeSearch: false },
            }),
          },
          {
            title: parts.quizzes,
            link: linkOptions({ to: '/w/$workspaceId/bank/quizzes', params }),
          },
          {
            title: parts.tracks,
            link: linkOptions({ to: '/w/$workspaceId/bank/tracks', params }),
          },
          {
            title: parts.topics,
            link: linkOptions({ to: '/w/$workspaceId/bank/topics', params }),
          },
          ...(can('author')
            ? [
                {
                  title: calibration.title,
                  link: linkOptions({ to: '/w/$workspaceId/bank/calibration', params }),
                },
              ]
            : []),
        ]}
      />
      <Outlet />
    </>
  )
}
