import type { ReactNode } from 'react'
import { formatNumber } from './format'
import classes from './StatNumber.module.css'

export interface StatNumberProps {
  label: string
  /** A number is grouped by locale; text (money, a moment) is shown as given. */
  value: number | string | undefined
  note?: ReactNode
  /** The value is being worked out again: dimmed, never blanked. */
  stale?: boolean
  size?: 'sm' | 'md' | 'lg'
  /** Says changes aloud to screen readers. */
  live?: boolean
}

export function StatNumber({
  label,
  value,
  note,
  stale = false,
  size = 'md',
  live = false,
}: StatNumberProps) {
  const shown = value === undefined ? '–' : typeof value === 'number' ? formatNumber(value) : value
  return (
    <div className={classes.stat} data-size={size}>
      <span className={classes.label}>{label}</span>
      <span
        className={classes.value}
        data-stale={stale}
        aria-busy={stale}
        aria-live={live ? 'polite' : undefined}
      >
        {shown}
      </span>
      {note ? <span className={classes.note}>{note}</span> : null}
    </div>
  )
}
