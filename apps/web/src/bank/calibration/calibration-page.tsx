import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CalibrationVersion } from '@quizmentor/contract/calibration'
import { api } from '../../app/api.ts'
import { Failure } from '../../app/failure.tsx'
import { Loaded } from '../../app/loaded.tsx'
import { useWorkspace } from '../../app/me.ts'
import { Button } from '../../design/button.tsx'
import { ConfirmDialog } from '../../design/dialog.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { Page, Section } from '../../design/page.tsx'
import { ProblemNotice } from '../../design/problem-notice.tsx'
import { Skeleton } from '../../design/skeleton.tsx'
import { toast } from '../../design/toast.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { calibrationsQuery } from './queries.ts'
import { useCalibrateNow } from './use-calibrate-now.ts'
import { VersionLine } from './version-line.tsx'

/** What was calibrated and when, to be looked into, made anew and taken back. */
export function CalibrationPage() {
  const t = useStrings('calibration')
  const { dateTime } = useFormat()
  const { workspaceId, can } = useWorkspace()
  const versions = useQuery(calibrationsQuery(workspaceId))
  const now = useCalibrateNow(workspaceId)
  const [leaving, setLeaving] = useState<CalibrationVersion | null>(null)
  const queries = useQueryClient()
  const takeBack = useMutation({
    mutationFn: ({ id }: CalibrationVersion) =>
      api.calibration.takeBack({ params: { workspaceId, calibrationId: id } }),
    onSuccess: () => toast(t.takenBack),
    onSettled: () => queries.invalidateQueries({ queryKey: ['bank', workspaceId] }),
  })
  const admin = can('admin')
  const isEmpty = versions.data?.items.length === 0
  const calibrateNow = admin && (
    <Button kind="primary" busy={now.running} onClick={now.ask}>
      {t.now}
    </Button>
  )
  return (
    <Page title={t.title} lead={t.lead} actions={!isEmpty && calibrateNow}>
      <div className="grid grid-cols-1 gap-6">
        <div role="status">
          {now.running && (
            <p className="border-s-4 border-partial bg-partial-wash px-4 py-3">{t.running}</p>
          )}
        </div>
        {versions.data?.request === 'failed' && !now.running && <ProblemNotice text={t.failed} />}
        <Failure error={now.error} />
        <Failure error={takeBack.error} />
        <Loaded query={versions} skeleton={<Skeleton lines={6} height={4} />}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t.empty} detail={t.emptyDetail} action={calibrateNow} />
            ) : (
              <div>
                <ol aria-label={t.list} className="border-t-2 border-ink">
                  {items.map((version) => (
                    <VersionLine
                      key={version.id}
                      version={version}
                      onTakeBack={
                        admin && version.state === 'in_force'
                          ? () => setLeaving(version)
                          : undefined
                      }
                      busy={takeBack.isPending || now.running}
                    />
                  ))}
                </ol>
                <p className="mt-3 text-sm text-soft">{t.kept}</p>
              </div>
            )
          }
        </Loaded>
      </div>
      <Meaning />
      <ConfirmDialog
        title={t.takeBackTitle}
        detail={t.takeBackDetail(leaving === null ? '' : dateTime(leaving.madeAt))}
        action={t.takeBackAction}
        danger
        open={leaving !== null}
        onConfirm={() => leaving !== null && takeBack.mutate(leaving)}
        onClose={() => setLeaving(null)}
      />
    </Page>
  )
}

function Meaning() {
  const { meaning } = useStrings('calibration')
  return (
    <div className="mt-14">
      <Section title={meaning.title}>
        <dl className="grid gap-x-10 gap-y-5 md:grid-cols-2">
          {meaning.words.map(({ word, means }) => (
            <div key={word}>
              <dt className="font-bold">{word}</dt>
              <dd className="max-w-text text-soft">{means}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  )
}
