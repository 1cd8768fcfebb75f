import { useStrings } from '../i18n/strings.tsx'

/** The first stop of the Tab key: over the navigation, to the content. */
export function SkipLink() {
  const { skipToContent } = useStrings('common')
  return (
    <a
      href="#content"
      className="fixed start-4 top-2 z-50 -translate-y-24 bg-ink px-4 py-2 font-bold text-paper
        focus:translate-y-0"
    >
      {skipToContent}
    </a>
  )
}
