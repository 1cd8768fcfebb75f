import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react'
import type { Catalogue, Loaded } from './catalogue.ts'
import { keepLanguage, markDocument, type Language } from './language.ts'

/** How a page gets its strings in each language. */
export type Loaders = Readonly<Record<Language, () => Promise<Loaded>>>

interface Speech {
  readonly language: Language
  readonly strings: Loaded
  readonly choose: (language: Language) => Promise<void>
}

/** The strings last shown, for what is said outside of components. */
let latest: Loaded = {}

/** The strings of one area outside of components; `undefined` before any page was shown. */
export function stringsNow<Area extends keyof Catalogue>(area: Area): Loaded[Area] {
  return latest[area]
}

const SpeechContext = createContext<Speech | null>(null)

interface Props {
  readonly first: { readonly language: Language; readonly strings: Loaded }
  readonly loaders: Loaders
  readonly children: ReactNode
}

/** Gives the pages below it their strings; `first` was loaded before the first render. */
export function Strings({ first, loaders, children }: Props) {
  const [current, setCurrent] = useState(() => {
    latest = first.strings
    return first
  })
  const choose = useCallback(
    async (language: Language) => {
      const strings = await loaders[language]()
      keepLanguage(language)
      markDocument(language)
      latest = strings
      setCurrent({ language, strings })
    },
    [loaders],
  )
  const speech = useMemo(() => ({ ...current, choose }), [current, choose])
  return <SpeechContext value={speech}>{children}</SpeechContext>
}

interface MoreProps {
  readonly loaders: Loaders
  readonly children: ReactNode
}

/** Adds areas that only a part of the page needs; that part waits, in its Suspense, until they come. */
export function MoreStrings({ loaders, children }: MoreProps) {
  const speech = useSpeech()
  const more = use(loadedOnce(loaders, speech.language))
  const all = useMemo(
    () => ({ ...speech, strings: { ...speech.strings, ...more } }),
    [speech, more],
  )
  return <SpeechContext value={all}>{children}</SpeechContext>
}

const loading = new WeakMap<Loaders, Map<Language, Promise<Loaded>>>()

/** One promise per language, since a part that waits is drawn anew with what it waited for. */
function loadedOnce(loaders: Loaders, language: Language): Promise<Loaded> {
  const known = loading.get(loaders) ?? new Map<Language, Promise<Loaded>>()
  loading.set(loaders, known)
  const strings = known.get(language) ?? loaders[language]()
  known.set(language, strings)
  return strings
}

/** The strings of one area, in the language in use. */
export function useStrings<Area extends keyof Catalogue>(area: Area): Catalogue[Area] {
  const strings = useSpeech().strings[area]
  if (strings === undefined) throw new Error(`This page has not loaded the strings of ${area}.`)
  return strings
}

/** The language in use, and how to choose another. */
export function useLanguage(): Pick<Speech, 'language' | 'choose'> {
  return useSpeech()
}

function useSpeech(): Speech {
  const speech = use(SpeechContext)
  if (speech === null) throw new Error('There are no strings here: wrap the page in <Strings>.')
  return speech
}
