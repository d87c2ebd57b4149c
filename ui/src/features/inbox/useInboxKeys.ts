import { useEffect, useRef } from 'react'

const writes = (target: EventTarget | null) =>
  target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName)

/** J, K and E, wherever the focus is on the page, unless somebody writes or a dialog is open. */
export function useInboxKeys(deeds: Record<'j' | 'k' | 'e', () => void>): void {
  const latest = useRef(deeds)
  latest.current = deeds
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase()
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (writes(event.target) || document.querySelector('[role=dialog]')) return
      if (key === 'j' || key === 'k' || key === 'e') latest.current[key]()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
