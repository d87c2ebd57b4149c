import { useTranslation } from 'react-i18next'
import type { ActivityView } from '@/host'
import { formatMoment } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './contacts.module.css'

export function Activity({ facts }: { facts: ActivityView[] }) {
  const { t } = useTranslation()
  if (facts.length === 0) return <p className={classes.none}>{t('contacts.person.activityNone')}</p>
  return (
    <ul className={classes.rows}>
      {facts.map(({ kind, happened_at, reference, amount }) => (
        <li key={`${kind}-${happened_at}-${reference}`}>
          <span>
            {worded('contacts.activity', kind)} {reference}
          </span>
          <span>{amount}</span>
          <time dateTime={happened_at}>{formatMoment(happened_at)}</time>
        </li>
      ))}
    </ul>
  )
}
