import type { LiveClient } from '@quizmentor/client/live'
import type { HostView } from '@quizmentor/engine/live/types'
import { useState, type ReactNode } from 'react'
import { Button } from '../design/button.tsx'
import { ConfirmDialog } from '../design/dialog.tsx'
import { Icon, type IconName } from '../design/icon.tsx'
import { Menu } from '../design/menu.tsx'
import type { Host } from '../i18n/en/host.ts'
import { useStrings } from '../i18n/strings.tsx'
import { useForwardedKeys } from '../live/forwarded-keys.ts'
import { toggleFullScreen } from '../live/full-screen.ts'
import { useGameKeys, type GameKey } from '../live/game-keys.ts'
import { useQuestionClock } from '../live/question-clock.ts'
import { toggleSound, useSound } from '../live/sound-setting.ts'
import { KeysDialog } from './keys-dialog.tsx'
import { stepsAhead, type Step } from './next-step.ts'
import { useTell } from './tell.ts'

interface Props {
  readonly gameId: string
  readonly view: HostView
  readonly client: LiveClient<'host'>
}

const noQuestion = { opensAt: 0, closesAt: null, left: null }
const extension = 10

/** Everything the host can do now; the step forward first. The same by keys. */
export function ActionBar({ gameId, view, client }: Props) {
  const { control: t } = useStrings('host')
  const { screen } = view
  const open = screen.name === 'question_open' ? screen.question : null
  const clock = useQuestionClock(open ?? noQuestion, client.serverNow)
  const isPreview = open !== null && clock.stage === 'preview'
  const sound = useSound()
  const [dialog, setDialog] = useState<'end' | 'keys' | null>(null)
  const [step, after] = stepsAhead(view, isPreview)

  const tell = useTell(client)

  // As long as anybody's time runs, those with extra time included.
  const isRunning = open !== null && (open.paused || clock.stage !== 'over')
  const canExtend = isRunning && open.closesAt !== null

  const act: Record<GameKey, () => void> = {
    next: () => view.next !== null && void tell({ name: 'next' }),
    skip: () => open !== null && !open.paused && void tell({ name: 'close' }),
    reveal: () => void tell({ name: 'reveal' }),
    leaderboard: () => void tell({ name: 'leaderboard' }),
    pause: () => isRunning && void tell({ name: open.paused ? 'resume' : 'pause' }),
    extend: () => canExtend && void tell({ name: 'extend', seconds: extension }),
    fullScreen: toggleFullScreen,
    mute: toggleSound,
    help: () => setDialog('keys'),
  }
  const press = (key: GameKey) => act[key]()
  useGameKeys(press)
  useForwardedKeys(gameId, press)

  return (
    <footer className="sticky bottom-0 z-20 border-t-4 border-ink bg-leaf pb-[env(safe-area-inset-bottom)]">
      <div className="mx-auto flex w-full max-w-page flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 sm:px-6">
        <Button
          kind="primary"
          size="large"
          className="min-w-56 grow sm:grow-0"
          disabled={step === undefined}
          aria-keyshortcuts="Space ArrowRight"
          onClick={act.next}
        >
          {step !== undefined && labelOf(step, view, t)}
        </Button>
        {after !== undefined && (
          <p className="hidden text-sm text-soft md:block">
            {t.after}: {wordsOf(after, t)}
          </p>
        )}
        <div className="ms-auto flex items-center gap-1">
          {open !== null && (
            <>
              <Tool
                icon={open.paused ? 'play' : 'pause'}
                keys="P"
                isReady={isRunning}
                onPress={act.pause}
              >
                {open.paused ? t.actions.resume : t.actions.pause}
              </Tool>
              {open.closesAt !== null && (
                <Tool icon="clock" keys="+" isReady={canExtend} onPress={act.extend}>
                  {t.actions.extend}
                </Tool>
              )}
            </>
          )}
          <Menu
            button={<Icon name="menu" className="text-lg" />}
            label={t.actions.more}
            buttonClassName="grid size-11 place-items-center hover:bg-sunk"
            groups={[
              {
                entries: [
                  {
                    id: 'lock',
                    label: view.locked ? t.lobby.unlock : t.lobby.lock,
                    icon: view.locked ? 'unlock' : 'lock',
                    onAction: () => void tell({ name: view.locked ? 'unlock' : 'lock' }),
                  },
                  {
                    id: 'sound',
                    label: sound.on ? t.actions.mute : t.actions.unmute,
                    icon: sound.on ? 'mute' : 'sound',
                    onAction: toggleSound,
                  },
                  {
                    id: 'full',
                    label: t.actions.fullScreen,
                    icon: 'fullScreen',
                    onAction: toggleFullScreen,
                  },
                  {
                    id: 'keys',
                    label: t.actions.keys,
                    icon: 'keyboard',
                    onAction: () => setDialog('keys'),
                  },
                ],
              },
              {
                entries: [
                  {
                    id: 'end',
                    label: t.actions.end,
                    icon: 'flag',
                    danger: true,
                    onAction: () => setDialog('end'),
                  },
                ],
              },
            ]}
          />
        </div>
      </div>
      <KeysDialog open={dialog === 'keys'} onClose={() => setDialog(null)} />
      <ConfirmDialog
        title={t.end.title}
        detail={t.end.detail}
        action={t.end.action}
        danger
        open={dialog === 'end'}
        onConfirm={() => void tell({ name: 'finish' })}
        onClose={() => setDialog(null)}
      />
    </footer>
  )
}

interface ToolProps {
  readonly icon: IconName
  readonly keys: string
  readonly isReady: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

function Tool({ icon, keys, isReady, onPress, children }: ToolProps) {
  return (
    <Button kind="quiet" disabled={!isReady} aria-keyshortcuts={keys} onClick={onPress}>
      <Icon name={icon} />
      {children}
    </Button>
  )
}

/** What the step forward is called on its button. */
function labelOf(step: Step, view: HostView, t: Host['control']): string {
  switch (step.name) {
    case 'round':
      return view.screen.name === 'lobby' ? t.actions.start : t.actions.nextRound(step.title)
    case 'question':
      return view.screen.name === 'lobby' ? t.actions.start : t.actions.next(step.place)
    case 'answers':
      return t.actions.skipPreview
    case 'close':
      return t.actions.close
    case 'resume':
      return t.actions.resume
    case 'reveal':
      return t.actions.reveal
    case 'leaderboard':
      return t.actions.leaderboard
    case 'podium':
      return t.actions.finish
  }
}

/** The same as what comes after it. */
function wordsOf(step: Step, t: Host['control']): string {
  const { afterWords } = t
  switch (step.name) {
    case 'round':
      return afterWords.round(step.title)
    case 'question':
      return afterWords.question(step.place)
    default:
      return afterWords[step.name]
  }
}
