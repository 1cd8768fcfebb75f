import '../design/base.css'
import '../live/poster.css'
// Follows the device from light to dark.
import '../design/theme.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { markDocument, preferredLanguage } from '../i18n/language.ts'
import { Strings, type Loaders } from '../i18n/strings.tsx'
import { Broken } from './broken.tsx'
import { JoinPage } from './join-page.tsx'

const loaders: Loaders = {
  en: async () => ({ join: (await import('../i18n/en/join.ts')).join }),
  de: async () => ({ join: (await import('../i18n/de/join.ts')).join }),
}

async function start(): Promise<void> {
  const root = document.querySelector('#root')
  if (root === null) throw new Error('join.html has no #root.')
  const language = preferredLanguage()
  markDocument(language)
  const strings = await loaders[language]()
  createRoot(root).render(
    <StrictMode>
      <Strings first={{ language, strings }} loaders={loaders}>
        <Broken>
          <JoinPage />
        </Broken>
      </Strings>
    </StrictMode>,
  )
}

void start()
