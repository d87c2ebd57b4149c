import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import { createElement } from 'react'
import { Problem } from './Problem'
import { readProblem } from './readProblem'
import { UndoWords } from './UndoWords'

const closeButton = () => ({ 'aria-label': i18next.t('kit.close') })

/** A short sentence about a deed already done. */
export function toastDone(message: string): void {
  notifications.show({ message, autoClose: 5000, withBorder: true, closeButtonProps: closeButton() })
}

/** A deed already done that can be taken back whole; stays for eight seconds. */
export function toastUndo(message: string, label: string, undo: () => void): void {
  const id = `undo-${crypto.randomUUID()}`
  const takeBack = () => {
    notifications.hide(id)
    undo()
  }
  notifications.show({
    id,
    message: createElement(UndoWords, { message, label, takeBack }),
    autoClose: 8000,
    withBorder: true,
    closeButtonProps: closeButton(),
  })
}

/** A deed that was refused, in the core's own words; stays until it is closed. For deeds without a place on the page. */
export function toastProblem(thrown: unknown): void {
  const said = readProblem(thrown)
  notifications.show({
    // The same refusal again stands there already: it is not said twice.
    id: `problem-${said?.code ?? ''}-${said?.message ?? ''}`,
    message: createElement(Problem, { thrown }),
    autoClose: false,
    closeButtonProps: closeButton(),
    p: 6,
    withBorder: false,
    icon: null,
  })
}
