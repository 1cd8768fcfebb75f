import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Paged } from '../../admin/paged.tsx'
import { useWorkspace } from '../../app/me.ts'
import { buttonClass } from '../../design/button.tsx'
import { EmptyState } from '../../design/empty-state.tsx'
import { Page } from '../../design/page.tsx'
import { useFormat } from '../../i18n/format.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { QuestionFit } from './question-fit.tsx'
import { calibratedQuestionsQuery, calibrationsQuery } from './queries.ts'
import { VersionStamp } from './version-stamp.tsx'

const route = getRouteApi('/w/$workspaceId/shell/bank/author/calibration/$calibrationId')

/** What a calibration found of each question, the worst fitting first. */
export function VersionQuestionsPage() {
  const { title, detail: t } = useStrings('calibration')
  const { dateTime } = useFormat()
  const { workspaceId } = useWorkspace()
  const { calibrationId } = route.useParams()
  const { data } = useQuery(calibrationsQuery(workspaceId))
  const version = data?.items.find(({ id }) => id === calibrationId)
  const questions = useInfiniteQuery(calibratedQuestionsQuery(workspaceId, calibrationId))
  return (
    <Page
      title={version === undefined ? title : t.title(dateTime(version.madeAt))}
      lead={version?.method === 'rating' ? t.leadRating : t.lead}
      actions={
        <Link
          to="/w/$workspaceId/bank/calibration"
          params={{ workspaceId }}
          className={buttonClass()}
        >
          {t.back}
        </Link>
      }
    >
      {version !== undefined && (
        <p className="mb-4">
          <VersionStamp state={version.state} />
        </p>
      )}
      <Paged query={questions} empty={<EmptyState title={t.empty} detail={t.emptyDetail} />}>
        {(items) => (
          <ol aria-label={t.list} className="border-t-2 border-ink">
            {items.map((question) => (
              <QuestionFit key={question.questionId} question={question} />
            ))}
          </ol>
        )}
      </Paged>
    </Page>
  )
}
