import '../design/base.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { markDocument, preferredLanguage } from '../i18n/language.ts'
import { Strings, type Loaders } from '../i18n/strings.tsx'
import { meQuery } from './me.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'

const loaders: Loaders = {
  en: async () => (await import('../i18n/en/app.ts')).app,
  de: async () => (await import('../i18n/de/app.ts')).app,
}

async function start(): Promise<void> {
  const root = document.querySelector('#root')
  if (root === null) throw new Error('index.html has no #root.')
  // Beside the strings, not after them.
  void queryClient.prefetchQuery(meQuery)
  const language = preferredLanguage()
  markDocument(language)
  const strings = await loaders[language]()
  createRoot(root).render(
    <StrictMode>
      <Strings first={{ language, strings }} loaders={loaders}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Strings>
    </StrictMode>,
  )
}

void start()
