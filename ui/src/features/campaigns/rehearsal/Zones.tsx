import { useTranslation } from 'react-i18next'
import type { RehearsalView, ZoneLine } from '@/host'
import { formatNumber, formatWeekday, Panel } from '@/kit'
import spoken from '@/kit/spoken.module.css'
import { cities } from './hours'
import classes from './Rehearsal.module.css'

/** When each group of people may be texted first; numbered as in the chart. */
export function Zones({ plan: { zones, starts_at } }: { plan: RehearsalView }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('rehearsal.zones.title')}>
      <table className={classes.table}>
        <caption className={spoken.only}>{t('rehearsal.zones.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('rehearsal.zones.where')}</th>
            <th scope="col">{t('rehearsal.zones.people')}</th>
            <th scope="col">{t('rehearsal.zones.opens')}</th>
          </tr>
        </thead>
        <tbody>
          {zones.map((zone, index) => (
            <tr key={zone.zones}>
              <th scope="row">
                {index + 1}. <Where zones={zone.zones} />
              </th>
              <td>{formatNumber(zone.people)}</td>
              <td>
                <Opens zone={zone} begins={starts_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.note}>{t('rehearsal.zones.clock')}</p>
    </Panel>
  )
}

function Where({ zones }: { zones: string }) {
  const { t } = useTranslation()
  const { named, more } = cities(zones)
  if (named === '') return t('rehearsal.zones.unknown')
  return more === 0 ? named : t('rehearsal.zones.more', { named, count: more })
}

function Opens({ zone: { opens_at }, begins }: { zone: ZoneLine; begins: string }) {
  const { t } = useTranslation()
  if (opens_at === '') return t('rehearsal.zones.never')
  return Date.parse(opens_at) <= Date.parse(begins) ? t('rehearsal.zones.open') : formatWeekday(opens_at)
}
