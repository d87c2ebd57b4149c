import { type ReactNode, useEffect, useRef } from 'react'

interface ArriveProps {
  name: string
  /** The part of the page that a link led to. */
  at: string | undefined
  children: ReactNode
}

/** A part of a page that a link can lead to: it comes into view, its first control in focus. */
export function Arrive({ name, at, children }: ArriveProps) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (name !== at) return
    frame.current?.scrollIntoView?.({ block: 'start' })
    frame.current?.querySelector<HTMLElement>('input, textarea, [contenteditable], button')?.focus()
  }, [name, at])
  return <div ref={frame}>{children}</div>
}
