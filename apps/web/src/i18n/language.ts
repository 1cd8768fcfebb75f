/** The languages that have every string. */
export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

/** Each language's own name. */
export const languageNames: Record<Language, string> = { en: 'English', de: 'Deutsch' }

const STORED_AS = 'quizmentor.language'

/** The language chosen on this device, else the first of the browser's that we have. */
export function preferredLanguage(): Language {
  const wanted = [stored(), ...navigator.languages]
  for (const tag of wanted) {
    const language = languages.find((each) => tag !== null && tag.split('-')[0] === each)
    if (language !== undefined) return language
  }
  return 'en'
}

/** Keeps the choice of a language on this device. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(STORED_AS, language)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Tells browser and screen reader which language the page is in, and which way it runs. */
export function markDocument(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = rightToLeft.has(language) ? 'rtl' : 'ltr'
}

const rightToLeft = new Set<string>(['ar', 'fa', 'he', 'ur'])

function stored(): string | null {
  try {
    return localStorage.getItem(STORED_AS)
  } catch {
    return null
  }
}
