import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ReportView } from '@/host'
import { Notice, Panel, StatNumber } from '@/kit'
import { PeopleButton } from './OutcomeTable'
import { countOf, failureParts, failureWords, stateWords } from './outcome'
import type { Asked } from './PeopleDrawer'
import classes from './watch.module.css'

interface FiguresProps {
  report: ReportView
  ended: boolean
  onShow: (asked: Asked) => void
}

/** What came of it so far: answers, opt-outs, money, and what nobody knows. */
export function Figures({ report, ended, onShow }: FiguresProps) {
  const { t } = useTranslation()
  const { replies, opt_outs, cost, ceiling } = report
  const inDoubt = countOf(report, 'in_doubt')
  const inbox = (
    <Link to="/inbox" className={classes.link ?? ''}>
      {t('watch.figures.inbox')}
    </Link>
  )
  return (
    <Panel title={t(ended ? 'watch.figures.titleEnded' : 'watch.figures.title')}>
      <div className={classes.stack}>
        <div className={classes.figures}>
          <StatNumber label={t('watch.figures.delivered')} value={countOf(report, 'delivered')} />
          <StatNumber
            label={t('watch.figures.replies')}
            value={replies}
            note={replies > 0 ? inbox : undefined}
          />
          <StatNumber label={t('watch.figures.optOuts')} value={opt_outs} />
          <StatNumber
            label={t('watch.figures.cost')}
            value={cost}
            note={t('watch.figures.ceiling', { ceiling })}
          />
          <StatNumber label={t('watch.figures.inDoubt')} value={inDoubt} />
        </div>
        {inDoubt > 0 ? <InDoubt count={inDoubt} onShow={onShow} /> : null}
      </div>
    </Panel>
  )
}

function InDoubt({ count, onShow }: { count: number; onShow: FiguresProps['onShow'] }) {
  const { t } = useTranslation()
  const show = () => onShow({ title: stateWords('in_doubt'), state: 'in_doubt', total: count })
  return (
    <Notice
      tone="warn"
      title={t('watch.doubt.title', { count })}
      action={
        <Button variant="default" size="xs" onClick={show}>
          {t('watch.doubt.show')}
        </Button>
      }
    >
      {t('watch.doubt.why')}
    </Notice>
  )
}

/** Everybody who was not reached, gathered by reason as it comes. */
export function Failures({ report: { failures }, onShow }: Omit<FiguresProps, 'ended'>) {
  const { t } = useTranslation()
  return (
    <Panel title={t('watch.failures.title')}>
      {failures.length === 0 ? <p className={classes.note}>{t('watch.failures.none')}</p> : null}
      <ul className={classes.failures}>
        {failures.map(({ reason: id, count }) => (
          <li key={id}>
            <span>{failureWords(id)}</span>
            <PeopleButton
              asked={{ title: failureWords(id), ...failureParts(id), total: count }}
              onShow={onShow}
            />
          </li>
        ))}
      </ul>
    </Panel>
  )
}
