import { notifications } from '@mantine/notifications'
import { createElement } from 'react'
import { UndoWords } from './UndoWords'

/** A short sentence about a deed already done. */
export function toastDone(message: string): void {
  notifications.show({ message, autoClose: 5000, withBorder: true })
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
  })
}
