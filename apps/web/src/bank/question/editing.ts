import { hashKey } from '@tanstack/react-query'
import type { Question, QuestionState } from '@quizmentor/contract/bank'
import type { QuestionType } from '@quizmentor/engine/question/question'
import { problemOf } from '../../app/problem.ts'
import {
  adopted,
  blankQuestion,
  readQuestion,
  storable,
  type PartMap,
  type QuestionDraft,
  type Storable,
} from './draft.ts'
import { changed, redone, startHistory, undone, type History } from './history.ts'
import { keepImages, type Images } from '../../questions/editing/images.ts'
import type { DraftShelf } from './kept-draft.ts'

/** Where what is written is, at the moment. */
export type SavingState =
  | 'new'
  | 'saved'
  /** Waits for a pause in typing, or, where the question is published, for its author. */
  | 'unsaved'
  | 'saving'
  /** Too little is written for the server to store: it's kept on this device. */
  | 'unfinished'
  | 'failed'
  /** Somebody else saved meanwhile. */
  | 'conflict'

/** What an editor shows. */
export interface EditingState {
  readonly history: History<QuestionDraft>
  readonly saving: SavingState
  readonly failure: unknown
  /** As last stored; `null` before the first save. */
  readonly stored: Question | null
  /** Somebody else's newer version, until one of the two is chosen. */
  readonly theirs: Question | null
  /** Whether what is shown was found on this device, from an earlier visit. */
  readonly restored: boolean
}

/** One question being edited: its history, its saving. */
export interface Editing {
  readonly images: Images
  readonly state: () => EditingState
  readonly subscribe: (listener: () => void) => () => void
  /** Saves what an earlier visit left. */
  readonly open: () => void
  /** `what` names the field: going on in the same one is one step to undo. */
  readonly change: (draft: QuestionDraft, what?: string) => void
  readonly undo: () => void
  readonly redo: () => void
  /** Saves now; whether everything is stored then. */
  readonly save: () => Promise<boolean>
  readonly setState: (state: QuestionState) => Promise<void>
  /** Drops what was found on this device. */
  readonly forget: () => void
  /** Goes on with the newer version; one's own is a step back. */
  readonly takeTheirs: () => void
  /** Makes one's own the newest version. */
  readonly keepMine: () => Promise<boolean>
  /** Saves what waits to be saved. */
  readonly close: () => void
}

/** What the server does for an editor. */
export interface QuestionServer {
  readonly create: (body: Storable) => Promise<Question>
  readonly update: (body: Storable & { baseVersion: number }) => Promise<Question>
  readonly read: () => Promise<Question>
  readonly setState: (state: QuestionState) => Promise<Question>
}

export interface NewQuestionOf {
  readonly newOf: QuestionType
  readonly topicId: string | null
}

interface Options {
  readonly questionId: string
  readonly opened: Question | NewQuestionOf
  readonly server: QuestionServer
  readonly shelf: DraftShelf
  readonly onStored: (question: Question) => void
  readonly now?: () => number
}

/** How long to wait after the last change, and after a lost connection, before saving. */
const PAUSE = 1000
const RETRY = 5000

/** Whether a question in this state is saved while it's being written. */
export function savesItself(state: QuestionState | null): boolean {
  return state === null || state === 'draft' || state === 'in_review'
}

