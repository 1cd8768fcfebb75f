import { Link } from '@tanstack/react-router'
import { buttonClass } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'
import { PublicFrame } from '../identity/public-frame.tsx'

/** Stands in for an address that leads nowhere. */
export function NotFoundPage() {
  const { notFound, actions } = useStrings('common')
  return (
    <PublicFrame>
      <Page title={notFound.title} lead={notFound.detail} width="text">
        <Link to="/" className={buttonClass({ kind: 'primary' })}>
          {actions.goHome}
        </Link>
      </Page>
    </PublicFrame>
  )
}
