import type { Question } from '@quizmentor/contract/bank'
import { Button } from '../../design/button.tsx'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import type { Images } from '../../questions/editing/images.ts'
import { contentOf } from './check.ts'
import type { QuestionDraft } from './draft.ts'
import { QuestionPrint } from './question-print.tsx'

interface Props {
  readonly mine: QuestionDraft
  readonly theirs: Question
  readonly images: Images
  readonly onTakeTheirs: () => void
  readonly onKeepMine: () => void
}

/** Two people wrote at once: both versions side by side, and a choice that loses neither. */
export function ConflictNotice({ mine, theirs, images, onTakeTheirs, onKeepMine }: Props) {
  const { conflict: t } = useStrings('bank')
  const { relative } = useFormat()
  const content = contentOf(mine, images)
  return (
    <section
      role="alert"
      className="grid gap-5 border-s-4 border-partial bg-partial-wash p-4 sm:p-6"
    >
      <div className="flex gap-3">
        <Icon name="users" className="mt-1 text-partial" />
        <div>
          <h2 className="text-lg">{t.title(theirs.versionNumber)}</h2>
          <p>{t.detail}</p>
        </div>
      </div>
      <div className="grid gap-5 md:grid-cols-2">
        <section className="grid content-start gap-3 bg-paper p-4">
          <h3 className="text-base">{t.mine}</h3>
          {content === null ? (
            <p className="text-soft">{t.unfinished}</p>
          ) : (
            <QuestionPrint content={content} />
          )}
          <div>
            <Button kind="primary" onClick={onKeepMine}>
              {t.keepMine}
            </Button>
          </div>
        </section>
        <section className="grid content-start gap-3 bg-paper p-4">
          <h3 className="text-base">
            {t.theirs}{' '}
            <span className="text-sm font-normal text-soft">{relative(theirs.updatedAt)}</span>
          </h3>
          <QuestionPrint content={theirs.content} />
          <div>
            <Button onClick={onTakeTheirs}>{t.takeTheirs}</Button>
          </div>
        </section>
      </div>
    </section>
  )
}