/** Opens a question for editing. */
export function startEditing(options: Options): Editing {
  const { questionId, opened, server, shelf, onStored, now = Date.now } = options
  const kept = shelf.find(questionId)
  const images = keepImages(kept?.images)
  const listeners = new Set<() => void>()
  let parts: PartMap = new Map()
  /** What is stored, as it would be sent. */
  let savedAs: string | null = null
  /** What was sent and never answered: it may be stored or not. */
  let unanswered: { draft: QuestionDraft; body: Storable } | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let running: Promise<boolean> | null = null
  let state = begun()

  function begun(): EditingState {
    const stored = 'newOf' in opened ? null : opened
    const first = 'newOf' in opened ? blankQuestion(opened.newOf, opened.topicId) : reading(opened)
    if (stored !== null) savedAs = asSent(first)
    const start = { failure: null, stored, theirs: null, restored: false }
    parts = new Map([...parts, ...(kept?.parts ?? [])])
    if (kept === null || asSent(kept.draft) === (savedAs ?? ''))
      return { ...start, history: startHistory(first), saving: stored === null ? 'new' : 'saved' }
    const behind = stored !== null && kept.baseVersion !== stored.versionNumber
    return {
      ...start,
      history: startHistory(kept.draft, [first]),
      saving: behind ? 'conflict' : asSent(kept.draft) === null ? 'unfinished' : 'unsaved',
      theirs: behind ? stored : null,
      restored: true,
    }
  }

  function reading(question: Question): QuestionDraft {
    const { draft, parts: read } = readQuestion(question, images)
    parts = new Map([...parts, ...read])
    return draft
  }

  function asSent(draft: QuestionDraft): string | null {
    const { body } = storable(draft, parts, images)
    return body === null ? null : JSON.stringify(body)
  }

  function set(next: Partial<EditingState>) {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  /** After a change: keeps it here, and has it saved after a pause. */
  function touched(history: History<QuestionDraft>) {
    if (history === state.history) return
    set({ history, restored: false })
    if (state.saving === 'conflict') return keep()
    const sent = asSent(history.present)
    if (sent !== null && sent === savedAs && running === null) {
      shelf.drop(questionId)
      return set({ saving: 'saved', failure: null })
    }
    keep()
    if (running === null) set({ saving: sent === null ? 'unfinished' : 'unsaved' })
    plan(PAUSE)
  }

  function keep() {
    shelf.keep(questionId, {
      draft: state.history.present,
      images: images.all(),
      parts: [...parts],
      baseVersion: state.stored?.versionNumber ?? null,
      at: now(),
    })
  }

  function plan(pause: number) {
    unplan()
    if (savesItself(state.stored?.state ?? null) && state.saving !== 'conflict')
      timer = setTimeout(() => void save(), pause)
  }

  function unplan() {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  async function save(): Promise<boolean> {
    unplan()
    // One after the other: each save names the version that the one before made.
    if (running !== null) await running
    if (state.saving === 'conflict') return false
    if (asSent(state.history.present) === savedAs && savedAs !== null) return true
    return inTurn(() => store(state.stored?.versionNumber ?? null))
  }

  async function inTurn(work: () => Promise<boolean>): Promise<boolean> {
    running = work()
    try {
      return await running
    } finally {
      running = null
    }
  }

  async function store(baseVersion: number | null): Promise<boolean> {
    const draft = state.history.present
    const { body } = storable(draft, parts, images)
    if (body === null) {
      set({ saving: 'unfinished' })
      return false
    }
    set({ saving: 'saving', failure: null })
    try {
      if (baseVersion !== null)
        return settled(draft, body, await server.update({ ...body, baseVersion }))
      const made = await server.create(body)
      // Another answer means that something was stored under this id before.
      return isOurs({ draft, body }, made) ? settled(draft, body, made) : await meet(made)
    } catch (error) {
      return unsettled(draft, body, error)
    }
  }

  /** What the server answered is the state of things now. */
  function settled(draft: QuestionDraft, body: Storable, answer: Question): boolean {
    unanswered = null
    parts = adopted(parts, body.content, answer.content)
    savedAs = asSent(draft)
    return shownAsStored(answer)
  }

  function shownAsStored(answer: Question): boolean {
    const saved = asSent(state.history.present) === savedAs
    set({ stored: answer, theirs: null, saving: saved ? 'saved' : 'unsaved', failure: null })
    if (saved) shelf.drop(questionId)
    else {
      keep()
      plan(PAUSE)
    }
    onStored(answer)
    return saved
  }

  async function unsettled(draft: QuestionDraft, body: Storable, error: unknown): Promise<boolean> {
    const { kind, code } = problemOf(error)
    try {
      if (code === 'newer_version') return await meet(await server.read())
    } catch (another) {
      set({ saving: 'failed', failure: another })
      return false
    }
    if (kind === 'unreachable') unanswered ??= { draft, body }
    set({ saving: 'failed', failure: error })
    if (kind === 'unreachable') plan(RETRY)
    return false
  }

  /** A version that isn't what was sent last: an earlier try of ours, or somebody else's. */
  function meet(theirs: Question): Promise<boolean> | false {
    if (unanswered !== null && isOurs(unanswered, theirs)) {
      const { draft, body } = unanswered
      set({ stored: theirs })
      return settled(draft, body, theirs) ? Promise.resolve(true) : store(theirs.versionNumber)
    }
    set({ saving: 'conflict', theirs })
    return false
  }

  /** Whether a version is what was sent, stored without our hearing of it. */
  function isOurs(
    { draft, body }: { draft: QuestionDraft; body: Storable },
    theirs: Question,
  ): boolean {
    const map = adopted(parts, body.content, theirs.content)
    const content = storable(draft, map, images).body?.content
    return hashKey([content]) === hashKey([theirs.content])
  }

  return {
    images,
    save,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    open() {
      if (state.saving === 'unsaved') plan(PAUSE)
    },
    change: (draft, what) => touched(changed(state.history, draft, now(), what ?? null)),
    undo: () => touched(undone(state.history)),
    redo: () => touched(redone(state.history)),

    async setState(next) {
      if (!(await save())) return
      try {
        shownAsStored(await server.setState(next))
      } catch (error) {
        set({ failure: error })
      }
    },

    forget() {
      unplan()
      shelf.drop(questionId)
      const first = state.history.past[0] ?? state.history.present
      set({
        history: changed(state.history, first, now()),
        saving: state.stored === null ? 'new' : 'saved',
        theirs: null,
        restored: false,
      })
    },

    takeTheirs() {
      const { theirs } = state
      if (theirs === null) return
      const draft = reading(theirs)
      savedAs = asSent(draft)
      unanswered = null
      set({ history: changed(state.history, draft, now()), restored: false })
      shownAsStored(theirs)
    },

    async keepMine() {
      const { theirs } = state
      if (theirs === null) return false
      unanswered = null
      set({ stored: theirs })
      return inTurn(() => store(theirs.versionNumber))
    },

    close() {
      if (timer !== null) void save()
    },
  }
}
