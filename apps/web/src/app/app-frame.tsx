import { lazy, Suspense, type ReactNode } from 'react'
import { I18nProvider, RouterProvider as AriaLinks } from 'react-aria-components'
import { useRouter } from '@tanstack/react-router'
import { Toasts } from '../design/toast.tsx'
import { useLanguage } from '../i18n/strings.tsx'
import { usePaletteOpen } from './palette-switch.ts'

const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }))

/** What signed-in pages need around them: React Aria's language and links, toasts, the palette. */
export function AppFrame({ children }: { readonly children: ReactNode }) {
  const { language } = useLanguage()
  const { history } = useRouter()
  const paletteOpen = usePaletteOpen()
  return (
    <I18nProvider locale={language === 'de' ? 'de-DE' : 'en-US'}>
      <AriaLinks navigate={(href) => history.push(href)}>
        {children}
        <Toasts />
        <Suspense>{paletteOpen && <Palette />}</Suspense>
      </AriaLinks>
    </I18nProvider>
  )
}
