import { useTranslation } from 'react-i18next'
import { formatNumber } from './format'
import classes from './Meter.module.css'
import type { Tone } from './tone'

export interface MeterPart {
  key: string
  label: string
  value: number
  /** `rest` is what is still to come: the empty bar itself. */
  tone: Tone | 'rest'
}

/** One bar split into named parts of one whole, with its legend in words and numbers. */
export function StackMeter({
  label,
  total,
  parts,
  legend = true,
}: {
  label: string
  total: number
  parts: MeterPart[]
  legend?: boolean
}) {
  const said = parts.map((part) => `${part.label} ${formatNumber(part.value)}`).join(', ')
  return (
    <div className={classes.meter}>
      <div className={classes.bar} role="img" aria-label={`${label}: ${said}`}>
        {parts.map((part) => (
          <span key={part.key} data-tone={part.tone} style={{ width: share(part.value, total) }} />
        ))}
      </div>
      {legend ? <Legend parts={parts} /> : null}
    </div>
  )
}

function Legend({ parts }: { parts: MeterPart[] }) {
  return (
    <ul className={classes.legend} aria-hidden="true">
      {parts.map((part) => (
        <li key={part.key}>
          <span className={classes.swatch} data-tone={part.tone} />
          {part.label} <strong>{formatNumber(part.value)}</strong>
        </li>
      ))}
    </ul>
  )
}

/** Progress of one thing towards its end; read aloud in words, moved at whole steps only. */
export function Meter({
  label,
  value,
  total,
  tone = 'info',
}: {
  label: string
  value: number
  total: number
  tone?: Tone
}) {
  const { t } = useTranslation()
  return (
    <div
      className={classes.bar}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={value}
      aria-valuetext={t('kit.meter', { label, value, total })}
    >
      <span data-tone={tone} style={{ width: share(value, total) }} />
    </div>
  )
}

const share = (value: number, total: number) =>
  total > 0 ? `${Math.min(100, (value / total) * 100)}%` : '0%'
