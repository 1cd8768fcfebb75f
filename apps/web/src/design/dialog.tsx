import type { ReactNode } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { useStrings } from '../i18n/strings.tsx'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

interface Props {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  readonly children: ReactNode
  /** Buttons at the foot; the step forward last. */
  readonly actions?: ReactNode
  readonly wide?: boolean
}

/** A dialog over the page. Escape and a click beside it close it; focus returns where it was. */
export function Dialog({ title, open, onClose, children, actions, wide = false }: Props) {
  const { actions: words } = useStrings('common')
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(next) => next || onClose()}
      isDismissable
      className="fixed inset-0 z-50 flex items-end justify-center bg-shade p-0 sm:items-center
        sm:p-6 data-entering:animate-[appear_150ms]"
    >
      <Modal
        className={`flex max-h-[92dvh] w-full flex-col border-t-4 border-ink bg-leaf
          sm:border-4 ${wide ? 'sm:max-w-[48rem]' : 'sm:max-w-[32rem]'}
          data-entering:animate-[rise_200ms_var(--ease-out)]`}
      >
        <AriaDialog className="flex min-h-0 flex-col outline-none">
          <header className="flex items-start justify-between gap-4 px-6 pt-5 pb-3">
            <Heading slot="title" className="text-xl">
              {title}
            </Heading>
            <button
              type="button"
              aria-label={words.close}
              onClick={onClose}
              className="-me-2 grid size-11 shrink-0 place-items-center hover:bg-sunk"
            >
              <Icon name="close" />
            </button>
          </header>
          <div className="min-h-0 overflow-y-auto px-6 pb-6">{children}</div>
          {actions !== undefined && (
            <footer className="flex flex-wrap justify-end gap-3 border-t border-rule px-6 py-4">
              {actions}
            </footer>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

interface ConfirmProps {
  readonly title: string
  readonly detail: ReactNode
  readonly action: string
  readonly open: boolean
  readonly danger?: boolean
  readonly onConfirm: () => void
  readonly onClose: () => void
}

/** Asks once more, for what can't be undone. */
export function ConfirmDialog(props: ConfirmProps) {
  const { actions } = useStrings('common')
  return (
    <Dialog
      title={props.title}
      open={props.open}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>{actions.cancel}</Button>
          <Button
            kind={props.danger === true ? 'danger' : 'primary'}
            onClick={() => {
              props.onConfirm()
              props.onClose()
            }}
          >
            {props.action}
          </Button>
        </>
      }
    >
      <p>{props.detail}</p>
    </Dialog>
  )
}
