import { useTranslation } from 'react-i18next'
import type { RehearsalView } from '@/host'
import { formatDay, formatNumber, formatWeekday, LinkButton, Notice, Panel, StatNumber } from '@/kit'
import { worded } from '@/strings/worded'
import classes from './Rehearsal.module.css'

/** When it begins and ends, what it costs, and who would not be texted and why. */
export function Standing({ plan, draft }: { plan: RehearsalView; draft: boolean }) {
  const { t } = useTranslation()
  const left = plan.recipients - plan.fits
  return (
    <Panel title={t('rehearsal.standing.title')}>
      <div className={classes.stack}>
        <div className={classes.figures}>
          <StatNumber size="sm" label={t('rehearsal.standing.texted')} value={plan.fits} />
          <StatNumber
            size="sm"
            label={t('rehearsal.standing.starts')}
            value={plan.starts_at ? formatWeekday(plan.starts_at) : t('rehearsal.standing.never')}
            note={plan.starts_at ? formatDay(plan.starts_at) : undefined}
          />
          <StatNumber
            size="sm"
            label={t('rehearsal.standing.finishes')}
            value={plan.finishes_at ? formatWeekday(plan.finishes_at) : t('rehearsal.standing.never')}
            note={
              plan.ends_by ? t('rehearsal.standing.endsBy', { when: formatWeekday(plan.ends_by) }) : undefined
            }
          />
          <StatNumber size="sm" label={t('rehearsal.standing.cost')} value={plan.cost} />
        </div>
        <p className={classes.sum}>
          {t('rehearsal.standing.sum', { fits: plan.fits, left, recipients: plan.recipients })}
        </p>
        {left === 0 ? (
          <Notice tone="good" title={t('rehearsal.standing.allFit')} />
        ) : (
          plan.does_not_fit.map(({ reason, people, why }) => (
            <Notice
              key={reason}
              tone="warn"
              title={t('rehearsal.standing.misfit', { count: people })}
              action={draft ? <Mend id={plan.id} /> : undefined}
            >
              {why}
            </Notice>
          ))
        )}
      </div>
    </Panel>
  )
}

function Mend({ id }: { id: number }) {
  const { t } = useTranslation()
  return (
    <LinkButton to="/campaigns/$id/edit" params={{ id: String(id) }} variant="default" size="xs">
      {t('rehearsal.mend')}
    </LinkButton>
  )
}

/** What the pace follows: the slowest of all that holds it back. */
export function Holds({ plan }: { plan: RehearsalView }) {
  const { t } = useTranslation()
  const { pace, first_batch, waits, limits } = plan
  const rate = pace.per_second ?? 0
  return (
    <Panel title={t('rehearsal.holds.title')}>
      <ul className={classes.holds}>
        <li>
          {t(rate >= 1 ? 'rehearsal.holds.perSecond' : 'rehearsal.holds.perMinute', {
            rate: Math.round((rate >= 1 ? rate : rate * 60) * 100) / 100,
            why: worded('rehearsal.holds.pace', pace.reason),
          })}
        </li>
        {first_batch ? (
          <li>
            {t('rehearsal.holds.firstBatch', {
              count: first_batch.people,
              least: first_batch.shortest_wait_minutes,
              most: first_batch.longest_wait_minutes,
            })}
          </li>
        ) : null}
        {waits.map(({ from, until, why }) => (
          <li key={from}>
            {t('rehearsal.holds.wait', { from: formatWeekday(from), until: formatWeekday(until), why })}
          </li>
        ))}
        {limits.map(({ reason, allowed, used }) => (
          <li key={reason}>
            {worded('rehearsal.holds.limit', reason)}:{' '}
            {t('rehearsal.holds.used', { used: formatNumber(used), allowed: formatNumber(allowed) })}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
