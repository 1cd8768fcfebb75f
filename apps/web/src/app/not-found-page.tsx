import { Link } from '@tanstack/react-router'
import { buttonClass } from '../design/button.tsx'
import { Page } from '../design/page.tsx'
import { useStrings } from '../i18n/strings.tsx'

/** Stands in for an address that leads nowhere. */
export function NotFoundPage() {
  const { notFound, actions } = useStrings('common')
  return (
    <main id="content">
      <Page title={notFound.title} lead={notFound.detail} width="text">
        <Link to="/" className={buttonClass({ kind: 'primary' })}>
          {actions.goHome}
        </Link>
      </Page>
    </main>
  )
}
