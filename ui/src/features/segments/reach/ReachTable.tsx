import { useTranslation } from 'react-i18next'
import type { ReachView } from '@/host'
import { formatNumber } from '@/kit'
import spoken from '@/kit/spoken.module.css'
import { worded } from '@/strings/worded'
import classes from './Reach.module.css'

/** The order in which the core asks; reasons it does not list stand at nought. */
const ORDER = [
  'suppressed',
  'invalid_number',
  'not_mobile',
  'quarantined',
  'not_confirmed',
  'no_consent',
  'wrong_scope',
  'duplicate_number',
  'excluded_segment',
  'already_bought',
  'open_conversation',
  'recently_texted',
  'state_cap',
  'segment_cap',
  'no_sending_hours_left',
]

export function reasonLines({ excluded_by: given }: ReachView) {
  const unknown = given.filter(({ reason }) => !ORDER.includes(reason))
  const known = ORDER.map((reason) => given.find((one) => one.reason === reason) ?? { reason, count: 0 })
  return [...known, ...unknown]
}

interface ReachTableProps {
  reach: ReachView
  stale: boolean
  onShow: (which: string, total: number) => void
}

/** From those who match, through every reason in its order, down to those who receive. */
export function ReachTable({ reach, stale, onShow }: ReachTableProps) {
  const { t } = useTranslation()
  const line = (which: string, who: string, total: number, strong = false) => (
    <Line
      key={which}
      which={which}
      who={who}
      total={total}
      of={reach.matched}
      strong={strong}
      onShow={onShow}
    />
  )
  return (
    <table className={classes.table} data-stale={stale}>
      <caption className={spoken.only}>{t('reach.table')}</caption>
      <thead className={spoken.only}>
        <tr>
          <th scope="col">{t('reach.head.who')}</th>
          <th scope="col">{t('reach.head.people')}</th>
        </tr>
      </thead>
      <tbody>
        {line('matched', t('reach.matched'), reach.matched, true)}
        {reasonLines(reach).map(({ reason, count }) => line(reason, worded('reach.reason', reason), count))}
        <tr className={classes.sum}>
          <th scope="row">{t('reach.excluded')}</th>
          <td>{formatNumber(reach.excluded)}</td>
        </tr>
        {line('will_receive', t('reach.willReceive'), reach.will_receive, true)}
      </tbody>
    </table>
  )
}

interface LineProps {
  which: string
  who: string
  total: number
  of: number
  strong: boolean
  onShow: (which: string, total: number) => void
}

function Line({ which, who, total, of, strong, onShow }: LineProps) {
  const { t } = useTranslation()
  const share = of > 0 ? `${Math.min(100, (total / of) * 100)}%` : '0%'
  return (
    <tr data-strong={strong} data-none={total === 0}>
      <th scope="row">
        {who}
        {total > 0 ? <span className={classes.bar} data-which={which} style={{ width: share }} /> : null}
      </th>
      <td>
        {total === 0 ? (
          formatNumber(0)
        ) : (
          <button
            type="button"
            className={classes.open}
            aria-label={t('reach.show', { count: total, who })}
            onClick={() => onShow(which, total)}
          >
            {formatNumber(total)}
          </button>
        )}
      </td>
    </tr>
  )
}
