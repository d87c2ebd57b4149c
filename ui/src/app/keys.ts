import { useEffect, useRef } from 'react'

/** Does typing go into something right now? Single keys must then be left alone. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)
}

/** `mod+k`, `mod+1`, `?`: how a key press is written in a map of keys. */
export function written(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey
  return mod ? `mod+${event.key.toLowerCase()}` : event.key
}

/** Window-wide keys. A key without Ctrl or Command is ignored while a field has focus or a dialog is open. */
export function useKeys(deeds: Record<string, () => void>): void {
  const latest = useRef(deeds)
  latest.current = deeds
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = written(event)
      const deed = latest.current[key]
      if (!deed || event.altKey || event.defaultPrevented) return
      if (!key.startsWith('mod+') && isTyping(event.target)) return
      event.preventDefault()
      deed()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
