import { useMemo, useState } from 'react'
import type { ImportSample } from '@quizmentor/contract/interchange'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { QuestionPrint } from '../question/question-print.tsx'
import { withMedia } from './sample-media.ts'

const FIRST = 3

/** The first questions as they will be, with their keys, and what was approximated in each. */
export function Samples({ samples }: { readonly samples: readonly ImportSample[] }) {
  const { preview: t } = useStrings('interchange')
  const [isWhole, setWhole] = useState(false)
  const rest = samples.length - FIRST
  return (
    <div className="grid grid-cols-1 gap-4">
      <ol aria-label={t.samples} className="grid grid-cols-1">
        {(isWhole ? samples : samples.slice(0, FIRST)).map((sample, index) => (
          <li
            key={`${sample.where} ${index}`}
            aria-label={t.sampleOf(index + 1)}
            className="border-b border-rule py-6 first:pt-0"
          >
            <Sample sample={sample} />
          </li>
        ))}
      </ol>
      {rest > 0 && !isWhole && (
        <div>
          <Button onClick={() => setWhole(true)}>{t.showMore(rest)}</Button>
        </div>
      )}
    </div>
  )
}

function Sample({ sample: { where, category, content, notices, media } }: SampleProps) {
  const { notices: titles } = useStrings('interchange')
  const shown = useMemo(() => withMedia(content, media), [content, media])
  return (
    <div className="grid max-w-text grid-cols-1 gap-4">
      <p className="flex flex-wrap gap-x-4 text-xs text-soft">
        <span className="font-mono break-all">{where}</span>
        {category.length > 0 && <span className="break-words">{category.join(' › ')}</span>}
      </p>
      <QuestionPrint content={shown} />
      {notices.length > 0 && (
        <ul className="grid gap-1 border-s-4 border-partial bg-partial-wash px-4 py-2 text-sm">
          {notices.map(({ code, reason }) => (
            <li key={`${code} ${reason}`} className="flex gap-2">
              <Icon name="info" className="mt-0.5 text-partial" />
              <span>
                {titles[code] !== undefined && <span className="font-bold">{titles[code]}: </span>}
                <span lang="en">{reason}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface SampleProps {
  readonly sample: ImportSample
}
