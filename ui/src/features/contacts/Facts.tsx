import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactView } from '@/host'
import { formatDay, formatNumber } from '@/kit'
import { worded } from '@/strings/worded'
import { ConsentBadge } from './ConsentBadge'
import classes from './contacts.module.css'

/** Everything filled in; what is empty is left out. */
export function Facts({ person: { line, fields } }: { person: ContactView }) {
  const { t } = useTranslation()
  const known: [string, ReactNode][] = [
    [t('contacts.column.consent'), <ConsentBadge key="consent" line={line} />],
    [t('contacts.column.number'), line.number],
    [t('contacts.column.place'), line.place],
    [t('contacts.column.orders'), formatNumber(line.orders)],
    [t('contacts.column.spent'), line.spent],
    [t('contacts.column.lastOrder'), line.last_order_at === '' ? '' : formatDay(line.last_order_at)],
    [t('contacts.column.lastText'), line.last_text_at === '' ? '' : formatDay(line.last_text_at)],
    ...fields.map(({ name, value }): [string, ReactNode] => [worded('contacts.field', name), value]),
  ]
  return (
    <dl className={classes.facts}>
      {known
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}
