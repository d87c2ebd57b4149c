import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { commands, stageQuery } from '@/host'
import { Problem } from '@/kit'
import classes from './doors.module.css'
import { useMove } from './useMove'

/** Stands in the navigation as long as the practice shop is open, with the way out. */
export function PracticeBadge() {
  const { t } = useTranslation()
  const { data } = useQuery(stageQuery)
  const left = useMove(() => commands.storeClose())
  if (data?.stage !== 'open' || !data.practice) return null
  return (
    <section className={classes.badge} aria-label={t('doors.practice.badge')}>
      <strong>{t('doors.practice.badge')}</strong>
      <p>{t('doors.practice.badgeHint')}</p>
      {left.isError ? <Problem thrown={left.error} /> : null}
      <button type="button" disabled={left.isPending} onClick={() => left.mutate()}>
        {t('doors.practice.leave')}
      </button>
    </section>
  )
}
