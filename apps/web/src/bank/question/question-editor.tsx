import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { questionTypes } from '@quizmentor/engine/question/question'
import type { Question } from '@quizmentor/contract/bank'
import { useCommands, type Command } from '../../app/commands.ts'
import { Failure } from '../../app/failure.tsx'
import { useWorkspace } from '../../app/me.ts'
import { Button } from '../../design/button.tsx'
import { ChoiceBar } from '../../design/choice-bar.tsx'
import { ComboBox } from '../../design/combo-box.tsx'
import { Icon } from '../../design/icon.tsx'
import { usePageTitle } from '../../design/page.tsx'
import { Select } from '../../design/select.tsx'
import { useStrings } from '../../i18n/strings.tsx'
import { topicsQuery } from '../../learn/queries.ts'
import { AnswerEditor } from '../../questions/answer-editor.tsx'
import { asType } from '../../questions/as-type.ts'
import { field, goToField } from '../../questions/editing/fields.ts'
import { ImagesContext } from '../../questions/editing/images-context.ts'
import { MarkdownField } from '../../questions/editing/markdown-field.tsx'
import { PartRows, withPasted } from '../../questions/editing/part-rows.tsx'
import { readPastedOptions } from '../../questions/editing/paste-options.ts'
import { plainText } from '../../questions/markdown-source.ts'
import { Stamp } from '../stamp.tsx'
import { topicOptions } from '../topics/tree.ts'
import { TypeIcon } from '../type-icon.tsx'
import { useEditorKeys } from '../use-editor-keys.ts'
import { AboutFields } from './about-fields.tsx'
import { check } from './check.ts'
import { Checker } from './checker.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import type { QuestionDraft } from './draft.ts'
import { savesItself, type NewQuestionOf } from './editing.ts'
import { Preview } from './preview.tsx'
import { SaidFields } from './said-fields.tsx'
import { SavingLine } from './saving-line.tsx'
import { StateMenu } from './state-menu.tsx'
import { useEditing } from './use-editing.ts'

const route = getRouteApi('/w/$workspaceId/shell/writing/bank/questions/$questionId')

interface Props {
  readonly questionId: string
  readonly opened: Question | NewQuestionOf
}

type Pane = 'write' | 'preview' | 'check'

