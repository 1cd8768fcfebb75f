import type { ImportView } from '@quizmentor/contract/interchange'
import { Progress } from '../../design/progress.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { GoesTo } from './goes-to.tsx'

/** The server reads or stores a file: how far it is. */
export function AtWork({ view }: { readonly view: ImportView }) {
  const { reading, storing } = useStrings('interchange')
  const { number } = useFormat()
  const { state, progress, total } = view
  if (state === 'storing' && total !== null) {
    const text = storing.progress(number(progress), number(total))
    return (
      <div className="grid max-w-text gap-3">
        <p className="tabular text-lg font-bold">
          {storing.label} · {text}
        </p>
        <Progress label={storing.label} value={progress} max={total} text={text} />
        <GoesTo view={view} />
        <p className="text-soft">{storing.detail}</p>
      </div>
    )
  }
  const { label, detail } = state === 'storing' ? storing : reading
  return (
    <div className="grid max-w-text gap-3">
      <p className="tabular text-lg font-bold">
        {label} {progress > 0 && <>· {reading.read(progress)}</>}
      </p>
      {/* How much there is, nobody knows before the end. */}
      <div
        role="progressbar"
        aria-label={label}
        className="h-3 overflow-hidden border-2 border-ink"
      >
        <div className="h-full w-1/4 animate-[to-and-fro_1.6s_ease-in-out_infinite_alternate] bg-ink" />
      </div>
      {state === 'storing' && <GoesTo view={view} />}
      <p className="text-soft">{detail}</p>
    </div>
  )
}
