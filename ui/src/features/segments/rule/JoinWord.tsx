import { useTranslation } from 'react-i18next'
import classes from './Rule.module.css'
import type { Join } from './tree'

/** The word between two rules. All rules of a group share it, so turning one turns them all. */
export function JoinWord({
  label,
  join,
  onTurn,
}: {
  label: string
  join: Join
  onTurn: (join: Join) => void
}) {
  const { t } = useTranslation()
  const word = t(join === 'all' ? 'segments.builder.and' : 'segments.builder.or')
  return (
    <button
      type="button"
      className={classes.join}
      aria-label={`${label}: ${word}`}
      onClick={() => onTurn(join === 'all' ? 'any' : 'all')}
    >
      {word}
    </button>
  )
}
