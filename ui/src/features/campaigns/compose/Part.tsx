import type { ReactNode } from 'react'
import { Arrive, FormSection } from '@/kit'

interface PartFrameProps {
  name: string
  /** The part that a check led to. */
  at: string | undefined
  title: string
  children: ReactNode
}

/** One part of the draft, which a check may lead to. */
export function Part({ name, at, title, children }: PartFrameProps) {
  return (
    <Arrive name={name} at={at}>
      <FormSection title={title}>{children}</FormSection>
    </Arrive>
  )
}
