import { type ComponentType, memo } from 'react'
import type { Choices } from './Composer'
import type { Draft } from './draft'

/** What each part of the composer gets. */
export interface PartProps {
  draft: Draft
  choices: Choices
  onChange: (part: Partial<Draft>) => void
}

/** A part that is drawn anew only when one of its own fields changes: typing a text must not redraw the page. */
export function partOf<Props extends PartProps>(fields: (keyof Draft)[], part: ComponentType<Props>) {
  return memo(part, (was, now) => {
    const others = (Object.keys(now) as (keyof Props)[]).filter((key) => key !== 'draft')
    return (
      others.every((key) => was[key] === now[key]) && fields.every((key) => was.draft[key] === now.draft[key])
    )
  })
}
