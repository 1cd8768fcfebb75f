import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import {
  Collection,
  GridList,
  GridListItem,
  ListLayout,
  Virtualizer,
  type Selection,
} from 'react-aria-components'
import type { QuestionRow } from '@quizmentor/contract/bank'
import { useWorkspace } from '../../app/me.ts'
import { useStrings } from '../../i18n/strings.tsx'
import { topicsQuery } from '../../learn/queries.ts'
import { QuestionLine } from './question-line.tsx'

interface Props {
  readonly label: string
  readonly questions: readonly QuestionRow[]
  readonly selection?: Selection
  readonly onSelect?: (selection: Selection) => void
  /** Whether a row opens its question. */
  readonly linked: boolean
  readonly loading: boolean
  readonly onMore: () => void
}

// All rows are of one height: with thousands of them, measuring each would make scrolling stutter.
const ROW_REM = 6.25

/** Thousands of questions: only the rows in view are in the page. It scrolls with the page. */
export function QuestionList(props: Props) {
  const { list: t } = useStrings('bank')
  const { workspaceId } = useWorkspace()
  const { data } = useQuery(topicsQuery(workspaceId))
  const titles = useMemo(() => new Map(data?.items.map(({ id, title }) => [id, title])), [data])
  const { buildLocation } = useRouter()
  const rows = useMemo(() => ({ rowSize: Math.round(ROW_REM * rootFontSize()) }), [])
  const selectable = props.onSelect !== undefined
  return (
    <>
      <Virtualizer layout={ListLayout} layoutOptions={rows}>
        <GridList
          aria-label={props.label}
          selectionMode={selectable ? 'multiple' : 'none'}
          {...(props.selection !== undefined && { selectedKeys: props.selection })}
          {...(props.onSelect !== undefined && { onSelectionChange: props.onSelect })}
          className="block [contain:inline-size] border-t-2 border-ink outline-none"
        >
          <Collection items={props.questions} dependencies={[titles]}>
            {(question) => (
              <GridListItem
                textValue={question.excerpt}
                {...(props.linked && {
                  href: buildLocation({
                    to: '/w/$workspaceId/bank/questions/$questionId',
                    params: { workspaceId, questionId: question.id },
                  }).href,
                })}
                className="group h-full border-b border-rule data-hovered:bg-leaf data-selected:bg-leaf
                data-focus-visible:-outline-offset-3 data-href:cursor-pointer"
              >
                <QuestionLine
                  question={question}
                  topic={titles.get(question.topicId)}
                  selectable={selectable}
                />
              </GridListItem>
            )}
          </Collection>
        </GridList>
      </Virtualizer>
      <Foot onMore={props.onMore}>
        {props.loading && <p className="py-4 text-center text-sm text-soft">{t.loadingMore}</p>}
      </Foot>
    </>
  )
}

/** In pixels; larger where somebody set larger text. */
function rootFontSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}

interface FootProps {
  readonly onMore: () => void
  readonly children: ReactNode
}

/** The end of the list: asks for more a good way before it comes into view. */
function Foot({ onMore, children }: FootProps) {
  const foot = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = foot.current
    if (element === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) onMore()
      },
      { rootMargin: '1500px 0px' },
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [onMore])
  return (
    <div ref={foot} className="min-h-px">
      {children}
    </div>
  )
}
