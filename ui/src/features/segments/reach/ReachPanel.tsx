import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReachQuery, ReachView } from '@/host'
import { LoadingState, Notice, Panel, Problem, StatNumber } from '@/kit'
import classes from './Reach.module.css'
import { type Asked, ReachPeople } from './ReachPeople'
import { ReachTable } from './ReachTable'
import { useReach } from './useReach'

interface ReachPanelProps {
  query: ReachQuery
  /** Rules of the builder that are not counted yet. */
  unfinished?: number
  /** What stands above the number, such as the choice of a purpose. */
  above?: React.ReactNode
}

/** Live: who would receive, and one reason for each of the others. */
export function ReachPanel({ query, unfinished = 0, above }: ReachPanelProps) {
  const { t } = useTranslation()
  const { answer, stale } = useReach(query)
  return (
    <Panel title={t('reach.title')}>
      <div className={classes.panel}>
        {above}
        {answer.data ? (
          <ReachFigures reach={answer.data} query={query} stale={stale} />
        ) : answer.isError ? (
          <Problem thrown={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <LoadingState lines={6} />
        )}
        {unfinished > 0 ? (
          <p className={classes.note}>{t('reach.unfinished', { count: unfinished })}</p>
        ) : null}
      </div>
    </Panel>
  )
}

interface FiguresProps {
  reach: ReachView
  query: ReachQuery
  stale?: boolean
}

/** The numbers of one answer; each opens its people. */
export function ReachFigures({ reach, query, stale = false }: FiguresProps) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<Asked>()
  const { matched, will_receive: receive, excluded } = reach
  return (
    <>
      <div aria-live="polite" aria-busy={stale}>
        <StatNumber
          label={t('reach.willReceive')}
          value={receive}
          stale={stale}
          size="lg"
          note={stale ? t('reach.working') : t('reach.willReceiveNote', { matched })}
        />
      </div>
      {receive === 0 && !stale ? (
        <Notice tone="warn" title={t('reach.nobodyTitle')}>
          {t(matched === 0 ? 'reach.nobodyMatches' : 'reach.nobodyReceives')}
        </Notice>
      ) : null}
      <ReachTable
        reach={reach}
        stale={stale}
        onShow={(which, total) => setAsked({ which, total, reach: query })}
      />
      <p className={classes.note}>{t('reach.sum', { matched, excluded, receive })}</p>
      <ReachPeople asked={asked} onClose={() => setAsked(undefined)} />
    </>
  )
}
