import { Outlet } from '@tanstack/react-router'
import { OfflineNotice } from './offline-notice.tsx'
import { UpdateNotice } from './update-notice.tsx'

/** What every page stands in. */
export function Root() {
  return (
    <div className="flex min-h-dvh flex-col">
      <OfflineNotice />
      <Outlet />
      <UpdateNotice />
    </div>
  )
}
