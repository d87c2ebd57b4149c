import type { ReactNode } from 'react'
import classes from './StateBadge.module.css'
import type { Tone } from './tone'

/** A state in a word. The mark's shape differs by tone, so colour never stands alone. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      <span className={classes.mark} aria-hidden="true" />
      {children}
    </span>
  )
}
