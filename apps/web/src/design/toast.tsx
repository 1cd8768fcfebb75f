import {
  Button as AriaButton,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { useStrings } from '../i18n/strings.tsx'
import { Icon } from './icon.tsx'

interface Note {
  readonly text: string
  readonly action?: { readonly label: string; readonly run: () => void }
}

const queue = new ToastQueue<Note>({ maxVisibleToasts: 3 })

/** Says something at the foot of the page, with one action at most, such as Undo. */
export function toast(text: string, action?: Note['action']): void {
  queue.add({ text, ...(action && { action }) }, { timeout: action ? 10_000 : 5_000 })
}

/** Where toasts appear; once per page. */
export function Toasts() {
  const { actions } = useStrings('common')
  return (
    <ToastRegion
      queue={queue}
      className="fixed inset-x-4 bottom-[calc(1rem+env(safe-area-inset-bottom))] z-50 mx-auto flex
        max-w-narrow flex-col gap-2 outline-none"
    >
      {({ toast: shown }) => (
        <Toast
          toast={shown}
          className="flex items-center gap-3 bg-ink px-4 py-2.5 text-paper
            data-entering:animate-[rise_200ms_var(--ease-out)]"
        >
          <ToastContent className="grow">
            <Text slot="title">{shown.content.text}</Text>
          </ToastContent>
          {shown.content.action !== undefined && (
            <button
              type="button"
              className="min-h-9 px-2 font-bold underline underline-offset-4"
              onClick={() => {
                shown.content.action?.run()
                queue.close(shown.key)
              }}
            >
              {shown.content.action.label}
            </button>
          )}
          <AriaButton
            slot="close"
            aria-label={actions.close}
            className="grid size-9 place-items-center"
          >
            <Icon name="close" />
          </AriaButton>
        </Toast>
      )}
    </ToastRegion>
  )
}
