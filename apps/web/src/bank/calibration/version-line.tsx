import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CalibrationVersion } from '@quizmentor/contract/calibration'
import { useWorkspace } from '../../app/me.ts'
import { Button, buttonClass } from '../../design/button.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useLanguage, useStrings } from '../../i18n/strings.tsx'
import { exactIn } from './exact.ts'
import { VersionStamp } from './version-stamp.tsx'

interface Props {
  readonly version: CalibrationVersion
  /** Only where it may be taken back. */
  readonly onTakeBack: (() => void) | undefined
  readonly busy: boolean
}

/** One calibration: when, how, from what, and what may be done with it. */
export function VersionLine({ version, onTakeBack, busy }: Props) {
  const t = useStrings('calibration')
  const { number, dateTime } = useFormat()
  const { language } = useLanguage()
  const { workspaceId } = useWorkspace()
  const made = dateTime(version.madeAt)
  const method = t.methods[version.method]
  return (
    <li className="grid gap-x-8 gap-y-3 border-b border-rule py-4 lg:grid-cols-[1fr_auto]">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 className="tabular text-base font-bold">
            <time dateTime={version.madeAt}>{made}</time>
          </h2>
          <VersionStamp state={version.state} />
          {version.takenBackAt !== null && (
            <span className="text-sm text-soft">
              {t.takenBackAt(dateTime(version.takenBackAt))}
            </span>
          )}
        </div>
        <dl className="mt-2 flex flex-wrap gap-x-8 gap-y-1.5">
          <Fact name={t.facts.method}>
            {method.name} <span className="text-soft">({method.hint})</span>
          </Fact>
          <Fact name={t.facts.people}>{number(version.people)}</Fact>
          <Fact name={t.facts.answers}>{number(version.answers)}</Fact>
          {version.logLikelihood !== null && (
            <Fact name={t.facts.logLikelihood}>{exactIn(language)(version.logLikelihood)}</Fact>
          )}
          {version.converged !== null && (
            <Fact name={t.facts.converged}>
              {version.converged ? (
                t.converged.yes
              ) : (
                <span className="font-bold text-wrong">{t.converged.no}</span>
              )}
            </Fact>
          )}
        </dl>
      </div>
      <div className="flex flex-wrap items-center gap-3 self-center">
        <Link
          to="/w/$workspaceId/bank/calibration/$calibrationId"
          params={{ workspaceId, calibrationId: version.id }}
          aria-label={`${t.questions}: ${made}`}
          className={buttonClass({ size: 'small' })}
        >
          {t.questions}
        </Link>
        {onTakeBack !== undefined && (
          <Button kind="danger" size="small" busy={busy} onClick={onTakeBack}>
            {t.takeBack}
          </Button>
        )}
      </div>
    </li>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-xs font-bold text-soft">{name}</dt>
      <dd className="tabular text-sm">{children}</dd>
    </div>
  )
}
