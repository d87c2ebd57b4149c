import { useTranslation } from 'react-i18next'
import type { ReportView } from '@/host'
import { formatNumber, Notice } from '@/kit'
import spoken from '@/kit/spoken.module.css'
import { worded } from '@/strings/worded'
import { inOrder, stateWords, sum } from './outcome'
import type { Asked } from './PeopleDrawer'
import classes from './watch.module.css'

interface OutcomeProps {
  report: ReportView
  onShow: (asked: Asked) => void
}

/** The approved reach again, with real outcomes; both sums stand under it, for the reader to check. */
export function OutcomeTable({ report, onShow }: OutcomeProps) {
  const { t } = useTranslation()
  const { matched, recipients, excluded_by, by_state } = report
  const excluded = sum(excluded_by)
  const texts = sum(by_state)
  return (
    <>
      <table className={classes.table}>
        <caption className={spoken.only}>{t('watch.table.caption')}</caption>
        <thead className={spoken.only}>
          <tr>
            <th scope="col">{t('watch.table.who')}</th>
            <th scope="col">{t('watch.table.people')}</th>
          </tr>
        </thead>
        <tbody>
          <Total who={t('watch.table.matched')} count={matched} strong />
          {excluded_by.map(({ reason, count }) => (
            <Line
              key={reason}
              asked={{ title: worded('reach.reason', reason), state: 'excluded', reason, total: count }}
              onShow={onShow}
            />
          ))}
          <Line
            sum
            asked={{ title: t('watch.table.excluded'), state: 'excluded', total: excluded }}
            onShow={onShow}
          />
          <Total who={t('watch.table.recipients')} count={recipients} strong />
          {inOrder(by_state).map(({ reason, count }) => (
            <Line
              key={reason}
              asked={{ title: stateWords(reason), state: reason, total: count }}
              onShow={onShow}
            />
          ))}
          <Total who={t('watch.table.ended')} count={texts} />
        </tbody>
      </table>
      <p className={classes.note}>{t('watch.table.sumMatched', { recipients, excluded, matched })}</p>
      <p className={classes.note}>{t('watch.table.sumStates', { texts, recipients })}</p>
      {recipients + excluded === matched && texts === recipients ? null : (
        <Notice tone="bad" title={t('watch.table.wrong')} />
      )}
    </>
  )
}

function Total({ who, count, strong = false }: { who: string; count: number; strong?: boolean }) {
  return (
    <tr data-strong={strong} data-sum={!strong}>
      <th scope="row">{who}</th>
      <td>
        <span className={classes.plain}>{formatNumber(count)}</span>
      </td>
    </tr>
  )
}

interface LineProps {
  asked: Asked
  sum?: boolean
  onShow: (asked: Asked) => void
}

function Line({ asked, sum: isSum = false, onShow }: LineProps) {
  return (
    <tr data-sum={isSum}>
      <th scope="row">{asked.title}</th>
      <td>
        <PeopleButton asked={asked} onShow={onShow} />
      </td>
    </tr>
  )
}

/** A number that opens its people. */
export function PeopleButton({ asked, onShow }: Omit<LineProps, 'sum'>) {
  const { t } = useTranslation()
  if (asked.total === 0) return <span className={classes.plain}>{formatNumber(0)}</span>
  return (
    <button
      type="button"
      className={classes.open}
      aria-label={t('watch.table.show', { count: asked.total, who: asked.title })}
      onClick={() => onShow(asked)}
    >
      {formatNumber(asked.total)}
    </button>
  )
}
