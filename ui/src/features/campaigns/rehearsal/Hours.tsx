import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import type { RehearsalView } from '@/host'
import { formatMoment, formatNumber, LoadingState, Panel } from '@/kit'
import spoken from '@/kit/spoken.module.css'
import { everyHour } from './hours'
import classes from './Rehearsal.module.css'

// The chart library is many times the page: it comes when a chart is really looked at.
const HoursChart = lazy(() => import('./HoursChart'))

/** How many texts go in each hour, drawn and as a table of the same numbers. */
export function Hours({ plan }: { plan: RehearsalView }) {
  const { t } = useTranslation()
  return (
    <Panel title={t('rehearsal.hours.title')}>
      <div className={classes.stack}>
        <div role="img" aria-label={t('rehearsal.hours.chart')} className={classes.chart}>
          <Suspense fallback={<LoadingState lines={6} />}>
            <HoursChart bars={everyHour(plan.hours)} zones={plan.zones} />
          </Suspense>
        </div>
        <p className={classes.note}>{t('rehearsal.hours.marks')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
        <section className={classes.scroll} aria-label={t('rehearsal.hours.caption')} tabIndex={0}>
          <HoursTable plan={plan} />
        </section>
      </div>
    </Panel>
  )
}

function HoursTable({ plan }: { plan: RehearsalView }) {
  const { t } = useTranslation()
  return (
    <table className={classes.table}>
      <caption className={spoken.only}>{t('rehearsal.hours.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('rehearsal.hours.hour')}</th>
          <th scope="col">{t('rehearsal.hours.texts')}</th>
          <th scope="col">{t('rehearsal.hours.parts')}</th>
          <th scope="col">{t('rehearsal.hours.cost')}</th>
        </tr>
      </thead>
      <tbody>
        {plan.hours.map((hour) => (
          <tr key={hour.at}>
            <th scope="row">{formatMoment(hour.at)}</th>
            <td>{formatNumber(hour.texts)}</td>
            <td>{formatNumber(hour.parts)}</td>
            <td>{hour.cost}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('rehearsal.hours.all')}</th>
          <td>{formatNumber(plan.fits)}</td>
          <td>{formatNumber(plan.parts)}</td>
          <td>{plan.cost}</td>
        </tr>
      </tfoot>
    </table>
  )
}
