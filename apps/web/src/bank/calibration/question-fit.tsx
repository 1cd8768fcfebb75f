import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CalibratedQuestion } from '@quizmentor/contract/calibration'
import { useWorkspace } from '../../app/me.ts'
import { Icon } from '../../design/icon.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useLanguage, useStrings } from '../../i18n/strings.tsx'
import { exactIn } from './exact.ts'

interface Props {
  readonly question: CalibratedQuestion
}

/** A question as a calibration found it: what to look at, the numbers, and what they were before. */
export function QuestionFit({ question }: Props) {
  const { detail: t } = useStrings('calibration')
  const { language } = useLanguage()
  const { number } = useFormat()
  const { workspaceId } = useWorkspace()
  const exact = exactIn(language)
  const { a, aSe, b, bSe, answers, infit, outfit, discrimination, before } = question
  return (
    <li className="grid gap-x-8 gap-y-3 border-b border-rule py-4 lg:grid-cols-[1fr_38rem]">
      <div className="min-w-0">
        <Link
          to="/w/$workspaceId/bank/questions/$questionId"
          params={{ workspaceId, questionId: question.questionId }}
          className="font-bold break-words hover:underline"
        >
          {question.excerpt}
        </Link>
        <Remarks question={question} />
      </div>
      <dl className="grid grid-cols-2 content-start gap-x-6 gap-y-2 sm:grid-cols-5">
        <Value name={t.difficulty} before={t.before(exact(before.b))}>
          {exact.within(b, bSe)}
        </Value>
        <Value name={t.discrimination} before={t.before(exact(before.a))}>
          {aSe === null ? exact(a) : exact.within(a, aSe)}
        </Value>
        <Value name={t.answers} before={t.before(number(before.answers))}>
          {number(answers)}
        </Value>
        {infit !== null && outfit !== null && (
          <Value name={t.fit}>{`${exact(infit)} / ${exact(outfit)}`}</Value>
        )}
        {discrimination !== null && <Value name={t.correlation}>{exact(discrimination)}</Value>}
      </dl>
    </li>
  )
}

function Remarks({ question }: Props) {
  const { detail: t } = useStrings('calibration')
  const { verdict, answers, outfit, edited } = question
  return (
    <div className="mt-1 grid gap-1 text-sm">
      <Verdict verdict={verdict} />
      {verdict === 'too_few_answers' && outfit !== null && <p className="text-soft">{t.few}</p>}
      {answers === 0 && <p className="text-soft">{t.reset}</p>}
      {edited && <p className="text-soft">{t.edited}</p>}
    </div>
  )
}

function Verdict({ verdict }: Pick<CalibratedQuestion, 'verdict'>) {
  const { flags } = useStrings('calibration').detail
  switch (verdict) {
    case 'negative_discrimination':
    case 'surprising':
    case 'too_predictable': {
      const colour = verdict === 'negative_discrimination' ? 'text-wrong' : 'text-partial'
      return (
        <p className={`flex max-w-text gap-2 font-bold ${colour}`}>
          <Icon name="warning" className="mt-0.5" />
          <span>{flags[verdict]}</span>
        </p>
      )
    }
    case 'as_expected':
    case 'not_judged':
    case 'too_few_answers':
      return null
  }
}

interface ValueProps {
  readonly name: string
  /** Below the value, smaller. */
  readonly before?: string
  readonly children: ReactNode
}

function Value({ name, before, children }: ValueProps) {
  return (
    <div>
      <dt className="text-xs font-bold text-soft">{name}</dt>
      <dd className="tabular text-sm">
        <span className="block">{children}</span>
        {before !== undefined && <span className="block text-xs text-soft">{before}</span>}
      </dd>
    </div>
  )
}
