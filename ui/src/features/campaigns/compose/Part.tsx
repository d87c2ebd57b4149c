import { type ReactNode, useEffect, useRef } from 'react'
import { FormSection } from '@/kit'

interface PartFrameProps {
  name: string
  /** The part that a check led to. */
  at: string | undefined
  title: string
  children: ReactNode
}

/** One part of the draft. The one that a check led to is brought into view, its first control in focus. */
export function Part({ name, at, title, children }: PartFrameProps) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (name !== at) return
    frame.current?.scrollIntoView?.({ block: 'start' })
    frame.current?.querySelector<HTMLElement>('input, textarea, [contenteditable]')?.focus()
  }, [name, at])
  return (
    <div ref={frame}>
      <FormSection title={title}>{children}</FormSection>
    </div>
  )
}
