import { Link } from '@tanstack/react-router'
import { useWorkspace } from '../../app/me.ts'
import { buttonClass } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'

/** The way to where files of other programs are taken in. */
export function ImportLink() {
  const { commands } = useStrings('bank')
  const { workspaceId } = useWorkspace()
  return (
    <Link
      to="/w/$workspaceId/bank/import"
      params={{ workspaceId }}
      className={`${buttonClass()} max-sm:px-3`}
    >
      <Icon name="upload" />
      <span className="max-sm:sr-only">{commands.import}</span>
    </Link>
  )
}
