import { useTranslation } from 'react-i18next'
import type { CleanupView } from '@/host'
import { formatNumber, StateBadge } from '@/kit'
import { worded } from '@/strings/worded'
import { REPAIRS } from './CleanupPage'
import classes from './cleanup.module.css'
import { standing } from './queries'

interface FindingsProps {
  view: CleanupView
  chosen: string
  onChoose: (kind: string) => void
}

/** The findings, gravest first, each with its people. */
export function Findings({ view, chosen, onChoose }: FindingsProps) {
  const { t } = useTranslation()
  const made = standing(view).length
  return (
    <nav aria-label={t('cleanup.findings')} className={classes.side}>
      <ul className={classes.list}>
        {view.findings.map(({ kind, people }) => (
          <li key={kind}>
            <button
              type="button"
              className={classes.finding}
              aria-current={kind === chosen}
              onClick={() => onChoose(kind)}
            >
              <span className={classes.name}>{worded('cleanup.kind', kind)}</span>
              <span className={classes.count}>
                {kind === 'bought_list' ? (
                  <StateBadge tone="bad">{t('cleanup.count', { count: people })}</StateBadge>
                ) : (
                  t('cleanup.count', { count: people })
                )}
              </span>
            </button>
          </li>
        ))}
        <li className={classes.apart}>
          <button
            type="button"
            className={classes.finding}
            aria-current={chosen === REPAIRS}
            onClick={() => onChoose(REPAIRS)}
          >
            <span className={classes.name}>{t('cleanup.repairs')}</span>
            <span className={classes.count}>{formatNumber(made)}</span>
          </button>
        </li>
      </ul>
    </nav>
  )
}
