import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTheme } from '../design/theme.ts'
import { Wordmark } from '../design/wordmark.tsx'
import { languageNames, languages } from '../i18n/language.ts'
import { useLanguage, useStrings } from '../i18n/strings.tsx'
import { SkipLink } from '../app/skip-link.tsx'
import '../live/poster.css'
import { PosterShapes } from '../live/poster-shapes.tsx'

interface Props {
  readonly children: ReactNode
  /** Beside the wordmark. */
  readonly actions?: ReactNode
  /** Beside the content where there is room: our shapes, for pages that are a form and no more. */
  readonly poster?: boolean
}

/** The frame of pages outside of a workspace: the wordmark above, language and colours below. */
export function PublicFrame({ children, actions, poster = false }: Props) {
  const common = useStrings('common')
  const { language, choose } = useLanguage()
  const { theme, choose: chooseTheme } = useTheme()
  return (
    <>
      <SkipLink />
      <header className="mx-auto flex w-full max-w-page items-center justify-between gap-4 px-4 py-3 sm:px-6 md:py-4">
        <Link to="/" aria-label={common.product}>
          <Wordmark className="text-lg md:text-xl" />
        </Link>
        {actions}
      </header>
      <div className="grid grow border-t-4 border-ink lg:grid-cols-[auto_1fr]">
        <main
          id="content"
          tabIndex={-1}
          className={
            poster
              ? 'min-w-0 lg:border-e-4 lg:border-ink lg:ps-[max(0px,calc(50vw-33rem))] lg:pe-16 lg:[&>div]:mx-0 lg:[&>div]:w-[29rem]'
              : 'min-w-0 lg:col-span-2'
          }
        >
          {children}
        </main>
        {poster && (
          <div className="relative max-lg:hidden">
            <PosterShapes className="absolute inset-0 size-full" />
          </div>
        )}
      </div>
      <footer className="border-t border-rule">
        <div className="mx-auto flex w-full max-w-page flex-wrap items-center justify-between gap-x-8 gap-y-2 px-4 py-4 text-sm text-soft sm:px-6">
          <div role="group" aria-label={common.language} className="flex flex-wrap gap-x-1">
            {languages.map((each) => (
              <button
                key={each}
                type="button"
                lang={each}
                aria-pressed={each === language}
                onClick={() => void choose(each)}
                className={footerButtonClass}
              >
                {languageNames[each]}
              </button>
            ))}
          </div>
          <div role="group" aria-label={common.theme.label} className="flex flex-wrap gap-x-1">
            {(['light', 'dark', 'system'] as const).map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === theme}
                onClick={() => chooseTheme(each)}
                className={footerButtonClass}
              >
                {common.theme[each]}
              </button>
            ))}
          </div>
        </div>
      </footer>
    </>
  )
}

const footerButtonClass = `min-h-9 px-2 hover:text-ink aria-pressed:font-bold aria-pressed:text-ink
  aria-pressed:underline aria-pressed:decoration-2 aria-pressed:underline-offset-4`