/** Writing a question, with what learners will see and what the checker says beside it. */
export function QuestionEditor({ questionId, opened }: Props) {
  const { editor: t, checker, stateActions } = useStrings('bank')
  const { actions } = useStrings('common')
  const { types } = useStrings('questions')
  const { workspaceId } = useWorkspace()
  const navigate = route.useNavigate()
  const { buildLocation } = useRouter()
  const topics = useQuery(topicsQuery(workspaceId))
  const { new: newOf } = route.useSearch()
  const [editing, state] = useEditing(questionId, opened)
  const { history, stored, saving } = state
  const isStored = stored !== null
  useEffect(() => {
    // From now on its address is enough.
    if (isStored && newOf !== undefined) void navigate({ search: {}, replace: true })
  }, [isStored, newOf, navigate])
  const draft = history.present
  const [pane, setPane] = useState<Pane>('write')
  const checked = useDeferredValue(draft)
  const findings = useMemo(() => check(checked, editing.images), [checked, editing])
  const faults = findings.filter(({ severity }) => severity === 'error').length
  const byHand = !savesItself(stored?.state ?? null)
  const title = draft.stem.trim() === '' ? t.newTitle : plainText(draft.stem).slice(0, 80)
  usePageTitle(title)

  const change = editing.change

  function go(id: string) {
    setPane('write')
    // After the pane is there.
    requestAnimationFrame(() => goToField(id))
  }

  function publish() {
    const first = findings[0]
    if (faults > 0 && first !== undefined) {
      setPane('check')
      if (matchMedia('(width >= 64rem)').matches) go(first.field)
    } else void editing.setState('published')
  }

  useEditorKeys(editing)

  useCommands(
    useMemo(
      (): Command[] => [
        { id: 'question-save', label: t.save, icon: 'check', run: () => void editing.save() },
        { id: 'question-undo', label: actions.undo, icon: 'undo', run: editing.undo },
      ],
      [t, actions, editing],
    ),
  )

  const panes = [
    { value: 'write' as const, label: t.write },
    { value: 'preview' as const, label: t.preview },
    { value: 'check' as const, label: checker.title(findings.length) },
  ]

  return (
    <ImagesContext value={editing.images}>
      <div className="mx-auto w-full max-w-[100rem] px-4 pt-4 pb-24 sm:px-6">
        <header className="sticky top-0 z-20 flex flex-wrap items-center gap-x-3 gap-y-1 border-b-2 border-ink bg-paper py-2">
          <Link
            to="/w/$workspaceId/bank"
            params={{ workspaceId }}
            aria-label={t.back}
            title={t.back}
            className="grid size-11 place-items-center hover:bg-sunk"
          >
            <Icon name="left" className="rtl:-scale-x-100" />
          </Link>
          <h1 className="only-heard">{title}</h1>
          <Stamp state={stored?.state ?? 'draft'} />
          <SavingLine saving={saving} stored={stored} />
          <div className="ms-auto flex items-center justify-end max-sm:basis-full">
            <button
              type="button"
              aria-label={actions.undo}
              title={`${actions.undo} (Ctrl Z)`}
              aria-disabled={history.past.length === 0 || undefined}
              onClick={editing.undo}
              className="grid size-11 place-items-center hover:bg-sunk aria-disabled:opacity-35"
            >
              <Icon name="undo" />
            </button>
            <button
              type="button"
              aria-label={t.redo}
              title={`${t.redo} (Ctrl Shift Z)`}
              aria-disabled={history.future.length === 0 || undefined}
              onClick={editing.redo}
              className="grid size-11 place-items-center hover:bg-sunk aria-disabled:opacity-35"
            >
              <Icon name="undo" className="-scale-x-100" />
            </button>
            {stored !== null && (
              <StateMenu
                state={stored.state}
                faulty={faults > 0}
                onState={(next) => void editing.setState(next)}
                historyHref={
                  buildLocation({
                    to: '/w/$workspaceId/bank/questions/$questionId/versions',
                    params: { workspaceId, questionId },
                  }).href
                }
              />
            )}
            {byHand ? (
              <Button
                kind="primary"
                size="small"
                busy={saving === 'saving'}
                disabled={saving !== 'unsaved' && saving !== 'failed' && saving !== 'saving'}
                onClick={() => void editing.save()}
              >
                {t.saveVersion((stored?.versionNumber ?? 0) + 1)}
              </Button>
            ) : (
              <Button kind="primary" size="small" busy={saving === 'saving'} onClick={publish}>
                {stateActions.published}
              </Button>
            )}
          </div>
        </header>

        <div className="mt-4 grid gap-4 empty:hidden">
          {byHand &&
            stored?.state === 'published' &&
            saving !== 'saved' &&
            saving !== 'conflict' && (
              <p className="border-s-4 border-partial bg-partial-wash px-4 py-3">
                {t.publishedHint(stored.versionNumber + 1)}
              </p>
            )}
          {state.restored && saving !== 'conflict' && (
            <p className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-s-4 border-ink bg-leaf px-4 py-2">
              {t.restored}
              <Button size="small" onClick={editing.forget}>
                {t.forget}
              </Button>
            </p>
          )}
          {saving === 'conflict' && state.theirs !== null && (
            <ConflictNotice
              mine={draft}
              theirs={state.theirs}
              images={editing.images}
              onTakeTheirs={editing.takeTheirs}
              onKeepMine={() => void editing.keepMine()}
            />
          )}
          <Failure error={state.failure} onRetry={() => void editing.save()} />
        </div>

        <ChoiceBar
          label={t.panes}
          labelHidden
          choices={panes}
          value={pane}
          onChange={setPane}
          className="my-4 lg:hidden"
        />

        <div className="gap-10 lg:mt-6 lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(24rem,0.95fr)] xl:gap-14">
          <div className={`grid content-start gap-8 ${pane === 'write' ? '' : 'max-lg:hidden'}`}>
            <div className="grid gap-4 sm:grid-cols-2">
              <Select
                label={t.type}
                value={draft.answer.type}
                options={questionTypes.map((value) => ({
                  value,
                  label: types[value],
                  content: (
                    <span className="flex items-center gap-2.5">
                      <TypeIcon type={value} />
                      {types[value]}
                    </span>
                  ),
                }))}
                onChange={(type) => change({ ...draft, answer: asType(draft.answer, type) })}
              />
              <div id={field.topic}>
                <ComboBox
                  label={t.topic}
                  value={draft.topicId}
                  options={topicOptions(topics.data?.items ?? [])}
                  onChange={(topicId) => {
                    if (topicId !== draft.topicId) change({ ...draft, topicId })
                  }}
                />
              </div>
            </div>

            <MarkdownField
              id={field.stem}
              label={draft.answer.type === 'true_false' ? t.statement : t.stem}
              limit={20_000}
              rows={3}
              autoFocus={'newOf' in opened}
              value={draft.stem}
              onChange={(stem) => change({ ...draft, stem }, 'stem')}
              onPasteText={(text, textarea) => {
                if (textarea.value.trim() !== '') return false
                const next = withQuestionPasted(draft, text)
                if (next === null) return false
                change(next)
                return true
              }}
              className="[&_textarea]:text-lg"
            />

            <AnswerEditor
              key={draft.answer.type}
              draft={draft.answer}
              onChange={(answer, what) => change({ ...draft, answer }, what)}
            />

            <MarkdownField
              id={field.explanation}
              label={t.explanation}
              hint={t.explanationHint}
              limit={20_000}
              rows={3}
              value={draft.explanation}
              onChange={(explanation) => change({ ...draft, explanation }, 'explanation')}
            />

            <SaidFields draft={draft} onChange={change} />

            <section className="grid gap-2">
              <h2 className="font-sans text-base font-bold tracking-normal">{t.hints}</h2>
              <p className="text-sm text-soft">{t.hintsHint}</p>
              <PartRows
                label={t.hints}
                parts={draft.hints}
                nameOf={(place) => t.hint(place + 1)}
                most={5}
                addLabel={t.addHint}
                onChange={(hints, what) => change({ ...draft, hints }, what)}
              />
            </section>

            <section className="border-t-4 border-ink pt-4">
              <h2 className="mb-4 text-lg">{t.about}</h2>
              <AboutFields draft={draft} onChange={change} />
            </section>
          </div>

          <aside
            aria-label={t.aside}
            className="content-start gap-8 self-start lg:sticky lg:top-20 lg:grid"
          >
            <section className={pane === 'preview' ? '' : 'max-lg:hidden'}>
              <h2 className="only-heard">{t.preview}</h2>
              <Preview draft={draft} images={editing.images} />
            </section>
            <section className={pane === 'check' ? '' : 'max-lg:hidden'}>
              <h2 className="mb-3 text-lg">{checker.title(findings.length)}</h2>
              <Checker findings={findings} onGo={go} />
            </section>
          </aside>
        </div>
      </div>
    </ImagesContext>
  )
}

/** A whole question pasted into an empty one: its stem and its choices. */
function withQuestionPasted(draft: QuestionDraft, text: string): QuestionDraft | null {
  const { answer } = draft
  const list = readPastedOptions(text)
  if (list === null || list.before === '') return null
  const stem = list.before.replace(/^(?:\(?\d{1,3}[.)]|(?:question|frage)\s*\d{0,3}[:.])\s*/i, '')
  if (answer.type === 'single_choice') {
    const { parts, right } = withPasted(answer.options, 0, list, 40)
    return { ...draft, stem, answer: { ...answer, options: parts, right: right[0] ?? null } }
  }
  if (answer.type === 'multiple_choice') {
    const { parts, right } = withPasted(answer.options, 0, list, 40)
    return { ...draft, stem, answer: { ...answer, options: parts, right } }
  }
  return null
}
